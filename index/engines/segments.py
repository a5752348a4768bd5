"""Segments before and between files: articles gathered until they are written, and segments merged into a larger one.

Knows no file format. What it yields, terms in order with their postings, is what a segment file is written from.
"""

from __future__ import annotations

import heapq
import itertools
import math
import operator
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple, Protocol

from index.engines import packing
from index.engines.entries import FIELDS, FIELDS_WITH_PLACES, NUMBERS, Entries
from index.engines.manifest import SegmentEntry
from index.engines.packing import Inverter, Part
from index.engines.postings import Packed, gathered, pack

_MERGE_AT: Final = 8  # segments of like size
_SMALLEST_TIER: Final = 16  # articles


class Segment(Protocol):
    """An immutable file of documents, numbered from 0."""

    entry: SegmentEntry

    def numbers(self, name: str) -> Sequence[int]:
        """A whole column of numbers, one of `entries.NUMBERS`."""

    def packed(self, field: str, term: bytes) -> Packed | None:
        """A posting list as it lies in the file, deleted documents included; None where there is none."""

    def words(self, field: str, prefix: bytes) -> Iterator[tuple[str, int]]:
        """The terms of a field that start so, in byte order, and in how many documents (deleted ones too) each is."""

    def terms(self, field: str) -> Iterator[tuple[bytes, Packed]]:
        """Every term of an index field in byte order, with its list."""


Row = tuple[int, ...]  # what columns hold of one document: its numbers, in the order of `entries.NUMBERS`


class TermList(NamedTuple):
    """One term of one index field, with all that a segment says of it, packed."""

    field: str
    term: bytes
    packed: Packed


class Batch:
    """Analysed articles, kept in memory until there are enough of them for a segment."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.size = 0  # words and other entries
        self._inverters: dict[str, dict[str, Inverter]] = {field: {} for field in FIELDS}  # by field and prefix
        # Of fields that are not words, by term: document, count, places; document, count, places; …
        self._entries: dict[str, dict[bytes, list[Any]]] = {field: {} for field in FIELDS}

    def add(self, article: Entries) -> int:
        """Take an article; returns its document number."""
        number = len(self.rows)
        self.rows.append(article.numbers)
        for field, prefix, words in article.words:
            inverter = self._inverters[field].get(prefix)
            if inverter is None:
                inverter = self._inverters[field][prefix] = Inverter(has_places=field in FIELDS_WITH_PLACES)
            inverter.add(number, words)
            self.size += len(words)
        for field, term, count, places in article.entries:
            self._entries[field].setdefault(term, []).extend((number, count, places))
        self.size += len(article.entries)
        return number

    def terms(self) -> Iterator[TermList]:
        """Everything, field by field, term by term. A field has words, or other entries, never both."""
        for field in FIELDS:
            for prefix in sorted(self._inverters[field]):
                for term, packed in self._inverters[field][prefix].lists(prefix):
                    yield TermList(field, term, packed)
            entries = self._entries[field]
            for term in sorted(entries):
                found = entries[term]
                yield TermList(field, term, pack(gathered(found[0::3], found[1::3], found[2::3])))


class Merger:
    """Several segments as one, without what was deleted from them."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._parts: list[Part] = []  # by segment, where its documents go; the lists are put in later
        base = 0
        for segment in segments:
            entry = segment.entry
            numbers = packing.renumbering(entry.documents, entry.deleted, base) if entry.deleted else None
            self._parts.append(Part(b"", base, numbers))
            base += entry.live

    def rows(self) -> Iterator[Row]:
        for segment in self._segments:
            columns = [segment.numbers(name) for name in NUMBERS]
            gone = frozenset(segment.entry.deleted)
            for number, row in enumerate(zip(*columns, strict=True)):
                if number not in gone:
                    yield row

    def terms(self) -> Iterator[TermList]:
        for field in FIELDS:
            streams = [self._stream(field, n) for n in range(len(self._segments))]
            for term, same in itertools.groupby(heapq.merge(*streams), key=_TERM):
                packed = packing.merged([self._parts[n]._replace(packed=packed) for _, n, packed in same])
                if packed is not None:
                    yield TermList(field, term, packed)

    def _stream(self, field: str, n: int) -> Iterator[tuple[bytes, int, Packed]]:
        for term, packed in self._segments[n].terms(field):
            yield term, n, packed


_TERM: Final = operator.itemgetter(0)


def to_merge(entries: Sequence[SegmentEntry], *, at_most: float = math.inf) -> list[SegmentEntry]:
    """The segments that are to become one: all up to a size of which there are enough; and what is mostly deleted.

    So every article is rewritten a few times at most, and there are a handful of segments, whatever is added how often.
    What would rewrite more than `at_most` articles is left for later.
    """
    chosen: list[SegmentEntry] = []
    entries = [entry for entry in entries if entry.live <= at_most]
    by_tier = sorted(entries, key=lambda entry: _tier(entry.live))
    for tier, group in itertools.groupby(by_tier, key=lambda entry: _tier(entry.live)):
        alike = list(group)
        merged = _tier(sum(entry.live for entry in chosen)) >= tier if chosen else False
        due = [entry for entry in by_tier if _tier(entry.live) <= tier]
        if len(alike) + merged >= _MERGE_AT and sum(entry.live for entry in due) <= at_most:
            chosen = due
    room = at_most - sum(entry.live for entry in chosen)
    for entry in by_tier:  # the smallest first
        if len(entry.deleted) > entry.live and entry not in chosen and entry.live <= room:
            chosen = [*chosen, entry]
            room -= entry.live
    return [entry for entry in entries if entry in chosen]


def _tier(articles: int) -> int:
    """Each tier is so many times the one before as segments of it are merged."""
    tier = 0
    while articles > _SMALLEST_TIER:
        articles //= _MERGE_AT
        tier += 1
    return tier
