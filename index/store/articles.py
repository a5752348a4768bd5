"""Articles in the store: taking them in without ever losing or doubling one, and giving them back.

Who is who among articles: one that brings an id is that id's, within its file; a plain file is one article, however
often it is edited; anything else is known by its content alone. The same content from elsewhere is the same article.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from index.errors import NotFound
from index.model import Article, IndexDoc, IndexedMention, ResultRow, SourceRef
from index.store.database import Database, translated
from index.store.files import path_key
from index.text import word_count

Outcome = Literal["added", "updated", "unchanged"]

# The format of files that hold one article each (see `index.readers.plain`).
ONE_ARTICLE_FORMAT = "text"
# SQLite's own limit on parameters is far higher; this keeps statements short enough to be cached.
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article with what the library knows about it."""

    id: int
    article: Article
    words: int
    is_annotated: bool
    is_read: bool = False
    is_starred: bool = False


def digest_of(article: Article) -> str:
    """A fingerprint of everything the reader delivered, but not of where it was found."""
    fields = [
        article.external_id, article.title, article.date.isoformat() if article.date else "", article.source,
        article.byline, article.url, article.language, list(article.tags), dict(sorted(article.meta.items())),
        article.text,
    ]  # fmt: skip
    packed = json.dumps(fields, ensure_ascii=True, separators=(",", ":"))
    return hashlib.blake2b(packed.encode("ascii"), digest_size=16).hexdigest()


def put(database: Database, article: Article, generation: int, *, is_repeat: bool = False) -> Outcome:
    """Take one article in, within the caller's transaction; `generation` is the one being written.

    `is_repeat` says that its id already stood in the same file: a different article then, not a newer version.
    """
    digest = digest_of(article)
    path, ordinal = (path_key(article.origin.path), article.origin.ordinal) if article.origin else ("", 0)
    known = database.one("SELECT id FROM articles WHERE digest = ?", (digest,))
    if known:
        _remember_origin(database, path, ordinal, known[0])
        return "unchanged"
    former = None if is_repeat else _former_self(database, article, path, ordinal)
    if former is not None:
        _update(database, former, article, digest, generation)
        _remember_origin(database, path, ordinal, former)
        return "updated"
    key = article.key
    if database.one("SELECT 1 FROM articles WHERE key = ?", (key,)):
        key = f"{key}~{digest[:6]}"
    cursor = database.execute(
        "INSERT INTO articles (key, external_id, digest, title, date, source, byline, url, language, tags, meta, text,"
        " words, generation) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (key, article.external_id, digest, *_columns(article), generation),
    )
    assert cursor.lastrowid is not None
    _remember_origin(database, path, ordinal, cursor.lastrowid)
    return "added"


def _former_self(database: Database, article: Article, path: str, ordinal: int) -> int | None:
    """The stored article that this one is a newer version of, if any."""
    if article.external_id:
        row = database.one(
            "SELECT a.id FROM articles a JOIN origins o ON o.article_id = a.id WHERE a.external_id = ? AND o.path = ?",
            (article.external_id, path),
        )
        return row[0] if row else None
    if article.origin is None or article.origin.format != ONE_ARTICLE_FORMAT:
        return None
    # A plain file holds one article. If the same text also lies elsewhere unchanged, that copy keeps the old version.
    row = database.one(
        "SELECT article_id FROM origins o WHERE path = ? AND ordinal = ?"
        " AND NOT EXISTS (SELECT 1 FROM origins p WHERE p.article_id = o.article_id AND p.path <> o.path)",
        (path, ordinal),
    )
    return row[0] if row else None


def _update(database: Database, article_id: int, article: Article, digest: str, generation: int) -> None:
    row = database.one("SELECT text FROM articles WHERE id = ?", (article_id,))
    database.execute(
        "UPDATE articles SET digest = ?, title = ?, date = ?, source = ?, byline = ?, url = ?, language = ?, tags = ?,"
        " meta = ?, text = ?, words = ?, generation = ? WHERE id = ?",
        (digest, *_columns(article), generation, article_id),
    )
    if row is not None and row[0] != article.text:  # offsets into another text mean nothing
        database.execute("UPDATE articles SET model = NULL, trouble = NULL WHERE id = ?", (article_id,))
        database.execute("DELETE FROM mentions WHERE article_id = ?", (article_id,))
        database.execute("DELETE FROM annotations WHERE article_id = ?", (article_id,))


