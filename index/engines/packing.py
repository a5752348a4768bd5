"""Posting lists packed by the thousand: words inverted and segments merged as arrays, with numpy.

What comes out is exactly what `index.engines.postings.pack` would make of each list.
"""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.engines.postings import Layout, Packed, head_of

_TYPES: Final = {1: np.uint8, 2: np.uint16, 4: np.uint32}
_Integers = NDArray[np.integer[Any]]


def _size(most: int) -> int:
    return 1 if most < 1 << 8 else 2 if most < 1 << 16 else 4


# ------------------------------------------------------------------------------------------------ inverting


class _Vocabulary(dict[str, int]):
    """Numbers words as they come."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


class Inverter:
    """The words of many documents in one field, turned into posting lists all at once."""

    def __init__(self, *, has_places: bool) -> None:
        self._has_places = has_places
        self._vocabulary = _Vocabulary()
        self._words = array("I")  # of all documents one after the other, by number
        self._documents = array("I")
        self._lengths = array("I")

    def add(self, document: int, words: Sequence[str]) -> None:
        """Take a document's words in order. Documents come in ascending order."""
        if words:
            self._words.extend(map(self._vocabulary.__getitem__, words))
            self._documents.append(document)
            self._lengths.append(len(words))

    def lists(self, prefix: str = "") -> Iterator[tuple[bytes, Packed]]:
        """Every word in byte order, with its packed list; `prefix` goes before each word."""
        if not self._words:
            return
        names = sorted(self._vocabulary)  # code points sort as their UTF-8 does
        ranks = np.empty(len(names), np.uint32)
        ranks[[self._vocabulary[name] for name in names]] = np.arange(len(names), dtype=np.uint32)
        terms = ranks[np.frombuffer(self._words, np.uint32)]
        lengths = np.frombuffer(self._lengths, np.uint32)
        documents = np.repeat(np.frombuffer(self._documents, np.uint32), lengths)
        starts = np.cumsum(lengths, dtype=np.int64) - lengths
        order = np.argsort(terms, kind="stable")
        positions = (np.arange(len(terms)) - np.repeat(starts, lengths))[order].astype(np.uint32)
        packs = _packs(terms[order], documents[order], positions if self._has_places else None)
        for name, packed in zip(names, packs, strict=True):
            yield f"{prefix}{name}".encode(), packed


def _packs(
    terms: NDArray[np.uint32], documents: NDArray[np.uint32], positions: NDArray[np.uint32] | None
) -> Iterator[bytes]:
    """The packed list of each term; rows are sorted by term, then document, then position."""
    is_new_term = np.concatenate(([True], terms[1:] != terms[:-1]))
    postings = np.flatnonzero(is_new_term | np.concatenate(([True], documents[1:] != documents[:-1])))
    counts = np.diff(np.append(postings, len(terms)))
    ends = np.append(np.flatnonzero(is_new_term[postings]), len(postings))  # where each term's postings are
    starts = ends[:-1]
    distances: _Integers = np.diff(documents[postings].astype(np.int64), prepend=0).astype(np.int64)
    distances[starts] = documents[postings[starts]]
    distance_sizes = _sizes(np.maximum.reduceat(distances, starts))
    count_sizes = _sizes(np.maximum.reduceat(counts, starts))
    distance_bytes, count_bytes = _casts(distances), _casts(counts)
    bounds, distance_sizes_, count_sizes_ = ends.tolist(), distance_sizes.tolist(), count_sizes.tolist()
    if positions is None:
        for n, (start, end) in enumerate(itertools.pairwise(bounds)):
            first, second = distance_sizes_[n], count_sizes_[n]
            yield b"".join((
                head_of(end - start, 0, first, second, 0, 1),
                distance_bytes[first][start * first : end * first],
                count_bytes[second][start * second : end * second],
            ))  # fmt: skip
        return
    places = np.append(postings[starts], len(positions))
    place_sizes = _sizes(np.maximum.reduceat(positions, places[:-1])).tolist()
    place_bytes = _casts(positions)
    place_bounds = places.tolist()
    for n, (start, end) in enumerate(itertools.pairwise(bounds)):
        first, second, third = distance_sizes_[n], count_sizes_[n], place_sizes[n]
        low, high = place_bounds[n], place_bounds[n + 1]
        yield b"".join((
            head_of(end - start, high - low, first, second, 0, third),
            distance_bytes[first][start * first : end * first],
            count_bytes[second][start * second : end * second],
            place_bytes[third][low * third : high * third],
        ))  # fmt: skip


def _sizes(most: _Integers) -> _Integers:
    sizes: _Integers = np.where(most < 1 << 8, 1, np.where(most < 1 << 16, 2, 4))
    return sizes


def _casts(values: _Integers) -> dict[int, memoryview]:
    """The same numbers in each size, as bytes; those too large for a size are nonsense in it."""
    return {size: memoryview(values.astype(kind).tobytes()) for size, kind in _TYPES.items()}


# ------------------------------------------------------------------------------------------------ merging


class Part(NamedTuple):
    """A list as one segment has it. Its documents become `base` and on, or what `renumbered` says (-1: left out)."""

    packed: Packed
    base: int
    renumbered: NDArray[np.int64] | None = None


