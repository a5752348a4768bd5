"""What an engine is: a full-text index that is given documents and answers query trees with article numbers.

An engine receives the bound AST, never a string; it says what it cannot do in `capabilities`, and it never computes
highlights: hit spans come from the stored text (`index.query.matching`), so that every engine highlights alike.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar, runtime_checkable

from index.events import CancelToken
from index.model import Hits, IndexDoc, Sort
from index.query.ast import Query
from index.query.fuzzy import nearby
from index.query.terms import Vocabulary, words_in
from index.query.words import form_of

_Value = TypeVar("_Value", str, int)


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an engine can do beyond words, phrases and filters."""

    is_durable: bool  # survives the process
    has_slots: bool
    has_fuzzy: bool
    has_suggest: bool


@dataclass(frozen=True, slots=True)
class EngineStats:
    """An engine's own count, for `doctor`."""

    documents: int
    generation: int
    segments: int
    bytes: int


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """In how many of the articles that a query finds there is what; each ordered by count, ties by value.

    `entities` are the numbers that names were grouped under, the most frequent of them.
    """

    articles: int
    sources: tuple[tuple[str, int], ...]
    months: tuple[tuple[str, int], ...]  # ("2025-08", articles), oldest first; the undated count nowhere
    kinds: tuple[tuple[str, int], ...]  # articles with a mention of a kind (`index.query.ast.ENTITY_KINDS`)
    entities: tuple[tuple[int, int], ...]


class FillerCount(NamedTuple):
    """How often the slots of a phrase are filled so: `names` are numbers of names, slot by slot, 0 for values."""

    leaf: int  # see `index.query.matching.slot_phrases`
    names: tuple[int, ...]
    times: int


@runtime_checkable
class Engine(Protocol):
    """Plug point `dateline.engines`. Opened by `Engine.open(directory, writable=...)`; one writer at a time."""

    capabilities: Capabilities

    @classmethod
    def open(cls, directory: Path, *, writable: bool = False) -> Engine:
        """Open (or, if writable, create) the index in a directory. Raises EngineUnavailable."""

    @property
    def generation(self) -> int:
        """The library generation last committed; 0 for a new index."""

    def put(self, documents: Iterable[IndexDoc]) -> None:
        """Add documents, replacing those of the same id; visible after `commit`. Raises EngineError."""

    def delete(self, ids: Iterable[int]) -> None:
        """Forget documents; unknown ids are ignored."""

    def commit(self, generation: int) -> None:
        """Make everything since the last commit durable and visible, under this generation. Raises EngineError."""

    def tidy(self) -> None:
        """Commit, and bring together what many commits have left in pieces, if it is much. For when nobody waits."""

    def compact(self) -> None:
        """Commit, and bring the index into the form that is quickest to search. Slow; for when there is time."""

    def rollback(self) -> None:
        """Drop everything since the last commit and release the lock."""

    def refresh(self) -> bool:
        """For a reader: look at the newest commit; True if there was one."""

    def search(
        self, query: Query, *, sort: Sort = "relevance", cancel: CancelToken | None = None, budget: float | None = None
    ) -> Hits:
        """Every matching document in order. `budget` is seconds; over it the answer is what was found, marked partial.

        Order: relevance (ties by id), or date with undated last (ties by id). Raises EngineError, Cancelled.
        """

    def facets(
        self, query: Query, entity_of: Mapping[int, int], *, limit: int, cancel: CancelToken | None = None
    ) -> FacetCounts:
        """Counts over everything a query finds. `entity_of` says which entity a name stands for; it is not changed.

        `limit` is for sources and entities. Raises EngineError, Cancelled.
        """

    def tally(self, query: Query, *, cancel: CancelToken | None = None) -> list[FillerCount]:
        """What fills the slots of a query's phrases in everything it finds; the most frequent first, ties by names."""

    def suggest(self, word: str, limit: int = 5) -> tuple[str, ...]:
        """Words of the index near a misspelt one, best first."""

    def stats(self) -> EngineStats:
        """Counts as the index itself has them."""

    def verify(self) -> None:
        """Read everything and compare checksums. Raises EngineUnavailable."""

    def close(self) -> None:
        """Release files; the engine is not used again."""


# ------------------------------------------------------------------------------------------------ what engines share


class Deadline:
    """When a search has to stop: because it was cancelled, or because its time is up."""

    def __init__(self, cancel: CancelToken | None, budget: float | None) -> None:
        self._cancel = cancel
        self._budget = budget
        self._started = time.monotonic()

    def check(self) -> None:
        """Raise Cancelled if the search was. Cheap."""
        if self._cancel is not None:
            self._cancel.check()

    def is_over(self) -> bool:
        """Whether the budget is spent. Raises Cancelled."""
        self.check()
        return self._budget is not None and time.monotonic() - self._started > self._budget

    def hits(
        self,
        ids: Sequence[int],
        scores: Sequence[float],
        looked_at: int,
        articles: int,
        notes: Iterable[str],
        generation: int,
    ) -> Hits:
        """The answer, which says so where only some of the articles were looked at (the total is then an estimate)."""
        said = list(notes)
        total = len(ids)
        is_whole = looked_at >= articles
        if not is_whole:
            said.insert(0, f"{looked_at:,} of {articles:,} articles were looked at within {self._budget:g} s")
            total = round(total * articles / looked_at) if looked_at else 0
        return Hits(ids, scores, total, is_whole, "; ".join(said), generation)


def most_frequent(counts: Mapping[_Value, int], limit: int | None = None) -> tuple[tuple[_Value, int], ...]:
    """Values and their counts, the largest first, ties by value; nothing that is never there."""
    present = [(value, count) for value, count in counts.items() if count]
    return tuple(sorted(present, key=lambda pair: (-pair[1], pair[0]))[:limit])


def in_order(scores: Mapping[int, float], sort: Sort, dates: Mapping[int, datetime.date | None]) -> list[int]:
    """Article ids by score, or by date with the undated last; ties by id."""
    ids = sorted(scores)
    if sort == "relevance":
        return sorted(ids, key=scores.__getitem__, reverse=True)  # a stable sort, reversed, keeps ties by id
    undated = datetime.date.min if sort == "newest" else datetime.date.max
    return sorted(ids, key=lambda article_id: dates[article_id] or undated, reverse=sort == "newest")


def nearest_words(word: str, vocabulary: Vocabulary, limit: int) -> tuple[str, ...]:
    """The words most likely meant by a misspelt one: by edits, then by in how many articles, then by alphabet.

    The first letter is seldom the wrong one, so all other words are only looked at where none with it is near.
    """
    form = form_of(word)
    if len(form) < 3:
        return ()
    most = 1 if len(form) < 5 else 2
    for prefix in (form[0], ""):
        counts = words_in(vocabulary, ("text", "title"), prefix)
        near = [found for found in nearby(form, counts, most) if found.word != form]
        if near:
            near.sort(key=lambda found: (found.distance, -counts[found.word], found.word))
            return tuple(found.word for found in near[:limit])
    return ()
