"""Where the items of a phrase stand together, in many documents at once: `index.query.positions` over arrays.

A word is known by a *key*: the number of its document in the upper half, its position in the lower. Keys of a whole
archive are one sorted array, and a step from word to word is a sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.engines.vector.arrays import NO_KEYS, Booleans, Documents, Integers, Keys, among, shared_keys, stretches
from index.engines.vector.postings import PlaceVectors, TermVectors

DOCUMENT = 32  # bits to the left


class Occurrences(NamedTuple):
    """Where an item stands: keys of first words, ascending, and of the first words after it."""

    firsts: Keys
    ends: Keys


class Step(NamedTuple):
    """An item of a phrase, and how many words may stand between it and the one before.

    `slot` are the keys of the mentions, occurrence by occurrence, where the item is a slot.
    """

    least: int
    most: int
    item: Occurrences
    slot: Keys | None = None


NOWHERE = Occurrences(NO_KEYS, NO_KEYS)


def keys_in(places: PlaceVectors, documents: Documents, universe: int, *, per_place: int) -> NDArray[np.int64]:
    """The places of a list in these documents, as rows of `per_place` keys (1 for words, 2 for first word and end)."""
    if not len(documents):
        return NO_KEYS.reshape(0, per_place)
    low, high = np.searchsorted(places.documents, (documents[0], documents[-1] + 1))
    wanted, lengths, ends = places.documents[low:high], places.lengths[low:high], places.ends[low:high]
    kept = among(documents, wanted, universe)
    if not kept.all():
        wanted, lengths, ends = wanted[kept], lengths[kept], ends[kept]
    if not len(wanted):
        return NO_KEYS.reshape(0, per_place)
    starts = ends - lengths
    first, last = int(starts[0]), int(ends[-1])
    is_whole = last - first == int(lengths.sum())
    numbers = places.numbers[first:last] if is_whole else places.numbers[stretches(starts, lengths)]
    keys = np.repeat(wanted.astype(np.int64) << DOCUMENT, lengths)
    keys += numbers
    return keys.reshape(-1, per_place)


def words(rows: Sequence[NDArray[np.int64]]) -> Occurrences:
    """The occurrences of an item from the keys of its words."""
    firsts = _joined([keys[:, 0] for keys in rows])
    return Occurrences(firsts, firsts + 1)


def mentions(rows: Sequence[NDArray[np.int64]]) -> Occurrences:
    """The occurrences of a slot from the keys of mentions."""
    if not rows:
        return NOWHERE
    every = rows[0] if len(rows) == 1 else np.concatenate(rows)
    if len(rows) > 1:
        every = every[np.argsort(every[:, 0], kind="stable")]
    return Occurrences(np.ascontiguousarray(every[:, 0]), np.ascontiguousarray(every[:, 1]))


def _joined(lists: Sequence[Keys]) -> Keys:
    if len(lists) < 2:
        return lists[0] if lists else NO_KEYS
    every = np.concatenate(lists)
    every.sort(kind="stable")
    return every


# ------------------------------------------------------------------------------------------------ in order


class Found(NamedTuple):
    """Places of a phrase, one for each start, in order; `slots` are the keys of the mentions in them, slot by slot."""

    firsts: Keys
    slots: tuple[Keys, ...] = ()


def adjacent(items: Sequence[Occurrences], offsets: Sequence[int]) -> Keys:
    """The starts of places where single words stand at these distances from the first."""
    order = sorted(range(len(items)), key=lambda n: len(items[n].firsts))
    starts = items[order[0]].firsts - offsets[order[0]]
    for n in order[1:]:
        if not len(starts):
            break
        starts = shared_keys(starts + offsets[n], items[n].firsts) - offsets[n]
    return starts


def in_order(steps: Sequence[Step], units: Keys | None) -> Found:
    """Places where the items follow each other; the shortest for each start, within one unit if units are given.

    `units` are the keys of the words that start a sentence.
    """
    first = steps[0]
    state = _State(first.item.firsts, first.item.ends, () if first.slot is None else (first.slot,))
    are_ends_sorted = True  # items do not overlap, and after steps of one length the order is still that of the starts
    for step in steps[1:]:
        if not len(state.starts):
            break
        if step.least == step.most:
            state = _right_after(state, step, are_ends_sorted=are_ends_sorted)
        else:
            state = _within_units(_somewhere_after(state, step), units)
            are_ends_sorted = False
    state = _within_units(state, units)
    kept = _first_of_each(state.starts)
    slots = sum(step.slot is not None for step in steps)
    chosen = tuple(keys[kept] for keys in state.slots) if len(state.starts) else (NO_KEYS,) * slots
    return Found(state.starts[kept], chosen)


class _State(NamedTuple):
    """Ways through the items so far, by start and then by end: where each starts and ends, and the slots on the way."""

    starts: Keys
    ends: Keys
    slots: tuple[Keys, ...]

    def take(self, chosen: NDArray[np.int64] | Booleans) -> _State:
        return _State(self.starts[chosen], self.ends[chosen], tuple(keys[chosen] for keys in self.slots))


def _right_after(state: _State, step: Step, *, are_ends_sorted: bool) -> _State:
    """The ways that go on with the step's item so many words on."""
    firsts, ends = step.item
    if not len(firsts):
        return state.take(np.zeros(len(state.starts), np.bool_))
    if are_ends_sorted and len(firsts) < len(state.ends):  # the fewer are looked up among the more
        places = np.searchsorted(state.ends, firsts - step.least)
        places[places == len(state.ends)] = 0
        fits = state.ends[places] == firsts - step.least
        before, at = state.take(places[fits]), np.flatnonzero(fits)
    else:
        places = np.searchsorted(firsts, state.ends + step.least)
        places[places == len(firsts)] = 0
        fits = firsts[places] == state.ends + step.least
        before, at = state.take(fits), places[fits]
    return _State(before.starts, ends[at], _filled(before, step, at))


