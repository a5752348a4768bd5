"""Measures text in terminal cells by grapheme cluster, fast enough for a megabyte.

A paragraph is measured as one number a character: the cells of a cluster stand at its first character, and 0 marks
every character that belongs to the cluster before it. Lines may be cut only where the number is not 0.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.text import cell_width, graphemes, printable

TAB_STOP = 4

_JOINER, _EMOJI_STYLE = "\u200d", "\ufe0f"
_FLAG_HALVES = "\U0001f1e6-\U0001f1ff"
_JOINING = re.compile(f"[{_JOINER}{_EMOJI_STYLE}{_FLAG_HALVES}]")


class _CharacterCells(dict[str, int]):
    """The cells of single characters, remembered, so that `map` can look them up without a call of ours."""

    def __missing__(self, character: str) -> int:
        cells = self[character] = 1 if character == "\t" else cell_width(character)
        return cells


_CELLS_OF = _CharacterCells()


def displayable(text: str) -> str:
    """Article text made printable in the same length; newlines and tabs stay, to be laid out, not written."""
    return "\t".join(printable(part, keep_newlines=True) for part in text.split("\t"))


def odd_characters(text: str) -> re.Pattern[str] | None:
    """Finds the characters of this text that are not one cell wide and on their own; None where there are none."""
    if text.isascii() and "\t" not in text:
        return None
    odd = {
        character
        for character in set(text) - {"\n"}
        if character == "\t" or _CELLS_OF[character] != 1 or _JOINING.match(character)
    }
    return re.compile(f"[{re.escape(''.join(sorted(odd)))}]") if odd else None


def is_wide(character: str) -> bool:
    """Whether a character takes two cells, as those of Chinese, Japanese and Korean do."""
    return _CELLS_OF[character] == 2


def measure(paragraph: str) -> list[int]:
    """Cells of each cluster at its first character, 0 elsewhere. A tab counts as one cell: see `tab_cells`."""
    if _JOINING.search(paragraph) is None:
        return list(map(_CELLS_OF.__getitem__, paragraph))
    cells = [0] * len(paragraph)
    for start, _, width in graphemes(paragraph.replace("\t", " ")):
        cells[start] = width
    return cells


def tab_cells(paragraph: str, cells: Sequence[int]) -> dict[int, int]:
    """How wide each tab of a paragraph is, by its index: up to the next stop, counted from the paragraph's start."""
    widths: dict[int, int] = {}
    column = 0
    for index, width in enumerate(cells):
        if paragraph[index] == "\t":
            widths[index] = TAB_STOP - column % TAB_STOP
            column += widths[index] - 1
        column += width
    return widths
