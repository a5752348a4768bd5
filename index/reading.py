"""What the reader did with a library: read, starred, searched, saved, marked; and where they left it.

Kept in the library itself, so that it goes wherever that goes. Writing waits its turn with a job that writes.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.store import library, reading
from index.store.database import Database
from index.store.reading import State

__all__ = ["Mark", "ReadingRecord", "SavedSearch", "State"]

_SESSION = "session"  # the fact that remembers where the reader was


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query kept under a name. `seen_id` is the newest article there was when its results were last looked at."""

    name: str
    query: str
    seen_id: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in an article under a letter. Offsets are code points; `entity` is the current one."""

    letter: str
    article_key: str
    title: str
    offset: int
    top: int
    query: str = ""
    entity: str | None = None


class ReadingRecord:
    """Reads and writes what the reader did. Any thread may call it; every writer raises LibraryLocked, LibraryError."""

    def __init__(self, folder: Path, database: Database) -> None:
        self._folder = folder
        self._database = database
        self._writer: Database | None = None
        self._guard = threading.Lock()

    def close(self) -> None:
        """Release the file."""
        with self._guard:
            if self._writer is not None:
                self._writer.close()
                self._writer = None

    def _write(self, work: Callable[[Database], None]) -> None:
        with self._guard:
            if self._writer is None:
                self._writer = Database(self._folder, writable=True)
            with self._writer.transaction():
                work(self._writer)

    # ---------------------------------------------------------------------------------------- articles

    def set_state(self, ids: Sequence[int], state: State, *, to: bool) -> None:
        """Make articles read or starred, or not; done for good when this returns."""
        self._write(lambda database: reading.set_state(database, ids, state, to=to))

    # ---------------------------------------------------------------------------------------- queries

    def remember_query(self, query: str) -> None:
        """Put a query into the history."""
        if query.strip():
            self._write(lambda database: reading.remember_query(database, query.strip()))

    def queries(self) -> list[str]:
        """The history of queries, the latest first, each once."""
        return reading.queries(self._database)

    def saved_searches(self) -> list[SavedSearch]:
        """By name."""
        return [SavedSearch(name, query, seen) for name, query, _, seen in reading.saved_searches(self._database)]

    def save_search(self, name: str, query: str, *, seen_id: int | None = None) -> None:
        """Keep a query under a name (in the place of one that has it).

        What it finds now counts as seen, or what it finds among the articles up to `seen_id`.
        """
        self._write(lambda database: reading.save_search(database, name, query, seen_id))

    def rename_search(self, name: str, new: str) -> None:
        """Give a saved search another name."""
        self._write(lambda database: reading.rename_search(database, name, new))

    def forget_search(self, name: str) -> None:
        """Remove a saved search."""
        self._write(lambda database: reading.forget_search(database, name))

    def search_seen(self, name: str) -> None:
        """What a saved search finds now is no longer new."""
        self._write(lambda database: reading.search_seen(database, name))

    # ---------------------------------------------------------------------------------------- places

    def marks(self) -> list[Mark]:
        """By letter. A mark that cannot be understood (a newer dateline's) is left out."""
        found = []
        for letter, text in reading.marks(self._database):
            try:
                found.append(Mark(letter=letter, **json.loads(text)))
            except (TypeError, ValueError):
                continue
        return found

    def set_mark(self, mark: Mark) -> None:
        """Remember a place."""
        place = asdict(mark)
        del place["letter"]
        self._write(lambda database: reading.set_mark(database, mark.letter, json.dumps(place)))

    def forget_mark(self, letter: str) -> None:
        """Remove a mark."""
        self._write(lambda database: reading.forget_mark(database, letter))

    def session(self) -> dict[str, Any]:
        """Where the reader left the library, as it was given; empty if never, or if it cannot be understood."""
        try:
            found = json.loads(library.fact(self._database, _SESSION) or "{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def remember_session(self, session: dict[str, Any]) -> None:
        """Keep where the reader is: any values that JSON has."""
        self._write(lambda database: library.set_fact(database, _SESSION, json.dumps(session)))
