"""Matching documents in the order of an answer, sorted only as far as somebody looks."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import Any, Final, overload

import numpy as np
from numpy.typing import NDArray

from index.engines.vector.arrays import Documents, Floats
from index.engines.vector.source import VectorSource
from index.model import Sort

_FIRST: Final = 256  # hits that are put in order at once: some screens full


class Ranking:
    """An order of documents: the first few are known at once, the others when first asked for."""

    def __init__(self, documents: Documents, scores: Floats | None, source: VectorSource, sort: Sort) -> None:
        self._documents = documents
        self._scores = scores
        self._source = source
        self._sort = sort
        self._lock = threading.Lock()
        self._is_whole = False
        self._ids: NDArray[np.int64]
        self._values: Floats | None = None
        if sort == "relevance" and scores is not None and len(documents) > 4 * _FIRST:
            least = np.partition(scores, len(scores) - _FIRST)[len(scores) - _FIRST]
            self._sort_by_score(np.flatnonzero(scores >= least))
        elif sort != "relevance":
            self._ids = self._source.ids[self._by_date()[:_FIRST]]
            self._is_whole = len(documents) <= _FIRST
        else:
            self._sort_all()

    def __len__(self) -> int:
        return len(self._documents)

    @property
    def ids(self) -> Sequence[int]:
        return _Ids(self)

    @property
    def scores(self) -> Sequence[float]:
        return _Scores(self)

    def ids_to(self, stop: int) -> NDArray[np.int64]:
        """The article ids in order, at least the first `stop` of them."""
        self._reach(stop)
        return self._ids

    def scores_to(self, stop: int) -> Floats:
        """Their scores; 0.0 in an order by date."""
        self._reach(stop)
        return np.zeros(len(self._ids)) if self._values is None else self._values

    def _reach(self, stop: int) -> None:
        if not self._is_whole and stop > len(self._ids):
            with self._lock:
                if not self._is_whole:
                    self._sort_all()

    def _sort_all(self) -> None:
        if self._sort == "relevance":
            self._sort_by_score(np.arange(len(self._documents)))
        else:
            self._ids = self._source.ids[self._by_date()]
        self._is_whole = True

    def _sort_by_score(self, chosen: NDArray[np.int64]) -> None:
        """The chosen by score, ties by article id."""
        ids = self._source.ids[self._documents[chosen]]
        scores = np.zeros(len(chosen)) if self._scores is None else self._scores[chosen]
        order = np.argsort(-scores, kind="stable") if self._source.has_ids_in_order else np.lexsort((ids, -scores))
        self._values, self._ids = scores[order], ids[order]

    def _by_date(self) -> Documents:
        source = self._source
        every = source.newest_first if self._sort == "newest" else source.oldest_first
        if len(self._documents) == len(every):
            return every
        if len(self._documents) * 16 < len(every):
            ranks = source.ranks_by_date(self._sort)
            return self._documents[np.argsort(ranks[self._documents])]
        flags = np.zeros(source.document_count, np.bool_)
        flags[self._documents] = True
        return every[flags[every]]


class _View(Sequence[Any]):
    """One side of a ranking as a sequence of plain numbers."""

    def __init__(self, ranking: Ranking) -> None:
        self._ranking = ranking

    def _values_to(self, stop: int) -> NDArray[Any]:
        raise NotImplementedError

    def __len__(self) -> int:
        return len(self._ranking)

    @overload
    def __getitem__(self, place: int) -> Any: ...
    @overload
    def __getitem__(self, place: slice) -> list[Any]: ...
    def __getitem__(self, place: int | slice) -> Any:
        if isinstance(place, slice):
            start, stop, step = place.indices(len(self))
            return self._values_to(max(start + 1, stop))[start : stop if stop >= 0 else None : step].tolist()
        place = range(len(self))[place]  # negative places, and IndexError beyond the ends
        return self._values_to(place + 1)[place].item()

    def __iter__(self) -> Iterator[Any]:
        return iter(self[:])

    # Somebody at a keyboard waits for these three: over a million numbers one by one they would take a second.

    def __contains__(self, value: object) -> bool:
        return bool(np.any(self._values_to(len(self)) == value))

    def index(self, value: Any, start: int = 0, stop: int | None = None) -> int:
        """The first place of a number. Raises ValueError."""
        found = np.flatnonzero(self._values_to(len(self))[start:stop] == value)
        if not len(found):
            raise ValueError(f"{value!r} is not there")
        return int(found[0]) + range(len(self))[start:stop].start

    def __eq__(self, other: object) -> bool:
        if isinstance(other, _View):
            return bool(np.array_equal(self._values_to(len(self)), other._values_to(len(other))))
        return isinstance(other, Sequence) and len(self) == len(other) and self[:] == list(other)

    __hash__ = None  # type: ignore[assignment]  # like a list

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self[:]!r})"


class _Ids(_View):
    def _values_to(self, stop: int) -> NDArray[Any]:
        return self._ranking.ids_to(stop)


class _Scores(_View):
    def _values_to(self, stop: int) -> NDArray[Any]:
        return self._ranking.scores_to(stop)
