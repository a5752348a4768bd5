"""Which files the paths that a person named stand for, whatever else lies in those folders."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from index.errors import ReadError
from index.readers.base import cannot_read, not_regular

_Identity = tuple[int, int]


def walk(paths: Iterable[Path], suffixes: frozenset[str]) -> Iterator[Path | ReadError]:
    """Files to read, each folder's in the order of their names; what cannot be read is yielded as a ReadError.

    A path named by the person is taken whatever it is called. Inside folders, hidden files and those without one of the
    suffixes (lower case, with the dot) are passed over. Links are followed, but no folder is entered twice.
    """
    seen_folders: set[_Identity] = set()
    for path in paths:
        try:
            status = path.stat()
        except FileNotFoundError:
            yield _missing(path)
        except (OSError, ValueError) as error:
            yield cannot_read(path, error)
        else:
            if stat.S_ISDIR(status.st_mode):
                yield from _walk_folder(path, suffixes, seen_folders)
            elif stat.S_ISREG(status.st_mode):
                yield path
            else:
                yield not_regular(path, status.st_mode)


def _walk_folder(top: Path, suffixes: frozenset[str], seen_folders: set[_Identity]) -> Iterator[Path | ReadError]:
    # A stack rather than recursion: folders may be nested deeper than Python may call.
    pending = [top]
    while pending:
        path = pending.pop()
        try:
            status = path.stat()
            if stat.S_ISDIR(status.st_mode):
                if _is_first_visit(status, seen_folders):
                    pending.extend(_children(path))
            elif not stat.S_ISREG(status.st_mode):
                yield not_regular(path, status.st_mode)
            elif path.suffix.lower() in suffixes:
                yield path
        except FileNotFoundError:
            if path.suffix.lower() in suffixes:  # a link to nothing, or gone since the folder was listed
                yield _missing(path)
        except OSError as error:
            yield cannot_read(path, error)


def _is_first_visit(status: os.stat_result, seen_folders: set[_Identity]) -> bool:
    identity = (status.st_dev, status.st_ino)
    is_first = identity not in seen_folders
    seen_folders.add(identity)
    return is_first


def _children(folder: Path) -> list[Path]:
    """What lies in a folder, last name first, without what is hidden."""
    with os.scandir(folder) as entries:
        names = [entry.name for entry in entries if not entry.name.startswith(".")]
    return [folder / name for name in sorted(names, reverse=True)]


def _missing(path: Path) -> ReadError:
    return ReadError(f"There is no {path}.", hint="Check the spelling.")
