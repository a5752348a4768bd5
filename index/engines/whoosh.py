"""The engine that serves: an index directory of Whoosh segments, under a manifest of ours.

Words come from `index.analysis`, posting lists are packed by `index.engines.packing`, kept in the files of
`index.engines.whoosh_files`, and evaluated by `index.engines.vector`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.engines import manifest
from index.engines.base import Capabilities, Deadline, EngineStats, FacetCounts, FillerCount, nearest_words
from index.engines.manifest import REBUILD, Manifest
from index.engines.segments import to_merge
from index.engines.snapshot import Snapshot
from index.engines.whoosh_files import FORMAT
from index.errors import DatelineError, EngineError, EngineUnavailable
from index.events import Cancelled, CancelToken
from index.model import Hits, IndexDoc, Sort
from index.query.ast import Query
from index.query.matching import slot_phrases
from index.query.terms import Expanded, expand

if TYPE_CHECKING:
    from index.engines.changes import Changes, Merging
    from index.engines.vector.evaluation import VectorEvaluation
    from index.engines.vector.facets import FacetCounter


class WhooshEngine:
    """The engine that serves: an index directory of Whoosh segments."""

    capabilities = Capabilities(is_durable=True, has_slots=True, has_fuzzy=True, has_suggest=True)

    def __init__(self, directory: Path, snapshot: Snapshot, *, writable: bool) -> None:
        self._directory = directory
        self._snapshot = snapshot
        self._is_writable = writable
        self._changes: Changes | None = None
        self._kept: FacetCounter | None = None

    @classmethod
    def open(cls, directory: Path, *, writable: bool = False) -> WhooshEngine:
        if writable and not (directory / manifest.NAME).exists():
            try:
                directory.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise EngineUnavailable(f"No search index can be made in {directory}: {error}.") from error
            manifest.write(directory, Manifest())
        return cls(directory, _open_snapshot(directory), writable=writable)

    @property
    def generation(self) -> int:
        return self._snapshot.manifest.generation

    # -- writing

    def put(self, documents: Iterable[IndexDoc]) -> None:
        with self._changing() as changes:
            for document in documents:
                changes.put(document)

    def delete(self, ids: Iterable[int]) -> None:
        with self._changing() as changes:
            changes.delete(ids)

    def commit(self, generation: int) -> None:
        self._commit(generation)

    def tidy(self) -> None:
        if to_merge(self._snapshot.manifest.segments):
            self._commit(self.generation, merging="due")

    def compact(self) -> None:
        self._commit(self.generation, merging="all")

    def _commit(self, generation: int, *, merging: Merging = "little") -> None:
        with self._changing() as changes:
            changes.commit(generation, merging=merging)
        self._changes = None
        self.refresh()

    def rollback(self) -> None:
        if self._changes is not None:
            changes, self._changes = self._changes, None
            changes.close()

    @contextlib.contextmanager
    def _changing(self) -> Iterator[Changes]:
        """The changes under way, begun if need be; whatever fails drops them all."""
        if self._changes is None:
            self._changes = self._begin()
        try:
            yield self._changes
        except BaseException as error:
            self.rollback()
            if isinstance(error, DatelineError | Cancelled) or not isinstance(error, Exception):
                raise
            raise EngineError(f"The search index in {self._directory} could not be written: {error}.") from error

    def _begin(self) -> Changes:
        if not self._is_writable:
            raise EngineError("The search index was opened for reading only.")
        from index.engines.changes import Changes, lock  # readers do without

        taken = lock(self._directory)
        try:
            self.refresh()
        except BaseException:
            taken.release()
            raise
        return Changes(self._directory, self._snapshot, taken, FORMAT)

    # -- reading

    def refresh(self) -> bool:
        contents = manifest.read(self._directory)
        if contents == self._snapshot.manifest:
            return False
        self._snapshot = _open_snapshot(self._directory, self._snapshot)
        return True

    def search(
        self, query: Query, *, sort: Sort = "relevance", cancel: CancelToken | None = None, budget: float | None = None
    ) -> Hits:
        snapshot = self._snapshot
        deadline = Deadline(cancel, budget)
        with self._translated():
            expanded = expand(query, snapshot, deadline.check)
            ids, scores, looked_at = self._evaluate(query, snapshot, expanded, deadline, sort)
            deadline.check()
        return deadline.hits(ids, scores, looked_at, snapshot.live_count, expanded.notes, snapshot.manifest.generation)

    def _evaluate(
        self, query: Query, snapshot: Snapshot, expanded: Expanded, deadline: Deadline, sort: Sort
    ) -> tuple[Sequence[int], Sequence[float], int]:
        """Ids and scores in order, and how many documents were looked at."""
        try:
            from index.engines.vector.evaluation import VectorEvaluation
            from index.engines.vector.ranking import Ranking
        except ImportError:  # no numpy that loads on this machine: slower, and the same
            from index.engines.plain import evaluated

            return evaluated(query, snapshot, expanded, deadline, sort)
        source = self._counter(snapshot).source
        answer = VectorEvaluation(query, source, expanded, deadline, is_ranked=sort == "relevance").run()
        ranking = Ranking(answer.documents, answer.scores, source, sort)
        return ranking.ids, ranking.scores, answer.looked_at

    def facets(
        self, query: Query, entity_of: Mapping[int, int], *, limit: int, cancel: CancelToken | None = None
    ) -> FacetCounts:
        with self._translated():
            evaluation, counter = self._counting(query, cancel)
            return counter.count(evaluation.run().documents, entity_of, limit)

    def tally(self, query: Query, *, cancel: CancelToken | None = None) -> list[FillerCount]:
        from index.engines.vector.facets import fillers

        with self._translated():
            evaluation, counter = self._counting(query, cancel)
            documents = evaluation.run().documents
            found: list[FillerCount] = []
            for n, phrase in slot_phrases(query):
                slots = evaluation.found(phrase, documents).slots
                found += fillers(counter.source, documents, n, slots)
        return sorted(found, key=lambda row: (row.leaf, -row.times, row.names))

    def _counting(self, query: Query, cancel: CancelToken | None) -> tuple[VectorEvaluation, FacetCounter]:
        from index.engines.vector.evaluation import VectorEvaluation

        counter = self._counter(self._snapshot)
        snapshot = counter.source.snapshot
        deadline = Deadline(cancel, None)
        expanded = expand(query, snapshot, deadline.check)
        return VectorEvaluation(query, counter.source, expanded, deadline, is_ranked=False), counter

    def _counter(self, snapshot: Snapshot) -> FacetCounter:
        """What is kept of a snapshot from one search to the next."""
        from index.engines.vector.facets import FacetCounter
        from index.engines.vector.source import VectorSource

        counter = self._kept
        if counter is None or counter.source.snapshot is not snapshot:
            counter = self._kept = FacetCounter(VectorSource(snapshot))
        return counter

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        """Whatever goes wrong while searching, as an EngineError: most likely a file is damaged."""
        try:
            yield
        except (DatelineError, Cancelled):
            raise
        except Exception as error:
            what = f"{type(error).__name__}: {error}"
            message = f"The search index in {self._directory} could not be searched; it may be damaged ({what})."
            raise EngineError(message, hint=REBUILD) from error

    def suggest(self, word: str, limit: int = 5) -> tuple[str, ...]:
        snapshot = self._snapshot
        with self._translated():
            return nearest_words(word, snapshot, limit)

    def stats(self) -> EngineStats:
        contents = self._snapshot.manifest
        size = sum(entry.bytes for entry in contents.segments)
        return EngineStats(self._snapshot.live_count, contents.generation, len(contents.segments), size)

    def verify(self) -> None:
        """Read every file whole and compare checksums. Raises EngineUnavailable."""
        for entry in self._snapshot.manifest.segments:
            path = self._directory / entry.file
            try:
                is_right = manifest.checksum(path) == entry.crc32
            except OSError as error:
                raise EngineUnavailable(f"A file of the search index is unreadable: {error}.", hint=REBUILD) from error
            if not is_right:
                raise EngineUnavailable(f"A file of the search index is damaged: {path}.", hint=REBUILD)

    def close(self) -> None:
        self.rollback()


def _open_snapshot(directory: Path, known: Snapshot | None = None) -> Snapshot:
    """The index as its manifest has it now; once more, where a writer replaced segments while they were opened."""
    open_segments = {segment.entry: segment for segment in known.segments} if known else {}
    for is_last_attempt in (False, False, False, True):
        contents = manifest.read(directory)
        try:
            return Snapshot(
                contents, [open_segments.get(entry) or FORMAT.open(directory, entry) for entry in contents.segments]
            )
        except FileNotFoundError as error:
            if is_last_attempt:
                raise EngineUnavailable(
                    f"A file of the search index is missing: {error.filename}.", hint=REBUILD
                ) from error
    raise AssertionError("unreachable")
