"""An index as one commit left it: segments joined to one sequence of documents, and what searches read, cached."""

from __future__ import annotations

import threading
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from index.engines.entries import PARAGRAPHS, SENTENCES, TAGS, TERM_FIELDS, term_bytes
from index.engines.manifest import Manifest
from index.engines.postings import NOWHERE, Packed, Postings, joined, unpack
from index.engines.segments import Segment
from index.query import scoring
from index.query.terms import Term

_CACHE_COST: Final = 4_000_000  # postings kept decoded, about 8 bytes each
# Kept of lists of words with a common beginning, about 120 bytes each: at least so many, and two for each article, so
# that the words of a large archive do not crowd each other out.
_LEAST_WORDS: Final = 200_000
_WORDS_PER_ARTICLE: Final = 2


class Snapshot:
    """The index as one commit left it: the posting source of a search. Immutable but for its caches.

    Any number of threads may search it at a time.
    """

    def __init__(self, contents: Manifest, segments: Sequence[Segment]) -> None:
        self.manifest = contents
        self.segments = segments
        self.bases: list[int] = []
        self.document_count = 0
        for entry in contents.segments:
            self.bases.append(self.document_count)
            self.document_count += entry.documents
        self.live_count = sum(entry.live for entry in contents.segments)
        self._lock = threading.RLock()  # Whoosh's files have one place to read from each
        self._cache: OrderedDict[tuple[str, Term, bool], Postings] = OrderedDict()
        self._cached = 0
        self._words: OrderedDict[tuple[str, str], dict[str, int]] = OrderedDict()
        self._most_words = max(_LEAST_WORDS, _WORDS_PER_ARTICLE * self.live_count)

    # -- whole columns

    def columns(self, name: str) -> list[Sequence[int]]:
        """One of `entries.NUMBERS`, segment by segment, deleted documents included."""
        with self._lock:
            return [segment.numbers(name) for segment in self.segments]

    @cached_property
    def ids(self) -> Sequence[int]:
        return self._numbers("id")

    @cached_property
    def dates(self) -> Sequence[int]:
        return self._numbers("date")

    @cached_property
    def deleted(self) -> frozenset[int]:
        return frozenset(
            base + number
            for base, segment in zip(self.bases, self.segments, strict=True)
            for number in segment.entry.deleted
        )

    @cached_property
    def _live(self) -> Sequence[int]:
        return [number for number in range(self.document_count) if number not in self.deleted]

    @cached_property
    def document_by_id(self) -> dict[int, int]:
        ids = self.ids
        return {ids[number]: number for number in self.live()}

    @cached_property
    def _languages(self) -> Sequence[str]:
        with self._lock:
            return sorted({word for segment in self.segments for word, _ in segment.words("language", b"")})

    @cached_property
    def _norms(self) -> dict[str, Sequence[float]]:
        return {field: self._make_norms(field) for field in scoring.FIELD_BOOST}

    def _make_norms(self, field: str) -> Sequence[float]:
        lengths = self._numbers(f"{field}_length")
        total = sum(lengths) - sum(lengths[number] for number in self.deleted)
        average = total / self.live_count if self.live_count else 0.0
        by_length = {length: scoring.norm(field, length, average) for length in set(lengths)}
        return [by_length[length] for length in lengths]

    def _numbers(self, name: str) -> Sequence[int]:
        return [number for numbers in self.columns(name) for number in numbers]

    def whole_values(self) -> set[str]:
        """All sources, as they are written."""
        with self._lock:
            return {word for segment in self.segments for word, _ in segment.words("whole", b"")}

    def locate(self, document: int) -> tuple[int, int]:
        """The segment of a document, and its number there."""
        n = bisect_right(self.bases, document) - 1
        return n, document - self.bases[n]

    def packed(self, field: str, term: bytes) -> Iterator[tuple[int, int, Packed]]:
        """A term's lists in an index field: number of the segment, of its first document, and the list as packed."""
        for n, (base, segment) in enumerate(zip(self.bases, self.segments, strict=True)):
            with self._lock:
                found = segment.packed(field, term)
            if found is not None:
                yield n, base, found

    # -- what evaluation asks (see PostingSource)

    def live(self) -> Sequence[int]:
        return self._live

    def norms(self, field: str) -> Sequence[float]:
        return self._norms[field]

    def languages(self) -> Sequence[str]:
        return self._languages

    def documents_of(self, article_ids: Collection[int]) -> list[int]:
        numbers = self.document_by_id
        return sorted(numbers[article_id] for article_id in article_ids if article_id in numbers)

    def postings(self, field: str, term: Term, *, with_places: bool = False) -> Postings:
        where = TERM_FIELDS.get((field, term.kind))
        return NOWHERE if where is None else self._postings(where, term, with_places=with_places)

    def _postings(self, where: str, term: Term, *, with_places: bool) -> Postings:
        key = (where, term, with_places)
        with self._lock:
            found = self._cache.get(key)
            if found is not None:
                self._cache.move_to_end(key)
                return found
            found = self._read(where, term_bytes(term), with_places=with_places)
            self._cache[key] = found
            self._cached += self._cost(found)
            while self._cached > _CACHE_COST and len(self._cache) > 1:
                self._cached -= self._cost(self._cache.popitem(last=False)[1])
        return found

    @staticmethod
    def _cost(postings: Postings) -> int:
        return len(postings.documents) + len(postings.numbers) // 2 + 32

    def _read(self, where: str, name: bytes, *, with_places: bool) -> Postings:
        """A term's postings from all segments, without deleted documents."""
        parts: list[tuple[Postings, Sequence[int]]] = []
        for n, base, packed in self.packed(where, name):
            found = unpack(packed, with_places=with_places)
            numbers: Sequence[int] = found.documents
            if base:
                numbers = [base + number for number in numbers]
            if self.segments[n].entry.deleted:
                numbers = [-1 if number in self.deleted else number for number in numbers]
            parts.append((found, numbers))
        if len(parts) == 1 and parts[0][1] is parts[0][0].documents:
            return parts[0][0]
        return joined(parts)

    def unit_starts(self, field: str, unit: str, document: int) -> Sequence[int]:
        name = unit_name(field, unit)
        if name is None:
            return (0,)
        starts = self._postings("unit", Term("form", name), with_places=True)
        n = bisect_left(starts.documents, document)
        return starts.places(n) if n < len(starts.documents) and starts.documents[n] == document else ()

    def words(self, field: str, prefix: str) -> Mapping[str, int]:
        key = (field, prefix)
        with self._lock:
            found = self._words.get(key)
            if found is None:
                where, start = TERM_FIELDS[field, "form"], prefix.encode()
                found = {}
                for segment in self.segments:
                    for word, articles in segment.words(where, start):
                        found[word] = found.get(word, 0) + articles
                self._words[key] = found
                while len(self._words) > 1 and sum(map(len, self._words.values())) > self._most_words:
                    self._words.popitem(last=False)
            self._words.move_to_end(key)
        return found


def unit_name(field: str, unit: str) -> str | None:
    """Under which name a field's sentences or paragraphs are kept; None where all of it is one."""
    if field == "tag":
        return TAGS
    if field != "text":
        return None
    return SENTENCES if unit == "sentence" else PARAGRAPHS
