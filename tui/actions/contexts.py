"""Every hit in its context, and the results over time."""

from __future__ import annotations

from tui.actions.action import Action, movement

ACTIONS: tuple[Action, ...] = (
    Action(
        "show-contexts", "Every hit in context", ("W",), "main",
        "List every hit of the query in its context, one under the other; each opens at its place.", "Search",
        "in context",
    ),
    Action(
        "show-timeline", "Results over time", ("D",), "main",
        "Chart the results by day, week, month or year; a bar narrows the query to its dates.", "Search", "over time",
    ),
    Action(
        "leave-contexts", "Back to the results", ("escape", "q", "W"), "contexts",
        "Close the list of hits.", "Get about", "close",
    ),
    Action(
        "sort-lines", "Another order", ("s",), "kwic",
        "Put the lines into the next order: by date, by the words before, by the words after.", "Mentions", "order",
    ),
    Action(
        "leave-timeline", "Back to the results", ("escape", "q", "D"), "timeline",
        "Close the chart; the query stays as it was.", "Get about", "close",
    ),
    Action(
        "pick-bin", "Keep only these", ("enter",), "chart",
        "Narrow the query to the dates of the bar under the cursor.", "Search", "keep only these",
    ),
    Action(
        "finer-bins", "Finer", ("+", "="), "chart", "Zoom in: years, months, weeks, days.", "Search", "finer",
    ),
    Action("coarser-bins", "Coarser", ("-",), "chart", "Zoom out: days, weeks, months, years.", "Search", "coarser"),
    movement("bin-right", "Next bar", "l right", "chart", "Lists"),
    movement("bin-left", "Bar before", "h left", "chart", "Lists"),
    movement("next-busy-bin", "Next bar that is not empty", "]", "chart", "Lists"),
    movement("previous-busy-bin", "Bar before that is not empty", "[", "chart", "Lists"),
    movement("bins-right", "A screenful to the right", "pagedown space", "chart", "Lists"),
    movement("bins-left", "A screenful to the left", "pageup b", "chart", "Lists"),
    movement("first-bin", "To the first bar", "g home", "chart", "Lists"),
    movement("last-bin", "To the last bar", "G end", "chart", "Lists"),
)  # fmt: skip
