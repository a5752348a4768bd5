"""The query language: text to tree, tree to words, and what a tree means for one article. Pure; knows no engine."""

from index.query.ast import (
    And,
    DateRange,
    EntityFilter,
    Everything,
    Flag,
    Fuzzy,
    Not,
    Or,
    Phrase,
    Query,
    Slot,
    Wildcard,
    Word,
)
from index.query.binding import EntityRef, NameLookup, bind, entity_refs_of, has_words, name_ids_of, words_of
from index.query.echo import echo, replace_word
from index.query.parser import Parsed, parse

__all__ = [
    "And",
    "DateRange",
    "EntityFilter",
    "EntityRef",
    "Everything",
    "Flag",
    "Fuzzy",
    "NameLookup",
    "Not",
    "Or",
    "Parsed",
    "Phrase",
    "Query",
    "Slot",
    "Wildcard",
    "Word",
    "bind",
    "echo",
    "entity_refs_of",
    "has_words",
    "name_ids_of",
    "parse",
    "replace_word",
    "words_of",
]
