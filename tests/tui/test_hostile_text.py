"""Whatever the data says, every widget draws exactly its cells and nothing that a terminal would obey.

All widgets of `tui` are drawn, in the states below, from a library of hostile text; one that is drawn in none of them
fails the test: give it a state.
"""

from __future__ import annotations

import asyncio
import importlib
import pkgutil
import re
from collections.abc import AsyncIterator

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, Static

import tui
from index.errors import DatelineError
from index.text import printable
from tests.tui.conftest import Reader, reading
from tests.tui.hostile import HostileLibrary, texts
from tui.messages import Trouble
from tui.screens.exporting import ExportScreen
from tui.screens.opening import OpeningScreen
from tui.screens.prefix import Choice, PrefixScreen
from tui.widgets.entities import EntityFilterInput

_OF_CLUSTERS = re.compile("[\u200c\u200d\U000e0030-\U000e007f]")
SIZES = ((23, 8), (40, 12), (80, 24), (120, 40), (161, 19), (200, 50))


def widgets_of_tui() -> set[type[Widget]]:
    """Every widget and screen that is not only there for others to be built on."""
    found = {
        thing
        for module in pkgutil.walk_packages(tui.__path__, "tui.")
        for thing in vars(importlib.import_module(module.name)).values()
        if isinstance(thing, type) and issubclass(thing, Widget) and thing.__module__.startswith("tui.")
    }
    return {one for one in found if not any(one is not other and issubclass(other, one) for other in found)}


# ------------------------------------------------------------------------------------------------ the states


async def states(reader: Reader, library: HostileLibrary) -> AsyncIterator[str]:
    """Brings the app into one state after another."""
    main, app = reader.main, reader.app
    yield "results"
    main.status_line.update_job(library.word())
    main.status_line.tell(library.word())
    app.notify(printable(library.word()), title=printable(library.word()), markup=False)
    main.post_message(Trouble(DatelineError(library.word(), hint=library.word()), "job"))
    yield "notices"
    await reader.press("slash")
    main.query_input.value = library.word()
    await reader.settle()
    yield "query"
    main._offer(library.candidates())
    yield "candidates"
    main.close_completions()
    main.ways_out.show(library.word(), library.word(), ((library.word(), 3),), library.dropped())
    main.ways_out.display, main.results.display = True, False
    yield "nothing found"
    main.ways_out.display, main.results.display = False, True
    main.tally_bar.display = True
    main.tally_bar.show((library.tally(),), 12)
    yield "tally"
    main.post_message(Trouble(DatelineError(library.word(), hint=library.word()), "results"))
    main.results.ids = ()
    main.results.rows_changed()
    yield "trouble with searching"
    main.set_query("")
    await reader.settle()
    await reader.press("escape", "enter")
    await reader.until(lambda: reader.opened is not None)
    main.shows_values = True
    main._show_entities()
    await reader.press("asterisk", "right_square_bracket", "f")
    main.article_pane.query_one(Input).value = library.word()
    yield "article"
    await reader.press("escape", "3")
    yield "entities"
    main.open_dossier("mark-carney")
    await reader.settle()
    yield "dossier"
    await reader.press("escape")
    await reader.press("1", "F")
    await reader.settle()
    yield "filters"
    await reader.press("escape", "question_mark")
    yield "help"
    main.set_query("carney " + library.word())
    await reader.settle()
    await reader.press("escape", "S")
    await reader.settle()
    yield "saved searches"
    await reader.press("a")
    app.screen.query_one(Input).value = library.word()
    yield "naming"
    await reader.press("escape", "escape")
    app.push_screen(PrefixScreen(library.word(), [Choice("a", library.word())], note=library.word(), takes_any=True))
    await reader.settle()
    yield "prefix"
    await reader.press("escape", "1", "W")
    await reader.settle()
    yield "every hit in context"
    await reader.press("escape", "D")
    await reader.settle()
    yield "results over time"
    await reader.press("escape", "x")
    await reader.until(lambda: isinstance(app.screen, ExportScreen), "the form")
    app.screen.query_one(Input).value = library.word()
    yield "exporting"
    await reader.press("tab")
    yield "what to export"
    await reader.press("escape", "ctrl+t")
    await reader.settle()
    yield "themes"
    await reader.press("escape", "3", "backslash")
    main.query_one(EntityFilterInput).value = library.word()
    await reader.settle()
    yield "a filter of entities"
    app.push_screen(OpeningScreen())
    await reader.settle()
    yield "opening"


