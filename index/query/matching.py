"""What a bound query means for one article, by looking at the article itself: does it match, and where.

This is what highlights are made of, and the heart of the memory engine that the index is checked against.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from index.analysis import stem
from index.model import IndexDoc, IndexedMention, Span
from index.query import positions
from index.query.ast import (
    And,
    AnyWord,
    DateRange,
    EntityFilter,
    Everything,
    Flag,
    Fuzzy,
    Gap,
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
from index.query.document import DocumentView, FieldView
from index.query.fuzzy import is_like
from index.query.positions import Place
from index.query.words import form_of

TextLeaf = Word | Wildcard | Fuzzy | Phrase
Wide = Wildcard | Fuzzy | Literal  # what may stand for many words
Expansions = Mapping[Wide, frozenset[str]]


class Filler(NamedTuple):
    """What filled a slot: the slot's number in its phrase, and the mention (its offsets in the text, its name)."""

    slot: int
    name_id: int | None
    start: int
    end: int


class Filled(NamedTuple):
    """A place where a phrase with slots stands: the number of the phrase among the query's parts, and its mentions."""

    leaf: int
    mentions: tuple[IndexedMention, ...]


class LeafHit(NamedTuple):
    """A place where one part of a query matches; `leaf` numbers the parts."""

    span: Span
    leaf: int


@dataclass(frozen=True, slots=True)
class Match:
    """Where a query's positive parts stand in an article; spans in order, merged where they overlap."""

    is_match: bool
    text: tuple[Span, ...]
    title: tuple[Span, ...]
    fillers: tuple[Filler, ...] = ()


class Matcher:
    """A bound query made ready for many articles.

    `expansions` limits a wildcard to certain words, where an engine's limit did.
    """

    def __init__(self, query: Query, expansions: Expansions | None = None) -> None:
        self.query = query
        self._expansions = expansions or {}
        self._positive = [leaf for leaf in leaves(query, is_positive=True) if isinstance(leaf, TextLeaf | EntityFilter)]
        self._tests: dict[Word | Wide, Callable[[str], bool]] = {}

    def match(self, document: IndexDoc) -> bool:
        """Whether the article is one that the query asks for."""
        return self.matches(DocumentView(document))

    def spans(self, document: IndexDoc) -> Match:
        """Whether it matches, and where the positive parts do (also in an article that does not match as a whole)."""
        view = DocumentView(document)
        text = [hit.span for hit in self.hits(view, "text")]
        title = [hit.span for hit in self.hits(view, "title")]
        return Match(self.matches(view), merged(text), merged(title), tuple(self._fillers(view)))

    def hits(self, view: DocumentView, field: str) -> list[LeafHit]:
        """Where each positive leaf of the query matches in `text` or `title`."""
        found: list[LeafHit] = []
        for n, leaf in enumerate(self._positive):
            if field not in fields_of(leaf):
                continue
            if isinstance(leaf, EntityFilter):
                found.extend(LeafHit(span, n) for span in self._named(leaf, view))
                continue
            tokens = view.field(field).tokens
            starts, ends = tokens.starts, tokens.ends
            places = self.places(leaf, view, field)
            found.extend(LeafHit(Span(starts[place.first], ends[place.end - 1]), n) for place in places)
        return found

    def _fillers(self, view: DocumentView) -> Iterable[Filler]:
        for filled in self.filled(view):
            for number, mention in enumerate(filled.mentions):
                yield Filler(number, mention.name_id, mention.start, mention.end)

    def filled(self, view: DocumentView) -> Iterable[Filled]:
        """Every place in the text where a phrase with slots stands, with what is in them; none for nearness."""
        for n, leaf in slot_phrases(self.query):
            by_word = {mention.first: mention.mention for mention in view.text.mentions}
            for place in self.places(leaf, view, "text"):
                yield Filled(n, tuple(by_word[first] for first in place.slots))

    def matches(self, view: DocumentView) -> bool:
        return self._matches(self.query, view)

    def _matches(self, query: Query, view: DocumentView) -> bool:
        document = view.document
        match query:
            case And(parts):
                return all(self._matches(part, view) for part in parts)
            case Or(parts):
                return any(self._matches(part, view) for part in parts)
            case Not(part):
                return not self._matches(part, view)
            case DateRange(first, last):
                date = document.date
                return date is not None and (first is None or first <= date) and (last is None or date <= last)
            case Flag(article_ids=ids):
                return document.id in (ids or ())
            case EntityFilter():
                return any(True for _ in self._named(query, view))
            case Everything():
                return True
        assert isinstance(query, TextLeaf)  # nothing else is left
        return any(self.frequency(query, view, field) for field in fields_of(query))

    def frequency(self, leaf: TextLeaf | EntityFilter, view: DocumentView, field: str) -> int:
        """How often a leaf matches in a field: what scoring calls its term frequency."""
        if isinstance(leaf, EntityFilter):
            return sum(1 for _ in self._named(leaf, view))
        if isinstance(leaf, Phrase) and leaf.near is not None:
            return len(self._groups(leaf, view, field))
        return len(self.places(leaf, view, field))

    def places(self, leaf: TextLeaf, view: DocumentView, field: str) -> list[Place]:
        """Every stretch of words where a leaf matches in a field (for nearness: each word of it)."""
        if isinstance(leaf, Phrase):
            if leaf.near is not None:
                return sorted({place for group in self._groups(leaf, view, field) for place in group})
            return self._in_order(leaf, view, field)
        tokens = view.field(field).tokens
        if isinstance(leaf, Word) and not leaf.is_exact:
            wanted = stem(form_of(leaf.text), view.language)
            return [Place(n, n + 1) for n, found in enumerate(tokens.stems) if found == wanted]
        is_wanted = self._test(leaf)
        return [Place(n, n + 1) for n, form in enumerate(tokens.forms) if is_wanted(form)]

    def _in_order(self, phrase: Phrase, view: DocumentView, field: str) -> list[Place]:
        found = view.field(field)
        parts = [item if isinstance(item, Gap | AnyWord) else self._occurrences(item, found) for item in phrase.items]
        one_sentence = phrase.stays_in_sentence or field not in ("text", "title")
        slots = [isinstance(item, Slot) for item in phrase.items]
        return positions.in_order(parts, sentences=found.sentences if one_sentence else None, slots=slots)

    def _groups(self, phrase: Phrase, view: DocumentView, field: str) -> list[list[Place]]:
        found = view.field(field)
        firsts, needs = positions.counted(phrase.items)
        items = [self._occurrences(phrase.items[n], found) for n in firsts]
        near = nearness(phrase, field)
        if isinstance(near, int):
            return positions.near(items, needs, near)
        return positions.together(items, needs, found.sentences if near == "s" else found.paragraphs)

    def _occurrences(self, item: Item, found: FieldView) -> dict[int, int]:
        if isinstance(item, Slot):
            return {first: end for first, end, mention in found.mentions if fills(item, mention.label, mention.name_id)}
        assert isinstance(item, Literal)
        is_wanted = self._test(item)
        return {n: n + 1 for n, form in enumerate(found.tokens.forms) if is_wanted(form)}

    def _test(self, leaf: Word | Wide) -> Callable[[str], bool]:
        """Whether a folded word is one that the leaf means."""
        test = self._tests.get(leaf)
        if test is None:
            test = self._tests[leaf] = self._make_test(leaf)
        return test

    def _make_test(self, leaf: Word | Wide) -> Callable[[str], bool]:
        if not isinstance(leaf, Word) and leaf in self._expansions:
            return self._expansions[leaf].__contains__
        form = form_of(leaf.text)
        if isinstance(leaf, Fuzzy):
            return _Likeness(form, leaf.distance).__getitem__
        if isinstance(leaf, Wildcard) or (isinstance(leaf, Literal) and leaf.is_prefix):
            return lambda found: found.startswith(form)
        return form.__eq__

    @staticmethod
    def _named(leaf: EntityFilter, view: DocumentView) -> Iterable[Span]:
        ids = leaf.name_ids or frozenset()
        return (Span(found.start, found.end) for found in view.document.mentions if found.name_id in ids)


