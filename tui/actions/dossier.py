"""One entity on a screen of its own."""

from __future__ import annotations

from tui.actions.action import Action, movement

ACTIONS: tuple[Action, ...] = (
    Action(
        "open-line", "Read it there", ("enter",), "kwic",
        "Open the article at this mention.", "Mentions", "read it there",
    ),
    Action(
        "open-companion", "Dossier", ("enter",), "companions",
        "Everything about that entity.", "Mentions", "dossier",
    ),
    Action(
        "sort-companions", "Association or count", ("s",), "companions",
        "List who is met together beyond chance (log-likelihood G²), or who is met most often.", "Mentions", "order",
    ),
    Action(
        "add-entity", "Add to the query", ("a",), "dossier",
        "Search for this entity within the query; on a companion, for the pair.", "Search", "add to query",
    ),
    movement("kwic-page-down", "Page down", "space", "kwic", "Lists"),
    Action(
        "next-part", "Next part", ("tab",), "dossier",
        "Go to the next part: mentions, companions, chart.", "Get about", "next part", is_movement=True,
    ),
    Action(
        "previous-part", "Previous part", ("shift+tab",), "dossier",
        "Go to the part before.", "Get about", is_movement=True,
    ),
    Action(
        "walk-entity", "Make current", ("*",), "dossier",
        "Make this entity the current one and go back to the article.", "Mentions", "make current",
    ),
    Action(
        "leave-dossier", "Back to the article", ("escape", "q"), "dossier",
        "Close the dossier.", "Get about", "close",
    ),
)  # fmt: skip
