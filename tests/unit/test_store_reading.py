"""What the reader did is kept by articles' keys, survives what is derived, and waits its turn with a job."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from index.errors import LibraryError
from index.library import Library
from index.model import Article
from index.paths import DATABASE
from index.reading import Mark, SavedSearch
from index.store import articles, library, schema
from index.store.database import Database
from tests import archive


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    database = Database(tmp_path, writable=True)
    with database.transaction():
        generation = library.next_generation(database)
        for key in ("one", "two", "three"):
            articles.put(database, Article(key=key, text=f"Text of {key}.", title=key), generation)
    database.close()
    return tmp_path


def _ids(opened: Library) -> dict[str, int]:
    return {key: opened.article_id(key) for key in ("one", "two", "three")}


def test_what_was_read_and_starred_is_there_after_reopening(folder: Path) -> None:
    opened = Library.open(folder)
    ids = _ids(opened)
    opened.reading.set_state([ids["one"], ids["two"]], "read", to=True)
    opened.reading.set_state([ids["two"]], "starred", to=True)
    opened.reading.set_state([ids["one"]], "read", to=False)
    opened.close()
    again = Library.open(folder)
    states = {row.key: (row.is_read, row.is_starred) for row in again.rows(list(ids.values()))}
    assert states == {"one": (False, False), "two": (True, True), "three": (False, False)}
    article = again.open_article(ids["two"])
    assert (article.is_read, article.is_starred) == (True, True)
    again.close()


def test_a_state_outlives_an_article_that_is_taken_out_and_comes_back(folder: Path) -> None:
    opened = Library.open(folder)
    opened.reading.set_state([opened.article_id("one")], "starred", to=True)
    database = Database(folder, writable=True)
    with database.transaction():
        database.execute("DELETE FROM articles WHERE key = 'one'")
        articles.put(database, Article(key="one", text="Text of one.", title="one"), library.next_generation(database))
    database.close()
    assert opened.open_article(opened.article_id("one")).is_starred
    opened.close()


def test_queries_are_kept_latest_first_and_each_once(folder: Path) -> None:
    opened = Library.open(folder)
    for query in ("carney", "troops", " carney ", "  "):
        opened.reading.remember_query(query)
    assert opened.reading.queries() == ["carney", "troops"]
    opened.close()


def test_saved_searches_can_be_kept_renamed_and_forgotten(folder: Path) -> None:
    opened = Library.open(folder)
    record = opened.reading
    record.save_search("b", "troops")
    record.save_search("A", "carney")
    assert [(saved.name, saved.query) for saved in record.saved_searches()] == [("A", "carney"), ("b", "troops")]
    record.rename_search("b", "c")
    record.forget_search("A")
    assert [saved.name for saved in record.saved_searches()] == ["c"]
    opened.close()


def test_articles_added_since_a_search_was_looked_at_are_new(folder: Path) -> None:
    opened = Library.open(folder)
    opened.reading.save_search("all", "")
    newest = opened.reading.saved_searches()[0].seen_id
    assert newest == max(_ids(opened).values())
    opened.reading.save_search("all", "", seen_id=newest - 2)
    assert opened.reading.saved_searches()[0].seen_id == newest - 2
    opened.reading.search_seen("all")
    assert opened.reading.saved_searches()[0].seen_id == newest
    opened.close()


def test_marks_and_the_session_come_back_as_they_were(folder: Path) -> None:
    opened = Library.open(folder)
    mark = Mark("a", "one", "One", 7, 0, query='"prime minister"', entity="mark-carney")
    opened.reading.set_mark(mark)
    opened.reading.set_mark(Mark("b", "two", "Two", 1, 0))
    opened.reading.forget_mark("b")
    opened.reading.remember_session({"query": "carney", "offset": 3})
    opened.close()
    again = Library.open(folder)
    assert again.reading.marks() == [mark]
    assert again.reading.session() == {"query": "carney", "offset": 3}
    again.close()


def test_a_record_that_makes_no_sense_counts_for_nothing(folder: Path) -> None:
    database = Database(folder, writable=True)
    with database.transaction():
        library.set_fact(database, "session", "no JSON {")
        database.execute("INSERT INTO marks VALUES ('a', 'nor this'), ('b', '{\"else\": 1}')")
    database.close()
    opened = Library.open(folder)
    assert opened.reading.session() == {}
    assert opened.reading.marks() == []
    opened.close()


def test_writing_waits_for_a_job_that_writes(folder: Path) -> None:
    opened = Library.open(folder)
    one = opened.article_id("one")
    database = Database(folder, writable=True)
    star = threading.Thread(target=lambda: opened.reading.set_state([one], "starred", to=True))
    with database.transaction():
        star.start()
        star.join(0.2)
        assert star.is_alive()
    star.join(10)
    assert opened.open_article(one).is_starred
    database.close()
    opened.close()


def test_a_library_of_the_first_version_is_brought_up_to_date_with_everything_in_it(folder: Path) -> None:
    connection = sqlite3.connect(folder / DATABASE)
    for table in ("reading_states", "saved_searches", "asked_queries", "marks"):
        connection.execute(f"DROP TABLE {table}")
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()
    opened = Library.open(folder)
    assert opened.status().articles == 3
    opened.reading.set_state([opened.article_id("one")], "read", to=True)
    assert opened.open_article(opened.article_id("one")).is_read
    opened.close()
    assert schema.version_of(sqlite3.connect(folder / DATABASE)) == schema.VERSION


def test_where_nothing_can_be_written_the_error_says_so(folder: Path) -> None:
    opened = Library.open(folder)
    one = opened.article_id("one")
    database = Database(folder, writable=True)
    with database.transaction():
        database.execute("DROP TABLE reading_states")
    database.close()
    with pytest.raises(LibraryError):
        opened.reading.set_state([one], "read", to=True)
    opened.close()


def test_what_was_read_can_be_asked_for_at_once(tmp_path: Path) -> None:
    records = [{"id": key, "text": f"Snow fell on {key}.", "title": key, "date": "2025-01-01"} for key in "abc"]
    found = archive.opened(tmp_path / "lib", archive.write_jsonl(tmp_path / "a.jsonl", records))
    a, b, c = (found.article_id(key) for key in "abc")

    def ids(query: str) -> set[int]:
        return set(found.search(query).ids)

    assert ids("is:unread") == {a, b, c}
    found.reading.set_state([a], "read", to=True)
    assert (ids("is:unread"), ids("is:read")) == ({b, c}, {a})
    found.reading.set_state([c], "starred", to=True)
    assert ids("snow is:starred") == {c}
    assert ids("is:unread -is:starred") == {b}
    found.reading.set_state([a], "read", to=False)
    assert ids("is:unread") == {a, b, c}
    assert found.new_in(SavedSearch("", "snow", b)) == 1
    found.close()
