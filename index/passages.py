"""A line of context about one place in an article: what a concordance shows."""

from __future__ import annotations

from index.model import Snippet, Span
from index.text import collapse

ELLIPSIS = "…"


def passage(text: str, hit: Span, width: int) -> Snippet:
    """About `width` code points of `text` around `hit` on one line, cut at words; the snippet's one hit is `hit`.

    White space is collapsed, so the hit is looked up by the length of what stands before it. The hit itself is never
    cut, however narrow the line.
    """
    room = max(width - (hit.end - hit.start), 0)
    start = _word_start(text, max(hit.start - room // 2, 0), hit.start)
    end = _word_end(text, min(hit.end + room - (hit.start - start), len(text)), hit.end)
    before, middle, after = text[start : hit.start], collapse(text[hit.start : hit.end]), text[hit.end : end]
    left = (ELLIPSIS if start > 0 else "") + collapse(before) + (" " if before[-1:].isspace() else "")
    left = left.lstrip() if left.isspace() else left
    right = (" " if after[:1].isspace() else "") + collapse(after)
    right = right.rstrip() + (ELLIPSIS if end < len(text) and text[end:].strip() else "")
    return Snippet(left + middle + right, (Span(len(left), len(left) + len(middle)),))


def _word_start(text: str, place: int, limit: int) -> int:
    """The first place at or after `place`, and not beyond `limit`, where a word begins."""
    if place == 0 or text[place - 1].isspace():
        return place
    while place < limit and not text[place].isspace():
        place += 1
    while place < limit and text[place].isspace():
        place += 1
    return place


def _word_end(text: str, place: int, limit: int) -> int:
    """The last place at or before `place`, and not before `limit`, where a word ends."""
    if place >= len(text) or text[place].isspace():
        return place
    while place > limit and not text[place - 1].isspace():
        place -= 1
    return place