# ------------------------------------------------------------------------------------------------ what is asked of them


def flaw_of(strip: Strip, width: int, *, is_layered: bool = False) -> str:
    """What is wrong with one drawn line; empty if nothing.

    `is_layered`: other windows may lie over it. Where the edge of one cuts through a cluster, the framework leaves half
    of it, which is no widget's doing: joiners and tags, which every widget keeps within clusters, are let pass there.
    """
    if any(segment.control for segment in strip):
        return "a control segment"
    text = _OF_CLUSTERS.sub("", strip.text) if is_layered else strip.text
    if printable(text) != text:
        return "a character that a terminal would obey, or that hides"
    cells = sum(cell_len(segment.text) for segment in strip)
    if not cells == strip.cell_length == width:
        return f"{cells} cells, said to be {strip.cell_length}, in a widget of {width}"
    return ""


def own_flaws(widget: Widget, state: str) -> list[str]:
    """What is wrong with the lines that code of ours draws, before the framework cuts or fills them to their place."""
    # The framework's own lines are shorter (a paragraph's) or longer (an input's, for its cursor) than their place.
    drawer = next(kind for kind in type(widget).__mro__ if "render_line" in vars(kind))
    if not drawer.__module__.startswith("tui.") or isinstance(widget, Input | Static):
        return []
    lines = [(y, widget.render_line(y)) for y in range(widget.size.height)]
    flaws = [(y, flaw_of(strip, widget.size.width), strip.text) for y, strip in lines]
    return [f"{state}, {widget!r}, its own line {y}: {flaw}: {text!r}" for y, flaw, text in flaws if flaw]


def flaws_on(screen: Widget, state: str, drawn: set[type[Widget]]) -> list[str]:
    """What is wrong with anything on a screen."""
    found = []
    for widget in screen.walk_children(with_self=True):
        width, height = widget.outer_size
        if not isinstance(widget, Widget) or not width or not height:
            continue
        if not (widget is screen or widget.is_on_screen):
            continue
        drawn.add(type(widget))
        found += own_flaws(widget, state)
        for y, strip in enumerate(widget.render_lines(Region(0, 0, width, height))):
            if flaw := flaw_of(strip, width, is_layered=widget is screen):
                found.append(f"{state}, {widget!r} of {width} x {height}, line {y}: {flaw}: {strip.text!r}")
    return found


async def draw_everything(words: list[str], size: tuple[int, int], drawn: set[type[Widget]]) -> list[str]:
    """Every state at a size."""
    library = HostileLibrary(words)
    found: list[str] = []
    async with reading(library, size=size) as reader:
        async for state in states(reader, library):
            await reader.pilot.pause()
            found += flaws_on(reader.app.screen, state, drawn)
            # What is let pass here is told at `flaw_of`.
            whole = _OF_CLUSTERS.sub("", reader.screen_text).split("\n")
            found += [f"{state}, on the screen: {line!r}" for line in whole if printable(line) != line]
    return found


DRAWN: set[type[Widget]] = set()


# An example is a whole session: making it smaller would take minutes, and the flaws tell by themselves.
@settings(max_examples=12, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(words=st.lists(texts, min_size=5, max_size=30), size=st.sampled_from(SIZES))
def test_hostile_text_never_leaves_its_cells(words: list[str], size: tuple[int, int]) -> None:
    assert not asyncio.run(draw_everything(words, size, DRAWN))


def test_every_widget_is_drawn_in_one_of_the_states() -> None:
    drawn: set[type[Widget]] = set()
    for size in ((60, 24), (200, 50)):
        asyncio.run(draw_everything(["Plain", "words"], size, drawn))
    assert not {widget.__name__ for widget in widgets_of_tui() - drawn}
