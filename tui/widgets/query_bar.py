"""The query line: an input that underlines what it does not understand, and the counts of what was found."""

from __future__ import annotations

from rich.highlighter import Highlighter
from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.strip import Strip
from textual.timer import Timer
from textual.widgets import Static

from index.model import QueryProblem, SearchResult
from tui.actions import bindings
from tui.widgets.bars import Bar
from tui.widgets.legible import made_legible
from tui.widgets.line_input import LineInput
from tui.widgets.lines import Piece, plural

SPINNER_AFTER = 0.2  # seconds: a faster answer needs no excuse
ROOMY = 70  # columns from which all counts are shown
_SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"


class _ProblemHighlighter(Highlighter):
    """Underlines the columns that a problem is about."""

    def __init__(self) -> None:
        self.problems: tuple[QueryProblem, ...] = ()

    def highlight(self, text: Text) -> None:
        for problem in self.problems:
            text.stylize(Style(underline=True, bold=True), problem.start, max(problem.end, problem.start + 1))


class QueryInput(LineInput):
    """Where the query is typed."""

    # The list of candidates has its keys while it is there: of two actions on one key the first that may act does.
    BINDINGS = [*bindings("completion"), *bindings("query")]  # noqa: RUF012 - as the framework declares it

    def __init__(self) -> None:
        self._problems = _ProblemHighlighter()
        super().__init__(
            id="query",
            placeholder="search the library",
            compact=True,
            select_on_focus=False,
            highlighter=self._problems,
        )

    def underline(self, problems: tuple[QueryProblem, ...]) -> None:
        """Mark the places that were understood otherwise than written."""
        if problems != self._problems.problems:
            self._problems.problems = problems
            self.refresh()

    def render_line(self, y: int) -> Strip:
        return made_legible(self, super().render_line(y))


class Counts(Bar):
    """`12 articles · 31 mentions · 4 ms`, or a spinner while a search takes long."""

    def __init__(self) -> None:
        super().__init__(id="counts")
        self.text = ""
        self._parts: list[str] = []
        self._columns = 80
        self._frame = 0
        self._timer: Timer | None = None

    def show(self, result: SearchResult, mentions: int | None) -> None:
        """What was found."""
        self.stop_waiting()
        about = "" if result.total_is_exact else "about "
        self._parts = [about + plural(result.total, "article")]
        if mentions is not None:
            self._parts.append(plural(mentions, "mention"))
        self._parts.append(_milliseconds(result.seconds))
        self.fit(self._columns)

    def fit(self, columns: int) -> None:
        """Say as much as a screen that wide has room for; the query needs most of it."""
        self._columns = columns
        if self._timer is None:
            shown = self._parts if columns >= ROOMY else self._parts[:1]
            self._say(" · ".join(shown))

    def clear(self) -> None:
        """Nothing to count (yet, or after an error)."""
        self.stop_waiting()
        self._parts = []
        self._say("")

    def wait(self) -> None:
        """A search started; spin if it is not there soon."""
        if self._timer is None:
            self._timer = self.set_timer(SPINNER_AFTER, self._spin)

    def stop_waiting(self) -> None:
        """The search ended."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _spin(self) -> None:
        self._frame = (self._frame + 1) % len(_SPINNER)
        self._timer = self.set_timer(0.1, self._spin)
        self._say(f"{_SPINNER[self._frame]} searching")

    def _say(self, text: str) -> None:
        self.text = text
        self.styles.width = len(text) + 2
        self.refresh()

    def pieces(self, _width: int, /) -> list[Piece]:
        return [(f" {self.text} ", self.part("soft"))]


def _milliseconds(seconds: float) -> str:
    milliseconds = seconds * 1000
    return "< 1 ms" if milliseconds < 1 else f"{milliseconds:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"


class QueryBar(Horizontal):
    """The query line as a whole."""

    def compose(self) -> ComposeResult:
        yield Static(" / ", id="query-prompt", markup=False)
        yield QueryInput()
        yield Counts()
