"""Sorted arrays as sets: membership, intersection, union, and stretches of a flat array gathered at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Documents = NDArray[np.int32]  # document numbers, ascending, each once
Keys = NDArray[np.int64]  # word positions of many documents in one order (see `places`)
Integers = NDArray[np.integer]
Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

NO_DOCUMENTS: Documents = np.empty(0, np.int32)
NO_KEYS: Keys = np.empty(0, np.int64)

_SPARSE = 24  # a list this many times shorter than another is looked up in it; otherwise both are swept
_DENSE = 32  # one document in so many, and a flag for every document is cheaper than sorting


def among(members: Documents, candidates: Documents, universe: int) -> Booleans:
    """For each of the candidates, whether it is a member. Both are sorted; numbers lie below `universe`."""
    if not len(members) or not len(candidates):
        return np.zeros(len(candidates), np.bool_)
    if len(candidates) * _SPARSE < len(members) or len(members) + len(candidates) < universe // _DENSE:
        places = np.searchsorted(members, candidates)
        places[places == len(members)] = 0
        found: Booleans = members[places] == candidates
        return found
    flags = np.zeros(universe, np.bool_)
    flags[members] = True
    return flags[candidates]


def union(lists: Sequence[Documents], universe: int) -> Documents:
    """All documents of several sorted lists, sorted."""
    filled = [numbers for numbers in lists if len(numbers)]
    if len(filled) < 2:
        return filled[0] if filled else NO_DOCUMENTS
    if sum(map(len, filled)) < universe // _DENSE:
        return np.unique(np.concatenate(filled))
    flags = np.zeros(universe, np.bool_)
    for numbers in filled:
        flags[numbers] = True
    return np.flatnonzero(flags).astype(np.int32)


def shared_keys(few: Keys, many: Keys) -> Keys:
    """The keys of one sorted list that are in another, each list without repeats."""
    if not len(few) or not len(many):
        return NO_KEYS
    if len(few) * _SPARSE < len(many):
        places = np.searchsorted(many, few)
        places[places == len(many)] = 0
        found: Keys = few[many[places] == few]
        return found
    both = np.concatenate((few, many))
    both.sort(kind="stable")  # two sorted runs: merged in one pass
    twice: Keys = both[:-1][both[1:] == both[:-1]]
    return twice


def stretches(starts: Integers, lengths: Integers) -> NDArray[np.int64]:
    """The indexes of several stretches of a flat array, one after the other."""
    ends = np.cumsum(lengths, dtype=np.int64)
    if not len(ends):
        return NO_KEYS
    indexes: Keys = np.arange(ends[-1], dtype=np.int64) + np.repeat(starts - (ends - lengths), lengths)
    return indexes
