"""The files of the search index: Whoosh keeps terms and columns, the rest is ours. The one place that imports it.

Of Whoosh 2.7.4, which is frozen, this uses the codec's term index, columns and compound files; its own postings go
through Python objects and pickles one by one, which costs ten times as much and would let an index bring code along.
"""

# ruff: noqa: SLF001 - term records and raw columns have no public door, and the version that has them is pinned

from __future__ import annotations

import contextlib
import itertools
import struct
import sys
import warnings
from array import array
from collections.abc import Iterable, Iterator, Sequence
from hashlib import md5
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, Final

from index.engines import manifest
from index.engines.entries import NUMBERS
from index.engines.manifest import REBUILD, SegmentEntry
from index.engines.postings import Packed, document_count
from index.engines.segments import Row, TermList
from index.errors import DatelineError, EngineUnavailable


@contextlib.contextmanager
def _without_http() -> Iterator[None]:
    """Keep Whoosh from loading the HTTP client that it imports and never calls: half of what importing it costs."""
    name = "urllib.request"
    if name in sys.modules:
        yield
        return
    stand_in = ModuleType(name)
    stand_in.urlretrieve = None  # type: ignore[attr-defined]  # the one name it asks for
    sys.modules[name] = stand_in
    try:
        yield
    finally:
        del sys.modules[name]


with _without_http(), warnings.catch_warnings():  # invalid escape sequences in its source are reported when compiled
    warnings.simplefilter("ignore")
    from whoosh import columns
    from whoosh.codec.whoosh3 import W3Codec, W3Segment
    from whoosh.filedb.compound import CompoundStorage
    from whoosh.filedb.filestore import FileStorage
    from whoosh.filedb.structfile import BufferFile, StructFile
    from whoosh.system import pack_ushort

_INDEX_NAME: Final = "dateline"
_INLINE_BYTES: Final = 48  # posting lists up to this size, as most are, are kept with their term
_LENGTHS: Final = struct.Struct("!ii")  # of a key and its record, before both
_PENDING: Final = 6_000  # pieces of terms written at once
_EXTENT: Final = struct.Struct("=QI")  # where a longer one is in the file of postings, and its size


_COLUMNS: Final = {name: columns.NumericColumn("q" if name == "id" else "i", default=0) for name in NUMBERS}
_CODEC: Final = W3Codec()
_NO_FORMAT: Final = SimpleNamespace(format=None)  # Whoosh's own way of writing postings is not used


class _Reader:
    """A file to read from that is a part of another, in memory: Whoosh's own copies it whole."""

    def __init__(self, view: memoryview) -> None:
        self._view = view
        self._at = 0

    def seek(self, place: int, whence: int = 0) -> None:
        self._at = place + (0, self._at, len(self._view))[whence]

    def tell(self) -> int:
        return self._at

    def read(self, size: int = -1) -> bytes:
        start = self._at
        self._at = len(self._view) if size < 0 else min(start + size, len(self._view))
        return bytes(self._view[start : self._at])

    def readline(self) -> bytes:
        rest = bytes(self._view[self._at : self._at + 4096])
        return self.read(rest.find(b"\n") + 1 or len(rest))


class _MappedFile(BufferFile):  # type: ignore[misc]  # Whoosh has no types
    def __init__(self, view: memoryview, name: str) -> None:
        StructFile.__init__(self, _Reader(view), name)
        self._buf = view

    @property
    def view(self) -> memoryview:
        view: memoryview = self._buf
        return view


class _Files(CompoundStorage):  # type: ignore[misc]  # Whoosh has no types
    """The files that a segment is made of, mapped into memory."""

    def open_file(self, name: str, *args: Any, **kwargs: Any) -> Any:
        if self._source is None:
            return super().open_file(name, *args, **kwargs)
        offset, length = self.range(name)
        return _MappedFile(memoryview(self._source)[offset : offset + length], name)


def _open_files(directory: Path, name: str) -> Any:
    whole = FileStorage(str(directory)).open_file(name)
    try:
        return _Files(whole)
    except BaseException:
        whole.close()
        raise


