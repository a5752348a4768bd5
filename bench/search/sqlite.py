"""SQLite FTS5 on the same tokens: one table of words as written and one of stems, and a table of articles for dates.

Set up as somebody would who knows it: an index on dates, indexes of prefixes, a cache of 64 MB and files mapped, title
boosted as dateline boosts it, tables optimized. Its snippets are cut from the tokens it was fed, since it has no other
text to match.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from bench.search.building import Built, Stopwatch, batches, memory, size_of
from bench.search.queries import PAGE, Cannot, Question
from bench.search.tokens import fed, stems

_FILE: Final = "fts5.db"
_TABLES: Final = """
CREATE TABLE articles (id INTEGER PRIMARY KEY, title TEXT, source TEXT, day INTEGER);
CREATE VIRTUAL TABLE forms USING fts5 (
    title, text, prefix = '2 3', tokenize = "unicode61 remove_diacritics 0 tokenchars '.'"
);
CREATE VIRTUAL TABLE stems USING fts5 (title, text, names, tokenize = "unicode61 remove_diacritics 0 tokenchars '.'");
INSERT INTO forms (forms, rank) VALUES ('rank', 'bm25(2.5, 1.0)');
INSERT INTO stems (stems, rank) VALUES ('rank', 'bm25(2.5, 1.0, 0.0)');
"""
_SIZES: Final = """
SELECT CASE WHEN name GLOB '*_content' THEN 'stored tokens' WHEN name GLOB '[fs]*ms_*' THEN 'index' ELSE 'articles' END,
    sum(pgsize) FROM dbstat GROUP BY 1
"""
_ORDERS: Final = {
    "relevance": "f.rank",
    "newest": "a.day DESC, a.id",
    "oldest": "a.day IS NULL, a.day, a.id",
}


def build(folder: Path, articles: int) -> Built:
    """The database; the texts themselves are not in it, only their tokens."""
    watch = Stopwatch()
    database = sqlite3.connect(folder / _FILE)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA cache_size = -65536")
    database.executescript(_TABLES)
    for batch in batches(articles, "fts5"):
        watch.start()
        rows = [fed(generated) for generated in batch]
        watch.lap("making tokens")
        with database:
            database.executemany(
                "INSERT INTO articles VALUES (?, ?, ?, ?)", [(r.id, r.title, r.source, r.day) for r in rows]
            )
            database.executemany(
                "INSERT INTO forms (rowid, title, text) VALUES (?, ?, ?)",
                [(r.id, r.title_forms, r.text_forms) for r in rows],
            )
            database.executemany(
                "INSERT INTO stems (rowid, title, text, names) VALUES (?, ?, ?, ?)",
                [(r.id, r.title_stems, r.text_stems, r.names) for r in rows],
            )
        watch.lap("indexing")
    with database:
        database.execute("CREATE INDEX newest ON articles (day DESC, id)")
        database.execute("CREATE INDEX oldest ON articles (day IS NULL, day, id)")
        for table in ("forms", "stems"):
            database.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
    watch.lap("optimizing")
    sizes = dict(database.execute(_SIZES))
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    sizes["file"] = size_of(folder, f"{_FILE}*")
    return Built("fts5", articles, watch.seconds, sizes, memory()[2])


class Fts5:
    """Searches with plain SQL."""

    has_facets = False

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(f"{(folder / _FILE).as_uri()}?mode=ro", uri=True)
        self._database.execute("PRAGMA cache_size = -65536")
        self._database.execute(f"PRAGMA mmap_size = {1 << 30}")
        self._database.execute("SELECT count(*) FROM sqlite_master")

    def search(self, question: Question) -> tuple[int, Sequence[int]]:
        """Two statements: one counts, one orders."""
        source, where, parameters = self._from(question)
        total = self._database.execute(f"SELECT count(*) FROM {source} {where}", parameters).fetchone()[0]
        if question.sort != "relevance" and source != "articles a":
            source = f"{source.split()[0]} f JOIN articles a ON a.id = f.rowid"
        name = "a.id" if source == "articles a" else "f.rowid"
        order = _ORDERS[question.sort]
        rows = self._database.execute(f"SELECT {name} FROM {source} {where} ORDER BY {order} LIMIT {PAGE}", parameters)
        return total, [row[0] for row in rows]

    def page(self, question: Question, ids: Sequence[int]) -> int:
        """Two more statements: one for the articles' details, one for FTS5's own snippets."""
        marks = ",".join("?" * len(ids))
        rows = self._database.execute(f"SELECT title, source, day FROM articles WHERE id IN ({marks})", ids).fetchall()
        table, match = _match(question)
        if match:
            snippet = f"snippet({table}, 1, '[', ']', '…', 24)"
            # A prefix is looked up anew for each article it is asked of, so it is asked once, of all.
            among = f"{'+' if question.prefix else ''}rowid IN ({marks})"
            sql, parameters = f"SELECT {snippet} FROM {table} WHERE {table} MATCH ? AND {among}", (match, *ids)
        else:
            sql, parameters = f"SELECT substr(text, 1, 160) FROM forms WHERE rowid IN ({marks})", tuple(ids)
        snippets = self._database.execute(sql, parameters).fetchall()
        return sum(len(row[0]) for row in rows) + sum(len(row[0]) for row in snippets)

    def facets(self, question: Question) -> None:
        raise Cannot(f"no facets are set up for it ({question.kind})")

    def stop_after(self, question: Question, delay: float) -> float | None:
        del question, delay
        return None

    def close(self) -> None:
        self._database.close()

    @staticmethod
    def _from(question: Question) -> tuple[str, str, tuple[Any, ...]]:
        table, match = _match(question)
        if not match:
            return "articles a", "", ()
        if question.days is None:
            return f"{table} f", f"WHERE {table} MATCH ?", (match,)
        where = f"WHERE {table} MATCH ? AND a.day BETWEEN ? AND ?"
        return f"{table} f JOIN articles a ON a.id = f.rowid", where, (match, *question.days)


def _match(question: Question) -> tuple[str, str]:
    """The table to ask, and the question in FTS5's own language. Raises Cannot."""
    if question.has_slots:
        raise Cannot("it knows no spans of several words with a type")
    if question.fuzzy:
        raise Cannot("it has no fuzzy words")
    if question.phrase:
        return "forms", f'"{" ".join(question.phrase)}"'
    if question.prefix:
        return "forms", f'"{question.prefix}" *'
    if not question.words:
        return "articles", ""
    words = (" OR " if question.any_word else " AND ").join(f'"{word}"' for word in stems(question.words))
    match = f"{{title text}} : ({words})"
    return "stems", f'{match} AND names : "{question.name_token}"' if question.name_token else match
