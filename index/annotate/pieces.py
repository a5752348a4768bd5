"""Cutting articles too long for a model into pieces, at paragraphs, and its mentions down to what is really a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.model import Mention

_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n")


def pieces(text: str, longest: int) -> Iterator[tuple[int, str]]:
    """`(offset, piece)`s that joined give `text`, none over `longest` code points, cut where it does least harm.

    That is after a blank line, else a line, else a sentence, else a word; a cut never leaves less than half a piece.
    """
    start = 0
    while len(text) - start > longest:
        end = _best_cut(text, start, start + longest)
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def _best_cut(text: str, start: int, limit: int) -> int:
    least = start + (limit - start) // 2
    for separator in ("\n\n", "\n", ". ", " "):
        found = text.rfind(separator, least, limit)
        if found >= 0:
            return found + len(separator)
    return limit


def mention_within(text: str, start: int, end: int, label: str) -> Mention | None:
    """The mention of `text[start:end]` without blanks at its ends, or what precedes a blank line in it; None if that
    leaves no letter or digit. Names do not run on from a headline into the first paragraph, though models think so."""
    surface = text[start:end]
    kept = surface.lstrip()
    start += len(surface) - len(kept)
    kept = _PARAGRAPH_BREAK.split(kept, maxsplit=1)[0].rstrip()
    if not any(character.isalnum() for character in kept):
        return None
    return Mention(start, start + len(kept), label, kept)
