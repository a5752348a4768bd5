"""The store never loses an article and never doubles one."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import LibraryDamaged, LibraryMissing, LibraryTooNew, NotFound
from index.model import Article, SourceRef
from index.paths import DATABASE
from index.store import articles, library
from index.store.database import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path, writable=True)
    yield opened
    opened.close()


def _article(text: str = "Some text.", **fields: object) -> Article:
    article = Article(
        key="k1", text=text, title="A title", date=datetime.date(2025, 8, 25), source="AP", tags=("a", "b")
    )
    return replace(article, **fields)  # type: ignore[arg-type]  # keyword by keyword, as the tests need them


def _plain(path: str, ordinal: int = 0) -> SourceRef:
    return SourceRef(Path(path), "text", ordinal)


def _put(database: Database, *items: Article) -> list[str]:
    with database.transaction():
        generation = library.next_generation(database)
        return [articles.put(database, item, generation) for item in items]


def _texts(database: Database) -> list[str]:
    return sorted(articles.get(database, number).article.text for number in articles.all_ids(database))


def test_an_article_comes_back_as_it_was(database: Database) -> None:
    article = _article(
        byline="Staff", url="https://example.org", language="en", meta={"desk": "foreign"}, external_id="7"
    )
    _put(database, article)
    stored = articles.get(database, articles.find(database, "k1"))
    assert stored.article == article
    assert stored.words == 2
    assert not stored.is_annotated


def test_the_same_article_again_changes_nothing(database: Database) -> None:
    assert _put(database, _article(), _article()) == ["added", "unchanged"]
    assert len(_texts(database)) == 1


def test_the_same_article_from_another_place_is_the_same_article(database: Database) -> None:
    assert _put(database, _article(origin=_plain("/a.txt")), _article(origin=_plain("/b.txt"))) == [
        "added",
        "unchanged",
    ]


def test_an_edited_file_updates_its_article_and_keeps_its_number(database: Database) -> None:
    _put(database, _article(origin=_plain("/a.txt")))
    number = articles.find(database, "k1")
    edited = _article("Other text now.", key="k2", origin=_plain("/a.txt"))
    assert _put(database, edited) == ["updated"]
    assert articles.get(database, number).article.text == "Other text now."
    assert len(_texts(database)) == 1


def test_an_edited_copy_leaves_the_other_copy_its_article(database: Database) -> None:
    _put(database, _article(origin=_plain("/a.txt")), _article(origin=_plain("/b.txt")))
    assert _put(database, _article("Edited.", key="k2", origin=_plain("/a.txt"))) == ["added"]
    assert _texts(database) == ["Edited.", "Some text."]


def test_a_line_put_before_others_in_a_file_of_many_doubles_and_loses_nothing(database: Database) -> None:
    def jsonl(place: int) -> SourceRef:
        return SourceRef(Path("/all.jsonl"), "jsonl", place)

    _put(database, _article("One.", key="1", origin=jsonl(0)), _article("Two.", key="2", origin=jsonl(1)))
    again = [
        _article("New.", key="3", origin=jsonl(0)),
        _article("One.", key="1", origin=jsonl(1)),
        _article("Two.", key="2", origin=jsonl(2)),
    ]
    assert _put(database, *again) == ["added", "unchanged", "unchanged"]
    assert _texts(database) == ["New.", "One.", "Two."]


def test_the_same_id_in_another_file_is_another_article(database: Database) -> None:
    one = _article("One.", key="1", external_id="1", origin=SourceRef(Path("/a.jsonl"), "jsonl"))
    two = _article("Two.", key="1", external_id="1", origin=SourceRef(Path("/b.jsonl"), "jsonl"))
    assert _put(database, one, two) == ["added", "added"]
    assert _texts(database) == ["One.", "Two."]


def test_the_same_id_in_the_same_file_later_is_a_newer_version(database: Database) -> None:
    origin = SourceRef(Path("/a.jsonl"), "jsonl")
    _put(database, _article("One.", key="1", external_id="1", origin=origin))
    assert _put(database, _article("One, corrected.", key="1", external_id="1", origin=origin)) == ["updated"]
    assert _texts(database) == ["One, corrected."]


def test_a_beginning_of_a_key_finds_its_article_and_an_ambiguous_one_says_which(database: Database) -> None:
    _put(database, _article("One.", key="ab12"), _article("Two.", key="ab34"))
    assert articles.get(database, articles.find(database, "ab1")).article.text == "One."
    with pytest.raises(NotFound, match=r"ab12.*ab34"):
        articles.find(database, "ab")
    with pytest.raises(NotFound):
        articles.find(database, "")
    with pytest.raises(NotFound):
        articles.find(database, "%")


def test_a_failed_batch_leaves_nothing_behind(database: Database) -> None:
    def fail() -> None:
        with database.transaction():
            articles.put(database, _article(), library.next_generation(database))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert _texts(database) == []
    assert library.generation(database) == 0


def test_a_newer_library_is_left_alone(tmp_path: Path) -> None:
    Database(tmp_path, writable=True).close()
    with sqlite3.connect(tmp_path / DATABASE) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(LibraryTooNew, match="newer dateline"):
        Database(tmp_path)


def test_garbage_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes(b"this is no database" * 100)
    with pytest.raises(LibraryDamaged, match="does not read back"):
        Database(tmp_path)


def test_a_missing_library_names_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing) as raised:
        Database(tmp_path / "nowhere")
    assert "add FOLDER" in raised.value.hint
