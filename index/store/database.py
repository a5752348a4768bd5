"""Connections to a library's database: one writer, a reader for each thread, and SQLite's errors put into words."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.errors import LibraryDamaged, LibraryError, LibraryLocked, LibraryMissing, LibraryTooNew
from index.paths import DATABASE
from index.store import schema

_BUSY_SECONDS = 10.0


class Database:
    """The database file of one library folder.

    A read-only Database gives each thread a connection of its own; a writable one has a single connection, for the one
    thread that writes.
    """

    def __init__(self, folder: Path, *, writable: bool = False) -> None:
        """Raises LibraryMissing, LibraryTooNew, LibraryDamaged, LibraryError."""
        self.path = folder / DATABASE
        self._writable = writable
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        if not writable and not self.path.is_file():
            raise LibraryMissing(
                f"There is no library at {folder}.", hint=f"Make one with: dateline --library {folder} add FOLDER"
            )
        with translated(folder):
            found = schema.version_of(self.connection)
            if found == 0 and writable:
                schema.create(self.connection)
            elif found == 0:
                raise LibraryMissing(
                    f"The library at {folder} is empty.", hint="Add articles with: dateline add FOLDER"
                )
            elif found < schema.VERSION:
                if writable:
                    self._keep_as_it_was(found)
                    schema.upgrade(self.connection)
                else:
                    Database(folder, writable=True).close()
            elif found > schema.VERSION:
                raise LibraryTooNew(
                    f"The library at {folder} was written by a newer dateline (its format is {found}, this program"
                    f" knows up to {schema.VERSION}).",
                    hint="Upgrade dateline; nothing was changed.",
                )

    def _keep_as_it_was(self, version: int) -> None:
        """A copy of a store of an older version, beside it, before it is changed."""
        kept = self.path.with_name(f"{self.path.name}.version-{version}")
        if not kept.exists():
            draft = kept.with_name(f"{kept.name}.part")
            draft.unlink(missing_ok=True)
            copy_into(self.connection, draft)
            draft.replace(kept)

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._connect()
            self._local.connection = connection
            with self._guard:
                self._opened.append(connection)
        return connection

    def _connect(self) -> sqlite3.Connection:
        # `check_same_thread` is off only so that `close` may close every thread's connection.
        mode = "rwc" if self._writable else "rw"
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=_BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.execute("PRAGMA foreign_keys = ON")
        if self._writable:
            connection.execute("PRAGMA journal_mode = WAL")
            # Committed work must survive a power cut, not only a crash of the program.
            connection.execute("PRAGMA synchronous = FULL")
        else:
            connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA cache_size = -16000")
        connection.execute("PRAGMA temp_store = MEMORY")
        return connection

    def execute(self, sql: str, parameters: Any = ()) -> sqlite3.Cursor:
        """Run one statement on this thread's connection. Raises LibraryError."""
        with translated(self.path.parent):
            return self.connection.execute(sql, parameters)

    def all(self, sql: str, parameters: Any = ()) -> list[tuple[Any, ...]]:
        """Every row a query gives. Raises LibraryError."""
        with translated(self.path.parent):
            return self.connection.execute(sql, parameters).fetchall()

    def one(self, sql: str, parameters: Any = ()) -> tuple[Any, ...] | None:
        """The first row a query gives, if any. Raises LibraryError."""
        with translated(self.path.parent):
            row: tuple[Any, ...] | None = self.connection.execute(sql, parameters).fetchone()
            return row

    def count(self, sql: str, parameters: Any = ()) -> int:
        """The number a query gives. Raises LibraryError."""
        row = self.one(sql, parameters)
        return int(row[0]) if row and row[0] is not None else 0

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. Raises LibraryLocked if another process is writing, LibraryError."""
        with translated(self.path.parent):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self.connection.execute("ROLLBACK")
                raise
            self.connection.execute("COMMIT")

    def close(self) -> None:
        """Close every thread's connection."""
        with self._guard:
            for connection in self._opened:
                connection.close()
            self._opened.clear()


def copy_into(connection: sqlite3.Connection, target: Path) -> None:
    """Copy a database as it is at this moment into a new file, readable by its owner only."""
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    copy = sqlite3.connect(target)
    try:
        connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, without companions
    finally:
        copy.close()


@contextmanager
def translated(folder: Path) -> Iterator[None]:
    """SQLite's errors as LibraryErrors that name the library."""
    try:
        yield
    except sqlite3.OperationalError as error:
        text = str(error)
        if "locked" in text or "busy" in text:
            raise LibraryLocked(
                f"The library at {folder} is being written by another program.", hint="Try again when it is done."
            ) from error
        raise LibraryError(f"The library at {folder} cannot be used: {text}.", hint=_hint(text)) from error
    except sqlite3.DatabaseError as error:
        raise LibraryDamaged(
            f"The library at {folder} does not read back: {error}.", hint="See: dateline doctor"
        ) from error


def _hint(text: str) -> str:
    if "full" in text:
        return "Free some space on the disk; nothing that was stored is lost."
    if "readonly" in text or "unable to open" in text:
        return "Check that the folder exists and that you may write to it."
    return ""


def create_folder(folder: Path) -> None:
    """Make a library's folder, for its owner's eyes only. Raises LibraryError."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise LibraryError(
            f"The library folder {folder} cannot be made: {error.strerror}.", hint="Choose another with --library DIR."
        ) from error
