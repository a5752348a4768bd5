"""Query evaluation over posting lists: which articles, and with what score, from what an index holds and nothing else.

Works on any source of postings, knows no file format, and computes each score by the very steps of the oracle, in the
same order, so that both order articles alike. Documents are dense numbers; the source knows which articles they are.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from index.engines.base import Deadline
from index.engines.postings import Postings
from index.query import positions, scoring
from index.query.ast import (
    And,
    AnyWord,
    DateRange,
    EntityFilter,
    Flag,
    Gap,
    Literal,
    Not,
    Or,
    Phrase,
    Query,
    Slot,
    leaves,
)
from index.query.matching import TextLeaf, fields_of, nearness
from index.query.terms import Expanded, Group, Term, groups_of

Scores = dict[int, float]
UNDATED = 0
_CHUNK = 4_096  # documents whose positions are looked at between two glances at the clock
_CHECK_EVERY = 256


class PostingSource(Protocol):
    """What evaluation asks of an index. Fields are as in `index.query.terms.Vocabulary`."""

    @property
    def document_count(self) -> int:
        """Numbers run from 0; some may be deleted."""

    @property
    def live_count(self) -> int: ...

    @property
    def dates(self) -> Sequence[int]:
        """By document: day ordinal, or UNDATED."""

    def live(self) -> Sequence[int]:
        """The documents that are not deleted, ascending."""

    def postings(self, field: str, term: Term, *, with_places: bool = False) -> Postings:
        """A term's postings; none where it does not occur."""

    def norms(self, field: str) -> Sequence[float]:
        """By document, `scoring.norm` of its length."""

    def unit_starts(self, field: str, unit: str, document: int) -> Sequence[int]:
        """The words of a field that start a `sentence` or a `paragraph`."""

    def documents_of(self, article_ids: Collection[int]) -> list[int]:
        """The live documents of these articles, ascending."""

    def words(self, field: str, prefix: str) -> Mapping[str, int]: ...

    def languages(self) -> Sequence[str]: ...


def _occurrences(kind: str, places: Sequence[int]) -> dict[int, int]:
    """What a posting says of a document, as occurrences: words by their position, mentions by first word and end."""
    if kind == "form":
        return {number: number + 1 for number in places}
    return dict(zip(places[0::2], places[1::2], strict=True))


class _Scope(NamedTuple):
    """The documents that an evaluation is about: a range of numbers, and perhaps only some of it."""

    start: int
    stop: int
    among: Collection[int] | None = None


class _Counts(NamedTuple):
    """Documents, ascending, and how often each has something."""

    documents: Sequence[int]
    counts: Sequence[float]


