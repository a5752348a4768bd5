"""Which place of the registry a person is at: the help, the palette and the footer speak of the same one."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen

from tui.widgets.footer import KeyBar

AT_FIRST = "results"


def place_on(screen: Screen[Any]) -> str:
    """The name of the place (`actions.PLACES`) on a screen: what its footer is about, or the one place it is."""
    bars = screen.query(KeyBar)
    return bars.first().pane if bars else str(getattr(screen, "PLACE", AT_FIRST))
