"""How often something was written about over time: bars of block characters by day, week, month or year.

One bin is a column (or several, where there is room). A cursor walks the bins; what lies beyond the edges is scrolled
to. Colour says nothing that shape does not say: the cursor is an arrow under its bar, a gap is a dot.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.geometry import clamp
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from index.answers import Timeline
from tui.actions import bindings
from tui.render.axis import marks
from tui.render.bins import UNITS, Bins, Unit, first_day, last_day, name_of, narrowing, number_of, unit_that_fits
from tui.widgets.lines import Piece, cut, foreground_of, grouped, plural, spread, strip_of, wrapped

BLOCKS = " ▁▂▃▄▅▆▇█"
GAP, POINTER, TICK, AXIS, CORNER = "·", "▲", "┴", "─", "└"
_EIGHTHS = 8
_WIDEST_BAR = 12  # cells, with the blank that parts it from the next
_SCALE_FROM = 40  # cells: narrower, the figures at the side would cost more than they say
_AXIS_FROM, _LABELS_FROM, _HEADER_FROM = 4, 3, 2  # lines from which there is room for each


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where everything goes: `bar` cells for each bin, from bin `first` on, `rows` lines high."""

    gutter: int
    bar: int
    first: int
    shown: int
    rows: int
    has_header: bool
    has_axis: bool
    has_labels: bool


