"""Pictures of the main states at three sizes; `pytest --snapshot-update` takes them anew after an intended change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.conftest import Reader
from tests.tui.fake_library import AllWords, FakeLibrary
from tui.app import DatelineApp
from tui.screens.dossier import DossierScreen
from tui.screens.facets import FacetsScreen

SnapCompare = Callable[..., bool]


def _after(
    *keys: str, query: str = "", typed: str = "", waits_for_dossier: bool = False, waits_for_filters: bool = False
) -> Callable[[Pilot[None]], object]:
    """Open the first result of a query, or type one, press keys, and wait until nothing moves any more."""

    async def drive(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, DatelineApp)
        library = app.library
        assert isinstance(library, FakeLibrary)
        reader = Reader(app, library, pilot)
        await reader.until(lambda: app.main.result is not None)
        await reader.settle()
        if query:
            await reader.open(query)
        if typed:
            await reader.search(typed)
            app.main.query_input.cursor_blink = False
        if waits_for_filters:  # its first keys are pressed before, the rest once everything is counted
            before, rest = keys[: keys.index("F") + 1], keys[keys.index("F") + 1 :]
            await reader.press(*before)
            await reader.until(lambda: isinstance(app.screen, FacetsScreen))
            await reader.settle()
            await reader.press(*rest)
        else:
            await reader.press(*keys)
        if waits_for_dossier:
            await reader.until(lambda: isinstance(app.screen, DossierScreen))
            await reader.until(lambda: "peak" in reader.screen_text, "the chart")  # asked for once the frame is there
        await reader.settle()
        app.main.status_line.hush()
        await pilot.pause()

    return drive


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=["narrow", "medium", "wide"])
def test_reading_a_result(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    app = DatelineApp(FakeLibrary())
    assert snap_compare(app, terminal_size=size, run_before=_after("right_square_bracket", query="carney"))


def test_the_first_screen(snap_compare: SnapCompare) -> None:
    assert snap_compare(DatelineApp(FakeLibrary()), terminal_size=(120, 40), run_before=_after())


def test_an_empty_library(snap_compare: SnapCompare) -> None:
    app = DatelineApp(FakeLibrary([]), starter=Path("/starter"))
    assert snap_compare(app, terminal_size=(80, 24), run_before=_after())


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["narrow", "medium"])
def test_a_dossier(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    app = DatelineApp(FakeLibrary())
    run = _after("enter", query="carney", waits_for_dossier=True)
    assert snap_compare(app, terminal_size=size, run_before=run)


def test_every_hit_in_context(snap_compare: SnapCompare) -> None:
    app = DatelineApp(FakeLibrary())
    assert snap_compare(app, terminal_size=(100, 24), run_before=_after("escape", "W", typed="canada"))


def test_results_over_time(snap_compare: SnapCompare) -> None:
    app = DatelineApp(FakeLibrary())
    assert snap_compare(app, terminal_size=(100, 24), run_before=_after("escape", "D", typed="canada"))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["narrow", "medium"])
def test_completing_a_name(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    app = DatelineApp(FakeLibrary())
    assert snap_compare(app, terminal_size=size, run_before=_after("tab", "down", typed="ice @c"))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["narrow", "medium"])
def test_the_filters_with_a_tally(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    app = DatelineApp(FakeLibrary())
    run = _after("escape", "F", "j", typed='"{person} in"', waits_for_filters=True)
    assert snap_compare(app, terminal_size=size, run_before=run)


def test_a_tally_under_the_echo_line(snap_compare: SnapCompare) -> None:
    app = DatelineApp(FakeLibrary())
    assert snap_compare(app, terminal_size=(80, 24), run_before=_after("escape", typed='"{person} in"'))


def test_nothing_found(snap_compare: SnapCompare) -> None:
    app = DatelineApp(AllWords())
    assert snap_compare(app, terminal_size=(120, 40), run_before=_after("down", typed="carney scott troops"))


@pytest.mark.parametrize("size", [(80, 24), (200, 60)], ids=["narrow", "wide"])
def test_comparing_two_people(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    app = DatelineApp(FakeLibrary())
    keys = ("equals_sign", *["right_curly_bracket"] * 4, "equals_sign", "right_parenthesis")
    run = _after(*keys, query="carney")
    assert snap_compare(app, terminal_size=size, run_before=run)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["narrow", "medium"])
def test_the_export_dialog(snap_compare: SnapCompare, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    app = DatelineApp(FakeLibrary())
    assert snap_compare(app, terminal_size=size, run_before=_after("x", query="carney"))


def test_what_may_be_copied(snap_compare: SnapCompare) -> None:
    assert snap_compare(DatelineApp(FakeLibrary()), terminal_size=(80, 24), run_before=_after("y", query="carney"))