def _columns(article: Article) -> tuple[Any, ...]:
    return (
        article.title, article.date.isoformat() if article.date else None, article.source, article.byline, article.url,
        article.language, json.dumps(list(article.tags)), json.dumps(dict(article.meta)), article.text,
        word_count(article.text),
    )  # fmt: skip


def _remember_origin(database: Database, path: str, ordinal: int, article_id: int) -> None:
    if path:
        database.execute("INSERT OR REPLACE INTO origins VALUES (?, ?, ?)", (path, ordinal, article_id))


# ------------------------------------------------------------------------------------------------ giving back


def get(database: Database, article_id: int) -> StoredArticle:
    """Raises NotFound."""
    row = database.one(
        "SELECT a.id, a.key, a.text, a.title, a.date, a.source, a.byline, a.url, a.language, a.tags, a.external_id,"
        " a.meta, a.words, a.model, o.path, o.ordinal, coalesce(f.format, ''), r.read_at, r.starred_at"
        " FROM articles a LEFT JOIN origins o ON o.article_id = a.id LEFT JOIN files f ON f.path = o.path"
        " LEFT JOIN reading_states r ON r.key = a.key"
        " WHERE a.id = ? ORDER BY o.path, o.ordinal LIMIT 1",
        (article_id,),
    )
    if row is None:
        raise NotFound(f"There is no article number {article_id} any more.")
    origin = SourceRef(Path(row[14]), row[16], row[15]) if row[14] is not None else None
    article = Article(
        key=row[1], text=row[2], title=row[3], date=_day(row[4]), source=row[5], byline=row[6], url=row[7],
        language=row[8], tags=tuple(json.loads(row[9])), external_id=row[10], meta=json.loads(row[11]), origin=origin,
    )  # fmt: skip
    is_annotated, is_read, is_starred = (row[column] is not None for column in (13, 17, 18))
    return StoredArticle(row[0], article, row[12], is_annotated, is_read, is_starred)


def find(database: Database, key: str) -> int:
    """The article of this key, external id, or unambiguous beginning of a key. Raises NotFound."""
    if exact := database.one("SELECT id FROM articles WHERE key = ?", (key,)):
        return int(exact[0])
    if len(own := database.all("SELECT id FROM articles WHERE external_id = ? AND external_id <> ''", (key,))) == 1:
        return int(own[0][0])
    pattern = key.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    matches = database.all(
        "SELECT id, key, title FROM articles WHERE key LIKE ? ESCAPE '\\' ORDER BY key LIMIT 6", (pattern,)
    )
    if len(matches) == 1 and key:
        return int(matches[0][0])
    if matches and key:
        listed = ", ".join(f"{found} ({title})" for _, found, title in matches[:5])
        more = " …" if len(matches) > 5 else ""
        raise NotFound(f"Several articles begin with {key!r}: {listed}{more}.", hint="Give more of the id.")
    raise NotFound(f"There is no article {key!r}.", hint="Ids are the first column of: dateline search QUERY")


def rows(database: Database, ids: Sequence[int]) -> list[ResultRow]:
    """Details of these articles in this order; those that are gone are left out."""
    found: dict[int, ResultRow] = {}
    for chunk in _chunks(ids):
        for row in database.all(
            "SELECT id, a.key, title, date, source, words, model IS NOT NULL, read_at IS NOT NULL,"
            " starred_at IS NOT NULL FROM articles a LEFT JOIN reading_states r ON r.key = a.key"
            f" WHERE id IN ({_marks(chunk)})",
            chunk,
        ):
            found[row[0]] = ResultRow(
                row[0], row[1], row[2], _day(row[3]), row[4], row[5], bool(row[6]), bool(row[7]), bool(row[8])
            )
    return [found[article_id] for article_id in ids if article_id in found]


