"""Query text to tree: a tolerant recursive descent that never raises, and tells what it understood otherwise."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Final

from index.model import QueryProblem
from index.nearest import nearest
from index.query import phrases
from index.query.ast import (
    FIELDS,
    FLAGS,
    NAME_FIELDS,
    SLOT_TYPES,
    EntityFilter,
    Everything,
    Flag,
    Fuzzy,
    Phrase,
    Query,
    Slot,
    Wildcard,
    all_of,
    any_of,
    none_of,
)
from index.query.dates import date_range
from index.query.words import literal_words, surfaces

MAX_CHARACTERS: Final = 2_000
MAX_TERMS: Final = 200
MAX_DEPTH: Final = 50
MAX_PROBLEMS: Final = 20  # told of one query

_SPACE = re.compile(r"\s+")
_CHUNK = re.compile(r"[^\s()\"“”„|]+")
_NAME = re.compile(r"@(\w(?:[\w\-'’.&]*\w)?|[\"“”]([^\"“”]*)[\"“”]?)")
_FIELD = re.compile(r"([^\W\d_]+):")
_SUFFIX = re.compile(r"(\*?)(?:~(\d*))?\Z")
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")  # what a terminal's undecodable bytes become; no store takes them


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query and what is to be said about it."""

    query: Query
    problems: tuple[QueryProblem, ...]


def parse(text: str, *, is_typing: bool = False, today: datetime.date | None = None) -> Parsed:
    """Understand a query. Never raises: trouble gives the literal words, and a problem with its columns.

    `is_typing` makes the last bare word a beginning, since more of it may come. `today` is the day that relative dates
    are counted from.
    """
    return _Parser(text, is_typing=is_typing, today=today or datetime.datetime.now().astimezone().date()).run()


