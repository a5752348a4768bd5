"""Whatever the world writes into titles, sources, names, queries, errors and file names, a screen stays a screen.

The texts are drawn by hypothesis; a scene brings widgets on screen with them, key by key, and after each key every
widget is drawn by itself. A widget that is in no scene fails.
"""

from __future__ import annotations

import asyncio
import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from textual.widget import Widget

import tui
from index.events import ArticleFailed, Failed
from tests.tui.conftest import reading
from tests.tui.hostile import PIECES, HostileLibrary, Words, check_screen, hostile
from tui.session import Session

SIZES = [(120, 40), (80, 24), (200, 60), (40, 12), (161, 19), (23, 8)]


def nothing(_library: HostileLibrary, _words: Words) -> None:
    """As it is."""


@dataclass(frozen=True)
class Scene:
    """Keys from the main screen on; `query` is what it begins with, one of the words for None."""

    keys: tuple[str, ...]
    query: str | None = ""
    prepare: Callable[[HostileLibrary, Words], None] = nothing
    has_job: bool = False


def with_failures(library: HostileLibrary, words: Words) -> None:
    """A job that tells of files it could not read, and then of its own end."""
    library.job.send(ArticleFailed(words[0], words[1], words[2]), Failed(words[3], words[4], words[5]), None)


def breaking(library: HostileLibrary, _words: Words) -> None:
    library.break_search()


def nearly_empty(library: HostileLibrary, words: Words) -> None:
    """Whatever is asked for is not there, but something like it is."""
    library.articles.clear()
    library.suggestions = lambda _query: words.first(3)  # type: ignore[method-assign]


SCENES: dict[str, Scene] = {
    "reading": Scene(
        ("enter", "v", "t", "3", "j", "space", "2", "]", "]", "*", "J", "s", "f", *"Car", "enter", "n", "z", "z", "O"),
        query="carney",
    ),
    "query": Scene(("slash", "end", "x", "escape", "slash", "up", "up", "escape", "1", "j"), query=None),
    "completing": Scene(("slash", "ctrl+u", *"@c", "tab", "down", "pagedown", "enter")),
    "slots": Scene(("j", "F", "j", "tab", "j", "tab", "tab", "G", "enter"), query='"{person} in"'),
    "filters": Scene(
        ("F", "tab", "j", "minus", "F", "tab", "tab", "tab", "enter"), query="carney is:unread -is:starred"
    ),
    "dossier": Scene(("enter", "enter", "j", "tab", "j", "enter", "escape", "asterisk"), query="carney"),
    "searches": Scene(("S", "j", "R", "escape", "a", "x", "enter", "escape", "x", "enter"), query="carney"),
    "marks": Scene(("enter", "m", "escape", "apostrophe", "a", "apostrophe", "b"), query="carney"),
    "ways out": Scene(("1", "j", "enter"), query=None, prepare=nearly_empty),
    "trouble": Scene(("slash", "x", "escape"), query=None, prepare=breaking),
    "job": Scene(("j", "j"), prepare=with_failures, has_job=True),
    "palette and help": Scene(("question_mark", "j", "escape", "colon", *"ca", "escape")),
}


async def play(scene: Scene, words: Words, size: tuple[int, int]) -> set[type[Widget]]:
    """Press the scene's keys and check what is on screen after each; which widgets were drawn."""
    library = HostileLibrary(words)
    scene.prepare(library, words)
    query = words[0] if scene.query is None else scene.query
    session = Session(query=query) if query else None
    jobs = [Path(words[1].replace("\0", "") or "x")] if scene.has_job else []
    async with reading(
        library, size=size, query=query if scene.query else "", session=session, job_paths=jobs
    ) as reader:
        seen = check_screen(reader.app.screen)
        for key in scene.keys:
            await reader.press(key)
            await reader.settle()
            seen |= check_screen(reader.app.screen)
    return seen


@pytest.mark.parametrize("name", SCENES)
def test_no_text_breaks_a_widget_or_reaches_the_terminal_as_a_command(name: str) -> None:
    # A scene takes a second or more: few examples, each of many words, and none made smaller afterwards.
    @settings(max_examples=3, suppress_health_check=list(HealthCheck), phases=(Phase.reuse, Phase.generate))
    @given(st.lists(hostile, min_size=6, max_size=24).map(Words), st.sampled_from(SIZES))
    def check(words: Words, size: tuple[int, int]) -> None:
        asyncio.run(play(SCENES[name], words, size))

    check()


def leaves() -> Iterator[type[Widget]]:
    """The widgets and screens of this program that no other is built on."""
    for module in pkgutil.walk_packages(tui.__path__, "tui."):
        for thing in vars(importlib.import_module(module.name)).values():
            is_own = isinstance(thing, type) and issubclass(thing, Widget) and thing.__module__ == module.name
            if is_own and not any(kind.__module__.startswith("tui.") for kind in thing.__subclasses__()):
                yield thing


async def test_every_widget_is_in_a_scene() -> None:
    seen: set[type[Widget]] = set()
    words = Words([f"{piece}word" for piece in PIECES])
    for scene in SCENES.values():
        seen |= await play(scene, words, (120, 40))
    seen |= await play(Scene(("j",)), words, (80, 24))  # what only a narrow screen has
    missing = {kind.__name__ for kind in leaves()} - {kind.__name__ for kind in seen}
    assert not missing, f"in no scene: {', '.join(sorted(missing))}"
