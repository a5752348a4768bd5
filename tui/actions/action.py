"""What an action is, and the places where keys apply."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from tui.actions.keys import shown_key

Scope = Literal[
    "app",
    "main",
    "query",
    "completion",
    "find",
    "list",
    "results",
    "ways",
    "article",
    "selecting",
    "entities",
    "entity-filter",
    "dossier",
    "kwic",
    "companions",
    "chart",
    "contexts",
    "timeline",
    "facets",
    "facet-list",
    "saved",
    "saved-name",
    "themes",
    "copy",
    "export",
    "help",
]
# Keys that wait for another: the action that begins, and the scope of those that may follow.
PREFIXES: dict[str, Scope] = {
    "copy": "copy",
    "copy-in-dossier": "copy",
}

Group = Literal["Search", "Read", "Mentions", "Get about", "Screen", "Lists", "Program"]

SCOPES: tuple[Scope, ...] = get_args(Scope)
GROUPS: tuple[Group, ...] = get_args(Group)

# Movement in these is the widget's own affair; everything else is done by the screen, or by the app.
_MOVES_ITSELF: frozenset[Scope] = frozenset(
    {"list", "results", "article", "selecting", "kwic", "chart", "facet-list", "help"}
)


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do.

    `keys` are as typed (`]`, `ctrl+p`, `backspace`); none means that it is in the palette only. `scope` says where the
    keys apply. `label` is the short form for the footer. `is_movement` keeps plain cursor movement out of the palette.
    `is_priority` is for keys that move the focus into an input, too: the framework hands each key of a burst (a paste,
    a slow line) to whatever has the focus at that moment; only such an action is done before the next key is handed on.
    """

    id: str
    title: str
    keys: tuple[str, ...]
    scope: Scope
    help: str
    group: Group
    label: str = ""
    is_movement: bool = False
    is_priority: bool = False
    takes_key: bool = False  # the handler is told which of the keys it was

    @property
    def handler(self) -> str:
        """The method that does it is called `action_` + this."""
        return self.id.replace("-", "_")

    @property
    def call(self) -> str:
        """The action as the framework calls it, with the namespace its handler lives in."""
        if self.is_movement and self.scope in _MOVES_ITSELF:
            return self.handler
        return f"app.{self.handler}" if self.scope == "app" else f"screen.{self.handler}"

    def call_for(self, key: str) -> str:
        """The call that one of the keys is bound to."""
        return f"{self.call}('{key}')" if self.takes_key else self.call

    @property
    def shown_keys(self) -> tuple[str, ...]:
        """The keys as a person reads them."""
        return tuple(shown_key(key) for key in self.keys)


def movement(id_: str, title: str, keys: str, scope: Scope, group: Group) -> Action:
    """An action that only moves a cursor; `keys` are separated by blanks."""
    return Action(id_, title, tuple(keys.split()), scope, f"{title}.", group, is_movement=True)
