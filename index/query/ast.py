"""What a query is once it is understood: a small tree of frozen values that every engine reads and nobody changes.

`str(query)` is the canonical text, and parsing that gives the query back. Entity filters, entity slots and flags are
*bound* later (`index.query.binding`): the ids they then carry are no part of the text.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from index.model import ENTITY_LABELS

# Fields of words. The empty field is the article: its title or its text.
WORD_FIELDS: Final = ("title", "source", "author", "lang", "tag")
# Fields of names, with the labels they mean; `@` and `entity` mean any.
NAME_FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "@": (),
    "entity": (),
    "person": ("PERSON",),
    "place": ("GPE", "LOC", "FAC"),
    "org": ("ORG",),
}
FIELDS: Final = (*WORD_FIELDS, "is", "entity", "person", "place", "org", "date")
FLAGS: Final = ("unread", "read", "starred")
# Types that a slot may name, with the labels they mean.
SLOT_TYPES: Final[dict[str, tuple[str, ...]]] = {
    "person": ("PERSON",),
    "org": ("ORG",),
    "place": ("GPE", "LOC", "FAC"),
    "group": ("NORP",),
    "event": ("EVENT",),
    "work": ("WORK_OF_ART",),
    "product": ("PRODUCT",),
    "law": ("LAW",),
    "language": ("LANGUAGE",),
    "entity": ENTITY_LABELS,
    "date": ("DATE",),
    "time": ("TIME",),
    "money": ("MONEY",),
    "percent": ("PERCENT",),
    "quantity": ("QUANTITY",),
    "ordinal": ("ORDINAL",),
    "number": ("CARDINAL",),
}
# Those of entities, each label under one.
ENTITY_KINDS: Final[dict[str, tuple[str, ...]]] = {
    kind: labels for kind, labels in SLOT_TYPES.items() if kind != "entity" and set(labels) <= set(ENTITY_LABELS)
}
DEFAULT_GAP: Final = 12  # words that `...` may stand for at most
DEFAULT_NEAR: Final = 10

_BARE_NAME = re.compile(r"\w(?:[\w\-'’.&]*\w)?\Z")


class Query:
    """Any node of the tree."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Everything(Query):
    """All articles: what an empty query asks for."""

    def __str__(self) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Word(Query):
    """One word as it was typed; stemmed unless it has a capital (`is_exact`) or the field is not prose."""

    text: str
    field: str = ""

    @property
    def is_exact(self) -> bool:
        return self.field not in ("", "title") or any(character.isupper() for character in self.text)

    def __str__(self) -> str:
        return _in_field(self.field, self.text)


@dataclass(frozen=True, slots=True)
class Wildcard(Query):
    """All words with this beginning, unstemmed. `is_typing` marks a word that is still being typed."""

    text: str
    field: str = ""
    is_typing: bool = False

    def __str__(self) -> str:
        return _in_field(self.field, f"{self.text}*")


@dataclass(frozen=True, slots=True)
class Fuzzy(Query):
    """All words within `distance` (1 or 2) edits that start with the same letter, unstemmed."""

    text: str
    distance: int = 1
    field: str = ""

    def __str__(self) -> str:
        return _in_field(self.field, f"{self.text}~{self.distance if self.distance != 1 else ''}")


@dataclass(frozen=True, slots=True)
class Literal:
    """One word of a phrase, unstemmed; with `is_prefix` the beginning of one."""

    text: str
    is_prefix: bool = False

    def __str__(self) -> str:
        return f"{self.text}*" if self.is_prefix else self.text


@dataclass(frozen=True, slots=True)
class AnyWord:
    """Exactly one word, whatever it is."""

    def __str__(self) -> str:
        return "*"


@dataclass(frozen=True, slots=True)
class Gap:
    """No word to `limit` words."""

    limit: int = DEFAULT_GAP

    def __str__(self) -> str:
        return "..." if self.limit == DEFAULT_GAP else f"...{self.limit}"


