"""Mentions in their context (KWIC), one under the other; read in stretches as they come into view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rich.cells import cell_len
from rich.style import Style
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from index.model import Companion, MentionInContext
from index.text import graphemes
from tui.actions import bindings
from tui.widgets.lines import Piece, cut, fill, grouped, one_line
from tui.widgets.virtual_list import VirtualList

PAGE = 100
_PAGES_KEPT = 60
_NEAR = 40  # lines from the end at which more are looked for
_TWO_LINES_FROM = 56  # cells: narrower, a line of context alone is as much as fits
_RIGHT_SHARE = 0.56  # of the line right of where mentions begin: what follows a name says more


class KwicList(VirtualList):
    """Hits or mentions in their context. Lines are asked for as they come into view, and far ones forgotten."""

    BINDINGS = bindings("kwic")

    @dataclass
    class Wanted(Message):
        """A stretch of lines that is in view and not known yet."""

        offset: int

    class NearEnd(Message):
        """The end of a list that may grow has come into view."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the framework's own name
        super().__init__(id=id, empty="Reading …")
        self.total = 0
        self.can_grow = False
        self._pages: dict[int, Sequence[MentionInContext | None]] = {}
        self._asked: set[int] = set()
        self._told_end_at = -1  # the count at which the end was told of

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

    @property
    def selected(self) -> MentionInContext | None:
        """The line under the cursor, if it has been read."""
        return self.mention(self.cursor) if self.count else None

    def entitle(self, title: str, subtitle: str = "") -> None:
        """Write on the border around the list."""
        frame = self.parent
        if isinstance(frame, Widget):
            frame.border_title, frame.border_subtitle = Content(one_line(title)), Content(one_line(subtitle))

    def start_over(self, total: int, empty: str = "No mentions") -> None:
        """Other lines, so many of them, from the first one on."""
        self.total, self.empty, self.empty_hint = total, empty, ""
        self.can_grow = False
        self._pages.clear()
        self._asked.clear()
        self._told_end_at = -1
        self.cursor = 0
        self.rows_changed()
        self.reveal(0)

    def grow(self, total: int) -> None:
        """More lines after those that were there; the cursor stays."""
        last = self.total // PAGE
        self.total = total
        self._asked.discard(last)  # it was not full
        self.rows_changed()

    def add(self, offset: int, lines: Sequence[MentionInContext | None]) -> None:
        """A stretch that was asked for."""
        page = offset // PAGE
        self._pages[page] = lines
        if len(self._pages) > _PAGES_KEPT:
            here = self.cursor // PAGE
            for far in sorted(self._pages, key=lambda known: abs(known - here))[_PAGES_KEPT:]:
                del self._pages[far]
                self._asked.discard(far)
        self.refresh()

    def action_kwic_page_down(self) -> None:
        self.action_page_down()

    def row_line(self, index: int, line: int, width: int) -> list[Piece]:
        if self.can_grow and index >= self.total - _NEAR and self._told_end_at != self.total:
            self._told_end_at = self.total
            self.post_message(self.NearEnd())
        mention = self.mention(index)
        page, place = divmod(index, PAGE)
        known = self._pages.get(page)
        if mention is None and known is not None and place < len(known):
            return [("this article has changed or is gone", self.part("meta"))] if line == 0 else []
        if mention is None:
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


Association = Literal["association", "count"]


class CompanionList(VirtualList):
    """Who and what is met in the same articles: beyond chance, or most often."""

    BINDINGS = bindings("companions")

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the framework's own name
        super().__init__(id=id, empty="Nobody else")
        self.companions: Sequence[Companion] = ()
        self.by: Association = "association"

    @property
    def count(self) -> int:
        return len(self.companions)

    @property
    def selected(self) -> Companion | None:
        """Who the cursor is on."""
        return self.companions[self.cursor] if 0 <= self.cursor < len(self.companions) else None

    def show(self, companions: Sequence[Companion], by: Association) -> None:
        """Other companions, or in another order; the cursor goes to the first."""
        self.companions, self.by = companions, by
        self.empty = "Nobody else" if by == "count" else "Nobody beyond chance"
        self.cursor = 0
        self.rows_changed()
        self.reveal(0)

    def row_line(self, index: int, _line: int, width: int, /) -> list[Piece]:
        companion = self.companions[index]
        count = f"{grouped(companion.articles):>5} art."
        if self.by == "association":
            count = f"{companion.association:>8.1f}" + (f" {grouped(companion.articles):>5}×" if width >= 30 else "")
        label = f"{companion.type:<8}" if width >= 38 else ""  # room for the column
        name = fill(one_line(companion.name), width - len(count) - len(label) - 1)
        return [(name + " ", self.part("title")), (label[:8], self.part("meta")), (count, self.part("meta"))]
