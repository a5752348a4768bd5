"""A chart over time on a screen of its own, and what any screen with a chart does with its keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen

from index.answers import Timeline
from index.errors import DatelineError
from index.library import Library
from tui.actions import bindings
from tui.messages import Trouble
from tui.screens.chosen import Chosen
from tui.screens.layout import HORIZONTAL, VERTICAL
from tui.widgets.bars import Bar
from tui.widgets.footer import KeyBar
from tui.widgets.lines import Piece, cut, one_line, plural, spread
from tui.widgets.timeline import TimelineChart

_NOTICE = 2.0  # seconds


@dataclass
class TimelineReady(Message):
    """The days of some articles were counted."""

    timeline: Timeline


class ChartingScreen(Screen[Chosen | None], inherit_bindings=False):
    """A screen with a chart: bins are zoomed and picked."""

    @property
    def chart(self) -> TimelineChart:
        return self.query_one(TimelineChart)

    @on(TimelineReady)
    def _timeline_ready(self, message: TimelineReady) -> None:
        self.chart.show(message.timeline)

    def action_finer_bins(self) -> None:
        if not self.chart.zoom(-1):
            self.notify("Days are the finest.", markup=False, timeout=_NOTICE)

    def action_coarser_bins(self) -> None:
        if not self.chart.zoom(1):
            self.notify("Years are the coarsest.", markup=False, timeout=_NOTICE)

    @on(TimelineChart.Picked)
    def action_pick_bin(self) -> None:
        narrowing = self.chart.narrowing
        if narrowing:
            self.dismiss(Chosen(additions=(*self.standing_conditions, narrowing)))
        else:
            self.notify("Nothing was written then.", markup=False, timeout=_NOTICE)

    @property
    def standing_conditions(self) -> tuple[str, ...]:
        """What all articles of the chart have in common, beside the query."""
        return ()


class TimelineTitle(Bar):
    """What is charted, and how many articles."""

    def __init__(self, asked: str, articles: int, note: str) -> None:
        super().__init__(id="timeline-title")
        self._asked, self._articles, self._note = asked, articles, note

    def pieces(self, width: int) -> list[Piece]:
        count = cut(f"{plural(self._articles, 'article')}{self._note} ", width - 2)
        heading = cut(" Results over time", width - cell_len(count) - 1)
        room = width - cell_len(heading) - cell_len(count) - 5
        query = cut(one_line(" ".join(self._asked.split())) or "all articles", room)
        left = [(heading, self.part("strong")), (f"   {query}" if query else "", self.part("accent"))]
        return spread(left, [(count, self.part("soft"))], width)


class TimelineScreen(ChartingScreen, inherit_bindings=False):
    """When the articles of an answer were written. Ends with the dates to narrow it to, or None."""

    BINDINGS = bindings("timeline")
    HORIZONTAL_BREAKPOINTS = HORIZONTAL
    VERTICAL_BREAKPOINTS = VERTICAL
    AUTO_FOCUS = "TimelineChart"

    def __init__(self, library: Library, query: str, ids: Sequence[int], *, note: str = "") -> None:
        super().__init__()
        self.library = library
        self._query, self._ids, self._note = query, ids, note

    def compose(self) -> ComposeResult:
        yield TimelineTitle(self._query, len(self._ids), self._note)
        with Vertical(id="when", classes="pane") as when:
            when.border_title = Content("When")
            yield TimelineChart(id="chart")
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(KeyBar).show("timeline")

        def run() -> None:
            try:
                self.post_message(TimelineReady(self.library.timeline(self._ids)))
            except DatelineError as error:
                self.post_message(Trouble(error))

        self.run_worker(run, thread=True)

    @on(Trouble)
    def _trouble(self, message: Trouble) -> None:
        self.chart.say(one_line(f"{message.error.message} {message.error.hint}".strip()))

    def action_leave_timeline(self) -> None:
        self.dismiss(None)
