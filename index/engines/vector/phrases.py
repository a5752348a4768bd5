"""Counting one phrase in one field of many documents: which of the ways in `places` it takes, and which lists."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

import numpy as np

from index.engines.base import Deadline
from index.engines.vector import places
from index.engines.vector.arrays import Documents, Keys
from index.engines.vector.pieces import certain, is_one_list, pieces_of
from index.engines.vector.places import Found, Occurrences, Step
from index.engines.vector.postings import NO_TERM, TermVectors
from index.engines.vector.source import VectorSource
from index.query import positions, scoring
from index.query.ast import AnyWord, Gap, Literal, Phrase, Slot
from index.query.matching import nearness
from index.query.terms import Group

_CHECK_EVERY: Final = 32  # documents looked at one by one


class PhraseCounter:
    """A phrase in a field, ready to be counted in any documents that have all its items."""

    def __init__(self, phrase: Phrase, field: str, groups: Sequence[Group | None], source: VectorSource) -> None:
        self._phrase = phrase
        self._field = field
        self._groups = groups
        self._pieces = pieces_of(phrase, field, groups)
        self._source = source
        self._near = nearness(phrase, field)

    @property
    def needs(self) -> list[Group]:
        """What a document must have for the phrase to stand in it, the fewest terms first."""
        return certain(self._pieces)

    def counts(self, documents: Documents, deadline: Deadline) -> TermVectors:
        """How often the phrase stands in each of the documents that have it."""
        if self._near is not None:
            return self._counts_near(documents, deadline)
        if self._is_plain:
            return places.per_document(self._adjacent(documents))
        return places.per_document(self.found(documents).firsts)

    def found(self, documents: Documents) -> Found:
        """Where the phrase stands, with the mentions in its slots. Not for phrases whose items come in any order."""
        one_sentence = self._phrase.stays_in_sentence or self._field not in scoring.FIELD_BOOST
        needs_units = one_sentence and not is_one_list(self._pieces)
        return places.in_order(self._steps(documents), self._units(documents, "sentence") if needs_units else None)

    @cached_property
    def _is_plain(self) -> bool:
        """Whether it is nothing but words at fixed distances that may be anywhere."""
        items = self._phrase.items
        return self._field in scoring.FIELD_BOOST and all(isinstance(item, Literal | AnyWord) for item in items)

    def _adjacent(self, documents: Documents) -> Keys:
        items, offsets = [], []
        for offset, group in enumerate(self._groups):
            if group is not None:
                items.append(self._occurrences(group, documents))
                offsets.append(offset)  # a phrase that was tidied begins with such an item
        return places.adjacent(items, offsets)

    def _steps(self, documents: Documents) -> list[Step]:
        steps: list[Step] = []
        least = most = 0
        for item, group, before, after in self._pieces:
            if isinstance(item, Gap):
                most += item.limit
            elif isinstance(item, AnyWord):
                least, most = least + 1, most + 1
            else:
                found = self._occurrences(group or (), documents)
                whole = Occurrences(found.firsts - before, found.ends + after) if before or after else found
                steps.append(Step(least, most, whole, found.firsts if isinstance(item, Slot) else None))
                least = most = 0
        return steps

    def _occurrences(self, group: Group, documents: Documents) -> Occurrences:
        """Where the terms that stand for one item are; all of a group are words, or all are mentions."""
        are_words = not group or group[0].kind == "form"
        rows = [
            places.keys_in(
                self._source.places(self._field, term),
                documents,
                self._source.document_count,
                per_place=1 if are_words else 2,
            )
            for term in group
        ]
        return places.words(rows) if are_words else places.mentions(rows)

    def _units(self, documents: Documents, unit: str) -> Keys:
        starts = self._source.units(self._field, unit)
        if starts is None:
            return places.document_keys(documents)
        return places.keys_in(starts, documents, self._source.document_count, per_place=1)[:, 0]

    # -- in any order

    def _counts_near(self, documents: Documents, deadline: Deadline) -> TermVectors:
        firsts, needs = positions.counted(self._phrase.items)
        items = [self._occurrences(self._groups[n] or (), documents) for n in firsts]
        if not isinstance(self._near, int):
            units = self._units(documents, "sentence" if self._near == "s" else "paragraph")
            return places.per_document(places.in_units(items, needs, units))
        if needs == [1, 1]:
            return places.per_document(places.near_pairs(items[0], items[1], self._near))
        return self._counts_one_by_one(items, needs, self._near, deadline)

    @staticmethod
    def _counts_one_by_one(
        items: Sequence[Occurrences], needs: Sequence[int], distance: int, deadline: Deadline
    ) -> TermVectors:
        """Three items or more in any order, as the oracle counts them, where they are near enough to be a group."""
        documents, counts = [], []
        for n, document in enumerate(places.within_reach(items, distance).tolist()):
            if n % _CHECK_EVERY == 0:
                deadline.check()
            found = positions.near([places.in_document(item, document) for item in items], needs, distance)
            if found:
                documents.append(document)
                counts.append(len(found))
        if not documents:
            return NO_TERM
        return TermVectors(np.array(documents, np.int32), np.array(counts, np.uint32))
