"""The order of an answer: by relevance or by date, and by id among equals."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from tests.contract.engines.alike import SORTS, Archive, bound, filled, ids_of
from tests.contract.engines.articles import NAMES, marked


def test_dates_sort_both_ways_with_the_undated_last(archive: Archive) -> None:
    answer = archive.ask("")
    assert answer.ids("newest") == [11, 12, 8, 7, 6, 9, 5, 4, 3, 2, 1, 10]
    assert answer.ids("oldest") == [1, 2, 3, 4, 5, 9, 6, 7, 8, 12, 11, 10]


def test_a_word_in_the_title_counts_for_more(archive: Archive) -> None:
    assert archive.ask("greenland").ids()[0] == 1
    assert archive.ask("curie").ids()[0] == 8
    assert archive.ask("museum").ids()[0] in (11, 12)


def test_more_of_the_word_and_less_of_the_rest_ranks_higher(name: str, tmp_path: Path) -> None:
    articles = (
        marked(1, "", "", "ice and a great deal else that has nothing to do with it, at some length"),
        marked(2, "", "", "ice ice ice and a great deal else that has nothing to do with it"),
        marked(3, "", "", "ice and a great deal else"),
        marked(4, "", "", "nothing"),
    )
    assert ids_of(filled(name, tmp_path, articles), "ice") == [2, 3, 1]


def test_equal_scores_come_in_the_order_of_ids(name: str, tmp_path: Path) -> None:
    articles = tuple(marked(n, "2001-01-01", "Same", "the same words") for n in (5, 3, 9, 1))
    engine = filled(name, tmp_path, articles)
    for sort in SORTS:
        assert ids_of(engine, "same", sort) == [1, 3, 5, 9]


def test_equals_come_in_the_order_of_ids_in_any_number_of_pieces(days: Archive) -> None:
    answer = days.ask("few words")
    assert answer.ids() == sorted(days.articles)
    undated = [article_id for article_id, article in sorted(days.articles.items()) if article.date is None]
    assert answer.ids("newest")[-2:] == answer.ids("oldest")[-2:] == undated


# ------------------------------------------------------------------------------------------------ worked out by hand

_ICE = (
    marked(1, "", "Ice", "ice on the water"),
    marked(2, "", "Water and snow", "snow snow ice [Norway:GPE:10]"),
    marked(3, "", "", "water water watery waters water"),
)


def bm25(count: int, length: int, with_it: int, *, is_title: bool = False) -> float:
    """One term in one field of one of the three articles above, as the textbook has it."""
    boost, b, average = (2.5, 0.4, 4 / 3) if is_title else (1.0, 0.75, 13 / 3)
    idf = math.log(1 + (3 - with_it + 0.5) / (with_it + 0.5))
    return boost * idf * count * 2.2 / (count + 1.2 * (1 - b + b * length / average))


_WATER = {
    1: bm25(1, 4, 2),
    2: bm25(1, 3, 1, is_title=True),
    3: bm25(4, 5, 2),  # `waters` is `water`, but `watery` is not
}
_BOTH = math.log(1 + 1.5 / 2.5) + math.log(1 + 2.5 / 1.5)  # what `snow` and `ice` say in a text


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        ("ice", {1: bm25(1, 1, 1, is_title=True) + bm25(1, 4, 2), 2: bm25(1, 4, 2)}),
        ("Ice", {1: bm25(1, 1, 1, is_title=True) + bm25(1, 4, 2), 2: bm25(1, 4, 2)}),
        ("title:ice", {1: bm25(1, 1, 1, is_title=True)}),
        ("water", _WATER),
        ("water ice", {1: _WATER[1] + bm25(1, 1, 1, is_title=True) + bm25(1, 4, 2), 2: _WATER[2] + bm25(1, 4, 2)}),
        ("snow OR water", {**_WATER, 2: _WATER[2] + bm25(1, 3, 1, is_title=True) + bm25(2, 4, 1)}),
        # what is only asked to be there, or not to be, weighs nothing
        ("water -ice", {3: _WATER[3]}),
        ("-ice", {3: 0.0}),
        ("date:2025 OR water", _WATER),
        ("", {1: 0.0, 2: 0.0, 3: 0.0}),
        # several words as one: their occurrences together, as rare as the most frequent of them
        ("watery*", {3: bm25(1, 5, 1)}),
        ("water*", {1: bm25(1, 4, 2), 2: bm25(1, 3, 1, is_title=True), 3: bm25(5, 5, 2)}),
        # a phrase: as often as it stands there, as rare as its words together
        ('"snow ice"', {2: _BOTH * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 4 / (13 / 3)))}),
        ('"ice snow"~1', {2: _BOTH * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 4 / (13 / 3)))}),
        ("@norway", {2: bm25(1, 4, 1)}),
    ],
)
def test_scores_are_bm25_of_titles_and_texts(name: str, tmp_path: Path, text: str, scores: dict[int, float]) -> None:
    hits = filled(name, tmp_path, _ICE).search(bound(text, NAMES)).hits
    assert dict(hits) == pytest.approx(scores, rel=1e-12)
