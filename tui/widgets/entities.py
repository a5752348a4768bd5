"""Who and what is in the open article: the list, and the line that narrows it."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Static

from index.model import ArticleEntity, Span
from index.text import fold
from tui.actions import bindings
from tui.render.highlight import kind_of, number_sign, type_letter
from tui.render.palette import Palette, compared_style, palette
from tui.widgets.entity_rows import Gap, Heading, Item, Value, type_name
from tui.widgets.line_input import LineInput
from tui.widgets.lines import Piece, cut, fill, grouped, marked, one_line
from tui.widgets.virtual_list import VirtualList

__all__ = ["EntityFilter", "EntityFilterInput", "EntityList", "Value"]

_LEAST_NAME, _SHORTEST_NAME = 17, 12  # cells kept for a name where it stands beside the library's count


class EntityList(VirtualList):
    """Entities of the open article."""

    BINDINGS = bindings("entities")

    class CompareClicked(Message):
        """A row was clicked with ctrl held down; the cursor is on it already."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the framework's own name
        super().__init__(id=id)
        self.items: list[Item] = []
        self.current: str | None = None
        self.numbers: Mapping[str, int] = {}
        self.words = ""
        self._widest = (1, 1)  # figures of the counts here, and in the library
        self.has_letters = False  # where no headings say the types

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

    def show(self, items: list[Item], *, words: str = "", has_letters: bool = False) -> None:
        """Other entities; the cursor stays on the same one if it is still there. `words` are marked in the names."""
        before = self.selected
        self.items, self.words, self.has_letters = items, words, has_letters
        entities = [item for item in items if isinstance(item, ArticleEntity)]
        self._widest = (
            max((len(grouped(entity.count)) for entity in entities), default=1),
            max((len(grouped(entity.library_articles)) for entity in entities), default=1),
        )
        self.rows_changed()
        same = before.id if isinstance(before, ArticleEntity) else None
        found = next((i for i, item in enumerate(items) if isinstance(item, ArticleEntity) and item.id == same), None)
        self.move_to(0 if found is None else found, by_hand=False)
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

    def set_numbers(self, numbers: Mapping[str, int]) -> None:
        """Mark who is compared, as the article does."""
        if numbers != self.numbers:
            self.numbers = dict(numbers)
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """As in any list; with ctrl the row is to be compared."""
        index = self.scroll_offset.y + event.y - self.gutter.top
        if event.ctrl and self.is_selectable(index):
            event.stop()
            event.prevent_default()
            self.cursor = index
            self.post_message(self.CompareClicked())

    @property
    def _palette(self) -> Palette:
        _, _, background, foreground = self.colors
        return palette(background, foreground, has_colours=not self.app.no_color)

    def _colour_of(self, label: str) -> Style:
        """The colour that mentions of a type have in the article."""
        return Style(color=self._palette.style(kind_of(label)).color)

    def row_line(self, index: int, _line: int, width: int, /) -> list[Piece]:
        item = self.items[index]
        meta = self.part("meta")
        if isinstance(item, Gap):
            return []
        if isinstance(item, Heading):
            colour = self._colour_of(item.label)
            sign = f" {type_letter(item.label)}".rstrip()
            return [
                (one_line(type_name(item.label)), self.part("group") + colour),
                (f"  {item.count}", meta),
                (sign, colour),
            ]
        if isinstance(item, Value):
            return [
                ("  ", meta),
                (fill(one_line(item.text), width - 8), self.part("text")),
                (f"{grouped(item.count):>5}×", meta),
            ]
        return self._entity_line(item, width, is_at_cursor=index == self.cursor and self.shows_cursor)

    def _counts(self, item: ArticleEntity, width: int) -> tuple[str, str]:
        """How often it is named here and in how many articles, as long as a name has room beside it."""
        here, there = self._widest
        count, articles = f" {grouped(item.count):>{here}}×", f"  {grouped(item.library_articles):>{there}}"
        spare = width - len(count) - len(articles)
        if spare - len(" art.") >= _LEAST_NAME:
            return count, f"{articles} art."
        return count, articles if spare >= _SHORTEST_NAME else ""

    def _entity_line(self, item: ArticleEntity, width: int, *, is_at_cursor: bool) -> list[Piece]:
        meta, is_current, number = self.part("meta"), item.id == self.current, self.numbers.get(item.id, 0)
        sign = number_sign(number) if number else type_letter(item.type) if self.has_letters else ""
        count, elsewhere = self._counts(item, width - 2 - cell_len(sign))
        room = width - 2 - len(count) - len(elsewhere) - cell_len(sign)
        name = cut(one_line(item.name), room)
        plain = self.part("hit" if is_current else "title")
        sign_style = plain if is_at_cursor else self._colour_of(item.type)  # the colour is for the list's own ground
        if number:
            _, _, background, foreground = self.colors
            plain = sign_style = compared_style(number, background, foreground, has_colours=not self.app.no_color)
        return [
            ("◆ " if is_current else "  ", self.part("mark")),
            *marked(name, _places(self.words, name), room, plain, plain + Style(bold=True, underline=True)),
            (sign, sign_style),
            (fill("", room - cell_len(name)) + count, self.part("title")),
            (elsewhere, meta),
        ]


def _places(words: str, name: str) -> list[Span]:
    """Where the typed words stand in a name, if folding keeps its length."""
    folded = fold(name)
    if not words.strip() or len(folded) != len(name):
        return []
    found = ((folded.find(word), len(word)) for word in fold(words).split())
    return sorted(Span(start, start + length) for start, length in found if start >= 0)


class EntityFilterInput(LineInput):
    """Where the words are typed that a name must have."""

    BINDINGS = bindings("entity-filter")

    def __init__(self) -> None:
        super().__init__(id="entity-words", placeholder="part of a name", compact=True)


class EntityFilter(Horizontal):
    """The line that narrows the list; shown while it does."""

    def compose(self) -> ComposeResult:
        yield Static(" only ", id="entity-filter-prompt", markup=False)
        yield EntityFilterInput()
        yield Static("", id="entity-filter-count", markup=False)

    @property
    def words(self) -> EntityFilterInput:
        return self.query_one(EntityFilterInput)

    def count(self, number: int) -> None:
        """How many are left."""
        text = f" {grouped(number)} " if number else " none "
        self.query_one("#entity-filter-count", Static).update(text if self.words.value.strip() else "")