def merged(parts: Sequence[Part]) -> Packed | None:
    """Lists of one term from several segments as one list; None where no document is left."""
    if len(parts) == 1 and parts[0].renumbered is None:
        return _moved(parts[0])
    spliced = _spliced(parts)
    if spliced is not None:
        return spliced
    found = [pieces for part in parts if (pieces := _Pieces.of(part)) is not None]
    if not found:
        return None
    documents = np.concatenate([pieces.documents for pieces in found])
    counts = np.concatenate([pieces.counts for pieces in found])
    numbers = np.concatenate([pieces.numbers for pieces in found])
    distances = np.diff(documents, prepend=0)
    lengths = counts
    if any(pieces.lengths is not pieces.counts for pieces in found):
        lengths = np.concatenate([pieces.lengths for pieces in found])
    return _packed(distances, counts, lengths, numbers)


def _moved(part: Part) -> Packed:
    """A list whose documents all get higher numbers: only the first distance changes."""
    if not part.base:
        return part.packed
    layout = Layout.of(part.packed)
    size = layout.document_size
    first = int.from_bytes(part.packed[layout.documents_at : layout.documents_at + size], _ORDER) + part.base
    if first < 1 << (8 * size):
        changed = bytearray(part.packed)
        changed[layout.documents_at : layout.documents_at + size] = first.to_bytes(size, _ORDER)
        return bytes(changed)
    wider = _size(first)
    distances = np.frombuffer(part.packed, _TYPES[size], layout.documents, layout.documents_at).astype(_TYPES[wider])
    distances[0] = first
    head = bytearray(part.packed[: layout.documents_at])
    head[8] = wider
    return b"".join((head, distances.tobytes(), part.packed[layout.counts_at :]))


def _spliced(parts: Sequence[Part]) -> bytes | None:
    """Short lists of numbers of like sizes, as most are, put together byte by byte; None where that cannot be done."""
    distances, counts, numbers = bytearray(), [], []
    documents = places = last = 0
    sizes: tuple[int, ...] | None = None
    for packed, base, renumbered in parts:
        layout = Layout.of(packed)
        count, total, at, counts_at, lengths_at, numbers_at, size, count_size, _, number_size = layout
        here = (size, count_size, number_size)
        if renumbered is not None or count > _SHORT or lengths_at != counts_at or here != (sizes or here) or size == 4:
            return None
        if documents and bool(total) != bool(places):  # one has places, the other has none
            return None
        sizes = here
        own = packed[at:counts_at]
        first = int.from_bytes(own[:size], _ORDER)
        distance = base + first - last
        if distance >= 1 << (8 * size):
            return None
        distances += distance.to_bytes(size, _ORDER)
        distances += own[size:]
        last = base + (sum(own) if size == 1 else sum(memoryview(own).cast("H")))
        counts.append(packed[counts_at : counts_at + count * count_size])
        numbers.append(packed[numbers_at : numbers_at + total * number_size])
        documents += count
        places += total
    assert sizes is not None
    return b"".join((head_of(documents, places, sizes[0], sizes[1], 0, sizes[2]), distances, *counts, *numbers))


_SHORT: Final = 200  # documents
_ORDER: Final = "little" if np.little_endian else "big"


class _Pieces(NamedTuple):
    """A list taken apart; `lengths` is `counts` itself where they are the same."""

    documents: NDArray[np.int64]
    counts: _Integers
    lengths: _Integers
    numbers: _Integers

    @classmethod
    def of(cls, part: Part) -> _Pieces | None:
        """The pieces that are left; None where none are."""
        packed, layout = part.packed, Layout.of(part.packed)
        distances = np.frombuffer(packed, _TYPES[layout.document_size], layout.documents, layout.documents_at)
        documents = np.cumsum(distances, dtype=np.int64)
        counts: _Integers = np.frombuffer(packed, _TYPES[layout.count_size], layout.documents, layout.counts_at)
        lengths, numbers = np.zeros_like(counts), counts[:0]
        if layout.numbers:
            numbers = np.frombuffer(packed, _TYPES[layout.number_size], layout.numbers, layout.numbers_at)
            lengths = counts
            if layout.lengths_at != layout.counts_at:
                lengths = np.frombuffer(packed, _TYPES[layout.length_size], layout.documents, layout.lengths_at)
        if part.renumbered is None:
            return cls(documents + part.base, counts, lengths, numbers)
        documents = part.renumbered[documents]
        kept = documents >= 0
        if not kept.any():
            return None
        if layout.numbers:
            numbers = numbers[np.repeat(kept, lengths)]
        has_own_lengths = lengths is not counts
        counts = counts[kept]
        return cls(documents[kept], counts, lengths[kept] if has_own_lengths else counts, numbers)


def _packed(distances: _Integers, counts: _Integers, lengths: _Integers, numbers: _Integers) -> bytes:
    arrays = [distances, counts, lengths, numbers]
    sizes = [_size(int(values.max(initial=0))) for values in arrays]
    parts = [values.astype(_TYPES[size]).tobytes() for values, size in zip(arrays, sizes, strict=True)]
    if lengths is counts or not len(numbers) or np.array_equal(lengths, counts):
        del parts[2]
        sizes[2] = 0
    return head_of(len(distances), len(numbers), *sizes) + b"".join(parts)


def renumbering(documents: int, gone: Iterable[int], base: int) -> NDArray[np.int64]:
    """What each of so many documents becomes when some are left out and the first of the rest gets number `base`."""
    kept = np.ones(documents, np.bool_)
    kept[list(gone)] = False
    return np.where(kept, np.cumsum(kept) - 1 + base, -1)
