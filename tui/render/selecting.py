"""Where a selection made with the keyboard or by double click reaches: pure steps over offsets."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, get_args

from index.model import Span
from index.query.units import paragraph_at, sentence_at
from tui.render.wrap import Layout

__all__ = ["STEPS", "Step", "cluster_at", "paragraph_at", "stepped", "word_at"]

Step = Literal[
    "left", "right", "word_left", "word_right", "up", "down", "line_start", "line_end", "sentence_left",
    "sentence_right", "paragraph_up", "paragraph_down", "start", "end",
]  # fmt: skip
STEPS: tuple[Step, ...] = get_args(Step)

_WORD = re.compile(r"\w+(?:['’\-.]\w+)*")
_NO_BLANK = re.compile(r"\S")
_LONGEST_WORD = 200


def word_at(text: str, offset: int) -> Span | None:
    """The word that covers an offset; apostrophes, hyphens and dots between letters belong to it."""
    for match in _WORD.finditer(text, max(0, offset - _LONGEST_WORD), min(len(text), offset + _LONGEST_WORD)):
        if match.start() <= offset < match.end():
            return Span(*match.span())
    return None


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
        case "up":
            return layout.offset_at(line - 1, column) if line else 0
        case "down":
            return layout.offset_at(line + 1, column) if line + 1 < len(layout) else len(text)
        case "line_start":
            return layout.starts[line]
        case "line_end":
            return layout.ends[line]
        case "start":
            return 0
        case "end":
            return len(text)
    reached = _STEPS_IN_TEXT[step](text, offset)
    cluster = cluster_at(layout, reached)
    return cluster.start if reached <= offset or cluster.start == reached else cluster.end


def _word_left(text: str, offset: int) -> int:
    starts = [match.start() for match in _WORD.finditer(text, max(0, offset - _LONGEST_WORD), offset)]
    return starts[-1] if starts else max(0, offset - _LONGEST_WORD)


def _word_right(text: str, offset: int) -> int:
    found = _WORD.search(text, offset)
    return found.end() if found else len(text)


def _sentence_left(text: str, offset: int) -> int:
    """The start of the sentence; from there, of the one before."""
    start = _first_letter(text, sentence_at(text, offset))
    if start < offset:
        return start
    before = len(text[:start].rstrip())
    start = _first_letter(text, sentence_at(text, max(0, before - 1)))
    return start if start < offset else 0  # blanks alone lie before


def _sentence_right(text: str, offset: int) -> int:
    """The end of the sentence; from there, of the next one."""
    offset = _after_blanks(text, offset)
    sentence = sentence_at(text, offset)
    return max(offset, len(text[: sentence.end].rstrip())) if sentence.end > offset else len(text)


def _paragraph_up(text: str, offset: int) -> int:
    start = paragraph_at(text, offset).start
    if start < offset:
        return start
    start = paragraph_at(text, max(0, len(text[:start].rstrip()) - 1)).start
    return start if start < offset else 0  # blanks alone lie before


def _paragraph_down(text: str, offset: int) -> int:
    return paragraph_at(text, _after_blanks(text, offset)).end


def _after_blanks(text: str, offset: int) -> int:
    found = _NO_BLANK.search(text, offset)
    return found.start() if found else len(text)


def _first_letter(text: str, sentence: Span) -> int:
    return min(_after_blanks(text, sentence.start), sentence.end)


_STEPS_IN_TEXT: dict[Step, Callable[[str, int], int]] = {
    "word_left": _word_left, "word_right": _word_right, "sentence_left": _sentence_left,
    "sentence_right": _sentence_right, "paragraph_up": _paragraph_up, "paragraph_down": _paragraph_down,
}  # fmt: skip