class _Likeness(dict[str, bool]):
    """Remembers for each word of an archive whether it is like the one asked for."""

    def __init__(self, word: str, distance: int) -> None:
        super().__init__()
        self._word = word
        self._distance = distance

    def __missing__(self, form: str) -> bool:
        self[form] = answer = is_like(form, self._word, self._distance)
        return answer


def slot_phrases(query: Query) -> list[tuple[int, Phrase]]:
    """The positive phrases of a query that have slots, in order, with their numbers among its positive parts."""
    parts = [leaf for leaf in leaves(query, is_positive=True) if isinstance(leaf, TextLeaf | EntityFilter)]
    return [
        (n, leaf)
        for n, leaf in enumerate(parts)
        if isinstance(leaf, Phrase) and leaf.near is None and any(isinstance(item, Slot) for item in leaf.items)
    ]


def fields_of(leaf: TextLeaf | EntityFilter) -> tuple[str, ...]:
    """The fields of an article that a leaf looks at."""
    if isinstance(leaf, EntityFilter):
        return ("text",)
    return (leaf.field,) if leaf.field else ("title", "text")


def nearness(phrase: Phrase, field: str) -> int | str | None:
    """What `~` means in a field: in those that are no prose any nearness is to be within one value."""
    return phrase.near if phrase.near is None or field in ("text", "title") else "s"


def fills(slot: Slot, label: str, name_id: int | None) -> bool:
    """Whether a mention may stand in a slot. A name decides alone: it was looked up with the slot's types."""
    if slot.name:
        return name_id is not None and name_id in (slot.name_ids or ())
    return label in slot.labels


def hit_spans(query: Query, document: IndexDoc) -> list[Span]:
    """Where a bound query's positive parts match in an article's text, in order."""
    return list(merged(hit.span for hit in Matcher(query).hits(DocumentView(document), "text")))


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that overlap as one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
