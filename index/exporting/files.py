"""Writing a file so that it is there as a whole or not at all, and that nothing is replaced unasked."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from index.errors import ExportError, FileExists
from index.text import printable


def checked_target(path: Path) -> Path:
    """The file that a path as typed means (`~` is the home folder, links followed). Raises ExportError.

    Whether it exists already is `write_pieces`'s business, and can only be settled at the end.
    """
    if printable(path.name) != path.name:  # control characters, and what no file system takes
        raise ExportError(f"{path} has characters that make no good file name.", hint="Leave them out.")
    try:
        target = path.expanduser()
        target = (target.resolve() if target.exists() else target.parent.resolve() / target.name).absolute()
        folder = target.parent
        if not target.name:
            raise ExportError("A file needs a name.")
        if target.is_dir():
            raise ExportError(f"{target} is a folder.", hint="Add a file name.")
        if target.exists() and not target.is_file():
            raise ExportError(f"{target} is no ordinary file.", hint="Choose another name.")
        if not folder.is_dir():
            what = "is not a folder" if folder.exists() else "does not exist"
            raise ExportError(f"The folder {folder} {what}.", hint="Make it first, or choose another.")
    except (OSError, RuntimeError, ValueError) as error:  # too long, a loop of links, no home
        raise ExportError(f"{path} is not usable as a file name: {_reason(error)}.") from error
    return target


def write_pieces(path: Path, pieces: Iterable[str], *, replaces: bool = False) -> int:
    """Write pieces of text to a file in UTF-8; returns its size in bytes. Raises FileExists, ExportError.

    They go to a draft beside it, which takes the name only when it is complete and on the disk. Whatever else the
    pieces raise (`Cancelled`, say) passes through and leaves nothing behind.
    """
    target = checked_target(path)
    if target.exists() and not replaces:
        raise FileExists(f"{target} exists already.")
    draft = target.with_name(f".dateline-{secrets.token_hex(4)}.part")
    try:
        try:
            # Made by open() and not by tempfile, so that the file gets the permissions that any new file would get.
            with draft.open("x", encoding="utf-8", newline="") as file:
                for piece in pieces:
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
                size = os.fstat(file.fileno()).st_size
            if replaces:
                draft.replace(target)
            else:
                _give_name(draft, target)
        finally:
            with contextlib.suppress(OSError):
                draft.unlink()
    except FileExistsError as error:
        raise FileExists(f"{target} exists already.") from error
    except OSError as error:
        raise ExportError(f"{target} cannot be written: {_reason(error)}.") from error
    return size


def _give_name(draft: Path, target: Path) -> None:
    """Rename without replacing: a hard link fails where a file came up meanwhile, which a rename would not tell."""
    try:
        target.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if target.exists():
            raise FileExistsError(target) from None
        draft.rename(target)


def _reason(error: Exception) -> str:
    strerror = getattr(error, "strerror", None)
    return str(strerror or error).lower()
