"""What is wrong with a library, in words, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from index.annotate import ANNOTATORS
from index.annotate.models import find_model
from index.config import Config
from index.engines import open_engine
from index.errors import DatelineError, LibraryDamaged
from index.indexing import DEFAULT_ENGINE, Indexer, current_directory
from index.store import articles, files, library
from index.store.database import Database, translated
from index.store.lock import is_being_written, writing


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `remedy` is empty where all is well."""

    what: str
    is_well: bool
    finding: str
    remedy: str = ""


def examine(folder: Path, config: Config) -> list[Finding]:
    """Look at everything, change nothing. Raises LibraryMissing and the like where there is nothing to look at."""
    database = Database(folder)
    try:
        return [
            Finding("program", True, f"dateline {version('dateline')}"),
            _store(database),
            _index(folder, database),
            _names(database),
            _failures(database),
            _model(config),
            _writer(folder),
        ]
    finally:
        database.close()


def rebuild(folder: Path) -> int:
    """Build the search index anew from the store, beside the live one. Returns the number of articles.

    Raises LibraryLocked if a job is running.
    """
    with writing(folder):
        database = Database(folder, writable=True)
        indexer = Indexer(folder, database)
        try:
            return indexer.rebuild()
        finally:
            indexer.close()
            database.close()


def _store(database: Database) -> Finding:
    try:
        with translated(database.path.parent):
            verdict = database.one("PRAGMA quick_check(1)")
    except LibraryDamaged as error:
        return Finding("store", False, error.message, "If there is a copy: dateline restore --force FILE")
    if not verdict or verdict[0] != "ok":
        return Finding(
            "store",
            False,
            f"{database.path} is damaged: {verdict[0] if verdict else 'no answer'}",
            "If there is a copy: dateline restore --force FILE",
        )
    counts = library.counts(database)
    return Finding("store", True, f"{counts['articles']} articles, generation {library.generation(database)}")


def _index(folder: Path, database: Database) -> Finding:
    remedy = "dateline doctor --rebuild"
    expected, generation = library.counts(database)["articles"], library.generation(database)
    try:
        directory = current_directory(folder)
        if directory is None:
            return Finding("index", not expected, "there is none yet", remedy if expected else "")
        engine = open_engine(DEFAULT_ENGINE, directory)
        try:
            engine.verify()
            stats = engine.stats()
        finally:
            engine.close()
    except DatelineError as error:
        return Finding("index", False, error.message, remedy)
    if stats.documents != expected and stats.generation == generation:
        return Finding("index", False, f"it holds {stats.documents} articles, the store {expected}", remedy)
    if stats.generation != generation:
        behind = len(articles.changed_since(database, stats.generation))
        return Finding("index", not behind, f"{behind} articles behind the store", "dateline add" if behind else "")
    size = f"{stats.bytes / 1e6:.1f} MB"
    return Finding(
        "index", True, f"{stats.documents} articles in {stats.segments} segments, {size}, in step with the store"
    )


def _names(database: Database) -> Finding:
    waiting = articles.pending_count(database)
    troubled = database.count("SELECT count(*) FROM articles WHERE trouble IS NOT NULL")
    if waiting:
        return Finding(
            "names", False, f"{waiting} articles wait for their names", "dateline add   (goes on where it stopped)"
        )
    if troubled:
        return Finding("names", False, f"{troubled} articles could not be annotated", "dateline status --failures")
    return Finding("names", True, "every article has been annotated")


def _failures(database: Database) -> Finding:
    count = len(files.failures(database))
    if count:
        return Finding("files", False, f"{count} files or lines were set aside", "dateline status --failures")
    return Finding("files", True, "everything that was added could be read")


def _model(config: Config) -> Finding:
    if config.model.partition(":")[0] in ANNOTATORS.names():
        return Finding("model", True, config.model)
    try:
        return Finding("model", True, find_model(config.model).folder.name)
    except DatelineError as error:
        return Finding("model", False, error.message, error.hint)


def _writer(folder: Path) -> Finding:
    busy = is_being_written(folder)
    return Finding("writer", True, "a job is writing the library now" if busy else "nobody is writing the library")
