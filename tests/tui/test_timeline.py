"""The chart over time: in a dossier and over any results, zoomed, walked, picked, at any size and without colour."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from index.answers import Timeline
from index.errors import EngineUnavailable
from tests.tui.conftest import Reader, reading
from tests.tui.fake_library import FakeLibrary
from tests.tui.samples import make_article
from tui.screens.charting import TimelineScreen
from tui.screens.dossier import DossierScreen
from tui.widgets.timeline import BLOCKS, GAP, POINTER, TimelineChart

_DAYS = (
    (datetime.date(2024, 11, 4), 1),
    (datetime.date(2025, 2, 3), 8),
    (datetime.date(2025, 2, 17), 4),
)


class ChartApp(App[None]):
    """A chart and nothing else."""

    def __init__(self, timeline: Timeline) -> None:
        super().__init__()
        self.timeline = timeline
        self.picked = 0

    def compose(self) -> ComposeResult:
        yield TimelineChart()

    def on_mount(self) -> None:
        chart = self.query_one(TimelineChart)
        chart.show(self.timeline)
        chart.focus()

    def on_timeline_chart_picked(self) -> None:
        self.picked += 1


def _lines(chart: TimelineChart) -> list[str]:
    return [chart.render_line(y).text for y in range(chart.size.height)]


async def test_a_chart_has_bars_gaps_peak_and_labels() -> None:
    app = ChartApp(Timeline(_DAYS, undated=3))
    async with app.run_test(size=(80, 8)) as pilot:
        chart = app.query_one(TimelineChart)
        while chart.unit != "month":
            chart.zoom(1)
        await pilot.pause()
        header, *bars, axis, labels = _lines(chart)
        assert header.startswith("by month · peak 12 in 2025-02 · 3 without a date")
        assert bars[-1].count(GAP) == 2  # December and January
        assert "█" in bars[0]
        assert bars[0].lstrip().startswith("12")
        assert POINTER in axis
        assert "2024-11" in labels
        assert "2025" in labels.replace("2024-11", "")


async def test_zooming_keeps_the_place_and_loses_nothing() -> None:
    app = ChartApp(Timeline(_DAYS))
    async with app.run_test(size=(60, 8)):
        chart = app.query_one(TimelineChart)
        while chart.zoom(-1):
            pass
        assert chart.unit == "day"
        chart.action_last_bin()
        assert chart.told == "2025-02-17: 4 articles"
        seen = []
        while chart.zoom(1):
            assert chart.bins is not None
            assert sum(chart.bins.counts.values()) == 13
            seen.append(chart.told)
        assert seen == ["2025-02-17 – 02-23: 4 articles", "2025-02: 12 articles", "2025: 12 articles"]


async def test_the_cursor_walks_bins_or_only_those_that_are_not_empty() -> None:
    app = ChartApp(Timeline(_DAYS))
    async with app.run_test(size=(200, 8)) as pilot:
        chart = app.query_one(TimelineChart)
        assert chart.unit == "day"
        await pilot.press("g")
        assert (chart.told, chart.narrowing) == ("2024-11-04: 1 article", "date:2024-11-04")
        await pilot.press("l")
        assert (chart.told, chart.narrowing) == ("2024-11-05: 0 articles", "")
        await pilot.press("right_square_bracket")
        assert chart.told == "2025-02-03: 8 articles"
        await pilot.press("left_square_bracket", "left_square_bracket")
        assert chart.told == "2024-11-04: 1 article"
        await pilot.press("h")
        assert chart.told == "2024-11-04: 1 article"
        await pilot.press("G")
        assert chart.told == "2025-02-17: 4 articles"


async def test_what_does_not_fit_is_scrolled_to() -> None:
    far = Timeline(((datetime.date(1900, 1, 1), 1), (datetime.date(2025, 1, 1), 1)))
    app = ChartApp(far)
    async with app.run_test(size=(50, 8)) as pilot:
        chart = app.query_one(TimelineChart)
        await pilot.press("g")
        assert _lines(chart)[-2].rstrip().endswith("›")
        assert "1900" in _lines(chart)[-1]
        await pilot.press("G")
        assert "‹" in _lines(chart)[-2]
        await pilot.press("pageup")
        assert chart.told.startswith("19")


async def test_a_click_puts_the_cursor_on_a_bar_and_another_picks_it() -> None:
    app = ChartApp(Timeline(_DAYS))
    async with app.run_test(size=(60, 8)) as pilot:
        chart = app.query_one(TimelineChart)
        while chart.unit != "month":
            chart.zoom(1)
        await pilot.pause()
        await pilot.click(TimelineChart, offset=(5, 4))
        assert chart.told == "2024-11: 1 article"
        assert app.picked == 0
        await pilot.click(TimelineChart, offset=(5, 4))
        await pilot.pause()
        assert app.picked == 1


async def test_without_dates_a_chart_says_so() -> None:
    app = ChartApp(Timeline((), undated=2))
    async with app.run_test(size=(60, 8)):
        chart = app.query_one(TimelineChart)
        assert "none of these articles has a date" in "".join(_lines(chart))
        assert not chart.zoom(1)
        chart.action_bin_right()
        assert chart.narrowing == ""


dates = st.dates(datetime.date(1890, 1, 1), datetime.date(2030, 12, 31))


@settings(max_examples=15, deadline=None)
@given(
    st.dictionaries(dates, st.integers(1, 40_000), min_size=1, max_size=40),
    st.integers(1, 140),
    st.integers(1, 14),
    st.integers(-3, 3),
)
async def test_a_chart_fits_at_any_size(days: dict[datetime.date, int], width: int, height: int, zoom: int) -> None:
    app = ChartApp(Timeline(tuple(sorted(days.items()))))
    app.CSS = f"TimelineChart {{ height: {height}; width: {width}; }}"
    async with app.run_test(size=(150, 20)) as pilot:
        chart = app.query_one(TimelineChart)
        for _ in range(abs(zoom)):
            chart.zoom(1 if zoom > 0 else -1)
        await pilot.pause()
        lines = [chart.render_line(y) for y in range(height)]
        assert {line.cell_length for line in lines} == {width}
        bars = "".join(line.text for line in lines)
        assert any(block in bars for block in BLOCKS[1:])
        assert (POINTER in bars) == (height >= 4)


# ---------------------------------------------------------------------------------------------- in the app


async def _charted(reader: Reader, query: str) -> TimelineScreen:
    await reader.search(query)
    await reader.press("escape", "D")
    await reader.until(lambda: isinstance(reader.app.screen, TimelineScreen))
    await reader.settle()
    screen = reader.app.screen
    assert isinstance(screen, TimelineScreen)
    return screen


async def test_results_over_time_narrow_the_query_to_a_bar() -> None:
    async with reading() as reader:
        screen = await _charted(reader, "canada")
        assert "Results over time   canada" in reader.screen_text
        assert screen.chart.unit == "year"
        await reader.press("plus", "minus", "G")
        assert screen.chart.told == "2025: 3 articles"
        await reader.press("enter")
        await reader.until(lambda: "date:" in reader.main.query_input.value)
        await reader.settle()
        assert reader.main.query_input.value == "canada date:2025"
        assert reader.main.focused is reader.main.results


async def test_an_empty_bar_narrows_nothing_and_zooming_ends_at_both_ends() -> None:
    async with reading() as reader:
        screen = await _charted(reader, "canada")
        await reader.press("g", "l", "enter")
        assert reader.app.screen is screen
        assert "Nothing was written then." in reader.screen_text
        await reader.press("minus", "minus", "minus")
        assert "Years are the coarsest." in reader.screen_text
        await reader.press("plus", "plus", "plus", "plus")
        assert "Days are the finest." in reader.screen_text
        await reader.press("D")
        assert reader.app.screen is reader.main
        assert reader.main.query_input.value == "canada"


async def test_nothing_found_is_not_charted() -> None:
    async with reading() as reader:
        await reader.search("xyzzy")
        await reader.press("escape", "D")
        assert reader.app.screen is reader.main
        assert "there is nothing to chart" in reader.screen_text


async def test_an_unfinished_word_is_charted_and_narrowed_as_what_was_found() -> None:
    async with reading() as reader:
        await _charted(reader, "canad")
        await reader.press("G", "enter")
        await reader.until(lambda: "date:" in reader.main.query_input.value)
        assert reader.main.query_input.value == "(canad OR canad*) date:2025"


async def test_trouble_with_the_dates_is_told_where_the_chart_would_be() -> None:
    library = FakeLibrary()
    async with reading(library) as reader:
        library.failures["timeline"] = EngineUnavailable("The dates cannot be read.")
        await _charted(reader, "canada")
        assert "The dates cannot be read." in reader.screen_text


async def test_a_bar_of_a_dossier_asks_for_the_entity_in_its_dates() -> None:
    async with reading() as reader:
        await reader.open("carney")
        await reader.press("enter")
        await reader.until(lambda: isinstance(reader.app.screen, DossierScreen))
        await reader.settle()
        await reader.press("tab", "tab")
        screen = reader.app.screen
        assert isinstance(screen, DossierScreen)
        assert screen.chart.has_focus
        assert "keep only these" in reader.screen_text
        await reader.press("minus", "minus", "enter")
        await reader.until(lambda: "date:" in reader.main.query_input.value)
        assert reader.main.query_input.value.endswith("date:2025")
        assert "@" in reader.main.query_input.value


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40), (200, 60)])
async def test_the_chart_of_a_dossier_is_there_at_every_size(size: tuple[int, int]) -> None:
    library = FakeLibrary([make_article(1, text="Mark Carney spoke.", title="T", date="2025-03-01")])
    async with reading(library, size=size) as reader:
        await reader.open("carney")
        await reader.press("enter")
        await reader.until(lambda: "peak 1 in 2025-03-01" in reader.screen_text)
