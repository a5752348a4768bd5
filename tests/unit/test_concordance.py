"""Words in context through the real facade: places, their order, their lines, and the days of an answer."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import concordance
from index import timeline as timeline_module
from index.answers import HitPlace
from index.concordance import context_key
from index.errors import NotFound
from index.events import Cancelled, CancelToken
from index.library import Library
from tests.archive import opened, write_jsonl

_TEXTS = (
    ("2025-03-01", "Mark Carney spoke. Then the tired Carney left Ottawa."),
    ("2024-01-01", "In Ottawa the old Mark Carney met Justin Trudeau."),
    (None, "Mark Carney again, and Justin Trudeau in Ottawa."),
    ("2025-03-01", "Paris was quiet."),
    ("2025-08-09", "Justin Trudeau went to Paris."),
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    records = [
        {"id": f"a{n}", "text": text, "title": f"T{n}", **({"date": day} if day else {})}
        for n, (day, text) in enumerate(_TEXTS, 1)
    ]
    found = opened(tmp_path / "lib", write_jsonl(tmp_path / "a.jsonl", records))
    yield found
    found.close()


def test_the_places_of_a_query_are_those_that_an_article_marks(library: Library) -> None:
    for query in ("carney", "carney ottawa", '"mark carney"', "@mark-carney", "trud*", "title:T1"):
        ids = library.search(query, sort="oldest").ids
        apart = [HitPlace(article_id, *span) for article_id in ids for span in library.hit_spans(article_id, query)]
        assert library.hit_places(query, ids) == apart


def test_a_line_has_its_hit_where_it_says(library: Library) -> None:
    ids = library.search("ottawa", sort="oldest").ids
    places = library.hit_places("ottawa", ids)
    lines = library.context_lines(places, width=30)
    assert [(line.article_id, line.start, line.end) for line in lines] == [tuple(place) for place in places]
    assert {line.text[line.hit.start : line.hit.end] for line in lines} == {"Ottawa"}


def test_places_of_articles_that_are_gone_or_shorter_give_no_line(library: Library) -> None:
    assert library.context_lines([HitPlace(999, 0, 4), HitPlace(1, 10_000, 10_004)]) == []


def test_mentions_page_by_page_are_the_mentions_in_one_go(library: Library) -> None:
    whole = library.mentions("mark-carney")
    assert [line.date for line in whole] == [
        datetime.date(2024, 1, 1), datetime.date(2025, 3, 1), datetime.date(2025, 3, 1), None,
    ]  # fmt: skip
    for size in (1, 2, 3, 10):
        pages = [library.mentions("mark-carney", limit=size, offset=at) for at in range(0, len(whole) + size, size)]
        assert [line for page in pages for line in page] == whole
    places = library.mention_places("mark-carney", offset=1, limit=2)
    assert [(place.article_id, place.start) for place in places] == [(one.article_id, one.start) for one in whole[1:3]]
    with pytest.raises(NotFound):
        library.mention_places("nobody")


def test_lines_are_sorted_by_the_words_going_outward(library: Library) -> None:
    places = library.mention_places("mark-carney")
    texts = {place.article_id: library.open_article(place.article_id).article.text for place in places}
    for side in ("left", "right"):
        ordered = library.in_context_order(places, "left" if side == "left" else "right")
        keys = [context_key(texts[p.article_id], p, "left" if side == "left" else "right") for p in ordered]
        assert keys == sorted(keys)
        assert sorted(ordered) == sorted(places)


def test_sorting_and_finding_can_be_stopped(library: Library) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        library.in_context_order(library.mention_places("mark-carney"), "left", cancel=token)
    with pytest.raises(Cancelled):
        library.hit_places("carney", library.search("carney").ids, cancel=token)


words = st.lists(st.sampled_from(["Alpha", "beta", "GAMMA", "ölf", "don't", "7"]), max_size=12)


@given(words, words)
def test_a_key_is_the_nearest_words_first_whatever_their_case(before: list[str], after: list[str]) -> None:
    text = " ".join([*before, "HIT", *after])
    start = len(" ".join([*before, ""]))
    place = HitPlace(1, start, start + 3)
    assert context_key(text, place, "left") == tuple(word.casefold() for word in reversed(before))[:8]
    assert context_key(text, place, "right") == tuple(word.casefold() for word in after)[:8]
    assert context_key(text.upper(), place, "left") == context_key(text.lower(), place, "left")


def test_a_timeline_counts_every_article_once_however_many_there_are(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = library.search("").ids
    found = library.timeline(ids)
    assert found.days == (
        (datetime.date(2024, 1, 1), 1), (datetime.date(2025, 3, 1), 2), (datetime.date(2025, 8, 9), 1),
    )  # fmt: skip
    assert (found.dated, found.undated) == (4, 1)
    monkeypatch.setattr(timeline_module, "_FEW", 0)
    assert library.timeline(ids) == found
    assert library.timeline(ids[:0]).days == ()


def test_a_dossier_tells_company_by_count_and_by_association(library: Library) -> None:
    found = library.dossier("justin-trudeau")
    assert {one.id: one.articles for one in found.companions} == {"mark-carney": 2, "ottawa": 2, "paris": 1}
    assert [one.association for one in found.associates] == sorted(
        (one.association for one in found.companions if one.association > 0), reverse=True
    )
    assert library.dossier("paris").associates == ()


def test_many_articles_are_read_in_batches(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = library.mentions("mark-carney"), library.hit_places("ottawa", library.search("ottawa").ids)
    monkeypatch.setattr(concordance, "_BATCH", 1)
    assert (library.mentions("mark-carney"), library.hit_places("ottawa", library.search("ottawa").ids)) == whole
