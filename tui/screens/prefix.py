"""After a key that waits for another one: a strip that says which keys may follow, and takes the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.strip import Strip

from tui.actions import PREFIXES, by_id, in_scope
from tui.widgets.bars import Bar
from tui.widgets.lines import Piece, cut, fill, one_line, strip_of

MOST_ROWS = 8
_GAP = 3  # cells between two columns


@dataclass(frozen=True, slots=True)
class Choice:
    """A key that may follow, and what it does."""

    key: str
    label: str


def choices_after(action_id: str) -> tuple[Choice, ...]:
    """What may follow the key of a registered prefix."""
    return tuple(Choice(action.shown_keys[0], action.title) for action in in_scope(PREFIXES[action_id]))


class PrefixStrip(Bar):
    """The keys that may follow, in as many columns as fit; a click takes one."""

    def __init__(self, title: str, choices: Sequence[Choice], note: str = "") -> None:
        super().__init__(id="prefix-strip")
        self.title, self.choices, self.note = one_line(title), choices, note

    def columns(self, width: int) -> int:
        """How many choices stand side by side in `width` cells."""
        widest = max((cell_len(one_line(choice.label)) for choice in self.choices), default=0)
        widest += max((cell_len(choice.key) for choice in self.choices), default=0) + 2
        return max(1, width // (min(widest, width) + _GAP))

    def rows(self, width: int) -> int:
        """Lines needed, the title's among them."""
        return 1 + min(MOST_ROWS, -(-len(self.choices) // self.columns(width)))

    def on_resize(self, event: events.Resize) -> None:
        self.styles.height = self.rows(event.size.width)

    def render_line(self, y: int) -> Strip:
        return strip_of(self._line(y, self.size.width), self.size.width, self.rich_style)

    def _line(self, y: int, width: int) -> list[Piece]:
        if y == 0:
            note = f"   {one_line(self.note)}" if self.note else ""
            return [
                (f" {self.title}", self.part("strong")),
                (cut(note, width - len(self.title) - 8), self.part("soft")),
            ]
        columns = self.columns(width)
        room = width // columns
        keys = max((cell_len(choice.key) for choice in self.choices), default=0)
        found: list[Piece] = []
        for choice in self.choices[(y - 1) * columns : y * columns]:
            label = cut(one_line(choice.label), room - keys - 3)
            found.append((f" {fill(choice.key, keys)} ", self.part("accent")))
            found.append((fill(label, room - keys - 2), self.part("soft")))
        return found

    def choice_at(self, x: int, y: int) -> Choice | None:
        """What stands at a cell."""
        columns = self.columns(self.size.width)
        index = (y - 1) * columns + min(columns - 1, x // max(1, self.size.width // columns))
        return self.choices[index] if y > 0 and 0 <= index < len(self.choices) else None


class PrefixScreen(ModalScreen[str | None], inherit_bindings=False):
    """Waits for one key. Ends with it (as it is shown), or with None for any that may not follow.

    `takes_any` lets any character be the answer, as for the name of a mark.
    """

    def __init__(self, title: str, choices: Sequence[Choice], *, note: str = "", takes_any: bool = False) -> None:
        super().__init__()
        self.strip_title, self.choices, self.note, self.takes_any = title, choices, note, takes_any

    @classmethod
    def of(cls, action_id: str) -> PrefixScreen:
        """For a prefix of the registry."""
        return cls(by_id(action_id).title, choices_after(action_id), note="Esc: none of them")

    def compose(self) -> ComposeResult:
        yield PrefixStrip(self.strip_title, self.choices, self.note)

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        known = {choice.key for choice in self.choices}
        for key in (event.character, event.key):
            if key is not None and (key in known or (self.takes_any and len(key) == 1 and key.isprintable())):
                self.dismiss(key)
                return
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        strip = self.query_one(PrefixStrip)
        choice = strip.choice_at(event.x, event.y) if event.widget is strip else None
        self.dismiss(choice.key if choice else None)


def follow(action_id: str, key: str | None) -> str | None:
    """The call of the action that a key stands for after a prefix."""
    return next((action.call for action in in_scope(PREFIXES[action_id]) if key in action.shown_keys), None)
