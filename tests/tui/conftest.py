"""A running app over the fake library, and ways to wait for what a person would wait for."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from index.config import Config
from tests.tui.fake_library import FakeLibrary
from tui.app import DatelineApp
from tui.screens.main import MainScreen
from tui.session import Session

PATIENCE = 8.0  # seconds; a slow machine is no failure


class Reader:
    """A person at the app: presses keys, waits, looks."""

    def __init__(self, app: DatelineApp, library: FakeLibrary, pilot: Pilot[None]) -> None:
        self.app = app
        self.library = library
        self.pilot = pilot

    @property
    def main(self) -> MainScreen:
        return self.app.main

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def until(self, is_so: Callable[[], object], what: str = "") -> None:
        """Wait for something to become true."""
        end = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < end, f"waited in vain{': ' + what if what else ''}\n{self.screen_text}"
            await self.pilot.pause(0.01)
        await self.pilot.pause()

    async def settle(self) -> None:
        """Wait for all background work but the job."""
        await self.until(lambda: all(w.group == "job" or w.is_finished for w in self.app.workers), "workers")
        await self.pilot.pause()

    async def search(self, text: str) -> None:
        """Type a query and wait for its results."""
        await self.press("slash", *text)
        await self.until(lambda: self.main.result is not None and self.main.result.query == text, f"results of {text}")
        await self.settle()

    async def open(self, text: str) -> None:
        """Search, press Enter, wait for the article."""
        await self.search(text)
        await self.press("enter")
        await self.until(lambda: self.opened is not None, "an article")
        await self.settle()

    @property
    def opened(self) -> int | None:
        """The id of the article on screen."""
        opened = self.main.view.open_article
        return None if opened is None else opened.id

    @property
    def shown_ids(self) -> list[int]:
        return list(self.main.results.ids)

    @property
    def screen_text(self) -> str:
        """What is on the screen, line by line."""
        lines = self.app.screen._compositor.render_strips(self.app.size)
        return "\n".join(strip.text for strip in lines)

    @property
    def panes(self) -> list[str]:
        """The panes on screen, left to right."""
        return [pane for pane in ("results", "article", "entities") if self.main.query_one(f"#{pane}").display]


@asynccontextmanager
async def reading(
    library: FakeLibrary | None = None,
    *,
    size: tuple[int, int] = (120, 40),
    query: str = "",
    job_paths: Sequence[Path] = (),
    starter: Path | None = None,
    session: Session | None = None,
    config: Config | None = None,
    keep_theme: Callable[[str], None] | None = None,
    theme_from: str = "",
) -> AsyncIterator[Reader]:
    """An app over a library, with its first results on screen."""
    library = library or FakeLibrary()
    app = DatelineApp(
        library,
        query=query,
        job_paths=job_paths,
        starter=starter,
        session=session,
        config=config,
        keep_theme=keep_theme,
        theme_from=theme_from,
    )
    async with app.run_test(size=size, notifications=True) as pilot:
        reader = Reader(app, library, pilot)
        await reader.until(lambda: app.main.result is not None or "search" in library.failures, "the first results")
        await reader.settle()
        yield reader
