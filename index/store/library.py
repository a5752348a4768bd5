"""Facts about the library as a whole: its generation, and its counts."""

from __future__ import annotations

import datetime

from index.store.database import Database


def generation(database: Database) -> int:
    """Goes up with every batch written; an engine or a reader that is behind should look again."""
    return int(fact(database, "generation") or 0)


def next_generation(database: Database) -> int:
    """Begin a batch, within the caller's transaction."""
    following = generation(database) + 1
    set_generation(database, following)
    return following


def set_generation(database: Database, number: int) -> None:
    """Make this the library's generation, within the caller's transaction."""
    set_fact(database, "generation", str(number))


def fact(database: Database, key: str) -> str | None:
    """A remembered fact, or None."""
    row = database.one("SELECT value FROM library WHERE key = ?", (key,))
    return str(row[0]) if row else None


def set_fact(database: Database, key: str, value: str) -> None:
    """Remember a fact, within the caller's transaction."""
    database.execute("INSERT OR REPLACE INTO library VALUES (?, ?)", (key, value))


def counts(database: Database) -> dict[str, int]:
    """`articles`, `annotated`, `entities`, `mentions`, `failures`."""
    articles = database.count("SELECT count(*) FROM articles")
    return {
        "articles": articles,
        # There is an index of those without, which are few; counting those with a model would read every article.
        "annotated": articles - database.count("SELECT count(*) FROM articles WHERE model IS NULL"),
        "entities": database.count("SELECT count(*) FROM entities WHERE articles > 0"),
        "mentions": database.count("SELECT coalesce(sum(mentions), 0) FROM entities"),
        "failures": database.count("SELECT count(*) FROM failures"),
    }


def date_range(database: Database) -> tuple[datetime.date | None, datetime.date | None]:
    """The first and the last day any article gives."""
    # Asked for together they are looked for in the whole index; one by one, each stands at an end of it.
    row = database.one("SELECT (SELECT min(date) FROM articles), (SELECT max(date) FROM articles)")
    first, last = row or (None, None)
    return (datetime.date.fromisoformat(first) if first else None, datetime.date.fromisoformat(last) if last else None)
