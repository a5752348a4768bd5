"""Takes the README's pictures: the real reader on the starter articles, without a terminal, as SVG.

`make screenshots` runs it. Every picture is taken by pressing keys, and comes out the same everywhere: what depends
on how quick a machine is (the milliseconds of a search, what counts as read after two seconds) stands still.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot

from index.config import Config
from index.events import Failed
from index.library import Library
from index.paths import starter_articles
from tui.app import DatelineApp

FOLDER = Path(__file__).parent / "screenshots"
SECONDS = 0.003  # what every search says it took
PATIENCE = 30.0  # seconds

# The pictures must not fetch anything: the fonts that a reader's machine has will do.
_WEB_FONTS = re.compile(r"@font-face\s*\{[^}]*\}\s*")
_FONTS = "'DejaVu Sans Mono', 'Cascadia Mono', Menlo, Consolas, monospace"


@dataclass(frozen=True)
class Picture:
    """A file's name, and how to come to what is on it: a query, then keys; `waits_for` is on the screen in the end."""

    name: str
    size: tuple[int, int]
    query: str
    keys: tuple[str, ...]
    waits_for: str
    theme: str = ""


PICTURES = (
    Picture("reading", (120, 40), "carney", ("enter", "]", "]"), "mention 3/"),
    Picture("wide", (200, 60), "carney troops", ("enter", "]"), "mention 2/"),
    Picture("dossier", (120, 40), "carney", ("enter", "enter"), "Together with"),
    Picture("filters", (120, 40), '"{person} said"', ("F",), "different"),
    Picture("light", (120, 40), "carney", ("enter", "]", "]"), "mention 3/", "textual-light"),
)


def main() -> None:
    """Build a library of the starter articles in a folder that goes away again, and take every picture."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "seeds"
        print("Reading the starter articles and finding their names …", file=sys.stderr)
        build(folder)
        for picture in PICTURES:
            path = FOLDER / f"{picture.name}.svg"
            path.write_text(asyncio.run(taken(folder, picture)), encoding="utf-8")
            print(path)


def build(folder: Path) -> None:
    """A library of the starter articles. Raises SystemExit if they could not be read."""
    library = Library.open(folder, create=True)
    starter = starter_articles()
    if starter is None:
        raise SystemExit("The starter articles are not installed with this dateline.")
    job = library.add([starter])
    for event in job.events():
        if isinstance(event, Failed):
            raise SystemExit(f"{event.message} {event.hint}".strip())
    job.close()
    library.close()


async def taken(folder: Path, picture: Picture) -> str:
    """The picture, as SVG."""
    library = Library.open(folder, name="seeds")
    steady(library)
    app = DatelineApp(library, query=picture.query, config=Config(mark_read_after=3600.0))
    try:
        async with app.run_test(size=picture.size) as pilot:
            if picture.theme:
                app.theme = picture.theme
            app.main.query_input.cursor_blink = False
            await until(pilot, lambda: app.main.result is not None)
            for key in picture.keys:
                await rest(pilot)
                await pilot.press(key)
            await until(pilot, lambda: re.search(picture.waits_for, seen(app)) is not None)
            await rest(pilot)
            app.main.status_line.hush()
            await pilot.pause()
            return self_contained(app.export_screenshot(title="dateline"))
    finally:
        library.close()


def steady(library: Library) -> None:
    """Nothing on screen depends on how quick this machine is."""
    search = library.search

    def timed(*arguments: Any, **named: Any) -> Any:
        return replace(search(*arguments, **named), seconds=SECONDS)

    library.search = timed


def self_contained(svg: str) -> str:
    """Without fonts from elsewhere; with every blank kept, which some programs take from either end of a text."""
    svg = svg.replace("<svg ", '<svg xml:space="preserve" ', 1)
    svg = _WEB_FONTS.sub("", svg).replace("Fira Code, monospace", _FONTS).replace("Fira Code", _FONTS)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def seen(app: App[None]) -> str:
    """What is on the screen."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips(app.size))  # noqa: SLF001 - no public way


async def rest(pilot: Pilot[None]) -> None:
    """Wait until no work goes on in the background."""
    await until(pilot, lambda: all(worker.is_finished for worker in pilot.app.workers))


async def until(pilot: Pilot[None], is_so: Callable[[], bool]) -> None:
    """Wait for something. Raises TimeoutError."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError(f"What should be on the picture did not come:\n{seen(pilot.app)}")
        await pilot.pause(0.02)
    await pilot.pause()


if __name__ == "__main__":
    main()
