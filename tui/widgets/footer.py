"""The line of keys at the bottom: the registry's most useful ones for what has the focus, as many as fit, and help."""

from __future__ import annotations

from rich.style import Style
from textual import events

from tui.actions import FOOTERS, Action, by_id
from tui.widgets.bars import Bar
from tui.widgets.lines import Piece


class KeyBar(Bar):
    """Keys and what they do; a click does it."""

    def __init__(self) -> None:
        super().__init__(id="keys")
        self.pane = "results"
        self._clickable: list[tuple[int, int, Action]] = []

    def show(self, pane: str) -> None:
        """The keys of another pane (a name in `actions.FOOTERS`)."""
        if pane in FOOTERS and pane != self.pane:
            self.pane = pane
            self.refresh()

    def pieces(self, width: int) -> list[Piece]:
        key_style, soft = self.part("strong"), self.part("soft")
        help_action = by_id("help")
        help_key, help_label = help_action.shown_keys[0], "help"
        left: list[Piece] = []
        at = 0
        self._clickable = []
        for action in map(by_id, FOOTERS[self.pane]):
            if not action.keys:  # taken away by a keymap
                continue
            key, label = action.shown_keys[0], action.label
            length = len(key) + len(label) + 3
            if at + length > width - len(help_key) - len(help_label) - 3:
                break
            left += [(f" {key}", key_style), (f" {label} ", soft)]
            self._clickable.append((at, at + length, action))
            at += length
        right: list[Piece] = [(help_key, key_style), (f" {help_label} ", soft)]
        start = width - len(help_key) - len(help_label) - 2
        self._clickable.append((start, width, help_action))
        return [*left, (" " * max(0, start - at), Style.null()), *right]

    async def on_click(self, event: events.Click) -> None:
        for start, end, action in self._clickable:
            if start <= event.x < end:
                event.stop()
                is_widgets_own = "." not in action.call  # plain movement is done by the widget that has the focus
                doer = (self.screen.focused if is_widgets_own else None) or self.screen
                await self.app.run_action(action.call, doer)
                return
