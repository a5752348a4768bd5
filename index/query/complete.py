"""What is being completed at the cursor of a query line: a name, a field, a field's value, or the type of a slot.

The parser itself is asked: a word that stands nowhere else is written at the cursor, and where it ends up in the tree
is what the cursor is at. So a completion is always understood as it was meant.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from index.query.ast import (
    FIELDS,
    FLAGS,
    WORD_FIELDS,
    DateRange,
    EntityFilter,
    Flag,
    Phrase,
    Query,
    Slot,
    Word,
    leaves,
)
from index.query.parser import parse
from index.query.words import OPERATORS, literal_words, surfaces

Kind = Literal["entity", "field", "value", "type"]
Counting = Callable[[Query], int]

_VALUE_FIELDS: Final = frozenset(WORD_FIELDS) - {"title"}  # what stands in a title is searched, not chosen from a list
_PROBE_DATE: Final = datetime.date(9999, 12, 30)
_PROBE_TYPE: Final = "law"
_QUOTES: Final = '"“”„'

# Stretches around the cursor, by what may be completed there.
_NAME = r"[^\s()\"“”„|:*~@{},;!?/\\]*"
_VALUE = r"[^\s()\"“”„|:*~]*"
_DAY = r"[\w-]*"
_LETTERS = r"[^\W\d_]*"
_TO_CLOSING_QUOTE = re.compile(rf"[^{_QUOTES}]*[{_QUOTES}]")
_TO_CLOSING_BRACE = re.compile(rf"[^{{}}{_QUOTES}]*(?=\}})")
_OPEN_QUOTE = re.compile(rf"[{_QUOTES}](?P<inside>[^{_QUOTES}]*)\Z")
_OPEN_SLOT = re.compile(rf"\{{(?P<types>[^{{}}:{_QUOTES}]*)(?::(?P<name>[^{{}}{_QUOTES}]*))?\Z")
_BARE_NAME = re.compile(r"\w(?:[\w\-'’.&]*\w)?\Z")
_BARE_VALUE = re.compile(rf"(?:{_VALUE})\Z")


@dataclass(frozen=True, slots=True)
class Completion:
    """`text[start:end]` is to be replaced by what `write` makes of a choice; `prefix` is what is typed of it.

    `field` is `@`, the field that a name or value is for, or `slot`; it is empty for fields and types themselves.
    `labels` are those that an entity may have (none: any).
    """

    kind: Kind
    field: str
    prefix: str
    start: int
    end: int
    labels: tuple[str, ...] = ()
    closing: str = ""  # what has to follow the choice
    is_in_phrase: bool = False

    def write(self, choice: str) -> str:
        """An entity's id, a value as `write_value` has it, a field or a type, as it is to stand in the query."""
        if self.kind == "field":
            return f"{choice}:"
        if self.kind == "entity" and self.field == "@":
            if _BARE_NAME.match(choice):
                return f"@{choice}"
            return f"{{entity:{choice}}}" if self.is_in_phrase else f'@"{choice}"'
        return choice + self.closing


def completion_at(text: str, cursor: int) -> Completion | None:
    """What could be completed at a cursor column, or None."""
    trial = _Trial(text)
    return next((found for shape in _shapes(text, cursor) if (found := trial.confirmed(shape)) is not None), None)


@lru_cache(maxsize=4096)
def write_value(field: str, value: str) -> str:
    """A value of the library as a query has to spell it after `field:`; empty where it has no words to ask for."""
    words = surfaces(value)
    if not words:
        return ""
    meant = literal_words(words, field)
    if len(words) == 1:
        return f'"{words[0]}"' if words[0] in OPERATORS else words[0]
    for spelling in (value, f'"{value}"'):
        if spelling is value and not _BARE_VALUE.match(value):
            continue
        parsed = parse(f"{field}:{spelling}")
        if parsed.query == meant and not parsed.problems:
            return spelling
    return f'"{" ".join(words)}"'


# ------------------------------------------------------------------------------------------------ what it may be


def _shapes(text: str, cursor: int) -> Iterator[Completion]:
    """Whatever the characters around the cursor look like; the parser decides."""
    before = text[:cursor]
    start, end = _around(_NAME, text, cursor)
    if text[start - 1 : start] == "@":
        yield Completion("entity", "@", text[start:cursor], start - 1, end)
    quote, slot = _OPEN_QUOTE.search(before), _OPEN_SLOT.search(before)
    if slot is not None:
        yield from _slots(text, cursor, slot)
    if quote is not None:
        yield from _quoted(text, cursor, quote)
    start, end = _around(_VALUE, text, cursor)
    yield Completion("value", "", text[start:cursor], start, end)
    start, end = _around(_DAY, text, cursor)
    yield Completion("value", "date", text[start:cursor], start, end)
    yield Completion("value", "is", text[start:cursor], start, end)
    start, end = _around(_LETTERS, text, cursor)
    prefix = text[start:cursor].lower()
    if prefix and text[start - 1 : start] != ":" and any(field.startswith(prefix) for field in FIELDS):
        yield Completion("field", "", prefix, start, end)


