"""Sentences and paragraphs by offset, as queries count them (`~s`, `~p`), looked at only where they are asked for."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from index.analysis import sentence_starts
from index.model import Span


def paragraph_at(text: str, offset: int) -> Span:
    """The paragraph (between line feeds) that covers an offset."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return Span(start, len(text) if end < 0 else end)


def sentences_of(text: str, paragraph: Span) -> list[Span]:
    """The sentences of a paragraph, in order, blanks between two of them with the one before."""
    starts = [paragraph.start + start for start in sentence_starts(text[paragraph.start : paragraph.end])]
    return [Span(start, end) for start, end in pairwise([*starts, paragraph.end])]


def sentence_at(text: str, offset: int) -> Span:
    """The sentence that covers an offset."""
    sentences = sentences_of(text, paragraph_at(text, offset))
    return sentences[max(0, bisect_right([sentence.start for sentence in sentences], offset) - 1)]
