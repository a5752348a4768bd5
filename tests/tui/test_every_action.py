"""Every action of the registry is done by its key and seen to be done: one without a scenario here fails.

A scenario is a line or two: where it begins, what to look at, what that must become. More places to begin at and more
to look at are in `scenarios`.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.tui.scenarios import (
    Scenario,
    article,
    becomes,
    companions,
    completion,
    current_entity,
    cursor,
    do,
    dossier,
    empty_library,
    entities,
    facets,
    find_line,
    focused,
    help_screen,
    is_running,
    less,
    list_that_waits,
    long_article,
    long_read,
    many_results,
    more,
    on_screen,
    opened,
    panes,
    query,
    query_line,
    reading_cursor,
    results,
    saved,
    saved_library,
    saved_name,
    says,
    screen,
    scrolled,
    slow_library,
    start,
    ways,
)
from tui.actions import ACTIONS, Action
from tui.app import DatelineApp
from tui.screens.dossier import DossierScreen
from tui.screens.facets import FacetsScreen
from tui.screens.help import HelpScreen
from tui.screens.main import MainScreen
from tui.screens.saved import SavedSearchesScreen

SCENARIOS: dict[str, Scenario] = {
    # -- search
    "search": Scenario(results, focused, becomes("query")),
    "open-selected": Scenario(start("slash", query="carney"), opened, becomes(1)),
    "complete": Scenario(query_line, query, becomes("@mark-carney"), first=(*"@carn",)),
    "leave-query": Scenario(query_line, focused, becomes("result-list")),
    "previous-query": Scenario(start("slash", library=saved_library), query, becomes("amundsen")),
    "clear-query": Scenario(results, query, becomes("")),
    "show-new": Scenario(list_that_waits, lambda reader: len(reader.shown_ids), becomes(9)),
    "go-on": Scenario(start(query="carney", library=slow_library), lambda reader: reader.shown_ids, becomes([1, 2, 3])),
    "take-way": Scenario(ways, query),
    "filters": Scenario(results, screen, becomes(FacetsScreen)),
    "saved-searches": Scenario(results, screen, becomes(SavedSearchesScreen)),
    # -- the list of completions
    "choose-candidate": Scenario(completion, query),
    "next-candidate": Scenario(completion, lambda reader: reader.main.completion_list.cursor, becomes(1)),
    "previous-candidate": Scenario(completion, lambda reader: reader.main.completion_list.cursor, more),
    "next-candidates": Scenario(completion, lambda reader: reader.main.completion_list.cursor, more),
    "previous-candidates": Scenario(
        completion, lambda reader: reader.main.completion_list.cursor, becomes(0), first=("pagedown",)
    ),
    "close-completions": Scenario(completion, lambda reader: reader.main.completion_list.display, becomes(False)),
    # -- saved searches
    "run-saved": Scenario(saved, query, becomes("carney"), first=("escape", "ctrl+u", "S")),
    "save-search": Scenario(saved, focused, becomes("saved-name")),
    "rename-saved": Scenario(
        saved, lambda reader: [*reader.library.record.saved], becomes(["Ice"]), then=(*"Ice", "enter")
    ),
    "forget-saved": Scenario(saved, lambda reader: [*reader.library.record.saved], becomes([])),
    "leave-saved": Scenario(saved, screen, becomes(MainScreen)),
    "keep-name": Scenario(
        saved_name, lambda reader: "Ice" in reader.library.record.saved, becomes(True), first=(*"Ice",)
    ),
    "drop-name": Scenario(saved_name, focused, becomes("saved-list")),
    # -- the results, filtered and ordered
    "narrow": Scenario(facets, query),
    "exclude": Scenario(facets, lambda reader: query(reader).count("-source:"), becomes(1)),
    "drop-filter": Scenario(start(query="carney is:unread"), query, becomes("carney")),
    "unread-only": Scenario(results, query, becomes("carney is:unread")),
    "starred-only": Scenario(results, query, becomes("carney is:starred")),
    "change-order": Scenario(results, says("newest first"), becomes(True)),
    "open-result": Scenario(results, opened, becomes(1)),
    # -- find
    "find": Scenario(article, focused, becomes("find")),
    "next-hit": Scenario(article, reading_cursor, more),
    "previous-hit": Scenario(article, says("on from the end"), becomes(True)),
    "leave-find": Scenario(find_line, focused, becomes("view")),
    "next-find": Scenario(find_line, reading_cursor, more),
    "previous-find": Scenario(find_line, reading_cursor, less, first=("down",)),
    # -- reading
    "next-article": Scenario(article, opened, becomes(2)),
    "previous-article": Scenario(article, opened, becomes(1), first=("J",)),
    "toggle-read": Scenario(results, lambda reader: reader.library.record.read, becomes({1}), first=("g",)),
    "toggle-star": Scenario(article, lambda reader: reader.library.record.starred, becomes({1})),
    "scroll-line-down": Scenario(long_read, scrolled, becomes(1)),
    "scroll-line-up": Scenario(long_read, scrolled, becomes(1), first=("j", "j")),
    "scroll-page-down": Scenario(long_read, scrolled, more),
    "scroll-page-up": Scenario(long_read, scrolled, becomes(0), first=("space",)),
    "scroll-half-down": Scenario(long_read, scrolled, more),
    "scroll-half-up": Scenario(long_read, scrolled, becomes(0), first=("d",)),
    "scroll-top": Scenario(long_read, scrolled, becomes(0), first=("G",)),
    "scroll-bottom": Scenario(long_read, lambda reader: reader.main.view.progress, becomes(100)),
    # -- mentions
    "next-mention": Scenario(article, reading_cursor, more),
    "previous-mention": Scenario(article, reading_cursor, less, first=("]", "]")),
    "next-any-mention": Scenario(article, reading_cursor, more),
    "previous-any-mention": Scenario(article, reading_cursor, less, first=("]", "]")),
    "pick-entity": Scenario(article, current_entity, becomes("mark-carney"), first=("escape", "2")),
    "clear-entity": Scenario(article, current_entity, becomes(None)),
    "open-mention": Scenario(article, screen, becomes(DossierScreen)),
    "open-entity": Scenario(entities, screen, becomes(DossierScreen)),
    "pick-listed-entity": Scenario(entities, current_entity, becomes("volodymyr-zelenskyy"), first=("j",)),
    "toggle-values": Scenario(entities, says("Amounts"), becomes(True)),
    # -- getting about
    "back": Scenario(article, opened, becomes(1), first=("J",)),
    "forward": Scenario(article, opened, becomes(2), first=("J", "H")),
    "set-mark": Scenario(article, lambda reader: [*reader.library.record.marked], becomes(["a"]), then=("a",)),
    "go-to-mark": Scenario(article, opened, becomes(1), first=("m", "a", "J"), then=("a",)),
    # -- panes
    "focus-results": Scenario(article, focused, becomes("result-list")),
    "focus-article": Scenario(results, focused, becomes("view")),
    "focus-entities": Scenario(results, focused, becomes("entity-list")),
    "next-pane": Scenario(results, focused, becomes("view")),
    "previous-pane": Scenario(article, focused, becomes("result-list")),
    "pane-right": Scenario(results, focused, becomes("view")),
    "pane-left": Scenario(article, focused, becomes("result-list")),
    "step-out": Scenario(article, current_entity, becomes(None)),
    "toggle-entities": Scenario(article, panes, becomes(["article", "entities"])),
    "dock-entities": Scenario(article, panes, becomes(["results", "article", "entities"])),
    "zoom": Scenario(article, panes, becomes(["article"])),
    "narrower": Scenario(results, lambda reader: reader.main.query_one("#results").outer_size.width, less),
    "wider": Scenario(results, lambda reader: reader.main.query_one("#results").outer_size.width, more),
    "switch-theme": Scenario(results, lambda reader: reader.app.current_theme.dark, becomes(False)),
    # -- lists
    "cursor-down": Scenario(many_results, cursor, becomes(1)),
    "cursor-up": Scenario(many_results, cursor, becomes(1), first=("j", "j")),
    "page-down": Scenario(many_results, cursor, more),
    "page-up": Scenario(many_results, cursor, becomes(0), first=("pagedown",)),
    "half-down": Scenario(many_results, cursor, more),
    "half-up": Scenario(many_results, cursor, becomes(0), first=("d",)),
    "cursor-first": Scenario(many_results, cursor, becomes(0), first=("pagedown", "pagedown")),
    "cursor-last": Scenario(many_results, cursor, becomes(198)),
    "results-page-down": Scenario(many_results, cursor, more),
    # -- the dossier
    "open-line": Scenario(dossier, opened, becomes(3)),
    "open-companion": Scenario(companions, lambda reader: len(reader.app.screen_stack), more),
    "kwic-page-down": Scenario(
        on_screen(DossierScreen, "enter", "enter", library=long_article), cursor, lambda _, place: place > 5
    ),
    "next-part": Scenario(dossier, focused, becomes("companion-list")),
    "previous-part": Scenario(companions, focused, becomes("kwic-list")),
    "walk-entity": Scenario(dossier, screen, becomes(MainScreen)),
    "leave-dossier": Scenario(dossier, screen, becomes(MainScreen)),
    # -- the filters
    "walk-facet": Scenario(facets, current_entity, first=("shift+tab",)),
    "next-facets": Scenario(facets, focused, becomes("time-list")),
    "previous-facets": Scenario(facets, focused, becomes("sources-list"), first=("tab",)),
    "leave-filters": Scenario(facets, screen, becomes(MainScreen)),
    "facets-page-down": Scenario(facets, cursor, more, first=("shift+tab",)),
    # -- help, and the program
    "leave-help": Scenario(help_screen, screen, becomes(MainScreen)),
    "help-down": Scenario(help_screen, scrolled, becomes(1)),
    "help-up": Scenario(help_screen, scrolled, becomes(1), first=("j", "j")),
    "help-page-down": Scenario(help_screen, scrolled, more),
    "help-page-up": Scenario(help_screen, scrolled, becomes(0), first=("space",)),
    "load-starter": Scenario(empty_library, lambda reader: len(reader.library.added_calls), becomes(1)),
    "command-palette": Scenario(results, lambda reader: screen(reader).__name__, becomes("CommandPalette")),
    "help": Scenario(results, screen, becomes(HelpScreen)),
    "leave": Scenario(results, is_running, becomes(False)),
    "quit": Scenario(query_line, is_running, becomes(False)),
    "copy-or-tell": Scenario(results, says("ctrl+q quits from anywhere"), becomes(True)),
}


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The handlers that the app has called, in order."""
    names: list[str] = []
    dispatch = DatelineApp._dispatch_action

    async def noted(self: DatelineApp, namespace: Any, name: str, parameters: Any) -> bool:
        names.append(name)
        return await dispatch(self, namespace, name, parameters)

    monkeypatch.setattr(DatelineApp, "_dispatch_action", noted)
    return names


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
async def test_every_action_is_done_by_its_key_and_seen(action: Action, done: list[str]) -> None:
    scenario = SCENARIOS.get(action.id)
    assert scenario is not None, f"{action.id} has no scenario: write one in SCENARIOS"
    async with scenario.start() as reader:
        for key in scenario.first:
            await reader.press(key)
            await reader.settle()
        before = scenario.look(reader)
        before = before.copy() if isinstance(before, set) else before
        done.clear()
        await do(reader, action)
        await reader.settle()
        for key in scenario.then:
            await reader.press(key)
        assert action.handler in done, f"the key did {done}"
        await reader.until(lambda: scenario.to(before, scenario.look(reader)), f"{action.id} to change {before!r}")


def test_no_scenario_is_of_an_action_that_is_gone() -> None:
    assert not SCENARIOS.keys() - {action.id for action in ACTIONS}
