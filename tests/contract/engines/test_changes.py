"""The life of an index: what is put, replaced, deleted, dropped, committed, compacted, and who sees it when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from index.engines import open_engine
from index.errors import EngineError
from index.model import IndexDoc
from tests.contract.engines.alike import bound, filled, ids_of
from tests.contract.engines.articles import ARTICLES, NAMES, marked
from tests.contract.engines.edges import EDGES
from tests.contract.engines.edges import NAMES as EDGE_NAMES
from tests.contract.engines.golden import GOLDEN
from tests.contract.engines.golden_edges import GOLDEN_EDGES
from tests.contract.engines.golden_words import Golden
from tests.contract.engines.names import Names


def test_nothing_shows_before_the_commit_and_everything_after(name: str, tmp_path: Path) -> None:
    engine = filled(name, tmp_path, ARTICLES[:3], generation=7)
    engine.put(ARTICLES[3:])
    assert engine.search(bound("")).total == 3
    engine.commit(8)
    assert (engine.search(bound("")).total, engine.generation) == (12, 8)


def test_an_article_put_again_is_replaced(name: str, tmp_path: Path) -> None:
    engine = filled(name, tmp_path, ARTICLES)
    engine.put([marked(2, "1898-12-26", "Retitled", "Polonium it is.")])
    engine.put([marked(2, "1898-12-26", "Retitled again", "Thorium it is.")])
    engine.commit(2)
    assert ids_of(engine, "radium") == [8]
    assert ids_of(engine, "polonium") == []
    assert ids_of(engine, "thorium") == [2]
    assert engine.search(bound("")).total == len(ARTICLES) == engine.stats().documents


def test_deleted_articles_are_gone_and_unknown_ids_are_ignored(name: str, tmp_path: Path) -> None:
    engine = filled(name, tmp_path, ARTICLES)
    engine.put([marked(77, "", "New", "a radium clock")])
    engine.delete([8, 77, 4_711])
    engine.commit(2)
    assert ids_of(engine, "radium") == [2]
    assert engine.search(bound("")).total == 11


def test_rollback_forgets_and_lets_others_write(name: str, tmp_path: Path) -> None:
    engine = filled(name, tmp_path, ARTICLES)
    engine.put([marked(50, "", "Gone", "zeppelin")])
    engine.delete([1])
    engine.rollback()
    other = open_engine(name, tmp_path, writable=True)
    other.put([marked(51, "", "Kept", "airship")])
    other.commit(2)
    engine.refresh()
    assert ids_of(engine, "zeppelin OR airship OR skis", "oldest") == [1, 10, 51]


def test_only_one_writes_at_a_time(name: str, tmp_path: Path) -> None:
    engine = filled(name, tmp_path, ARTICLES)
    engine.delete([1])
    other = open_engine(name, tmp_path, writable=True)
    with pytest.raises(EngineError, match="writ"):
        other.delete([2])
    engine.commit(2)
    other.delete([2])
    other.commit(3)
    assert other.search(bound("")).total == 10


def test_a_failure_while_putting_drops_the_batch_and_frees_the_lock(name: str, tmp_path: Path) -> None:
    engine = filled(name, tmp_path, ARTICLES)

    def documents() -> Iterator[IndexDoc]:
        yield marked(60, "", "Half", "zeppelin")
        raise EngineError("the store went away")

    with pytest.raises(EngineError):
        engine.put(documents())
    other = open_engine(name, tmp_path, writable=True)
    other.put([marked(61, "", "Whole", "airship")])
    other.commit(2)
    assert ids_of(other, "zeppelin OR airship") == [61]


def test_readers_see_a_commit_when_they_look(name: str, tmp_path: Path) -> None:
    writer = filled(name, tmp_path, ARTICLES)
    reader = open_engine(name, tmp_path)
    assert not reader.refresh()
    writer.put([marked(70, "", "Later", "zeppelin")])
    writer.commit(2)
    assert (reader.search(bound("zeppelin")).total, reader.generation) == (0, 1)
    assert reader.refresh()
    assert (reader.search(bound("zeppelin")).total, reader.generation) == (1, 2)
    with pytest.raises(EngineError, match="reading"):
        reader.delete([1])


@pytest.mark.parametrize(
    ("articles", "names", "golden"),
    [(ARTICLES, NAMES, GOLDEN), (EDGES, EDGE_NAMES, GOLDEN_EDGES)],
    ids=["articles", "edges"],
)
def test_compacting_changes_no_answer(
    name: str, tmp_path: Path, articles: Sequence[IndexDoc], names: Names, golden: Golden
) -> None:
    engine = open_engine(name, tmp_path, writable=True)
    for generation, article in enumerate(articles, 1):
        engine.put([article])
        engine.commit(generation)
    engine.delete([articles[2].id])
    engine.commit(50)
    queries = [bound(text, names) for text, _ in golden]
    before = [list(engine.search(query).hits) for query in queries]
    engine.compact()
    assert [list(engine.search(query).hits) for query in queries] == before
    assert (engine.generation, engine.stats().segments, engine.stats().documents) == (50, 1, len(articles) - 1)
    engine.verify()


def test_many_small_commits_leave_few_segments(name: str, tmp_path: Path) -> None:
    engine = open_engine(name, tmp_path, writable=True)
    for n in range(1, 101):
        engine.put([marked(n, "", f"Number {n}", "ice and letters " * (n % 7))])
        engine.commit(n)
    assert engine.stats().segments < 10
    assert engine.search(bound("ice")).total == 86
