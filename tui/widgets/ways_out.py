"""What the results pane says when a query found nothing, and queries nearby that find something, ready to be run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import on

from index.answers import DroppedTerm
from tui.actions import bindings
from tui.widgets.lines import Piece, cut, fill, one_line, plural, wrapped
from tui.widgets.virtual_list import VirtualList

_INDENT = "  "


@dataclass(frozen=True, slots=True)
class Said:
    """A line that is only read; `part` is its style."""

    text: str
    part: str = "note"
    count: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A query that may be run instead."""

    query: str
    label: str
    count: str = ""


Row = Said | Way


class WaysOut(VirtualList):
    """Nothing found: for what, and what else to ask."""

    BINDINGS = bindings("ways")

    def __init__(self) -> None:
        super().__init__(id="ways-out")
        self.display = False
        self.rows: list[Row] = []
        self._said: tuple[str, str] = ("", "")
        self._suggestions: Sequence[tuple[str, int]] = ()
        self._dropped: Sequence[DroppedTerm] = ()
        self._has_chosen = False  # the person put the cursor where it is

    @property
    def count(self) -> int:
        return len(self.rows)

    def is_selectable(self, index: int) -> bool:
        return 0 <= index < len(self.rows) and isinstance(self.rows[index], Way)

    @property
    def selected(self) -> Way | None:
        """The query that the cursor is on."""
        row = self.rows[self.cursor] if self.cursor < len(self.rows) else None
        return row if isinstance(row, Way) else None

    def show(
        self, what: str, hint: str, suggestions: Sequence[tuple[str, int]], dropped: Sequence[DroppedTerm]
    ) -> None:
        """`what` was asked for in vain; nearer spellings with their articles, and what is found without each term."""
        if what != self._said[0]:
            self._has_chosen = False
        self._said, self._suggestions, self._dropped = (what, hint), suggestions, dropped
        self._lay_out()

    @on(VirtualList.Moved)
    def _moved(self) -> None:
        self._has_chosen = True

    def on_resize(self) -> None:
        self._lay_out()
        super().on_resize()

    def _lay_out(self) -> None:
        before = self.selected if self._has_chosen else None
        what, hint = self._said
        self.rows = [Said("Nothing found", "title"), *self._wrapped(what)]
        if self._suggestions:
            self.rows += [Said(""), Said("Did you mean", "group")]
            self.rows += [Way(query, query, plural(articles, "article")) for query, articles in self._suggestions]
        if self._dropped:
            self.rows += [Said(""), Said("Leaving something out", "group")]
            self.rows += [_without(dropped) for dropped in self._dropped]
        self.rows += [Said(""), *self._wrapped(hint)]
        self.rows_changed()
        ways = [place for place, row in enumerate(self.rows) if isinstance(row, Way)]
        same = next((place for place in ways if self.rows[place] == before), None)
        self.cursor = same if same is not None else ways[0] if ways else 0
        self.refresh()

    def _wrapped(self, text: str) -> list[Row]:
        return [Said(line) for line in wrapped(text, max(self.size.width, 20) - 3)]

    def row_line(self, index: int, _line: int, width: int, /) -> list[Piece]:
        row = self.rows[index]
        text, part = (row.text, row.part) if isinstance(row, Said) else (row.label, "title")
        indent = _INDENT if row.count else ""
        label = cut(indent + one_line(text), width - cell_len(row.count) - (1 if row.count else 0))
        gap = fill("", width - cell_len(label) - cell_len(row.count))
        return [(label, self.part(part)), (gap + row.count, self.part("meta"))]


def _without(dropped: DroppedTerm) -> Row:
    """A term that may go; one whose going is of no use is only told of."""
    term = f'"{dropped.term}"' if dropped.term.isalnum() else dropped.term
    about = "" if dropped.is_exact else "about "
    count = about + plural(dropped.articles, "article")
    return Way(dropped.query, f"without {term}", count) if dropped.articles else Said(f"without {term}", count=count)
