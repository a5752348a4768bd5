"""The theme made of the terminal's own sixteen colours, and which theme of a family is the dark or the light one."""

from __future__ import annotations

from textual.theme import Theme

from tui.themes import ANSI

_DARK_TO_LIGHT = {
    "textual-dark": "textual-light",
    "atom-one-dark": "atom-one-light",
    "catppuccin-mocha": "catppuccin-latte",
    "rose-pine": "rose-pine-dawn",
    "solarized-dark": "solarized-light",
    "ansi-dark": "ansi-light",
}
_LIGHT_TO_DARK = {light: dark for dark, light in _DARK_TO_LIGHT.items()}


def ansi_theme() -> Theme:
    """Nothing but the terminal's own colours, on its own background: dark or light as the terminal is."""
    return Theme(
        name=ANSI,
        ansi=True,
        primary="ansi_blue",
        secondary="ansi_cyan",
        warning="ansi_yellow",
        error="ansi_red",
        success="ansi_green",
        accent="ansi_magenta",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        variables={
            "ansi-background": "ansi_default",
            "ansi-foreground": "ansi_default",
            "block-cursor-foreground": "ansi_black",
            "block-cursor-background": "ansi_cyan",
            "block-cursor-text-style": "none",
            "border": "ansi_blue",
            "border-blurred": "ansi_default",
            "input-selection-background": "ansi_cyan",
            "input-selection-foreground": "ansi_black",
            "scrollbar-background": "ansi_default",
            "scrollbar-background-hover": "ansi_default",
            "scrollbar-background-active": "ansi_default",
        },
    )


def counterpart(theme: Theme) -> str:
    """The light theme for a dark one, and the other way round: of the same family where it has both."""
    if theme.dark:
        return _DARK_TO_LIGHT.get(theme.name, "textual-light")
    return _LIGHT_TO_DARK.get(theme.name, "textual-dark")
