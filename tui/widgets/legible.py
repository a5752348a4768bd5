"""Text that the framework draws (inputs, paragraphs), kept readable in every theme as that of lists and bars is."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from tui.render.colours import legible


def made_legible(widget: Widget, strip: Strip) -> Strip:
    """A line of a widget, its text moved (in lightness only) to where it can be read on its ground."""
    if widget.app.no_color:  # attributes are all there is then, dimness among them
        return strip
    segments = [
        Segment(text, legible(style, undims=True) if style is not None else style, control)
        for text, style, control in strip
    ]
    return Strip(segments, strip.cell_length)


class Prose(Static):
    """A paragraph, or several; what is in it is data and never markup."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the framework's own name
        super().__init__(id=id, markup=False)

    def render_line(self, y: int) -> Strip:
        return made_legible(self, super().render_line(y))
