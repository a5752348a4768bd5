"""Taking articles in: read, store and index them at once, so that they can be read and searched; then find their names.

Everything is done in batches, the store first and the engine second, so that whatever is interrupted goes on from the
store's generation. Runs in the worker process.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from index.annotate import load_annotator
from index.annotate.base import Annotator
from index.errors import AnnotateError, ReadError
from index.events import ArticleFailed, CancelToken, Event, Finished, Progress
from index.indexing import Indexer
from index.model import Annotated, Article
from index.readers import discover, reader_for
from index.readers.base import Reader
from index.resolve import identify, resolve_document
from index.store import articles, files, library, names
from index.store.database import Database, create_folder
from index.store.lock import writing

# The first articles must show at once; later batches may be as large as their commits are dear.
_FIRST_BATCH, _LARGEST_BATCH = 32, 2048
_ANNOTATE_BATCH = 16
# Committing the index costs more than annotating a batch, so it is left to lag behind the store by this long.
_INDEX_EVERY_SECONDS = 4.0
# Who is who is decided anew when the annotated part of the library has grown by this much.
_IDENTIFY_GROWTH = 1.25
# A job that wrote this many articles, and this part of the library, leaves an index worth writing anew in one piece.
_COMPACT_FROM, _COMPACT_PART = 1000, 1 / 8
# The fact that remembers at which generation that was last done.
_IDENTIFIED = "identified_generation"


def run_job(
    folder: Path,
    paths: Sequence[Path],
    *,
    model: str,
    max_article_bytes: int,
    report: Callable[[Event], None],
    cancel: CancelToken,
    preferred: Callable[[], list[int]] = list,
) -> Finished:
    """Take `paths` into the library at `folder` and annotate what is pending. Raises DatelineError."""
    create_folder(folder)
    with writing(folder):
        database = Database(folder, writable=True)
        indexer = Indexer(folder, database)
        try:
            return Ingest(database, indexer, report, cancel, max_article_bytes, preferred, model).run(paths)
        finally:
            indexer.close()
            database.close()


@dataclass(slots=True)
class Ingest:
    """One job: read `paths` into the library, then annotate whatever has no names yet."""

    database: Database
    indexer: Indexer
    report: Callable[[Event], None]
    cancel: CancelToken
    max_article_bytes: int
    preferred: Callable[[], list[int]] = list  # articles somebody is reading now: annotate them first
    model: str = ""
    _started: float = field(default_factory=time.monotonic)
    _outcomes: dict[str, int] = field(default_factory=lambda: {"added": 0, "updated": 0, "unchanged": 0})
    _failed: int = 0
    _annotated: int = 0
    _ids_of: Path | None = None  # the file being stored, and the ids met in it
    _ids: set[str] = field(default_factory=set)

    def run(self, paths: Iterable[Path], *, annotate: bool = True) -> Finished:
        """Do all of it. Raises DatelineError for what stops the job as a whole."""
        self.indexer.sync()  # whatever an earlier job was kept from finishing
        self._read(list(paths))
        if annotate and not self.cancel.is_cancelled:
            self._annotate()
        self.indexer.sync()
        if not self.cancel.is_cancelled:
            self._tidy()
        return Finished(
            **self._outcomes,
            failed=self._failed,
            annotated=self._annotated,
            generation=library.generation(self.database),
            seconds=time.monotonic() - self._started,
            cancelled=self.cancel.is_cancelled,
        )

    def _tidy(self) -> None:
        """Leave the index in the form that is quickest to search, if this job changed enough of it."""
        everything = library.counts(self.database)["articles"]
        if self._changed + self._annotated >= max(_COMPACT_FROM, everything * _COMPACT_PART):
            self.indexer.compact()
        else:
            self.indexer.tidy()

    # ---------------------------------------------------------------------------------------- reading

    def _read(self, paths: list[Path]) -> None:
        changed = deque(self._changed_files(paths))
        total = sum(file_read.estimate for file_read in changed)
        pace = _Pace("reading")
        batch: list[_FileRead] = []
        articles_in_batch, size = 0, _FIRST_BATCH
        for file_read in self._pieces_of(changed):
            batch.append(file_read)
            articles_in_batch += len(file_read.articles)
            if articles_in_batch >= size:
                self._store(batch, pace, total)
                batch, articles_in_batch, size = [], 0, min(size * 2, _LARGEST_BATCH)
            if self.cancel.is_cancelled:
                break
        if batch:
            self._store(batch, pace, total)
        if not self.cancel.is_cancelled:
            self.indexer.tidy()

    def _changed_files(self, paths: list[Path]) -> Iterator[_FileRead]:
        """Files that are new or not as they were, not read yet; and what cannot even be found out about."""
        for found in discover(paths):
            if self.cancel.is_cancelled:
                return
            if isinstance(found, ReadError):
                yield _FileRead(found.path, failures=[found])
                continue
            path = found.absolute()
            try:
                stat = path.stat()
                if files.is_unchanged(self.database, path, stat):
                    continue
                reader = reader_for(path)
                yield _FileRead(path, reader, (stat.st_size, stat.st_mtime_ns), estimate=reader.estimate(path))
            except ReadError as error:
                yield _FileRead(path, None, (stat.st_size, stat.st_mtime_ns), failures=[error])
            except OSError as error:
                yield _FileRead(path, failures=[ReadError(f"{path} cannot be read: {error.strerror}.", path=path)])

    def _pieces_of(self, changed: deque[_FileRead]) -> Iterator[_FileRead]:
        """The files read, a long one in several pieces; each ends with the piece that is complete."""
        while changed:
            file_read = changed.popleft()  # what was read is let go once it is stored
            if file_read.path is None or file_read.reader is None:
                yield file_read
            else:
                yield from self._pieces(file_read.path, file_read.reader, file_read)
            if self.cancel.is_cancelled:
                return

    def _pieces(self, path: Path, reader: Reader, piece: _FileRead) -> Iterator[_FileRead]:
        try:
            for item in reader.read(path, max_bytes=self.max_article_bytes):
                if isinstance(item, ReadError):
                    piece.failures.append(item)
                else:
                    piece.articles.append(item)
                if len(piece.articles) >= _LARGEST_BATCH:
                    yield _FileRead(None, articles=piece.articles)
                    piece.articles = []
                if self.cancel.is_cancelled:
                    piece.is_complete = False  # to be read again from its start; what is stored is not stored twice
                    break
        except ReadError as error:
            piece.failures.append(error)
        except OSError as error:
            piece.failures.append(ReadError(f"{path} cannot be read: {error.strerror}.", path=path))
        yield piece

    def _store(self, batch: list[_FileRead], pace: _Pace, total: int) -> None:
        changed_before = self._changed
        with self.database.transaction():
            generation = library.generation(self.database) + 1
            for file_read in batch:
                for article in file_read.articles:
                    is_repeat = self._is_repeat(article)
                    self._outcomes[articles.put(self.database, article, generation, is_repeat=is_repeat)] += 1
                if file_read.is_complete:
                    file_read.remember(self.database)
            if self._changed > changed_before:  # a generation without news would make every reader look again
                library.set_generation(self.database, generation)
        for file_read in batch:
            for failure in file_read.failures:
                self._failed += 1
                where = str(file_read.path or "")
                self.report(
                    ArticleFailed(f"{where}:{failure.line}" if failure.line else where, failure.message, failure.hint)
                )
        self.indexer.sync()
        done = sum(self._outcomes.values())
        self.report(pace.progress(done, max(total, done), self._changed, library.generation(self.database)))

    def _is_repeat(self, article: Article) -> bool:
        """Whether an article's own id was already used in the same file: two articles then, and neither may go."""
        path = article.origin.path if article.origin else None
        if path != self._ids_of:
            self._ids_of, self._ids = path, set()
        if not article.external_id or article.external_id not in self._ids:
            self._ids.add(article.external_id)
            return False
        return True

    @property
    def _changed(self) -> int:
        return self._outcomes["added"] + self._outcomes["updated"]

    # ---------------------------------------------------------------------------------------- annotating

    def _annotate(self) -> None:
        total = articles.pending_count(self.database)
        if not total:
            self._identify()
            return
        self.report(
            Progress("annotating", 0, total, changed=self._changed, generation=library.generation(self.database))
        )
        annotator: Annotator = load_annotator(self.model)
        pace = _Pace("annotating")
        identified_at, indexed_at = 0, time.monotonic()
        while not self.cancel.is_cancelled:
            batch = self._next_batch()
            if not batch:
                break
            self._annotate_batch(annotator, batch)
            if self._annotated >= max(identified_at * _IDENTIFY_GROWTH, identified_at + 200) or identified_at == 0:
                self._identify()
                identified_at = max(self._annotated, 1)
            if time.monotonic() - indexed_at > _INDEX_EVERY_SECONDS:
                self.indexer.sync()
                self.indexer.tidy()
                indexed_at = time.monotonic()
            generation = library.generation(self.database)
            self.report(pace.progress(self._annotated, total, self._changed, generation))
        self._identify()

    def _next_batch(self) -> list[articles.StoredArticle]:
        waiting = articles.pending(self.database, _ANNOTATE_BATCH)
        urgent = [i for i in self.preferred() if i not in waiting and articles.is_pending(self.database, i)]
        ids = [*urgent, *waiting][:_ANNOTATE_BATCH]
        return [articles.get(self.database, article_id) for article_id in ids]

    def _annotate_batch(self, annotator: Annotator, batch: list[articles.StoredArticle]) -> None:
        try:
            annotated = list(annotator.annotate(stored.article for stored in batch))
        except AnnotateError as error:
            if len(batch) > 1:  # one article is at fault: find it, and let the others pass
                for stored in batch:
                    self._annotate_batch(annotator, [stored])
                return
            with self.database.transaction():
                names.put_trouble(self.database, batch[0].id, error.message)
            self._failed += 1
            self.report(ArticleFailed(batch[0].article.key, error.message, error.hint))
            return
        with self.database.transaction():
            generation = library.next_generation(self.database)
            for stored, found in zip(batch, annotated, strict=True):
                self._put(stored.id, stored.article, found, generation)
            names.identify_new(self.database, identify, generation)
        self._annotated += len(batch)

    def _put(self, article_id: int, article: Article, annotated: Annotated, generation: int) -> None:
        names.put_annotation(self.database, article_id, annotated)
        resolution = resolve_document(
            article.text, annotated.mentions, title=article.title, language=article.language or "en"
        )
        names.put_resolution(self.database, article_id, resolution, annotated.tag, generation)

    def _identify(self) -> None:
        """Decide who is who from all names, unless nothing was written since that was last done."""
        if library.fact(self.database, _IDENTIFIED) == str(library.generation(self.database)):
            return
        with self.database.transaction():
            generation = library.next_generation(self.database)
            names.identify_all(self.database, identify, generation)
            library.set_fact(self.database, _IDENTIFIED, str(generation))


@dataclass(slots=True)
class _FileRead:
    """What came out of a file, or out of a piece of one (`path` None: more of the same file follows)."""

    path: Path | None
    reader: Reader | None = None
    size_and_time: tuple[int, int] | None = None
    estimate: int = 0
    articles: list[Article] = field(default_factory=list)
    failures: list[ReadError] = field(default_factory=list)
    is_complete: bool = True

    def remember(self, database: Database) -> None:
        if self.path is None:
            return
        # A file that was out of reach (its error names a path) may be in reach next time without having changed.
        was_read = all(failure.path is None for failure in self.failures)
        format_name = self.reader.format if self.reader else ""
        size_and_time = self.size_and_time if was_read else None
        files.remember(database, self.path, size_and_time, format_name, self.failures)


class _Pace:
    """Rate and time left of a phase, from its own beginning."""

    def __init__(self, phase: str) -> None:
        self._phase = phase
        self._started = time.monotonic()

    def progress(self, done: int, total: int | None, changed: int, generation: int) -> Progress:
        seconds = max(time.monotonic() - self._started, 1e-6)
        rate = done / seconds
        eta = (total - done) / rate if total is not None and rate > 0 else None
        return Progress(self._phase, done, total, rate, eta, changed, generation)
