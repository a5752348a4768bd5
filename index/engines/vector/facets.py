"""Counts over everything a query finds: by source, month, type and entity; and what fills the slots of a phrase."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.engines.base import FacetCounts, FillerCount, most_frequent
from index.engines.entries import FILLERS, MENTIONS, NAMES
from index.engines.evaluation import UNDATED
from index.engines.vector import places
from index.engines.vector.arrays import Documents, Integers, Keys, among, stretches, union
from index.engines.vector.source import VectorSource
from index.query.ast import ENTITY_KINDS
from index.query.terms import Term

_EPOCH = 719_163  # the day ordinal of 1970-01-01, where numpy counts days from
_DENSE = 8  # one document in so many, and it is quicker to look at all


class FacetCounter:
    """Counts documents of one state of an index. What does not depend on the query is kept."""

    def __init__(self, source: VectorSource) -> None:
        self.source = source
        self._entities: _Entities | None = None

    def count(self, documents: Documents, entity_of: Mapping[int, int], limit: int) -> FacetCounts:
        """Facets of these documents."""
        return FacetCounts(
            len(documents),
            self._count_sources(documents, limit),
            self._count_months(documents),
            self._count_kinds(documents),
            self._count_entities(documents, entity_of, limit),
        )

    @cached_property
    def _sources(self) -> tuple[Sequence[str], NDArray[np.int32]]:
        """All sources, and by document which is its own (1 for the first, 0 for none)."""
        names = sorted(self.source.snapshot.whole_values())
        numbers = np.zeros(self.source.document_count, np.int32)
        for n, name in enumerate(names, 1):
            numbers[self.source.listed("whole", name.encode()).documents] = n
        return names, numbers

    def _count_sources(self, documents: Documents, limit: int) -> tuple[tuple[str, int], ...]:
        names, numbers = self._sources
        counts = np.bincount(numbers[documents], minlength=len(names) + 1)[1:]
        return most_frequent(dict(zip(names, counts.tolist(), strict=True)), limit)

    @cached_property
    def _months(self) -> NDArray[np.int64]:
        """By document, months since January 1970; nonsense for the undated."""
        days = (self.source.dates.astype(np.int64) - _EPOCH).astype("datetime64[D]")
        return days.astype("datetime64[M]").astype(np.int64)

    def _count_months(self, documents: Documents) -> tuple[tuple[str, int], ...]:
        dated = documents[self.source.dates[documents] != UNDATED]
        if not len(dated):
            return ()
        months = self._months[dated]
        first = int(months.min())
        counts = np.bincount(months - first)
        there = np.flatnonzero(counts)
        return tuple((_month(first + n), int(counts[n])) for n in there.tolist())

    def _count_kinds(self, documents: Documents) -> tuple[tuple[str, int], ...]:
        universe = self.source.document_count
        counts = {}
        for kind, labels in ENTITY_KINDS.items():
            having = union([self.source.term("text", Term("label", label)).documents for label in labels], universe)
            counts[kind] = int(np.count_nonzero(among(having, documents, universe)))
        return most_frequent(counts)

    def _count_entities(
        self, documents: Documents, entity_of: Mapping[int, int], limit: int
    ) -> tuple[tuple[int, int], ...]:
        known = self._entities
        if known is None or known.entity_of is not entity_of:
            known = self._entities = _Entities(self.source, entity_of)
        counts = known.count(documents)
        present = np.flatnonzero(counts)
        if len(present) > limit:
            least = np.partition(counts[present], len(present) - limit)[len(present) - limit]
            present = present[counts[present] >= least]
        return most_frequent(dict(zip(present.tolist(), counts[present].tolist(), strict=True)), limit)


def _month(number: int) -> str:
    year, month = divmod(number, 12)
    return f"{1970 + year:04}-{month + 1:02}"


class _Entities:
    """Which entities each document names, each once, for one answer to who is who."""

    def __init__(self, source: VectorSource, entity_of: Mapping[int, int]) -> None:
        self.entity_of = entity_of
        self._universe = source.document_count
        names = source.listed_places("forward", NAMES.encode())
        most = int(names.numbers.max(initial=0))
        table = np.full(max(most, *entity_of, 0) + 1 if entity_of else most + 1, -1, np.int64)
        table[np.fromiter(entity_of, np.int64, len(entity_of))] = np.fromiter(
            entity_of.values(), np.int64, len(entity_of)
        )
        self._size = int(table.max(initial=-1)) + 1
        starts = names.ends - names.lengths
        entities = table[names.numbers[stretches(starts, names.lengths)]]
        documents = np.repeat(names.documents, names.lengths)
        known = entities >= 0
        entities, documents = entities[known], documents[known]
        # Only of entities with several names can a document have more than one.
        names_of = np.bincount(table[table >= 0], minlength=self._size)
        is_plural = names_of[entities] > 1
        once = np.unique(documents[is_plural].astype(np.int64) * max(self._size, 1) + entities[is_plural])
        documents = np.concatenate((documents[~is_plural], (once // max(self._size, 1)).astype(np.int32)))
        entities = np.concatenate((entities[~is_plural], once % max(self._size, 1))).astype(np.int32)
        order = np.argsort(documents, kind="stable")
        self._documents, self._entities = documents[order], entities[order]

    def count(self, documents: Documents) -> Integers:
        """By entity, in how many of the documents it is named."""
        if len(documents) * _DENSE > self._universe:
            flags = np.zeros(self._universe, np.bool_)
            flags[documents] = True
            return np.bincount(self._entities[flags[self._documents]], minlength=self._size)
        low = np.searchsorted(self._documents, documents)
        high = np.searchsorted(self._documents, documents, side="right")
        return np.bincount(self._entities[stretches(low, high - low)], minlength=self._size)


# ------------------------------------------------------------------------------------------------ slots


def fillers(source: VectorSource, documents: Documents, leaf: int, slots: Sequence[Keys]) -> list[FillerCount]:
    """How often which names fill the slots of a phrase; `slots` are the keys of the mentions, place by place."""
    if not slots or not len(slots[0]):
        return []
    kept = np.unique(slots[0] >> places.DOCUMENT).astype(np.int32)
    kept = kept[among(documents, kept, source.document_count)]
    mentions, names = (
        places.keys_in(source.listed_places("forward", name.encode()), kept, source.document_count, per_place=1)[:, 0]
        for name in (MENTIONS, FILLERS)
    )
    names &= (1 << places.DOCUMENT) - 1
    here = among(kept, (slots[0] >> places.DOCUMENT).astype(np.int32), source.document_count)
    columns = [names[np.searchsorted(mentions, keys[here])] for keys in slots]
    # Rows as places in a box that is as wide as each slot has names: single numbers are sorted far quicker than rows.
    box = [int(column.max(initial=0)) + 1 for column in columns]
    if math.prod(box) < 1 << 62:
        places_in_box, counts = np.unique(np.ravel_multi_index(columns, box), return_counts=True)
        different = np.stack(np.unravel_index(places_in_box, box), axis=1)
    else:
        different, counts = np.unique(np.stack(columns, axis=1), axis=0, return_counts=True)
    return [
        FillerCount(leaf, tuple(filling), times)
        for filling, times in zip(different.tolist(), counts.tolist(), strict=True)
    ]
