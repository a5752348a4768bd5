"""One article as queries see it: its words by position, where sentences start, and which words are names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from index.analysis import Tokens, language_of, paragraph_starts, sentence_starts, tokenize
from index.model import IndexDoc, IndexedMention


class TokenMention(NamedTuple):
    """A mention in words: the number of its first word, and of the first word after it."""

    first: int
    end: int
    mention: IndexedMention


class FieldView:
    """A field's words; what else is known of them is worked out when first asked for.

    In fields that are no prose every value (one tag, one name) counts as a sentence.
    """

    def __init__(
        self, tokens: Tokens, *, text: str = "", mentions: Sequence[IndexedMention] = (), units: Sequence[int] = ()
    ):
        self.tokens = tokens
        self._text = text
        self._mentions = mentions
        self._units = units

    @cached_property
    def sentences(self) -> Sequence[int]:
        """The numbers of the words that start a sentence."""
        return words_at(self.tokens, sentence_starts(self._text)) if self._text else self._units

    @cached_property
    def paragraphs(self) -> Sequence[int]:
        """The numbers of the words that start a paragraph."""
        return words_at(self.tokens, paragraph_starts(self._text)) if self._text else self._units

    @cached_property
    def mentions(self) -> Sequence[TokenMention]:
        """The names among the words, in order."""
        return snap(self.tokens, self._mentions)


class DocumentView:
    """An article analysed field by field, each when first asked for."""

    def __init__(self, document: IndexDoc) -> None:
        self.document = document
        self.language = language_of(document.language)

    @cached_property
    def text(self) -> FieldView:
        text = self.document.text
        return FieldView(tokenize(text, self.language), text=text, mentions=self.document.mentions)

    @cached_property
    def title(self) -> FieldView:
        return _values([self.document.title], self.language)

    @cached_property
    def values(self) -> dict[str, FieldView]:
        """The fields that are no prose, by their names in the query language."""
        document = self.document
        return {
            "source": _values([document.source]),
            "author": _values([document.byline]),
            "lang": _values([document.language]),
            "tag": _values(document.tags),
        }

    def field(self, name: str) -> FieldView:
        """The view of `text`, `title` or a field of values."""
        if name == "text":
            return self.text
        return self.title if name == "title" else self.values[name]


def words_at(tokens: Tokens, offsets: Iterable[int]) -> list[int]:
    """The numbers of the words that come first at or after each offset; each once, none past the end."""
    numbers = dict.fromkeys(tokens.first_from(offset) for offset in offsets)
    numbers.pop(len(tokens.starts), None)
    return list(numbers)


def snap(tokens: Tokens, mentions: Iterable[IndexedMention]) -> list[TokenMention]:
    """Mentions as whole words, in order; the longest of those that overlap, and none that has no word in it."""
    candidates: list[TokenMention] = []
    for mention in mentions:
        first = tokens.first_at(mention.start)
        end = tokens.first_from(mention.end)
        if first < end:
            candidates.append(TokenMention(first, end, mention))
    candidates.sort(key=lambda found: (found.first - found.end, found.first, found.mention.start, found.mention.label))
    taken: set[int] = set()
    kept: list[TokenMention] = []
    for found in candidates:
        words = range(found.first, found.end)
        if taken.isdisjoint(words):
            taken.update(words)
            kept.append(found)
    kept.sort(key=lambda found: found.first)
    return kept


def unit_of(starts: Sequence[int], position: int) -> int:
    """The number of the sentence or paragraph that a word is in."""
    return bisect_right(starts, position)


def _values(values: Sequence[str], language: str = "en") -> FieldView:
    starts: list[int] = []
    every = Tokens([], [], [], [])
    for value in values:
        tokens = tokenize(value, language)
        if tokens.forms:
            starts.append(len(every.forms))
            every.starts.extend(tokens.starts)
            every.ends.extend(tokens.ends)
            every.forms.extend(tokens.forms)
            every.stems.extend(tokens.stems)
    return FieldView(every, units=starts)
