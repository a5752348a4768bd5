"""What is in the results, counted."""

from __future__ import annotations

from tui.actions.action import Action, movement

ACTIONS: tuple[Action, ...] = (
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
    movement("facets-page-down", "Page down", "space", "facet-list", "Lists"),
)  # fmt: skip
