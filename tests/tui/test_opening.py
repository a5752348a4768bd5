"""The frame that is there before the library: painted first, keys wait, and it gives way to the main screen."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from tests.tui.conftest import PATIENCE
from tests.tui.fake_library import FakeLibrary
from tui.app import DatelineApp
from tui.screens.opening import OpeningScreen


def _text(app: DatelineApp) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips(app.size))


async def _until(pilot: Pilot[None], is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end
        await pilot.pause(0.01)


async def test_the_first_picture_is_told_of_once() -> None:
    painted: list[str] = []
    app = DatelineApp(on_painted=lambda: painted.append(_text(app)))
    async with app.run_test(size=(120, 40)) as pilot:
        await _until(pilot, lambda: bool(painted))
        await pilot.pause(0.05)
    assert len(painted) == 1
    assert "dateline" in painted[0]
    assert "Results" in painted[0]


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (200, 60), (40, 12)])
async def test_the_frame_stands_where_the_panes_will(size: tuple[int, int]) -> None:
    def frames() -> dict[str, tuple[object, ...]]:
        panes = (app.screen.query_one(f"#{pane}") for pane in ("results", "article", "entities"))
        return {str(pane.id): (*pane.region, pane.styles.border_left) for pane in panes if pane.display}

    app = DatelineApp()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, OpeningScreen)
        before = frames()
        app.read(FakeLibrary())
        await _until(pilot, lambda: app.screen is not app.screen_stack[0] and app.main.result is not None)
        await pilot.pause()
        assert frames() == before


async def test_what_is_typed_before_the_library_is_open_reaches_it() -> None:
    app = DatelineApp()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", *"carney")
        app.read(FakeLibrary())
        await _until(pilot, lambda: app._main is not None and app.main.is_mounted)
        await _until(pilot, lambda: app.main.result is not None and app.main.result.query == "carney")
        assert app.main.query_input.value == "carney"


async def test_one_can_quit_before_the_library_is_open_and_nothing_else_happens() -> None:
    app = DatelineApp()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("colon", "question_mark")
        await pilot.pause()
        assert isinstance(app.screen, OpeningScreen)
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert not app.is_running
