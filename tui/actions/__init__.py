"""The registry of everything a person can do: bindings, footer, help, palette and the README's key table come from it.

An action is declared once, with its keys and where they apply; widgets and screens take their bindings by scope. What
belongs together stands in one module; their order here is the order of the help.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding, BindingType

from tui.actions import (
    dossier,
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
)
from tui.actions.action import GROUPS, PREFIXES, SCOPES, Action, Group, Scope
from tui.actions.footers import FOOTERS

__all__ = [
    "ACTIONS", "FOOTERS", "GROUPS", "PREFIXES", "SCOPES", "Action", "Group", "Scope", "bindings", "by_group", "by_id",
    "in_scope",
]  # fmt: skip

ACTIONS: tuple[Action, ...] = (
    *searching.ACTIONS,
    *reading.ACTIONS,
    *mentions.ACTIONS,
    *outward.ACTIONS,
    *getting_about.ACTIONS,
    *screen.ACTIONS,
    *lists.ACTIONS,
    *dossier.ACTIONS,
    *filters.ACTIONS,
    *help_screen.ACTIONS,
    *program.ACTIONS,
)

_BY_ID = {action.id: action for action in ACTIONS}


def by_id(action_id: str) -> Action:
    """The action of that id. Raises KeyError."""
    return _BY_ID[action_id]


def in_scope(*scopes: Scope) -> tuple[Action, ...]:
    """The actions of these scopes, in the registry's order."""
    return tuple(action for action in ACTIONS if action.scope in scopes)


def bindings(*scopes: Scope) -> list[BindingType]:
    """What a widget or screen puts into its BINDINGS; a binding has its action's id, so that a keymap can rebind it."""
    return [
        Binding(key, action.call_for(key), action.title, show=False, priority=action.is_priority, id=action.id)
        for action in in_scope(*scopes)
        for key in action.keys
    ]


def by_group(actions: Iterable[Action]) -> dict[Group, list[Action]]:
    """Actions sorted into their groups, groups in their order, empty ones left out."""
    grouped: dict[Group, list[Action]] = {group: [] for group in GROUPS}
    for action in actions:
        grouped[action.group].append(action)
    return {group: members for group, members in grouped.items() if members}