@dataclass(frozen=True, slots=True)
class Passable:
    """An article as far as a line of context needs it."""

    key: str
    title: str
    date: datetime.date | None
    source: str
    text: str


def with_text(database: Database, ids: Sequence[int]) -> dict[int, Passable]:
    """These articles by number; those that are gone are left out."""
    return {
        row[0]: Passable(row[1], row[2], _day(row[3]), row[4], row[5])
        for chunk in _chunks(ids)
        for row in database.all(
            f"SELECT id, key, title, date, source, text FROM articles WHERE id IN ({_marks(chunk)})", chunk
        )
    }


def dates_of(database: Database, ids: Sequence[int]) -> Iterator[str | None]:
    """The days of these articles, one each, in no particular order."""
    for chunk in _chunks(ids):
        for row in database.all(f"SELECT date FROM articles WHERE id IN ({_marks(chunk)})", chunk):
            yield row[0]


def dates(database: Database) -> Iterator[tuple[int, str | None]]:
    """Every article and its day, from the index of dates alone."""
    with translated(database.path.parent):
        yield from database.connection.execute("SELECT id, date FROM articles")


def texts(database: Database, ids: Sequence[int]) -> list[IndexDoc]:
    """These articles in this order with nothing but their text and its language."""
    found: dict[int, IndexDoc] = {}
    for chunk in _chunks(ids):
        for article_id, text, language in database.all(
            f"SELECT id, text, language FROM articles WHERE id IN ({_marks(chunk)})", chunk
        ):
            found[article_id] = IndexDoc(article_id, "", text, language=language)
    return [found[article_id] for article_id in ids if article_id in found]


def documents(database: Database, ids: Sequence[int]) -> list[IndexDoc]:
    """What an engine is given of these articles, in this order."""
    found: dict[int, IndexDoc] = {}
    for chunk in _chunks(ids):
        mentions: dict[int, list[IndexedMention]] = {}
        for article_id, start, end, label, name_id in database.all(
            f"SELECT article_id, start, end, label, name_id FROM mentions WHERE article_id IN ({_marks(chunk)})"
            " ORDER BY article_id, start",
            chunk,
        ):
            mentions.setdefault(article_id, []).append(IndexedMention(start, end, label, name_id))
        for row in database.all(
            f"SELECT id, title, text, date, source, byline, language, tags FROM articles WHERE id IN ({_marks(chunk)})",
            chunk,
        ):
            found[row[0]] = IndexDoc(
                id=row[0], title=row[1], text=row[2], date=_day(row[3]), source=row[4], byline=row[5], language=row[6],
                tags=tuple(json.loads(row[7])), mentions=tuple(mentions.get(row[0], ())),
            )  # fmt: skip
    return [found[article_id] for article_id in ids if article_id in found]


def changed_since(database: Database, generation: int) -> list[int]:
    """Articles an engine at this generation has not seen as they are now, oldest change first."""
    found = database.all("SELECT id FROM articles WHERE generation > ? ORDER BY generation, id", (generation,))
    return [row[0] for row in found]


def all_ids(database: Database) -> Iterator[int]:
    """Every article, in the order of their keys, so that an export does not depend on the order of import."""
    for row in database.all("SELECT id FROM articles ORDER BY key"):
        yield row[0]


def pending(database: Database, limit: int) -> list[int]:
    """Articles without names, newest first."""
    return [
        row[0]
        for row in database.all(
            "SELECT id FROM articles WHERE model IS NULL AND trouble IS NULL ORDER BY date DESC, id LIMIT ?", (limit,)
        )
    ]


def is_pending(database: Database, article_id: int) -> bool:
    """Whether this article still waits for its names."""
    return (
        database.one("SELECT 1 FROM articles WHERE id = ? AND model IS NULL AND trouble IS NULL", (article_id,))
        is not None
    )


def pending_count(database: Database) -> int:
    """How many articles still wait for their names."""
    return database.count("SELECT count(*) FROM articles WHERE model IS NULL AND trouble IS NULL")


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _chunks(ids: Sequence[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), _CHUNK):
        yield list(ids[start : start + _CHUNK])


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
