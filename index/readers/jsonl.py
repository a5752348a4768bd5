"""JSON lines: one article a line, streamed, so that a file of any size needs the memory of its longest line."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from index.errors import BadEncoding, ReadError
from index.model import Article, SourceRef
from index.readers.base import cannot_read, open_regular, too_large
from index.readers.header import KNOWN_FIELDS, Header
from index.text import normalise

_LISTS = ("tags", "author")  # fields that may also be a list of strings
_SKIP_BYTES = 1 << 16
_COUNT_BYTES = 1 << 20


class JsonLinesReader:
    """Reads objects with `text` and, if known, `id title date source author url language tags`."""

    format = "jsonl"
    suffixes: tuple[str, ...] = (".jsonl", ".ndjson", ".jsonlines")

    def sniff(self, head: bytes, suffix: str) -> float:
        if b"\0" in head:
            return 0.0
        if suffix in self.suffixes:
            return 1.0
        opening = head.removeprefix(codecs.BOM_UTF8).lstrip()
        if not opening.startswith(b"{"):
            return 0.0
        first, newline, _ = opening.partition(b"\n")
        try:
            return 0.95 if isinstance(json.loads(first), dict) else 0.0
        except (ValueError, RecursionError):
            # The first line may simply be longer than the head.
            return 0.0 if newline or not opening[1:].lstrip().startswith(b'"') else 0.6

    def estimate(self, path: Path) -> int:
        lines, is_open = 0, False
        with open_regular(path) as file:
            while chunk := file.read(_COUNT_BYTES):
                lines += chunk.count(b"\n")
                is_open = not chunk.endswith(b"\n")
        return lines + is_open

    def read(self, path: Path, *, max_bytes: int) -> Iterator[Article | ReadError]:
        ordinal = 0
        with open_regular(path) as file:
            for line_number, content in _lines(file, path, max_bytes):
                if isinstance(content, ReadError):
                    yield content
                    continue
                try:
                    header, text, external_id = _parse(content)
                except ReadError as error:
                    yield type(error)(f"{path}, line {line_number}: {error.message}", hint=error.hint, line=line_number)
                    continue
                yield header.article(text, SourceRef(path, self.format, ordinal), external_id=external_id)
                ordinal += 1
                if header.bad_date:
                    yield header.date_warning(path, line=line_number)


def _lines(file: BinaryIO, path: Path, max_bytes: int) -> Iterator[tuple[int, bytes | ReadError]]:
    """Lines that are not blank, with their 1-based numbers; one over the cap is passed over without being loaded."""
    line_number = 0
    try:
        while line := file.readline(max_bytes + 1):
            line_number += 1
            if line_number == 1:
                line = line.removeprefix(codecs.BOM_UTF8)
            if len(line.rstrip(b"\r\n")) > max_bytes or (len(line) > max_bytes and not line.endswith(b"\n")):
                while line and not line.endswith(b"\n"):
                    line = file.readline(_SKIP_BYTES)
                yield line_number, too_large(f"{path}, line {line_number}", None, max_bytes, line=line_number)
            elif not line.isspace():
                yield line_number, line
    except OSError as error:
        raise cannot_read(path, error) from error


def _parse(line: bytes) -> tuple[Header, str, str]:
    """Header, text and id of one line. Raises ReadError, its message without the file and line."""
    record = _load(line)
    text = record.pop("text", None)
    if text is None:
        raise ReadError("there is no text.", hint='Each line needs a "text".')
    if not isinstance(text, str):
        raise ReadError(f"the text is {_kind(text)}, not a string.")
    if not text.strip():
        raise ReadError("the text is empty.")
    external_id = _scalar("id", record.pop("id", None))
    tags: list[str] | None = None
    fields: dict[str, str] = {}
    for name, value in record.items():
        if name in _LISTS and isinstance(value, list):
            strings = [_scalar(name, item) for item in value]
            if name == "tags":
                tags = strings
            else:
                fields[name] = ", ".join(filter(None, strings))
        elif name in KNOWN_FIELDS:
            fields[name] = _scalar(name, value)
        elif isinstance(value, str | int | float) and value != "":
            fields[name] = value if isinstance(value, str) else json.dumps(value)
    try:
        "\0".join((text, external_id, *fields, *fields.values(), *(tags or ()))).encode()
    except UnicodeEncodeError as error:
        half = error.object[error.start]
        raise ReadError(f"it holds half a character (\\u{ord(half):04x}), which no text can.") from error
    return Header.of(fields, tags=tags), normalise(text), external_id


def _load(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line.decode())
    except UnicodeDecodeError as error:
        raise BadEncoding(
            f"not UTF-8 text: byte {error.start} of the line (0x{line[error.start]:02x}) does not belong there.",
            hint="Convert the file to UTF-8 first.",
        ) from error
    except json.JSONDecodeError as error:
        raise ReadError(f"not JSON: {error.msg[:1].lower()}{error.msg[1:]} at column {error.colno}.") from error
    except (ValueError, RecursionError) as error:
        raise ReadError("not JSON that anyone meant: too deep, or a number too long.") from error
    if not isinstance(record, dict):
        raise ReadError(f"it is {_kind(record)}, not an object.", hint='Each line needs an object with a "text".')
    return record


def _scalar(name: str, value: object) -> str:
    """A string or number as a string; null as the empty one."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise ReadError(f"{name} is {_kind(value)}, not a string.")


def _kind(value: object) -> str:
    names = {
        dict: "an object",
        list: "a list",
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "a string",
    }
    return names.get(type(value), "null")
