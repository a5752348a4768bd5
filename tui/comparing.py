"""Several entities followed at once: who is compared under which number, and where in a text they meet. Pure.

A number stays with its entity as long as it is compared, so that its colour and sign mean the same all the while.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from index.model import EntityMention, Span
from index.query.units import paragraph_at, sentences_of

MOST = 4  # more colours than that nobody keeps apart


class Compared(NamedTuple):
    """An entity that is followed: its id, and its name and type as they are shown."""

    id: str
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Who is compared. `places[n - 1]` is who has the number `n`; None where a number is free again."""

    places: tuple[Compared | None, ...] = ()

    def __len__(self) -> int:
        return sum(place is not None for place in self.places)

    @property
    def numbered(self) -> list[tuple[int, Compared]]:
        """Numbers, from 1 on, with who has them."""
        return [(number, place) for number, place in enumerate(self.places, 1) if place is not None]

    @property
    def numbers(self) -> Mapping[str, int]:
        """The number of each entity that is compared."""
        return {place.id: number for number, place in self.numbered}

    @property
    def is_full(self) -> bool:
        return len(self) >= MOST

    def having(self, entity: Compared) -> Comparison:
        """The same with one more, at the lowest free number. Raises ValueError if there is none."""
        if entity.id in self.numbers:
            return self
        if self.is_full:
            raise ValueError(f"no more than {MOST} can be compared")
        free = self.places.index(None) if None in self.places else len(self.places)
        return Comparison((*self.places[:free], entity, *self.places[free + 1 :]))

    def without(self, entity: str) -> Comparison:
        """The same with one less; everybody else keeps the number."""
        left = [None if place is None or place.id == entity else place for place in self.places]
        while left and left[-1] is None:
            left.pop()
        return Comparison(tuple(left))


class Meeting(NamedTuple):
    """A paragraph that names at least two of the compared."""

    start: int
    end: int


def meetings(text: str, mentions: Iterable[EntityMention], compared: Iterable[str]) -> list[Meeting]:
    """The paragraphs of a text in which at least two of the compared are named; `mentions` are in text order."""
    wanted = frozenset(compared)
    found: list[Meeting] = []
    here: list[EntityMention] = []
    paragraph = Span(0, -1)
    for mention in mentions:
        if mention.entity not in wanted:
            continue
        if mention.start >= paragraph.end:
            found += [Meeting(*paragraph)] if _are_several(here) else []
            paragraph, here = paragraph_at(text, mention.start), []
        here.append(mention)
    return found + ([Meeting(*paragraph)] if _are_several(here) else [])


def closest(text: str, meeting: Meeting, mentions: Sequence[EntityMention]) -> EntityMention:
    """Where to stand for a meeting: the first mention of its first sentence that names two, else its first mention.

    `mentions` are those of the compared in its paragraph, in order. Sentences are looked for here only.
    """
    for sentence in sentences_of(text, Span(*meeting)):
        here = [mention for mention in mentions if sentence.start <= mention.start < sentence.end]
        if _are_several(here):
            return here[0]
    return mentions[0]


def _are_several(mentions: Sequence[EntityMention]) -> bool:
    return any(mention.entity != mentions[0].entity for mention in mentions[1:])
