"""The bridge from query text to words: what a run of characters searches for when it is taken literally."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

from index.analysis import tokenize
from index.query.ast import Literal, Phrase, Query, Word

OPERATORS: Final = frozenset({"AND", "OR", "NOT"})


def surfaces(text: str) -> list[str]:
    """The words of a piece of query text, as typed (composed, without possessives and punctuation)."""
    composed = unicodedata.normalize("NFC", text)
    tokens = tokenize(composed)
    return [composed[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]


def literal_words(words: Sequence[str], field: str) -> Query:
    """One word, or several as a phrase. `OR` as a word is quoted, lest it be taken for the operator."""
    if len(words) == 1 and (field or words[0] not in OPERATORS):
        return Word(words[0], field)
    return Phrase(tuple(Literal(word) for word in words), None, field)


def as_value(text: str) -> str:
    """A text as the value of a field that asks for all of its words in order."""
    words = surfaces(text)
    return words[0] if len(words) == 1 else f'"{" ".join(words)}"'


def form_of(word: str) -> str:
    """The folded form under which the index holds a query word; empty for what is no single word."""
    forms = tokenize(unicodedata.normalize("NFC", word)).forms
    return forms[0] if forms else ""
