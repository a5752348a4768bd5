"""Questions about entities: listing, finding, their mentions, and the company they keep."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.errors import NotFound
from index.model import Alias, EntityMention, EntityRow
from index.nearest import nearest
from index.store.database import Database
from index.text import fold

_ROW = "e.slug, e.name, e.type, e.articles, e.mentions"


@dataclass(frozen=True, slots=True)
class MentionPlace:
    """Where an entity is mentioned; the passage about it is the caller's to cut."""

    article_id: int
    start: int
    end: int
    reason: str


def listing(
    database: Database, query: str = "", types: Iterable[str] = (), limit: int | None = None
) -> list[EntityRow]:
    """Entities with an alias in which a word starts with the query, most articles first."""
    conditions, parameters = ["e.articles > 0"], list[object]()
    if folded := fold(query).strip():
        pattern = folded.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        conditions.append(
            "e.id IN (SELECT a.entity_id FROM surfaces s JOIN aliases a ON a.surface_id = s.id"
            " WHERE s.folded LIKE ? ESCAPE '\\' OR s.folded LIKE ? ESCAPE '\\')"
        )
        parameters += [pattern + "%", "% " + pattern + "%"]
    if wanted := list(types):
        conditions.append(f"e.type IN ({','.join('?' * len(wanted))})")
        parameters += wanted
    rows = database.all(
        f"SELECT {_ROW} FROM entities e WHERE {' AND '.join(conditions)}"
        " ORDER BY e.articles DESC, e.mentions DESC, e.slug LIMIT ?",
        [*parameters, -1 if limit is None else limit],
    )
    return [EntityRow(*row) for row in rows]


def by_slug(database: Database, slugs: Sequence[str]) -> list[EntityRow]:
    """These entities, in no particular order."""
    found = database.all(f"SELECT {_ROW} FROM entities e WHERE e.slug IN ({','.join('?' * len(slugs))})", list(slugs))
    return [EntityRow(*row) for row in found]


def by_number(database: Database, numbers: Iterable[int]) -> dict[int, EntityRow]:
    """These entities by the numbers that only the store and what is counted from it know."""
    wanted = list(numbers)
    rows = database.all(f"SELECT e.id, {_ROW} FROM entities e WHERE e.id IN ({','.join('?' * len(wanted))})", wanted)
    return {row[0]: EntityRow(*row[1:]) for row in rows}


def entity_of_name(database: Database) -> dict[int, int]:
    """The number of the entity that each name stands for."""
    return dict(database.all("SELECT id, entity_id FROM names WHERE entity_id IS NOT NULL"))


def find(database: Database, text: str) -> EntityRow:
    """By id, by name, or by an alias that is nobody else's. Raises NotFound, naming the candidates."""
    if exact := database.one(f"SELECT {_ROW} FROM entities e WHERE e.slug = ?", (text.removeprefix("@"),)):
        return EntityRow(*exact)
    candidates = named(database, text)
    if len(candidates) == 1:
        return candidates[0]
    full = [candidate for candidate in candidates if fold(candidate.name) == fold(text)]
    if len(full) == 1:
        return full[0]
    if candidates:
        listed = ", ".join(f"{entity.id} ({entity.name}, {entity.articles})" for entity in candidates[:6])
        raise NotFound(f"{text!r} may be any of several: {listed}.", hint="Give the id.")
    near = listing(database, text, limit=3) or _near(database, text)
    hint = f"Did you mean {', '.join(entity.id for entity in near)}?" if near else "List them with: dateline entities"
    raise NotFound(f"The library knows no entity {text!r}.", hint=hint)


def named(database: Database, text: str, types: Sequence[str] = ()) -> list[EntityRow]:
    """Every entity that goes by exactly this name somewhere (case and diacritics apart), most articles first."""
    rows = database.all(
        f"SELECT DISTINCT {_ROW} FROM surfaces s JOIN aliases a ON a.surface_id = s.id"
        " JOIN entities e ON e.id = a.entity_id WHERE s.folded = ?"
        " AND e.articles > 0 ORDER BY e.articles DESC, e.mentions DESC, e.slug",
        (" ".join(fold(text).split()),),
    )
    return [EntityRow(*row) for row in rows if not types or row[2] in types]


def _near(database: Database, text: str) -> list[EntityRow]:
    known = {row[0]: row[1] for row in database.all(
        "SELECT s.folded, e.slug FROM surfaces s JOIN aliases a ON a.surface_id = s.id"
        " JOIN entities e ON e.id = a.entity_id ORDER BY e.articles LIMIT 50000"
    )}  # fmt: skip
    close = nearest(fold(text), known, 3)
    found = [database.one(f"SELECT {_ROW} FROM entities e WHERE e.slug = ?", (known[alias],)) for alias in close]
    return [EntityRow(*row) for row in found if row]


def name_ids(database: Database, slugs: Iterable[str]) -> frozenset[int]:
    """The numbers of all names of these entities, as the search index knows them."""
    wanted = list(slugs)
    return frozenset(
        row[0]
        for row in database.all(
            "SELECT n.id FROM names n JOIN entities e ON e.id = n.entity_id"
            f" WHERE e.slug IN ({','.join('?' * len(wanted))})",
            wanted,
        )
    )


