"""A copy of a library holds everything that cannot be made anew, and nothing is lost by restoring one."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from index.backup import backup, restore
from index.errors import LibraryDamaged, LibraryError, LibraryLocked, LibraryTooNew
from index.library import Library
from index.paths import DATABASE
from index.store import schema
from index.store.database import Database
from index.store.lock import writing
from tests import archive


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    records = [
        {"id": f"a{n}", "text": f"Mark Carney spoke {n} times in Ottawa.", "title": f"Day {n}", "date": "2025-08-25"}
        for n in range(20)
    ]
    library = archive.opened(tmp_path / "lib", archive.write_jsonl(tmp_path / "a.jsonl", records))
    library.reading.set_state([library.article_id("a3")], "starred", to=True)
    library.reading.save_search("Carney", "carney")
    library.close()
    return tmp_path / "lib"


def _contents(folder: Path) -> tuple[list[str], list[str], list[str]]:
    library = Library.open(folder)
    try:
        found = library.search("is:starred carney")
        return (
            list(library.export()),
            [row.key for row in library.rows(found.ids)],
            [saved.name for saved in library.reading.saved_searches()],
        )
    finally:
        library.close()


def test_a_restored_copy_is_the_library_with_everything_the_reader_did(folder: Path, tmp_path: Path) -> None:
    assert backup(folder, tmp_path / "copy.db") == 20
    assert restore(tmp_path / "copy.db", tmp_path / "other") == (20, None)
    assert _contents(tmp_path / "other") == _contents(folder)
    assert _contents(folder)[1:] == (["a3"], ["Carney"])


def test_a_copy_can_be_made_while_a_job_writes_and_shows_one_moment(folder: Path, tmp_path: Path) -> None:
    with writing(folder):
        database = Database(folder, writable=True)
        with database.transaction():
            database.execute("DELETE FROM articles WHERE key = 'a3'")
            assert backup(folder, tmp_path / "copy.db") == 20
        database.close()
    assert backup(folder, tmp_path / "later.db") == 19


def test_a_file_that_is_there_is_replaced_only_if_told_to(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_text("something of value")
    with pytest.raises(LibraryError, match="already"):
        backup(folder, copy)
    assert copy.read_text() == "something of value"
    backup(folder, copy, replaces=True)
    assert restore(copy, tmp_path / "other")[0] == 20


def test_a_library_that_is_there_is_kept_aside(folder: Path, tmp_path: Path) -> None:
    backup(folder, tmp_path / "copy.db")
    before = _contents(folder)
    database = Database(folder, writable=True)
    with database.transaction():
        database.execute("DELETE FROM articles WHERE key <> 'a3'")
    database.close()
    with pytest.raises(LibraryError, match="already"):
        restore(tmp_path / "copy.db", folder)
    count, aside = restore(tmp_path / "copy.db", folder, replaces=True)
    assert count == 20
    assert _contents(folder) == before
    assert aside is not None
    restore(aside, tmp_path / "former")
    assert [row.key for row in _rows(tmp_path / "former")] == ["a3"]


def _rows(folder: Path) -> list[object]:
    library = Library.open(folder)
    try:
        return list(library.rows(library.search("").ids))
    finally:
        library.close()


def test_nothing_is_restored_into_a_library_that_is_being_written(folder: Path, tmp_path: Path) -> None:
    backup(folder, tmp_path / "copy.db")
    before = _contents(folder)
    with writing(folder), pytest.raises(LibraryLocked):
        restore(tmp_path / "copy.db", folder, replaces=True)
    assert _contents(folder) == before


def _newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    connection.close()


def _foreign(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE other (x)")
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()


def _truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _noise(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for place in random.Random(5).sample(range(4096, len(content)), len(content) // 20):
        content[place] ^= 0xFF
    path.write_bytes(bytes(content))


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (_newer, LibraryTooNew),
        (_foreign, LibraryDamaged),
        (_truncated, LibraryDamaged),
        (_noise, LibraryDamaged),
        (lambda path: path.write_text("no database at all"), LibraryDamaged),
        (lambda path: path.write_bytes(b""), LibraryDamaged),
        (Path.unlink, LibraryError),
    ],
    ids=["newer", "foreign", "truncated", "noise", "text", "empty", "missing"],
)
def test_what_is_no_good_copy_is_refused_and_the_library_stays(
    folder: Path, tmp_path: Path, spoil: Callable[[Path], object], error: type[LibraryError]
) -> None:
    copy = tmp_path / "copy.db"
    backup(folder, copy)
    before = _contents(folder)
    spoil(copy)
    with pytest.raises(error):
        restore(copy, folder, replaces=True)
    assert _contents(folder) == before
    assert not list(folder.glob("*.part"))


def test_a_copy_is_for_its_owners_eyes(folder: Path, tmp_path: Path) -> None:
    backup(folder, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").stat().st_mode & 0o077 == 0


def test_a_store_of_an_older_version_is_copied_before_it_is_changed(folder: Path) -> None:
    connection = sqlite3.connect(folder / DATABASE)
    for table in ("reading_states", "saved_searches", "asked_queries", "marks"):
        connection.execute(f"DROP TABLE {table}")
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()
    Library.open(folder).close()
    kept = sqlite3.connect(folder / f"{DATABASE}.version-1")
    assert schema.version_of(kept) == 1
    assert kept.execute("SELECT count(*) FROM articles").fetchone() == (20,)
    kept.close()
