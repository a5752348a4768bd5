"""Where a selection made with the keyboard or by double click reaches: pure steps over offsets."""

from __future__ import annotations

import re
from typing import Literal

from index.model import Span
from tui.render.wrap import Layout

Step = Literal["left", "right", "word_left", "word_right", "up", "down", "line_start", "line_end"]

_WORD = re.compile(r"\w+(?:['’\-.]\w+)*")
_LONGEST_WORD = 200


def word_at(text: str, offset: int) -> Span | None:
    """The word that covers an offset; apostrophes, hyphens and dots between letters belong to it."""
    for match in _WORD.finditer(text, max(0, offset - _LONGEST_WORD), min(len(text), offset + _LONGEST_WORD)):
        if match.start() <= offset < match.end():
            return Span(*match.span())
    return None


def paragraph_at(text: str, offset: int) -> Span:
    """The paragraph (between line feeds) that covers an offset."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return Span(start, len(text) if end < 0 else end)


def cluster_at(layout: Layout, offset: int) -> Span:
    """What a reader sees as one character at an offset; the line feed or blank that a line's end swallowed."""
    line = layout.line_of(offset)
    if layout.starts[line] <= offset < layout.ends[line] and not layout.is_plain_line(line):
        for cluster in layout.clusters(line):
            if cluster.start <= offset < cluster.end:
                return Span(cluster.start, cluster.end)
    return Span(offset, min(offset + 1, len(layout.text)))


def stepped(layout: Layout, offset: int, step: Step) -> int:
    """The offset one step away, never inside a cluster."""
    text = layout.text
    line, column = layout.column_of(offset)
    match step:
        case "left":
            return cluster_at(layout, max(0, offset - 1)).start
        case "right":
            return cluster_at(layout, offset).end
        case "word_left":
            starts = [match.start() for match in _WORD.finditer(text, max(0, offset - _LONGEST_WORD), offset)]
            return starts[-1] if starts else max(0, offset - _LONGEST_WORD)
        case "word_right":
            found = _WORD.search(text, offset)
            return found.end() if found else len(text)
        case "up":
            return layout.offset_at(line - 1, column) if line else 0
        case "down":
            return layout.offset_at(line + 1, column) if line + 1 < len(layout) else len(text)
        case "line_start":
            return layout.starts[line]
        case "line_end":
            return layout.ends[line]
