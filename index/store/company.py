"""The company that entities keep: who is met in the same articles, how often, and how often anyway."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Final, NamedTuple

from index.model import EntityRow
from index.store.database import Database

_CHUNK: Final = 5_000  # parameters of one statement


class Met(NamedTuple):
    """An entity, and how many articles it shares with another."""

    entity: EntityRow
    shared: int


def met_with(database: Database, slug: str) -> list[Met]:
    """Every entity met in the same articles as this one, in no particular order.

    The work is in proportion to the mentions in those articles: each pair of article and entity is counted once, and
    only then are the entities looked up. (One number for a pair is told apart more quickly than two columns.)
    """
    rows = database.all(
        "WITH here AS MATERIALIZED (SELECT DISTINCT m.article_id FROM entities e JOIN names n ON n.entity_id = e.id"
        " JOIN mentions m ON m.name_id = n.id WHERE e.slug = ?1),"
        " pairs AS (SELECT DISTINCT (m.article_id << 32) + n.entity_id, n.entity_id FROM here"
        " CROSS JOIN mentions m ON m.article_id = here.article_id CROSS JOIN names n ON n.id = m.name_id"
        " WHERE n.entity_id IS NOT NULL),"
        " counts AS MATERIALIZED (SELECT entity_id, count(*) AS shared FROM pairs GROUP BY entity_id)"
        " SELECT e.slug, e.name, e.type, e.articles, e.mentions, counts.shared FROM counts"
        " JOIN entities e ON e.id = counts.entity_id WHERE e.slug <> ?1",
        (slug,),
    )
    return [Met(EntityRow(*row[:5]), row[5]) for row in rows]


def met(database: Database, shared: Mapping[int, int]) -> list[Met]:
    """The same of counts that are known already: how many articles each entity shares, by the entities' numbers."""
    numbers = iter(shared)
    found: list[Met] = []
    while chunk := list(islice(numbers, _CHUNK)):
        rows = database.all(
            f"SELECT id, slug, name, type, articles, mentions FROM entities WHERE id IN ({','.join('?' * len(chunk))})",
            chunk,
        )
        found += [Met(EntityRow(*row[1:]), shared[row[0]]) for row in rows]
    return found


def articles_with_names(database: Database) -> int:
    """How many articles have had their names found: those in which two entities could have met."""
    # The articles without are an index of their own; counting the others one by one would read all the texts.
    pending = database.count("SELECT count(*) FROM articles WHERE model IS NULL")
    return database.count("SELECT count(*) FROM articles") - pending
