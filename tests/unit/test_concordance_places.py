"""Places in long lists: any stretch is that stretch of the whole, nothing is read that need not be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.answers import HitPlace
from index.concordance import context_key
from index.library import Library
from index.store import articles
from tests.archive import opened, write_jsonl

_TEXTS = {
    "a": ("2025-03-01", "Mark Carney spoke. The old premier met Mark Carney in Ottawa."),
    "b": ("2024-01-02", "Nobody saw Mark Carney there, and Mark Carney saw nobody; then Mark Carney left."),
    "c": (None, "Undated is what Mark Carney never was."),
    "d": ("2025-02-01", "In Ottawa it rained. Jane Doe stayed in Ottawa."),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder: Path = tmp_path_factory.mktemp("concordance")
    records = [
        {"id": key, "title": key.upper(), "text": text} | ({"date": day} if day else {})
        for key, (day, text) in _TEXTS.items()
    ]
    found = opened(folder / "lib", write_jsonl(folder / "a.jsonl", records))
    yield found
    found.close()


def _ids(library: Library) -> dict[str, int]:
    return {key: library.article_id(key) for key in _TEXTS}


# ------------------------------------------------------------------------------------------------ mentions


@given(offset=st.integers(0, 9), limit=st.integers(0, 9) | st.none())
def test_any_stretch_of_mentions_is_that_stretch_of_the_whole(library: Library, offset: int, limit: int | None) -> None:
    every = library.mentions("mark-carney")
    stop = None if limit is None else offset + limit
    assert library.mentions("mark-carney", offset=offset, limit=limit) == every[offset:stop]
    places = library.mention_places("mark-carney", offset=offset, limit=limit)
    assert places == [HitPlace(line.article_id, line.start, line.end) for line in every[offset:stop]]


# ------------------------------------------------------------------------------------------------ hits


def test_every_hit_of_a_query_is_a_place_in_the_order_of_the_articles_asked_for(library: Library) -> None:
    ids = _ids(library)
    places = library.hit_places("ottawa", [ids["d"], ids["a"], ids["b"]])
    assert [place.article_id for place in places] == [ids["d"], ids["d"], ids["a"]]
    texts = {ids[key]: text for key, (_, text) in _TEXTS.items()}
    assert {texts[place.article_id][place.start : place.end] for place in places} == {"Ottawa"}


def test_hits_that_overlap_are_one_line(library: Library) -> None:
    ids = _ids(library)
    assert library.hit_places('carney "mark carney" @mark-carney', [ids["c"]]) == [HitPlace(ids["c"], 16, 27)]


def test_a_query_that_asks_nothing_of_the_text_has_no_lines(library: Library) -> None:
    assert library.hit_places("date:2025", list(_ids(library).values())) == []


def test_no_text_is_read_for_a_query_that_asks_nothing_of_it(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(articles, "texts", None)
    monkeypatch.setattr(articles, "documents", None)
    for query in ("date:2025", "title:rain", "-ottawa"):
        assert library.hit_places(query, list(_ids(library).values())) == []


# ------------------------------------------------------------------------------------------------ orders


def test_places_are_put_into_the_order_of_the_words_beside_them(library: Library) -> None:
    places = library.mention_places("mark-carney")
    before = [line.text[: line.hit.start].split()[-1:] for line in _lines(library, places, "left")]
    assert before == [[], ["and"], ["met"], ["saw"], ["then"], ["what"]]
    after = [line.text[line.hit.end :].split()[0] for line in _lines(library, places, "right")]
    assert after == ["in", "left.", "never", "saw", "spoke.", "there,"]


def _lines(library: Library, places: list[HitPlace], side: str) -> list:
    return library.context_lines(library.in_context_order(places, side))


@given(st.permutations(range(6)), st.sampled_from(("left", "right")))
def test_sorting_loses_nothing_and_keeps_equal_ones_as_they_came(library: Library, order: list[int], side: str) -> None:
    every = library.mention_places("mark-carney")
    shuffled = [every[number] for number in order]
    ordered = library.in_context_order(shuffled, side)
    assert sorted(ordered) == sorted(every)
    texts = {number: _TEXTS[key][1] for key, number in _ids(library).items()}
    keys = [context_key(texts[place.article_id], place, side) for place in ordered]
    assert keys == sorted(keys)
    assert library.in_context_order(ordered, side) == ordered
