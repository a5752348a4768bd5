"""What the fields of a library's articles hold, and how often: the values a query may ask for."""

from __future__ import annotations

import datetime
import re
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

    Hyphens are as good as blanks, since that is how ids are spelt: `mark-c` begins `Mark Carney`.
    """
    words = " ".join(fold(typed).replace("-", " ").split())
    conditions, parameters = ["e.articles > 0"], list[object]()
    if words:
        # LIKE is the quickest scan; what it cannot tell (blanks or hyphens between several words) is left to `instr`.
        first_word, first_id = _escaped(words.partition(" ")[0]), words.replace(" ", "-")
        conditions.append(
            "(e.slug BETWEEN ? AND ? OR e.id IN (SELECT a.entity_id FROM surfaces s JOIN aliases a"
            " ON a.surface_id = s.id WHERE (s.folded LIKE ? ESCAPE '!' OR s.folded LIKE ? ESCAPE '!'"
            " OR s.folded LIKE ? ESCAPE '!') AND (? OR instr(' ' || replace(s.folded, '-', ' '), ?) > 0)))"
        )
        likes = [f"{before}{first_word}%" for before in ("", "% ", "%-")]
        parameters += [first_id, first_id + "\U0010ffff", *likes, " " not in words, f" {words}"]
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
    return re.sub("[!%_]", r"!\g<0>", text)
