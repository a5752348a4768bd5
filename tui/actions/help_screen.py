"""Inside the help."""

from __future__ import annotations

from tui.actions.action import Action, movement

ACTIONS: tuple[Action, ...] = (
    Action("leave-help", "Close", ("escape", "q", "?", "enter"), "help", "Close the help.", "Program", "close"),
    movement("help-down", "Down", "j down", "help", "Lists"),
    movement("help-up", "Up", "k up", "help", "Lists"),
    movement("help-page-down", "Page down", "space pagedown", "help", "Lists"),
    movement("help-page-up", "Page up", "b pageup", "help", "Lists"),
    movement("help-top", "To the beginning", "g home", "help", "Lists"),
    movement("help-bottom", "To the end", "G end", "help", "Lists"),
)  # fmt: skip
