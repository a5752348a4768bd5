"""The libraries that are read: the large one of `bench.search`, copied, and one of two long articles."""

from __future__ import annotations

import contextlib
import datetime
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.search import building, generator
from bench.search.building import PROJECT
from bench.search.datelines import identities
from bench.search.generator import ANNOTATOR
from index.indexing import Indexer
from index.model import Annotated, Article, Link, Mention, Name, Resolution
from index.store import articles as stored_articles
from index.store import library as facts
from index.store import names
from index.store.database import Database, create_folder
from index.store.lock import writing

LONG_TITLE, VERY_LONG_TITLE = "The long one", "The very long one"
VERY_LONG_MENTIONS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Long:
    """A long article, as it came out."""

    title: str
    characters: int
    mentions: int


def large(work: Path, articles: int, into: Path) -> Path:
    """A copy of the library with so many articles, because a reader leaves traces; built where it is not there."""
    building.ensure(work, "dateline", articles)
    return Path(shutil.copytree(building.directory(work, "dateline", articles), into / "large"))


def two_long(into: Path) -> tuple[Path, tuple[Long, Long]]:
    """A library of an article of 50 KB and one of 1 MB with 20 000 names, put together from made-up articles."""
    folder = into / "long"
    made = (
        _joined(LONG_TITLE, 50_000, None, datetime.date(2025, 1, 2)),
        _joined(VERY_LONG_TITLE, 1_000_000, VERY_LONG_MENTIONS, datetime.date(2025, 1, 1)),
    )
    create_folder(folder)
    with writing(folder), contextlib.closing(Database(folder, writable=True)) as database:
        indexer = Indexer(folder, database)
        try:
            with database.transaction():
                generation = facts.next_generation(database)
                for article, annotated, resolution in made:
                    stored_articles.put(database, article, generation)
                    article_id = database.count("SELECT max(id) FROM articles")
                    names.put_annotation(database, article_id, annotated)
                    names.put_resolution(database, article_id, resolution, ANNOTATOR, generation)
                names.identify_all(database, identities, generation)
            indexer.sync()
        finally:
            indexer.close()
    long, very_long = (Long(article.title, len(article.text), len(found.mentions)) for article, found, _ in made)
    return folder, (long, very_long)


def _joined(
    title: str, characters: int, mentions: int | None, date: datetime.date
) -> tuple[Article, Annotated, Resolution]:
    """Made-up articles one after the other up to that length, with names evenly left out where there are too many."""
    pieces: list[str] = []
    found: list[tuple[int, int, str, Name | None]] = []
    length = 0
    for generated in generator.articles(characters // 500):
        for start, end, label, name in generated.mentions:
            found.append((length + start, length + end, label, name))
        pieces.append(generated.article.text)
        length += len(pieces[-1]) + 2
        if length >= characters:
            break
    text = "\n\n".join(pieces)
    if mentions is not None and len(found) > mentions:
        found = [found[index * len(found) // mentions] for index in range(mentions)]
    spans = [(Mention(start, end, label, text[start:end]), name) for start, end, label, name in found]
    key = title.lower().replace(" ", "-")
    return (
        Article(key=key, text=text, title=title, date=date, source="Bench", language="en"),
        Annotated(key, tuple(mention for mention, _ in spans), ANNOTATOR),
        Resolution(tuple(Link(mention, name, "the name as it stands") for mention, name in spans)),
    )


def compile_all() -> None:
    """Have every module compiled, as an installed program has: no start is to pay for that."""
    subprocess.run([sys.executable, "-m", "compileall", "-q", "index", "tui", "bench"], check=False, cwd=PROJECT)
