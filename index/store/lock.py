"""One writer a library: a lock the system releases by itself if its holder dies, and a note of who holds it."""

from __future__ import annotations

import contextlib
import datetime
import os
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import LibraryError, LibraryLocked
from index.paths import LOCK


@contextlib.contextmanager
def writing(folder: Path, *, timeout: float = 0.0) -> Iterator[None]:
    """Hold the library's write lock. Raises LibraryLocked (naming the holder) after `timeout` seconds, LibraryError."""
    holder = folder / f"{LOCK}.holder"
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(timeout=timeout)
    except Timeout as error:
        raise LibraryLocked(
            f"The library at {folder} is being written by {_described(holder)}.",
            hint="Reading and searching work meanwhile; try again when it is done.",
        ) from error
    except OSError as error:
        raise LibraryError(
            f"The library at {folder} cannot be written: {error.strerror or error}.",
            hint="Check that the folder exists and that you may write to it.",
        ) from error
    try:
        with contextlib.suppress(OSError):
            started = datetime.datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
            holder.write_text(f"process {os.getpid()}, since {started}", encoding="utf-8")
        yield
    finally:
        with contextlib.suppress(OSError):
            holder.unlink(missing_ok=True)
        lock.release()


def is_being_written(folder: Path) -> bool:
    """Whether some process holds the lock at this moment."""
    try:
        with writing(folder):
            return False
    except LibraryLocked:
        return True


def _described(holder: Path) -> str:
    try:
        return holder.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return "another program"