def _filled(before: _State, step: Step, at: NDArray[np.int64]) -> tuple[Keys, ...]:
    return before.slots if step.slot is None else (*before.slots, step.slot[at])


def _somewhere_after(state: _State, step: Step) -> _State:
    """The ways that go on with the step's item within so many words, all of them, each end once for each start."""
    firsts, ends = step.item
    low = np.searchsorted(firsts, state.ends + step.least)
    high = np.searchsorted(firsts, state.ends + step.most, side="right")
    going_on = np.flatnonzero(high > low)
    low, lengths = low[going_on], (high - low)[going_on]
    before = state.take(np.repeat(going_on, lengths))
    at = stretches(low, lengths)
    after = _State(before.starts, ends[at], _filled(before, step, at))
    order = np.lexsort((after.ends, after.starts))  # stable: of equal ways the one that was nearest before stays first
    after = after.take(order)
    if len(after.starts) < 2:
        return after
    is_new = np.concatenate(([True], (np.diff(after.starts) != 0) | (np.diff(after.ends) != 0)))
    return after.take(is_new)


def _within_units(state: _State, units: Keys | None) -> _State:
    """Ways that have not left the unit they started in; ends only grow, so none comes back."""
    if units is None or not len(state.starts):
        return state
    starts_in = np.searchsorted(units, state.starts, side="right")
    ends_in = np.searchsorted(units, state.ends - 1, side="right")
    return state.take(starts_in == ends_in)


def _first_of_each(keys: Keys) -> Booleans:
    return np.concatenate(([True], np.diff(keys) != 0)) if len(keys) else np.zeros(0, np.bool_)


# ------------------------------------------------------------------------------------------------ in any order


def near_pairs(first: Occurrences, second: Occurrences, distance: int) -> Keys:
    """The starts of groups of two different items with at most `distance` other words between, in any order."""
    firsts = np.concatenate((first.firsts, second.firsts))
    ends = np.concatenate((first.ends, second.ends))
    items = np.repeat(np.array([0, 1], np.int8), (len(first.firsts), len(second.firsts)))
    are_words = len(firsts) == 0 or bool((ends - firsts).max() == 1)
    # Two sorted runs are merged in one pass; only mentions that start together have to be told apart by their ends.
    order = np.argsort(firsts, kind="stable") if are_words else np.lexsort((items, ends, firsts))
    firsts, ends, items = firsts[order], ends[order], items[order]
    # The group of an occurrence is complete at the very next one, or never: if that is of the same item, its own group
    # is smaller.
    lengths = ends - firsts
    is_near = (items[1:] != items[:-1]) & (firsts[1:] - firsts[:-1] - lengths[:-1] <= distance)
    last = np.maximum(ends[1:], ends[:-1])
    is_near &= last - firsts[:-1] - lengths[:-1] - lengths[1:] <= distance
    anchors: Keys = firsts[:-1][is_near]
    return anchors


def within_reach(items: Sequence[Occurrences], distance: int) -> Documents:
    """The documents in which some occurrence of the rarest item has all others so near that a group is possible."""
    longest = sum(int((item.ends - item.firsts).max(initial=1)) for item in items)
    rarest, *others = sorted(items, key=lambda item: len(item.firsts))
    anchors, reach = rarest.firsts, distance + longest
    for other in others:
        low = np.searchsorted(other.firsts, anchors - reach)
        high = np.searchsorted(other.firsts, anchors + reach, side="right")
        anchors = anchors[high > low]
    return np.unique(anchors >> DOCUMENT).astype(np.int32)


def in_units(items: Sequence[Occurrences], needs: Sequence[int], units: Keys) -> Keys:
    """The keys of the units (given by their first words) that have every item as often as is needed."""
    shared: NDArray[np.int64] | None = None
    for item, need in zip(items, needs, strict=True):
        numbers, counts = np.unique(np.searchsorted(units, item.firsts, side="right"), return_counts=True)
        enough = numbers[counts >= need]
        shared = enough if shared is None else shared_keys(shared, enough)
    return units[shared - 1] if shared is not None else NO_KEYS


# ------------------------------------------------------------------------------------------------ back to documents


def per_document(keys: Keys) -> TermVectors:
    """How many keys each document has. Keys are sorted."""
    documents = keys >> DOCUMENT
    starts = np.flatnonzero(_first_of_each(documents))
    counts: Integers = np.diff(np.append(starts, len(documents))).astype(np.uint32)
    return TermVectors(documents[starts].astype(np.int32), counts)


def document_keys(documents: Documents) -> Keys:
    """The keys of the first words of documents."""
    return documents.astype(np.int64) << DOCUMENT


def in_document(item: Occurrences, document: int) -> dict[int, int]:
    """The occurrences in one document, as `index.query.positions` takes them."""
    start, stop = document << DOCUMENT, (document + 1) << DOCUMENT
    low, high = np.searchsorted(item.firsts, (start, stop))
    return dict(zip((item.firsts[low:high] - start).tolist(), (item.ends[low:high] - start).tolist(), strict=True))
