"""Search as you type: quick, never stale, never hidden, the selection kept."""

from __future__ import annotations

import threading
from dataclasses import replace

from index.errors import EngineError
from index.model import SearchResult, Span
from tests.tui.conftest import reading
from tests.tui.fake_library import FakeLibrary
from tests.tui.samples import make_article
from tui.widgets.query_bar import QueryInput
from tui.widgets.results import ResultList


async def test_everything_is_listed_newest_first_before_anything_is_typed() -> None:
    async with reading() as reader:
        assert reader.shown_ids == [1, 2, 3, 4, 6, 5, 8, 7]
        assert "8 articles" in reader.screen_text
        assert "library: samples" in reader.screen_text


async def test_slash_and_typing_lists_results_with_counts_and_echo() -> None:
    async with reading() as reader:
        await reader.search("carney")
        assert reader.shown_ids == [1, 2, 3]
        text = reader.screen_text
        assert "3 articles · 8 mentions · 4 ms" in text
        assert "carney*" in text
        assert "by relevance" in text


async def test_each_pause_in_typing_asks_once_and_not_each_key() -> None:
    async with reading() as reader:
        await reader.search("carney")
        asked = [call.arguments[0] for call in reader.library.calls if call.name == "search"]
        assert asked[-1] == "carney"
        assert len(asked) < 1 + len("carney")


async def test_a_slow_answer_to_an_older_query_is_never_painted() -> None:
    library = FakeLibrary()
    library.delays = {"c": 0.5, "ca": 0.5, "scott": 0.0}
    async with reading(library) as reader:
        await reader.press("slash", "c")
        await reader.until(lambda: any(call.arguments[0] == "c" for call in library.calls if call.name == "search"))
        reader.main.query_input.value = "scott"
        await reader.until(lambda: reader.shown_ids == [5, 6] or reader.shown_ids == [6, 5])
        await reader.until(lambda: "c" in library.cancelled, "the old search to be told to stop")
        await reader.pilot.pause(0.6)
        assert sorted(reader.shown_ids) == [5, 6]
        assert reader.main.result is not None
        assert reader.main.result.query == "scott"


async def test_while_the_answer_is_not_there_the_last_results_stay_dimmed_and_a_spinner_turns() -> None:
    library = FakeLibrary()
    library.delays = dict.fromkeys(("s", "sc", "sco", "scot", "scott"), 0.8)
    async with reading(library) as reader:
        await reader.press("slash", *"scott")
        await reader.until(lambda: "searching" in reader.screen_text, "the spinner")
        assert reader.main.results.is_stale
        assert len(reader.shown_ids) == 8
        await reader.until(lambda: len(reader.shown_ids) == 2)
        assert not reader.main.results.is_stale
        assert "searching" not in reader.screen_text


async def test_no_library_call_is_made_on_the_thread_of_the_screen() -> None:
    async with reading() as reader:
        await reader.open("carney")
        await reader.press("right_square_bracket", "enter")
        await reader.settle()
        own = threading.get_ident()
        assert {call.name for call in reader.library.calls} >= {"search", "rows", "status", "open_article", "dossier"}
        assert not [call.name for call in reader.library.calls if call.thread == own]


async def test_enter_before_the_answer_opens_the_first_result_of_what_was_typed() -> None:
    library = FakeLibrary()
    library.delays = {"scott": 0.3}
    async with reading(library) as reader:
        await reader.press("slash", *"scott", "enter")
        await reader.until(lambda: reader.opened is not None)
        assert reader.opened == reader.shown_ids[0]
        assert reader.main.result is not None
        assert reader.main.result.query == "scott"


async def test_enter_opens_the_first_result_at_its_first_hit_and_goes_there() -> None:
    async with reading() as reader:
        await reader.open("carney")
        assert reader.opened == 1
        text = reader.library.articles[1].text
        assert reader.main.view.current_hit == Span(text.index("Carney"), text.index("Carney") + 6)
        assert reader.main.focused is reader.main.view


async def test_down_goes_to_the_results_and_slash_back_with_the_text_selected() -> None:
    async with reading() as reader:
        await reader.search("carney")
        await reader.press("down")
        assert isinstance(reader.main.focused, ResultList)
        await reader.press("slash")
        assert isinstance(reader.main.focused, QueryInput)
        assert reader.main.query_input.selected_text == "carney"


async def test_a_chosen_result_stays_selected_when_the_query_is_refined() -> None:
    async with reading() as reader:
        await reader.search("canada")
        await reader.press("down", "j", "j")
        chosen = reader.main.results.selected_id
        assert chosen is not None
        await reader.press("slash", "end", "space", *"carney")
        await reader.until(lambda: reader.main.result is not None and reader.main.result.query == "canada carney")
        assert reader.main.results.selected_id == chosen


async def test_another_question_starts_at_its_best_result() -> None:
    async with reading() as reader:
        await reader.search("canada")
        await reader.press("down", "j")
        await reader.search("carney")
        assert reader.main.results.cursor == 0


async def test_what_is_odd_about_a_query_is_told_with_its_column_and_underlined() -> None:
    async with reading() as reader:
        await reader.search("foo:bar")
        assert "column 1: " in reader.screen_text
        rendered = reader.main.query_input._value
        assert any("underline" in str(span.style) for span in rendered.spans)


