"""Coming back: marks, the last place, queries asked before, saved searches, and the session before this one."""

from __future__ import annotations

from index.reading import Mark, SavedSearch
from tests.tui.conftest import reading
from tests.tui.fake_library import FakeLibrary
from tests.tui.samples import make_article
from tui.screens.layout import Arrangement
from tui.screens.prefix import PrefixScreen
from tui.screens.saved import SavedSearchesScreen
from tui.session import Session

# ---------------------------------------------------------------------------------------------- marks


async def test_a_mark_comes_back_to_article_place_entity_and_query() -> None:
    async with reading() as reader:
        await reader.open("carney")
        await reader.press("right_square_bracket")
        here = reader.main.here
        await reader.press("m")
        await reader.until(lambda: isinstance(reader.app.screen, PrefixScreen), "the strip")
        assert "under which letter?" in reader.screen_text
        await reader.press("a")
        assert "marked: 'a comes back here" in reader.screen_text
        await reader.press("escape")
        await reader.open("amundsen")
        await reader.press("apostrophe")
        await reader.until(lambda: "Go to a mark" in reader.screen_text, "the strip")
        await reader.press("a")
        await reader.until(lambda: reader.main.here == here, "the place")
        assert reader.main.query_input.value == "carney"
        await reader.until(lambda: "a" in reader.library.record.marked, "the mark in the library")


async def test_marks_of_earlier_sessions_are_offered_and_a_missing_article_is_told_of() -> None:
    library = FakeLibrary()
    library.record.marked["z"] = Mark("z", "no-such-key", "A lost article", 0, 0)
    async with reading(library) as reader:
        await reader.press("apostrophe")
        await reader.until(lambda: "A lost article" in reader.screen_text, "the mark")
        await reader.press("z")
        await reader.until(lambda: "no longer in the library: A lost article" in reader.screen_text, "the news")


async def test_two_quotes_go_back_and_forth_between_two_places() -> None:
    async with reading() as reader:
        await reader.open("carney")
        first = reader.main.here
        await reader.press("J")
        await reader.settle()
        second = reader.main.here
        for place in (first, second, first):
            await reader.press("apostrophe", "apostrophe")
            await reader.until(lambda place=place: reader.main.here.article_id == place.article_id, "the other place")


async def test_a_letter_without_a_mark_and_esc_do_nothing() -> None:
    async with reading() as reader:
        await reader.press("apostrophe", "x")
        assert "no mark x" in reader.screen_text
        await reader.press("apostrophe", "escape")
        assert reader.app.screen is reader.main
        await reader.press("m")
        assert "open an article first" in reader.screen_text


# ---------------------------------------------------------------------------------------------- queries


async def test_the_queries_asked_before_come_back_by_the_arrow() -> None:
    library = FakeLibrary()
    library.record.asked = ["amundsen", "paris"]
    async with reading(library) as reader:
        await reader.search("carney")
        await reader.press("escape")
        await reader.until(lambda: library.record.asked[0] == "carney", "the history")
        await reader.press("slash", "n", "up")
        assert reader.main.query_input.value == "carney"
        await reader.press("up", "up")
        assert reader.main.query_input.value == "paris"
        await reader.press("up")
        assert "no query before that" in reader.screen_text
        await reader.press("down", "down", "down")
        assert reader.main.query_input.value == "n"
        await reader.press("down")
        assert reader.app.focused is reader.main.results


# ---------------------------------------------------------------------------------------------- saved searches


async def test_a_query_is_saved_under_a_name_and_run_again() -> None:
    async with reading() as reader:
        await reader.search("carney")
        found = reader.shown_ids
        await reader.press("escape", "S")
        await reader.until(lambda: isinstance(reader.app.screen, SavedSearchesScreen), "the list")
        await reader.press("a", *"The man", "enter")
        await reader.until(lambda: "The man" in reader.library.record.saved, "the saved search")
        await reader.press("escape", "ctrl+u")
        await reader.settle()
        await reader.press("S")
        await reader.until(lambda: "The man" in reader.screen_text, "the list")
        await reader.press("enter")
        await reader.until(lambda: reader.shown_ids == found, "its results")
        assert reader.main.query_input.value == "carney"