class TimelineChart(Widget, can_focus=True, inherit_bindings=False):
    """Articles over time, with a cursor on one of the bins."""

    BINDINGS = bindings("chart")
    DEFAULT_CSS = "TimelineChart { height: 8; width: 1fr; }"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "chart--bar", "chart--cursor", "chart--gap", "chart--axis", "chart--label", "chart--strong",
    }  # fmt: skip

    @dataclass
    class Picked(Message):
        """A bin was chosen by the mouse; `control` knows which."""

        chart: TimelineChart

        @property
        def control(self) -> TimelineChart:
            return self.chart

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the framework's own name
        super().__init__(id=id)
        self.timeline: Timeline | None = None
        self.bins: Bins | None = None
        self.cursor = 0  # the number of a bin
        self.empty = "counting …"
        self._left = 0  # the first bin in view, where not all are
        self._is_chosen = False  # the person has zoomed: the width decides no more

    # ------------------------------------------------------------------ what it shows

    def show(self, timeline: Timeline) -> None:
        """Chart these days, by the finest unit that fits, with the cursor on the fullest bin."""
        self.timeline = timeline
        self.bins = None
        self.empty = "none of these articles has a date" if timeline.undated else "no articles"
        if timeline.days:
            self._gather(unit_that_fits(timeline.days, self._room()))
        self.refresh()

    def say(self, text: str) -> None:
        """Say something where the chart would be."""
        self.timeline, self.bins, self.empty = None, None, text
        self.refresh()

    def _gather(self, unit: Unit) -> None:
        if self.timeline is None:
            return
        before = self.bins
        bins = self.bins = Bins.of(self.timeline.days, unit)
        if before is None:
            self.cursor = bins.peak
        else:  # a coarser bin holds the finer one; of the finer ones that it holds, the fullest is what was meant
            first, last = first_day(self.cursor, before.unit), last_day(self.cursor, before.unit)
            self.cursor = bins.fullest(number_of(first, unit), number_of(last, unit))
        self._left = self.cursor - self._plan().shown // 2  # what is around the cursor stays around it
        self._follow()

    @property
    def unit(self) -> Unit | None:
        """What a bin is; None with nothing to show."""
        return self.bins.unit if self.bins is not None else None

    @property
    def narrowing(self) -> str:
        """The query for the bin under the cursor; empty where it has no articles."""
        bins = self.bins
        return narrowing(self.cursor, bins.unit) if bins is not None and bins.count(self.cursor) else ""

    @property
    def told(self) -> str:
        """The bin under the cursor in words."""
        if self.bins is None:
            return ""
        articles = plural(self.bins.count(self.cursor), "article")
        return f"{name_of(self.cursor, self.bins.unit)}: {articles}"

    # ------------------------------------------------------------------ moving and zooming

    def zoom(self, step: int) -> bool:
        """To finer bins (-1) or coarser ones (1); False where there are none."""
        if self.bins is None:
            return False
        place = UNITS.index(self.bins.unit) + step
        if not 0 <= place < len(UNITS):
            return False
        self._is_chosen = True
        self._gather(UNITS[place])
        self.refresh()
        return True

    def move_to(self, number: int) -> None:
        """Put the cursor on a bin, or the nearest there is."""
        if self.bins is None:
            return
        self.cursor = clamp(number, self.bins.first, self.bins.last)
        self._follow()
        self.refresh()

    def action_bin_right(self) -> None:
        self.move_to(self.cursor + 1)

    def action_bin_left(self) -> None:
        self.move_to(self.cursor - 1)

    def action_bins_right(self) -> None:
        self.move_to(self.cursor + max(1, self._plan().shown - 1))

    def action_bins_left(self) -> None:
        self.move_to(self.cursor - max(1, self._plan().shown - 1))

    def action_first_bin(self) -> None:
        if self.bins is not None:
            self.move_to(self.bins.first)

    def action_last_bin(self) -> None:
        if self.bins is not None:
            self.move_to(self.bins.last)

    def action_next_busy_bin(self) -> None:
        self._step_busy(1)

    def action_previous_busy_bin(self) -> None:
        self._step_busy(-1)

    def _step_busy(self, step: int) -> None:
        there = self.bins.next_busy(self.cursor, step) if self.bins is not None else None
        if there is not None:
            self.move_to(there)

    def on_click(self, event: events.Click) -> None:
        """One click puts the cursor on a bin; a click on the cursor's own chooses it."""
        if self.bins is None:
            return
        event.stop()
        plan = self._plan()
        number = plan.first + (event.x - plan.gutter) // plan.bar
        if event.x < plan.gutter or not plan.first <= number < plan.first + plan.shown:
            return
        was_there = number == self.cursor and self.has_focus
        self.focus()
        self.move_to(number)
        if was_there:
            self.post_message(self.Picked(self))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.move_to(self.cursor - 1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.move_to(self.cursor + 1)

    def on_resize(self) -> None:
        if self.timeline is not None and self.timeline.days and not self._is_chosen:
            unit = unit_that_fits(self.timeline.days, self._room())
            if self.bins is None or self.bins.unit != unit:
                self._gather(unit)
        self._follow()
        self.refresh()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    # ------------------------------------------------------------------ where everything goes

    def _gutter(self) -> int:
        if self.bins is None or self.size.width < _SCALE_FROM:
            return 0
        return len(grouped(self.bins.count(self.bins.peak))) + 1

    def _room(self) -> int:
        """Cells for bars, before it is known how many figures the scale has."""
        return max(1, self.size.width - (5 if self.size.width >= _SCALE_FROM else 0))

    def _plan(self) -> _Plan:
        bins, height = self.bins, self.size.height
        gutter = self._gutter()
        room = max(1, self.size.width - gutter)
        count = len(bins) if bins is not None else 1
        bar = clamp(room // count, 1, _WIDEST_BAR)
        shown = min(count, room // bar)
        has_header, has_axis = height >= _HEADER_FROM, height >= _AXIS_FROM
        has_labels = height >= _LABELS_FROM
        rows = max(1, height - has_header - has_axis - has_labels)
        first = bins.first if bins is not None else 0
        if shown < count and bins is not None:
            first = clamp(self._left, bins.first, bins.last - shown + 1)
        return _Plan(gutter, bar, first, shown, rows, has_header, has_axis, has_labels)

    def _follow(self) -> None:
        """Scroll just as far as needed to have the cursor in view."""
        plan = self._plan()
        self._left = clamp(plan.first, self.cursor - plan.shown + 1, self.cursor)

    # ------------------------------------------------------------------ drawing

    def part(self, name: str) -> Style:
        """The style of a component class, without the background."""
        return foreground_of(self.get_component_rich_style(f"chart--{name}"))

    def render_line(self, y: int) -> Strip:
        width, base = self.size.width, self.rich_style
        if self.bins is None:
            lines = wrapped(self.empty, width - 2)
            middle = y - max(0, (self.size.height - len(lines)) // 2)
            text = cut(lines[middle], width - 2) if 0 <= middle < len(lines) else ""
            return strip_of([(" ", Style.null()), (text, self.part("label"))], width, base)
        plan = self._plan()
        if plan.has_header:
            if y == 0:
                return strip_of(self._header(self.bins, width), width, base)
            y -= 1
        if y < plan.rows:
            return strip_of(self._bars(self.bins, plan, y), width, base)
        if plan.has_axis and y == plan.rows:
            return strip_of(self._axis(self.bins, plan), width, base)
        return strip_of(self._labels(self.bins, plan), width, base)

    def _header(self, bins: Bins, width: int) -> list[Piece]:
        """The unit, the peak, and the bin under the cursor while it is walked; as much of the peak as has room."""
        told = f"{self.told} " if self.has_focus else ""
        unit, most = f"by {bins.unit}", grouped(bins.count(bins.peak))
        undated = self.timeline.undated if self.timeline is not None else 0
        peak = f"{unit} · peak {most} in {name_of(bins.peak, bins.unit)}"
        fuller = [f"{peak} · {grouped(undated)} without a date"] if undated else []
        texts = (*fuller, peak, f"{unit} · peak {most}", unit)
        text = next((text for text in texts if cell_len(text) + cell_len(told) + 2 <= width), "" if told else unit)
        return spread([(text, self.part("label"))], [(told, self.part("strong"))], width)

    def _bars(self, bins: Bins, plan: _Plan, row: int) -> list[Piece]:
        """One line of the bars, the top one first."""
        most = bins.count(bins.peak)
        between = 1 if plan.bar > 2 else 0  # cells; thin bars stand close, as a skyline
        floor = (plan.rows - 1 - row) * _EIGHTHS
        cells: list[str] = []
        names: list[str] = []
        for number in range(plan.first, plan.first + plan.shown):
            count = bins.count(number)
            if not count and not floor:
                cells.append(GAP + " " * (plan.bar - 1))
                names.append("gap")
                continue
            level = -(-count * plan.rows * _EIGHTHS // most) - floor
            cells.append(BLOCKS[clamp(level, 0, _EIGHTHS)] * (plan.bar - between) + " " * between)
            names.append("cursor" if self.has_focus and number == self.cursor else "bar")
        # Bars beside each other are one piece: a strip of hundreds is slow to draw.
        runs = groupby(zip(names, cells, strict=True), key=itemgetter(0))
        pieces = [("".join(cell for _, cell in run), self.part(name)) for name, run in runs]
        return [self._scale(most, plan, row), *pieces]

    def _scale(self, most: int, plan: _Plan, row: int) -> Piece:
        figure = grouped(most) if row == 0 else "0" if row == plan.rows - 1 and plan.rows > 1 else ""
        return (f"{figure:>{plan.gutter - 1}} " if plan.gutter else "", self.part("label"))

    def _axis(self, bins: Bins, plan: _Plan) -> list[Piece]:
        """The base line: a tick at each label, the arrow under the cursor, arrow heads where more lies beyond."""
        line = [AXIS] * (plan.shown * plan.bar)
        for cell, _ in marks(bins.unit, plan.first, plan.shown, plan.bar):
            line[cell] = TICK
        if plan.first > bins.first:
            line[0] = "‹"
        if plan.first + plan.shown - 1 < bins.last:
            line[-1] = "›"
        corner = " " * max(0, plan.gutter - 1) + CORNER if plan.gutter else ""
        axis = self.part("axis")
        if not self.has_focus:
            return [(corner + "".join(line), axis)]
        cell = (self.cursor - plan.first) * plan.bar + max(0, plan.bar - (1 if plan.bar > 2 else 0) - 1) // 2
        before, after = "".join(line[:cell]), "".join(line[cell + 1 :])
        return [(corner + before, axis), (POINTER, self.part("cursor")), (after, axis)]

    def _labels(self, bins: Bins, plan: _Plan) -> list[Piece]:
        line = ""
        for cell, label in marks(bins.unit, plan.first, plan.shown, plan.bar):
            line += " " * (cell - len(line)) + label
        return [(" " * plan.gutter, Style.null()), (line, self.part("label"))]
