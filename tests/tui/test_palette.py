"""The command palette: every action that makes sense, and going to articles and entities from wherever one is."""

from __future__ import annotations

import re
import threading
import time

from hypothesis import given
from hypothesis import strategies as st
from textual.command import CommandInput, CommandPalette

from index.errors import EngineError
from index.query import parse
from tests.tui.conftest import Reader, reading
from tests.tui.fake_library import FakeLibrary
from tests.tui.samples import make_article
from tui.actions import ACTIONS, PLACES
from tui.providers.places import title_query
from tui.providers.registry import actions_at
from tui.screens.dossier import DossierScreen
from tui.screens.facets import FacetsScreen


async def _look_for(reader: Reader, text: str, *, key: str = "colon") -> None:
    """Open the palette and type."""
    await reader.press(key)
    await reader.until(lambda: isinstance(reader.app.screen, CommandPalette), "the palette")
    reader.app.screen.query_one(CommandInput).value = text


async def _go(reader: Reader, text: str, shown: str) -> None:
    """Look for something, and take it once it is shown; it is the best by then."""
    await _look_for(reader, text)
    await reader.until(lambda: shown in reader.screen_text, shown)
    await reader.press("enter")


def test_every_action_that_is_no_movement_is_offered_somewhere() -> None:
    offered = {action.id for pane in PLACES for action, _ in actions_at(pane)}
    expected = {
        action.id
        for action in ACTIONS
        if not action.is_movement
        and action.id != "command-palette"  # one is in it
        and action.scope
        not in {
            "query",
            "completion",
            "find",
            "help",
            "saved-name",
            "entity-filter",
            "export",
        }  # keys of a line that is being written
    }
    assert offered >= expected


async def test_going_to_an_article_opens_it_and_back_leads_back() -> None:
    async with reading() as reader:
        await reader.open("carney")
        before = reader.opened
        await _go(reader, "stands at the south pole", "article · 1911-12-15")
        await reader.until(lambda: reader.opened not in {None, before}, "the article")
        assert "Amundsen stands at the South Pole" in reader.screen_text
        await reader.press("H")
        await reader.until(lambda: reader.opened == before, "the article before")


async def test_going_to_an_entity_opens_its_dossier() -> None:
    async with reading() as reader:
        await _go(reader, "zelenskyy", "dossier · PERSON")
        await reader.until(lambda: isinstance(reader.app.screen, DossierScreen))
        await reader.settle()
        assert "Volodymyr Zelenskyy" in reader.screen_text


async def test_one_may_go_elsewhere_from_a_dossier_and_from_the_filters() -> None:
    async with reading() as reader:
        await reader.open("carney")
        await reader.press("enter")
        await reader.until(lambda: isinstance(reader.app.screen, DossierScreen))
        await _go(reader, "rays nobody could see", "article · 1903-12-10")
        await reader.until(lambda: reader.app.screen is reader.main and reader.opened == 7, "the article")
        await reader.press("F")
        await reader.until(lambda: isinstance(reader.app.screen, FacetsScreen))
        await reader.settle()
        await _go(reader, "amundsen", "dossier · PERSON")
        await reader.until(lambda: isinstance(reader.app.screen, DossierScreen))
        await reader.settle()
        await reader.press("escape")
        assert reader.app.screen is reader.main


async def test_the_palette_of_a_pane_has_its_own_actions() -> None:
    async with reading() as reader:
        await reader.open("carney")
        await _look_for(reader, "dossier")
        await reader.until(lambda: "Everything about the entity at the cursor" in reader.screen_text)


async def test_a_slow_library_does_not_hold_the_actions_up_nor_the_screen() -> None:
    class Slow(FakeLibrary):
        def entities(self, *arguments: object, **more: object) -> list[object]:
            time.sleep(0.4)
            return []

    async with reading(Slow()) as reader:
        await _look_for(reader, "zoom")
        began = time.monotonic()
        await reader.until(lambda: "Give the pane the whole screen" in reader.screen_text)
        assert threading.current_thread() is threading.main_thread()
        assert time.monotonic() - began < 3


async def test_typing_on_stops_the_search_that_nobody_waits_for_any_more() -> None:
    library = FakeLibrary()
    library.delays[f"{title_query('amund')} without limit"] = 0.0
    library.delays[title_query("amund")] = 30.0
    async with reading(library) as reader:
        await _look_for(reader, "amund")
        await reader.until(lambda: any(call.name == "search" and "amund*" in str(call) for call in library.calls))
        reader.app.screen.query_one(CommandInput).value = "curie"
        await reader.until(lambda: library.cancelled == [title_query("amund")], "it was stopped")
        await reader.until(
            lambda: "A prize for rays" in reader.screen_text or "Curie is honoured" in reader.screen_text
        )


async def test_a_library_in_trouble_leaves_the_actions() -> None:
    async with reading() as reader:
        reader.library.failures["search"] = EngineError("The index is gone.")
        await _look_for(reader, "zoom")
        await reader.until(lambda: "Give the pane the whole screen" in reader.screen_text)


async def test_a_saved_search_is_run_from_the_palette_and_counts_as_seen() -> None:
    library = FakeLibrary()
    library.record.save_search("Poles and dogs", "scott", seen_id=0)
    async with reading(library) as reader:
        await _go(reader, "poles", "saved search · scott")
        await reader.until(lambda: reader.main.result is not None and reader.main.result.query == "scott")
        assert reader.main.query_input.value == "scott"
        await reader.until(lambda: library.record.saved["Poles and dogs"].seen_id > 0)


async def test_a_saved_search_is_found_by_what_it_searches_for() -> None:
    library = FakeLibrary()
    library.record.save_search("The south", "amundsen scott", seen_id=0)
    async with reading(library) as reader:
        await _look_for(reader, "scott amund")
        await reader.until(lambda: "saved search · amundsen scott" in reader.screen_text)


async def test_control_characters_and_markup_of_the_library_stay_text() -> None:
    title = "[b]Bold[/b] \x1b]0;owned\x07 ]["
    async with reading(FakeLibrary([make_article(1, text="Nothing.", title=title)])) as reader:
        await _look_for(reader, "bold")
        await reader.until(lambda: "[b]Bold[/b] ␛]0;owned␇ ][" in reader.screen_text)


@given(st.text(max_size=40))
def test_any_text_becomes_a_query_for_titles_and_nothing_else(text: str) -> None:
    query = title_query(text)
    assert all(re.fullmatch(r"title:\w+\*?", part) for part in query.split())
    for problem in parse(query).problems:  # words that are none to the language are searched as they are
        assert "searched" in problem.message or "two letters" in problem.message
