"""Copies of a library in one file, made while it is in use, and libraries made from such copies.

A copy is the store alone, which holds everything that cannot be made anew: articles, names, and what the reader did.
The search index is derived, and built when a copy is restored.
"""

from __future__ import annotations

import contextlib
import datetime
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from index.doctor import rebuild
from index.errors import LibraryDamaged, LibraryError, LibraryTooNew
from index.paths import DATABASE
from index.store import schema
from index.store.database import Database, copy_into, create_folder, translated
from index.store.lock import writing


def backup(folder: Path, target: Path, *, replaces: bool = False) -> int:
    """Copy a library's store into a file; returns the number of articles in it.

    The copy is as the library was at one moment, also while a job writes. The file is there whole or not at all. Raises
    LibraryError if there is one already (unless it may be replaced) or it cannot be written.
    """
    if target.exists() and not replaces:
        raise LibraryError(f"There is a file at {target} already.", hint="Choose another name, or add --force.")
    database = Database(folder)
    try:
        with _draft_of(target) as draft, translated(folder):
            copy_into(database.connection, draft)
            _check(draft)
        return database.count("SELECT count(*) FROM articles")
    finally:
        database.close()


def restore(source: Path, folder: Path, *, replaces: bool = False) -> tuple[int, Path | None]:
    """Make a library at a folder from a copy: returns the number of articles, and where the former store was put.

    A library that is there is kept aside, never deleted, and only with `replaces`. Raises LibraryError, LibraryDamaged,
    LibraryTooNew, LibraryLocked.
    """
    _check(source)
    create_folder(folder)
    place, aside = folder / DATABASE, None
    with writing(folder):
        if place.exists():
            if not replaces:
                raise LibraryError(
                    f"There is a library at {folder} already.",
                    hint="Restore into another folder (--library DIR), or add --force: the one there is kept aside.",
                )
            stamp = datetime.datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
            aside = folder / f"{DATABASE}.before-restore-{stamp}"
            with _draft_of(aside) as draft, translated(folder):
                former = sqlite3.connect(place)
                try:
                    copy_into(former, draft)
                finally:
                    former.close()
        with _draft_of(place) as draft, translated(folder):
            copy = sqlite3.connect(source)
            try:
                copy_into(copy, draft)
            finally:
                copy.close()
            for leftover in ("-wal", "-shm"):  # of the former store: they would be taken for this one's
                (folder / f"{DATABASE}{leftover}").unlink(missing_ok=True)
    return rebuild(folder), aside


def _check(path: Path) -> None:
    """Make sure that a file is a whole store of a version that this program knows."""
    if not path.is_file():
        raise LibraryError(f"There is no file at {path}.")
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            version = schema.version_of(connection)
            verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        raise LibraryDamaged(f"{path} is no copy of a library, or a damaged one: {error}.") from error
    if version > schema.VERSION:
        raise LibraryTooNew(
            f"{path} was written by a newer dateline (its format is {version}, this program knows up to"
            f" {schema.VERSION}).",
            hint="Upgrade dateline; nothing was changed.",
        )
    if not version or not {"library", "articles", "mentions"} <= tables:
        raise LibraryDamaged(f"{path} is no copy of a library.", hint="Copies are made with: dateline backup FILE")
    if verdict != "ok":
        raise LibraryDamaged(f"{path} is damaged: {verdict}.", hint="Take another copy, if there is one.")


@contextlib.contextmanager
def _draft_of(target: Path) -> Iterator[Path]:
    """A file beside the target that takes its place when all went well. Raises LibraryError."""
    draft = target.with_name(f"{target.name}.part")
    try:
        draft.unlink(missing_ok=True)
        yield draft
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.replace(target)
    except OSError as error:
        raise LibraryError(f"{target} cannot be written: {error.strerror or error}.") from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
