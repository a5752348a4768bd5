"""A facade every call of which takes its time, and a heartbeat that tells whether anybody waited for it.

A call sleeps and holds nothing, so an event loop that never waits for the library goes on as if it were not there. The
judgement does not depend on how quick the machine is: what counts is the time in which the loop's thread did *not* run,
against that of a thread that only beats, as a share of the sleep. A pause of the whole machine stops both.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, NamedTuple

from index.library import Library
from index.reading import ReadingRecord
from tests.tui.fake_library import FakeLibrary
from tests.tui.fake_reading import FakeReading

NAP = 0.3  # seconds: six times as long as the event loop may ever be kept
_BEAT = 0.001
_BLOCKED = 0.5  # of a nap; who waits for a call waits for all that is left of it


def _facade(kind: type) -> frozenset[str]:
    """The methods that an app may call; those that open and close are not called while it runs."""
    names = (name for name, value in vars(kind).items() if callable(value) and not name.startswith("_"))
    return frozenset(names) - {"open", "close"}


class Call(NamedTuple):
    """A call of the facade: when it slept (`time.perf_counter`), and in which thread."""

    name: str
    began: float
    ended: float
    thread: int


@dataclass
class Slowness:
    """Naps, once it is switched on."""

    is_on: bool = False
    calls: list[Call] = field(default_factory=list)
    begun: int = 0

    @property
    def is_over(self) -> bool:
        """Whether nobody naps any more."""
        return self.begun == len(self.calls)

    def nap(self, name: str) -> None:
        if not self.is_on:
            return
        self.begun += 1
        began = time.perf_counter()
        time.sleep(NAP)
        self.calls.append(Call(name, began, time.perf_counter(), threading.get_ident()))

    def slowed(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(call)
        def slowly(*arguments: Any, **named: Any) -> Any:
            self.nap(name)
            return call(*arguments, **named)

        return slowly


class _SlowReading(FakeReading):
    def __getattribute__(self, name: str) -> Any:
        value = super().__getattribute__(name)
        is_slow = name in _facade(ReadingRecord) and callable(value)
        return self.slowness.slowed(f"reading.{name}", value) if is_slow else value

    slowness = Slowness()


class SlowLibrary(FakeLibrary):
    """The fake facade with `slowness` before every call."""

    def __init__(self) -> None:
        self.slowness = Slowness()
        super().__init__()
        self.reading = self.record = _SlowReading(lambda: max(self.articles, default=0))
        self.record.slowness = self.slowness

    def __getattribute__(self, name: str) -> Any:
        value = super().__getattribute__(name)
        return self.slowness.slowed(name, value) if name in _facade(Library) and callable(value) else value


class Gap(NamedTuple):
    """Between two beats: when it began and ended, and how much of it the thread did not run."""

    began: float
    ended: float
    idle: float


@dataclass
class Heartbeat:
    """Beats of the event loop, and of a thread that does nothing else."""

    loop: list[Gap] = field(default_factory=list)
    thread: list[Gap] = field(default_factory=list)
    is_over: bool = False

    async def beat(self) -> None:
        last, spent = time.perf_counter(), time.thread_time()
        while True:
            await asyncio.sleep(_BEAT)
            now, used = time.perf_counter(), time.thread_time()
            self.loop.append(Gap(last, now, now - last - (used - spent)))
            last, spent = now, used

    def beat_beside(self) -> None:
        last = time.perf_counter()
        while not self.is_over:
            time.sleep(_BEAT)
            now = time.perf_counter()
            self.thread.append(Gap(last, now, now - last))
            last = now

    def blocked_by(self, calls: Iterable[Call]) -> list[str]:
        """The calls that kept the loop from running, in words; none if all is well."""
        return [
            f"{call.name}: {1000 * kept:.0f} ms" for call in calls if (kept := self._kept_by(call)) > _BLOCKED * NAP
        ]

    def _kept_by(self, call: Call) -> float:
        """Seconds of a call's sleep in which the loop stood still although the machine did not."""
        machine = max((gap.idle for gap in self.thread if _overlap(gap, call) > 0), default=0.0)
        return max((min(gap.idle, _overlap(gap, call)) for gap in self.loop), default=0.0) - machine


def _overlap(gap: Gap, call: Call) -> float:
    return min(gap.ended, call.ended) - max(gap.began, call.began)


@asynccontextmanager
async def heartbeat() -> AsyncIterator[Heartbeat]:
    """Beats for as long as the block lasts."""
    heart = Heartbeat()
    beside = threading.Thread(target=heart.beat_beside, daemon=True)
    task = asyncio.create_task(heart.beat())
    beside.start()
    try:
        yield heart
    finally:
        heart.is_over = True
        task.cancel()
        beside.join()