class Evaluation:
    """One query against one state of an index."""

    def __init__(
        self, query: Query, source: PostingSource, expanded: Expanded, deadline: Deadline, *, is_ranked: bool
    ) -> None:
        self._query = query
        self._source = source
        self._expanded = expanded
        self._deadline = deadline
        self._is_ranked = is_ranked
        self._languages = source.languages()
        self._groups: dict[Query, list[Group | None]] = {}
        self._weights: dict[tuple[Query, str], float] = {}
        self._merged: dict[tuple[str, Group], _Counts] = {}

    def run(self) -> tuple[Scores, int]:
        """Scores of the matching documents, and how many documents were looked at.

        Where positions must be looked at, documents are taken in stretches, the last added first, until time is up.
        """
        count = self._source.document_count
        if not any(self._is_positional(leaf) for leaf in leaves(self._query)):
            return self._scores(self._query, _Scope(0, count)), self._source.live_count
        scores: Scores = {}
        live = self._source.live()
        stop = count
        while stop > 0:
            start = max(0, stop - _CHUNK)
            scores |= self._scores(self._query, _Scope(start, stop))
            stop = start
            if self._deadline.is_over():
                break
        return scores, len(live) - bisect_left(live, stop)

    # -- operators

    def _scores(self, query: Query, scope: _Scope) -> Scores:
        self._deadline.check()
        match query:
            case And(parts):
                return self._all(parts, scope)
            case Or(parts):
                return self._any(parts, scope)
            case Not(part):
                excluded = self._scores(part, scope)
                return {number: 0.0 for number in self._live(scope) if number not in excluded}
            case DateRange():
                return self._dated(query, scope)
            case Flag(article_ids=article_ids):
                return _within(self._source.documents_of(article_ids or ()), scope)
        if not isinstance(query, TextLeaf | EntityFilter):
            return dict.fromkeys(self._live(scope), 0.0)
        return self._leaf(query, scope)

    def _all(self, parts: Sequence[Query], scope: _Scope) -> Scores:
        """The cheap parts first, so that positions are only looked at where everything else is right."""
        order = sorted(range(len(parts)), key=lambda n: self._cost(parts[n]))
        found: dict[int, Scores] = {}
        for n in order:
            part = parts[n]
            if isinstance(part, Not) and found:
                assert scope.among is not None
                excluded = self._scores(part.part, scope)
                kept = [number for number in scope.among if number not in excluded]
                scope = scope._replace(among=dict.fromkeys(kept))
                continue
            found[n] = self._scores(part, scope)
            scope = scope._replace(among=found[n].keys())
            if not found[n]:
                return {}
        assert scope.among is not None
        scored = [found[n] for n in sorted(found)]
        if not self._is_ranked or not scored:
            return dict.fromkeys(scope.among, 0.0)
        if len(scored) == 1:
            only = scored[0]
            return {number: only[number] for number in scope.among}
        totals = dict.fromkeys(scope.among, 0.0)
        for scores in scored:
            for number in totals:
                totals[number] += scores[number]
        return totals

    def _any(self, parts: Sequence[Query], scope: _Scope) -> Scores:
        totals: Scores = {}
        for part in parts:
            _add(totals, self._scores(part, scope).items())
        return totals

    def _cost(self, query: Query) -> int:
        """What to evaluate first: 0 filters and words, 1 what needs positions, 2 negations of either."""
        if isinstance(query, Not):
            return 2 + self._cost(query.part)
        return int(any(self._is_positional(leaf) for leaf in leaves(query)))

    def _live(self, scope: _Scope) -> Sequence[int]:
        if scope.among is not None:
            return sorted(scope.among)
        live = self._source.live()
        return live[bisect_left(live, scope.start) : bisect_left(live, scope.stop)]

    def _dated(self, dates: DateRange, scope: _Scope) -> Scores:
        first = dates.first.toordinal() if dates.first else 1
        last = dates.last.toordinal() if dates.last else datetime.date.max.toordinal()
        days = self._source.dates
        return {number: 0.0 for number in self._live(scope) if first <= days[number] <= last}

    # -- leaves

    @staticmethod
    def _is_positional(leaf: Query) -> bool:
        if not isinstance(leaf, Phrase):
            return False
        return len(leaf.items) > 1 or isinstance(leaf.items[0], Slot)

    def _leaf(self, leaf: TextLeaf | EntityFilter, scope: _Scope) -> Scores:
        totals: Scores = {}
        for field in fields_of(leaf):
            if self._is_positional(leaf):
                assert isinstance(leaf, Phrase)
                counts = self._count_places(leaf, field, scope)
            else:
                counts = _slice(self._counts(field, self._groups_of(leaf)[0] or ()), scope)
            _add(totals, self._weighed(leaf, field, counts).items())
        return totals

    def _weighed(self, leaf: TextLeaf | EntityFilter, field: str, counts: Mapping[int, float]) -> Scores:
        if not self._is_ranked or field not in scoring.FIELD_BOOST:
            return dict.fromkeys(counts, 0.0)
        if not counts:
            return {}
        weight = self._weight(leaf, field)
        norms = self._source.norms(field)
        return {number: weight * count / (count + norms[number]) for number, count in counts.items()}

    def _weight(self, leaf: TextLeaf | EntityFilter, field: str) -> float:
        key = (leaf, field)
        if key not in self._weights:
            total = 0.0
            for group in self._groups_of(leaf):
                if group is not None:
                    most = max((len(self._source.postings(field, term).documents) for term in group), default=0)
                    total += scoring.idf(most, self._source.live_count)
            self._weights[key] = scoring.weight(field, total)
        return self._weights[key]

    def _groups_of(self, leaf: TextLeaf | EntityFilter) -> list[Group | None]:
        if leaf not in self._groups:
            self._groups[leaf] = groups_of(leaf, self._expanded, self._languages)
        return self._groups[leaf]

    def _counts(self, field: str, group: Group) -> _Counts:
        """How often each document has any of the terms that stand for one word."""
        if len(group) == 1:
            documents, counts, *_ = self._source.postings(field, group[0])
            return _Counts(documents, counts)
        key = (field, group)
        if key not in self._merged:
            totals: dict[int, float] = {}
            for n, term in enumerate(group):
                if n % _CHECK_EVERY == 0:
                    self._deadline.check()
                documents, counts, *_ = self._source.postings(field, term)
                _add(totals, zip(documents, counts, strict=True))
            numbers = sorted(totals)
            self._merged[key] = _Counts(numbers, [totals[number] for number in numbers])
        return self._merged[key]

    # -- positions

    def _count_places(self, phrase: Phrase, field: str, scope: _Scope) -> dict[int, float]:
        """How often a phrase stands in each document that has all its items."""
        groups = self._groups_of(phrase)
        candidates: Collection[int] | None = scope.among
        for group in sorted((group for group in groups if group is not None), key=len):
            candidates = _slice(self._counts(field, group), scope._replace(among=candidates)).keys()
            if not candidates:
                return {}
        count = self._counter(phrase, field)
        counts: dict[int, float] = {}
        for n, number in enumerate(sorted(candidates or ())):
            if n % _CHECK_EVERY == 0:
                self._deadline.check()
            found = count(number)
            if found:
                counts[number] = found
        return counts

    def _counter(self, phrase: Phrase, field: str) -> Callable[[int], int]:
        """How to count a phrase in one document."""
        groups = self._groups_of(phrase)
        near = nearness(phrase, field)
        if near is not None:
            firsts, needs = positions.counted(phrase.items)
            occurrences = [self._occurrences(field, groups[n] or ()) for n in firsts]
            if isinstance(near, int):
                return lambda number: len(positions.near([at(number) for at in occurrences], needs, near))
            return lambda number: len(
                positions.shared_units(
                    [at(number) for at in occurrences],
                    needs,
                    self._source.unit_starts(field, "sentence" if near == "s" else "paragraph", number),
                )
            )
        every = [None if group is None else self._occurrences(field, group) for group in groups]
        one_sentence = phrase.stays_in_sentence or field not in scoring.FIELD_BOOST
        if not one_sentence and all(isinstance(item, Literal) for item in phrase.items):
            return lambda number: len(positions.adjacent([at(number) for at in every if at is not None]))

        def count(number: int) -> int:
            parts: list[positions.Part] = []
            for at, item in zip(every, phrase.items, strict=True):
                if at is not None:
                    parts.append(at(number))
                elif isinstance(item, Gap | AnyWord):
                    parts.append(item)
            sentences = self._source.unit_starts(field, "sentence", number) if one_sentence else None
            return len(positions.in_order(parts, sentences=sentences))

        return count

    def _occurrences(self, field: str, group: Group) -> Callable[[int], dict[int, int]]:
        """Where the terms of a group stand, by document."""
        lists = [(term.kind, self._source.postings(field, term, with_places=True)) for term in group]

        def at(number: int) -> dict[int, int]:
            found: dict[int, int] = {}
            for kind, postings in lists:
                documents = postings.documents
                n = bisect_left(documents, number)
                if n < len(documents) and documents[n] == number:
                    found |= _occurrences(kind, postings.places(n))
            return found

        return at


def _slice(every: _Counts, scope: _Scope) -> dict[int, float]:
    """Counts by document, of the documents in scope."""
    documents, counts = every
    first = bisect_left(documents, scope.start)
    last = bisect_left(documents, scope.stop)
    if first or last < len(documents):
        documents, counts = documents[first:last], counts[first:last]
    among = scope.among
    if among is None:
        return dict(zip(documents, counts, strict=True))
    if len(among) * 8 < len(documents):
        found: dict[int, float] = {}
        for number in sorted(among):
            n = bisect_left(documents, number)
            if n < len(documents) and documents[n] == number:
                found[number] = counts[n]
        return found
    return {number: count for number, count in zip(documents, counts, strict=True) if number in among}


def _within(numbers: Sequence[int], scope: _Scope) -> Scores:
    among = scope.among
    return {
        number: 0.0 for number in numbers if scope.start <= number < scope.stop and (among is None or number in among)
    }


def _add(totals: dict[int, float], more: Iterable[tuple[int, float]]) -> None:
    """Add counts or scores to those there are."""
    if not totals:
        totals.update(more)
        return
    get = totals.get
    for number, amount in more:
        totals[number] = get(number, 0.0) + amount
