"""An input whose text may have come from anywhere: pasted, from a saved search, from an article's source.

The value stays what it is, so that it finds what it names; only what is drawn is made printable, in the same length.
"""

from __future__ import annotations

from itertools import takewhile

from rich.cells import cell_len
from rich.text import Text
from textual.strip import Strip
from textual.widgets import Input

from tui.widgets.lines import one_line


class LineInput(Input):
    """Draws its value as everything else on the screen is drawn: nothing that a terminal would obey."""

    @property
    def _value(self) -> Text:
        text = Text(one_line(self.value), no_wrap=True, overflow="ignore", end="")
        return self.highlighter(text) if self.highlighter is not None else text

    def _position_to_cell(self, position: int) -> int:
        return cell_len(one_line(self.value)[:position])

    def cell_of(self, column: int) -> int:
        """The cell at which a column of the text begins."""
        return self._position_to_cell(column)

    def render_line(self, y: int) -> Strip:
        """The framework breaks a placeholder that does not fit into lines, within its one line: the first will do."""
        strip = super().render_line(y)
        if self.value or y:
            return strip
        first = takewhile(lambda segment: "\n" not in segment.text, strip)
        return Strip(first).adjust_cell_length(strip.cell_length, self.rich_style)
