"""A person's own keys: every mistake in them named with what would be right, and what is right made ready for use.

A keymap names keys by action id. It is checked as a whole, because two actions may not meet on one key, and because
quitting and the help must stay within reach whatever else it says. Nothing here needs the interface to be loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.nearest import nearest
from tui.actions import ACTIONS, PLACES, Action, Scope, meeting_scopes
from tui.actions.keys import BadKey, is_typed, key_named, shown_key

Keymap = Mapping[str, tuple[str, ...]]

_ALWAYS_REACHED = ("quit", "help")
_NO_KEY = "no-key"  # no terminal sends it; the framework takes an empty list of keys for none given
# Scopes whose actions share a widget, and may share a key there (the list of completions takes the query line's).
_SHARING: tuple[Scope, ...] = ("query", "completion")


@dataclass(frozen=True, slots=True)
class KeymapProblem:
    """What is wrong with one entry of a keymap, and what to do."""

    action_id: str
    message: str
    hint: str


def checked(wanted: Mapping[str, Sequence[str]]) -> tuple[Keymap, tuple[KeymapProblem, ...]]:
    """The entries that make sense, with keys by their proper names, and every problem of the whole."""
    by_id = {action.id: action for action in ACTIONS}
    keymap: dict[str, tuple[str, ...]] = {}
    problems: list[KeymapProblem] = []
    for action_id, written in wanted.items():
        action = by_id.get(action_id)
        if action is None:
            problems.append(_unknown(action_id, by_id))
            continue
        keys: list[str] = []
        for one in written:
            try:
                key = key_named(one)
            except BadKey as error:
                problems.append(KeymapProblem(action_id, str(error), error.hint))
                continue
            problem = _out_of_place(action, key)
            if problem is not None:
                problems.append(problem)
            elif key not in keys:
                keys.append(key)
        if action.takes_key and tuple(keys) != action.keys:
            message = f"The keys of {action.id} stand for numbers and stay as they are."
            problems.append(KeymapProblem(action.id, message, "Take this line out."))
        elif (keys or not written) and tuple(keys) != action.keys:
            keymap[action_id] = tuple(keys)
    problems += _out_of_reach(keymap)
    problems += _conflicts(keymap)
    return keymap, tuple(problems)


def for_the_framework(keymap: Keymap) -> dict[str, str]:
    """What `App.set_keymap` takes.

    The framework drops all that is on a key when one action leaves it, so those that may share a key with a rebound
    one are named as well, with the keys they have.
    """
    named = dict(keymap)
    if any(action.id in keymap for action in ACTIONS if action.scope in _SHARING):
        named |= {a.id: a.keys for a in ACTIONS if a.scope in _SHARING and a.id not in keymap}
    return {action_id: ",".join(map(_framework_name, keys)) or _NO_KEY for action_id, keys in named.items()}


def _framework_name(key: str) -> str:
    return "comma" if key == "," else key  # commas separate its keys


def _unknown(action_id: str, known: Iterable[str]) -> KeymapProblem:
    near = nearest(action_id.replace("_", "-").lower(), known)
    hint = f"Did you mean {near[0]}?" if near else "dateline config --show lists them all."
    return KeymapProblem(action_id, f"There is no action called {action_id}.", hint)


def _out_of_place(action: Action, key: str) -> KeymapProblem | None:
    """A key that the action could not use where it applies."""
    if is_typed(key):
        for place in PLACES.values():
            if place.is_typed_in and action.scope in place.own:
                message = f"{shown_key(key)} cannot be a key of {action.id}: there it is written into the line."
                return KeymapProblem(action.id, message, "Choose one such as ctrl+k, or an arrow.")
    if action.is_priority and not any(map(is_typed, action.keys)) and not _is_for_commands(key):
        message = f"{shown_key(key)} cannot be a key of {action.id}, which works while you write as well."
        return KeymapProblem(action.id, message, "Choose one with ctrl, or a function key.")
    return None


def _is_for_commands(key: str) -> bool:
    return key.startswith(("ctrl+", "alt+")) or (key[0] == "f" and key[1:].isdigit())


def _out_of_reach(keymap: Keymap) -> Iterator[KeymapProblem]:
    for action_id in _ALWAYS_REACHED:
        if action_id in keymap and not keymap[action_id]:
            yield KeymapProblem(action_id, f"{action_id} must keep a key.", "Name one, or take this line out.")


def _conflicts(keymap: Keymap) -> Iterator[KeymapProblem]:
    """Keys that mean two things at one place, as problems of the entries that made it so."""
    clashes: dict[tuple[str, str], dict[str, Action]] = {}  # an entry and a key of it: the others on that key
    for scopes in meeting_scopes():
        holders: dict[str, list[Action]] = {}
        for action in ACTIONS:
            if action.scope in scopes:
                for key in keymap.get(action.id, action.keys):
                    holders.setdefault(key, []).append(action)
        for key, actions in holders.items():
            mine = next((action for action in actions if action.id in keymap), None)
            for other in actions:
                if mine is not None and other is not mine:
                    clashes.setdefault((mine.id, key), {})[other.id] = other
    titles = {action.id: action.title for action in ACTIONS}
    for (action_id, key), others in clashes.items():
        named = ", ".join(f"{other.id} ({other.title})" for other in others.values())
        yield KeymapProblem(
            action_id,
            f"{shown_key(key)} is a key of {action_id} ({titles[action_id]}), and at the same place of {named}.",
            f"Choose another key, or move the other: {next(iter(others))} = …",
        )
