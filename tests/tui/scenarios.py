"""What a scenario of an action is, and the places where one begins: a reader who has come as far as its key."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from textual.command import Command, CommandInput, CommandList, CommandPalette
from textual.widget import Widget

from index.events import Progress
from index.reading import SavedSearch
from tests.tui.conftest import Reader, reading
from tests.tui.fake_library import AllWords, FakeLibrary, make_article
from tui.actions import PREFIXES, Action, by_id
from tui.screens.dossier import DossierScreen
from tui.screens.facets import FacetsScreen
from tui.screens.help import HelpScreen
from tui.screens.saved import SavedSearchesScreen

Start = Callable[[], AbstractAsyncContextManager[Reader]]
Look = Callable[[Reader], object]
Expectation = Callable[[object, object], bool]


def changed(before: object, after: object) -> bool:
    """It is something else now."""
    return before != after


def more(before: object, after: object) -> bool:
    """A number has grown."""
    return isinstance(before, int | float) and isinstance(after, int | float) and after > before


def less(before: object, after: object) -> bool:
    """A number has shrunk."""
    return isinstance(before, int | float) and isinstance(after, int | float) and after < before


def becomes(value: object) -> Expectation:
    """It is this now, and was not before."""
    return lambda before, after: before != value and after == value


@dataclass(frozen=True)
class Scenario:
    """What a person sees of an action.

    From `start`, after the keys of `first`, what `look` returns is as `to` says once the action's own key, and those of
    `then`, have been pressed.
    """

    start: Start
    look: Look
    to: Expectation = changed
    first: tuple[str, ...] = ()
    then: tuple[str, ...] = ()


async def do(reader: Reader, action: Action) -> None:
    """Do an action as a person would: with its first key, after its prefix if it has one, else from the palette."""
    if action.keys:
        prefixes = [by_id(id_).keys[0] for id_, scope in PREFIXES.items() if scope == action.scope]
        await reader.press(*prefixes, action.keys[0])
        return
    await reader.press("colon")
    await reader.until(lambda: isinstance(reader.app.screen, CommandPalette), "the palette")
    reader.app.screen.query_one(CommandInput).value = action.title
    await reader.until(lambda: _first_command(reader) == action.title, f"{action.title} at the head of the palette")
    await reader.press("enter")


def _first_command(reader: Reader) -> str | None:
    """What Enter does in the palette."""
    commands = reader.app.screen.query_one(CommandList).options
    return commands[0].hit.text if commands and isinstance(commands[0], Command) else None


# ------------------------------------------------------------------------------------------------ what to look at


def text(reader: Reader) -> str:
    """All that is on the screen."""
    return reader.screen_text


def screen(reader: Reader) -> type:
    """Which screen is in front."""
    return type(reader.app.screen)


def is_running(reader: Reader) -> bool:
    return reader.app.is_running


def focused(reader: Reader) -> str | None:
    """The id of the widget that the keys are for."""
    widget = reader.app.screen.focused
    return widget.id or type(widget).__name__ if widget is not None else None


def query(reader: Reader) -> str:
    """What is in the query line."""
    return reader.main.query_input.value


def says(words: str) -> Look:
    """Whether the screen says something."""
    return lambda reader: words in " ".join(reader.screen_text.split())


def cursor(reader: Reader) -> int:
    """Where the cursor is, in the article or in the list that the keys are for."""
    place = getattr(reader.app.screen.focused, "cursor", None)
    assert isinstance(place, int)
    return place


def reading_cursor(reader: Reader) -> int:
    """Where in the article the cursor is, wherever the keys go."""
    return reader.main.view.cursor


def opened(reader: Reader) -> int | None:
    return reader.opened


def current_entity(reader: Reader) -> str | None:
    return reader.main.view.current_entity


def scrolled(reader: Reader) -> int:
    """Lines that the widget in front is scrolled by."""
    widget = reader.app.screen.focused
    assert isinstance(widget, Widget)
    return widget.scroll_offset.y


def panes(reader: Reader) -> list[str]:
    return reader.panes


# ------------------------------------------------------------------------------------------------ where to begin


def start(
    *keys: str, query: str = "", library: Callable[[], FakeLibrary] = FakeLibrary, size: tuple[int, int] = (120, 40)
) -> Start:
    """The main screen over a library with a query's results, after some keys; everything has come to rest."""

    @asynccontextmanager
    async def begin() -> AsyncIterator[Reader]:
        async with reading(library(), query=query, size=size) as reader:
            for key in keys:
                await reader.press(key)
                await reader.settle()
            yield reader

    return begin


def on_screen(kind: type, *keys: str, query: str = "carney", library: Callable[[], FakeLibrary] = FakeLibrary) -> Start:
    """The same, on another screen that the keys have brought in front."""

    @asynccontextmanager
    async def begin() -> AsyncIterator[Reader]:
        async with start(*keys, query=query, library=library)() as reader:
            await reader.until(lambda: isinstance(reader.app.screen, kind), kind.__name__)
            await reader.settle()
            yield reader

    return begin


def long_article() -> FakeLibrary:
    """An article of several screens that names Mark Carney throughout."""
    body = "\n\n".join(f"Paragraph {n}: Mark Carney spoke in Ottawa about the aid to Ukraine." for n in range(80))
    return FakeLibrary([make_article(1, text=body, title="A long day", date="2025-08-24")])


def many_articles() -> FakeLibrary:
    """More articles than fit a screen."""
    return FakeLibrary(
        [make_article(n, text=f"Note {n}: Carney.", title=f"Note {n}", date="2025-08-24") for n in range(1, 200)]
    )


def saved_library() -> FakeLibrary:
    """With a saved search and a history."""
    library = FakeLibrary()
    library.record.saved["Canada"] = SavedSearch("Canada", "carney", max(library.articles))
    library.record.asked = ["amundsen", "paris"]
    return library


def slow_library() -> FakeLibrary:
    """Whose search for Carney is out of time after one article."""
    library = FakeLibrary()
    library.partial["carney"] = 1
    return library


@asynccontextmanager
async def empty_library() -> AsyncIterator[Reader]:
    """Nothing there yet, and starter articles on offer."""
    async with reading(FakeLibrary([]), starter=Path("/starter")) as reader:
        yield reader


@asynccontextmanager
async def list_that_waits() -> AsyncIterator[Reader]:
    """Articles have come in behind a list that is in use."""
    async with reading(job_paths=[Path("/articles")]) as reader:
        await reader.press("j")
        reader.library.write(make_article(9, text="New.", title="Brand new", date="2026-01-01"))
        reader.library.job.send(Progress("reading", 1, 1, generation=reader.library.generation))
        await reader.until(lambda: "+1 new: press ." in reader.screen_text, "the news")
        yield reader


results = start(query="carney")
article = start("enter", query="carney")
long_read = start("enter", query="carney", library=long_article)
entities = start("enter", "3", query="carney", size=(200, 60))
query_line = start("slash")
completion = start("slash", *"@c", "tab")
find_line = start("enter", "f", *"carney", query="ukraine")
ways = start("1", query="carney zeppelin", library=AllWords)
many_results = start("1", library=many_articles)
dossier = on_screen(DossierScreen, "enter", "enter")
companions = on_screen(DossierScreen, "enter", "enter", "tab")
facets = on_screen(FacetsScreen, "F")
saved = on_screen(SavedSearchesScreen, "S", library=saved_library)
saved_name = on_screen(SavedSearchesScreen, "S", "a", library=saved_library)
help_screen = on_screen(HelpScreen, "question_mark")
