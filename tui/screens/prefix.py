"""After a key that waits for another one: a strip that says which keys may follow, and takes the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.strip import Strip

from tui.actions import PREFIXES, by_id, in_scope
from tui.actions.keys import shown_key
from tui.widgets.bars import Bar
from tui.widgets.lines import Piece, cut, fill, one_line, strip_of

MOST_ROWS = 8
_MARGIN = 1  # cells left and right of the strip
_GAP = 3  # cells between two columns
_LEAST_LABEL = 6  # cells: less of a label says nothing


@dataclass(frozen=True, slots=True)
class Choice:
    """A key that may follow (as it is shown), what it does, and the other keys that do the same."""

    key: str
    label: str
    also: tuple[str, ...] = ()


def choices_after(action_id: str) -> tuple[Choice, ...]:
    """What may follow the key of a registered prefix, with the keys in force."""
    followers = (action for action in in_scope(PREFIXES[action_id]) if action.keys)
    return tuple(Choice(action.shown_keys[0], action.title, action.shown_keys[1:]) for action in followers)


class PrefixStrip(Bar):
    """The keys that may follow, one below the other in as many columns as fit; a click takes one."""

    def __init__(self, title: str, choices: Sequence[Choice], note: str = "", key: str = "") -> None:
        super().__init__(id="prefix-strip")
        self.title, self.choices, self.note, self.key = title, choices, note, key

    @property
    def _key_width(self) -> int:
        return max((cell_len(one_line(choice.key)) for choice in self.choices), default=0)

    def columns(self, width: int) -> int:
        """How many choices stand side by side in `width` cells: as many as fit, more where rows run out."""
        room = max(1, width - 2 * _MARGIN)
        widest = self._key_width + 2 + max((cell_len(one_line(choice.label)) for choice in self.choices), default=0)
        fitting = max(1, (room + _GAP) // (widest + _GAP))
        needed = -(-len(self.choices) // MOST_ROWS)
        most = max(1, (room + _GAP) // (self._key_width + 2 + _LEAST_LABEL + _GAP))
        return max(1, min(max(fitting, needed), most, len(self.choices)))

    def rows(self, width: int) -> int:
        """Lines needed, the title's among them."""
        return 1 + -(-len(self.choices) // self.columns(width))

    def on_resize(self, event: events.Resize) -> None:
        self.styles.height = self.rows(event.size.width)

    def render_line(self, y: int) -> Strip:
        return strip_of(self._line(y, self.size.width), self.size.width, self.rich_style)

    def _column_width(self, width: int) -> int:
        """Cells from one column to the next: no wider than needed, so that the eye need not travel."""
        columns = self.columns(width)
        room = max(1, width - 2 * _MARGIN)
        widest = self._key_width + 2 + max((cell_len(one_line(choice.label)) for choice in self.choices), default=0)
        return max(1, min(widest + _GAP, (room + _GAP) // columns))

    def _line(self, y: int, width: int) -> list[Piece]:
        if y == 0:
            return self._title_line(width)
        step = self._column_width(width)
        pieces: list[Piece] = [(" " * _MARGIN, self.part("soft"))]
        for choice in self._row(y, width):
            room = max(0, step - _GAP)
            key = fill(one_line(choice.key), min(self._key_width, room))
            pieces.append((key, self.part("accent")))
            pieces.append((fill(f"  {one_line(choice.label)}", room - cell_len(key)), Style.null()))
            pieces.append((" " * (step - room), self.part("soft")))
        return pieces

    def _title_line(self, width: int) -> list[Piece]:
        room = max(0, width - 2 * _MARGIN)
        pieces: list[Piece] = [(" " * _MARGIN, self.part("soft"))]
        parts = [(f"{one_line(self.key)}  " if self.key else "", "accent"), (one_line(self.title), "strong")]
        parts.append((f"   {one_line(self.note)}" if self.note else "", "soft"))
        for text, style in parts:
            shown = cut(text, room)
            if style == "soft" and shown != text:
                break  # half a note is none
            pieces.append((shown, self.part(style)))
            room -= cell_len(shown)
        return pieces

    def _row(self, y: int, width: int) -> Iterator[Choice]:
        """The choices on a line: they run down the columns, as in a directory listing."""
        lines = self.rows(width) - 1
        yield from self.choices[y - 1 :: lines] if 0 < y <= lines else ()

    def choice_at(self, x: int, y: int) -> Choice | None:
        """What stands at a cell."""
        column = (x - _MARGIN) // self._column_width(self.size.width)
        there = list(self._row(y, self.size.width))
        return there[column] if x >= _MARGIN and column < len(there) else None


class PrefixScreen(ModalScreen[str | None], inherit_bindings=False):
    """Waits for one key. Ends with it (as it is shown), or with None for any that may not follow.

    `takes_any` lets any character be the answer, as for the name of a mark.
    """

    def __init__(
        self, title: str, choices: Sequence[Choice], *, note: str = "", takes_any: bool = False, key: str = ""
    ) -> None:
        super().__init__()
        self.strip_title, self.choices, self.note, self.takes_any = title, choices, note, takes_any
        self.prefix_key = key
        self._is_answered = False
        # Of a burst of keys the one that answers must be taken before the next is handed on to whatever comes then.
        for choice in choices:
            for follower in (choice.key, *choice.also):
                if len(follower) == 1 and follower.isalnum():
                    self._bindings.bind(follower, f"screen.answer({follower!r})", show=False, priority=True)

    @classmethod
    def of(cls, action_id: str) -> PrefixScreen:
        """For a prefix of the registry."""
        action = by_id(action_id)
        key = action.shown_keys[0] if action.keys else ""
        return cls(action.title, choices_after(action_id), note="Esc: none of them", key=key)

    def compose(self) -> ComposeResult:
        yield PrefixStrip(self.strip_title, self.choices, self.note, self.prefix_key)

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        if self._is_answered:  # it was meant for what comes next
            self.app.post_message(events.Key(event.key, event.character))
            return
        known = {key for choice in self.choices for key in (choice.key, *choice.also)}
        for key in (event.character, shown_key(event.key)):
            if key is not None and (key in known or (self.takes_any and len(key) == 1 and key.isprintable())):
                self.action_answer(key)
                return
        self.action_answer(None)

    def action_answer(self, key: str | None) -> None:
        """End with a key, once."""
        if not self._is_answered:
            self._is_answered = True
            self.dismiss(key)

    def on_click(self, event: events.Click) -> None:
        strip = self.query_one(PrefixStrip)
        at = event.screen_offset - strip.region.offset
        choice = strip.choice_at(at.x, at.y) if strip.region.contains_point(event.screen_offset) else None
        self.action_answer(choice.key if choice else None)


def follow(action_id: str, key: str | None) -> str | None:
    """The call of the action that a key stands for after a prefix."""
    return next((action.call for action in in_scope(PREFIXES[action_id]) if key in action.shown_keys), None)
