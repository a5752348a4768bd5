"""Posting lists come back from bytes as they were, and positions are read alike from a list and from an article."""

from __future__ import annotations

import itertools
from array import array

from hypothesis import given
from hypothesis import strategies as st

from index.engines.manifest import SegmentEntry
from index.engines.postings import Postings, document_count, gathered, joined, pack, unpack
from index.engines.segments import to_merge
from index.query import positions
from index.query.ast import AnyWord, Gap

_numbers = st.integers(0, 2**32 - 1)
_lists = st.lists(
    st.tuples(_numbers, st.integers(1, 70_000), st.lists(_numbers, max_size=4)),
    max_size=8,
    unique_by=lambda item: item[0],
).map(sorted)


def of(items: list[tuple[int, int, list[int]]]) -> Postings:
    return gathered(*([item[n] for item in items] for n in range(3)))


@given(_lists)
def test_packing_loses_nothing(items: list[tuple[int, int, list[int]]]) -> None:
    postings = of(items)
    packed = pack(postings)
    again = unpack(packed, with_places=True)
    assert again == postings
    assert document_count(packed) == len(items)
    if again.ends:
        assert [list(again.places(n)) for n in range(len(items))] == [places for *_, places in items]
    bare = unpack(packed, with_places=False)
    assert (bare.documents, bare.counts, len(bare.numbers)) == (postings.documents, postings.counts, 0)


@given(_lists, _lists, st.sets(st.integers(0, 7)))
def test_joining_renumbers_and_leaves_out(
    first: list[tuple[int, int, list[int]]], second: list[tuple[int, int, list[int]]], gone: set[int]
) -> None:
    has_places = all(places for *_, places in first + second)
    numbers = [-1 if n in gone else n for n in range(len(first))]
    found = joined([(of(first), numbers), (of(second), range(100, 100 + len(second)))])
    kept = [item for n, item in enumerate(first) if n not in gone]
    assert list(found.documents) == [n for n in numbers if n >= 0] + list(range(100, 100 + len(second)))
    assert list(found.counts) == [count for _, count, _ in kept + second]
    if has_places and found.ends:
        assert [list(found.places(n)) for n in range(len(found.documents))] == [places for *_, places in kept + second]


def test_a_list_of_one_small_posting_is_a_few_bytes() -> None:
    assert len(pack(Postings(array("I", [9]), array("I", [1]), array("I", [200]), array("I", [1])))) < 20


_words = st.lists(st.sampled_from("abc"), max_size=12)


@given(_words, st.lists(st.sampled_from(("a", "b", "c", "*", "...1")), min_size=1, max_size=4))
def test_order_is_what_trying_every_place_finds(words: list[str], items: list[str]) -> None:
    while items and items[0] in ("*", "...1"):
        items = items[1:]
    while items and items[-1] in ("*", "...1"):
        items = items[:-1]
    if not items:
        return

    def ends_from(at: int, left: list[str]) -> list[int]:
        if not left:
            return [at]
        head, *rest = left
        if head == "...1":
            return ends_from(at, rest) + ends_from(at + 1, rest)
        return ends_from(at + 1, rest) if at < len(words) and head in ("*", words[at]) else []

    expected = [(start, min(ends)) for start in range(len(words)) if (ends := ends_from(start, items))]
    parts = [
        AnyWord()
        if item == "*"
        else Gap(1)
        if item == "...1"
        else {n: n + 1 for n, word in enumerate(words) if word == item}
        for item in items
    ]
    assert [(place.first, place.end) for place in positions.in_order(parts)] == expected


@given(_words, st.integers(0, 4))
def test_nearness_is_what_trying_every_pair_finds(words: list[str], distance: int) -> None:
    occurrences = [{n: n + 1 for n, word in enumerate(words) if word == wanted} for wanted in "ab"]
    close = any(abs(first - second) - 1 <= distance for first in occurrences[0] for second in occurrences[1])
    assert bool(positions.near(occurrences, [1, 1], distance)) == close
    twice = sorted(occurrences[0])
    pairs = any(second - first - 1 <= distance for first, second in itertools.pairwise(twice))
    assert bool(positions.near([occurrences[0]], [2], distance)) == pairs


def _entry(name: str, documents: int, deleted: int = 0) -> SegmentEntry:
    return SegmentEntry(name, name, documents, 0, 0, tuple(range(deleted)))


def test_segments_are_merged_when_there_are_many_of_a_size() -> None:
    seven = [_entry(f"s{n}", 100) for n in range(7)]
    assert to_merge(seven) == []
    assert to_merge([*seven, _entry("s7", 110), _entry("big", 90_000)]) == [*seven, _entry("s7", 110)]


def test_a_commit_rewrites_no_more_than_it_may() -> None:
    stale = [_entry(f"s{n}", 100, deleted=60) for n in range(5)]
    assert to_merge(stale) == stale
    assert to_merge(stale, at_most=90) == stale[:2]
    eight = [_entry(f"s{n}", 1_000) for n in range(8)]
    assert to_merge(eight, at_most=4_000) == []
    assert to_merge(eight) == eight


def test_a_segment_of_mostly_deleted_articles_is_rewritten() -> None:
    assert to_merge([_entry("fresh", 100), _entry("stale", 100, deleted=60)]) == [_entry("stale", 100, deleted=60)]
