"""Who and what is in the open article: entities by type, the most central first, values on request."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from rich.cells import cell_len

from index.model import ENTITY_LABELS, VALUE_LABELS, ArticleEntity, OpenArticle
from tui.actions import bindings
from tui.widgets.lines import Piece, cut, fill, grouped, one_line
from tui.widgets.virtual_list import VirtualList

TYPE_NAMES = {
    "PERSON": "People", "ORG": "Organizations", "GPE": "Countries and cities", "LOC": "Places",
    "FAC": "Buildings and sites",
    "NORP": "Peoples and groups", "EVENT": "Events", "WORK_OF_ART": "Works", "PRODUCT": "Products", "LAW": "Laws",
    "LANGUAGE": "Languages", "DATE": "Dates", "TIME": "Times", "MONEY": "Amounts", "PERCENT": "Percentages",
    "QUANTITY": "Quantities", "ORDINAL": "Ordinals", "CARDINAL": "Numbers",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heading:
    """A type and how many entities of it follow."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Value:
    """A date, an amount …: shown, but no entity; `start` is where it first stands in the article."""

    label: str
    text: str
    count: int
    start: int


@dataclass(frozen=True, slots=True)
class Gap:
    """An empty line between two types."""


Item = Heading | ArticleEntity | Value | Gap


def entity_items(opened: OpenArticle, *, with_values: bool) -> list[Item]:
    """Headings, entities and (if wanted) values of an article in the order of the pane."""
    items: list[Item] = []
    known = {label: place for place, label in enumerate(ENTITY_LABELS)}
    for label in sorted({entity.type for entity in opened.entities}, key=lambda label: (known.get(label, 99), label)):
        members = [entity for entity in opened.entities if entity.type == label]
        members.sort(key=lambda entity: (-entity.centrality, -entity.count, entity.name))
        items += [Gap(), Heading(label, len(members)), *members]
    return (items + (_value_items(opened) if with_values else []))[1:]


def _value_items(opened: OpenArticle) -> list[Item]:
    items: list[Item] = []
    for label in VALUE_LABELS:
        mentions = [mention for mention in opened.mentions if mention.entity is None and mention.label == label]
        if not mentions:
            continue
        counts = Counter(mention.text for mention in mentions)
        first = {mention.text: mention.start for mention in reversed(mentions)}
        items += [Gap(), Heading(label, len(counts))]
        items += [Value(label, text, count, first[text]) for text, count in counts.items()]
    return items


class EntityList(VirtualList):
    """Entities of the open article."""

    BINDINGS = bindings("entities")

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the framework's own name
        super().__init__(id=id)
        self.items: list[Item] = []
        self.current: str | None = None

    @property
    def count(self) -> int:
        return len(self.items)

    def is_selectable(self, index: int) -> bool:
        return 0 <= index < len(self.items) and not isinstance(self.items[index], Heading | Gap)

    @property
    def selected(self) -> ArticleEntity | Value | None:
        """What the cursor is on."""
        item = self.items[self.cursor] if 0 <= self.cursor < len(self.items) else None
        return None if isinstance(item, Heading | Gap) else item

    def show(self, items: list[Item]) -> None:
        """Other entities; the cursor stays on the same one if it is still there."""
        before = self.selected
        self.items = items
        self.rows_changed()
        same = before.id if isinstance(before, ArticleEntity) else None
        found = next((i for i, item in enumerate(items) if isinstance(item, ArticleEntity) and item.id == same), None)
        self.move_to(1 if found is None else found, by_hand=False)
        current, self.current = self.current, None
        self.set_current(current)

    def set_current(self, entity: str | None) -> None:
        """Mark the current entity and bring it into view, unless the person is moving about here."""
        if entity == self.current:
            return
        self.current = entity
        if entity and not self.has_focus:
            for index, item in enumerate(self.items):
                if isinstance(item, ArticleEntity) and item.id == entity:
                    self.move_to(index, by_hand=False)
                    break
        self.refresh()

    def row_line(self, index: int, _line: int, width: int, /) -> list[Piece]:
        item = self.items[index]
        meta = self.part("meta")
        if isinstance(item, Gap):
            return []
        if isinstance(item, Heading):
            return [(TYPE_NAMES.get(item.label, item.label), self.part("group")), (f"  {item.count}", meta)]
        if isinstance(item, Value):
            return [
                ("  ", meta),
                (fill(one_line(item.text), width - 8), self.part("text")),
                (f"{grouped(item.count):>5}×", meta),
            ]
        is_current = item.id == self.current
        elsewhere = f"{grouped(item.library_articles):>5} art." if width >= 28 else ""  # room for the column
        count = f"{grouped(item.count):>4}×"
        room = width - 2 - len(count) - len(elsewhere)
        name = cut(one_line(item.name), room)
        return [
            ("◆ " if is_current else "  ", self.part("mark")),
            (name, self.part("hit" if is_current else "title")),
            (fill("", room - cell_len(name)) + count, self.part("title")),
            (elsewhere, meta),
        ]
