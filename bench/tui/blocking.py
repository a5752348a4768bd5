"""How long the event loop is away while the library works: the app in this process, on a real library, and a heartbeat.

`python -m bench.tui.blocking LIBRARY` prints, as JSON and by what was going on, the longest pause between two beats and
the longest time within one that the loop's thread wanted to run and could not, because another held Python's lock (or
another process the processor): what it spent itself, on drawing and the like, is not the library's doing.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final, NamedTuple

from textual.pilot import Pilot

from index.library import Library
from tui.app import DatelineApp

_BEAT: Final = 0.001  # seconds
_DOINGS: Final = (
    ("nothing",),
    ("typing a query", "/", "s", "t", "o", "r", "m", " ", "O", "R", " ", "f", "i"),
    ("to the results", "escape"),
    ("opening an article", "enter"),
    ("the next three articles", "J", "J", "J"),
    ("a mention after the other", "2", "}", "}", "}", "]", "]", "]", "]", "]"),
    ("a dossier", "enter"),
    ("back from it", "escape"),
    ("filters", "F"),
    ("back from them", "escape"),
    ("completing a name", "/", "space", "@", "a", "tab"),
    ("back to the results", "escape", "escape"),
)


class Gap(NamedTuple):
    """Seconds that a beat came late, and those of them in which the loop's own thread did not run."""

    late: float
    kept_waiting: float


async def _beat(gaps: list[Gap]) -> None:
    last, spent = time.perf_counter(), time.thread_time()
    while True:
        await asyncio.sleep(_BEAT)
        now, used = time.perf_counter(), time.thread_time()
        late = now - last - _BEAT
        gaps.append(Gap(late, max(late - (used - spent), 0.0)))
        last, spent = now, used


@asynccontextmanager
async def heartbeat() -> AsyncIterator[list[Gap]]:
    """How late each beat came, for as long as the block lasts."""
    gaps: list[Gap] = []
    task = asyncio.create_task(_beat(gaps))
    try:
        yield gaps
    finally:
        task.cancel()


async def _at_rest(app: DatelineApp, pilot: Pilot[None]) -> None:
    await pilot.pause(0.15)
    while not all(worker.is_finished for worker in app.workers):
        await pilot.pause(0.02)
    await pilot.pause(0.05)


async def _run(library: Library) -> dict[str, Gap]:
    blocked: dict[str, Gap] = {}
    app = DatelineApp(library)
    async with heartbeat() as gaps, app.run_test(size=(120, 40)) as pilot:
        await _at_rest(app, pilot)
        gc.freeze()  # as the program does, once there is something to read
        for doing, *keys in _DOINGS:
            gaps.clear()
            for key in keys:
                await pilot.press(key)
                await pilot.pause(0.05)
            await _at_rest(app, pilot)
            blocked[doing] = Gap(max(gap.late for gap in gaps), max(gap.kept_waiting for gap in gaps))
    return blocked


def main() -> None:
    library = Library.open(Path(sys.argv[1]))
    try:
        print(json.dumps(asyncio.run(_run(library))))
    finally:
        library.close()


if __name__ == "__main__":
    main()
