"""What the articles call people and things, and which entity each name belongs to.

Mentions point at names, names at entities. A new answer to who is who therefore rewrites `names.entity_id` and what is
counted from it, and leaves articles, mentions and the search index alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from index.model import Annotated, Identities, Mention, Name, NameCount, Resolution
from index.store.database import Database
from index.text import fold

Identify = Callable[[Iterable[NameCount]], Identities]


def put_annotation(database: Database, article_id: int, annotated: Annotated) -> None:
    """Keep a model's own words about an article, replacing earlier ones."""
    packed = json.dumps([[m.start, m.end, m.label] for m in annotated.mentions], separators=(",", ":"))
    database.execute("INSERT OR REPLACE INTO annotations VALUES (?, ?, ?)", (article_id, annotated.tag, packed))


def annotation(database: Database, article_id: int, text: str) -> tuple[Mention, ...]:
    """A model's own words about an article; empty if there are none."""
    row = database.one("SELECT mentions FROM annotations WHERE article_id = ?", (article_id,))
    return tuple(Mention(start, end, label, text[start:end]) for start, end, label in json.loads(row[0])) if row else ()


def put_resolution(database: Database, article_id: int, resolution: Resolution, tag: str, generation: int) -> None:
    """Replace an article's mentions; `tag` is the model's whose words they rest on."""
    database.execute("DELETE FROM mentions WHERE article_id = ?", (article_id,))
    for link in resolution.links:
        mention = link.mention
        name_id, label = (None, mention.label) if link.name is None else _name(database, link.name, mention.label)
        database.execute(
            "INSERT OR REPLACE INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                article_id, mention.start, mention.end, label, name_id, _surface_id(database, mention.text),
                _reason_id(database, link.reason),
            ),
        )  # fmt: skip
    database.execute(
        "UPDATE articles SET model = ?, trouble = NULL, generation = ? WHERE id = ?", (tag, generation, article_id)
    )


def put_trouble(database: Database, article_id: int, why: str) -> None:
    """Note that an article cannot be annotated, so that it does not hold up the others."""
    database.execute("UPDATE articles SET trouble = ? WHERE id = ?", (why, article_id))


