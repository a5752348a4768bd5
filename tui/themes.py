"""The themes there are, by name, so that a setting can be checked without loading the interface.

All are Textual's own but `ansi`, which takes every colour from the terminal (`tui.ansi`). A test holds the list whole.
"""

from __future__ import annotations

ANSI = "ansi"

THEMES: tuple[str, ...] = (
    "textual-dark", "textual-light",
    "atom-one-dark", "atom-one-light",
    "catppuccin-frappe", "catppuccin-latte", "catppuccin-macchiato", "catppuccin-mocha",
    "dracula", "flexoki", "gruvbox", "monokai", "nord",
    "rose-pine", "rose-pine-dawn", "rose-pine-moon",
    "solarized-dark", "solarized-light",
    "tokyo-night",
    ANSI, "ansi-dark", "ansi-light",
)  # fmt: skip
