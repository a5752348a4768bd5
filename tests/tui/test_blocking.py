"""However slow the library is, the app goes on: its event loop waits for no call."""

from __future__ import annotations

import threading

import pytest

from tests.tui.conftest import Reader, reading
from tests.tui.slow_library import NAP, Heartbeat, SlowLibrary, heartbeat

# What a reader does, the keys before it (with a quick library), the keys it takes, and a call that must follow.
_DOINGS = {
    "typing a query": ((), ("slash", *"carney"), "search"),
    "opening an article": ((), ("enter",), "open_article"),
    "going from article to article": (("enter",), ("J", "K"), "open_article"),
    "walking on into the next article": (("enter", "2"), ("right_square_bracket",) * 5, "open_article"),
    "going back and forward": (("enter", "J"), ("backspace", "L"), "open_article"),
    "a dossier": (("enter", "2"), ("enter",), "dossier"),
    "filters": ((), ("F",), "facets"),
    "a filter chosen": (("F",), ("enter",), "search"),
    "completing a name": (("slash",), (*"@ca", "tab"), "completions"),
    "starring": ((), ("s",), "reading.set_state"),
    "saved searches": ((), ("S",), "reading.saved_searches"),
}


async def _settle(reader: Reader, library: SlowLibrary) -> None:
    """Wait for all calls, those that a pause in typing brings included."""
    await reader.pilot.pause(0.2)
    await reader.settle()
    await reader.until(lambda: library.slowness.is_over, "the library")
    await reader.settle()


async def _do(reader: Reader, library: SlowLibrary, heart: Heartbeat, *keys: str) -> None:
    """Press keys while the library is slow, and wait until it has answered."""
    heart.loop.clear()
    library.slowness.is_on = True
    for key in keys:
        await reader.pilot.press(key)
    await _settle(reader, library)
    library.slowness.is_on = False


@pytest.mark.parametrize("doing", _DOINGS)
async def test_the_event_loop_never_waits_for_a_slow_library(doing: str) -> None:
    before, keys, expected = _DOINGS[doing]
    library = SlowLibrary()
    async with heartbeat() as heart, reading(library) as reader:
        for key in before:
            await reader.press(key)
            await reader.settle()
        await _do(reader, library, heart, *keys)
    calls = library.slowness.calls
    assert expected in {call.name for call in calls}
    assert [call.name for call in calls if call.thread == threading.get_ident()] == []
    assert heart.blocked_by(calls) == []


async def test_resizing_waits_for_no_slow_library() -> None:
    library = SlowLibrary()
    async with heartbeat() as heart, reading(library) as reader:
        await reader.press("enter")
        await reader.settle()
        library.slowness.is_on = True
        for size in ((80, 24), (200, 60), (120, 40)):
            await reader.press("J")  # so that something is being read meanwhile
            await reader.pilot.resize_terminal(*size)
        await _settle(reader, library)
    calls = library.slowness.calls
    assert "open_article" in {call.name for call in calls}
    assert [call.name for call in calls if call.thread == threading.get_ident()] == []
    assert heart.blocked_by(calls) == []


async def test_the_cursor_moves_while_the_library_is_still_searching() -> None:
    library = SlowLibrary()
    async with reading(library) as reader:
        await reader.press("1")
        library.slowness.is_on = True
        await reader.press("enter")
        at = reader.main.results.cursor
        await reader.press("j")
        assert reader.main.results.cursor == at + 1
        assert reader.opened is None
        await reader.settle()
        assert reader.opened is not None


async def test_a_loop_that_does_wait_is_noticed() -> None:
    library = SlowLibrary()
    async with heartbeat() as heart, reading(library) as reader:
        library.slowness.is_on = True
        await reader.pilot.pause(0.05)
        library.open_article(1)
        waiting = threading.Thread(target=library.dossier, args=("mark-carney",))
        waiting.start()
        waiting.join()
        await reader.pilot.pause(0.05)
        library.slowness.is_on = False
    assert {"open_article", "dossier"} <= {
        sentence.partition(":")[0] for sentence in heart.blocked_by(library.slowness.calls)
    }
    assert all(call.ended - call.began >= NAP for call in library.slowness.calls)
