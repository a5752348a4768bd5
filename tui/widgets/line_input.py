"""The input that everything typed on one line is typed into: what stands in it may be shown, whoever put it there."""

from __future__ import annotations

from itertools import takewhile

from textual.strip import Strip
from textual.widgets import Input

from tui.widgets.lines import one_line


class LineInput(Input):
    """An input whose text a terminal may be given.

    Queries and names come from the clipboard, from the command line, and from what was saved of them long ago; the
    framework's input draws what it holds, escape sequences included. Here each dangerous character is its stand-in from
    the start, so that what is searched for (or kept) is what is seen. Lengths, and so columns, stay what they were.
    """

    def validate_value(self, value: str) -> str:
        """The text as it may be shown."""
        return one_line(value)

    def render_line(self, y: int) -> Strip:
        """The framework breaks a placeholder that does not fit into lines, within its one line: the first will do."""
        strip = super().render_line(y)
        if self.value or y:
            return strip
        first = takewhile(lambda segment: "\n" not in segment.text, strip)
        return Strip(first).adjust_cell_length(strip.cell_length, self.rich_style)
