"""Posting lists: which documents have a term, how often and where; arrays in memory, the same arrays packed on disk.

Numbers are packed in the smallest of 1, 2 or 4 bytes that holds all of a kind, in the machine's byte order (which the
manifest notes): reading a list of any length is a handful of copies, and no code can hide in one. Documents are packed
as distances. How many places each has is left out where that is how often it has the term, as it is for words.
"""

from __future__ import annotations

import itertools
import operator
import struct
from array import array
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

_HEAD: Final = struct.Struct(
    "=IIBBBB"
)  # documents, place numbers, and the sizes of documents, counts, lengths, numbers
_CODES: Final = {1: "B", 2: "H", 4: "I"}
_EMPTY: Final = array("I")

Packed = bytes | memoryview  # a posting list as it lies in a file


class Postings(NamedTuple):
    """The documents that have a term, ascending, and how often.

    Where it stands in the n-th is `numbers[ends[n-1]:ends[n]]` (see `places`): for words their positions, for mentions
    pairs of first word and end. Both are empty for terms without places, and where places were not asked for.
    """

    documents: array[int]
    counts: array[int]
    numbers: array[int] = _EMPTY
    ends: array[int] = _EMPTY

    def places(self, n: int) -> Sequence[int]:
        """Where the term stands in the n-th document of the list."""
        if not self.ends:  # nowhere that is a word: a name within a longer one
            return _EMPTY
        return self.numbers[self.ends[n - 1] if n else 0 : self.ends[n]]


NOWHERE: Final = Postings(_EMPTY, _EMPTY)


def gathered(documents: Iterable[int], counts: Iterable[int], places: Sequence[Sequence[int]]) -> Postings:
    """A posting list from its parts, document by document."""
    numbers = array("I", itertools.chain.from_iterable(places))
    ends = array("I", itertools.accumulate(map(len, places))) if numbers else _EMPTY
    return Postings(array("I", documents), array("I", counts), numbers, ends)


def joined(parts: Sequence[tuple[Postings, Sequence[int]]]) -> Postings:
    """Lists one after the other; with each come the numbers its documents get, where -1 leaves one out."""
    has_places = any(part.ends for part, _ in parts)
    documents, counts, numbers, ends = array("I"), array("I"), array("I"), array("I")
    for part, renumbered in parts:
        if -1 in renumbered:
            kept = [n for n, number in enumerate(renumbered) if number >= 0]
            documents.extend([renumbered[n] for n in kept])
            counts.extend([part.counts[n] for n in kept])
            for n in kept if has_places else ():
                numbers.extend(part.places(n))
                ends.append(len(numbers))
            continue
        documents.extend(renumbered)
        counts.extend(part.counts)
        if has_places:
            before = len(numbers)
            ends.extend([before + end for end in part.ends or [0] * len(renumbered)])
            numbers.extend(part.numbers)
    return Postings(documents, counts, numbers, ends if numbers else _EMPTY)


class Layout(NamedTuple):
    """Where the four arrays of a packed list start, how long they are, and the bytes of each of their numbers.

    Those of lengths and numbers mean nothing for a list without places.
    """

    documents: int
    numbers: int
    documents_at: int
    counts_at: int
    lengths_at: int
    numbers_at: int
    document_size: int
    count_size: int
    length_size: int
    number_size: int

    @classmethod
    def of(cls, packed: Packed) -> Layout:
        """The layout of a packed list, from its first bytes. Without places, lengths and numbers are empty."""
        documents, numbers, document_size, count_size, length_size, number_size = _HEAD.unpack_from(packed)
        counts_at = _HEAD.size + documents * document_size
        lengths_at = counts_at + documents * count_size
        numbers_at = lengths_at + documents * length_size
        if not length_size:
            lengths_at, length_size = counts_at, count_size
        return cls(
            documents, numbers, _HEAD.size, counts_at, lengths_at, numbers_at, document_size, count_size, length_size,
            number_size,
        )  # fmt: skip


def pack(postings: Postings) -> bytes:
    """A posting list as bytes."""
    documents, counts, numbers, ends = postings
    distances = [documents[0], *map(operator.sub, documents[1:], documents)] if documents else []
    lengths = array("I", [ends[0], *map(operator.sub, ends[1:], ends)]) if ends else _EMPTY
    parts = [_pack(distances), _pack(counts), _pack(lengths), _pack(numbers)]
    sizes = [part.itemsize for part in parts]
    if lengths == counts or not ends:
        del parts[2]
        sizes[2] = 0
    return head_of(len(documents), len(numbers), *sizes) + b"".join(part.tobytes() for part in parts)


def head_of(documents: int, numbers: int, *sizes: int) -> bytes:
    """The first bytes of a packed list: how many documents and places, and the bytes of each number of the four kinds.

    A size of 0 for the third says that lengths are left out, being the counts.
    """
    return _HEAD.pack(documents, numbers, *sizes)


def unpack(packed: Packed, *, with_places: bool) -> Postings:
    """The posting list that was packed."""
    layout = Layout.of(packed)
    distances = _unpack(packed, layout.documents_at, layout.documents, layout.document_size)
    counts = array("I", _unpack(packed, layout.counts_at, layout.documents, layout.count_size))
    documents = array("I", itertools.accumulate(distances))
    if not (with_places and layout.numbers):
        return Postings(documents, counts)
    lengths = _unpack(packed, layout.lengths_at, layout.documents, layout.length_size)
    numbers = array("I", _unpack(packed, layout.numbers_at, layout.numbers, layout.number_size))
    return Postings(documents, counts, numbers, array("I", itertools.accumulate(lengths)))


def document_count(packed: Packed) -> int:
    """How many documents a packed list has, from its first bytes."""
    return int(_HEAD.unpack_from(packed)[0])


def _pack(values: Sequence[int]) -> array[int]:
    most = max(values, default=0)
    return array("B" if most < 1 << 8 else "H" if most < 1 << 16 else "I", values)


def _unpack(packed: Packed, at: int, length: int, size: int) -> array[int]:
    values = array(_CODES[size])
    values.frombytes(packed[at : at + length * size])
    return values
