"""Moving in any list."""

from __future__ import annotations

from tui.actions.action import Action, movement

ACTIONS: tuple[Action, ...] = (
    movement("cursor-down", "Down", "j down", "list", "Lists"),
    movement("cursor-up", "Up", "k up", "list", "Lists"),
    movement("page-down", "Page down", "pagedown", "list", "Lists"),
    movement("page-up", "Page up", "pageup b", "list", "Lists"),
    movement("half-down", "Half a page down", "d", "list", "Lists"),
    movement("half-up", "Half a page up", "u", "list", "Lists"),
    movement("cursor-first", "To the first", "g home", "list", "Lists"),
    movement("cursor-last", "To the last", "G end", "list", "Lists"),
    movement("results-page-down", "Page down", "space", "results", "Lists"),
)  # fmt: skip
