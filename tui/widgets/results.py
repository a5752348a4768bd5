"""The list of articles that a search found: it knows every id and asks for the details of those in view only."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len
from rich.style import Style
from textual.message import Message

from index.model import ResultRow, Snippet
from tui.actions import bindings
from tui.widgets.lines import Piece, cut, marked, one_line, spread
from tui.widgets.virtual_list import VirtualList

PAGE = 50  # rows asked for at a time
UNREAD, STAR = "•", "★"
PENDING = "◌"  # the names of this article have not been found yet
_DAY_WIDTH = 10  # cells
KEPT_ROWS = 4000  # details kept; the rest is asked for again


class ResultList(VirtualList):
    """Results in one, two or three lines each, by the width of the screen."""

    BINDINGS = bindings("results")

    @dataclass
    class RowsWanted(Message):
        """Articles in view whose details are not known yet."""

        ids: tuple[int, ...]
        with_snippets: bool

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the framework's own name
        super().__init__(id=id)
        self.ids: Sequence[int] = ()
        self.lines = 2
        self.is_by_date = False  # the day stands where it begins, and not again until the next
        self.open_id: int | None = None  # the article in the reading view
        self.mentions: Mapping[int, int] = {}  # how often each article names the current entity
        self._rows: OrderedDict[int, ResultRow] = OrderedDict()
        self._snippets: dict[int, Snippet] = {}
        self._asked: set[tuple[int, bool]] = set()
        self._is_asking = False

    @property
    def count(self) -> int:
        return len(self.ids)

    @property
    def row_height(self) -> int:
        return self.lines

    @property
    def selected_id(self) -> int | None:
        """The article under the cursor."""
        return self.ids[self.cursor] if 0 <= self.cursor < len(self.ids) else None

    # ------------------------------------------------------------------ data down

    def show(
        self,
        ids: Sequence[int],
        rows: Sequence[ResultRow],
        *,
        cursor: int,
        keeps_snippets: bool,
        is_by_date: bool = False,
    ) -> None:
        """Another list. `rows` are details known already; snippets are dropped unless they are of the same query."""
        self.ids, self.is_by_date = ids, is_by_date
        self._asked.clear()
        if not keeps_snippets:
            self._snippets.clear()
        self.add_rows(rows, {})
        self.rows_changed()
        self.cursor = cursor
        if cursor:
            self.reveal(cursor)
        else:
            self.scroll_to(y=0, animate=False)

    def add_rows(self, rows: Sequence[ResultRow], snippets: dict[int, Snippet]) -> None:
        """Details of rows that were asked for."""
        for row in rows:
            self._rows[row.id] = row
            self._rows.move_to_end(row.id)
        while len(self._rows) > KEPT_ROWS:
            self._rows.popitem(last=False)
        self._snippets.update(snippets)
        self.refresh()

    def answered(self, ids: Sequence[int]) -> None:
        """These were asked for and answered (or will never be): they may be asked for again."""
        self._asked.difference_update([(id_, flag) for id_ in ids for flag in (True, False)])

    def forget_rows(self) -> None:
        """The library changed: ask again for what is in view."""
        self._rows.clear()
        self._asked.clear()
        self.refresh()

    def title_of(self, article_id: int) -> str:
        """An article's title if its row is known."""
        row = self._rows.get(article_id)
        return row.title if row else ""

    def row_of(self, article_id: int) -> ResultRow | None:
        """What is known of an article."""
        return self._rows.get(article_id)

    def set_state(self, article_id: int, *, is_read: bool | None = None, is_starred: bool | None = None) -> None:
        """The reader read or starred an article, or the opposite; None leaves it as it is."""
        row = self._rows.get(article_id)
        if row is not None:
            if is_read is not None:
                row = replace(row, is_read=is_read)
            if is_starred is not None:
                row = replace(row, is_starred=is_starred)
            self._rows[article_id] = row
            self.refresh()

    def set_mentions(self, mentions: Mapping[int, int]) -> None:
        """How often each article names the current entity."""
        if mentions is not self.mentions:
            self.mentions = mentions
            self.refresh()

    def set_lines(self, lines: int) -> None:
        """Lines of a row: 1, 2 or 3; the row at the cursor stays in view."""
        if lines != self.lines:
            self.lines = lines
            self.rows_changed()
            self.call_after_refresh(self.reveal, self.cursor)

    def set_open(self, article_id: int | None) -> None:
        """Mark the article that is in the reading view."""
        self.open_id = article_id
        self.refresh()

    # ------------------------------------------------------------------ drawing

    def row_line(self, index: int, line: int, width: int) -> list[Piece]:
        article_id = self.ids[index]
        row = self._rows.get(article_id)
        has_snippets = self.lines > 2  # the third line
        if row is None or (has_snippets and article_id not in self._snippets):
            self._want()
        if row is None:
            return [("…", self.part("meta"))] if line == 0 else []
        if line == 0:
            return self._title_line(index, row, width)
        if line == 1:
            return self._meta_line(index, row, width)
        snippet = self._snippets.get(article_id)
        if snippet is None:
            return []
        plain = self.part("text")
        return [("  ", plain), *marked(one_line(snippet.text), snippet.hits, width - 2, plain, self.part("hit"))]

    def _title_line(self, index: int, row: ResultRow, width: int) -> list[Piece]:
        marker = "▸ " if row.id == self.open_id else "  " if row.is_read else f"{UNREAD} "
        right: list[Piece] = []
        if times := self.mentions.get(row.id, 0):
            right += [(" ", self.part("meta")), (f"{times}×", self.part("hit"))]
        if row.is_starred:
            right.append((f" {STAR}", self.part("mark")))
        if self.lines == 1 and width >= 40:  # room for both
            day, style = self._day(index, row)
            right.append((f"  {day:<{_DAY_WIDTH}}", style))
        title = cut(one_line(row.title), width - sum(cell_len(text) for text, _ in right) - len(marker) - 2)
        is_strong = not row.is_read or row.id == self.selected_id
        style = self.part("title" if is_strong else "text") + Style(bold=is_strong)
        return spread([(marker, self.part("mark")), (title, style)], right, width)

    def _meta_line(self, index: int, row: ResultRow, width: int) -> list[Piece]:
        meta = self.part("meta")
        day, style = self._day(index, row)
        source = cut(one_line(row.source), width - cell_len(day) - 7)
        left: list[Piece] = [("  ", meta), (day, style)]
        if source:  # less than a few cells says nothing
            left += [(" · " if day else "", meta), (source, meta)]
        return spread(left, [("" if row.is_annotated else PENDING, meta)], width)

    def _day(self, index: int, row: ResultRow) -> tuple[str, Style]:
        """The day as it stands on a row; by date, only the first of a day has it, set off as a heading."""
        day = row.date.isoformat() if row.date else "no date"
        if not self.is_by_date:
            return day, self.part("meta")
        before = self._rows.get(self.ids[index - 1]) if index else None
        if before is not None and before.date == row.date:
            return "", self.part("meta")
        return day, self.part("group")

    def action_results_page_down(self) -> None:
        self.action_page_down()

    # ------------------------------------------------------------------ asking

    def _want(self) -> None:
        """Ask, after this painting, for everything in view that is missing: one request, not one a line."""
        if not self._is_asking:
            self._is_asking = True
            self.call_after_refresh(self._ask)

    def _ask(self) -> None:
        self._is_asking = False
        visible = self.visible_rows
        if not visible:
            return
        first = max(0, visible.start - PAGE // 4)
        with_snippets = self.lines > 2  # the third line
        wanted = []
        for article_id in self.ids[first : max(first + PAGE, visible.stop)]:
            is_known = article_id in self._rows and (not with_snippets or article_id in self._snippets)
            if not is_known and (article_id, with_snippets) not in self._asked:
                wanted.append(article_id)
        if wanted:
            self._asked.update((article_id, with_snippets) for article_id in wanted)
            self.post_message(self.RowsWanted(tuple(wanted), with_snippets))