async def test_the_list_says_what_is_new_and_running_it_makes_it_old() -> None:
    library = FakeLibrary()
    newest = max(library.articles)
    library.record.saved["Canada"] = SavedSearch("Canada", "carney", newest)
    library.write(make_article(99, text="Carney speaks again.", title="Again"))
    async with reading(library) as reader:
        await reader.press("S")
        await reader.until(lambda: "1 new" in reader.screen_text, "the count")
        await reader.press("enter")
        await reader.until(lambda: library.record.saved["Canada"].seen_id == newest + 1, "the search to be seen")
        await reader.press("S")
        await reader.until(lambda: isinstance(reader.app.screen, SavedSearchesScreen), "the list")
        await reader.settle()
        assert "1 new" not in reader.screen_text


async def test_a_saved_search_can_be_renamed_and_a_forgotten_one_brought_back() -> None:
    library = FakeLibrary()
    library.record.saved["Canada"] = SavedSearch("Canada", "carney", 2)
    async with reading(library) as reader:
        await reader.press("S")
        await reader.until(lambda: "Canada" in reader.screen_text, "the list")
        await reader.press("R", *"Ottawa", "enter")
        await reader.until(lambda: set(library.record.saved) == {"Ottawa"}, "the new name")
        await reader.press("x")
        await reader.until(lambda: not library.record.saved, "it to be forgotten")
        assert "x brings it back" in reader.screen_text
        await reader.press("x")
        await reader.until(lambda: library.record.saved == {"Ottawa": SavedSearch("Ottawa", "carney", 2)}, "it back")


async def test_a_name_that_is_taken_is_refused_and_nothing_is_lost() -> None:
    library = FakeLibrary()
    library.record.saved["Canada"] = SavedSearch("Canada", "carney", 2)
    async with reading(library) as reader:
        await reader.search("paris")
        await reader.press("escape", "S")
        await reader.until(lambda: "Canada" in reader.screen_text, "the list")
        await reader.press("a", *"Canada", "enter")
        await reader.until(lambda: "called Canada already" in reader.screen_text, "the refusal")
        await reader.press("escape")
        assert isinstance(reader.app.screen, SavedSearchesScreen)
        assert library.record.saved == {"Canada": SavedSearch("Canada", "carney", 2)}


async def test_a_query_asked_before_is_run_from_the_list() -> None:
    library = FakeLibrary()
    library.record.asked = ["amundsen"]
    async with reading(library) as reader:
        await reader.press("S")
        await reader.until(lambda: "Asked lately" in reader.screen_text, "the list")
        await reader.press("enter")
        await reader.until(lambda: reader.main.result is not None and reader.main.result.query == "amundsen", "it")


# ---------------------------------------------------------------------------------------------- the session


async def test_a_session_comes_back_where_it_was_left() -> None:
    library = FakeLibrary()
    async with reading(library) as reader:
        await reader.open("carney")
        await reader.press("right_square_bracket", "greater_than_sign")
        await reader.settle()
        before = reader.main.here
        widths = reader.main.arrangement.widths
        await reader.press("q")
    session = Session.from_json(library.record.left)
    async with reading(library, session=session) as reader:
        await reader.until(lambda: reader.main.here == before, "the place")
        assert reader.main.arrangement.widths == widths
        assert reader.main.query_input.value == "carney"


async def test_a_query_given_outright_is_a_fresh_start() -> None:
    session = Session(query="carney", article_key=FakeLibrary().articles[1].key)
    async with reading(session=session, query="amundsen") as reader:
        await reader.settle()
        assert reader.main.query_input.value == "amundsen"
        assert reader.opened is None


async def test_an_article_that_is_gone_since_is_told_of() -> None:
    session = Session(query="carney", article_key="no-such-key", arrangement=Arrangement(active="article"))
    async with reading(session=session) as reader:
        await reader.until(lambda: "no longer in the library" in reader.screen_text, "the news")
        assert reader.main.query_input.value == "carney"


async def test_nothing_is_written_where_nothing_changed() -> None:
    library = FakeLibrary()
    async with reading(library) as reader:
        await reader.press("q")
    left = library.record.left
    library.record.left = {"untouched": True}
    async with reading(library, session=Session.from_json(left)) as reader:
        await reader.press("q")
    assert library.record.left == {"untouched": True}