class _Segment:
    """One open segment file (see `index.engines.segments.Segment`)."""

    def __init__(self, directory: Path, entry: SegmentEntry) -> None:
        self.entry = entry
        path = directory / entry.file
        try:
            if path.stat().st_size != entry.bytes:
                raise EngineUnavailable(f"A file of the search index is damaged: {path}.", hint=REBUILD)
            segment = W3Segment(_CODEC, _INDEX_NAME, entry.documents, entry.name)
            files = _open_files(directory, entry.file)
            self._terms = _CODEC.terms_reader(files, segment)
            self._values = _CODEC.per_document_reader(files, segment)
        except (FileNotFoundError, DatelineError):
            raise
        except OSError as error:
            message = f"A file of the search index is unreadable: {path}: {error}."
            raise EngineUnavailable(message, hint=REBUILD) from error
        except Exception as error:  # whatever Whoosh makes of a damaged file
            raise EngineUnavailable(f"A file of the search index is damaged: {path}.", hint=REBUILD) from error

    def numbers(self, name: str) -> Sequence[int]:
        values = array(_COLUMNS[name]._typecode)
        if self._values.has_column(name):
            column = self._values.column_reader(name, _COLUMNS[name])
            values.frombytes(column._dbfile.get(column._basepos, column._count * values.itemsize))
            if sys.byteorder == "little":
                values.byteswap()  # columns are big-endian
        values.extend([0] * (self.entry.documents - len(values)))  # zeros at the end are not written
        return values

    def packed(self, field: str, term: bytes) -> Packed | None:
        try:
            record = self._terms._tindex[self._terms._keycoder(field, term)]
        except KeyError:
            return None
        return self._list_of(record)

    def _list_of(self, record: bytes) -> Packed:
        """The packed posting list that a term's record holds or points to; a long one is not copied."""
        if len(record) > _EXTENT.size:
            return record
        offset, length = _EXTENT.unpack(record)
        file = self._terms._postfile
        if isinstance(file, _MappedFile):
            return file.view[offset : offset + length]
        return bytes(file.get(offset, length))

    def words(self, field: str, prefix: bytes) -> Iterator[tuple[str, int]]:
        get = self._terms._tindex.dbfile.get
        for term, at, length in self._terms_from(field, prefix):
            record = get(at, length)
            yield term.decode(), document_count(record if length > _EXTENT.size else self._list_of(record))

    def terms(self, field: str) -> Iterator[tuple[bytes, Packed]]:
        buffer = self._terms._tindex.dbfile.get
        for term, at, length in self._terms_from(field, b""):
            yield term, self._list_of(buffer(at, length))

    def _terms_from(self, field: str, prefix: bytes) -> Iterator[tuple[bytes, int, int]]:
        """The terms of a field that start so, in order, and where the record of each is: Whoosh's own way, unrolled."""
        start = self._terms._keycoder(field, prefix)
        if start is None:  # no article has the field
            return
        index = self._terms._tindex
        at = index.closest_key_pos(start)
        if at is None:
            return
        get, end, lengths = index.dbfile.get, index.endofdata, _LENGTHS
        skipped = len(start) - len(prefix)
        while at < end:
            key_length, record_length = lengths.unpack(get(at, lengths.size))
            at += lengths.size
            key = get(at, key_length)
            if not key.startswith(start):
                return
            at += key_length
            yield key[skipped:], at, record_length
            at += record_length


# ------------------------------------------------------------------------------------------------ writing


def _write_segment(directory: Path, rows: Iterable[Row], terms: Iterable[TermList]) -> SegmentEntry:
    """Write a segment file, durably; it counts for nothing until a manifest names it."""
    storage = FileStorage(str(directory))
    segment = _CODEC.new_segment(storage, _INDEX_NAME)
    values = _CODEC.per_document_writer(storage, segment)
    count = 0
    for count, row in enumerate(rows, 1):
        values.start_doc(count - 1)
        for (name, column), number in zip(_COLUMNS.items(), row, strict=True):
            values.add_column_value(name, column, number)
        values.finish_doc()
    values.close()
    index = _CODEC.field_writer(storage, segment)
    for field, same_field in itertools.groupby(terms, key=lambda found: found.field):
        index.start_field(field, _NO_FORMAT)
        _write_terms(index, same_field)
        index.finish_field()
    index.close()
    segment.set_doc_count(count)
    segment.create_compound_file(storage)
    file = segment.make_filename(segment.COMPOUND_EXT)
    path = directory / file
    manifest.sync(path)
    return SegmentEntry(segment.segid, file, count, path.stat().st_size, manifest.checksum(path))


def _write_terms(index: Any, terms: Iterable[TermList]) -> None:
    """Write the terms of one field as `OrderedHashWriter.add` would, one after the other, many at a time."""
    table, lists = index._tindex, index._postfile
    prefix, buckets, places = pack_ushort(index._fieldid), table.buckets, table.index
    at, lists_at = table.tell(), lists.tell()
    pending: list[Packed] = []
    last = b""
    for _, term, packed in terms:
        key = prefix + term
        if key <= last:
            raise ValueError(f"terms must increase: {last!r}, {key!r}")
        last = key
        if len(packed) > _INLINE_BYTES:
            lists.write(packed)
            record: Packed = _EXTENT.pack(lists_at, len(packed))
            lists_at += len(packed)
        else:
            record = packed
        pending += (_LENGTHS.pack(len(key), len(record)), key, record)
        places.append(at)
        hashed = int.from_bytes(md5(key, usedforsecurity=False).digest()[-4:], "big")
        buckets[hashed & 255].append((hashed, at))
        at += _LENGTHS.size + len(key) + len(record)
        if len(pending) > _PENDING:
            table.dbfile.write(b"".join(pending))
            pending.clear()
    table.dbfile.write(b"".join(pending))


class _Format:
    """The file format (see `index.engines.changes.SegmentFiles`)."""

    prefix = _INDEX_NAME
    write = staticmethod(_write_segment)
    open = staticmethod(_Segment)


FORMAT: Final = _Format()
