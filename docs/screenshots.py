"""Take the README's screenshots anew: `make screenshots`, or `python docs/screenshots.py [FOLDER]`.

The starter articles are taken into a library of their own, and the real reader is driven by its keys, without a
terminal. The same articles and the same names give the same pictures.
"""

from __future__ import annotations

import asyncio
import dataclasses
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))

from textual.pilot import Pilot  # noqa: E402 - the project's own folder has to be found first

from index.events import CancelToken  # noqa: E402
from index.ingest import run_job  # noqa: E402
from index.library import Library  # noqa: E402
from index.model import SearchResult  # noqa: E402
from tui.app import DatelineApp  # noqa: E402

PATIENCE = 60.0  # seconds
# Name, columns and rows, theme, keys: `words` are typed as they are, `<key>` is pressed.
PICTURES: tuple[tuple[str, tuple[int, int], str, str], ...] = (
    ("reading", (120, 40), "textual-dark", "/carney kyiv<enter>]"),
    ("wide", (200, 60), "textual-dark", "/carney kyiv<enter>]"),
    ("dossier", (120, 40), "textual-dark", "/carney<enter><enter>"),
    ("filters", (120, 40), "textual-dark", '/"{person} said"<escape>F'),
    ("light", (120, 40), "textual-light", "/zelenskyy<enter>]]"),
)


class Calm(Library):
    """The library, but for how long a search took: that differs from one time to the next."""

    def search(self, *arguments: object, **named: object) -> SearchResult:
        found = super().search(*arguments, **named)  # type: ignore[arg-type]
        return dataclasses.replace(found, seconds=0.004)


async def until(pilot: Pilot[None], is_so: Callable[[], object]) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > end:
            sys.exit("This took too long; the machine may be busy.")
        await pilot.pause(0.02)


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing is being worked on."""
    await pilot.pause()
    await until(pilot, lambda: all(worker.is_finished for worker in pilot.app.workers))
    await pilot.pause()


async def take(library: Library, size: tuple[int, int], theme: str, keys: str) -> str:
    """The picture of what these keys lead to."""
    app = DatelineApp(library)
    app.theme = theme
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.main.result is not None)
        for key in re.findall(r"<(\w+)>|(.)", keys):
            await pilot.press(key[0] or key[1])
            if key[0]:
                await pilot.pause(0.2)  # what was typed is searched for after a moment
            await settle(pilot)
        app.main.status_line.hush()
        await pilot.pause()
        return stable(app.export_screenshot(title="dateline"))


def stable(picture: str) -> str:
    """Without the number that the framework makes up for each picture, and the web font that no viewer may fetch.

    Blanks at the ends of a piece of text are kept, whatever draws it.
    """
    picture = re.sub(r"terminal-\d+", "dateline", picture).replace("<svg ", '<svg xml:space="preserve" ', 1)
    return re.sub(r"\s*@font-face \{.*?\}", "", picture, flags=re.DOTALL).replace("Fira Code", "DejaVu Sans Mono")


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT / "docs" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch) / "seeds"
        print("Finding the names in the starter articles …", file=sys.stderr)
        run_job(
            place, [PROJECT / "seeds"], model="", max_article_bytes=1_000_000, report=lambda _: None,
            cancel=CancelToken(),
        )  # fmt: skip
        for name, size, theme, keys in PICTURES:
            library = Calm.open(place, name="seeds")  # each picture begins afresh
            try:
                (folder / f"{name}.svg").write_text(asyncio.run(take(library, size, theme, keys)), "utf-8")
            finally:
                library.close()
            print(folder / f"{name}.svg")


if __name__ == "__main__":
    main()
