"""Finds what lies where among thousands of spans: which ones touch a line, which comes next, which is nearest."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Generic, Protocol, TypeVar

from index.model import EntityMention


class HasSpan(Protocol):
    """Anything with a half-open stretch of text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


AnySpan = TypeVar("AnySpan", bound=HasSpan)


class SpanIndex(Generic[AnySpan]):
    """Spans in text order (an enclosing one before those inside it), asked for by place. Overlaps are allowed."""

    __slots__ = ("_reach", "_starts", "spans")

    def __init__(self, spans: Iterable[AnySpan] = ()) -> None:
        self.spans: list[AnySpan] = sorted(spans, key=lambda span: (span.start, -span.end))
        self._starts = [span.start for span in self.spans]
        self._reach = list(accumulate((span.end for span in self.spans), max))  # never falls, so it can be bisected

    def __len__(self) -> int:
        return len(self.spans)

    def touching(self, start: int, end: int) -> list[AnySpan]:
        """Spans that share a character with `start:end`, in order."""
        candidates = self.spans[bisect_right(self._reach, start) : bisect_left(self._starts, end)]
        return [span for span in candidates if span.end > start]

    def at(self, offset: int) -> AnySpan | None:
        """The innermost span that covers an offset."""
        covering = self.touching(offset, offset + 1)
        return covering[-1] if covering else None

    def started_by(self, offset: int) -> int:
        """How many spans start at or before an offset."""
        return bisect_right(self._starts, offset)

    def starting_from(self, offset: int) -> AnySpan | None:
        """The first span that starts at or after an offset."""
        place = bisect_left(self._starts, offset)
        return self.spans[place] if place < len(self.spans) else None

    def starting_before(self, offset: int) -> AnySpan | None:
        """The last span that starts before an offset."""
        place = bisect_left(self._starts, offset)
        return self.spans[place - 1] if place else None


class MentionIndex:
    """The mentions of one article: all of them, those of any entity, and those of each entity (made when asked for)."""

    __slots__ = ("_by_entity", "_of_entities", "all")

    def __init__(self, mentions: Iterable[EntityMention] = ()) -> None:
        self.all: SpanIndex[EntityMention] = SpanIndex(mentions)
        self._of_entities: SpanIndex[EntityMention] | None = None
        self._by_entity: dict[str, SpanIndex[EntityMention]] = {}

    def of(self, entity: str | None) -> SpanIndex[EntityMention]:
        """Mentions of one entity; of every entity for None. Dates, money and other values are nobody's."""
        if entity is None:
            if self._of_entities is None:
                self._of_entities = SpanIndex(mention for mention in self.all.spans if mention.entity is not None)
            return self._of_entities
        if entity not in self._by_entity:
            self._by_entity[entity] = SpanIndex(mention for mention in self.all.spans if mention.entity == entity)
        return self._by_entity[entity]


def nearest(mentions: SpanIndex[EntityMention], offset: int, start: int, end: int) -> EntityMention | None:
    """The mention at an offset, else the one nearest to it among those that touch `start:end`.

    Ties go to the earlier one.
    """
    here = mentions.at(offset)
    if here is not None:
        return here
    visible: Sequence[EntityMention] = mentions.touching(start, end)
    return min(visible, key=lambda mention: _distance(mention, offset), default=None)


def _distance(mention: EntityMention, offset: int) -> int:
    return mention.start - offset if mention.start > offset else offset - mention.end + 1
