"""Tying a query to a library: entity names become name ids, flags become article ids, and engines need ask nobody."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from index.query.ast import (
    And,
    EntityFilter,
    Flag,
    Fuzzy,
    Item,
    Literal,
    Not,
    Or,
    Phrase,
    Query,
    Slot,
    Wildcard,
    Word,
    leaves,
)


class NameLookup(Protocol):
    """What binding asks of a library."""

    def name_ids(self, text: str, types: tuple[str, ...]) -> frozenset[int]:
        """The store's numbers of all names of the entities so called. `types` are labels; none means any."""

    def flag_ids(self, flag: str) -> frozenset[int]:
        """The ids of the articles that are `unread`, `read` or `starred`."""


@dataclass(frozen=True, slots=True)
class EntityRef:
    """A place where a query names an entity: the name, the labels it may have, and the name ids once bound."""

    text: str
    types: tuple[str, ...]
    name_ids: frozenset[int] | None


def bind(query: Query, lookup: NameLookup) -> Query:
    """The query with every name and flag looked up. A name that nobody bears gets no ids, and matches nothing."""
    match query:
        case And(parts):
            return And(tuple(bind(part, lookup) for part in parts))
        case Or(parts):
            return Or(tuple(bind(part, lookup) for part in parts))
        case Not(part):
            return Not(bind(part, lookup))
        case EntityFilter():
            return replace(query, name_ids=lookup.name_ids(query.name, query.labels))
        case Flag():
            return replace(query, article_ids=lookup.flag_ids(query.flag))
        case Phrase():
            return replace(query, items=tuple(_bind_item(item, lookup) for item in query.items))
    return query


def _bind_item(item: Item, lookup: NameLookup) -> Item:
    if isinstance(item, Slot) and item.name:
        return replace(item, name_ids=lookup.name_ids(item.name, item.labels))
    return item


def entity_refs_of(query: Query) -> tuple[EntityRef, ...]:
    """Every entity that the positive part of a query names, in order."""
    refs: list[EntityRef] = []
    for leaf in leaves(query, is_positive=True):
        if isinstance(leaf, EntityFilter):
            refs.append(EntityRef(leaf.name, leaf.labels, leaf.name_ids))
        elif isinstance(leaf, Phrase):
            slots = [item for item in leaf.items if isinstance(item, Slot) and item.name]
            refs.extend(EntityRef(slot.name, slot.labels, slot.name_ids) for slot in slots)
    return tuple(refs)


def name_ids_of(query: Query) -> frozenset[int]:
    """All name ids that the positive part of a bound query names."""
    return frozenset().union(*(ref.name_ids or frozenset() for ref in entity_refs_of(query)))


def has_words(query: Query) -> bool:
    """Whether there is anything to rank articles by, so that relevance means something."""
    return any(
        isinstance(leaf, Word | Wildcard | Fuzzy | Phrase) and leaf.field in ("", "title")
        for leaf in leaves(query, is_positive=True)
    )


def words_of(query: Query) -> tuple[str, ...]:
    """The words that the positive part of a query asks for in articles, as typed, each once."""
    words: list[str] = []
    for leaf in leaves(query, is_positive=True):
        if isinstance(leaf, Word) and leaf.field in ("", "title"):
            words.append(leaf.text)
        elif isinstance(leaf, Phrase) and leaf.field in ("", "title"):
            words.extend(item.text for item in leaf.items if isinstance(item, Literal) and not item.is_prefix)
    return tuple(dict.fromkeys(words))
