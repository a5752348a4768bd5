"""What a reader is: something that recognises a file by its first bytes and yields the articles in it."""

from __future__ import annotations

import datetime
import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol, runtime_checkable

from index.errors import ReadError, TooLarge
from index.model import Article

HEAD_BYTES = 4096  # sniffing never reads more


@runtime_checkable
class Reader(Protocol):
    """Plug point `dateline.readers`."""

    format: str  # a short name, shown in `status` and stored with each article
    suffixes: tuple[str, ...]  # file name endings this reader expects, with the dot, lower case

    def sniff(self, head: bytes, suffix: str) -> float:
        """How sure, 0 to 1, that a file starting with `head` (at most `HEAD_BYTES`) and so named is of this format."""

    def read(self, path: Path, *, max_bytes: int) -> Iterator[Article | ReadError]:
        """The articles of a file, in order. A record at fault is yielded as a ReadError and the next one read.

        A ReadError that follows an article and says so only warns of something in it (a date not understood).
        Raises ReadError where the file as a whole cannot be read. Messages name the file, and the line or byte.
        """

    def estimate(self, path: Path) -> int:
        """About how many articles a file holds, found out quickly: for progress. Raises ReadError."""


def content_key(text: str, *, title: str = "", date: datetime.date | None = None) -> str:
    """The name of an article that brought none: the same wherever the file lies and whatever it is called.

    `title` is the one the file gave (none, if it was made from the text). The first 12 hex digits of the SHA-256 of the
    three fields, each preceded by its length, so that no text can pass for another's title.
    """
    digest = hashlib.sha256()
    for field in (text, title, date.isoformat() if date else ""):
        encoded = field.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(encoded))
        digest.update(encoded)
    return digest.hexdigest()[:12]


def open_regular(path: Path, *, is_buffered: bool = True) -> BinaryIO:
    """Open a file for reading, never waiting for it. Raises ReadError for what is gone, forbidden or not a plain file.

    Unbuffered, no more is read than is asked for. Without O_NONBLOCK, opening a FIFO that nobody writes to would hang.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except (OSError, ValueError) as error:
        raise cannot_read(path, error) from error
    kind = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(kind):
        os.close(descriptor)
        raise not_regular(path, kind)
    return os.fdopen(descriptor, "rb", -1 if is_buffered else 0)


def cannot_read(path: Path, error: OSError | ValueError) -> ReadError:
    """What the system said, in a sentence."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    hint = "Check who may read it." if isinstance(error, PermissionError) else ""
    return ReadError(f"{path} cannot be read: {reason}.", hint=hint, path=path)


def not_regular(path: Path, mode: int) -> ReadError:
    """For whatever lies where a file was expected; `mode` is its `st_mode`."""
    kinds = {stat.S_IFDIR: "folder", stat.S_IFIFO: "FIFO", stat.S_IFSOCK: "socket"}
    kind = kinds.get(stat.S_IFMT(mode), "device")
    return ReadError(f"{path} is a {kind}, not a file of articles.", hint="It was left out.", path=path)


def too_large(what: str, size: int | None, max_bytes: int, *, line: int | None = None) -> TooLarge:
    """`what` is over the cap; `size` is None where it was not measured."""
    measured = f" is {_megabytes(size)}," if size is not None else " is"
    return TooLarge(
        f"{what}{measured} over the limit of {_megabytes(max_bytes)} for one article.",
        hint="To read it, raise max_article_bytes in the configuration file.",
        line=line,
    )


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{size} bytes"