def _slots(text: str, cursor: int, slot: re.Match[str]) -> Iterator[Completion]:
    """`{person:ca`, and `{per`: with the brace that closes it, wherever that is."""
    closing = _TO_CLOSING_BRACE.match(text, cursor)
    if slot["name"] is not None:
        start, prefix = slot.start("name"), slot["name"].lstrip()
        if closing is not None:
            yield Completion("entity", "slot", prefix, start, closing.end())
        yield Completion("entity", "slot", prefix, start, _around(_NAME, text, cursor)[1], closing="}")
        return
    start, end = _around(_LETTERS, text, cursor)
    yield Completion("type", "", text[start:cursor].lower(), start, end, closing="" if closing else "}")


def _quoted(text: str, cursor: int, quote: re.Match[str]) -> Iterator[Completion]:
    """`@"mark ca`, `person:"mark ca`, `source:"the ti`: up to the closing mark, if the one that follows is that."""
    start, prefix = quote.start(), quote["inside"]
    closing = _TO_CLOSING_QUOTE.match(text, cursor)
    ends = [_around(_NAME, text, cursor)[1], *([closing.end()] if closing else [])]
    for end in ends:
        if text[start - 1 : start] == "@":
            yield Completion("entity", "@", prefix, start - 1, end)
        yield Completion("value", "", prefix, start, end)


def _around(characters: str, text: str, cursor: int) -> tuple[int, int]:
    """The stretch of these characters that the cursor is in or at."""
    before = re.search(characters + r"\Z", text[:cursor])
    after = re.match(characters, text[cursor:])
    return (before.start() if before else cursor), cursor + (after.end() if after else 0)


# ------------------------------------------------------------------------------------------------ what it is


class _Trial:
    """Tries completions out on one query text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known_problems = Counter(problem.message for problem in parse(text).problems)
        self._probe = "zq"
        while self._probe in text.lower():
            self._probe += "zq"

    def confirmed(self, shape: Completion) -> Completion | None:
        """The shape with all that the parser knows of it, or None if that takes it for something else."""
        if shape.kind == "field":
            query = self._tried(shape, "", after=f"title:{self._probe}")
            is_field = query is not None and any(leaf == Word(self._probe, "title") for leaf in leaves(query))
            return shape if is_field else None
        if shape.kind == "type":
            return shape if self._adds(shape, _PROBE_TYPE, _slots_of_probe_type) else None
        if shape.field == "is":
            return shape if self._adds(shape, FLAGS[0], _flags) else None
        if shape.field == "date":
            query = self._tried(shape, _PROBE_DATE.isoformat())
            return shape if query is not None and _has_probe_date(query) else None
        query = self._tried(shape, self._probe)
        return None if query is None else self._place_of_probe(query, shape)

    def _tried(self, shape: Completion, choice: str, *, after: str = "") -> Query | None:
        """The query with a choice written where the shape says; None if that makes new trouble."""
        written = after or shape.write(choice)
        parsed = parse(self._text[: shape.start] + written + self._text[shape.end :])
        problems = Counter(problem.message for problem in parsed.problems)
        return None if problems - self._known_problems else parsed.query

    def _adds(self, shape: Completion, choice: str, count: Counting) -> bool:
        """Whether a choice that may well stand elsewhere too is one more of its kind when it is written here."""
        without = parse(self._text[: shape.start] + self._probe + shape.closing + self._text[shape.end :]).query
        query = self._tried(shape, choice)
        return query is not None and count(query) > count(without)

    def _place_of_probe(self, query: Query, shape: Completion) -> Completion | None:
        kind, field, labels = shape.kind, shape.field, shape.labels
        is_in_phrase = False
        for leaf in leaves(query):
            match leaf:
                case EntityFilter(field=found, name=self._probe) if (found == "@") == (shape.field == "@"):
                    kind, field, labels = "entity", found, leaf.labels
                    break
                case Word(text=self._probe, field=found) if found in _VALUE_FIELDS and shape.kind == "value":
                    field = found
                    break
                case Phrase(items=items):
                    slots = [item for item in items if isinstance(item, Slot) and item.name == self._probe]
                    if slots and shape.field == ("slot" if slots[0].types else "@"):
                        labels, is_in_phrase = slots[0].labels, True
                        break
        else:
            return None
        return Completion(kind, field, shape.prefix, shape.start, shape.end, labels, shape.closing, is_in_phrase)


def _slots_of_probe_type(query: Query) -> int:
    phrases = [leaf for leaf in leaves(query) if isinstance(leaf, Phrase)]
    return sum(isinstance(item, Slot) and _PROBE_TYPE in item.types for phrase in phrases for item in phrase.items)


def _flags(query: Query) -> int:
    return sum(isinstance(leaf, Flag) for leaf in leaves(query))


def _has_probe_date(query: Query) -> bool:
    return any(isinstance(leaf, DateRange) and _PROBE_DATE in (leaf.first, leaf.last) for leaf in leaves(query))