class _Parser:
    """One pass over one query text."""

    def __init__(self, text: str, *, is_typing: bool, today: datetime.date) -> None:
        self._text = _HALF_CHARACTER.sub("\ufffd", text[:MAX_CHARACTERS])
        self._is_typing = is_typing and len(text) <= MAX_CHARACTERS
        self._today = today
        self._at = 0
        self._terms = 0
        self._ignored_parentheses = 0
        self._is_negated = False
        self._problems: list[QueryProblem] = []
        if len(text) > MAX_CHARACTERS:
            message = f"A query has at most {MAX_CHARACTERS:,} characters; the rest was left out."
            self._tell(message, MAX_CHARACTERS, len(text))

    def run(self) -> Parsed:
        parts: list[Query] = []
        while True:
            part = self._alternatives("", 0)
            if part is not None:
                parts.append(part)
            if self._at >= len(self._text):
                break
            self._tell("This closing parenthesis has no opening one.", self._at, self._at + 1)
            self._at += 1
        query = all_of(parts) if parts else Everything()
        return Parsed(query, tuple(sorted(self._problems, key=lambda problem: problem.start)))

    # -- operators

    def _alternatives(self, field: str, depth: int) -> Query | None:
        """`a OR b`, up to a closing parenthesis or the end."""
        parts: list[Query] = []
        operator_at = -1
        while True:
            part = self._conjunction(field, depth)
            if part is not None:
                parts.append(part)
            or_at = self._keyword_at("OR")
            if part is None and (operator_at >= 0 or or_at >= 0):
                self._tell_dangling("OR", operator_at if operator_at >= 0 else or_at)
            if or_at < 0:
                break
            operator_at = or_at
            self._at = or_at + len("OR")
        return any_of(parts) if parts else None

    def _conjunction(self, field: str, depth: int) -> Query | None:
        """Everything up to OR, a closing parenthesis or the end, ANDed."""
        parts: list[Query] = []
        while True:
            self._skip_space()
            if self._at >= len(self._text) or self._keyword_at("OR") >= 0:
                break
            if self._text[self._at] == ")":
                if not self._ignored_parentheses:
                    break
                self._ignored_parentheses -= 1
                self._at += 1
                continue
            and_at = self._keyword_at("AND")
            if and_at >= 0:
                self._at += len("AND")
                if not parts or not self._is_more():
                    self._tell_dangling("AND", and_at)
                continue
            part = self._unary(field, depth)
            if part is not None:
                parts.append(part)
        return all_of(parts) if parts else None

    def _unary(self, field: str, depth: int) -> Query | None:
        start = self._at
        negations = 0
        while self._at < len(self._text):
            if (
                self._text[self._at] == "-"
                and self._at + 1 < len(self._text)
                and not self._text[self._at + 1].isspace()
            ):
                self._at += 1
            elif self._keyword_at("NOT") >= 0:
                self._at += len("NOT")
                self._skip_space()
            else:
                break
            negations += 1
        was_negated = self._is_negated
        self._is_negated = was_negated != bool(negations % 2)
        part = self._alternation(field, depth) if self._is_more() else None
        self._is_negated = was_negated
        if part is None:
            if negations and not self._is_more():
                self._tell_dangling(self._text[start : self._at].split()[0], start)
            return None
        return none_of(part) if negations % 2 else part

    def _is_more(self) -> bool:
        self._skip_space()
        at_end = self._at >= len(self._text)
        return not (at_end or self._text[self._at] == ")" or self._keyword_at("OR") >= 0)

    def _keyword_at(self, keyword: str) -> int:
        """Where the operator stands, if it is next; -1 otherwise."""
        end = self._at + len(keyword)
        if not self._text.startswith(keyword, self._at):
            return -1
        return self._at if end == len(self._text) or self._text[end].isspace() or self._text[end] in '()"“”„' else -1

    # -- primaries

    def _alternation(self, field: str, depth: int) -> Query | None:
        """`a|b`, or just `a`."""
        parts: list[Query] = []
        while True:
            part = self._primary(field, depth)
            if part is not None:
                parts.append(part)
            if not self._text.startswith("|", self._at):
                break
            while self._text.startswith("|", self._at):
                self._at += 1
            if self._at >= len(self._text) or self._text[self._at].isspace() or self._text[self._at] == ")":
                break
        return any_of(parts) if parts else None

    def _primary(self, field: str, depth: int) -> Query | None:
        if self._at >= len(self._text):
            return None
        character = self._text[self._at]
        if character == "(":
            return self._group(field, depth)
        if character in '"“”„':
            return self._phrase(field)
        if character == "@":
            name = _NAME.match(self._text, self._at)
            if name:
                return self._entity("@", name[1] if name[2] is None else name[2], name.end())
        chunk = _CHUNK.match(self._text, self._at)
        return None if chunk is None else self._chunk(chunk[0], field, depth)

    def _group(self, field: str, depth: int) -> Query | None:
        start = self._at
        self._at += 1
        if depth >= MAX_DEPTH:
            if not self._ignored_parentheses:
                self._tell(f"Parentheses nest at most {MAX_DEPTH} deep; these were left out.", start, start + 1)
            self._ignored_parentheses += 1
            return None
        outer, self._ignored_parentheses = self._ignored_parentheses, 0
        inside = self._alternatives(field, depth + 1)
        self._ignored_parentheses = outer
        if self._text.startswith(")", self._at):
            self._at += 1
        elif not self._is_typing:
            self._tell("This parenthesis is not closed.", start, start + 1)
        if inside is None and not self._is_typing:
            self._tell("There is nothing between these parentheses.", start, self._at)
        return inside

    def _chunk(self, chunk: str, field: str, depth: int) -> Query | None:
        """A run without spaces: a field with its value, or words."""
        start = self._at
        named = _FIELD.match(chunk)
        if named:
            name = named[1].lower()
            if name in FIELDS:
                return self._field_value(name, start, start + named.end(), depth)
            self._tell_unknown_field(named[1], start)
        self._at = end = start + len(chunk)
        if field == "date":
            return self._date(chunk, start, end)
        if field == "is":
            return self._flag(chunk, start, end)
        if field in NAME_FIELDS:
            return self._entity(field, chunk, end)
        return self._words(chunk, field, start)

    def _field_value(self, field: str, start: int, value_at: int, depth: int) -> Query | None:
        self._at = value_at
        if depth >= MAX_DEPTH:
            self._tell(f"Fields nest at most {MAX_DEPTH} deep; this one was left out.", start, value_at)
            return None
        if self._at < len(self._text) and not self._text[self._at].isspace() and self._text[self._at] not in ")|":
            return self._alternation(field, depth + 1)
        if not (self._is_typing and self._at >= len(self._text)):
            self._tell(f"{field}: needs a value right after it; it was left out.", start, value_at)
        return None

    def _words(self, chunk: str, field: str, start: int) -> Query | None:
        """Words with their `*` or `~`; several (`post-conflict`) are a phrase."""
        suffix = _SUFFIX.search(chunk)
        body = chunk[: suffix.start()] if suffix else chunk
        star, edits = (suffix[1], suffix[2]) if suffix else ("", None)
        words = surfaces(body)
        if not words:
            if any(not character.isspace() for character in chunk.strip("-–—.,;:!?&|~*")):
                self._tell("There is no letter or digit to search for here.", start, start + len(chunk))
            return None
        if not self._counts(len(words), start, start + len(chunk)):
            return None
        if star:
            return self._wildcard(words, field, edits, start, start + len(chunk))
        if edits is not None:
            return self._fuzzy(words, field, edits, start, start + len(chunk))
        if self._is_typing and not self._is_negated and start + len(chunk) == len(self._text):
            return self._unfinished(words, field)
        return literal_words(words, field)

    def _wildcard(self, words: list[str], field: str, edits: str | None, start: int, end: int) -> Query:
        if edits is not None:
            self._tell("A word is searched by its beginning or by its likeness, not both; ~ was left out.", start, end)
        if len(words[-1]) < 2:
            self._tell("* needs two letters before it; the word itself is searched.", start, end)
            return literal_words(words, field)
        if len(words) > 1:
            return phrases.of_words(words, field, last_is_prefix=True)
        return Wildcard(words[0], field)

    def _fuzzy(self, words: list[str], field: str, edits: str, start: int, end: int) -> Query:
        if len(words) > 1 or len(words[0]) < 3:
            self._tell("~ searches for words like one of three letters or more; these words are searched.", start, end)
            return literal_words(words, field)
        distance = int(edits[:4] or "1")
        if distance not in (1, 2):
            self._tell("A word may differ by one letter (~) or two (~2).", start, end)
        return Fuzzy(words[0], min(max(distance, 1), 2), field)

    def _unfinished(self, words: list[str], field: str) -> Query | None:
        """The word under the cursor: itself and whatever it may become."""
        if len(words) > 1:
            return phrases.of_words(words, field, last_is_prefix=True)
        if len(words[0]) < 2 and words[0].isascii() and words[0].isalpha():
            return None
        return any_of([literal_words(words, field), Wildcard(words[0], field, is_typing=True)])

    def _phrase(self, field: str) -> Query | None:
        found = phrases.read(self._text, self._at, is_typing=self._is_typing and not self._is_negated)
        start, self._at = self._at, found.end
        if not (found.is_closed or self._is_typing):
            self._tell("This quotation mark is not closed.", start, start + 1)
        if field in NAME_FIELDS:
            return self._entity(field, found.text, found.end)
        if field == "date":
            return self._date(found.text.strip(), start, found.end)
        if field == "is":
            return self._flag(found.text.strip(), start, found.end)
        for problem in found.problems:
            self._tell(problem.message, problem.start, problem.end)
        items = found.items
        if field and any(isinstance(item, Slot) for item in items):
            self._tell(f"Names are marked in the text only, not in {field}:; the words are searched.", start, found.end)
            words = surfaces(found.text)
            return literal_words(words, field) if words else None
        if not items:
            if not self._is_typing:
                self._tell("There are no words between these quotation marks.", start, found.end)
            return None
        return Phrase(items, found.near, field) if self._counts(len(items), start, found.end) else None

    # -- values

    def _entity(self, field: str, name: str, end: int) -> Query | None:
        start, self._at = self._at, end
        cleaned = " ".join(name.replace('"', " ").split()).strip("-'’.&,;:!?*~ ")
        if not cleaned:
            self._tell("There is no name here to look for.", start, end)
            return None
        return EntityFilter(field, cleaned) if self._counts(1, start, end) else None

    def _date(self, text: str, start: int, end: int) -> Query | None:
        dates = date_range(text, self._today)
        if dates is not None:
            return dates if self._counts(1, start, end) else None
        if self._is_typing and end == len(self._text):
            return None
        self._tell(
            f"{text!r} is no date; try 2025, 2025-08, 2025-08-20..2025-08-25, last-week or 7d. It is searched as text.",
            start,
            end,
        )
        return self._literally(f"date {text}", start, end)

    def _flag(self, text: str, start: int, end: int) -> Query | None:
        if text.lower() in FLAGS:
            return Flag(text.lower()) if self._counts(1, start, end) else None
        if self._is_typing and end == len(self._text):
            return None
        self._tell(f"is: knows {', '.join(FLAGS)}; this is searched as text.", start, end)
        return self._literally(f"is {text}", start, end)

    def _literally(self, text: str, start: int, end: int) -> Query | None:
        words = surfaces(text)
        return literal_words(words, "") if words and self._counts(len(words), start, end) else None

    # -- saying so

    def _counts(self, terms: int, start: int, end: int) -> bool:
        """Whether this many more terms are allowed."""
        is_first_over = self._terms <= MAX_TERMS < self._terms + terms
        self._terms += terms
        if is_first_over:
            self._tell(f"A query has at most {MAX_TERMS} words; from here on they were left out.", start, end)
        return self._terms <= MAX_TERMS

    def _tell_unknown_field(self, name: str, start: int) -> None:
        near = nearest(name.lower(), FIELDS)
        advice = f" Did you mean {near[0]}:?" if near else ""
        slot = f' For a slot write "{{{name.lower()}}} …".' if name.lower() in SLOT_TYPES and not near else ""
        message = f"There is no field {name}:, so it is searched as text.{advice}{slot}"
        self._tell(message, start, start + len(name) + 1)

    def _tell_dangling(self, operator: str, at: int) -> None:
        if self._is_typing:
            return
        needs = (
            "something after it" if operator in ("NOT", "-") or operator.startswith("-") else "something on both sides"
        )
        self._tell(f"{operator} needs {needs}; it was left out.", at, at + len(operator))

    def _tell(self, message: str, start: int, end: int) -> None:
        if len(self._problems) < MAX_PROBLEMS:
            self._problems.append(QueryProblem(message, start, max(end, start)))

    def _skip_space(self) -> None:
        space = _SPACE.match(self._text, self._at)
        if space:
            self._at = space.end()
