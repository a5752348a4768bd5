"""Segments before and between files: articles gathered until they are written, and segments merged into a larger one.

Knows no file format. What it yields, terms in order with their postings, is what a segment file is written from.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple, Protocol

from index.engines.entries import FIELDS, NUMBERS, Entries
from index.engines.manifest import SegmentEntry
from index.engines.postings import Packed, Postings, gathered, joined

_MERGE_AT: Final = 8  # segments of like size
_SMALLEST_TIER: Final = 16  # articles


class Segment(Protocol):
    """An immutable file of documents, numbered from 0."""

    entry: SegmentEntry

    def numbers(self, name: str) -> Sequence[int]:
        """A whole column of numbers, one of `entries.NUMBERS`."""

    def packed(self, field: str, term: bytes) -> Packed | None:
        """A posting list as it lies in the file, deleted documents included; None where there is none."""

    def words(self, field: str, prefix: bytes) -> Iterator[str]:
        """The terms of a field that start so, in byte order."""

    def terms(self, field: str) -> Iterator[tuple[bytes, Postings]]:
        """Every term of an index field in byte order, with its postings and places."""


Row = tuple[int, ...]  # what columns hold of one document: its numbers, in the order of `entries.NUMBERS`


class TermPostings(NamedTuple):
    """One term of one index field, with all that a segment says of it."""

    field: str
    term: bytes
    postings: Postings


class Batch:
    """Analysed articles, inverted in memory, until there are enough of them for a segment."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.size = 0  # postings
        # By field and term: document, count, places; document, count, places; …
        self._fields: dict[str, dict[bytes, list[Any]]] = {field: {} for field in FIELDS}

    def add(self, article: Entries) -> int:
        """Take an article; returns its document number."""
        number = len(self.rows)
        self.rows.append(article.numbers)
        self.size += len(article.entries)
        fields = self._fields
        for field, term, count, places in article.entries:
            terms = fields[field]
            found = terms.get(term)
            if found is None:
                terms[term] = [number, count, places]
            else:
                found += (number, count, places)
        return number

    def terms(self) -> Iterator[TermPostings]:
        """Everything, field by field, term by term."""
        for field in FIELDS:
            terms = self._fields[field]
            for term in sorted(terms):
                found = terms[term]
                yield TermPostings(field, term, gathered(found[0::3], found[1::3], found[2::3]))


class Merger:
    """Several segments as one, without what was deleted from them."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._numbers: list[list[int]] = []  # by segment, what each document becomes; -1 for none
        next_number = itertools.count()
        for segment in segments:
            gone = frozenset(segment.entry.deleted)
            documents = range(segment.entry.documents)
            self._numbers.append([-1 if number in gone else next(next_number) for number in documents])

    def rows(self) -> Iterator[Row]:
        for segment in self._segments:
            columns = [segment.numbers(name) for name in NUMBERS]
            gone = frozenset(segment.entry.deleted)
            for number in range(segment.entry.documents):
                if number not in gone:
                    yield tuple(column[number] for column in columns)

    def terms(self) -> Iterator[TermPostings]:
        for field in FIELDS:
            streams = [self._stream(field, n) for n in range(len(self._segments))]
            merged = heapq.merge(*streams, key=lambda found: found[:2])
            for term, same in itertools.groupby(merged, key=lambda found: found[0]):
                parts = [(postings, self._renumbered(n, postings.documents)) for _, n, postings in same]
                postings = joined(parts)
                if postings.documents:
                    yield TermPostings(field, term, postings)

    def _renumbered(self, n: int, documents: Sequence[int]) -> list[int]:
        numbers = self._numbers[n]
        return [numbers[number] for number in documents]

    def _stream(self, field: str, n: int) -> Iterator[tuple[bytes, int, Postings]]:
        for term, postings in self._segments[n].terms(field):
            yield term, n, postings


def to_merge(entries: Sequence[SegmentEntry]) -> list[SegmentEntry]:
    """The segments that are to become one: all up to a size of which there are enough; and what is mostly deleted.

    So every article is rewritten a few times at most, and there are a handful of segments, whatever is added how often.
    """
    chosen: list[SegmentEntry] = []
    by_tier = sorted(entries, key=lambda entry: _tier(entry.live))
    for tier, group in itertools.groupby(by_tier, key=lambda entry: _tier(entry.live)):
        alike = list(group)
        merged = _tier(sum(entry.live for entry in chosen)) >= tier if chosen else False
        if len(alike) + merged >= _MERGE_AT:
            chosen = [entry for entry in by_tier if _tier(entry.live) <= tier]
    wasteful = [entry for entry in entries if len(entry.deleted) > entry.live and entry not in chosen]
    chosen += wasteful
    return [entry for entry in entries if entry in chosen]


def _tier(articles: int) -> int:
    """Each tier is so many times the one before as segments of it are merged."""
    tier = 0
    while articles > _SMALLEST_TIER:
        articles //= _MERGE_AT
        tier += 1
    return tier
