"""Mentions in their context (KWIC), one under the other; read in stretches as they come into view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.style import Style
from textual.message import Message

from index.model import Companion, MentionInContext
from index.text import graphemes
from tui.actions import bindings
from tui.widgets.lines import Piece, cut, fill, grouped, one_line
from tui.widgets.virtual_list import VirtualList

PAGE = 100
_TWO_LINES_FROM = 56  # cells: narrower, a line of context alone is as much as fits
_RIGHT_SHARE = 0.56  # of the line right of where mentions begin: what follows a name says more


class KwicList(VirtualList):
    """Every mention of an entity, by date."""

    BINDINGS = bindings("kwic")

    @dataclass
    class Wanted(Message):
        """A stretch of mentions that is in view and not known yet."""

        offset: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the framework's own name
        super().__init__(id=id, empty="Reading …")
        self.total = 0
        self._pages: dict[int, Sequence[MentionInContext]] = {}
        self._asked: set[int] = set()

    @property
    def count(self) -> int:
        return self.total

    @property
    def row_height(self) -> int:
        return 2 if self.size.width >= _TWO_LINES_FROM else 1

    def mention(self, index: int) -> MentionInContext | None:
        """The mention on a row, if it has been read."""
        page = self._pages.get(index // PAGE)
        return page[index % PAGE] if page is not None and index % PAGE < len(page) else None

    def set_total(self, total: int) -> None:
        """How many there are; their text is asked for as they come into view."""
        self.total = total
        self.empty = "No mentions"
        self.rows_changed()

    def add(self, offset: int, mentions: Sequence[MentionInContext]) -> None:
        """A stretch that was asked for."""
        self._pages[offset // PAGE] = mentions
        self.refresh()

    def action_kwic_page_down(self) -> None:
        self.action_page_down()

    def row_line(self, index: int, line: int, width: int) -> list[Piece]:
        mention = self.mention(index)
        if mention is None:
            page = index // PAGE
            if page not in self._asked:
                self._asked.add(page)
                self.post_message(self.Wanted(page * PAGE))
            return [("…", self.part("meta"))] if line == 0 else []
        if line == 1:
            day = mention.date.isoformat() if mention.date else "no date"
            about = " · ".join(part for part in (day, one_line(mention.title), one_line(mention.source)) if part)
            return [("  ", Style.null()), (cut(about, width - 2), self.part("meta"))]
        return self._line_of_context(mention, width)

    def _line_of_context(self, mention: MentionInContext, width: int) -> list[Piece]:
        text = one_line(mention.text)
        start, end = mention.hit
        left, hit, right = text[:start], text[start:end], text[end:]
        room = width - int(width * _RIGHT_SHARE)
        left = _last_cells(left, room)
        hit = cut(hit, width - room)
        plain = self.part("title")
        pad = " " * (room - cell_len(left))
        return [(pad + left, plain), (hit, self.part("hit")), (cut(right, width - room - cell_len(hit)), plain)]


def _last_cells(text: str, width: int) -> str:
    """The end of a text that fits into `width` cells."""
    if cell_len(text) <= width:
        return text
    room, kept = width - 1, len(text)
    for start, _, cells in reversed(graphemes(text)):
        if cells > room:
            break
        room -= cells
        kept = start
    return "…" + text[kept:]


class CompanionList(VirtualList):
    """Who and what is met in the same articles."""

    BINDINGS = bindings("companions")

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the framework's own name
        super().__init__(id=id, empty="Nobody else")
        self.companions: Sequence[Companion] = ()

    @property
    def count(self) -> int:
        return len(self.companions)

    @property
    def selected(self) -> Companion | None:
        """Who the cursor is on."""
        return self.companions[self.cursor] if 0 <= self.cursor < len(self.companions) else None

    def show(self, companions: Sequence[Companion]) -> None:
        """Other companions."""
        self.companions = companions
        self.rows_changed()

    def row_line(self, index: int, _line: int, width: int, /) -> list[Piece]:
        companion = self.companions[index]
        count = f"{grouped(companion.articles):>5} art."
        label = f"{companion.type:<8}" if width >= 34 else ""  # room for the column
        name = fill(one_line(companion.name), width - len(count) - len(label) - 1)
        return [(name + " ", self.part("title")), (label[:8], self.part("meta")), (count, self.part("meta"))]
