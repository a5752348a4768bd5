"""What the fields of a library's articles hold, and how often: the values a query may ask for."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Final

from index.model import EntityRow
from index.store.database import Database
from index.text import fold

# Field of the query language → the values of an article.
_VALUES: Final = {
    "source": "SELECT source AS value, count(*) AS n FROM articles GROUP BY 1",
    "author": "SELECT byline AS value, count(*) AS n FROM articles GROUP BY 1",
    "lang": "SELECT language AS value, count(*) AS n FROM articles GROUP BY 1",
    "tag": "SELECT tag.value AS value, count(DISTINCT a.id) AS n FROM articles a, json_each(a.tags) AS tag GROUP BY 1",
}


def values(database: Database, field: str) -> list[tuple[str, int]]:
    """Every value of `source`, `author`, `lang` or `tag`, with its articles, most first. Reads all articles."""
    rows = database.all(f"SELECT value, n FROM ({_VALUES[field]}) WHERE value <> '' ORDER BY n DESC, value")
    return [(str(value), articles) for value, articles in rows]


def articles_dated(database: Database, first: datetime.date | None, last: datetime.date | None) -> int:
    """How many articles are dated within these days, both included."""
    lowest, highest = first or datetime.date.min, last or datetime.date.max
    return database.count(
        "SELECT count(*) FROM articles WHERE date BETWEEN ? AND ?", (lowest.isoformat(), highest.isoformat())
    )


def periods(database: Database, prefix: str, length: int) -> list[tuple[str, int]]:
    """The years (`length` 4) or months (7) that begin so and have articles, newest first."""
    rows = database.all(
        "SELECT substr(date, 1, ?) AS period, count(*) FROM articles WHERE date >= ? AND date < ?"
        " GROUP BY period ORDER BY period DESC",
        (length, prefix, prefix + "~"),  # `~` comes after every digit and hyphen
    )
    return [(str(period), articles) for period, articles in rows]


def entities_beginning(database: Database, typed: str, types: Iterable[str], limit: int) -> list[EntityRow]:
    """Entities with an alias in which a word begins so, or whose id does, most articles first.

    Hyphens stand for blanks as well, since that is how ids are spelt: `mark-c` begins `Mark Carney`.
    """
    folded = " ".join(fold(typed).split())
    conditions, parameters = ["e.articles > 0"], list[object]()
    if folded:
        spellings = dict.fromkeys((_escaped(folded), _escaped(folded.replace("-", " ").strip())))
        patterns = [pattern for spelling in spellings for pattern in (f"{spelling}%", f"% {spelling}%")]
        likes = " OR ".join(["s.folded LIKE ? ESCAPE '\\'"] * len(patterns))
        conditions.append(
            "(e.slug LIKE ? ESCAPE '\\' OR e.id IN (SELECT a.entity_id FROM surfaces s"
            f" JOIN aliases a ON a.surface_id = s.id WHERE {likes}))"
        )
        parameters += [_escaped(folded.replace(" ", "-")) + "%", *patterns]
    if wanted := list(types):
        conditions.append(f"e.type IN ({','.join('?' * len(wanted))})")
        parameters += wanted
    rows = database.all(
        "SELECT e.slug, e.name, e.type, e.articles, e.mentions FROM entities e"
        f" WHERE {' AND '.join(conditions)} ORDER BY e.articles DESC, e.mentions DESC, e.slug LIMIT ?",
        [*parameters, limit],
    )
    return [EntityRow(*row) for row in rows]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
