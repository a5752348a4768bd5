"""Reading articles from files: which reader a file needs, and one door through which nothing but ReadErrors comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from index.errors import ReadError, UnknownFormat
from index.model import Article
from index.plugins import Registry
from index.readers.base import HEAD_BYTES, Reader, cannot_read, content_key, open_regular
from index.readers.discover import walk

DEFAULT_MAX_BYTES = 20_000_000

READERS = Registry(
    "dateline.readers",
    "reader",
    {"text": "index.readers.plain:PlainReader", "jsonl": "index.readers.jsonl:JsonLinesReader"},
)

__all__ = ["DEFAULT_MAX_BYTES", "READERS", "content_key", "discover", "known_suffixes", "read", "reader_for"]


def reader_for(path: Path) -> Reader:
    """The reader that is surest of a file, by its name and at most its first 4 KiB.

    Raises UnknownFormat where none is, ReadError where the file is empty or cannot be opened.
    """
    with open_regular(path, is_buffered=False) as file:
        try:
            head = file.read(HEAD_BYTES)
        except OSError as error:
            raise cannot_read(path, error) from error
    if not head:
        raise ReadError(f"{path} is empty.")
    suffix = path.suffix.lower()
    surest = max(_readers(), key=lambda reader: reader.sniff(head, suffix))
    if surest.sniff(head, suffix) <= 0:
        formats = ", ".join(reader.format for reader in _readers())
        raise UnknownFormat(f"{path} is in no format that dateline reads.", hint=f"It reads: {formats}.")
    return surest


def read(path: Path, *, max_bytes: int = DEFAULT_MAX_BYTES) -> Iterator[Article | ReadError]:
    """The articles of a file, in order, and whatever was wrong with it or parts of it. Never raises a ReadError."""
    try:
        yield from reader_for(path).read(path, max_bytes=max_bytes)
    except ReadError as error:
        yield error


def discover(paths: Iterable[Path]) -> Iterator[Path | ReadError]:
    """The files that paths stand for: see `index.readers.discover.walk`."""
    return walk(paths, known_suffixes())


@cache
def known_suffixes() -> frozenset[str]:
    """The file name endings that make a file in a folder an article file."""
    return frozenset(suffix for reader in _readers() for suffix in reader.suffixes)


@cache
def _readers() -> tuple[Reader, ...]:
    return tuple(READERS.load(name)() for name in READERS.names())
