"""The registry of everything a person can do: bindings, footer, help, palette and the README's key table come from it.

An action is declared once, with its keys and where they apply; widgets and screens take their bindings by scope.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from textual.binding import Binding, BindingType

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
    "entities",
    "dossier",
    "kwic",
    "companions",
    "facets",
    "facet-list",
    "help",
]
Group = Literal["Search", "Read", "Mentions", "Get about", "Screen", "Lists", "Program"]

SCOPES: tuple[Scope, ...] = get_args(Scope)
GROUPS: tuple[Group, ...] = get_args(Group)

# Movement in these is the widget's own affair; everything else is done by the screen, or by the app.
_MOVES_ITSELF: frozenset[Scope] = frozenset({"list", "results", "article", "kwic", "facet-list", "help"})

_KEY_NAMES = {
    "enter": "Enter", "escape": "Esc", "space": "Space", "tab": "Tab", "shift+tab": "S-Tab", "backspace": "Bksp",
    "down": "↓", "up": "↑", "left": "←", "right": "→", "pageup": "PgUp", "pagedown": "PgDn",
    "home": "Home", "end": "End",
    "ctrl+q": "^q", "ctrl+p": "^p", "ctrl+c": "^c", "ctrl+u": "^u", "ctrl+n": "^n", "ctrl+g": "^g",
}  # fmt: skip


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

    @property
    def shown_keys(self) -> tuple[str, ...]:
        """The keys as a person reads them."""
        return tuple(_KEY_NAMES.get(key, key) for key in self.keys)


def _movement(id_: str, title: str, keys: str, scope: Scope, group: Group) -> Action:
    return Action(id_, title, tuple(keys.split()), scope, f"{title}.", group, is_movement=True)


ACTIONS: tuple[Action, ...] = (
    # -- search
    Action(
        "search", "Search", ("/",), "main",
        "Go to the query line; results appear while you type.", "Search", "search", is_priority=True,
    ),
    Action(
        "open-selected", "Open the result", ("enter",), "query",
        "Open the selected result (the first, if you chose none) at its first hit.", "Search", "open",
    ),
    Action(
        "complete", "Complete", ("tab",), "query",
        "Complete the name, field or value at the cursor; where several fit, choose from a list.", "Search", "complete",
    ),
    Action(
        "leave-query", "To the results", ("down",), "query",
        "Go down into the list of results.", "Search", "results",
    ),
    Action(
        "choose-candidate", "Choose", ("enter",), "completion", "Write the selected candidate.", "Search", "choose",
    ),
    Action(
        "next-candidate", "Next candidate", ("down", "tab", "ctrl+n"), "completion",
        "Go to the next candidate; typing narrows the list.", "Search", "next",
    ),
    Action(
        "previous-candidate", "Previous candidate", ("up", "shift+tab", "ctrl+p"), "completion",
        "Go to the candidate before.", "Search", "previous",
    ),
    _movement("next-candidates", "Page down", "pagedown", "completion", "Lists"),
    _movement("previous-candidates", "Page up", "pageup", "completion", "Lists"),
    Action(
        "close-completions", "Close the list", ("escape",), "completion",
        "Close the list of candidates, and only the list.", "Search", "close",
    ),
    Action(
        "clear-query", "Clear the query", ("ctrl+u",), "main", "Empty the query line; every article is listed again.",
        "Search"
    ),
    Action(
        "show-new", "Show new articles", (".",), "main",
        "Take in the articles that arrived meanwhile; the list never changes under the cursor by itself.",
        "Search", "new",
    ),
    Action(
        "go-on", "Search on", ("ctrl+g", "+"), "main",
        "Go on with a search that ran out of time, for as long as it takes (Esc stops it).", "Search", "search on",
    ),
    Action(
        "take-way", "Search for that instead", ("enter",), "ways",
        "Where nothing was found: run the query on this line.", "Search", "search for that",
    ),
    Action(
        "filters", "Filters", ("F",), "main",
        "What is in these results: sources, time, types of names, entities, who fills a slot; each narrows the query.",
        "Search", "filters",
    ),
    Action(
        "narrow", "Keep only these", ("enter",), "facet-list",
        "Keep only the articles that have this; on a year, list its months, and once they are listed, keep the year.",
        "Search", "keep only these",
    ),
    Action(
        "exclude", "Leave these out", ("-",), "facet-list", "Leave out the articles that have this.", "Search",
        "leave these out",
    ),
    Action("open-result", "Open", ("enter",), "results", "Open the article at its first hit.", "Search", "open"),
    # -- read
    Action(
        "find", "Find in the article", ("f",), "main", "Find words in the open article.", "Read", "find",
        is_priority=True,
    ),
    Action(
        "next-hit", "Next hit", ("n",), "main",
        "Go to the next hit of find, or of the search that led here.", "Read", "next hit",
    ),
    Action("previous-hit", "Previous hit", ("N",), "main", "Go to the hit before.", "Read"),
    Action(
        "leave-find", "Done typing", ("enter",), "find",
        "Keep the hits and go back to the article.", "Read", "keep",
    ),
    Action("next-find", "Next hit", ("down",), "find", "Go to the next hit while typing.", "Read", "next"),
    Action("previous-find", "Previous hit", ("up",), "find", "Go to the hit before while typing.", "Read", "previous"),
    Action(
        "next-article", "Next result", ("J",), "main",
        "Open the next article of the result list.", "Read", "next article",
    ),
    Action("previous-article", "Previous result", ("K",), "main", "Open the article before.", "Read"),
    _movement("scroll-line-down", "Down", "j down", "article", "Read"),
    _movement("scroll-line-up", "Up", "k up", "article", "Read"),
    _movement("scroll-page-down", "Page down", "space pagedown", "article", "Read"),
    _movement("scroll-page-up", "Page up", "b pageup", "article", "Read"),
    _movement("scroll-half-down", "Half a page down", "d", "article", "Read"),
    _movement("scroll-half-up", "Half a page up", "u", "article", "Read"),
    _movement("scroll-top", "To the beginning", "g home", "article", "Read"),
    _movement("scroll-bottom", "To the end", "G end", "article", "Read"),
    # -- mentions
    Action(
        "next-mention", "Next mention", ("]",), "main",
        "Go to the current entity's next mention, on into the next article that has one.", "Mentions", "next mention",
    ),
    Action(
        "previous-mention", "Previous mention", ("[",), "main",
        "Go to the current entity's mention before, back into the article before.", "Mentions", "previous",
    ),
    Action(
        "next-any-mention", "Next mention of anyone", ("}",), "main", "Go to the next mention of any entity shown.",
        "Mentions"
    ),
    Action(
        "previous-any-mention", "Previous mention of anyone", ("{",), "main",
        "Go to the mention before, of any entity shown.", "Mentions",
    ),
    Action(
        "pick-entity", "Make current", ("*",), "main",
        "Make the entity at the cursor (or nearest to it) the current one.", "Mentions", "make current",
    ),
    Action("clear-entity", "No current entity", (), "main", "Have no entity current any more.", "Mentions"),
    Action(
        "open-mention", "Dossier", ("enter",), "article",
        "Everything about the entity at the cursor (or nearest to it).", "Mentions", "dossier",
    ),
    Action("open-entity", "Dossier", ("enter",), "entities", "Everything about the entity.", "Mentions", "dossier"),
    Action(
        "pick-listed-entity", "Make current", ("space",), "entities",
        "Make the entity the current one, so that ] and [ walk it.", "Mentions", "make current",
    ),
    Action(
        "toggle-values", "Dates and figures", ("v",), "main",
        "List dates, amounts and other values among the entities, or not.", "Mentions", "values",
    ),
    # -- get about
    Action(
        "back", "Back", ("backspace", "H"), "main",
        "Undo the last jump: article, place, entity and query come back.", "Get about", "back",
    ),
    Action("forward", "Forward", ("L",), "main", "Redo the jump that Back undid.", "Get about"),
    Action("focus-results", "Results", ("1",), "main", "Go to the results.", "Get about"),
    Action("focus-article", "Article", ("2",), "main", "Go to the article.", "Get about"),
    Action("focus-entities", "Entities", ("3",), "main", "Go to the entities.", "Get about"),
    Action("next-pane", "Next pane", ("tab",), "main", "Go to the next pane.", "Get about", "pane", is_movement=True),
    Action(
        "previous-pane", "Previous pane", ("shift+tab",), "main",
        "Go to the pane before.", "Get about", is_movement=True,
    ),
    Action(
        "pane-right", "Pane to the right", ("l", "right"), "main",
        "Go to the pane on the right.", "Get about", is_movement=True,
    ),
    Action(
        "pane-left", "Pane to the left", ("h", "left"), "main",
        "Go to the pane on the left.", "Get about", is_movement=True,
    ),
    Action(
        "step-out", "Step out", ("escape",), "main",
        "Leave the input, clear find, clear the entity, go to the results: one step a press. Never quits.",
        "Get about", "leave",
    ),
    # -- screen
    Action(
        "toggle-entities", "Entities pane", ("t",), "main",
        "Show the entities, or put them away.", "Screen", "entities",
    ),
    Action(
        "dock-entities", "Dock entities", ("T",), "main", "Keep the entities beside results and article.", "Screen"
    ),
    Action("zoom", "Zoom", ("z",), "main", "Give the pane the whole screen, or give it back.", "Screen", "zoom"),
    Action("narrower", "Narrower", ("<",), "main", "Make the side pane narrower.", "Screen"),
    Action("wider", "Wider", (">",), "main", "Make the side pane wider.", "Screen"),
    Action("switch-theme", "Dark or light", (), "app", "Change between the dark and the light theme.", "Screen"),
    # -- lists
    _movement("cursor-down", "Down", "j down", "list", "Lists"),
    _movement("cursor-up", "Up", "k up", "list", "Lists"),
    _movement("page-down", "Page down", "pagedown", "list", "Lists"),
    _movement("page-up", "Page up", "pageup b", "list", "Lists"),
    _movement("half-down", "Half a page down", "d", "list", "Lists"),
    _movement("half-up", "Half a page up", "u", "list", "Lists"),
    _movement("cursor-first", "To the first", "g home", "list", "Lists"),
    _movement("cursor-last", "To the last", "G end", "list", "Lists"),
    _movement("results-page-down", "Page down", "space", "results", "Lists"),
    # -- dossier
    Action(
        "open-line", "Read it there", ("enter",), "kwic",
        "Open the article at this mention.", "Mentions", "read it there",
    ),
    Action(
        "open-companion", "Dossier", ("enter",), "companions",
        "Everything about that entity.", "Mentions", "dossier",
    ),
    _movement("kwic-page-down", "Page down", "space", "kwic", "Lists"),
    Action(
        "next-part", "Next list", ("tab",), "dossier",
        "Go to the other list.", "Get about", "other list", is_movement=True,
    ),
    Action(
        "previous-part", "Previous list", ("shift+tab",), "dossier",
        "Go to the list before.", "Get about", is_movement=True,
    ),
    Action(
        "walk-entity", "Make current", ("*",), "dossier",
        "Make this entity the current one and go back to the article.", "Mentions", "make current",
    ),
    Action(
        "leave-dossier", "Back to the article", ("escape", "q"), "dossier",
        "Close the dossier.", "Get about", "close",
    ),
    # -- filters
    Action(
        "walk-facet", "Make current", ("*",), "facets",
        "Make this entity current, so that ] and [ walk it; with no article open, the first that names it opens.",
        "Mentions", "make current",
    ),
    Action(
        "next-facets", "Next list", ("tab", "l", "right"), "facets",
        "Go to the next kind of counts.", "Get about", "next list", is_movement=True,
    ),
    Action(
        "previous-facets", "Previous list", ("shift+tab", "h", "left"), "facets",
        "Go to the kind of counts before.", "Get about", is_movement=True,
    ),
    Action(
        "leave-filters", "Back to the results", ("escape", "q", "F"), "facets",
        "Close the filters; the query stays as it was.", "Get about", "close",
    ),
    _movement("facets-page-down", "Page down", "space", "facet-list", "Lists"),
    # -- help
    Action("leave-help", "Close", ("escape", "q", "?", "enter"), "help", "Close the help.", "Program", "close"),
    _movement("help-down", "Down", "j down", "help", "Lists"),
    _movement("help-up", "Up", "k up", "help", "Lists"),
    _movement("help-page-down", "Page down", "space pagedown", "help", "Lists"),
    _movement("help-page-up", "Page up", "b pageup", "help", "Lists"),
    # -- program
    Action(
        "load-starter", "Load the starter articles", ("i",), "main",
        "Add the articles that come with dateline (while the library is empty).", "Program", "starter articles",
    ),
    Action(
        "command-palette", "Commands", (":", "ctrl+p"), "app",
        "Find any action, article or entity by name.", "Program", "commands",
    ),
    Action("help", "Help", ("?",), "app", "The keys that work here, and all the others.", "Program", "help"),
    Action("leave", "Quit", ("q",), "main", "Quit dateline.", "Program", "quit"),
    Action("quit", "Quit at once", ("ctrl+q",), "app", "Quit from anywhere.", "Program", is_priority=True),
    Action(
        "copy-or-tell", "Copy the selected text", ("ctrl+c",), "app",
        "Copy what the mouse selected; says how to quit if nothing is selected.", "Program",
    ),
)  # fmt: skip

# The most useful keys for what has the focus, best first; what does not fit is left out.
FOOTERS: dict[str, tuple[str, ...]] = {
    "query": ("open-selected", "complete", "leave-query", "step-out"),
    "completion": ("choose-candidate", "next-candidate", "previous-candidate", "close-completions"),
    "find": ("leave-find", "next-find", "previous-find", "step-out"),
    "results": (
        "open-result", "search", "filters", "next-mention", "toggle-entities", "zoom", "back", "command-palette",
        "leave",
    ),
    "ways": ("take-way", "search", "back", "command-palette", "leave"),
    "article": (
        "next-mention", "previous-mention", "open-mention", "search", "find", "next-hit", "next-article", "back",
        "pick-entity", "toggle-entities", "command-palette", "leave",
    ),
    "entities": (
        "open-entity", "pick-listed-entity", "next-mention", "toggle-values", "search", "toggle-entities", "back",
        "leave",
    ),
    "kwic": ("open-line", "walk-entity", "next-part", "leave-dossier"),
    "companions": ("open-companion", "walk-entity", "next-part", "leave-dossier"),
    "facet-list": ("narrow", "exclude", "next-facets", "walk-facet", "leave-filters"),
}  # fmt: skip

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
        Binding(key, action.call, action.title, show=False, priority=action.is_priority, id=action.id)
        for action in in_scope(*scopes)
        for key in action.keys
    ]


def by_group(actions: Iterable[Action]) -> dict[Group, list[Action]]:
    """Actions sorted into their groups, groups in their order, empty ones left out."""
    grouped: dict[Group, list[Action]] = {group: [] for group in GROUPS}
    for action in actions:
        grouped[action.group].append(action)
    return {group: members for group, members in grouped.items() if members}
