"""Everything since an index's last commit: gathered in memory, written as segments, made to count by a manifest."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final, Literal, Protocol

from filelock import FileLock, Timeout

from index.engines import manifest
from index.engines.entries import entries_of
from index.engines.manifest import Manifest, SegmentEntry
from index.engines.segments import Batch, Merger, Row, Segment, TermList, to_merge
from index.engines.snapshot import Snapshot
from index.errors import EngineError
from index.model import IndexDoc

_BATCH_WORDS: Final = 4_000_000  # gathered in memory before they are written; about 60 bytes each then
_LITTLE: Final = 4_000  # articles rewritten by a commit at most: two or three seconds
_LOCK_NAME: Final = "write.lock"


# How much of an index a commit rewrites: a little, so that it shows at once; whatever is due; everything, into one.
Merging = Literal["little", "due", "all"]


class SegmentFiles(Protocol):
    """A file format for segments."""

    prefix: str  # of the names of all files it makes

    def write(self, directory: Path, rows: Iterable[Row], terms: Iterable[TermList]) -> SegmentEntry:
        """Write a segment file, durably; it counts for nothing until a manifest names it."""

    def open(self, directory: Path, entry: SegmentEntry) -> Segment:
        """Raises EngineUnavailable for a damaged file, FileNotFoundError for a missing one."""


def lock(directory: Path) -> FileLock:
    """The right to write an index, taken. Raises EngineError where another has it."""
    taken = FileLock(directory / _LOCK_NAME, timeout=0)
    try:
        taken.acquire()
    except Timeout:
        message = f"The search index in {directory} is being written by another process."
        raise EngineError(message, hint="Wait until it is done, and try again.") from None
    except OSError as error:
        raise EngineError(f"The search index in {directory} cannot be locked: {error}.") from error
    return taken


class Changes:
    """Articles added to and deleted from a snapshot. Holds the lock until it is committed or closed."""

    def __init__(self, directory: Path, snapshot: Snapshot, taken: FileLock, files: SegmentFiles) -> None:
        self._directory = directory
        self._snapshot = snapshot
        self._lock = taken
        self._files = files
        self._batch = Batch()
        self._entries = {entry.name: entry for entry in snapshot.manifest.segments}
        self._deleted: dict[str, set[int]] = {}
        self._new: dict[int, tuple[str, int]] = {}  # article id -> the new segment, and the number in it
        self._batch_deleted: set[int] = set()

    def put(self, document: IndexDoc) -> None:
        """Add an article, replacing what there is of the same id."""
        article = entries_of(document)
        self.delete([document.id])
        self._new[document.id] = ("", self._batch.add(article))
        if self._batch.size >= _BATCH_WORDS:
            self._flush()

    def delete(self, ids: Iterable[int]) -> None:
        """Forget articles, committed or not; unknown ids are ignored."""
        for article_id in ids:
            number = self._snapshot.document_by_id.get(article_id)
            if number is not None:
                n, within = self._snapshot.locate(number)
                self._deleted.setdefault(self._snapshot.segments[n].entry.name, set()).add(within)
            name, within = self._new.pop(article_id, ("", -1))
            if within >= 0:
                (self._deleted.setdefault(name, set()) if name else self._batch_deleted).add(within)

    def _flush(self) -> None:
        """Write what has been gathered as a segment of its own."""
        if not self._batch.rows:
            return
        entry = self._files.write(self._directory, self._batch.rows, self._batch.terms())
        self._entries[entry.name] = entry
        self._deleted[entry.name] = self._batch_deleted
        self._new = {article_id: (name or entry.name, number) for article_id, (name, number) in self._new.items()}
        self._batch, self._batch_deleted = Batch(), set()

    def commit(self, generation: int, *, merging: Merging = "little") -> None:
        """Write what is left, merge what has become many, then write the manifest that names the outcome."""
        self._flush()
        entries = [
            replace(entry, deleted=tuple(sorted({*entry.deleted, *self._deleted.get(entry.name, ())})))
            for entry in self._entries.values()
        ]
        entries = [entry for entry in entries if entry.live]
        old = self._to_merge(entries, merging)
        if len(old) > 1 or any(entry.deleted for entry in old):
            merger = Merger([self._files.open(self._directory, entry) for entry in old])
            merged = self._files.write(self._directory, merger.rows(), merger.terms())
            entries = [entry for entry in entries if entry not in old] + [merged]
        after = Manifest(generation, self._snapshot.manifest.serial + 1, tuple(entries))
        manifest.write(self._directory, after)
        self.close(after)

    @staticmethod
    def _to_merge(entries: list[SegmentEntry], merging: Merging) -> list[SegmentEntry]:
        match merging:
            case "all":
                return entries
            case "due":
                return to_merge(entries)
        return to_merge(entries, at_most=_LITTLE)

    def close(self, contents: Manifest | None = None) -> None:
        """Remove the files that a manifest (that of before the changes) does not name, and let others write."""
        wanted = {entry.file for entry in (contents or self._snapshot.manifest).segments}
        for path in self._directory.glob(f"{self._files.prefix}*"):
            if path.name not in wanted:
                with contextlib.suppress(OSError):
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
        self._lock.release()
