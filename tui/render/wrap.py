"""Breaks an article into lines of cells and maps between text offsets and cells, exactly, both ways.

Type letters (one cell after a mention, not in the text) take part in the wrapping, so switching them is a new layout.
A megabyte of ordinary text wraps in some tens of milliseconds: paragraphs whose characters all take one cell are cut
by searching for blanks; only the others are measured character by character.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from tui.render.cells import TAB_STOP, is_wide, measure, odd_characters, tab_cells

MIN_WIDTH = TAB_STOP + 1  # the widest single thing, a whole tab, and a type letter after it

# Where East Asian typesetting allows no break: before closing signs and small kana, after opening signs.
_NEVER_FIRST = frozenset(
    "、。，．・：；？！）］｝」』】〉》〕…‥ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ”’!?,.:;)]}%"
)
_NEVER_LAST = frozenset("（［｛「『【〈《〔“‘([{")


class Cluster(NamedTuple):
    """What a reader sees as one character: `text[start:end]`, taking this many cells."""

    start: int
    end: int
    cells: int


class Layout:
    """A text broken into lines at most `width` cells wide.

    Line `i` shows `text[starts[i]:ends[i]]`; what lies between `ends[i]` and the next start is blanks and the line
    feed that the break swallowed, so lines and gaps together are the text. `letters` are the type letters by the
    offset that they follow, moved to the end of a cluster where they would split one.
    """

    __slots__ = ("_letter_offsets", "_plain", "_tabs", "ends", "letters", "starts", "text", "width")

    def __init__(self, text: str, width: int, letters: Mapping[int, str] | None = None) -> None:
        """Wrap. Raises ValueError for a width under `MIN_WIDTH`."""
        if width < MIN_WIDTH:
            raise ValueError(f"cannot wrap to {width} cells")
        self.text = text
        self.width = width
        self.letters: dict[int, str] = dict(letters or {})
        self._letter_offsets: list[int] = sorted(self.letters)
        self.starts: list[int] = []
        self.ends: list[int] = []
        self._plain = bytearray()
        self._tabs: dict[int, int] = {}
        odd = odd_characters(text)
        start = 0
        while True:
            stop = text.find("\n", start)
            stop = len(text) if stop < 0 else stop
            plain = odd is None or odd.search(text, start, stop) is None
            (self._wrap_plain if plain else self._wrap_measured)(start, stop)
            self._plain.extend((b"\1" if plain else b"\0") * (len(self.starts) - len(self._plain)))
            if stop == len(text):
                break
            start = stop + 1

    # -- asking

    def __len__(self) -> int:
        return len(self.starts)

    def line_of(self, offset: int) -> int:
        """The line that shows the character at an offset, or swallowed it at its end."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def column_of(self, offset: int) -> tuple[int, int]:
        """Line and cell at which the cluster holding this offset begins (the line's end for what it swallowed)."""
        line = self.line_of(offset)
        start = self.starts[line]
        offset = max(start, min(offset, self.ends[line]))
        shown_letters = bisect_right(self._letter_offsets, offset) - bisect_right(self._letter_offsets, start)
        if self._plain[line]:
            return line, offset - start + shown_letters
        column = 0
        for cluster in self.clusters(line):
            if cluster.end > offset:
                letters_before = bisect_right(self._letter_offsets, cluster.start)
                return line, column + letters_before - bisect_right(self._letter_offsets, start)
            column += cluster.cells
        return line, column + shown_letters

    def offset_at(self, line: int, column: int) -> int:
        """Offset of the cluster that covers a cell; a type letter's cell belongs to the cluster before it.

        Cells right of the text give the line's end; lines outside the layout, the nearest there is.
        """
        line = max(0, min(line, len(self.starts) - 1))
        start, end = self.starts[line], self.ends[line]
        if self._plain[line]:
            shown = 0
            for offset in self.letters_of(line):
                letter_column = offset - start + shown
                if column < letter_column:
                    break
                if column == letter_column:
                    return offset - 1
                shown += 1
            return max(start, min(start + column - shown, end))
        reached = 0
        for cluster in self.clusters(line):
            reached += cluster.cells + (cluster.end in self.letters)
            if reached > column:
                return cluster.start
        return end

    def cells_of(self, line: int) -> int:
        """How many cells a line takes."""
        shown = len(self.letters_of(line))
        if self._plain[line]:
            return self.ends[line] - self.starts[line] + shown
        return sum(cluster.cells for cluster in self.clusters(line)) + shown

    def letters_of(self, line: int) -> Sequence[int]:
        """Offsets of the type letters shown on a line, in order."""
        offsets = self._letter_offsets
        return offsets[bisect_right(offsets, self.starts[line]) : bisect_right(offsets, self.ends[line])]

    def is_plain_line(self, line: int) -> bool:
        """Whether every character of the line is one cell."""
        return bool(self._plain[line])

    def clusters(self, line: int) -> list[Cluster]:
        """The clusters of a line, tabs with the cells they were given."""
        start, end = self.starts[line], self.ends[line]
        cells = measure(self.text[start:end])
        heads = [index for index, width in enumerate(cells) if width or not index]
        return (
            [
                Cluster(start + head, start + after, self._tabs.get(start + head, cells[head]))
                for head, after in zip(heads, [*heads[1:], len(cells)], strict=True)
            ]
            if cells
            else []
        )

    # -- wrapping

    def _wrap_plain(self, start: int, stop: int) -> None:
        """Greedy wrapping of a paragraph in which a character is a cell."""
        text, width, letters = self.text, self.width, self._letter_offsets
        add_start, add_end = self.starts.append, self.ends.append
        next_letter = bisect_right(letters, start)
        while True:
            add_start(start)
            limit = start + width
            for offset in letters[next_letter : next_letter + width]:
                if offset > limit:
                    break
                limit -= 1
            if stop <= limit:
                add_end(stop)
                return
            end = text.rfind(" ", start + 1, limit + 1)
            end = limit if end < 0 or text[start:end].isspace() else _before_blanks(text, end, start)
            add_end(end)
            start = _after_blanks(text, end, stop)
            if start >= stop:
                return
            while next_letter < len(letters) and letters[next_letter] <= start:
                next_letter += 1

    def _wrap_measured(self, start: int, stop: int) -> None:
        """Greedy wrapping of a paragraph with wide, joined or zero-width characters, or tabs."""
        paragraph = self.text[start:stop]
        cells = self._measured_with_letters(paragraph, start, stop)
        reached = list(accumulate(cells, initial=0))
        position = 0
        while True:
            self.starts.append(start + position)
            limit = bisect_right(reached, reached[position] + self.width, position) - 1
            if limit >= len(paragraph):
                self.ends.append(stop)
                return
            end = _break_before(paragraph, cells, position, limit)
            self.ends.append(start + end)
            position = _after_blanks(paragraph, end, len(paragraph))
            while position > end and position < len(paragraph) and not cells[position]:
                position -= 1  # a blank that carries a mark stays with it
            if position >= len(paragraph):
                return

    def _measured_with_letters(self, paragraph: str, start: int, stop: int) -> list[int]:
        """Cells a character as `measure` gives them, with those of type letters and tabs added; moves split letters."""
        cells = measure(paragraph)
        offsets = self._letter_offsets
        first, last = bisect_right(offsets, start), bisect_right(offsets, stop)
        moved: dict[int, str] = {}
        for offset in offsets[first:last]:
            letter = self.letters.pop(offset)
            after = offset - start
            while after < len(cells) and not cells[after]:
                after += 1
            moved.setdefault(start + after, letter)
        self.letters.update(moved)
        offsets[first:last] = sorted(moved)
        widths = list(cells)
        for offset in moved:
            head = offset - start - 1
            while head and not cells[head]:
                head -= 1
            widths[head] += 1
        if "\t" in paragraph:
            for index, tab_width in tab_cells(paragraph, widths).items():
                self._tabs[start + index] = tab_width
                widths[index] += tab_width - 1
        return widths


def _after_blanks(text: str, position: int, stop: int) -> int:
    while position < stop and text[position] in " \t":
        position += 1
    return position


def _before_blanks(text: str, position: int, start: int) -> int:
    while position > start and text[position - 1] in " \t":
        position -= 1
    return position


def _break_before(paragraph: str, cells: Sequence[int], position: int, limit: int) -> int:
    """Where to end a line that starts at `position` and has room up to `limit`."""
    if limit <= position:  # not even one cluster has room: show it all the same
        limit = position + 1
        while limit < len(paragraph) and not cells[limit]:
            limit += 1
        return limit
    for index in range(limit, position, -1):
        if not cells[index]:
            continue
        if paragraph[index] in " \t" and not paragraph[position:index].isspace():
            return _before_blanks(paragraph, index, position)
        if _may_part(paragraph[index - 1], paragraph[index]):
            return index
    return limit


def _may_part(left: str, right: str) -> bool:
    """Whether a line may end between two characters without a blank: beside wide ones, but for their punctuation."""
    return (is_wide(left) or is_wide(right)) and right not in _NEVER_FIRST and left not in _NEVER_LAST
