"""Keys pressed in the real app within this process, with the processor's time until what they change is painted.

Run as a module, in a process of its own: `python -m bench.tui.keys LIBRARY ROUNDS`; the answer is one line of JSON.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.drivers.headless_driver import HeadlessDriver
from textual.pilot import Pilot

import tui
from index.library import Library
from tui.app import DatelineApp

_PATIENCE = 30.0  # seconds
_PAUSE = 0.15  # seconds between two keys, so that what one sets going does not count for the next

_KEYS = (
    ("right_square_bracket", "next mention"), ("j", "scroll"), ("space", "page"), ("right_curly_bracket", "any"),
)  # fmt: skip


class DiscardingDriver(HeadlessDriver):
    """No terminal, but everything that would be written to one is put together, and then let go."""

    @property
    def is_headless(self) -> bool:
        return False


class TimedApp(DatelineApp):
    """Notes when it painted."""

    CSS_PATH = Path(tui.__file__).with_name("dateline.tcss")
    painted: tuple[float, float] = (0.0, 0.0)  # wall and processor seconds

    def _display(self, *arguments: Any) -> None:
        super()._display(*arguments)
        self.painted = (time.perf_counter(), time.process_time())


class Keys:
    """A person at the app, timed."""

    def __init__(self, app: TimedApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot
        self.longest_gap = 0.0  # seconds that the event loop did not go round

    @property
    def place(self) -> tuple[int, int]:
        """Where the reader is in the article."""
        view = self.app.main.view
        return view.cursor, view.scroll_offset.y

    async def beat(self) -> None:
        """Goes round with the event loop, and notes when it did not."""
        last = time.perf_counter()
        while True:
            await asyncio.sleep(0)
            now = time.perf_counter()
            self.longest_gap = max(self.longest_gap, now - last)
            await asyncio.sleep(0.001)
            last = time.perf_counter()

    async def until(self, is_so: Callable[[], object]) -> None:
        """Wait for something, and for a painting after it."""
        end = time.perf_counter() + _PATIENCE
        while not is_so():
            if time.perf_counter() > end:
                raise TimeoutError(f"waited in vain on {self.app.screen}")
            await asyncio.sleep(0.001)
        since = time.perf_counter()
        while self.app.painted[0] < since:
            if time.perf_counter() > since + 0.15:  # it was painted before anybody looked
                return
            await asyncio.sleep(0.001)

    async def time(self, key: str, is_done: Callable[[], object]) -> tuple[float, float]:
        """Wall and processor seconds from a key to the painting of what it did."""
        await asyncio.sleep(_PAUSE)
        await self.pilot.pause()
        wall, cpu = time.perf_counter(), time.process_time()
        await self.pilot.press(key)
        await self.until(is_done)
        return self.app.painted[0] - wall, self.app.painted[1] - cpu


def _median(samples: list[tuple[float, float]]) -> dict[str, float]:
    return {
        "wall": statistics.median(wall for wall, _ in samples),
        "cpu": statistics.median(cpu for _, cpu in samples),
        "most": max(cpu for _, cpu in samples),
        "runs": len(samples),
    }


async def _measure(library: Library, rounds: int) -> dict[str, dict[str, float]]:
    app = TimedApp(library)
    app.driver_class = DiscardingDriver
    found: dict[str, dict[str, float]] = {}
    async with app.run_test(headless=False, size=(120, 40)) as pilot:
        keys, main = Keys(app, pilot), app.main
        await keys.until(lambda: main.result is not None and len(main.results.ids) == 2)
        await pilot.pause(0.5)
        for row, name in enumerate(("long", "very long")):
            await pilot.press("1", "g", *["j"] * row)
            opens = []
            for _ in range(max(5, rounds // 6)):
                opens.append(await keys.time("enter", lambda: main.view.open_article is not None))
                await pilot.pause(0.1)
                if _ == 0 and name == "very long":
                    assert main.view.open_article is not None
                    found["mentions"] = {"count": len(main.view.open_article.mentions)}
                main.view.clear()
                await pilot.press("1")
                await pilot.pause(0.1)
            found[f"open {name}"] = _median(opens)
            await pilot.press("enter")
            await keys.until(lambda: main.view.open_article is not None)
            await pilot.press("g", "asterisk")
            for key, what in _KEYS:
                samples = []
                for _ in range(rounds):
                    if main.view.scroll_offset.y >= main.view.max_scroll_y:
                        await pilot.press("g")
                    before = keys.place
                    samples.append(await keys.time(key, lambda before=before: keys.place != before))
                found[f"{what} {name}"] = _median(samples)
            await pilot.press("1")
    return found


async def _loop(library: Library) -> dict[str, float]:
    """An ordinary session on a large library, and for how long the event loop ever stood still."""
    app = TimedApp(library)
    app.driver_class = DiscardingDriver
    async with app.run_test(headless=False, size=(200, 50)) as pilot:
        keys, main = Keys(app, pilot), app.main
        await keys.until(lambda: main.result is not None)
        await pilot.pause(1.0)
        heart = asyncio.create_task(keys.beat())
        gaps: dict[str, float] = {}

        async def during(what: str, *pressed: str) -> None:
            keys.longest_gap = 0.0
            for key in pressed:
                await pilot.press(key)
                await asyncio.sleep(0.12)
            await asyncio.sleep(1.5)
            gaps[what] = keys.longest_gap

        await during("nothing at all")
        await during("typing a query", "slash", *"said the")
        await during("opening", "enter")
        await during("walking", *["right_square_bracket"] * 8)
        await during("next results", *"JJJ")
        await during("filters", "1", "F")
        await during("back to the results", "escape")
        await during("down the results", *["pagedown"] * 6)
        heart.cancel()
    return gaps


def main() -> None:
    what, folder, rounds = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    library = Library.open(folder)
    try:
        answer = asyncio.run(_measure(library, rounds) if what == "keys" else _loop(library))
    finally:
        library.close()
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
