"""What may complete a query at the cursor, out of what the library holds: entities, sources, tags, authors, dates."""

from __future__ import annotations

import datetime
import re
import threading
from collections.abc import Iterable
from typing import Final

from index.answers import Candidate, Completions, UnsettledName
from index.model import ENTITY_LABELS
from index.query import EntityRef, entity_refs_of, parse
from index.query.ast import FIELDS, FLAGS, SLOT_TYPES
from index.query.complete import Completion, completion_at, write_value
from index.query.dates import RELATIVE_NAMES, date_range, describe
from index.store import entities, library, values
from index.store.database import Database
from index.text import fold

_FIELD_DETAILS: Final = {
    "title": "words of the headline", "source": "where it was published", "author": "who wrote it",
    "lang": "the language it is in", "tag": "what it was filed under", "is": ", ".join(FLAGS),
    "entity": "anybody or anything named", "person": "a person named", "place": "a place named",
    "org": "an organization named", "date": "when: 2025-08, last-week, 7d",
}  # fmt: skip
_PLACES_LOOKED_AT: Final = 20  # for a name in its query: it stands in front, or the query is a strange one
_BETWEEN_WORDS = re.compile(r"[\W_]+")


class Completer:
    """The completing end of a library. Any thread may call it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._values: dict[str, tuple[int, list[tuple[str, int]]]] = {}  # field -> generation and values
        self._guard = threading.Lock()

    def completions(self, text: str, cursor: int, limit: int) -> Completions:
        """See `Library.completions`."""
        at = completion_at(text, cursor)
        if at is None:
            return Completions(cursor, cursor)
        found = list(self._candidates(at, limit + 1))
        return Completions(at.start, at.end, tuple(found[:limit]), has_more=len(found) > limit)

    def unsettled_names(self, text: str) -> tuple[UnsettledName, ...]:
        """See `Library.unsettled_names`."""
        found = []
        for ref in entity_refs_of(parse(text).query):
            # As binding does it: an id comes before the names that others go by.
            rows = entities.by_slug(self._database, [ref.text]) or entities.named(self._database, ref.text)
            bearers = sum(not ref.types or row.type in ref.types for row in rows)
            if bearers != 1 and (end := _end_of(text, ref)) >= 0:
                found.append(UnsettledName(ref.text, end, bearers))
        return tuple(dict.fromkeys(found))

    def _candidates(self, at: Completion, limit: int) -> Iterable[Candidate]:
        if at.kind == "entity":
            rows = values.entities_beginning(self._database, at.prefix, at.labels, limit)
            return [Candidate(at.write(row.id), row.name, row.type, row.articles) for row in rows]
        if at.kind == "field":
            fields = [field for field in FIELDS if field.startswith(at.prefix)]
            return [Candidate(at.write(field), f"{field}:", detail=_FIELD_DETAILS[field]) for field in fields]
        if at.kind == "type":
            types = [kind for kind in SLOT_TYPES if kind.startswith(at.prefix)]
            return [Candidate(at.write(kind), kind, detail=_labels_of(kind)) for kind in types]
        if at.field == "is":
            flags = [flag for flag in FLAGS if flag.startswith(at.prefix.lower())]
            return [Candidate(at.write(flag), flag) for flag in flags]
        if at.field == "date":
            return self._dates(at)
        return self._field_values(at, limit)

    def _field_values(self, at: Completion, limit: int) -> list[Candidate]:
        """Values in which a word begins so, most articles first; two that a query cannot tell apart are one."""
        found: dict[str, Candidate] = {}
        for value, articles in self._values_of(at.field):
            if not _begins(value, at.prefix) or not (written := write_value(at.field, value)):
                continue
            known = found.get(fold(written))
            if known is None and len(found) == limit:
                break
            total = articles + ((known.articles or 0) if known else 0)
            found[fold(written)] = Candidate(at.write(known.insert if known else written), value, articles=total)
        return list(found.values())

    def _values_of(self, field: str) -> list[tuple[str, int]]:
        """A field's values, read anew whenever the library was written."""
        generation = library.generation(self._database)
        with self._guard:
            known = self._values.get(field)
        if known is None or known[0] != generation:
            known = generation, values.values(self._database, field)
            with self._guard:
                self._values[field] = known
        return known[1]

    def _dates(self, at: Completion) -> list[Candidate]:
        """Names of days counted from today, then the library's years; of a year typed in full its months, then days."""
        prefix = at.prefix.lower()
        today = datetime.datetime.now().astimezone().date()
        found = []
        for name in RELATIVE_NAMES:
            days = date_range(name, today)
            if days is not None and name.startswith(prefix):
                count = values.articles_dated(self._database, days.first, days.last)
                detail = describe(days).removesuffix(f" ({name.replace('-', ' ')})")
                found.append(Candidate(at.write(name), name, articles=count, detail=detail))
        if not prefix or prefix[0].isdigit():
            length = 4 if len(prefix) < 4 else 7 if len(prefix) < 7 else 10
            periods = values.periods(self._database, prefix, length)
            found += [Candidate(at.write(period), period, articles=articles) for period, articles in periods]
        return found


def _labels_of(kind: str) -> str:
    labels = SLOT_TYPES[kind]
    return _FIELD_DETAILS[kind] if labels == ENTITY_LABELS else " ".join(labels)


def _begins(value: str, prefix: str) -> bool:
    """Whether a value, or a word of it, begins so."""
    words, wanted = _plain(value), _plain(prefix)
    return words.startswith(wanted) or f" {wanted}" in words


def _plain(text: str) -> str:
    return _BETWEEN_WORDS.sub(" ", fold(text)).strip()


def _end_of(text: str, ref: EntityRef) -> int:
    """Where a name ends in the text of its query, as the completion at that column confirms; -1 if that is unclear."""
    lowered, name = text.lower(), ref.text.lower()
    start = lowered.find(name)
    for _ in range(_PLACES_LOOKED_AT):
        if start < 0:
            break
        end = start + len(name)
        at = completion_at(text, end)
        if at is not None and at.kind == "entity" and at.prefix.lower() == name and at.labels == ref.types:
            return end
        start = lowered.find(name, start + 1)
    return -1
