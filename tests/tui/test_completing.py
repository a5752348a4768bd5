"""Completion in the query line: one key writes what fits or asks which, without ever getting in the way of typing."""

from __future__ import annotations

import threading

from tests.tui.conftest import Reader, reading
from tests.tui.fake_library import FakeLibrary
from tests.tui.samples import make_article
from tui.widgets.completions import MOST_ROWS
from tui.widgets.query_bar import QueryInput
from tui.widgets.results import ResultList


def two_curies() -> FakeLibrary:
    """The samples, and an article about a second bearer of a name."""
    library = FakeLibrary()
    library.articles[9] = make_article(
        9, text="Irène Curie shared the prize in chemistry.", title="A third prize", date="1935-12-10"
    )
    return library


async def ask(reader: Reader, text: str) -> None:
    """Type a query and press Tab."""
    await reader.search(text)
    await reader.press("tab")
    await reader.settle()


def line(reader: Reader) -> str:
    return reader.main.query_input.value


def offered(reader: Reader) -> list[str]:
    """The candidates on screen, or none."""
    return [found.label for found in reader.main.completion_list.candidates] if reader.main.is_completing else []


async def test_tab_writes_the_only_name_that_fits_and_finds_it() -> None:
    async with reading() as reader:
        await ask(reader, "@carn")
        assert line(reader) == "@mark-carney"
        assert reader.main.query_input.cursor_position == len("@mark-carney")
        assert not reader.main.is_completing
        await reader.until(lambda: reader.main.result is not None and reader.main.result.query == "@mark-carney")


async def test_tab_writes_the_only_field_that_fits_and_then_lists_its_values() -> None:
    async with reading() as reader:
        await ask(reader, "ice so")
        assert line(reader) == "ice source:"
        await reader.press("tab")
        await reader.until(lambda: reader.main.is_completing)
        assert set(offered(reader)) == {
            "Kyiv Notebook",
            "Summit Desk",
            "Ottawa Letter",
            "Polar Gazette",
            "Science Leaf",
        }
        await reader.press("down", "enter")
        assert line(reader) == f'ice source:"{sorted_sources(reader)[1]}"'


def sorted_sources(reader: Reader) -> list[str]:
    found = reader.library.completions("source:", 7)
    return [candidate.label for candidate in found.candidates]


async def test_several_names_are_asked_about_with_type_and_articles_most_first() -> None:
    async with reading(two_curies()) as reader:
        await ask(reader, "@cu")
        assert offered(reader) == ["Marie Curie", "Irène Curie"]
        text = reader.screen_text
        assert "2 choices" in text
        assert any("ᵖ Marie Curie" in row and "2 art." in row for row in text.splitlines())
        assert line(reader) == "@cu"
        assert isinstance(reader.main.focused, QueryInput)
        await reader.press("enter")
        assert line(reader) == "@marie-curie"
        assert not reader.main.is_completing


async def test_the_choice_is_moved_with_arrows_tab_and_ctrl_n_and_p_and_goes_round() -> None:
    async with reading(two_curies()) as reader:
        await ask(reader, "@c")
        names = offered(reader)
        assert len(names) > 3
        places = []
        for key in ("down", "tab", "ctrl+n", "up", "shift+tab", "ctrl+p", "up"):
            await reader.press(key)
            places.append(reader.main.completion_list.cursor)
        assert places == [1, 2, 3, 2, 1, 0, len(names) - 1]
        assert reader.app.screen is reader.main  # ctrl+p did not open the palette
        await reader.press("enter")
        assert line(reader) != "@c"


async def test_typing_narrows_the_list_and_going_back_widens_it() -> None:
    async with reading(two_curies()) as reader:
        await ask(reader, "@c")
        before = offered(reader)
        await reader.press("u")
        await reader.until(lambda: offered(reader) == ["Marie Curie", "Irène Curie"])
        await reader.press("x")
        await reader.until(lambda: not reader.main.is_completing)
        await reader.press("backspace")
        await reader.until(lambda: offered(reader) == ["Marie Curie", "Irène Curie"])
        await reader.press("backspace")
        await reader.until(lambda: offered(reader) == before)


async def test_what_was_selected_stays_selected_while_the_list_narrows() -> None:
    async with reading(two_curies()) as reader:
        await ask(reader, "@c")
        await reader.press(*["down"] * offered(reader).index("Irène Curie"))
        await reader.press("u")
        await reader.until(lambda: len(offered(reader)) == 2)
        await reader.press("enter")
        assert line(reader) == "@irene-curie"


async def test_escape_closes_the_list_and_only_the_list() -> None:
    async with reading(two_curies()) as reader:
        await ask(reader, "@cu")
        await reader.press("escape")
        assert not reader.main.is_completing
        assert isinstance(reader.main.focused, QueryInput)
        assert line(reader) == "@cu"
        await reader.press("escape")
        assert isinstance(reader.main.focused, ResultList) or reader.main.ways_out.has_focus


async def test_leaving_the_word_or_the_line_closes_the_list() -> None:
    async with reading(two_curies()) as reader:
        await ask(reader, "@cu")
        await reader.press("space")
        assert not reader.main.is_completing
        await reader.press("backspace", "tab")
        await reader.until(lambda: reader.main.is_completing)
        await reader.press("home")
        assert not reader.main.is_completing
        await reader.press("end", "tab")
        await reader.until(lambda: reader.main.is_completing)
        reader.main.focus_pane("article")
        await reader.pilot.pause()
        assert not reader.main.is_completing


