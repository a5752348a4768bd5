"""The list of saved searches and of queries asked lately, with what is new in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from index.reading import SavedSearch
from tui.actions import bindings
from tui.widgets.lines import Piece, cut, fill, grouped, one_line
from tui.widgets.virtual_list import VirtualList

LONGEST_NAME = 32  # cells


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that says what follows."""

    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A query asked before."""

    query: str


Item = Heading | SavedSearch | Asked


class SavedList(VirtualList):
    """Saved searches first, then the history of queries."""

    BINDINGS = bindings("saved")

    def __init__(self) -> None:
        super().__init__(id="saved-list", empty="No saved searches, and nothing asked yet")
        self.empty_hint = "a keeps the query of the results under a name"
        self.items: tuple[Item, ...] = ()
        self.new: dict[str, int | None] = {}  # by name; None while it is being counted
        self.forgotten: set[str] = set()

    @property
    def count(self) -> int:
        return len(self.items)

    @property
    def selected(self) -> SavedSearch | Asked | None:
        """What the cursor is on."""
        item = self.items[self.cursor] if 0 <= self.cursor < len(self.items) else None
        return None if isinstance(item, Heading) else item

    def is_selectable(self, index: int) -> bool:
        return 0 <= index < len(self.items) and not isinstance(self.items[index], Heading)

    def show(self, saved: Sequence[SavedSearch], queries: Sequence[str], *, on: str = "") -> None:
        """Another list; the cursor goes to the saved search called `on`, or to the first line."""
        items: list[Item] = []
        if saved:
            items += [Heading("Saved searches"), *saved]
        if queries:
            gap = [Heading("")] if saved else []
            items += [*gap, Heading("Asked lately"), *map(Asked, queries)]
        self.items = tuple(items)
        self.rows_changed()
        named = [n for n, item in enumerate(items) if isinstance(item, SavedSearch) and item.name == on]
        self.move_to(named[0] if named else 1, by_hand=False)

    def row_line(self, index: int, _line: int, width: int, /) -> list[Piece]:
        item = self.items[index]
        if isinstance(item, Heading):
            return [(item.text, self.part("group"))]
        if isinstance(item, Asked):
            return [("  " + cut(one_line(item.query), width - 2), self.part("title"))]
        if item.name in self.forgotten:
            told = cut(f"{one_line(item.name)}   forgotten; x brings it back", width - 2)
            return [("  " + told, self.part("note"))]
        new = self.new.get(item.name)
        count = "…" if new is None else f"{grouped(new)} new" if new else ""
        room = width - 14
        name = fill(one_line(item.name), min(LONGEST_NAME, max(8, room // 2)))
        query = cut(one_line(item.query), room - cell_len(name) - 2)
        return [
            ("  " + name, self.part("title")),
            ("  " + fill(query, room - cell_len(name) - 2), self.part("meta")),
            (f"{count:>11}", self.part("hit" if new else "meta")),
        ]
