"""The names of keys: which there are, how people see them, and which of them a terminal cannot tell a program.

Names are the framework's (`ctrl+p`, `pagedown`), but that a character stands for itself (`]`, not
`right_square_bracket`). Nothing here needs the framework, so that a keymap can be checked without loading it.
"""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Iterator

from index.nearest import nearest

_NAMED = (
    "enter", "escape", "space", "tab", "backspace", "delete", "insert",
    "up", "down", "left", "right", "home", "end", "pageup", "pagedown",
    *(f"f{number}" for number in range(1, 21)),
)  # fmt: skip
_MOVING = ("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "delete", "insert", "tab")

_SHOWN = {
    "enter": "Enter", "escape": "Esc", "space": "Space", "tab": "Tab", "shift+tab": "S-Tab", "backspace": "Bksp",
    "down": "↓", "up": "↑", "left": "←", "right": "→", "pageup": "PgUp", "pagedown": "PgDn",
    "home": "Home", "end": "End", "delete": "Del", "insert": "Ins",
}  # fmt: skip

# What the same byte already means to every terminal, and what tmux waits for before anything else.
_TAKEN = {
    "ctrl+i": "terminals send it as tab",
    "ctrl+m": "terminals send it as enter",
    "ctrl+h": "terminals send it as backspace",
    "ctrl+[": "terminals send it as escape",
    "ctrl+b": "tmux keeps it for itself",
}


def _known() -> Iterator[str]:
    yield from _NAMED
    yield from (f"shift+{name}" for name in _MOVING)
    yield from (f"ctrl+{name}" for name in (*_MOVING, *string.ascii_lowercase) if name != "tab")
    yield from (f"alt+{name}" for name in (*_NAMED, *string.ascii_lowercase, *string.digits))


KNOWN_KEYS: tuple[str, ...] = tuple(key for key in _known() if key not in _TAKEN)
_KNOWN = frozenset(KNOWN_KEYS)
_BY_SIGHT = {shown.lower(): key for key, shown in _SHOWN.items()} | {"esc": "escape", "return": "enter", " ": "space"}


class BadKey(ValueError):
    """A key that a keymap cannot use; `hint` says what could be meant or done."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def is_typed(key: str) -> bool:
    """Whether the key writes a character where there is something to write into."""
    return len(key) == 1 or key == "space"


def shown_key(key: str) -> str:
    """A key as a person reads it: `^p`, `Esc`, `]`."""
    if key in _SHOWN:
        return _SHOWN[key]
    modifier, plus, letter = key.rpartition("+")
    if plus and modifier in {"ctrl", "alt"} and letter:
        return f"{'^' if modifier == 'ctrl' else 'A-'}{_SHOWN.get(letter, letter)}"
    if plus and modifier == "shift":
        return f"S-{_SHOWN.get(letter, letter)}"
    return key.upper() if len(key) > 1 and key[0] == "f" and key[1:].isdigit() else key


def key_named(written: str) -> str:
    """The key that somebody wrote: its name, the character, or as the screen shows it. Raises BadKey."""
    if len(written) == 1 and written.isprintable() and written != " ":
        return written
    key = _BY_SIGHT.get(written.lower(), written.lower())
    if key.startswith("^") and len(key) == 2:
        key = f"ctrl+{key[1]}"
    modifier, plus, last = key.rpartition("+")
    if plus:
        last = _character_called(last) or _BY_SIGHT.get(last, last)
        key = f"{modifier}+{last}"
    elif (character := _character_called(key)) is not None:
        return character
    if key in _TAKEN:
        raise BadKey(f"The key {written} never reaches a program: {_TAKEN[key]}.", "Choose another one.")
    if key in _KNOWN:
        return key
    if modifier == "shift" and len(last) == 1:
        raise BadKey(f"There is no key {written}.", f"With shift a letter is another letter: write {last.upper()}.")
    if modifier in {"ctrl+shift", "shift+ctrl", "super", "hyper", "meta"}:
        raise BadKey(f"The key {written} reaches a program from few terminals.", "Choose another one.")
    near = nearest(key, KNOWN_KEYS)
    hint = f"Did you mean {near[0]}?" if near else "A key is a character, or a name such as enter, pagedown or ctrl+k."
    raise BadKey(f"There is no key called {written}.", hint)


def _character_called(name: str) -> str | None:
    """`question_mark` is `?`: the names that the framework gives to characters."""
    if "_" not in name and name not in {"comma", "colon", "semicolon", "apostrophe", "asterisk", "plus", "minus"}:
        return None
    spelled = {"plus": "plus_sign", "minus": "hyphen-minus", "slash": "solidus"}.get(name, name)
    try:
        return unicodedata.lookup(spelled.replace("_", " "))
    except KeyError:
        return None