async def test_a_click_chooses() -> None:
    async with reading(two_curies()) as reader:
        await ask(reader, "@cu")
        await reader.pilot.click("#completions", offset=(6, 2))
        assert line(reader) == "@irene-curie"
        assert isinstance(reader.main.focused, QueryInput)


async def test_a_name_within_a_phrase_is_completed_where_it_stands() -> None:
    async with reading() as reader:
        await reader.search('"@carn said"')
        reader.main.query_input.cursor_position = len('"@carn')
        await reader.press("tab")
        await reader.until(lambda: line(reader) == '"@mark-carney said"')
        assert reader.main.query_input.cursor_position == len('"@mark-carney')


async def test_the_list_is_never_over_the_echo_line_and_is_scrolled_beyond_its_rows() -> None:
    for size in ((80, 24), (120, 40), (40, 20)):
        async with reading(two_curies(), size=size) as reader:
            await ask(reader, "@")
            shown = reader.main.completion_list
            assert shown.region.y == reader.main.echo_bar.region.bottom
            assert shown.region.right <= size[0]
            assert shown.region.bottom < size[1]
            assert len(offered(reader)) > MOST_ROWS
            last = offered(reader)[-1]
            assert last not in reader.screen_text
            await reader.press("up")
            await reader.until(lambda last=last: last in reader.screen_text)


async def test_on_a_very_small_screen_the_list_fits_too() -> None:
    async with reading(two_curies(), size=(40, 12)) as reader:
        await ask(reader, "@")
        assert reader.main.completion_list.region.y >= reader.main.query_input.region.bottom
        assert reader.main.completion_list.region.bottom <= 12
        assert "Canada" in reader.screen_text


async def test_the_list_stays_in_place_when_the_terminal_changes_its_size() -> None:
    async with reading(two_curies(), size=(120, 40)) as reader:
        await ask(reader, "carney troops kyiv @c")
        await reader.press("down")
        await reader.pilot.resize_terminal(50, 20)
        await reader.until(lambda: reader.main.completion_list.region.right <= 50)
        assert reader.main.completion_list.region.y == reader.main.echo_bar.region.bottom
        assert reader.main.completion_list.cursor == 1


async def test_the_footer_names_the_keys_that_work() -> None:
    async with reading(two_curies()) as reader:
        await ask(reader, "@cu")
        assert "Enter choose" in reader.screen_text
        assert "Esc close" in reader.screen_text
        await reader.press("escape")
        assert "Tab complete" in reader.screen_text
        assert "Enter open" in reader.screen_text


async def test_where_nothing_fits_it_says_so_and_the_line_stays() -> None:
    async with reading() as reader:
        await ask(reader, "@xyzzy")
        assert "nothing in the library begins with @xyzzy" in reader.screen_text
        assert line(reader) == "@xyzzy"
        assert isinstance(reader.main.focused, QueryInput)


async def test_with_nothing_to_complete_tab_goes_to_the_next_pane_as_ever() -> None:
    async with reading() as reader:
        await ask(reader, "carney")
        assert isinstance(reader.main.focused, ResultList)


async def test_a_slow_library_holds_up_no_typing_and_its_late_answer_is_dropped() -> None:
    library = two_curies()
    async with reading(library) as reader:
        await reader.search("@cu")
        library.delays["completions"] = 0.4
        await reader.press("tab", "space", "i", "c", "e")
        assert line(reader) == "@cu ice"
        await reader.settle()
        assert not reader.main.is_completing
        assert line(reader) == "@cu ice"
        own = threading.get_ident()
        assert all(call.thread != own for call in library.calls if call.name in {"completions", "unsettled_names"})


# ------------------------------------------------------------------------------------------------ names of several


async def test_a_name_of_several_is_searched_for_all_and_the_echo_says_so() -> None:
    async with reading(two_curies()) as reader:
        await reader.search("@curie ice")
        assert "2 go by curie: Tab asks which" in reader.screen_text
        await reader.press("tab")  # the cursor is at `ice`, which is nothing to complete
        await reader.until(lambda: reader.main.is_completing)
        assert offered(reader) == ["Marie Curie", "Irène Curie"]
        await reader.press("down", "enter")
        assert line(reader) == "@irene-curie ice"
        await reader.until(lambda: "go by" not in reader.screen_text)


async def test_running_a_query_with_a_name_of_several_asks_once() -> None:
    async with reading(two_curies()) as reader:
        await reader.search("@curie")
        found = reader.shown_ids
        await reader.press("enter")
        await reader.until(lambda: reader.main.is_completing)
        assert reader.opened is None
        assert reader.shown_ids == found
        await reader.press("escape", "enter")
        await reader.until(lambda: reader.opened is not None)


async def test_enter_before_the_answer_asks_as_well() -> None:
    library = two_curies()
    library.delays["@curie"] = 0.3
    async with reading(library) as reader:
        await reader.press("slash", *"@curie", "enter")
        await reader.until(lambda: reader.main.is_completing)
        assert reader.opened is None


async def test_enter_on_an_unfinished_name_offers_whom_it_may_become() -> None:
    async with reading() as reader:
        await reader.search("@carn")
        await reader.press("enter")
        await reader.until(lambda: offered(reader) == ["Mark Carney"])
        await reader.press("enter")
        assert line(reader) == "@mark-carney"


async def test_a_name_of_one_is_run_without_a_question() -> None:
    async with reading() as reader:
        await reader.search("@carney")
        assert "go by" not in reader.screen_text
        await reader.press("enter")
        await reader.until(lambda: reader.opened is not None)
        assert not reader.main.is_completing
