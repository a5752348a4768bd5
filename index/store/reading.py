"""What the reader did, in the store: articles read and starred, queries asked and saved, marks set.

Kept by article keys, apart from everything that is derived. Every function that writes does so within the caller's
transaction.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Final, Literal

from index.store import library
from index.store.database import Database

State = Literal["read", "starred"]

_COLUMNS: Final[dict[State, str]] = {"read": "read_at", "starred": "starred_at"}
_REVISION: Final = "reading_revision"  # the fact that counts changes
_MOST_QUERIES: Final = 500  # remembered


def now() -> str:
    """This moment, as the store keeps moments."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def set_state(database: Database, ids: Sequence[int], state: State, *, to: bool) -> None:
    """Make these articles read or starred, or not. What is so already keeps its moment."""
    column = _COLUMNS[state]
    library.set_fact(database, _REVISION, str(revision(database) + 1))
    for article_id in ids:
        if to:
            database.execute(
                f"INSERT INTO reading_states (key, {column}) SELECT key, ? FROM articles WHERE id = ?"
                f" ON CONFLICT (key) DO UPDATE SET {column} = coalesce({column}, excluded.{column})",
                (now(), article_id),
            )
        else:
            database.execute(
                f"UPDATE reading_states SET {column} = NULL WHERE key = (SELECT key FROM articles WHERE id = ?)",
                (article_id,),
            )


def revision(database: Database) -> int:
    """Goes up with every change of what is read or starred."""
    return int(library.fact(database, _REVISION) or 0)


def ids_flagged(database: Database, flag: str) -> frozenset[int]:
    """The articles that are `read`, `unread` or `starred`."""
    if flag == "unread":
        sql = (
            "SELECT id FROM articles a WHERE NOT EXISTS"
            " (SELECT 1 FROM reading_states r WHERE r.key = a.key AND r.read_at IS NOT NULL)"
        )
    else:
        column = "starred_at" if flag == "starred" else "read_at"
        sql = f"SELECT a.id FROM reading_states r JOIN articles a ON a.key = r.key WHERE r.{column} IS NOT NULL"
    return frozenset(row[0] for row in database.all(sql))


# ------------------------------------------------------------------------------------------------ queries


def remember_query(database: Database, query: str) -> None:
    """Put a query at the end of the history; one asked before moves there."""
    database.execute("DELETE FROM asked_queries WHERE query = ?", (query,))
    database.execute("INSERT INTO asked_queries (query) VALUES (?)", (query,))
    database.execute(
        "DELETE FROM asked_queries WHERE id NOT IN (SELECT id FROM asked_queries ORDER BY id DESC LIMIT ?)",
        (_MOST_QUERIES,),
    )


def queries(database: Database) -> list[str]:
    """Queries asked, the latest first."""
    return [row[0] for row in database.all("SELECT query FROM asked_queries ORDER BY id DESC")]


def newest_id(database: Database) -> int:
    """The id of the article that was added last; ids only ever grow."""
    return database.count("SELECT max(id) FROM articles")


def save_search(database: Database, name: str, query: str, seen_id: int | None = None) -> None:
    """Keep a query under a name; what it finds now counts as seen (or what it found up to an article). A name that is
    taken gets the new query.
    """
    seen = newest_id(database) if seen_id is None else seen_id
    database.execute("INSERT OR REPLACE INTO saved_searches VALUES (?, ?, ?, ?)", (name, query, now(), seen))


def rename_search(database: Database, name: str, new: str) -> None:
    """Give a saved search another name, in the place of any that has it."""
    database.execute("UPDATE OR REPLACE saved_searches SET name = ? WHERE name = ?", (new, name))


def forget_search(database: Database, name: str) -> None:
    """Remove a saved search."""
    database.execute("DELETE FROM saved_searches WHERE name = ?", (name,))


def search_seen(database: Database, name: str) -> None:
    """Whatever the saved search finds now has been looked at."""
    database.execute("UPDATE saved_searches SET seen_id = ? WHERE name = ?", (newest_id(database), name))


def saved_searches(database: Database) -> list[tuple[str, str, str, int]]:
    """Name, query, moment of saving and newest article seen of each, by name."""
    found = database.all("SELECT name, query, saved_at, seen_id FROM saved_searches ORDER BY lower(name), name")
    return [(row[0], row[1], row[2], row[3]) for row in found]


# ------------------------------------------------------------------------------------------------ marks


def set_mark(database: Database, letter: str, place: str) -> None:
    """Remember a place under a letter."""
    database.execute("INSERT OR REPLACE INTO marks VALUES (?, ?)", (letter, place))


def forget_mark(database: Database, letter: str) -> None:
    """Remove a mark."""
    database.execute("DELETE FROM marks WHERE letter = ?", (letter,))


def marks(database: Database) -> list[tuple[str, str]]:
    """Letters and places, by letter."""
    return [(row[0], row[1]) for row in database.all("SELECT letter, place FROM marks ORDER BY letter")]
