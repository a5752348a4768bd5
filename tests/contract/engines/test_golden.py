"""Golden queries: what a reader would find in some seventy articles, every engine finds, in the same order."""

from __future__ import annotations

import pytest

from tests.contract.engines.alike import Archive
from tests.contract.engines.days import GOLDEN_DAYS
from tests.contract.engines.golden import GOLDEN
from tests.contract.engines.golden_edges import GOLDEN_EDGES


@pytest.mark.parametrize(("text", "expected"), GOLDEN, ids=[text or "empty" for text, _ in GOLDEN])
def test_golden_queries_find_their_articles_on_every_engine(
    archive: Archive, text: str, expected: set[int] | frozenset[int]
) -> None:
    assert archive.ask(text).found == expected


@pytest.mark.parametrize(("text", "expected"), GOLDEN_EDGES, ids=[text or "empty" for text, _ in GOLDEN_EDGES])
def test_they_do_where_it_is_hardest_to_tell(edges: Archive, text: str, expected: set[int] | frozenset[int]) -> None:
    assert edges.ask(text).found == expected


@pytest.mark.parametrize(("text", "expected"), GOLDEN_DAYS, ids=[text for text, _ in GOLDEN_DAYS])
def test_dates_are_whole_days_both_included_and_sort_both_ways(days: Archive, text: str, expected: set[str]) -> None:
    answer = days.ask(text)
    found = {article_id: str(days.articles[article_id].date or "") for article_id in answer.found}
    assert set(found.values()) == expected
    assert len(found) == sum(str(article.date or "") in expected for article in days.articles.values())
    dated = [found[article_id] for article_id in answer.ids("oldest") if found[article_id]]
    assert dated == sorted(dated)
    assert [found[article_id] for article_id in answer.ids("newest") if found[article_id]] == dated[::-1]
