"""Query evaluation over arrays: first which documents match, then what those are worth.

Every score is computed by the steps of the oracle in the oracle's order, element by element, so that the two agree to
the last bit. Documents are dense numbers; the source knows which articles they are.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np

from index.engines.base import Deadline
from index.engines.vector.arrays import NO_DOCUMENTS, Documents, Floats, among, union
from index.engines.vector.phrases import PhraseCounter
from index.engines.vector.places import Found
from index.engines.vector.postings import NO_TERM, TermVectors
from index.engines.vector.source import VectorSource
from index.query import scoring
from index.query.ast import And, DateRange, EntityFilter, Flag, Not, Or, Phrase, Query, Slot, leaves
from index.query.matching import TextLeaf, fields_of
from index.query.terms import Expanded, Group, groups_of

# Words that are looked at before the first glance at the clock, and between two later ones: a few milliseconds.
_FIRST_WORK: Final = 10_000
_MOST_WORK: Final = 100_000


class Scope(NamedTuple):
    """The documents that an evaluation is about: a range of numbers, and perhaps only some of it."""

    start: int
    stop: int
    among: Documents | None = None


@dataclass(frozen=True, slots=True)
class Matched:
    """The documents of a scope that a node of the query matches, and what scoring them needs to know."""

    query: Query
    documents: Documents
    parts: tuple[Matched, ...] = ()
    counts: dict[str, TermVectors] = field(default_factory=dict)  # of a phrase, by field


class Answer(NamedTuple):
    """Matching documents, ascending, their scores (None where nobody asked), and how many documents were looked at."""

    documents: Documents
    scores: Floats | None
    looked_at: int


class VectorEvaluation:
    """One query against one state of an index."""

    def __init__(
        self, query: Query, source: VectorSource, expanded: Expanded, deadline: Deadline, *, is_ranked: bool
    ) -> None:
        self._query = query
        self._source = source
        self._expanded = expanded
        self._deadline = deadline
        self._is_ranked = is_ranked
        self._universe = source.document_count
        self._groups: dict[Query, list[Group | None]] = {}
        self._weights: dict[tuple[Query, str], float] = {}

    def run(self) -> Answer:
        """Where it takes positions, documents are looked at in stretches, the last added first, until time is up."""
        if not any(is_positional(leaf) for leaf in leaves(self._query)):
            matched = self._match(self._query, Scope(0, self._universe))
            return Answer(matched.documents, self._scored(matched), self._source.live_count)
        found: list[Matched] = []
        scores: list[Floats] = []
        stop = self._universe
        work = max(self._work(), 1.0)
        length, longest = (max(int(stop * min(most / work, 1.0)), 1) for most in (_FIRST_WORK, _MOST_WORK))
        while stop > 0:
            start = max(0, stop - length)
            matched = self._match(self._query, Scope(start, stop))
            scored = self._scored(matched)
            found.append(matched)
            if scored is not None:
                scores.append(scored)
            stop, length = start, min(length * 8, longest)
            if self._deadline.is_over():
                break
        documents = np.concatenate([one.documents for one in reversed(found)]) if found else NO_DOCUMENTS
        live = self._source.live
        looked_at = len(live) - int(np.searchsorted(live, stop))
        return Answer(documents, np.concatenate(scores[::-1]) if scores else None, looked_at)

    def _work(self) -> float:
        """About how many words have to be looked at to place the phrases of the query, none of the rest considered."""
        phrases = [leaf for leaf in leaves(self._query) if isinstance(leaf, Phrase) and is_positional(leaf)]
        return sum(self._work_of(phrase, name) for phrase in phrases for name in fields_of(phrase))

    def _work_of(self, phrase: Phrase, name: str) -> float:
        lists = [self._merged(name, group) for group in self._counter(phrase, name).needs]
        having = min((len(found.documents) for found in lists), default=0)
        return having * sum(int(found.counts.sum()) / len(found.documents) for found in lists) if having else 0.0

    def found(self, phrase: Phrase, documents: Documents) -> Found:
        """Where a phrase of the query stands in the texts of these documents, with the mentions in its slots."""
        counter = self._counter(phrase, "text")
        return counter.found(self._having(counter.needs, "text", Scope(0, self._universe, documents)))

    def _counter(self, phrase: Phrase, name: str) -> PhraseCounter:
        return PhraseCounter(phrase, name, self._groups_of(phrase), self._source)

    # ---------------------------------------------------------------------------------------- which documents

    def _match(self, query: Query, scope: Scope) -> Matched:
        self._deadline.check()
        match query:
            case And(parts):
                return self._all(query, parts, scope)
            case Or(parts):
                found = tuple(self._match(part, scope) for part in parts)
                return Matched(query, union([part.documents for part in found], self._universe), found)
            case Not(part):
                here = self._live(scope)
                excluded = self._match(part, scope).documents
                return Matched(query, here[~among(excluded, here, self._universe)])
            case DateRange():
                return Matched(query, self._dated(query, scope))
            case Flag(article_ids=article_ids):
                return Matched(query, self._within(self._source.documents_of(article_ids or ()), scope))
        if isinstance(query, Phrase) and is_positional(query):
            return self._phrase(query, scope)
        if isinstance(query, TextLeaf | EntityFilter):
            return Matched(query, self._leaf(query, scope))
        return Matched(query, self._live(scope))

    def _all(self, query: Query, parts: Sequence[Query], scope: Scope) -> Matched:
        """The cheap parts first, so that positions are only looked at where everything else is right."""
        order = sorted(range(len(parts)), key=lambda n: self._cost(parts[n]))
        found: dict[int, Matched] = {}
        for n in order:
            found[n] = self._match(parts[n], scope)
            scope = scope._replace(among=found[n].documents)
            if not len(found[n].documents):
                return Matched(query, NO_DOCUMENTS)
        assert scope.among is not None
        return Matched(query, scope.among, tuple(found[n] for n in sorted(found)))

    def _cost(self, query: Query) -> tuple[int, int]:
        """What to evaluate first: 0 words, the rarest first; 1 filters, choices; 2 phrases; 3 negations."""
        if isinstance(query, Not):
            return 3, 0
        if any(is_positional(leaf) for leaf in leaves(query)):
            return 2, 0
        if isinstance(query, TextLeaf | EntityFilter):
            group = self._groups_of(query)[0] or ()
            return 0, sum(len(self._merged(name, group).documents) for name in fields_of(query))
        return 1, 0

    def _live(self, scope: Scope) -> Documents:
        return self._within(self._source.live, scope) if scope.among is None else scope.among

    def _within(self, documents: Documents, scope: Scope) -> Documents:
        """Those of sorted documents that are in scope."""
        if scope.among is not None:
            return scope.among[among(documents, scope.among, self._universe)]
        if scope.start == 0 and scope.stop == self._universe:
            return documents
        low, high = np.searchsorted(documents, (scope.start, scope.stop))
        return documents[low:high]

    def _dated(self, dates: DateRange, scope: Scope) -> Documents:
        first = dates.first.toordinal() if dates.first else 1
        last = dates.last.toordinal() if dates.last else datetime.date.max.toordinal()
        here = self._live(scope)
        days = self._source.dates[here]
        return here[(days >= first) & (days <= last)]

    def _leaf(self, leaf: TextLeaf | EntityFilter, scope: Scope) -> Documents:
        group = self._groups_of(leaf)[0] or ()
        lists = [self._within(self._merged(name, group).documents, scope) for name in fields_of(leaf)]
        return union(lists, self._universe)

    def _phrase(self, phrase: Phrase, scope: Scope) -> Matched:
        counts: dict[str, TermVectors] = {}
        for name in fields_of(phrase):
            counter = self._counter(phrase, name)
            documents = self._having(counter.needs, name, scope)
            if len(documents):
                counts[name] = counter.counts(documents, self._deadline)
        return Matched(phrase, union([found.documents for found in counts.values()], self._universe), counts=counts)

    def _having(self, groups: Sequence[Group], name: str, scope: Scope) -> Documents:
        """The documents of a scope that have a term of each of the groups in a field, anywhere."""
        documents = NO_DOCUMENTS
        for group in groups:
            documents = self._within(self._merged(name, group).documents, scope)
            scope = scope._replace(among=documents)
        return documents

    # ---------------------------------------------------------------------------------------- what they are worth

    def _scored(self, matched: Matched) -> Floats | None:
        return self._score(matched, matched.documents) if self._is_ranked else None

    def _score(self, matched: Matched, documents: Documents) -> Floats:
        """Scores of these documents (all of them in the scope of `matched`); 0.0 where it does not match."""
        self._deadline.check()
        totals = np.zeros(len(documents))
        query = matched.query
        if isinstance(query, And | Or):
            for part in matched.parts:
                totals += self._score(part, documents)
            if isinstance(query, And) and documents is not matched.documents:
                totals[~among(matched.documents, documents, self._universe)] = 0.0
        elif isinstance(query, TextLeaf | EntityFilter):
            for name in fields_of(query):
                if name in scoring.FIELD_BOOST:
                    self._add_score(totals, matched, name, documents)
        return totals

    def _add_score(self, totals: Floats, matched: Matched, name: str, documents: Documents) -> None:
        leaf = matched.query
        assert isinstance(leaf, TextLeaf | EntityFilter)
        if is_positional(leaf):
            found = matched.counts.get(name, NO_TERM)
        else:
            found = self._merged(name, self._groups_of(leaf)[0] or ())
        if not len(found.documents):
            return
        weight = self._weight(leaf, name)
        norms = self._source.norms(name)
        if found.documents is documents:
            totals += weight * found.counts / (found.counts + norms[documents])
        elif len(found.documents) * 8 < len(documents):
            here = among(documents, found.documents, self._universe)
            numbers, counts = found.documents[here], found.counts[here]
            totals[np.searchsorted(documents, numbers)] += weight * counts / (counts + norms[numbers])
        else:
            frequencies = self._frequencies(found, documents)
            totals += weight * frequencies / (frequencies + norms[documents])

    def _frequencies(self, found: TermVectors, documents: Documents) -> Floats:
        """How often each of the documents has something; 0 where it has not."""
        if len(documents) * 24 < len(found.documents):
            places = np.searchsorted(found.documents, documents)
            places[places == len(found.documents)] = 0
            return np.where(found.documents[places] == documents, found.counts[places], 0).astype(np.float64)
        every = np.zeros(self._universe)
        every[found.documents] = found.counts
        return every[documents]

    def _weight(self, leaf: TextLeaf | EntityFilter, name: str) -> float:
        key = (leaf, name)
        if key not in self._weights:
            total = 0.0
            for group in self._groups_of(leaf):
                if group is not None:
                    total += scoring.idf(self._source.most(name, group), self._source.live_count)
            self._weights[key] = scoring.weight(name, total)
        return self._weights[key]

    # ---------------------------------------------------------------------------------------- terms

    def _groups_of(self, leaf: TextLeaf | EntityFilter) -> list[Group | None]:
        if leaf not in self._groups:
            self._groups[leaf] = groups_of(leaf, self._expanded, self._source.languages())
        return self._groups[leaf]

    def _merged(self, name: str, group: Group) -> TermVectors:
        return self._source.merged(name, group, self._deadline.check)


def is_positional(leaf: Query) -> bool:
    """Whether it takes positions to know where a leaf matches."""
    return isinstance(leaf, Phrase) and (len(leaf.items) > 1 or isinstance(leaf.items[0], Slot))
