"""The days of an answer: every article counted once, the undated told apart, few or many looked up alike."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import timeline as timelines
from index.library import Library
from tests.archive import opened, write_jsonl

_DAYS = ("2025-08-24", "2025-08-24", "1911-12-15", None, "2025-08-31", None, "2024-02-29")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("timeline")
    records = [
        {"id": f"n{number}", "title": f"Number {number}", "text": f"Text {number}."} | ({"date": day} if day else {})
        for number, day in enumerate(_DAYS)
    ]
    found = opened(folder / "lib", write_jsonl(folder / "a.jsonl", records))
    yield found
    found.close()


def _expected(library: Library, ids: Sequence[int]) -> tuple[list[tuple[datetime.date, int]], int]:
    dates = Counter(row.date for row in library.rows(ids))
    undated = dates.pop(None, 0)
    return sorted(dates.items()), undated


def test_days_come_oldest_first_with_gaps_left_out_and_the_undated_told(library: Library) -> None:
    found = library.timeline(library.search("").ids)
    assert [(day.isoformat(), articles) for day, articles in found.days] == [
        ("1911-12-15", 1), ("2024-02-29", 1), ("2025-08-24", 2), ("2025-08-31", 1),
    ]  # fmt: skip
    assert (found.dated, found.undated) == (5, 2)


@pytest.mark.parametrize("few", [0, 100])
def test_few_articles_and_many_are_counted_alike(library: Library, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(timelines, "_FEW", few)
    every = list(library.search("").ids)

    @given(st.lists(st.sampled_from(every), unique=True))
    def count(ids: list[int]) -> None:
        found = library.timeline(ids)
        assert (list(found.days), found.undated) == _expected(library, ids)

    count()


def test_articles_that_are_gone_and_no_articles_count_for_nothing(library: Library) -> None:
    assert library.timeline([10**6]).days == ()
    assert library.timeline([]) == timelines.Timeline((), 0)