@dataclass(frozen=True, slots=True)
class Slot:
    """A mention: of one of these types, or of a named entity, or both.

    `types` are keys of `SLOT_TYPES` (none: any entity); `name_ids` is None until bound, and stays None without a name.
    """

    types: tuple[str, ...] = ()
    name: str = ""
    name_ids: frozenset[int] | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(label for kind in self.types for label in SLOT_TYPES[kind]))

    def __str__(self) -> str:
        if not self.types:
            return f"@{self.name}"
        return f"{{{'|'.join(self.types)}{':' if self.name else ''}{self.name}}}"


Item = Literal | AnyWord | Gap | Slot


@dataclass(frozen=True, slots=True)
class Phrase(Query):
    """Items one after the other; with `near`, its words in any order.

    `near` is None, or how many other words may stand between, or `s` or `p` for the same sentence or paragraph. A
    phrase with a slot or a gap stays within one sentence.
    """

    items: tuple[Item, ...]
    near: int | str | None = None
    field: str = ""

    @property
    def stays_in_sentence(self) -> bool:
        return self.near is None and any(isinstance(item, Slot | Gap) for item in self.items)

    def __str__(self) -> str:
        suffix = "" if self.near is None else f"~{self.near}"
        return _in_field(self.field, f'"{" ".join(map(str, self.items))}"{suffix}')


@dataclass(frozen=True, slots=True)
class EntityFilter(Query):
    """Articles that mention an entity under any of its names; `name_ids` is None until bound."""

    field: str  # a key of NAME_FIELDS
    name: str
    name_ids: frozenset[int] | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        return NAME_FIELDS[self.field]

    def __str__(self) -> str:
        name = self.name if _BARE_NAME.match(self.name) else f'"{self.name}"'
        return f"@{name}" if self.field == "@" else f"{self.field}:{name}"


@dataclass(frozen=True, slots=True)
class Flag(Query):
    """Articles in a reading state; `article_ids` is None until bound."""

    flag: str
    article_ids: frozenset[int] | None = None

    def __str__(self) -> str:
        return f"is:{self.flag}"


@dataclass(frozen=True, slots=True)
class DateRange(Query):
    """Articles dated within these days, both included; `text` is how the range was written."""

    first: datetime.date | None
    last: datetime.date | None
    text: str

    def __str__(self) -> str:
        return f"date:{self.text}"


@dataclass(frozen=True, slots=True)
class And(Query):
    """All of the parts."""

    parts: tuple[Query, ...]

    def __str__(self) -> str:
        return " ".join(f"({part})" if isinstance(part, Or) else str(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Or(Query):
    """Any of the parts."""

    parts: tuple[Query, ...]

    def __str__(self) -> str:
        return " OR ".join(map(str, self.parts))


@dataclass(frozen=True, slots=True)
class Not(Query):
    """None of it."""

    part: Query

    def __str__(self) -> str:
        return f"-({self.part})" if isinstance(self.part, And | Or) else f"-{self.part}"


def all_of(parts: Iterable[Query]) -> Query:
    """The parts ANDed, flat; `Everything` of none."""
    flat: list[Query] = []
    for part in parts:
        if isinstance(part, And):
            flat.extend(part.parts)
        elif not isinstance(part, Everything):
            flat.append(part)
    if len(flat) == 1:
        return flat[0]
    return And(tuple(flat)) if flat else Everything()


def any_of(parts: Iterable[Query]) -> Query:
    """The parts ORed, flat; `Everything` of none."""
    flat: list[Query] = []
    for part in parts:
        if isinstance(part, Or):
            flat.extend(part.parts)
        elif not isinstance(part, Everything):
            flat.append(part)
    if len(flat) == 1:
        return flat[0]
    return Or(tuple(flat)) if flat else Everything()


def none_of(part: Query) -> Query:
    """The part negated; twice is not at all."""
    return part.part if isinstance(part, Not) else Not(part)


def leaves(query: Query, *, is_positive: bool | None = None) -> Iterator[Query]:
    """The nodes without children, in order; only those that are asked for (or only those excluded), if told."""
    stack: list[tuple[Query, bool]] = [(query, True)]
    while stack:
        node, sign = stack.pop()
        if isinstance(node, And | Or):
            stack.extend((part, sign) for part in reversed(node.parts))
        elif isinstance(node, Not):
            stack.append((node.part, not sign))
        elif is_positive is None or is_positive == sign:
            yield node


def _in_field(field: str, value: str) -> str:
    return f"{field}:{value}" if field else value
