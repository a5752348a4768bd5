"""A list that draws only the lines in view, so that a million rows cost what fifty cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.actions import bindings
from tui.widgets.lines import Piece, cut, foreground_of, strip_of, wrapped

MARK = "▌"


class VirtualList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of a fixed height with a cursor. A subclass says how many there are and what is on each line of one."""

    BINDINGS = bindings("list")
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "list--mark", "list--title", "list--meta", "list--text", "list--hit", "list--group", "list--cursor",
        "list--note",
    }  # fmt: skip

    cursor: reactive[int] = reactive(0, repaint=False)
    is_stale: reactive[bool] = reactive(False)

    @dataclass
    class Moved(Message):
        """The cursor stands on another row, by the person's hand."""

        list: VirtualList
        index: int

        @property
        def control(self) -> VirtualList:
            return self.list

    @dataclass
    class Chosen(Message):
        """A row was clicked."""

        list: VirtualList
        index: int

        @property
        def control(self) -> VirtualList:
            return self.list

    def __init__(self, *, id: str | None = None, empty: str = "") -> None:  # noqa: A002 - the framework's own name
        super().__init__(id=id)
        self.empty = empty  # what to say when there are no rows; lines are kept
        self.empty_hint = ""

    # ------------------------------------------------------------------ what a subclass gives

    @property
    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    @property
    def row_height(self) -> int:
        """Lines of a row."""
        return 1

    def row_line(self, index: int, line: int, width: int, /) -> list[Piece]:
        """The pieces of one line of a row, right of the cursor's mark; `width` is what there is room for."""
        raise NotImplementedError

    @property
    def shows_cursor(self) -> bool:
        """Whether the row at the cursor is set off as the one that keys are for."""
        return self.has_focus

    def is_selectable(self, index: int) -> bool:
        """Whether the cursor may stand on this row (headings: no)."""
        return 0 <= index < self.count

    # ------------------------------------------------------------------ drawing

    def part(self, name: str) -> Style:
        """The style of a component class, without the background, to be laid over the row's."""
        return foreground_of(self.get_component_rich_style(f"list--{name}"))

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        base = self.rich_style
        if not self.count:
            return self._empty_line(y, width, base)
        index, line = divmod(self.scroll_offset.y + y, self.row_height)
        if index >= self.count:
            return Strip.blank(width, base)
        if self.is_stale:
            base += Style(dim=True)
        has_cursor = index == self.cursor and self.is_selectable(index)
        if has_cursor:
            cursor = self.get_component_rich_style("list--cursor")
            base += cursor.background_style if self.shows_cursor else Style.null()
        mark = (MARK if has_cursor else " ", self.part("mark"))
        return strip_of([mark, (" ", Style.null()), *self.row_line(index, line, width - 3)], width, base)

    def _empty_line(self, y: int, width: int, base: Style) -> Strip:
        lines = wrapped(f"{self.empty}\n\n{self.empty_hint}" if self.empty_hint else self.empty, width - 3)
        top = min(2, max(0, (self.size.height - len(lines)) // 2))
        if not 0 <= y - top < len(lines):
            return Strip.blank(width, base)
        is_headline = y == top
        text = cut(lines[y - top], width - 3)
        return strip_of([("  ", Style.null()), (text, self.part("title" if is_headline else "note"))], width, base)

    def rows_changed(self) -> None:
        """To be called by a subclass whenever `count` or `row_height` may be another."""
        size = Size(self.size.width, self.count * self.row_height)
        if size != self.virtual_size:
            self.virtual_size = size
        self.cursor = min(self.cursor, max(0, self.count - 1))
        self.refresh()

    def on_resize(self) -> None:
        self.rows_changed()
        self.reveal(self.cursor)

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def watch_is_stale(self) -> None:
        self.refresh()

    def watch_cursor(self, before: int, now: int) -> None:
        for index in (before, now):
            self.refresh_lines(index * self.row_height, self.row_height)

    # ------------------------------------------------------------------ moving

    @property
    def visible_rows(self) -> range:
        """The rows of which anything is in view."""
        first = self.scroll_offset.y // self.row_height
        last = (self.scroll_offset.y + max(1, self.size.height) - 1) // self.row_height
        return range(first, min(last + 1, self.count))

    def reveal(self, index: int) -> None:
        """Scroll just as far as needed to have the row in view."""
        if self.count and self.size.height:
            region = Region(0, index * self.row_height, 1, self.row_height)
            self.scroll_to_region(region, animate=False, force=True, x_axis=False)

    def move_to(self, index: int, *, by_hand: bool = True) -> None:
        """Put the cursor on a row (or the nearest one that can take it) and bring it into view."""
        if not self.count:
            return
        step = 1 if index >= self.cursor else -1
        index = max(0, min(index, self.count - 1))
        for candidate in (
            *range(index, self.count if step > 0 else -1, step),
            *range(index, -1 if step > 0 else self.count, -step),
        ):
            if self.is_selectable(candidate):
                self.cursor = candidate
                break
        self.reveal(0 if self.cursor == self._first_selectable() else self.cursor)
        if by_hand:
            self.post_message(self.Moved(self, self.cursor))

    def _first_selectable(self) -> int:
        return next((index for index in range(min(self.count, 3)) if self.is_selectable(index)), 0)

    def _page(self) -> int:
        return max(1, self.size.height // self.row_height - 1)

    def action_cursor_down(self) -> None:
        self.move_to(self.cursor + 1)

    def action_cursor_up(self) -> None:
        self.move_to(self.cursor - 1)

    def action_page_down(self) -> None:
        self.move_to(self.cursor + self._page())

    def action_page_up(self) -> None:
        self.move_to(self.cursor - self._page())

    def action_half_down(self) -> None:
        self.move_to(self.cursor + max(1, self._page() // 2))

    def action_half_up(self) -> None:
        self.move_to(self.cursor - max(1, self._page() // 2))

    def action_cursor_first(self) -> None:
        self.move_to(0)

    def action_cursor_last(self) -> None:
        self.move_to(self.count - 1)

    def on_click(self, event: events.Click) -> None:
        index = (self.scroll_offset.y + event.y - self.gutter.top) // self.row_height
        if self.is_selectable(index):
            event.stop()
            self.cursor = index
            self.post_message(self.Chosen(self, index))
