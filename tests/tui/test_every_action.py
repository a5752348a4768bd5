"""Every action of the registry, done by its key on a running screen: something that a person sees must change.

To add an action, add a line to `SCENARIOS`: where it starts, and what is to look different afterwards.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from index.model import Span
from tests.tui.conftest import Reader, reading
from tests.tui.fake_library import AllWords, FakeLibrary
from tests.tui.samples import make_article
from tui.actions import ACTIONS, by_id
from tui.app import DatelineApp
from tui.screens.saved import SavedSearchesScreen
from tui.widgets.virtual_list import VirtualList

Start = Callable[[Reader], Awaitable[object]]
Look = Callable[[Reader], object]


@dataclass(frozen=True)
class Scenario:
    """`start` leads to where the action's key applies; `look` must give something else once it was pressed.

    `keys` are pressed instead of the action's first one, if given; without any the action is run as the palette does.
    """

    start: Start
    look: Look
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = (120, 40)
    library: Callable[[], FakeLibrary] = FakeLibrary


# ------------------------------------------------------------------------------------------------ libraries


def many() -> FakeLibrary:
    """Sixty articles of as many sources, all about one person."""
    text = "Mark Carney spoke in Ottawa. " * 3
    return FakeLibrary(
        [make_article(n, text=text, title=f"Title {n}", date="2025-01-01", source=f"Paper {n}") for n in range(1, 61)]
    )


def long() -> FakeLibrary:
    """One article of many lines."""
    return FakeLibrary([make_article(1, text="Carney went on and on.\n\n" * 200, title="Long", date="2025-01-01")])


def two_curies() -> FakeLibrary:
    """The samples, and a second bearer of a name."""
    library = FakeLibrary()
    library.articles[9] = make_article(9, text="Irène Curie shared the prize.", title="A third", date="1935-12-10")
    return library


def out_of_time() -> FakeLibrary:
    """Searching for `carney` stops short of the whole."""
    library = FakeLibrary()
    library.partial["carney"] = 1
    return library


def with_saved() -> FakeLibrary:
    """The samples, with one saved search."""
    library = FakeLibrary()
    library.reading.save_search("mine", "kyiv")
    return library


# ------------------------------------------------------------------------------------------------ where one starts


async def begin(reader: Reader) -> None:
    """The first screen, with the results in focus."""


def searched(text: str) -> Start:
    """The results of a query, the cursor in its line."""
    return lambda reader: reader.search(text)


def results_of(text: str) -> Start:
    """The results of a query, in focus."""

    async def start(reader: Reader) -> None:
        await reader.search(text)
        await reader.press("escape")

    return start


def opened(text: str = "carney", *keys: str) -> Start:
    """An article opened from a query (or, without one, the first), and keys pressed there."""

    async def start(reader: Reader) -> None:
        if text:
            await reader.open(text)
        else:
            await reader.press("enter")
            await reader.until(lambda: reader.opened is not None)
        await pressed(reader, *keys)

    return start


def after(*keys: str) -> Start:
    """Keys pressed on the first screen."""
    return lambda reader: pressed(reader, *keys)


async def pressed(reader: Reader, *keys: str) -> None:
    """Keys one by one, each with everything it leads to."""
    for key in keys:
        await reader.press(key)
        await reader.settle()


def on_screen(start: Start, *keys: str) -> Start:
    """A place, and from there on to another screen by keys."""

    async def go(reader: Reader) -> None:
        await start(reader)
        await pressed(reader, *keys)
        assert reader.app.screen is not reader.main

    return go


async def asked_twice(reader: Reader) -> None:
    """In the query line, with another query asked before."""
    await results_of("carney")(reader)
    await reader.search("kyiv")


async def with_news(reader: Reader) -> None:
    """A list in use, while more arrived."""
    await reader.press("j")
    reader.library.write(make_article(9, text="New.", title="Brand new", date="2026-01-01"))
    reader.main._look_again()
    await reader.until(lambda: reader.main.pending is not None)


async def on_an_entity_of_the_filters(reader: Reader) -> None:
    await on_screen(results_of("carney"), "F")(reader)
    while focused(reader) != "entities-list":
        await reader.press("tab")


async def with_a_selection(reader: Reader) -> None:
    await opened()(reader)
    reader.main.view.select(Span(0, 5))


def selection(reader: Reader) -> str:
    return reader.main.view.selected_text


comparing = opened("carney", "=", "}", "}", "}", "}", "=")


def completing(text: str, *keys: str) -> Start:
    """The candidates for what is typed, and keys pressed among them."""

    async def start(reader: Reader) -> None:
        await reader.search(text)
        await pressed(reader, "tab", *keys)

    return start


dossier = on_screen(opened(), "enter")
companions = on_screen(opened(), "enter", "tab")
exporting = on_screen(opened(), "x")
themes = on_screen(begin, "ctrl+t")
contexts = on_screen(results_of("carney"), "W")
chart = on_screen(results_of("carney"), "D")
chart_begin = on_screen(results_of("carney"), "D", "g")
chart_end = on_screen(results_of("carney"), "D", "G")
filters = on_screen(results_of("carney"), "F")
help_ = on_screen(begin, "?")
saved = on_screen(begin, "S")


# ------------------------------------------------------------------------------------------------ what is looked at


def focused(reader: Reader) -> str | None:
    widget = reader.app.screen.focused
    return None if widget is None else widget.id


def query(reader: Reader) -> str:
    return reader.main.query_input.value


def screen(reader: Reader) -> object:
    return reader.app.screen


def row(reader: Reader) -> object:
    """The row under the cursor of the list in focus, wherever it is."""
    widget = reader.app.screen.focused
    return widget.cursor if isinstance(widget, VirtualList) else None


def shown(reader: Reader) -> str:
    """All that is on the screen."""
    return reader.screen_text


def told(reader: Reader) -> object:
    """What the reader was told, on the status line or over a screen that has none."""
    return reader.main.status_line.notice, len(reader.app._notifications)


def candidate(reader: Reader) -> int:
    return reader.main.completion_list.cursor


def scrolled(reader: Reader) -> float:
    return reader.main.view.scroll_offset.y


def help_scrolled(reader: Reader) -> float:
    return reader.app.screen.query_one("#help").scroll_offset.y


def place(reader: Reader) -> object:
    return reader.opened, reader.main.view.cursor


def current(reader: Reader) -> str | None:
    return reader.main.view.current_entity


def panes(reader: Reader) -> list[str]:
    return reader.panes


def result_width(reader: Reader) -> int:
    return reader.main.query_one("#results").outer_size.width


def naming(reader: Reader) -> object:
    here = reader.app.screen
    return isinstance(here, SavedSearchesScreen) and here.query_one("#saved-name").display


def runs(reader: Reader) -> bool:
    return reader.app.is_running


def list_is_open(reader: Reader) -> bool:
    return reader.main.is_completing


def results(reader: Reader) -> list[int]:
    return reader.shown_ids


def of(name: str) -> Look:
    """An attribute of the main screen."""
    return lambda reader: getattr(reader.main, name)


# ------------------------------------------------------------------------------------------------ the scenarios

MIDDLE = after("pagedown", "pagedown")
LOW = (80, 24)

SCENARIOS: dict[str, Scenario] = {
    # asking
    "search": Scenario(begin, focused),
    "open-selected": Scenario(searched("carney"), place),
    "complete": Scenario(searched("@carn"), query),
    "leave-query": Scenario(searched("carney"), focused),
    "previous-query": Scenario(asked_twice, query),
    "choose-candidate": Scenario(completing("@c"), query, library=two_curies),
    "next-candidate": Scenario(completing("@c"), candidate, library=two_curies),
    "previous-candidate": Scenario(completing("@c"), candidate, library=two_curies),
    "next-candidates": Scenario(completing("@"), candidate),
    "previous-candidates": Scenario(completing("@", "pagedown"), candidate),
    "close-completions": Scenario(completing("@c"), list_is_open, library=two_curies),
    "clear-query": Scenario(results_of("carney"), query),
    "show-new": Scenario(with_news, results),
    "go-on": Scenario(results_of("carney"), results, library=out_of_time),
    "take-way": Scenario(results_of("carney xyzzy"), query, library=AllWords),
    "filters": Scenario(results_of("carney"), screen),
    "narrow": Scenario(filters, query),
    "exclude": Scenario(filters, query),
    "open-result": Scenario(begin, place),
    "change-order": Scenario(results_of("carney"), of("sort")),
    "drop-filter": Scenario(results_of("carney date:2025"), query),
    "unread-only": Scenario(begin, query),
    "starred-only": Scenario(begin, query),
    # saved searches
    "saved-searches": Scenario(begin, screen),
    "run-saved": Scenario(saved, query, library=with_saved),
    "save-search": Scenario(on_screen(results_of("carney"), "S"), naming),
    "rename-saved": Scenario(saved, naming, library=with_saved),
    "forget-saved": Scenario(saved, lambda r: set(r.app.screen.saved_list.forgotten), library=with_saved),
    "leave-saved": Scenario(saved, screen),
    "keep-name": Scenario(on_screen(results_of("carney"), "S", "a", "x"), lambda r: dict(r.library.reading.saved)),
    "drop-name": Scenario(on_screen(results_of("carney"), "S", "a"), naming),
    # reading
    "find": Scenario(opened(), focused),
    "next-hit": Scenario(opened(), place),
    "previous-hit": Scenario(opened("carney", "n"), place),
    "leave-find": Scenario(opened("carney", "f", "k"), focused),
    "next-find": Scenario(opened("carney", "f", "a"), place),
    "previous-find": Scenario(opened("carney", "f", "a"), place),
    "next-article": Scenario(opened(), place),
    "previous-article": Scenario(opened("carney", "J"), place),
    "toggle-read": Scenario(begin, lambda r: set(r.library.reading.read)),
    "toggle-star": Scenario(begin, lambda r: set(r.library.reading.starred)),
    "scroll-line-down": Scenario(opened(""), scrolled, library=long),
    "scroll-line-up": Scenario(opened("", "G"), scrolled, library=long),
    "scroll-page-down": Scenario(opened(""), scrolled, library=long),
    "scroll-page-up": Scenario(opened("", "G"), scrolled, library=long),
    "scroll-half-down": Scenario(opened(""), scrolled, library=long),
    "scroll-half-up": Scenario(opened("", "G"), scrolled, library=long),
    "scroll-top": Scenario(opened("", "G"), scrolled, library=long),
    "scroll-bottom": Scenario(opened(""), scrolled, library=long),
    # mentions
    "next-mention": Scenario(opened(), place),
    "previous-mention": Scenario(opened("carney", "]"), place),
    "next-any-mention": Scenario(opened(), place),
    "previous-any-mention": Scenario(opened("carney", "}"), place),
    "pick-entity": Scenario(opened(""), current),
    "clear-entity": Scenario(opened(), current),
    "open-mention": Scenario(opened(), screen),
    "open-entity": Scenario(opened("carney", "3"), screen),
    "pick-listed-entity": Scenario(opened("", "3"), current),
    "toggle-values": Scenario(opened(), of("listing")),
    "order-entities": Scenario(opened(), of("listing")),
    "show-types": Scenario(opened(), screen),
    "filter-entities": Scenario(opened(), focused),
    "keep-filter": Scenario(opened("carney", "\\", "a"), focused),
    "next-entity": Scenario(opened("carney", "\\"), lambda r: r.main.entity_list.cursor),
    "previous-entity": Scenario(opened("carney", "\\", "down"), lambda r: r.main.entity_list.cursor),
    "compare": Scenario(opened(), of("comparison")),
    "next-meeting": Scenario(comparing, place),
    "previous-meeting": Scenario(opened("carney", "=", "}", "}", "}", "}", "=", ")"), place),
    "search-compared": Scenario(comparing, query),
    "clear-comparison": Scenario(comparing, of("comparison")),
    "select-text": Scenario(opened(), selection),
    "keep-selection": Scenario(opened("carney", "v"), lambda r: r.main.view.is_selecting),
    "extend-word-right": Scenario(opened("carney", "v"), selection),
    "extend-word-left": Scenario(opened("carney", "v"), selection),
    "extend-left": Scenario(opened("carney", "v"), selection),
    "extend-right": Scenario(opened("carney", "v"), selection),
    "extend-down": Scenario(opened("carney", "v"), selection),
    "extend-up": Scenario(opened("carney", "v"), selection),
    "extend-line-start": Scenario(opened("carney", "v"), selection),
    "extend-line-end": Scenario(opened("carney", "v"), selection),
    "extend-sentence-right": Scenario(opened("carney", "v"), selection),
    "extend-sentence-left": Scenario(opened("carney", "v"), selection),
    "extend-paragraph-down": Scenario(opened("carney", "v"), selection),
    "extend-paragraph-up": Scenario(opened("carney", "v"), selection),
    "extend-start": Scenario(opened("carney", "v"), selection),
    "extend-end": Scenario(opened("carney", "v"), selection),
    "other-end": Scenario(opened("carney", "v"), selection, ("o", "b")),
    "toggle-letters": Scenario(opened(), lambda r: r.main.view.has_letters),
    "open-line": Scenario(dossier, screen),
    "open-companion": Scenario(on_screen(dossier, "tab"), screen),
    "walk-entity": Scenario(dossier, screen),
    "walk-facet": Scenario(on_an_entity_of_the_filters, current),
    # getting about
    "back": Scenario(opened(), place),
    "forward": Scenario(opened("carney", "backspace"), place),
    "set-mark": Scenario(opened(), lambda r: dict(r.main.marks), ("m", "a")),
    "go-to-mark": Scenario(opened("carney", "m", "a", "J"), place, ("'", "a")),
    "focus-results": Scenario(opened(), focused),
    "focus-article": Scenario(begin, focused),
    "focus-entities": Scenario(begin, focused),
    "next-pane": Scenario(begin, focused),
    "previous-pane": Scenario(begin, focused),
    "pane-right": Scenario(begin, focused),
    "pane-left": Scenario(opened(), focused),
    "step-out": Scenario(searched("carney"), focused),
    "next-part": Scenario(dossier, focused),
    "previous-part": Scenario(dossier, focused),
    "leave-dossier": Scenario(dossier, screen),
    "next-facets": Scenario(filters, focused),
    "previous-facets": Scenario(filters, focused),
    "leave-filters": Scenario(filters, screen),
    # the screen
    "toggle-entities": Scenario(opened(), panes),
    "dock-entities": Scenario(opened(), panes),
    "zoom": Scenario(begin, panes),
    "narrower": Scenario(begin, result_width),
    "wider": Scenario(begin, result_width),
    "switch-theme": Scenario(begin, lambda r: r.app.theme),
    # lists
    "cursor-down": Scenario(begin, row),
    "cursor-up": Scenario(MIDDLE, row, library=many),
    "page-down": Scenario(begin, row, library=many),
    "page-up": Scenario(MIDDLE, row, library=many),
    "half-down": Scenario(begin, row, library=many),
    "half-up": Scenario(MIDDLE, row, library=many),
    "cursor-first": Scenario(MIDDLE, row, library=many),
    "cursor-last": Scenario(begin, row, library=many),
    "results-page-down": Scenario(begin, row, library=many),
    "kwic-page-down": Scenario(dossier, row, library=many),
    "facets-page-down": Scenario(on_screen(begin, "F"), row, library=many),
    # charts and lines in context
    "sort-companions": Scenario(companions, shown),
    "add-entity": Scenario(dossier, query),
    "show-contexts": Scenario(results_of("carney"), screen),
    "leave-contexts": Scenario(contexts, screen),
    "sort-lines": Scenario(dossier, shown),
    "show-timeline": Scenario(results_of("carney"), screen),
    "leave-timeline": Scenario(chart, screen),
    "pick-bin": Scenario(chart, query),
    "finer-bins": Scenario(chart, shown),
    "coarser-bins": Scenario(chart, shown),
    "bin-right": Scenario(chart_begin, shown),
    "bin-left": Scenario(chart_end, shown),
    "next-busy-bin": Scenario(chart_begin, shown),
    "previous-busy-bin": Scenario(chart_end, shown),
    "bins-right": Scenario(chart_begin, shown),
    "bins-left": Scenario(chart_end, shown),
    "first-bin": Scenario(chart_end, shown),
    "last-bin": Scenario(chart_begin, shown),
    # out of the reader
    "copy": Scenario(opened(), screen),
    "copy-in-dossier": Scenario(dossier, screen),
    "copy-here": Scenario(opened(), told, ("y", "y")),
    "copy-citation": Scenario(opened(), told, ("y", "c")),
    "copy-address": Scenario(opened(), told, ("y", "u")),
    "copy-text": Scenario(opened(), told, ("y", "t")),
    "copy-name": Scenario(opened(), told, ("y", "n")),
    "copy-query": Scenario(opened(), told, ("y", "q")),
    "browse": Scenario(opened(), told),
    "browse-line": Scenario(dossier, told),
    "edit": Scenario(opened(), told),
    "page": Scenario(opened(), told),
    "export": Scenario(opened(), screen),
    "export-dossier": Scenario(dossier, screen),
    "write-export": Scenario(exporting, lambda r: list(Path.cwd().iterdir())),
    "next-format": Scenario(exporting, shown),
    "previous-format": Scenario(exporting, shown),
    "next-subject": Scenario(exporting, shown),
    "previous-subject": Scenario(exporting, shown),
    "leave-export": Scenario(exporting, screen),
    # the program
    "choose-theme": Scenario(begin, screen),
    "keep-theme": Scenario(themes, screen),
    "leave-themes": Scenario(themes, screen),
    "help-top": Scenario(on_screen(help_, "space"), help_scrolled, size=LOW),
    "help-bottom": Scenario(help_, help_scrolled, size=LOW),
    "stop-job": Scenario(begin, told),
    "resume-job": Scenario(begin, lambda r: r.library.added_calls),
    "leave-help": Scenario(help_, screen),
    "help-down": Scenario(help_, help_scrolled, size=LOW),
    "help-up": Scenario(on_screen(help_, "space"), help_scrolled, size=LOW),
    "help-page-down": Scenario(help_, help_scrolled, size=LOW),
    "help-page-up": Scenario(on_screen(help_, "space"), help_scrolled, size=LOW),
    "load-starter": Scenario(begin, lambda r: r.library.added_calls, library=lambda: FakeLibrary([])),
    "command-palette": Scenario(begin, screen),
    "help": Scenario(begin, screen),
    "leave": Scenario(begin, runs),
    "quit": Scenario(searched("carney"), runs),
    "copy-or-tell": Scenario(with_a_selection, lambda r: r.app.clipboard),
}


def test_no_scenario_is_of_an_action_that_is_gone() -> None:
    assert SCENARIOS.keys() <= {action.id for action in ACTIONS}


@pytest.mark.parametrize("action_id", [action.id for action in ACTIONS])
async def test_every_action_does_something_that_can_be_seen(
    action_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # files are written into the folder one is in
    done: list[str] = []
    dispatch = DatelineApp._dispatch_action

    async def noted(self: DatelineApp, namespace: Any, name: str, parameters: Any) -> bool:
        done.append(name)
        return await dispatch(self, namespace, name, parameters)

    monkeypatch.setattr(DatelineApp, "_dispatch_action", noted)
    scenario: Any = SCENARIOS.get(action_id)
    assert scenario is not None, f"{action_id} needs a line in SCENARIOS"
    action = by_id(action_id)
    async with reading(scenario.library(), size=scenario.size, starter=Path("/starter")) as reader:
        await scenario.start(reader)
        await reader.settle()
        before = scenario.look(reader)
        done.clear()
        keys = scenario.keys or action.keys[:1]
        if keys:
            await reader.press(*keys)
        else:
            await reader.app.run_action(action.call, reader.app.screen)
        await reader.until(lambda: scenario.look(reader) != before, f"{action_id} to change something")
        assert action.handler in done, f"what changed something was {done}"
