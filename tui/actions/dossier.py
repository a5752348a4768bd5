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
    movement("kwic-page-down", "Page down", "space", "kwic", "Lists"),
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
)  # fmt: skip
