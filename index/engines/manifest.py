"""The table of contents of an index directory: which segments there are, what was deleted from them, and since when.

It is the one file that is replaced, in one step, and only after the segments it names are on the disk: so whatever is
interrupted, a directory is as it was before a commit or as it is after. Plain JSON: nothing in a library is ever run.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from index.errors import EngineError, EngineUnavailable

FORMAT: Final = 3  # of the manifest and of what the postings hold; another one is rebuilt
NAME: Final = "manifest.json"
REBUILD: Final = "Mend it with: dateline doctor --rebuild"


@dataclass(frozen=True, slots=True)
class SegmentEntry:
    """One immutable file of documents; `deleted` are document numbers within it."""

    name: str
    file: str
    documents: int
    bytes: int
    crc32: int
    deleted: tuple[int, ...] = ()

    @property
    def live(self) -> int:
        return self.documents - len(self.deleted)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a commit left behind. `serial` counts commits, so that one with an old generation is noticed too."""

    generation: int = 0
    serial: int = 0
    segments: tuple[SegmentEntry, ...] = ()


def read(directory: Path) -> Manifest:
    """The manifest of an index directory. Raises EngineUnavailable."""
    path = directory / NAME
    try:
        fields = json.loads(path.read_bytes())
        made_by = (fields["format"], fields["byteorder"])
        if made_by != (FORMAT, sys.byteorder):
            message = f"The search index in {directory} was made by another version of dateline."
            raise EngineUnavailable(message, hint=REBUILD)
        segments = tuple(
            SegmentEntry(**{**segment, "deleted": tuple(segment["deleted"])}) for segment in fields["segments"]
        )
        return Manifest(fields["generation"], fields["serial"], segments)
    except FileNotFoundError:
        raise EngineUnavailable(f"There is no search index in {directory}.", hint=REBUILD) from None
    except OSError as error:
        raise EngineUnavailable(f"The search index in {directory} cannot be read: {error}.", hint=REBUILD) from error
    except (ValueError, KeyError, TypeError) as error:
        raise EngineUnavailable(f"The search index in {directory} is damaged.", hint=REBUILD) from error


def write(directory: Path, manifest: Manifest) -> None:
    """Replace the manifest, durably. Raises EngineError."""
    fields = {"format": FORMAT, "byteorder": sys.byteorder, **asdict(manifest)}
    new = directory / f"{NAME}.new"
    try:
        with new.open("w", encoding="utf-8") as stream:
            json.dump(fields, stream)
            stream.flush()
            os.fsync(stream.fileno())
        new.replace(directory / NAME)
        sync(directory)
    except OSError as error:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)
        raise EngineError(f"The search index in {directory} cannot be written: {error}.") from error


def checksum(path: Path) -> int:
    """The CRC-32 of a whole file."""
    found = 0
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            found = zlib.crc32(block, found)
    return found


def sync(path: Path) -> None:
    """Have the system write a file, or a directory's entries, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
