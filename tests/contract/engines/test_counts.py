"""Counts over a whole answer: facets, and who fills the slots of a phrase; the same from every engine."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from index.engines.base import FacetCounts, FillerCount
from index.errors import EngineError
from index.events import Cancelled, CancelToken
from tests.contract.engines.alike import ORACLE, SERVING, Archive, bound
from tests.contract.engines.articles import ARTICLES, NAMES
from tests.contract.engines.queries import queries

# Names 1 and 9 are two of one woman's; name 13 belongs to nobody yet.
ENTITY_OF = {name: 1 if name == 9 else name for name in range(1, 13)}
_LIMIT = 50


def facets(archive: Archive, text: str, limit: int = _LIMIT) -> FacetCounts:
    """What all engines count, after checking that they agree."""
    query = bound(text, archive.names)
    found = {name: engine.facets(query, ENTITY_OF, limit=limit) for name, engine in archive.engines.items()}
    for name, counts in found.items():
        assert counts == found[ORACLE], (name, text)
    return found[ORACLE]


def tally(archive: Archive, text: str) -> list[FillerCount]:
    """What all engines find in the slots, after checking that they agree."""
    query = bound(text, archive.names)
    found = {name: engine.tally(query) for name, engine in archive.engines.items()}
    for name, rows in found.items():
        assert rows == found[ORACLE], (name, text)
    return found[ORACLE]


def test_facets_count_the_articles_that_the_query_finds(archive: Archive) -> None:
    counts = facets(archive, "letter")
    assert counts.articles == 3
    assert counts.sources == (("Sample Wire", 2), ("Northern Post", 1))
    assert counts.months == (("1911-12", 1), ("1912-01", 1), ("2025-08", 1))
    assert counts.kinds == (("person", 3), ("place", 2), ("org", 1))
    assert counts.entities == ((4, 3), (8, 2), (11, 2), (10, 1), (12, 1))


def test_an_article_counts_once_for_an_entity_of_several_names(archive: Archive) -> None:
    assert dict(facets(archive, "radioactive").entities)[1] == 2  # one article has both of her names
    assert 9 not in dict(facets(archive, "").entities)


def test_names_nobody_has_placed_yet_count_for_no_entity(archive: Archive) -> None:
    counts = facets(archive, "senate")
    assert 13 not in dict(counts.entities)
    assert ("place", 1) in counts.kinds


def test_undated_articles_and_those_without_a_source_are_in_no_month_and_of_no_source(archive: Archive) -> None:
    counts = facets(archive, "quiet")
    assert (counts.articles, counts.months, counts.sources) == (1, (), ())


def test_facets_of_nothing_are_empty(archive: Archive) -> None:
    assert facets(archive, "zeppelin") == FacetCounts(0, (), (), (), ())


def test_only_the_most_frequent_are_listed(archive: Archive) -> None:
    every = facets(archive, "")
    few = facets(archive, "", limit=2)
    assert (few.sources, few.entities) == (every.sources[:2], every.entities[:2])
    assert few.months == every.months


def test_who_fills_a_slot_is_counted_over_the_whole_answer(archive: Archive) -> None:
    assert tally(archive, '"{person} said"') == [FillerCount(0, (3,), 1), FillerCount(0, (9,), 1)]
    assert tally(archive, '"{person} said" date:..1890') == [FillerCount(0, (3,), 1)]


def test_several_slots_are_filled_together(archive: Archive) -> None:
    assert tally(archive, '"{person} and {person}"') == [FillerCount(0, (1, 2), 1)]
    assert tally(archive, '"{person} told the {org}"') == [FillerCount(0, (3, 7), 1)]


def test_phrases_are_told_apart_and_those_without_slots_tell_nothing(archive: Archive) -> None:
    rows = tally(archive, '"{org} said" OR radium OR "{person} said"')
    assert {(row.leaf, row.names) for row in rows} == {(0, (12,)), (2, (3,)), (2, (9,))}
    assert tally(archive, '"south pole"') == []
    assert tally(archive, '-"{person} said"') == []


def test_values_fill_a_slot_without_a_name(archive: Archive) -> None:
    assert tally(archive, '"{date}"') == [FillerCount(0, (0,), 1)]


def test_a_gap_is_filled_the_shortest_way(archive: Archive) -> None:
    assert {row.names for row in tally(archive, '"{person} ...2 {place}"')} == {(3, 10)}


_NAMES = sorted({form for name in NAMES.known for form in (name.entity, *name.forms) if " " not in form})


@settings(max_examples=400, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(text=queries(ARTICLES, _NAMES, ("1912", "2025-08", "1934")))
def test_generated_queries_are_counted_alike(archive: Archive, text: str) -> None:
    facets(archive, text, limit=3)
    tally(archive, text)


@pytest.mark.parametrize("text", ["ice", '"{person} said"', ""])
def test_counting_stops_when_it_is_cancelled(archive: Archive, text: str) -> None:
    cancel = CancelToken()
    cancel.cancel()
    for engine in archive.engines.values():
        with pytest.raises(Cancelled):
            engine.facets(bound(text, archive.names), ENTITY_OF, limit=5, cancel=cancel)
        with pytest.raises(Cancelled):
            engine.tally(bound(text, archive.names), cancel=cancel)


def test_what_cannot_be_counted_is_told_in_words(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = archive.engines[SERVING]
    monkeypatch.setattr("index.engines.vector.facets.FacetCounter.count", lambda *_: 1 // 0)
    with pytest.raises(EngineError, match="could not be searched"):
        engine.facets(bound("ice"), ENTITY_OF, limit=5)
