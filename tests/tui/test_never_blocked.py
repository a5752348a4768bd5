"""However slow the library, the interface goes on: no call of it is made, or waited for, on the interface's thread.

Every call takes three tenths of a second, and longer on a slow day: until the event loop has been round a few times. A
loop that stands still meanwhile is noticed by that, not by a clock.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.command import CommandInput, CommandPalette

from index.library import Library
from index.reading import ReadingRecord
from tests.tui.conftest import Reader, reading
from tests.tui.fake_library import FakeLibrary
from tui.screens.dossier import DossierScreen
from tui.screens.facets import FacetsScreen

SLOWNESS = 0.3  # seconds that every call takes
BEAT = 0.005
BEATS = 6  # rounds of the event loop at least during a call: one in 50 ms
GIVEN_UP = 5.0  # seconds after which a loop that stood still is taken to be blocked


class Watch:
    """Makes every call of a library slow, and notes those that kept the event loop from going round."""

    def __init__(self, library: FakeLibrary) -> None:
        self.beats = 0
        self.called: set[str] = set()
        self.blocking: list[str] = []
        self._loop_thread = threading.get_ident()
        self._inside = threading.local()
        for owner, facade in ((library, Library), (library.reading, ReadingRecord)):
            for name, member in vars(facade).items():
                own = getattr(owner, name, None)  # the fake's `failures` are for tests to set
                if not name.startswith("_") and callable(member) and callable(own) and name not in {"open", "close"}:
                    setattr(owner, name, self._slow(name, own))

    def _slow(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(call)
        def slow(*arguments: Any, **named: Any) -> Any:
            if not getattr(self._inside, "call", False):
                self._inside.call = True
                try:
                    self._take_time(name)
                finally:
                    self._inside.call = False
            return call(*arguments, **named)

        return slow

    def _take_time(self, name: str) -> None:
        self.called.add(name)
        if threading.get_ident() == self._loop_thread:
            self.blocking.append(f"{name} was called on the interface's thread")
            return
        first, began = self.beats, time.monotonic()
        while (gone := time.monotonic() - began) < SLOWNESS or self.beats - first < BEATS:
            if gone > GIVEN_UP:
                self.blocking.append(f"the interface stood still while {name} ran")
                return
            time.sleep(0.01)

    async def beat(self) -> None:
        """Goes round with the event loop."""
        while True:
            self.beats += 1
            await asyncio.sleep(BEAT)


@asynccontextmanager
async def slowly_reading() -> AsyncIterator[tuple[Reader, Watch]]:
    """A reader over a slow library, and what is noticed about it, up to the end of the program."""
    library = FakeLibrary()
    watch = Watch(library)
    heart = asyncio.create_task(watch.beat())
    try:
        async with reading(library, size=(200, 50)) as reader:
            yield reader, watch
        assert not watch.blocking
    finally:
        heart.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await heart


async def _type(reader: Reader) -> None:
    await reader.search("carney")
    await reader.press("escape")
    await reader.search("kyiv")


async def _open_and_walk(reader: Reader) -> None:
    await reader.open("carney")
    for key in ("J", "right_curly_bracket", *["right_square_bracket"] * 6, "n", "backspace", "L", "s", "r"):
        await reader.press(key)
    await reader.settle()
    await reader.press("m", "a")
    await reader.settle()


async def _dossier(reader: Reader) -> None:
    await reader.open("carney")
    await reader.press("enter")
    await reader.until(lambda: isinstance(reader.app.screen, DossierScreen))
    await reader.settle()
    await reader.press("j", "tab", "enter")
    await reader.settle()


async def _filters(reader: Reader) -> None:
    await reader.search('"{person} said"')
    await reader.press("escape", "F")
    await reader.until(lambda: isinstance(reader.app.screen, FacetsScreen))
    await reader.settle()
    await reader.press("tab", "enter")
    await reader.settle()


async def _complete(reader: Reader) -> None:
    await reader.search("@c")
    await reader.press("tab")
    await reader.until(lambda: reader.main.is_completing)
    await reader.press("a", "down", "enter")
    await reader.settle()


async def _resize(reader: Reader) -> None:
    await reader.open("carney")
    for size in ((80, 24), (40, 12), (120, 40)):
        await reader.pilot.resize_terminal(*size)
        await reader.press("j")
    await reader.settle()


async def _save_and_run(reader: Reader) -> None:
    await reader.search("carney")
    await reader.press("escape", "S", "a", "x", "enter")
    await reader.settle()
    await reader.press("enter")
    await reader.settle()


async def _nothing_found(reader: Reader) -> None:
    await reader.search("carniwal quxx")
    await reader.settle()


async def _palette(reader: Reader) -> None:
    await reader.press("colon")
    await reader.until(lambda: isinstance(reader.app.screen, CommandPalette))
    reader.app.screen.query_one(CommandInput).value = "amundsen"
    await reader.until(lambda: "dossier · PERSON" in reader.screen_text)
    await reader.press("escape", "escape")


@pytest.mark.parametrize(
    ("scene", "calls"),
    [
        (_type, {"status", "search", "rows", "snippets", "mention_total", "unsettled_names", "remember_query"}),
        (_open_and_walk, {"open_article", "hit_spans", "query_entities", "articles_with", "set_state", "set_mark"}),
        (_dossier, {"dossier", "mentions"}),
        (_filters, {"facets", "tallies"}),
        (_complete, {"completions"}),
        (_resize, {"open_article"}),
        (_save_and_run, {"saved_searches", "save_search", "remember_session"}),
        (_nothing_found, {"suggestions", "without_each"}),
        (_palette, {"entities"}),
    ],
    ids=lambda value: value.__name__.strip("_") if callable(value) else "",
)
async def test_a_slow_library_never_holds_the_interface_up(
    scene: Callable[[Reader], Awaitable[None]], calls: set[str]
) -> None:
    async with slowly_reading() as (reader, watch):
        await scene(reader)
        reader.app.exit()
    assert calls <= watch.called


async def test_a_call_on_the_interfaces_thread_would_be_noticed() -> None:
    library = FakeLibrary()
    watch = Watch(library)
    library.status()
    assert watch.blocking == ["status was called on the interface's thread"]


async def test_waiting_for_a_call_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.tui.test_never_blocked.GIVEN_UP", 0.5)
    library = FakeLibrary()
    watch = Watch(library)
    call = threading.Thread(target=library.status)
    call.start()
    call.join()  # as a handler would that waits for its answer
    assert watch.blocking == ["the interface stood still while status ran"]
