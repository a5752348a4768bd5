"""The order of an answer: by relevance or by date, and by id among equals."""

from __future__ import annotations

from pathlib import Path

from tests.contract.engines.alike import SORTS, Archive, filled, ids_of
from tests.contract.engines.articles import marked


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
