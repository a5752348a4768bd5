"""Posting lists: which documents have a term, how often and where; arrays in memory, the same arrays packed on disk.

Numbers are packed in the smallest of 1, 2 or 4 bytes that holds all of a kind, in the machine's byte order (which the
manifest notes): reading a list of any length is a handful of copies, and no code can hide in one.
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
        return self.numbers[self.ends[n - 1] if n else 0 : self.ends[n]]


NOWHERE: Final = Postings(_EMPTY, _EMPTY)


def gathered(documents: Iterable[int], counts: Iterable[int], places: Sequence[Sequence[int]]) -> Postings:
    """A posting list from its parts, document by document."""
    numbers = array("I", itertools.chain.from_iterable(places))
    ends = array("I", itertools.accumulate(map(len, places))) if numbers else _EMPTY
    return Postings(array("I", documents), array("I", counts), numbers, ends)


def joined(parts: Sequence[tuple[Postings, Sequence[int]]]) -> Postings:
    """Lists one after the other; with each come the numbers its documents get, where -1 leaves one out."""
    documents, counts, numbers, ends = array("I"), array("I"), array("I"), array("I")
    for part, renumbered in parts:
        if -1 in renumbered:
            kept = [n for n, number in enumerate(renumbered) if number >= 0]
            documents.extend([renumbered[n] for n in kept])
            counts.extend([part.counts[n] for n in kept])
            if part.ends:
                for n in kept:
                    numbers.extend(part.places(n))
                    ends.append(len(numbers))
            continue
        documents.extend(renumbered)
        counts.extend(part.counts)
        if part.ends:
            before = len(numbers)
            ends.extend([before + end for end in part.ends] if before else part.ends)
            numbers.extend(part.numbers)
    return Postings(documents, counts, numbers, ends)


def pack(postings: Postings) -> bytes:
    """A posting list as bytes."""
    documents, counts, numbers, ends = postings
    distances = [documents[0], *map(operator.sub, documents[1:], documents)] if documents else []
    lengths = [ends[0], *map(operator.sub, ends[1:], ends)] if ends else []
    packed = [_pack(values) for values in (distances, counts, lengths, numbers)]
    head = _HEAD.pack(len(documents), len(numbers), *(values.itemsize for values in packed))
    return head + b"".join(values.tobytes() for values in packed)


def unpack(packed: bytes, *, with_places: bool) -> Postings:
    """The posting list that was packed."""
    length, places, *sizes = _HEAD.unpack_from(packed)
    at = _HEAD.size
    distances, at = _unpack(packed, at, length, sizes[0])
    counts, at = _unpack(packed, at, length, sizes[1])
    documents = array("I", itertools.accumulate(distances))
    if not (with_places and places):
        return Postings(documents, array("I", counts))
    lengths, at = _unpack(packed, at, length, sizes[2])
    numbers, _ = _unpack(packed, at, places, sizes[3])
    return Postings(documents, array("I", counts), array("I", numbers), array("I", itertools.accumulate(lengths)))


def document_count(packed: bytes) -> int:
    """How many documents a packed list has, from its first bytes."""
    return int(_HEAD.unpack_from(packed)[0])


def _pack(values: Sequence[int]) -> array[int]:
    most = max(values, default=0)
    return array("B" if most < 1 << 8 else "H" if most < 1 << 16 else "I", values)


def _unpack(packed: bytes, at: int, length: int, size: int) -> tuple[array[int], int]:
    values = array(_CODES[size])
    end = at + length * size
    values.frombytes(packed[at:end])
    return values, end
