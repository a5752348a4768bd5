"""The fields that describe an article, as formats spell them: one place for what a date, a tag list or an id may be."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from index.errors import ReadError
from index.model import Article, SourceRef
from index.readers.base import content_key
from index.text import collapse, normalise, parse_day, title_from

KNOWN_FIELDS = ("title", "date", "source", "author", "url", "language", "tags")
_LONGEST_ID = 200


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says of an article besides its text. `bad_date` is a date as written that nobody understands."""

    title: str = ""
    date: datetime.date | None = None
    source: str = ""
    author: str = ""
    url: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)
    bad_date: str = ""

    @classmethod
    def of(cls, fields: Mapping[str, str], *, tags: Iterable[str] | None = None) -> Header:
        """From fields by name, in lower case; unknown ones become `meta`. `tags` overrides a comma-separated list."""
        known = {name: collapse(normalise(fields.get(name, ""))) for name in KNOWN_FIELDS}
        meta = {name: normalise(value) for name, value in fields.items() if name not in KNOWN_FIELDS}
        header = cls(
            title=known["title"],
            source=known["source"],
            author=known["author"],
            url=known["url"],
            language=known["language"],
            tags=_clean_tags(known["tags"].split(",") if tags is None else tags),
            meta=meta,
        )
        return header.dated(known["date"])

    def dated(self, written: str) -> Header:
        """With the date as written; one that is not understood leaves the article undated and is kept in `meta`."""
        day = parse_day(written)
        if day is not None or not written:
            return replace(self, date=day)
        return replace(self, bad_date=written, meta={**self.meta, "date": written})

    def article(self, text: str, origin: SourceRef, *, external_id: str = "") -> Article:
        """The article these fields and this normalised text make."""
        return Article(
            key=external_id if _is_name(external_id) else content_key(text, title=self.title, date=self.date),
            text=text,
            title=self.title or title_from(text),
            date=self.date,
            source=self.source,
            byline=self.author,
            url=self.url,
            language=self.language,
            tags=self.tags,
            external_id=external_id,
            meta=self.meta,
            origin=origin,
        )

    def date_warning(self, path: Path, *, line: int | None = None) -> ReadError:
        """To be yielded after the article when `bad_date` is set."""
        where = f"{path}, line {line}" if line else str(path)
        shown = self.bad_date if len(self.bad_date) <= 40 else self.bad_date[:39] + "…"
        return ReadError(
            f"{where}: the date {shown!r} was not understood; the article was kept without one.",
            hint="Write it as YYYY-MM-DD.",
            line=line,
        )


def _clean_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """In their order, without blanks and repetitions."""
    return tuple(dict.fromkeys(tag for tag in (collapse(normalise(raw)) for raw in tags) if tag))


def _is_name(external_id: str) -> bool:
    """Whether an id can be typed and shown as it is, and so name its article."""
    return 0 < len(external_id) <= _LONGEST_ID and external_id.isprintable() and external_id == external_id.strip()
