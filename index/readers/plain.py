"""Plain text, the native format: one article a file, with an optional header, then the text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from index.errors import BadEncoding, ReadError
from index.model import Article, SourceRef
from index.readers.base import cannot_read, open_regular, too_large
from index.readers.header import KNOWN_FIELDS, Header
from index.text import date_prefix, normalise

# Longest first: the mark of UTF-32 starts with that of UTF-16.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Formats whose first bytes hold no NUL and might pass for badly encoded text.
_FOREIGN = (b"%PDF-", b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"\xff\xd8\xff", b"GIF8",
            b"{\\rtf", b"\x7fELF", b"ID3", b"\x89PNG")  # fmt: skip
_MARKUP = re.compile(rb"\s*<(?:!doctype|html|\?xml|rss|feed)\b", re.IGNORECASE)
_HEADER_LINE = re.compile(r"([A-Za-z][A-Za-z0-9_-]{0,39})[ \t]*:(?!//)[ \t]*(.*)")
_BLANK_LINES_BEFORE = re.compile(r"(?:[ \t]*\n)+")
_BLANK = " \t\n"


class PlainReader:
    """Reads `date YYYY-MM-DD text …`, `key: value` lines and a blank line before the text, or text alone."""

    format = "text"
    suffixes: tuple[str, ...] = (".txt", ".text")

    def sniff(self, head: bytes, suffix: str) -> float:
        if head.startswith(_FOREIGN):
            return 0.0
        is_marked = any(head.startswith(mark) for mark, _ in _MARKS)
        if not is_marked and b"\0" in head:
            return 0.0
        if suffix in self.suffixes:
            return 0.9
        return 0.0 if _MARKUP.match(head) else 0.3

    def estimate(self, path: Path) -> int:
        del path  # whatever it holds is one article
        return 1

    def read(self, path: Path, *, max_bytes: int) -> Iterator[Article | ReadError]:
        header, text = parse(_decode(_bytes_of(path, max_bytes), path))
        if not text.strip():
            raise _without_text(path, has_header=header is not None)
        header = header or Header()
        yield header.article(text, SourceRef(path, self.format))
        if header.bad_date:
            yield header.date_warning(path)


def parse(content: str) -> tuple[Header | None, str]:
    """The header, if there is one, and the text after it without blank lines around it; `content` is normalised."""
    prefix = date_prefix(content)
    if prefix is not None:
        return Header().dated(prefix[0]), _without_blank_lines(content[prefix[1] :])
    opening = _BLANK_LINES_BEFORE.match(content)
    fields: dict[str, str] = {}
    at = opening.end() if opening else 0
    while at < len(content):
        end = content.find("\n", at)
        line = content[at : end if end >= 0 else len(content)]
        at = end + 1 if end >= 0 else len(content)
        if not line.strip(_BLANK):
            break
        field = _HEADER_LINE.fullmatch(line)
        if field is None:
            return None, _without_blank_lines(content)
        fields[field[1].lower()] = field[2].strip()
    if fields.keys().isdisjoint(KNOWN_FIELDS):
        return None, _without_blank_lines(content)
    return Header.of(fields), _without_blank_lines(content[at:])


def _without_blank_lines(text: str) -> str:
    before = _BLANK_LINES_BEFORE.match(text)
    kept = text[before.end() :] if before else text
    trimmed = kept.rstrip(_BLANK)
    rest_of_line = kept.find("\n", len(trimmed))
    return kept[:rest_of_line] if rest_of_line >= 0 else kept


def _bytes_of(path: Path, max_bytes: int) -> bytes:
    with open_regular(path) as file:
        try:
            content = file.read(max_bytes + 1)
            if len(content) > max_bytes:
                raise too_large(str(path), max(path.stat().st_size, len(content)), max_bytes)
        except OSError as error:
            raise cannot_read(path, error) from error
    return content


def _decode(content: bytes, path: Path) -> str:
    mark, encoding = next(((mark, name) for mark, name in _MARKS if content.startswith(mark)), (b"", "utf-8"))
    try:
        return normalise(content[len(mark) :].decode(encoding))
    except UnicodeDecodeError as error:
        offset = len(mark) + error.start
        raise BadEncoding(
            f"{path} is not {encoding.upper()} text: byte {offset} (0x{content[offset]:02x}) does not belong there.",
            hint="If it is in an older encoding, convert it first: iconv -f WINDOWS-1252 -t UTF-8.",
        ) from error


def _without_text(path: Path, *, has_header: bool) -> ReadError:
    if has_header:
        return ReadError(f"{path} has a header but no text.", hint="A blank line, then the text, belong after it.")
    return ReadError(f"{path} is empty.")
