"""Find in the article: smart case, and walking from hit to hit with a place `i` of `n` and a word when it wraps."""

from __future__ import annotations

import re
from typing import NamedTuple

from index.model import Span


class FindResult(NamedTuple):
    """Where a walk over hits arrived: hit `i` of `n` (0 of 0 without hits), and whether it went round the end."""

    i: int
    n: int
    wrapped: bool


def find_spans(text: str, wanted: str) -> list[Span]:
    """Every place where `wanted` stands in `text`, in order, not overlapping.

    Case counts only if `wanted` holds a capital letter (smart case). Blanks match any run of white space, so that a
    phrase is found across line breaks.
    """
    words = wanted.split()
    if not words:
        return []
    has_capital = any(character.isupper() for character in wanted)
    pattern = r"\s+".join(re.escape(word) for word in words)
    return [Span(*match.span()) for match in re.finditer(pattern, text, 0 if has_capital else re.IGNORECASE)]