def aliases(database: Database, slug: str) -> list[Alias]:
    """The surfaces an entity goes by, most frequent first, each with a reason."""
    return [
        Alias(*row)
        for row in database.all(
            "SELECT s.text, a.mentions, a.reason FROM aliases a JOIN surfaces s ON s.id = a.surface_id"
            " JOIN entities e ON e.id = a.entity_id WHERE e.slug = ? ORDER BY a.mentions DESC, s.text",
            (slug,),
        )
    ]


def possibly(database: Database, slug: str) -> list[EntityRow]:
    """Entities this one may be the same as."""
    row = database.one("SELECT possibly FROM entities WHERE slug = ?", (slug,))
    found = by_slug(database, json.loads(row[0])) if row else []
    return sorted(found, key=lambda other: (-other.articles, other.id))


def related(database: Database, slug: str) -> list[EntityRow]:
    """What this one is named after, and what is named after it, most articles first."""
    row = database.one("SELECT related FROM entities WHERE slug = ?", (slug,))
    named_after = json.loads(row[0]) if row else []
    rows = database.all(
        f"SELECT {_ROW} FROM entities e WHERE e.articles > 0 AND (e.slug IN ({','.join('?' * len(named_after))})"
        " OR (e.related <> '[]' AND EXISTS (SELECT 1 FROM json_each(e.related) WHERE json_each.value = ?)))"
        " ORDER BY e.articles DESC, e.slug",
        (*named_after, slug),
    )
    return [EntityRow(*other) for other in rows]


def mentions_of_article(database: Database, article_id: int, text: str) -> list[EntityMention]:
    """An article's mentions in text order, each with its entity."""
    rows = database.all(
        "SELECT m.start, m.end, m.label, e.slug, coalesce(e.name, n.text, ''),"
        " CASE WHEN n.reason <> '' AND n.reason <> r.text THEN r.text || '; ' || n.reason ELSE r.text END"
        " FROM mentions m JOIN reasons r ON r.id = m.reason_id LEFT JOIN names n ON n.id = m.name_id"
        " LEFT JOIN entities e ON e.id = n.entity_id WHERE m.article_id = ? ORDER BY m.start",
        (article_id,),
    )
    return [
        EntityMention(start, end, label, text[start:end], slug, name, reason or "")
        for start, end, label, slug, name, reason in rows
    ]


def places(database: Database, slug: str, article_ids: Sequence[int]) -> list[MentionPlace]:
    """Where an entity is mentioned in some articles, in no order of articles but in text order within each."""
    rows = database.all(
        "SELECT m.article_id, m.start, m.end, r.text FROM entities e JOIN names n ON n.entity_id = e.id"
        " JOIN mentions m ON m.name_id = n.id JOIN reasons r ON r.id = m.reason_id"
        f" WHERE e.slug = ? AND m.article_id IN ({','.join('?' * len(article_ids))}) ORDER BY m.article_id, m.start",
        (slug, *article_ids),
    )
    return [MentionPlace(*row) for row in rows]


def articles_with(database: Database, slug: str) -> dict[int, int]:
    """Article → number of the entity's mentions there, by date (undated last)."""
    rows = database.all(
        "SELECT m.article_id, count(*) FROM entities e JOIN names n ON n.entity_id = e.id"
        " JOIN mentions m ON m.name_id = n.id JOIN articles a ON a.id = m.article_id"
        " WHERE e.slug = ? GROUP BY m.article_id ORDER BY a.date IS NULL, a.date, a.id",
        (slug,),
    )
    return dict(rows)


def by_month(database: Database, slug: str) -> list[tuple[str, int]]:
    """How many dated articles mention an entity in each month that has any."""
    rows = database.all(
        "SELECT substr(a.date, 1, 7), count(DISTINCT a.id) FROM entities e JOIN names n ON n.entity_id = e.id"
        " JOIN mentions m ON m.name_id = n.id JOIN articles a ON a.id = m.article_id"
        " WHERE e.slug = ? AND a.date IS NOT NULL GROUP BY 1 ORDER BY 1",
        (slug,),
    )
    return [(month, articles) for month, articles in rows]


def sources(database: Database, slug: str) -> list[tuple[str, int]]:
    """The sources that mention an entity, by number of articles."""
    rows = database.all(
        "SELECT a.source, count(DISTINCT a.id) AS articles FROM entities e JOIN names n ON n.entity_id = e.id"
        " JOIN mentions m ON m.name_id = n.id JOIN articles a ON a.id = m.article_id"
        " WHERE e.slug = ? GROUP BY a.source ORDER BY articles DESC, a.source",
        (slug,),
    )
    return [(source, articles) for source, articles in rows]


def first_and_last(database: Database, slug: str) -> tuple[datetime.date | None, datetime.date | None]:
    """The days of the first and the last dated article that mentions an entity."""
    row = database.one(
        "SELECT min(a.date), max(a.date) FROM entities e JOIN names n ON n.entity_id = e.id"
        " JOIN mentions m ON m.name_id = n.id JOIN articles a ON a.id = m.article_id WHERE e.slug = ?",
        (slug,),
    )
    first, last = row or (None, None)
    return _day(first), _day(last)


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
