"""The database of a library: its tables, its version, and how an older one is brought up to date.

SQLite is the truth; the search index is derived from it. What a model said (`annotations`) is kept apart from what
dateline made of it (`mentions`), so that better rules need no model, and from who is who (`names.entity_id`), so that a
change of identity touches neither articles nor index.
"""

from __future__ import annotations

import sqlite3

VERSION = 2

TABLES = """
CREATE TABLE library (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE articles (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,  -- never reused: an engine may still hold an old one
    key         TEXT NOT NULL UNIQUE,               -- names the article to people, for ever
    external_id TEXT NOT NULL,                      -- the id it brought along, or empty
    digest      TEXT NOT NULL,                      -- of everything a reader delivered
    title       TEXT NOT NULL,
    date        TEXT,                               -- YYYY-MM-DD
    source      TEXT NOT NULL,
    byline      TEXT NOT NULL,
    url         TEXT NOT NULL,
    language    TEXT NOT NULL,
    tags        TEXT NOT NULL,                      -- JSON list
    meta        TEXT NOT NULL,                      -- JSON object
    text        TEXT NOT NULL,
    words       INTEGER NOT NULL,
    model       TEXT,                               -- tag of the annotator; NULL while names are pending
    trouble     TEXT,                               -- why annotating failed, if it did
    generation  INTEGER NOT NULL                    -- when an engine last had to look at it
);
CREATE INDEX articles_by_digest ON articles (digest);
CREATE INDEX articles_by_external_id ON articles (external_id) WHERE external_id <> '';
CREATE INDEX articles_by_date ON articles (date);
CREATE INDEX articles_by_generation ON articles (generation);
CREATE INDEX articles_pending ON articles (date DESC, id) WHERE model IS NULL;

CREATE TABLE origins (                              -- every place an article was read from
    path       TEXT NOT NULL,
    ordinal    INTEGER NOT NULL,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    PRIMARY KEY (path, ordinal)
) WITHOUT ROWID;
CREATE INDEX origins_by_article ON origins (article_id);

CREATE TABLE files (                                -- files read, so that unchanged ones are passed over
    path     TEXT PRIMARY KEY,
    size     INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    format   TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE failures (                             -- files and records that were set aside
    path    TEXT NOT NULL,
    line    INTEGER NOT NULL,                       -- 0: the file as a whole
    message TEXT NOT NULL,
    hint    TEXT NOT NULL,
    PRIMARY KEY (path, line)
) WITHOUT ROWID;

CREATE TABLE annotations (                          -- a model's own words, untouched
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    model      TEXT NOT NULL,
    mentions   TEXT NOT NULL                        -- JSON [[start, end, label], …]
);

CREATE TABLE entities (
    id       INTEGER PRIMARY KEY,
    slug     TEXT NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    type     TEXT NOT NULL,
    articles INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    possibly TEXT NOT NULL,                         -- JSON list of slugs
    related  TEXT NOT NULL                          -- JSON list of slugs
);
CREATE INDEX entities_by_articles ON entities (articles DESC, mentions DESC, slug);

CREATE TABLE names (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,    -- never reused: the index holds it
    text      TEXT NOT NULL,
    type      TEXT NOT NULL,
    qualifier TEXT NOT NULL,
    label     TEXT NOT NULL,                        -- what its mentions are labelled: the type, or its entity's
    entity_id INTEGER REFERENCES entities (id) ON DELETE SET NULL,
    reason    TEXT NOT NULL,
    UNIQUE (text, type, qualifier)
);
CREATE INDEX names_by_entity ON names (entity_id);

CREATE TABLE surfaces (                             -- each wording once: counting aliases must not read articles
    id     INTEGER PRIMARY KEY,
    text   TEXT NOT NULL UNIQUE,                    -- white space collapsed
    folded TEXT NOT NULL                            -- as `index.text.fold` has it
);
CREATE INDEX surfaces_by_folded ON surfaces (folded);

CREATE TABLE reasons (
    id   INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
);

CREATE TABLE mentions (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    start      INTEGER NOT NULL,
    end        INTEGER NOT NULL,
    label      TEXT NOT NULL,
    name_id    INTEGER REFERENCES names (id),       -- NULL for values: dates, money …
    surface_id INTEGER NOT NULL REFERENCES surfaces (id),
    reason_id  INTEGER NOT NULL REFERENCES reasons (id),
    PRIMARY KEY (article_id, start)
) WITHOUT ROWID;
CREATE INDEX mentions_by_name ON mentions (name_id, article_id) WHERE name_id IS NOT NULL;

CREATE TABLE aliases (                              -- the surfaces an entity goes by; derived from mentions
    entity_id  INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
    surface_id INTEGER NOT NULL REFERENCES surfaces (id),
    mentions   INTEGER NOT NULL,
    reason     TEXT NOT NULL,
    PRIMARY KEY (entity_id, surface_id)
) WITHOUT ROWID;
CREATE INDEX aliases_by_surface ON aliases (surface_id);

INSERT INTO library (key, value) VALUES ('generation', '0');
"""

# What the reader did, kept by the articles' keys: it outlives an article that is deleted and comes back.
_READING_TABLES = """
CREATE TABLE reading_states (
    key        TEXT PRIMARY KEY,                    -- of an article
    read_at    TEXT,                                -- a moment in UTC; NULL: unread
    starred_at TEXT
) WITHOUT ROWID;

CREATE TABLE saved_searches (
    name     TEXT PRIMARY KEY,
    query    TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    seen_id  INTEGER NOT NULL                       -- the newest article there was when it was last looked at
) WITHOUT ROWID;

CREATE TABLE asked_queries (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,        -- the order of asking
    query TEXT NOT NULL UNIQUE
);

CREATE TABLE marks (
    letter TEXT PRIMARY KEY,
    place  TEXT NOT NULL                            -- JSON, as `index.reading.Mark` has it
) WITHOUT ROWID;
"""

TABLES += _READING_TABLES

# What brings a database of that version to the next one.
_CHANGES = {1: _READING_TABLES}


def create(connection: sqlite3.Connection) -> None:
    """Lay out an empty library, all or nothing. If two processes try at once, the second finds it done."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if version_of(connection) == 0:
            for statement in _statements(TABLES):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {VERSION}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def upgrade(connection: sqlite3.Connection) -> None:
    """Bring an older library up to date, all or nothing; one that is up to date is left alone."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for version in range(version_of(connection), VERSION):
            for statement in _statements(_CHANGES[version]):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {version + 1}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def version_of(connection: sqlite3.Connection) -> int:
    """The schema version a database was left at; 0 for an empty file."""
    row = connection.execute("PRAGMA user_version").fetchone()
    return int(row[0])


def _statements(script: str) -> list[str]:
    # `executescript` would commit the open transaction, and a half-made library must not survive.
    statements: list[str] = []
    pending = ""
    for line in script.splitlines():
        pending += line + "\n"
        if sqlite3.complete_statement(pending):
            statements.append(pending)
            pending = ""
    return statements
