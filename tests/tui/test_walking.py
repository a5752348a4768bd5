"""The order in which mentions are walked through articles, and whom a query is about."""

from __future__ import annotations

from index.model import EntityMention, Span
from tui.screens.walking import entity_to_walk, next_on_tour, tour


def test_a_tour_follows_the_results_and_then_the_rest_by_date() -> None:
    assert tour([5, 3, 9], {1: 2, 3: 1, 5: 4, 7: 1}) == [5, 3, 1, 7]


def test_the_next_stop_is_the_one_after_this_article() -> None:
    stops = [5, 3, 1]
    assert next_on_tour(stops, 5, [5, 3], 1) == 3
    assert next_on_tour(stops, 3, [5, 3], 1) == 1
    assert next_on_tour(stops, 1, [5, 3], 1) is None
    assert next_on_tour(stops, 5, [5, 3], -1) is None
    assert next_on_tour(stops, 1, [5, 3], -1) == 3


def test_an_article_without_the_entity_counts_where_it_stands_in_the_results() -> None:
    assert next_on_tour([5, 3], 8, [5, 8, 3], 1) == 3
    assert next_on_tour([5, 3], 8, [5, 8, 3], -1) == 5
    assert next_on_tour([5, 3], 8, [8, 5, 3], -1) is None


def test_from_outside_the_results_the_tour_starts_at_its_beginning() -> None:
    assert next_on_tour([5, 3], 77, [5, 3], 1) == 5
    assert next_on_tour([], 77, [5, 3], 1) is None


def _mention(start: int, end: int, entity: str | None) -> EntityMention:
    return EntityMention(start, end, "PERSON", "x" * (end - start), entity, entity or "", "")


def test_the_entity_at_the_first_hit_is_the_one_to_walk() -> None:
    mentions = [_mention(0, 4, "a"), _mention(10, 21, "b"), _mention(30, 35, None)]
    assert entity_to_walk(mentions, [Span(15, 21)], []) == "b"
    assert entity_to_walk(mentions, [Span(5, 9)], []) is None
    assert entity_to_walk(mentions, [Span(30, 35)], []) is None
    assert entity_to_walk(mentions, [], []) is None


def test_whom_the_query_names_counts_more_than_whom_the_first_hit_touches() -> None:
    mentions = [_mention(0, 4, "a"), _mention(10, 21, "b")]
    assert entity_to_walk(mentions, [Span(0, 4)], ["b"]) == "b"
    assert entity_to_walk(mentions, [Span(0, 4)], ["b", "a"]) == "a"
    assert entity_to_walk(mentions, [Span(0, 4)], ["nobody here"]) == "a"
    assert entity_to_walk(mentions, [], ["b"]) == "b"
