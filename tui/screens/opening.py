"""What is on screen before the library is open: the frame of the main screen, painted before anything else is loaded.

It is drawn by bare widgets, because the real ones take longer to load than this screen may be alone. Keys pressed
meanwhile wait, and are handed to the main screen.
"""

from __future__ import annotations

from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from tui.screens.layout import HORIZONTAL, VERTICAL, Arrangement, Pane

_MOST_KEYS: Final = 256  # kept: more than anybody types while a library opens
_TITLES: Final[dict[Pane, str]] = {"results": "Results", "article": "Article", "entities": "Entities"}


class _Line(Widget):
    """One line with a few words on it."""

    DEFAULT_CSS = "_Line { height: 1; }"

    def __init__(self, text: str = "", *, id: str) -> None:  # noqa: A002 - the framework's name for it
        super().__init__(id=id)
        self._text = Content(text)

    def render(self) -> Content:
        return self._text


class _Pane(Widget):
    """The frame of a pane."""

    def render(self) -> str:
        return ""


class OpeningScreen(Screen[None], inherit_bindings=False):
    """The main screen's frame, empty."""

    HORIZONTAL_BREAKPOINTS = HORIZONTAL
    VERTICAL_BREAKPOINTS = VERTICAL
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    #opening-title { background: $panel; color: $foreground; text-style: bold; }
    #opening-query { background: $surface; color: $text-muted; }
    #opening-keys { background: $panel; }
    #opening-crumbs { display: none; }
    OpeningScreen.-single #opening-crumbs { display: block; }
    OpeningScreen.-short #opening-echo, OpeningScreen.-short #opening-keys { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[events.Key] = []
        self._panes: dict[Pane, _Pane] = {}

    def compose(self) -> ComposeResult:
        yield _Line(" dateline", id="opening-title")
        yield _Line(" / search the library", id="opening-query")
        yield _Line(id="opening-echo")
        yield _Line(id="opening-crumbs")
        with Horizontal(id="panes"):
            for pane, title in _TITLES.items():
                frame = self._panes[pane] = _Pane(id=pane, classes="pane")
                frame.border_title = title
                yield frame
        self._arrange(self.app.size.width)  # now: the first picture comes before word of the size does
        yield _Line(id="opening-status")
        yield _Line(id="opening-keys")

    def on_resize(self, event: events.Resize) -> None:
        self._arrange(event.size.width)

    def _arrange(self, columns: int) -> None:
        arrangement = Arrangement()
        shown = arrangement.shown(columns)
        for name, pane in self._panes.items():
            pane.display = name in shown
            pane.styles.width = shown.get(name) or "1fr"
            pane.set_class(name == arrangement.active, "-active")
        self.set_class(len(shown) == 1, "-single")

    def on_key(self, event: events.Key) -> None:
        """Nothing to do it with yet: it waits."""
        event.stop()
        if len(self.keys) < _MOST_KEYS:
            self.keys.append(event)
