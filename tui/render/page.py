"""One article set on a page of some width: margins, the block above the text, and which row shows which offset.

Rows count from the top of the page (what a view scrolls over), lines from the first line of text.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment

from index.model import EntityMention, OpenArticle, Span
from tui.render.cells import displayable
from tui.render.header import about_line, title_lines
from tui.render.highlight import Highlighter
from tui.render.line import line_segments
from tui.render.palette import Palette
from tui.render.spans import MentionIndex
from tui.render.wrap import MIN_WIDTH, Layout

MAX_TEXT_WIDTH = 88
_ROOMY_WIDTH, _ROOMY_HEIGHT = 60, 18  # from here on a page affords margins
_NARROWEST_WITH_MARGIN = 12


class Page:
    """An open article, what is marked in it, and its lines at one width."""

    def __init__(self, open_article: OpenArticle) -> None:
        self.open_article = open_article
        self.text = displayable(open_article.article.text)
        self.highlighter = Highlighter(open_article.mentions)
        self.layout = Layout("", MIN_WIDTH)
        self._letters: dict[int, str] = {}
        self.margin = 0
        self._title: list[str] = []
        self._about = ""
        self._blanks_above = 0

    def lay_out(self, width: int, height: int, *, has_letters: bool) -> None:
        """Wrap for a view of this many cells and rows."""
        side = 2 if width >= _ROOMY_WIDTH else 1 if width >= _NARROWEST_WITH_MARGIN else 0
        text_width = max(MIN_WIDTH, min(MAX_TEXT_WIDTH, width - 2 * side))
        self.margin = max(side, (width - text_width) // 2)
        self._blanks_above = 1 if height >= _ROOMY_HEIGHT else 0
        self._title = title_lines(self.open_article, text_width)
        self._about = about_line(self.open_article, text_width)
        self._letters = self.highlighter.letters(has_types=has_letters)
        self.layout = Layout(self.text, text_width, self._letters)

    def change_letters(self, *, has_letters: bool) -> bool:
        """Take the letters after mentions anew without wrapping. False if others have one now: then `lay_out` must."""
        letters, shown = self.highlighter.letters(has_types=has_letters), self.layout.letters
        changed = {offset: letter for offset, letter in letters.items() if self._letters.get(offset) != letter}
        if letters.keys() != self._letters.keys() or not shown.keys() >= changed.keys():
            return False
        shown.update(changed)
        self._letters = letters
        return True

    def set_mentions(self, open_article: OpenArticle, mentions: Iterable[EntityMention]) -> None:
        """Take other mentions for the same text; `lay_out` afterwards."""
        self.open_article = open_article
        self.highlighter.mentions = MentionIndex(mentions)

    @property
    def first_text_row(self) -> int:
        """The row of the first line of text."""
        return self._blanks_above + len(self._title) + 2

    @property
    def height(self) -> int:
        """All rows, one blank at the end included."""
        return self.first_text_row + len(self.layout) + 1

    def row_of(self, offset: int) -> int:
        """The row that shows an offset."""
        return self.first_text_row + self.layout.line_of(offset)

    def line_at(self, offset: int) -> Span:
        """The stretch of text on the line that shows an offset."""
        line = self.layout.line_of(offset)
        return Span(self.layout.starts[line], self.layout.ends[line])

    def offset_at(self, row: int, column: int) -> int:
        """The offset at a cell of the page; above the text its beginning, below it its end."""
        line = row - self.first_text_row
        if line < 0:
            return 0
        if line >= len(self.layout):
            return len(self.text)
        return self.layout.offset_at(line, max(0, column - self.margin))

    def is_on_text(self, row: int, column: int) -> bool:
        """Whether a cell of the page shows something of the text."""
        line = row - self.first_text_row
        return 0 <= line < len(self.layout) and 0 <= column - self.margin < self.layout.cells_of(line)

    def shown(self, top: int, height: int) -> tuple[int, int]:
        """The stretch of text on `height` rows from `top` on, as start and end."""
        last = len(self.layout) - 1
        first_line = top - self.first_text_row
        last_line = first_line + height - 1
        if last_line < 0 or first_line > last:
            offset = 0 if last_line < 0 else len(self.text)
            return offset, offset
        return self.layout.starts[max(0, first_line)], self.layout.ends[min(last, last_line)]

    def segments(self, row: int, palette: Palette) -> list[Segment]:
        """What a row shows, from the left edge, not padded to any width."""
        line = row - self.first_text_row
        if 0 <= line < len(self.layout):
            return line_segments(self.layout, self.highlighter, palette, line, margin=self.margin)
        margin = Segment(" " * self.margin, palette.base)
        title_line = row - self._blanks_above
        if 0 <= title_line < len(self._title):
            return [margin, Segment(self._title[title_line], palette.title)]
        if title_line == len(self._title):
            return [margin, Segment(self._about, palette.quiet)]
        return []
