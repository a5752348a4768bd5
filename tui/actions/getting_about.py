"""Back and forth, from pane to pane, and out."""

from __future__ import annotations

from tui.actions.action import Action

ACTIONS: tuple[Action, ...] = (
    Action(
        "back", "Back", ("backspace", "H"), "main",
        "Undo the last jump: article, place, entity and query come back.", "Get about", "back",
    ),
    Action("forward", "Forward", ("L",), "main", "Redo the jump that Back undid.", "Get about"),
    Action(
        "set-mark", "Set a mark", ("m",), "main",
        "Keep this place under a letter: article, line, entity and query.", "Get about", "mark", is_priority=True,
    ),
    Action(
        "go-to-mark", "Go to a mark", ("'",), "main",
        "Go to the place under a letter; ' again goes to where the last jump came from.", "Get about", "go to mark",
        is_priority=True,
    ),
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
        "Leave the input, drop the selection, clear find, comparison, entity, go to the results: one step a press.",
        "Get about", "leave",
    ),
)  # fmt: skip
