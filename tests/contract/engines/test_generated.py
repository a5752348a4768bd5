"""Thousands of made-up queries, and archives made up with them: every engine gives the oracle's answer.

The same queries are made every time. For others, and more of them, say how many:
`DATELINE_GENERATED_QUERIES=200000 python -m pytest tests/contract/engines/test_generated.py`.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from index.model import Sort
from tests.contract.engines.alike import ENGINE_NAMES, ORACLE, SERVING, Archive
from tests.contract.engines.articles import ARTICLES, NAMES, marked
from tests.contract.engines.edges import EDGES
from tests.contract.engines.edges import NAMES as EDGE_NAMES
from tests.contract.engines.names import Names
from tests.contract.engines.queries import queries

_ASKED_FOR = os.environ.get("DATELINE_GENERATED_QUERIES", "")
QUERIES = int(_ASKED_FOR or 13_000)  # of which more than 10,000 are different
_SETTINGS = settings(
    deadline=None,
    derandomize=not _ASKED_FOR,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

_HELD_TO_THE_ORACLE = tuple(name for name in ENGINE_NAMES if name != ORACLE)
_ARTICLES = (*ARTICLES, *EDGES)
_NAMES = Names.of(
    (*NAMES.known, *EDGE_NAMES.known), unread=NAMES.flags["unread"] | EDGE_NAMES.flags["unread"], starred=(3, 40)
)
_CALLED = ("nansen", "curie", "marie-curie", "amundsen", "paris", "league", "canada", "washington", "rae", "nobody")
_DATES = (
    "1888-10-03",
    "1898",
    "1911-12",
    "1912",
    "1912-01-17",
    "2001-03",
    "2001-03-19",
    "last-week",
    "7d",
    "2025-08-18",
)


_BY_DATE: SearchStrategy[Sort] = st.sampled_from(("newest", "oldest"))


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The first and the second archive in one."""
    made = Archive(tmp_path_factory.mktemp("both"), _ARTICLES, _NAMES, in_pieces=_HELD_TO_THE_ORACLE)
    yield made
    made.close()


@settings(_SETTINGS, max_examples=QUERIES)
@given(text=queries(_ARTICLES, _CALLED, _DATES), by_date=_BY_DATE)
def test_generated_queries_have_the_same_answer_on_every_engine(both: Archive, text: str, by_date: Sort) -> None:
    both.ask(text, ("relevance", by_date))


_bodies = st.lists(st.sampled_from(("a", "b", "c", "d", "B", "c.", "D.\n\n")), max_size=12).map(" ".join)


@settings(_SETTINGS, max_examples=max(50, QUERIES // 260))
@given(bodies=st.lists(_bodies, min_size=1, max_size=6), by_date=_BY_DATE)
def test_any_small_archive_is_searched_alike(bodies: list[str], by_date: Sort) -> None:
    articles = tuple(marked(n, "", body[:3], body) for n, body in enumerate(bodies, 1))
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder), articles, in_pieces=(SERVING,))
        for text in (
            "a", "a b", '"a b"', '"a ... d"', '"a * c"', '"a b c"~1', '"b b"~2', '"a d"~s', '"a d"~p', "-a", "B",
            'a OR "c d"', "title:a", '"b a"~0 -c', '"a ...1 b ...1 c"',
        ):  # fmt: skip
            archive.ask(text, ("relevance", by_date))
        archive.close()
