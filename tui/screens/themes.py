"""Choosing the colours: a list beside the page, which shows each theme as soon as the cursor stands on it."""

from __future__ import annotations

from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from tui.actions import bindings, key_of
from tui.themes import ANSI, THEMES
from tui.widgets.lines import Piece, fill
from tui.widgets.virtual_list import VirtualList

_NOTES = {ANSI: "the terminal's", "ansi-dark": "the terminal's", "ansi-light": "the terminal's"}
_SWATCHES, _SWATCH = 4, 2  # how many of its colours a theme shows, and how wide each


class ThemeList(VirtualList):
    """Every theme with its main colours."""

    def __init__(self) -> None:
        super().__init__(id="theme-list")
        self.names = [name for name in THEMES if name in self.app.available_themes]

    @property
    def count(self) -> int:
        return len(self.names)

    def row_line(self, index: int, line: int, width: int, /) -> list[Piece]:
        del line  # one line each
        name = self.names[index]
        theme = self.app.available_themes[name]
        note = _NOTES.get(name, "dark" if theme.dark else "light")
        pieces: list[Piece] = [
            (fill(name, width - len(note) - _SWATCHES * _SWATCH - 2), self.part("title")),
            (f"{note} ", self.part("meta")),
        ]
        if not self.app.no_color and not theme.ansi:  # those colours are the terminal's to show
            system = theme.to_color_system()
            colours = (system.primary, system.secondary, system.accent, system.warning)
            pieces += [(" " * _SWATCH, Style(bgcolor=(colour or system.primary).rich_color)) for colour in colours]
        return pieces

    def select(self, name: str) -> None:
        """Put the cursor on a theme."""
        if name in self.names:
            self.move_to(self.names.index(name), by_hand=False)


class ThemeScreen(ModalScreen[str | None], inherit_bindings=False):
    """The list of themes. Ends with the name of the one to keep, or None to have the one before again."""

    BINDINGS = bindings("themes", also=("help",))
    PLACE = "themes"

    def __init__(self) -> None:
        super().__init__()
        self.before = self.app.theme

    def compose(self) -> ComposeResult:
        with Vertical(id="themes") as frame:
            frame.border_title = Content("Themes")
            frame.border_subtitle = Content(f"{key_of('keep-theme')} keeps · {key_of('leave-themes')} as before")
            yield ThemeList()

    def on_mount(self) -> None:
        themes = self.query_one(ThemeList)
        themes.styles.height = themes.count
        themes.focus()
        self.call_after_refresh(themes.select, self.app.theme)

    @on(VirtualList.Moved, "#theme-list")
    def _show(self, message: VirtualList.Moved) -> None:
        self.app.theme = self.query_one(ThemeList).names[message.index]

    @on(VirtualList.Chosen, "#theme-list")
    def _chosen(self, message: VirtualList.Chosen) -> None:
        """A click shows a theme; one on the theme that is shown keeps it."""
        name = self.query_one(ThemeList).names[message.index]
        if name == self.app.theme:
            self.action_keep_theme()
        else:
            self.app.theme = name

    def action_keep_theme(self) -> None:
        themes = self.query_one(ThemeList)
        self.dismiss(themes.names[themes.cursor])

    def action_leave_themes(self) -> None:
        self.app.theme = self.before
        self.dismiss(None)
