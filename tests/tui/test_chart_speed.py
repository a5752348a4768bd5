"""A chart of a long archive: zooming lands where most was written, and no key has to wait for a drawing."""

from __future__ import annotations

import datetime
import time

from textual.app import App, ComposeResult

from index.answers import Timeline
from tui.widgets.timeline import TimelineChart


class ChartApp(App[None]):
    """A chart and nothing else."""

    def __init__(self, timeline: Timeline) -> None:
        super().__init__()
        self.timeline = timeline

    def compose(self) -> ComposeResult:
        yield TimelineChart()

    def on_mount(self) -> None:
        self.query_one(TimelineChart).show(self.timeline)
        self.query_one(TimelineChart).focus()


async def test_zooming_in_lands_on_the_fullest_of_what_was_under_the_cursor() -> None:
    days = ((datetime.date(1999, 5, 1), 90), (datetime.date(2025, 1, 9), 1), (datetime.date(2025, 8, 24), 7))
    app = ChartApp(Timeline(days))
    async with app.run_test(size=(60, 8)) as pilot:
        chart = app.query_one(TimelineChart)
        assert chart.unit == "year"
        await pilot.press("G")
        assert chart.zoom(-1)
        assert chart.told == "2025-08: 7 articles"
        assert chart.zoom(-1)
        assert chart.zoom(-1)
        assert chart.told == "2025-08-24: 7 articles"


async def test_a_hundred_years_of_days_are_zoomed_and_drawn_without_a_pause() -> None:
    first = datetime.date(1925, 1, 1)
    days = tuple((first + datetime.timedelta(days=number), number % 90 + 1) for number in range(36_500))
    app = ChartApp(Timeline(days))
    async with app.run_test(size=(200, 60)):
        chart = app.query_one(TimelineChart)
        took = []
        for step in (-1, -1, -1, 1, 1, 1):
            started = time.process_time()
            assert chart.zoom(step)
            assert all(chart.render_line(y).cell_length == chart.size.width for y in range(chart.size.height))
            took.append(time.process_time() - started)
        assert (
            sorted(took)[len(took) // 2] < 0.1
        )  # half of them measured at a third of it; a slow machine is no failure