def _name(database: Database, name: Name, label: str) -> tuple[int, str]:
    """The number of a name, and how a mention of it is labelled that its article would label so."""
    key = (name.text, name.type, name.qualifier)
    row = database.one("SELECT id, label FROM names WHERE text = ? AND type = ? AND qualifier = ?", key)
    if row:
        return int(row[0]), row[1] if label == name.type else label
    cursor = database.execute(
        "INSERT INTO names (text, type, qualifier, label, reason) VALUES (?, ?, ?, ?, '')", (*key, name.type)
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid, label


def _surface_id(database: Database, text: str) -> int:
    shown = " ".join(text.split())  # a name may break across lines
    row = database.one("SELECT id FROM surfaces WHERE text = ?", (shown,))
    if row:
        return int(row[0])
    cursor = database.execute("INSERT INTO surfaces (text, folded) VALUES (?, ?)", (shown, fold(shown)))
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _reason_id(database: Database, reason: str) -> int:
    row = database.one("SELECT id FROM reasons WHERE text = ?", (reason,))
    if row:
        return int(row[0])
    cursor = database.execute("INSERT INTO reasons (text) VALUES (?)", (reason,))
    assert cursor.lastrowid is not None
    return cursor.lastrowid


# ------------------------------------------------------------------------------------------------ who is who


def unidentified(database: Database) -> int:
    """How many names have no entity yet."""
    return database.count("SELECT count(*) FROM names WHERE entity_id IS NULL")


def name_count(database: Database) -> int:
    """How many names there are."""
    return database.count("SELECT count(*) FROM names")


def identify_new(database: Database, identify: Identify, generation: int) -> None:
    """Give names that have no entity one, without reconsidering the others: quick, and right but for rivalries."""
    fresh = _name_counts(database, "WHERE n.entity_id IS NULL")
    if fresh:
        touched = _write(database, identify(fresh.values()), {count.name: key for key, count in fresh.items()})
        _relabel(database, generation)
        _recount(database, touched)


def identify_all(database: Database, identify: Identify, generation: int) -> None:
    """Decide anew, from all names together, who is who; the answer does not depend on the order of import."""
    counts = _name_counts(database, "")
    # Names that no article uses any more (it was edited, or annotated anew) say nothing about anybody.
    database.execute("UPDATE names SET entity_id = NULL, reason = ''")
    _write(database, identify(counts.values()), {count.name: key for key, count in counts.items()})
    database.execute("DELETE FROM entities WHERE id NOT IN (SELECT entity_id FROM names WHERE entity_id IS NOT NULL)")
    _relabel(database, generation)
    _recount(database, None)


def _relabel(database: Database, generation: int) -> None:
    """Label each name's mentions after its entity: the library knows better than one article that a name is a woman's.

    Peoples keep their label (`Canadian` may belong to Canada). The articles concerned are to be indexed again.
    """
    changed = database.all(
        "SELECT id, label, wanted FROM (SELECT n.id, n.label, CASE WHEN e.id IS NULL OR 'NORP' IN (n.type, e.type)"
        " THEN n.type ELSE e.type END AS wanted FROM names n LEFT JOIN entities e ON e.id = n.entity_id)"
        " WHERE label <> wanted"
    )
    for name_id, label, wanted in changed:
        database.execute("UPDATE mentions SET label = ? WHERE name_id = ? AND label = ?", (wanted, name_id, label))
        database.execute("UPDATE names SET label = ? WHERE id = ?", (wanted, name_id))
        database.execute(
            "UPDATE articles SET generation = ? WHERE id IN (SELECT article_id FROM mentions WHERE name_id = ?)",
            (generation, name_id),
        )


def _name_counts(database: Database, where: str) -> dict[int, NameCount]:
    rows = database.all(
        "SELECT n.id, n.text, n.type, n.qualifier, count(DISTINCT m.article_id), count(*)"
        f" FROM names n JOIN mentions m ON m.name_id = n.id {where} GROUP BY n.id"
    )
    return {row[0]: NameCount(Name(row[1], row[2], row[3]), row[4], row[5]) for row in rows}


def _write(database: Database, identities: Identities, name_ids: dict[Name, int]) -> set[int]:
    entity_ids: dict[str, int] = {}
    for entity in identities.entities:
        row = database.one(
            "INSERT INTO entities (slug, name, type, articles, mentions, possibly, related)"
            " VALUES (?, ?, ?, 0, 0, ?, ?)"
            " ON CONFLICT (slug) DO UPDATE SET name = excluded.name, type = excluded.type,"
            " possibly = excluded.possibly, related = excluded.related RETURNING id",
            (entity.id, entity.name, entity.type, json.dumps(entity.possibly), json.dumps(entity.related)),
        )
        assert row is not None
        entity_ids[entity.id] = row[0]
    for identity in identities.identities:
        database.execute(
            "UPDATE names SET entity_id = ?, reason = ? WHERE id = ?",
            (entity_ids[identity.entity], identity.reason, name_ids[identity.name]),
        )
    return set(entity_ids.values())


def _recount(database: Database, entity_ids: set[int] | None) -> None:
    """Count articles, mentions and aliases of these entities anew (None: of all)."""
    database.execute("CREATE TEMP TABLE IF NOT EXISTS touched (id INTEGER PRIMARY KEY)")
    database.execute("DELETE FROM touched")
    if entity_ids is None:
        database.execute("INSERT INTO touched SELECT id FROM entities")
    else:
        for entity_id in entity_ids:
            database.execute("INSERT OR IGNORE INTO touched VALUES (?)", (entity_id,))
    database.execute(
        "UPDATE entities SET articles = counted.articles, mentions = counted.mentions FROM ("
        " SELECT n.entity_id AS id, count(DISTINCT m.article_id) AS articles, count(*) AS mentions"
        " FROM touched t JOIN names n ON n.entity_id = t.id JOIN mentions m ON m.name_id = n.id GROUP BY n.entity_id"
        ") AS counted WHERE entities.id = counted.id"
    )
    database.execute("DELETE FROM aliases WHERE entity_id IN (SELECT id FROM touched)")
    # A surface may owe its place to several names of the entity; the reason why the library joined them says most.
    database.execute(
        "INSERT INTO aliases SELECT n.entity_id, m.surface_id, count(*),"
        " max(CASE WHEN n.text <> e.name AND n.reason <> '' THEN n.reason ELSE r.text END)"
        " FROM touched t JOIN entities e ON e.id = t.id JOIN names n ON n.entity_id = t.id"
        " JOIN mentions m ON m.name_id = n.id JOIN reasons r ON r.id = m.reason_id GROUP BY n.entity_id, m.surface_id"
    )
