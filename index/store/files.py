"""Which files were read, and which could not be: unchanged ones are passed over, and failures are not forgotten."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from index.errors import ReadError
from index.store.database import Database


def path_key(path: Path) -> str:
    """A file's name as the database keeps it: bytes that are no text are spelt out, for SQLite takes only Unicode."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")


@dataclass(frozen=True, slots=True)
class Failure:
    """A file, or a record of it (1-based `line`, 0 for the whole file), that was set aside."""

    path: str
    line: int
    message: str
    hint: str


def is_unchanged(database: Database, path: Path, stat: os.stat_result) -> bool:
    """Whether the file was read before as it is now. Size and time tell; content decides when they differ."""
    row = database.one("SELECT size, mtime_ns FROM files WHERE path = ?", (path_key(path),))
    return row == (stat.st_size, stat.st_mtime_ns)


def remember(
    database: Database,
    path: Path,
    size_and_time: tuple[int, int] | None,
    format_name: str,
    failures: Iterable[ReadError],
) -> None:
    """Note that a file was read, and what was wrong with it (replacing what was wrong before)."""
    if size_and_time is not None:
        database.execute(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", (path_key(path), *size_and_time, format_name)
        )
    database.execute("DELETE FROM failures WHERE path = ?", (path_key(path),))
    for failure in failures:
        database.execute(
            "INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?)",
            (path_key(path), failure.line or 0, failure.message, failure.hint),
        )


def failures(database: Database) -> list[Failure]:
    """Everything set aside so far, by file and line."""
    return [Failure(*row) for row in database.all("SELECT path, line, message, hint FROM failures ORDER BY path, line")]
