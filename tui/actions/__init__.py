"""The registry of everything a person can do: bindings, footer, help, palette and the README's key table come from it.

An action is declared once, with its keys and where they apply; widgets and screens take their bindings by scope. What
belongs together stands in one module; their order here is the order of the help.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tui.actions import (
    contexts,
    dossier,
    entities,
    filters,
    getting_about,
    help_screen,
    lists,
    mentions,
    outward,
    program,
    reading,
    screen,
    searching,
    selecting,
)
from tui.actions.action import GROUPS, PREFIXES, SCOPES, Action, Group, Scope
from tui.actions.footers import FOOTERS
from tui.actions.places import PLACES, Place, meeting_scopes

if TYPE_CHECKING:  # a keymap is checked, and the registry listed, without loading the interface
    from textual.binding import BindingType

__all__ = [
    "ACTIONS", "FOOTERS", "GROUPS", "PLACES", "PREFIXES", "SCOPES", "Action", "Group", "Place", "Scope", "bindings",
    "by_group", "by_id", "in_force", "in_scope", "key_of", "meeting_scopes", "rebind",
]  # fmt: skip

ACTIONS: tuple[Action, ...] = (
    *searching.ACTIONS,
    *reading.ACTIONS,
    *selecting.ACTIONS,
    *mentions.ACTIONS,
    *entities.ACTIONS,
    *outward.ACTIONS,
    *getting_about.ACTIONS,
    *screen.ACTIONS,
    *lists.ACTIONS,
    *dossier.ACTIONS,
    *contexts.ACTIONS,
    *filters.ACTIONS,
    *help_screen.ACTIONS,
    *program.ACTIONS,
)

# The same with the keys that are in force; one app runs in a process, so one set of keys does.
_IN_FORCE: dict[str, Action] = {action.id: action for action in ACTIONS}


def rebind(keymap: Mapping[str, tuple[str, ...]]) -> None:
    """Have these actions on these keys, wherever keys are shown; all others have those of the registry (again).

    The keymap has been checked (`tui.actions.keymap`). What the keys do is bound by the framework's own keymap.
    """
    for action in ACTIONS:
        keys = keymap.get(action.id, action.keys)
        _IN_FORCE[action.id] = action if keys == action.keys else replace(action, keys=keys)


def in_force() -> tuple[Action, ...]:
    """Every action with the keys in force, in the registry's order."""
    return tuple(_IN_FORCE.values())


def by_id(action_id: str) -> Action:
    """The action of that id, with the keys in force. Raises KeyError."""
    return _IN_FORCE[action_id]


def key_of(action_id: str) -> str:
    """How a hint tells of an action: its first key, or, where it has none, how to find it in the palette."""
    action = _IN_FORCE[action_id]
    if action.keys:
        return action.shown_keys[0]
    palette = _IN_FORCE["command-palette"].shown_keys
    return f"{palette[0]} {action.title}" if palette else action.title


def in_scope(*scopes: Scope) -> tuple[Action, ...]:
    """The actions of these scopes, with the keys in force, in the registry's order."""
    return tuple(action for action in _IN_FORCE.values() if action.scope in scopes)


def bindings(*scopes: Scope, also: Sequence[str] = ()) -> list[BindingType]:
    """What a widget or screen puts into its BINDINGS, on the registry's keys; `also` names single actions by id.

    A binding has its action's id, by which a keymap finds it.
    """
    from textual.binding import Binding

    return [
        Binding(key, action.call_for(key), action.title, show=False, priority=action.is_priority, id=action.id)
        for action in ACTIONS
        if action.scope in scopes or action.id in also
        for key in action.keys
    ]


def by_group(actions: Iterable[Action]) -> dict[Group, list[Action]]:
    """Actions sorted into their groups, groups in their order, empty ones left out."""
    grouped: dict[Group, list[Action]] = {group: [] for group in GROUPS}
    for action in actions:
        grouped[action.group].append(action)
    return {group: members for group, members in grouped.items() if members}
