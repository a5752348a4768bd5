"""Nothing found is no dead end, and a search that ran out of time goes on when asked to."""

from __future__ import annotations

import threading

from tests.tui.conftest import Reader, reading
from tests.tui.fake_library import AllWords, FakeLibrary
from tui.widgets.results import ResultList
from tui.widgets.ways_out import Way


def ways(reader: Reader) -> list[str]:
    return [row.label for row in reader.main.ways_out.rows if isinstance(row, Way)]


async def test_what_each_term_costs_is_shown_and_can_be_taken_with_arrows_and_enter() -> None:
    async with reading(AllWords()) as reader:
        await reader.search("carney glacier troops")
        assert reader.shown_ids == []
        text = reader.screen_text
        assert "Nothing found" in text
        assert "for carney glacier troops" in text
        assert any('without "glacier"' in row and "1 article" in row for row in text.splitlines())
        assert any('without "carney"' in row and "0 articles" in row for row in text.splitlines())
        assert ways(reader) == ['without "glacier"']
        await reader.press("enter")  # nothing is run before it is chosen
        assert reader.main.ways_out.has_focus
        assert reader.main.query_input.value == "carney glacier troops"
        await reader.press("enter")
        await reader.until(lambda: reader.shown_ids == [1])
        assert reader.main.query_input.value == "carney troops"
        assert isinstance(reader.main.focused, ResultList)
        assert "Nothing found" not in reader.screen_text


async def test_the_arrows_pass_over_what_is_only_said() -> None:
    async with reading(AllWords()) as reader:
        await reader.search("amundsen scott curie")
        assert ways(reader) == ['without "curie"']
        await reader.press("escape")
        await reader.search("carney amundsen")
        assert ways(reader) == ['without "carney"', 'without "amundsen"']
        await reader.press("down", "down", "down")
        selected = reader.main.ways_out.selected
        assert selected is not None
        assert selected.query == "carney"
        await reader.press("k", "enter")
        await reader.until(lambda: sorted(reader.shown_ids) == [5, 6])


async def test_a_click_runs_the_query_without_the_term() -> None:
    async with reading(AllWords()) as reader:
        await reader.search("carney glacier")
        row = next(y for y, row in enumerate(reader.main.ways_out.rows) if isinstance(row, Way))
        await reader.pilot.click("#ways-out", offset=(8, row))
        await reader.until(lambda: reader.main.query_input.value == "carney")
        await reader.until(lambda: reader.shown_ids == [1, 2, 3])


async def test_back_returns_to_the_query_that_found_nothing() -> None:
    async with reading(AllWords()) as reader:
        await reader.search("carney glacier")
        await reader.press("enter", "enter")
        await reader.until(lambda: reader.shown_ids == [1, 2, 3])
        await reader.press("backspace")
        await reader.until(lambda: "Nothing found" in reader.screen_text)
        assert reader.main.query_input.value == "carney glacier"


async def test_spellings_that_find_something_come_first_and_are_taken_by_enter() -> None:
    async with reading(AllWords()) as reader:
        await reader.search("carniy")
        assert ways(reader) == ["carney"]
        assert any("carney" in row and "3 articles" in row for row in reader.screen_text.splitlines())
        await reader.press("enter")
        await reader.until(lambda: reader.shown_ids == [1, 2, 3])


async def test_a_slow_count_is_dropped_when_the_query_goes_on() -> None:
    library = AllWords()
    library.delays["glacier"] = 0.6
    async with reading(library) as reader:
        await reader.press("slash", *"carney glacier")
        await reader.until(lambda: any(call.name == "without_each" for call in library.calls))
        await reader.press("ctrl+a", "ctrl+k", *"scott")
        await reader.until(lambda: sorted(reader.shown_ids) == [5, 6])
        await reader.settle()
        assert reader.main.dropped_terms == ()
        assert "Nothing found" not in reader.screen_text


async def test_the_library_is_asked_off_the_thread_of_the_screen() -> None:
    async with reading(AllWords()) as reader:
        await reader.search("carney glacier")
        assert {call.name for call in reader.library.calls} >= {"without_each", "suggestions"}
        assert threading.get_ident() not in {call.thread for call in reader.library.calls}


# ------------------------------------------------------------------------------------------------ out of time


def slow(query: str = "carney") -> FakeLibrary:
    library = FakeLibrary()
    library.partial[query] = 2
    return library


async def test_a_search_out_of_time_says_about_and_what_was_looked_at_at_every_width() -> None:
    for size in ((80, 24), (120, 40), (200, 60)):
        async with reading(slow(), size=size) as reader:
            await reader.search("carney")
            assert "about 3 articles" in reader.screen_text
            assert "4 of 8 articles were looked at within 3 s · ^g goes on" in reader.screen_text
            assert reader.shown_ids == [1, 2]


async def test_one_key_searches_on_without_a_limit_and_keeps_the_selection() -> None:
    library = slow()
    library.delays["carney without limit"] = 0.4
    async with reading(library) as reader:
        await reader.search("carney")
        await reader.press("down", "j")
        await reader.press("plus")
        assert "searching on, for as long as it takes" in reader.screen_text
        assert reader.shown_ids == [1, 2]
        await reader.until(lambda: "searching" in reader.main.counts.text, "the spinner")
        await reader.until(lambda: reader.shown_ids == [1, 2, 3])
        assert "about" not in reader.screen_text
        assert "goes on" not in reader.screen_text
        assert reader.main.results.selected_id == 2


async def test_from_the_query_line_ctrl_g_does_it() -> None:
    async with reading(slow()) as reader:
        await reader.search("carney")
        await reader.press("ctrl+g")
        await reader.until(lambda: reader.shown_ids == [1, 2, 3])
        assert reader.main.query_input.value == "carney"


async def test_a_click_on_the_echo_line_does_it() -> None:
    async with reading(slow()) as reader:
        await reader.search("carney")
        await reader.pilot.click("#echo", offset=(100, 0))
        await reader.until(lambda: reader.shown_ids == [1, 2, 3])
        await reader.pilot.click("#echo", offset=(100, 0))
        assert "everything has been searched" not in reader.screen_text  # there is nothing to click for any more


async def test_escape_stops_a_search_that_goes_on_and_keeps_what_was_found() -> None:
    library = slow()
    library.delays["carney without limit"] = 5.0
    async with reading(library) as reader:
        await reader.search("carney")
        await reader.press("ctrl+g")
        await reader.until(lambda: reader.main.is_going_on)
        await reader.press("escape")
        await reader.until(lambda: library.cancelled == ["carney"])
        assert reader.shown_ids == [1, 2]
        assert "about 3 articles" in reader.screen_text
        assert "stopped" in reader.screen_text
        assert "searching" not in reader.main.counts.text
        assert reader.main.query_input.has_focus  # that was one rung of the ladder
        await reader.press("ctrl+g")
        assert reader.main.is_going_on


async def test_typing_stops_it_too() -> None:
    library = slow()
    library.delays["carney without limit"] = 5.0
    async with reading(library) as reader:
        await reader.search("carney")
        await reader.press("ctrl+g", "space", "x")
        await reader.until(lambda: "carney" in library.cancelled)
        await reader.until(lambda: reader.main.result is not None and reader.main.result.query == "carney x")


async def test_with_everything_searched_the_key_says_so() -> None:
    async with reading() as reader:
        await reader.search("carney")
        await reader.press("ctrl+g")
        assert "everything has been searched" in reader.screen_text
