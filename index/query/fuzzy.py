"""How far apart two spellings are: edits with neighbouring letters swapped as one (optimal string alignment).

RapidFuzz is imported when the first distance is asked for: few searches ask.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Near(NamedTuple):
    """A spelling, and how many edits it takes to get there."""

    word: str
    distance: int


def within(first: str, second: str, limit: int) -> int | None:
    """The number of edits between two words, or None if it is more than `limit`."""
    from rapidfuzz.distance import OSA

    distance = int(OSA.distance(first, second, score_cutoff=limit))
    return distance if distance <= limit else None


def nearby(word: str, words: Iterable[str], limit: int) -> list[Near]:
    """Those of many words that are at most so many edits away, in the order given."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    # A list, because of a mapping RapidFuzz would take the values.
    found = process.extract_iter(word, list(words), scorer=OSA.distance, score_cutoff=limit)
    return [Near(near, int(distance)) for near, distance, _ in found]


def is_like(form: str, word: str, distance: int) -> bool:
    """Whether a word of the index is meant by `word~distance`: the first letter must be right."""
    return form[:1] == word[:1] and within(word, form, distance) is not None