async def test_a_problem_is_underlined_at_once_and_gone_at_once_while_the_last_results_stay_dimmed() -> None:
    library = FakeLibrary()
    library.delays = {"foo:bar": 5.0, "foo": 5.0}
    async with reading(library) as reader:
        await reader.search("carney")
        reader.main.query_input.value = "foo:bar"
        await reader.pilot.pause()
        assert "column 1: There is no field foo:" in reader.screen_text
        assert any("underline" in str(span.style) for span in reader.main.query_input._value.spans)
        assert reader.main.results.is_stale
        assert reader.shown_ids == [1, 2, 3]
        row = next(y for y in range(4) if "Canada" in reader.main.results.render_line(y).text)
        assert all(s.style is not None and s.style.dim for s in reader.main.results.render_line(row) if s.text.strip())
        reader.main.query_input.value = "foo"
        await reader.pilot.pause()
        assert "column 1" not in reader.screen_text


async def test_the_first_sign_of_a_name_is_no_mistake() -> None:
    async with reading() as reader:
        await reader.press("slash", *"ice @")
        await reader.until(lambda: reader.main.result is not None and reader.main.result.query == "ice @")
        assert "column" not in reader.screen_text


async def test_the_echo_says_that_the_last_word_may_go_on() -> None:
    class Echoing(FakeLibrary):
        def search(self, query: str, **asked: object) -> SearchResult:
            found = super().search(query, **asked)  # type: ignore[arg-type]
            return replace(found, echo=f"{query}…" if asked.get("is_typing") else query)

    async with reading(Echoing(), size=(80, 24)) as reader:
        await reader.search("carn")
        assert "carn…" in reader.screen_text
        assert "… is any ending · by relevance" in reader.screen_text


async def test_after_a_failed_search_enter_tries_again() -> None:
    async with reading() as reader:
        reader.library.failures["search"] = EngineError("The index is damaged.", hint="Run dateline doctor --rebuild")
        await reader.press("slash", *"scott")
        await reader.until(lambda: "The index is damaged." in reader.screen_text)
        assert reader.main.results.is_stale
        del reader.library.failures["search"]
        await reader.press("enter")
        await reader.until(lambda: reader.opened in {5, 6})


async def test_nothing_found_says_so_and_enter_takes_the_suggestion() -> None:
    async with reading() as reader:
        await reader.search("carniy")
        text = reader.screen_text
        assert "Nothing found" in text
        assert "Did you mean" in text
        assert "carney" in text
        await reader.press("enter")
        await reader.until(lambda: len(reader.shown_ids) == 3)
        assert reader.main.query_input.value == "carney"


async def test_ctrl_u_clears_the_query() -> None:
    async with reading() as reader:
        await reader.search("carniy")
        await reader.press("escape", "ctrl+u")
        await reader.until(lambda: len(reader.shown_ids) == 8)
        assert reader.main.query_input.value == ""


async def test_a_failing_search_is_told_in_the_pane_and_keeps_the_last_results() -> None:
    async with reading() as reader:
        reader.library.failures["search"] = EngineError("The index is damaged.", hint="Run dateline doctor --rebuild")
        await reader.press("slash", *"x")
        await reader.until(lambda: "The index is damaged. Run dateline doctor --rebuild" in reader.screen_text)
        assert len(reader.shown_ids) == 8
        del reader.library.failures["search"]
        await reader.press("escape")
        await reader.search("carney")
        assert "damaged" not in reader.screen_text


async def test_a_library_whose_index_is_broken_says_so_at_once() -> None:
    library = FakeLibrary()
    library.failures["search"] = EngineError("The index is damaged.", hint="Run dateline doctor --rebuild")
    async with reading(library) as reader:
        await reader.until(lambda: "dateline doctor --rebuild" in reader.screen_text)
        assert "Traceback" not in reader.screen_text


async def test_a_long_list_asks_for_the_rows_in_view_only() -> None:
    many = [make_article(n, text=f"Text {n}.", title=f"Title {n}", date="2020-01-01") for n in range(1, 20_001)]
    async with reading(FakeLibrary(many)) as reader:
        assert len(reader.shown_ids) == 20_000
        await reader.press("1", "G")
        await reader.until(lambda: "Title 20000" in reader.screen_text)
        await reader.press("g")
        await reader.until(lambda: "Title 1 " in reader.screen_text)
        asked = {i for call in reader.library.calls if call.name == "rows" for i in call.arguments[0]}  # type: ignore[attr-defined]
        assert len(asked) < 300


async def test_a_query_given_at_the_start_is_run() -> None:
    async with reading(query="scott") as reader:
        assert sorted(reader.shown_ids) == [5, 6]
        assert reader.main.query_input.value == "scott"


async def test_snippets_are_shown_on_a_wide_screen_with_their_hits_marked() -> None:
    async with reading(size=(200, 50)) as reader:
        await reader.search("telegram")
        await reader.until(lambda: "learned of it by telegram" in reader.screen_text)
        line = next(y for y in range(10) if "by telegram" in reader.main.results.render_line(y).text)
        styles = [s.style for s in reader.main.results.render_line(line) if s.text == "telegram"]
        assert styles
        assert styles[0] is not None
        assert styles[0].underline


async def test_titles_and_queries_are_shown_as_they_are() -> None:
    nasty = "[red]x[/] \x1b[31m\u202eevil\n[@click=app.quit]y[/]"
    async with reading(
        FakeLibrary([make_article(1, text=f"Body {nasty}", title=nasty, source="[b]src[/b]")])
    ) as reader:
        assert "[red]x[/] ␛[31m" in reader.screen_text
        assert "[b]src[/b]" in reader.screen_text
        await reader.press("enter")
        await reader.until(lambda: reader.opened == 1)
        await reader.press("G", "j")
        await reader.press("slash", *"[b]q")
        await reader.until(lambda: reader.main.result is not None and reader.main.result.query == "[b]q")
        assert "[b]q*" in reader.screen_text
        assert "\x1b" not in reader.screen_text
        assert "\u202e" not in reader.screen_text
