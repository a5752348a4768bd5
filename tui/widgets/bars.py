"""The one-line bars around the panes: title, echo, breadcrumb, status; each draws itself to the width it is given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from index.events import Progress
from index.model import LibraryStatus, QueryProblem, SearchResult
from tui.chips import FIRST_KEY, Part
from tui.chips import MOST as MOST_CHIPS
from tui.render.palette import palette
from tui.widgets.lines import Piece, cut, foreground_of, grouped, one_line, plural, spread, strip_of

_PHASES = {"reading": "reading", "annotating": "finding names", "resolving": "matching names", "indexing": "indexing"}


_UNFINISHED = re.compile(r"\w…(?!\d)")  # in an echo; between digits it stands for a range of days
LEAST_ECHO = 20  # cells kept for the echo beside a note
LEAST_NOTICE = 24  # cells: a notice cut shorter than that takes the place of the mention


def duration(seconds: float) -> str:
    """Seconds in words short enough for a status line: `43 s`, `12 min`, `2 h 05`."""
    whole = round(seconds)
    if whole < 100:  # up to here seconds say more than minutes
        return f"{whole} s"
    minutes = round(whole / 60)
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60:02}"  # same for hours


def pace(rate: float) -> str:
    """Items a second, or a minute where that is less than one: `410/s`, `24/min`."""
    return f"{rate:.0f}/s" if rate >= 1 else f"{60 * rate:.0f}/min"


def progress_text(progress: Progress) -> str:
    """`finding names 12 480/30 000 · 410/s · ETA 43 s`."""
    phase = _PHASES.get(progress.phase, progress.phase)
    done = grouped(progress.done) + (f"/{grouped(progress.total)}" if progress.total is not None else "")
    rate = f" · {pace(progress.rate)}" if 60 * progress.rate >= 1 else ""
    eta = f" · ETA {duration(progress.eta)}" if progress.eta is not None and progress.eta >= 1 else ""
    return f"{phase} {done}{rate}{eta}"


class Bar(Widget):
    """A line of pieces, redrawn when told what to say."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--strong", "bar--soft", "bar--accent", "bar--warning"}
    DEFAULT_CSS = "Bar { height: 1; }"

    def part(self, name: str) -> Style:
        """The style of a component class, without the background."""
        return foreground_of(self.get_component_rich_style(f"bar--{name}"))

    def pieces(self, width: int, /) -> list[Piece]:
        """What to draw in `width` cells."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        pieces = self.pieces(self.size.width) if y == 0 else []
        return strip_of(pieces, self.size.width, self.rich_style)


class TitleBar(Bar):
    """Which library this is and how far it has come."""

    def __init__(self, library_name: str) -> None:
        super().__init__(id="title")
        self.library_name = library_name
        self.status: LibraryStatus | None = None

    def show(self, status: LibraryStatus) -> None:
        """The library's counts as they are now."""
        self.status = status
        self.refresh()

    def pieces(self, width: int) -> list[Piece]:
        strong, soft = self.part("strong"), self.part("soft")
        left: list[Piece] = [(" dateline", strong), ("   ", soft)]
        if width >= 60:  # on a very narrow screen the name says enough
            left.append(("library: ", soft))
        left.append((cut(one_line(self.library_name), max(8, width // 3)), self.part("accent")))
        if self.status is None:
            return left
        status = self.status
        facts = [plural(status.articles, "article")]
        if status.articles:
            facts.append(f"entities {100 * status.annotated // status.articles} %")
        if status.first_date and status.last_date and width >= 100:  # room for it
            first, last = status.first_date.year, status.last_date.year
            facts.append(f"{first}" if first == last else f"{first}–{last}")
        return spread(left, [(" · ".join(facts) + " ", soft)], width)


class EchoBar(Bar):
    """What really ran, or what is odd about the query and in which column."""

    def __init__(self) -> None:
        super().__init__(id="echo")
        self.echo = ""
        self.failure = ""
        self.problems: tuple[QueryProblem, ...] = ()
        self.note = ""  # what the reader should know of the answer, and may do about it
        self.note_action = ""  # which a click does
        self.order = ""
        self.parts: tuple[Part, ...] = ()
        self._chips: list[tuple[int, int, int]] = []  # where each filter stands: first cell, end, number

    @property
    def filters(self) -> tuple[Part, ...]:
        """The conditions that can be taken out by a key each."""
        return tuple(part for part in self.parts if part.is_filter)

    def show(
        self,
        result: SearchResult,
        problems: tuple[QueryProblem, ...],
        note: str = "",
        note_action: str = "",
        parts: tuple[Part, ...] = (),
    ) -> None:
        """The echo of a search that ran; `parts` are the conditions it joins."""
        self.note_action, self.parts = note_action, parts
        self.echo, self.problems, self.failure, self.note = result.echo, problems, "", note
        self.order = {"relevance": "by relevance", "newest": "newest first", "oldest": "oldest first"}[result.sort]
        if _UNFINISHED.search(result.echo):
            self.order = f"… is any ending · {self.order}"
        self.refresh()

    async def on_click(self, event: events.Click) -> None:
        """The mouse can do what the note, or a filter, names a key for."""
        for start, end, number in self._chips:
            if start <= event.x < end:
                await self.app.run_action(f"screen.drop_filter('{number + FIRST_KEY}')")
                return
        if self.note_action:
            await self.app.run_action(self.note_action)

    def warn(self, problems: tuple[QueryProblem, ...]) -> None:
        """What is odd about the query as it stands, before it runs."""
        self.problems = problems
        self.refresh()

    def fail(self, failure: str) -> None:
        """The search could not run."""
        self.failure = failure
        self.refresh()

    def pieces(self, width: int) -> list[Piece]:
        soft = self.part("soft")
        self._chips = []
        if self.failure:
            return [(cut(f"   ! {one_line(self.failure)}", width - 1), self.part("warning"))]
        if self.problems:
            first = self.problems[0]
            more = f"   (+{len(self.problems) - 1} more)" if len(self.problems) > 1 else ""
            text = f"   ! column {first.start + 1}: {one_line(first.message)}{more}"
            return [(cut(text, width - 1), self.part("warning"))]
        echo = f"   {one_line(self.echo) or 'all articles'}"
        note = cut(one_line(self.note), width - LEAST_ECHO - 3)
        room = width - (cell_len(note) + 3 if note else 1)
        order = f"{' · ' if note else ''}{self.order}"
        if room - cell_len(order) - 2 < min(cell_len(echo), LEAST_ECHO if not note else cell_len(echo)):
            order = ""  # what was found matters more than its order
        room -= cell_len(order) + 2
        left = self._with_chips(room) if self.filters else [(cut(echo, room), soft)]
        return spread(left, [(note, self.part("accent")), (order + " ", soft)], width)

    def _with_chips(self, room: int) -> list[Piece]:
        """The conditions one after the other, each filter in brackets with the key that takes it out."""
        soft, key_style = self.part("soft"), self.part("accent")
        pieces: list[Piece] = [("   ", soft)]
        at, number = 3, 0
        for place, part in enumerate(self.parts):
            joint = " AND " if place else ""
            key = str(FIRST_KEY + number) if part.is_filter and number < MOST_CHIPS else ""
            told = one_line(part.text)
            shown = f"[{key} {told}]" if key else told
            if at + cell_len(joint + shown) > room:
                pieces.append((cut(joint + shown, room - at), soft))
                break
            pieces.append((joint, soft))
            at += cell_len(joint)
            if key:
                pieces += [("[", soft), (key, key_style), (f" {told}]", soft)]
                self._chips.append((at, at + cell_len(shown), number))
                number += 1
            else:
                pieces.append((told, soft))
            at += cell_len(shown)
        return pieces


class Breadcrumb(Bar):
    """On a narrow screen, where one pane is shown at a time: which, and what the others are."""

    def __init__(self) -> None:
        super().__init__(id="breadcrumb")
        self.active = "results"
        self._ends: list[tuple[int, str]] = []  # where each name stops, and its pane

    def show(self, active: str) -> None:
        """`active` is the id of the pane on screen."""
        self.active = active
        self.refresh()

    async def on_click(self, event: events.Click) -> None:
        """A click goes to that pane."""
        pane = next((name for end, name in self._ends if event.x < end), None)
        if pane is not None:
            await self.app.run_action(f"screen.focus_{pane}")

    def pieces(self, _width: int, /) -> list[Piece]:
        out: list[Piece] = [(" ", Style.null())]
        self._ends = []
        at = 1
        for number, name in enumerate(("Results", "Article", "Entities"), 1):
            if number > 1:
                out.append((" › ", self.part("soft")))
                at += 3
            is_active = name.lower() == self.active
            at += len(name) + 4
            self._ends.append((at, name.lower()))
            out.append(
                (
                    f"[{number} {name}]" if is_active else f" {number} {name} ",
                    self.part("strong" if is_active else "soft"),
                )
            )
        return out


class StatusLine(Bar):
    """Where the reader is, left; what the background job does and how far down, right. A notice takes the left."""

    NOTICE_SECONDS = 5.0

    def __init__(self) -> None:
        super().__init__(id="status")
        self.mention = ""
        self.hits = ""
        self.compared: Sequence[tuple[int, str]] = ()
        self.percent: int | None = None
        self.job = ""
        self.work = ""
        self.notice = ""
        self._notices = 0

    def update_reading(
        self, *, mention: str, hits: str, percent: int | None, compared: Sequence[tuple[int, str]] = ()
    ) -> None:
        """Which mention, which hit, how far down; empty for none.

        `compared` is what is said of those who are compared, each with the number whose colour it has (0 for none).
        """
        if (mention, hits, percent, compared) != (self.mention, self.hits, self.percent, self.compared):
            self.mention, self.hits, self.percent, self.compared = mention, hits, percent, compared
            self.refresh()

    def update_job(self, text: str) -> None:
        """What the job does; empty when there is none."""
        self.job = text
        self.refresh()

    def update_work(self, text: str) -> None:
        """What else is being done in the background (a file is written, say); empty when nothing is."""
        self.work = text
        self.refresh()

    def tell(self, notice: str) -> None:
        """Say something for a few seconds."""
        self.notice = notice
        self._notices += 1
        number = self._notices
        self.set_timer(self.NOTICE_SECONDS, lambda: self._forget(number))
        self.refresh()

    def hush(self) -> None:
        """The notice has been overtaken."""
        self._forget(self._notices)

    def _forget(self, number: int) -> None:
        if number == self._notices:
            self.notice = ""
            self.refresh()

    def _colour_of(self, number: int) -> Style:
        if not number:
            return self.part("soft")
        _, _, background, foreground = self.colors
        return palette(background, foreground, has_colours=not self.app.no_color).number_ink(number)

    def pieces(self, width: int) -> list[Piece]:
        job = self.work or self.job  # what was asked for last is what one watches
        percent = f"{self.percent} %" if self.percent is not None else ""
        room = width - 2 - sum(cell_len(part) + 3 for part in (job, percent) if part)
        if job and room < 24:  # the place matters more than the ETA
            job = cut(job, max(12, width // 3))
            room = width - 2 - sum(cell_len(part) + 3 for part in (job, percent) if part)
        left: list[Piece] = [(" ", Style.null())]
        says = [(one_line(self.mention), self.part("strong"))] if self.mention else []
        if self.notice:
            says.append((one_line(self.notice), self.part("accent")))
        else:
            says += [(one_line(text), self._colour_of(number)) for number, text in self.compared]
            says += [(self.hits, self.part("soft"))] if self.hits else []
        if len(says) == 2 and room - cell_len(says[0][0]) < min(LEAST_NOTICE, cell_len(says[1][0])) + 3:
            says = [says[1] if self.notice else says[0]]
        for number, (text, style) in enumerate(says):
            gap = "   " if number else ""
            shown = gap + cut(text, room - len(gap))
            left.append((shown, style))
            room -= cell_len(shown)
        right: list[Piece] = []
        if job:
            right += [(job, self.part("accent")), ("   ", Style.null())]
        right.append((percent + " ", self.part("soft")))
        return spread(left, right, width)
