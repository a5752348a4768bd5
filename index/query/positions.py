"""Where the items of a phrase stand together: the one definition of order, gaps and nearness, over word positions.

Items are given by their occurrences, a mapping from the number of the first word to the number of the first word after
it; so the same code serves an analysed article and the posting lists of an index.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from index.query.ast import AnyWord, Gap
from index.query.document import unit_of

Occurrences = Mapping[int, int]
Part = Occurrences | Gap | AnyWord


class Place(NamedTuple):
    """A stretch of words that matches: `[first, end)`, and the first words of the items in it that are slots."""

    first: int
    end: int
    slots: tuple[int, ...] = ()


class _Step(NamedTuple):
    """An item, and how many words may stand between it and the one before."""

    least: int
    most: int
    item: Occurrences
    is_slot: bool


def in_order(
    parts: Sequence[Part], *, sentences: Sequence[int] | None = None, slots: Sequence[bool] | None = None
) -> list[Place]:
    """Places where the parts follow each other; the first part is occurrences, and so is the last.

    One place for each start: the shortest. With `sentences` (the words that start one) a place lies within one of them.
    """
    first, *following = _steps(parts, slots or (False,) * len(parts))
    places: list[Place] = []
    for start in sorted(first.item):
        ends: dict[int, tuple[int, ...]] = {first.item[start]: (start,) if first.is_slot else ()}
        for step in following:
            ends = _after(ends, step)
            if not ends:
                break
        else:
            end = min(ends)
            if sentences is None or unit_of(sentences, start) == unit_of(sentences, end - 1):
                places.append(Place(start, end, ends[end]))
    return places


def _steps(parts: Sequence[Part], slots: Sequence[bool]) -> list[_Step]:
    steps: list[_Step] = []
    least = most = 0
    for part, is_slot in zip(parts, slots, strict=True):
        if isinstance(part, Gap):
            most += part.limit
        elif isinstance(part, AnyWord):
            least, most = least + 1, most + 1
        else:
            steps.append(_Step(least, most, part, is_slot))
            least = most = 0
    return steps


def _after(ends: dict[int, tuple[int, ...]], step: _Step) -> dict[int, tuple[int, ...]]:
    """Where the item of a step may end, and the slots filled by then, given where those before it may."""
    item = step.item
    following: dict[int, tuple[int, ...]] = {}
    for end in sorted(ends):
        earliest, latest = end + step.least, end + step.most
        if earliest == latest:
            starts = [earliest] if earliest in item else []
        else:
            starts = sorted(start for start in item if earliest <= start <= latest)
        for start in starts:
            following.setdefault(item[start], (*ends[end], start) if step.is_slot else ends[end])
    return following


def adjacent(words: Sequence[Occurrences]) -> list[int]:
    """The starts of places where single words follow each other: `in_order` for the plainest of phrases, faster."""
    first, *others = words
    return sorted(start for start in first if all(start + distance in word for distance, word in enumerate(others, 1)))


class _Event(NamedTuple):
    first: int
    end: int
    item: int


def near(items: Sequence[Occurrences], needs: Sequence[int], distance: int) -> list[list[Place]]:
    """Smallest groups of occurrences with at most `distance` other words among them, in any order.

    `needs` says how often each item must be there (twice for `"so so"~3`).
    """
    events = sorted(_Event(first, end, n) for n, item in enumerate(items) for first, end in item.items())
    groups: list[list[Place]] = []
    for anchor_at, anchor in enumerate(events):
        group = _group_from(events, anchor_at, anchor, list(needs), distance)
        if group is not None:
            groups.append(group)
    return groups


def _group_from(
    events: list[_Event], anchor_at: int, anchor: _Event, missing: list[int], distance: int
) -> list[Place] | None:
    missing[anchor.item] -= 1
    still = sum(missing)
    group = [Place(anchor.first, anchor.end)]
    words, end = anchor.end - anchor.first, anchor.end
    if not still:
        return group
    for event in events[anchor_at + 1 :]:
        if event.first - anchor.first - words > distance:
            return None
        if not missing[event.item]:
            if event.item == anchor.item:
                return None  # the group that starts at this one is smaller
            continue
        missing[event.item] -= 1
        still -= 1
        group.append(Place(event.first, event.end))
        words += event.end - event.first
        end = max(end, event.end)
        if not still:
            return group if end - anchor.first - words <= distance else None
    return None


def shared_units(items: Sequence[Occurrences], needs: Sequence[int], starts: Sequence[int]) -> list[int]:
    """The sentences (or paragraphs; `starts` are their first words) that have every item as often as is needed."""
    shared: set[int] | None = None
    for item, need in zip(items, needs, strict=True):
        units = Counter(bisect_right(starts, first) for first in item)
        enough = {unit for unit, count in units.items() if count >= need}
        shared = enough if shared is None else shared & enough
        if not shared:
            return []
    return sorted(shared or ())


def together(items: Sequence[Occurrences], needs: Sequence[int], starts: Sequence[int]) -> list[list[Place]]:
    """All occurrences in each sentence (or paragraph) that has every item."""
    return [
        sorted({Place(first, end) for item in items for first, end in item.items() if unit_of(starts, first) == unit})
        for unit in shared_units(items, needs, starts)
    ]


def counted(items: Sequence[object]) -> tuple[list[int], list[int]]:
    """For items in any order: which are different (by index of the first), and how often each is needed."""
    indexes: dict[object, int] = {}
    needs: list[int] = []
    firsts: list[int] = []
    for n, item in enumerate(items):
        if item in indexes:
            needs[indexes[item]] += 1
        else:
            indexes[item] = len(firsts)
            firsts.append(n)
            needs.append(1)
    return firsts, needs
