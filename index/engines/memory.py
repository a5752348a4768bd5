"""The oracle: looks at every article for every query, keeps nothing on disk, and is right by being simple."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from index.engines.base import (
    Capabilities,
    Deadline,
    EngineStats,
    FacetCounts,
    FillerCount,
    in_order,
    most_frequent,
    nearest_words,
)
from index.errors import EngineError, EngineUnavailable
from index.events import CancelToken
from index.model import Hits, IndexDoc, Sort
from index.query import scoring
from index.query.ast import ENTITY_KINDS, And, EntityFilter, Not, Or, Query
from index.query.document import DocumentView
from index.query.matching import Matcher, TextLeaf, fields_of
from index.query.terms import Expanded, Term, expand, groups_of

_FIELDS = ("text", "title", "source", "author", "lang", "tag")


@dataclass(frozen=True)
class _Commit:
    """What was visible at a time: articles by id, analysed when first looked at."""

    generation: int = 0
    views: dict[int, DocumentView] = field(default_factory=dict)

    @cached_property
    def articles_by_term(self) -> dict[str, Counter[Term]]:
        """For each field, in how many articles each term is."""
        counts: dict[str, Counter[Term]] = {name: Counter() for name in _FIELDS}
        for view in self.views.values():
            for name in _FIELDS:
                tokens = view.field(name).tokens
                counts[name].update({Term("form", form) for form in tokens.forms})
                counts[name].update({Term("stem", f"{view.language}:{found}") for found in tokens.stems})
            mentions = view.document.mentions
            counts["text"].update({Term("label", mention.label) for mention in mentions})
            counts["text"].update(
                {Term("name", str(mention.name_id)) for mention in mentions if mention.name_id is not None}
            )
        return counts

    @cached_property
    def average_length(self) -> dict[str, float]:
        totals = {
            name: sum(len(view.field(name).tokens.forms) for view in self.views.values()) for name in ("text", "title")
        }
        return {name: total / len(self.views) if self.views else 0.0 for name, total in totals.items()}

    def words(self, field: str, prefix: str) -> dict[str, int]:
        counts = self.articles_by_term[field].items()
        return {text: count for (kind, text), count in counts if kind == "form" and text.startswith(prefix)}

    def languages(self) -> set[str]:
        return {view.language for view in self.views.values()}


class _Shelf:
    """The index of one directory name, shared by all engines of this process that opened it."""

    def __init__(self) -> None:
        self.commit = _Commit()
        self.lock = threading.Lock()


_shelves: dict[Path, _Shelf] = {}


class MemoryEngine:
    """An engine for tests and for libraries of a few articles."""

    capabilities = Capabilities(is_durable=False, has_slots=True, has_fuzzy=True, has_suggest=True)

    def __init__(self, shelf: _Shelf, *, writable: bool) -> None:
        self._shelf = shelf
        self._is_writable = writable
        self._seen = shelf.commit
        self._changes: dict[int, IndexDoc | None] = {}
        self._has_lock = False

    @classmethod
    def open(cls, directory: Path, *, writable: bool = False) -> MemoryEngine:
        shelf = _shelves.get(directory)
        if shelf is None:
            if not writable:
                raise EngineUnavailable(
                    f"There is no search index for {directory}.", hint="Mend it with: dateline doctor --rebuild"
                )
            shelf = _shelves.setdefault(directory, _Shelf())
        return cls(shelf, writable=writable)

    @property
    def generation(self) -> int:
        return self._seen.generation

    def put(self, documents: Iterable[IndexDoc]) -> None:
        self._take_lock()
        try:
            self._changes.update({document.id: document for document in documents})
        except BaseException:
            self.rollback()
            raise

    def delete(self, ids: Iterable[int]) -> None:
        self._take_lock()
        self._changes.update(dict.fromkeys(ids))

    def commit(self, generation: int) -> None:
        self._take_lock()
        views = dict(self._shelf.commit.views)
        for article_id, document in self._changes.items():
            views.pop(article_id, None)
            if document is not None:
                views[article_id] = DocumentView(document)
        self._seen = self._shelf.commit = _Commit(generation, views)
        self.rollback()

    def tidy(self) -> None:
        self.commit(self.generation)

    def compact(self) -> None:
        self.commit(self.generation)

    def rollback(self) -> None:
        self._changes.clear()
        if self._has_lock:
            self._has_lock = False
            self._shelf.lock.release()

    def _take_lock(self) -> None:
        if not self._is_writable:
            raise EngineError("The search index was opened for reading only.")
        if not self._has_lock:
            if not self._shelf.lock.acquire(blocking=False):
                raise EngineError(
                    "Another process is writing the search index.", hint="Wait until it is done, and try again."
                )
            self._has_lock = True

    def refresh(self) -> bool:
        is_new = self._seen is not self._shelf.commit
        self._seen = self._shelf.commit
        return is_new

    def search(
        self, query: Query, *, sort: Sort = "relevance", cancel: CancelToken | None = None, budget: float | None = None
    ) -> Hits:
        commit = self._seen
        deadline = Deadline(cancel, budget)
        scorer = _Scorer(query, commit, deadline.check, is_ranked=sort == "relevance")
        scores: dict[int, float] = {}
        looked_at = 0
        for article_id in sorted(commit.views):
            if deadline.is_over():
                break
            looked_at += 1
            score = scorer.score(query, commit.views[article_id])
            if score is not None:
                scores[article_id] = score
        dates = {article_id: commit.views[article_id].document.date for article_id in scores}
        ids = in_order(scores, sort, dates)
        ordered = [scores[article_id] if sort == "relevance" else 0.0 for article_id in ids]
        return deadline.hits(ids, ordered, looked_at, len(commit.views), scorer.expanded.notes, commit.generation)

    def facets(
        self, query: Query, entity_of: Mapping[int, int], *, limit: int, cancel: CancelToken | None = None
    ) -> FacetCounts:
        views = self._seen.views
        found = [views[article_id].document for article_id in self.search(query, sort="newest", cancel=cancel).ids]
        sources = Counter(document.source for document in found if document.source)
        months = Counter(document.date.isoformat()[:7] for document in found if document.date)
        kinds, entities = Counter[str](), Counter[int]()
        for document in found:
            labels = {mention.label for mention in document.mentions}
            kinds.update({kind for kind, meant in ENTITY_KINDS.items() if not labels.isdisjoint(meant)})
            names = {mention.name_id for mention in document.mentions if mention.name_id is not None}
            entities.update({entity_of[name] for name in names if name in entity_of})
        return FacetCounts(
            len(found),
            most_frequent(sources, limit),
            tuple(sorted(months.items())),
            most_frequent(kinds),
            most_frequent(entities, limit),
        )

    def tally(self, query: Query, *, cancel: CancelToken | None = None) -> list[FillerCount]:
        counts = Counter[tuple[int, tuple[int, ...]]]()
        scorer = _Scorer(query, self._seen, Deadline(cancel, None).check, is_ranked=False)
        for article_id in self.search(query, sort="newest", cancel=cancel).ids:
            for filled in scorer.matcher.filled(self._seen.views[article_id]):
                counts[filled.leaf, tuple(mention.name_id or 0 for mention in filled.mentions)] += 1
        found = [FillerCount(leaf, names, count) for (leaf, names), count in counts.items()]
        return sorted(found, key=lambda row: (row.leaf, -row.times, row.names))

    def suggest(self, word: str, limit: int = 5) -> tuple[str, ...]:
        return nearest_words(word, self._seen, limit)

    def stats(self) -> EngineStats:
        return EngineStats(len(self._seen.views), self._seen.generation, 1, 0)

    def verify(self) -> None:
        """There are no files."""

    def close(self) -> None:
        self.rollback()


class _Scorer:
    """One query against one commit: matches and scores an article by reading it."""

    def __init__(self, query: Query, commit: _Commit, check: Callable[[], None], *, is_ranked: bool) -> None:
        self._commit = commit
        self._is_ranked = is_ranked
        self.expanded: Expanded = expand(query, commit, check)
        limited = {wide: frozenset(self.expanded.words[wide]) for wide in self.expanded.limited}
        self.matcher = Matcher(query, limited)
        self._weights: dict[tuple[Query, str], float] = {}

    def score(self, query: Query, view: DocumentView) -> float | None:
        """None where it does not match."""
        match query:
            case And(parts):
                total = 0.0
                for part in parts:
                    score = self.score(part, view)
                    if score is None:
                        return None
                    total += score
                return total
            case Or(parts):
                scores = [score for part in parts if (score := self.score(part, view)) is not None]
                return sum(scores, 0.0) if scores else None
            case Not(part):
                return 0.0 if self.score(part, view) is None else None
        if isinstance(query, TextLeaf | EntityFilter):
            return self._leaf(query, view)
        return 0.0 if Matcher(query).matches(view) else None

    def _leaf(self, leaf: TextLeaf | EntityFilter, view: DocumentView) -> float | None:
        total, is_match = 0.0, False
        for name in fields_of(leaf):
            frequency = self.matcher.frequency(leaf, view, name)
            is_match = is_match or frequency > 0
            if frequency and self._is_ranked and name in scoring.FIELD_BOOST:
                length = len(view.field(name).tokens.forms)
                norm = scoring.norm(name, length, self._commit.average_length[name])
                total += self._weight(leaf, name) * frequency / (frequency + norm)
        return total if is_match else None

    def _weight(self, leaf: TextLeaf | EntityFilter, name: str) -> float:
        key = (leaf, name)
        if key not in self._weights:
            counts, articles = self._commit.articles_by_term[name], len(self._commit.views)
            groups = groups_of(leaf, self.expanded, self._commit.languages())
            total = 0.0
            for group in groups:
                if group is not None:
                    total += scoring.idf(max((counts[term] for term in group), default=0), articles)
            self._weights[key] = scoring.weight(name, total)
        return self._weights[key]
