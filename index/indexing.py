"""Keeping the search index in step with the store: catching up by generation, and building anew beside the live one.

The index is derived and disposable. Its folder holds one directory for each build and a file `current` that names the
one in use; a rebuild replaces that file in one step, so that a reader sees the old index or the new, never neither.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

from index.engines import open_engine
from index.engines.base import Engine
from index.errors import EngineError, EngineUnavailable
from index.events import CancelToken
from index.paths import INDEX
from index.store import articles, library
from index.store.database import Database

DEFAULT_ENGINE = "whoosh"
_BATCH = 1000
_CURRENT = "current"


def current_directory(folder: Path) -> Path | None:
    """The directory of the index in use, or None if there is none yet. Raises EngineUnavailable."""
    try:
        name = (folder / INDEX / _CURRENT).read_text("ascii").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise EngineUnavailable(f"The search index of {folder} cannot be read: {error}.", hint=_REBUILD) from error
    directory = folder / INDEX / name
    if not name or Path(name).name != name or not directory.is_dir():
        raise EngineUnavailable(f"The search index of {folder} is incomplete.", hint=_REBUILD)
    return directory


_REBUILD = "Mend it with: dateline doctor --rebuild"


class Indexer:
    """The one writer of a library's index; used while the library's write lock is held."""

    def __init__(self, folder: Path, database: Database, *, engine: str = DEFAULT_ENGINE) -> None:
        self._folder = folder
        self._database = database
        self._engine_name = engine
        self._engine: Engine | None = None

    def sync(self, cancel: CancelToken | None = None) -> int:
        """Give the engine whatever it has not seen; returns how many articles. A damaged index is built anew.

        Raises EngineError.
        """
        try:
            engine = self._engine = self._engine or self._open()
            return self._feed(engine, cancel)
        except EngineUnavailable:
            return self.rebuild(cancel)

    def rebuild(self, cancel: CancelToken | None = None) -> int:
        """Build a fresh index beside the live one, from the store alone, and put it in its place."""
        self.close()
        directory = self._fresh_directory()
        engine = open_engine(self._engine_name, directory, writable=True)
        try:
            fed = self._feed(engine, cancel)
        except BaseException:
            engine.close()
            shutil.rmtree(directory, ignore_errors=True)
            raise
        self._make_current(directory)
        self._engine = engine
        return fed

    def tidy(self) -> None:
        """Put in order what many small additions left in pieces, if there is much of it. Raises EngineError."""
        if self._engine is not None:
            self._engine.tidy()

    def compact(self) -> None:
        """Bring the index into its quickest form; slow, so for the end of a job that wrote much. Raises EngineError."""
        if self._engine is not None:
            self._engine.compact()

    def close(self) -> None:
        """Release the engine."""
        if self._engine is not None:
            self._engine.close()
            self._engine = None

    def _open(self) -> Engine:
        directory = current_directory(self._folder)
        if directory is None:
            directory = self._fresh_directory()
            engine = open_engine(self._engine_name, directory, writable=True)
            self._make_current(directory)
            return engine
        return open_engine(self._engine_name, directory, writable=True)

    def _feed(self, engine: Engine, cancel: CancelToken | None) -> int:
        target = library.generation(self._database)
        if engine.generation == target:
            return 0
        if engine.generation > target:  # the store was put back from a copy
            raise EngineUnavailable("The search index is ahead of its library.", hint=_REBUILD)
        ids = articles.changed_since(self._database, engine.generation)
        try:
            for start in range(0, len(ids), _BATCH):
                if cancel is not None:
                    cancel.check()
                engine.put(articles.documents(self._database, ids[start : start + _BATCH]))
            engine.commit(target)
        except BaseException:
            with contextlib.suppress(EngineError):
                engine.rollback()
            raise
        return len(ids)

    def _fresh_directory(self) -> Path:
        root = self._folder / INDEX
        root.mkdir(parents=True, exist_ok=True)
        numbers = [
            int(child.name.rpartition("-")[2]) for child in root.iterdir() if child.name.rpartition("-")[2].isdigit()
        ]
        directory = root / f"{self._engine_name}-{max(numbers, default=0) + 1}"
        directory.mkdir()
        return directory

    def _make_current(self, directory: Path) -> None:
        pointer = directory.parent / _CURRENT
        draft = pointer.with_suffix(".new")
        with draft.open("w", encoding="ascii") as file:
            file.write(directory.name + "\n")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(pointer)
        for child in directory.parent.iterdir():  # builds no longer in use; open files stay readable to who has them
            if child.is_dir() and child != directory:
                shutil.rmtree(child, ignore_errors=True)
