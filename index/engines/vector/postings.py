"""Packed posting lists as numpy arrays; positions stay where they are mapped, and are read only where needed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.engines.postings import Layout, Packed
from index.engines.vector.arrays import NO_DOCUMENTS, Documents, Integers

_TYPES = {1: np.uint8, 2: np.uint16, 4: np.uint32}
_NO_NUMBERS: NDArray[np.uint8] = np.empty(0, np.uint8)


class TermVectors(NamedTuple):
    """The documents that have a term, and how often each does."""

    documents: Documents
    counts: Integers

    @property
    def nbytes(self) -> int:
        return int(self.documents.nbytes + self.counts.nbytes)


class PlaceVectors(NamedTuple):
    """The documents that have a term, and where: in the n-th at `numbers[ends[n] - lengths[n]:ends[n]]`."""

    documents: Documents
    lengths: Integers
    ends: NDArray[np.int64]
    numbers: Integers

    @property
    def nbytes(self) -> int:
        return int(self.documents.nbytes + self.lengths.nbytes + self.ends.nbytes + self.numbers.nbytes)


NO_TERM = TermVectors(NO_DOCUMENTS, _NO_NUMBERS)
NO_PLACES = PlaceVectors(NO_DOCUMENTS, _NO_NUMBERS, np.empty(0, np.int64), _NO_NUMBERS)


class Part(NamedTuple):
    """One segment's list of a term: as packed, the number of the segment's first document, and which documents live."""

    packed: Packed
    base: int
    live: NDArray[np.bool_] | None  # None where nothing was deleted from the segment


def _array(packed: Packed, at: int, length: int, size: int) -> Integers:
    return np.frombuffer(packed, _TYPES[size], length, at)


def term_vectors(parts: Sequence[Part]) -> TermVectors:
    """A term's documents and counts from all segments, without deleted documents."""
    found = [_term(part) for part in parts]
    if len(found) < 2:
        return found[0] if found else NO_TERM
    return TermVectors(np.concatenate([one.documents for one in found]), np.concatenate([one.counts for one in found]))


def _term(part: Part) -> TermVectors:
    layout = Layout.of(part.packed)
    documents = _documents(part, layout)
    counts = _array(part.packed, layout.counts_at, layout.documents, layout.count_size)
    if part.live is not None:
        kept = part.live[documents]
        documents, counts = documents[kept], counts[kept]
    return TermVectors(documents + np.int32(part.base) if part.base else documents, counts)


def place_vectors(parts: Sequence[Part]) -> PlaceVectors:
    """A term's documents and places from all segments, without deleted documents."""
    found = [_places(part) for part in parts]
    if len(found) < 2:
        return found[0] if found else NO_PLACES
    offsets = np.cumsum([0, *(len(one.numbers) for one in found[:-1])], dtype=np.int64)
    return PlaceVectors(
        np.concatenate([one.documents for one in found]),
        np.concatenate([one.lengths for one in found]),
        np.concatenate([one.ends + offset for one, offset in zip(found, offsets, strict=True)]),
        np.concatenate([one.numbers for one in found]),
    )


def _places(part: Part) -> PlaceVectors:
    layout = Layout.of(part.packed)
    if not layout.numbers:
        return NO_PLACES
    documents = _documents(part, layout)
    lengths = _array(part.packed, layout.lengths_at, layout.documents, layout.length_size)
    numbers = _array(part.packed, layout.numbers_at, layout.numbers, layout.number_size)
    ends = np.cumsum(lengths, dtype=np.int64)
    if part.live is not None:
        kept = part.live[documents]
        documents, lengths, ends = documents[kept], lengths[kept], ends[kept]
    return PlaceVectors(documents + np.int32(part.base) if part.base else documents, lengths, ends, numbers)


def _documents(part: Part, layout: Layout) -> Documents:
    distances = _array(part.packed, layout.documents_at, layout.documents, layout.document_size)
    return np.cumsum(distances, dtype=np.int32)
