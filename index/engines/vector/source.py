"""A snapshot of an index as arrays: columns, posting lists and orders by date, each made when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.engines.entries import TERM_FIELDS, term_bytes
from index.engines.evaluation import UNDATED
from index.engines.snapshot import Snapshot, unit_name
from index.engines.vector.arrays import Booleans, Documents, Floats
from index.engines.vector.cache import ByteCache
from index.engines.vector.postings import (
    NO_PLACES,
    NO_TERM,
    Part,
    PlaceVectors,
    TermVectors,
    place_vectors,
    term_vectors,
)
from index.model import Sort
from index.query import scoring
from index.query.terms import Group, Term

_CACHE_BYTES: Final = 64 << 20
_CHECK_EVERY: Final = 64  # posting lists
_LATEST: Final = np.iinfo(np.int32).max


class VectorSource:
    """What evaluation over arrays asks of a snapshot. Immutable but for its cache; any thread may use it."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.document_count = snapshot.document_count
        self.live_count = snapshot.live_count
        self._cache = ByteCache(_CACHE_BYTES)

    # -- columns, by document

    def _column(self, name: str) -> NDArray[np.int64]:
        columns = [np.asarray(numbers, np.int64) for numbers in self.snapshot.columns(name)]
        return np.concatenate(columns) if columns else np.empty(0, np.int64)

    @cached_property
    def ids(self) -> NDArray[np.int64]:
        return self._column("id")

    @cached_property
    def dates(self) -> NDArray[np.int32]:
        """Day ordinals, or UNDATED."""
        return self._column("date").astype(np.int32)

    @cached_property
    def is_live(self) -> Booleans | None:
        """Which documents were not deleted; None where none were."""
        if not self.snapshot.deleted:
            return None
        flags = np.ones(self.document_count, np.bool_)
        flags[list(self.snapshot.deleted)] = False
        return flags

    @cached_property
    def live(self) -> Documents:
        if self.is_live is None:
            return np.arange(self.document_count, dtype=np.int32)
        return np.flatnonzero(self.is_live).astype(np.int32)

    @cached_property
    def has_ids_in_order(self) -> bool:
        """Whether documents are numbered in the order of their articles, as they are until one is replaced."""
        return bool(np.all(self.ids[1:] > self.ids[:-1]))

    @cached_property
    def _documents_by_id(self) -> tuple[NDArray[np.int64], Documents]:
        ids = self.ids[self.live]
        order = np.argsort(ids, kind="stable")
        return ids[order], self.live[order]

    def documents_of(self, article_ids: Collection[int]) -> Documents:
        """The live documents of these articles, ascending."""
        wanted = np.fromiter(article_ids, np.int64, len(article_ids))
        ids, documents = self._documents_by_id
        if not len(ids):
            return documents
        places = np.searchsorted(ids, wanted)
        places[places == len(ids)] = 0
        return np.unique(documents[places[ids[places] == wanted]])

    @cached_property
    def _norms(self) -> dict[str, Floats]:
        return {field: self._make_norms(field) for field in scoring.FIELD_BOOST}

    def _make_norms(self, field: str) -> Floats:
        lengths = self._column(f"{field}_length")
        average = int(lengths[self.live].sum()) / self.live_count if self.live_count else 0.0
        # Computed once for each length by the very function that the oracle uses, so that not a bit differs.
        different, places = np.unique(lengths, return_inverse=True)
        table = np.array([scoring.norm(field, length, average) for length in different.tolist()], np.float64)
        return table[places]

    def norms(self, field: str) -> Floats:
        return self._norms[field]

    def languages(self) -> Sequence[str]:
        return self.snapshot.languages()

    # -- orders

    @cached_property
    def newest_first(self) -> Documents:
        """All live documents by date, the undated last; ties by article id."""
        return self._by_date(-self.dates)

    @cached_property
    def oldest_first(self) -> Documents:
        return self._by_date(np.where(self.dates == UNDATED, np.int32(_LATEST), self.dates))

    def ranks_by_date(self, sort: Sort) -> NDArray[np.int32]:
        """By document, its place in one of the two orders; nothing that means anything for those deleted."""
        return self._newest_ranks if sort == "newest" else self._oldest_ranks

    @cached_property
    def _newest_ranks(self) -> NDArray[np.int32]:
        return self._ranks(self.newest_first)

    @cached_property
    def _oldest_ranks(self) -> NDArray[np.int32]:
        return self._ranks(self.oldest_first)

    def _ranks(self, order: Documents) -> NDArray[np.int32]:
        ranks = np.zeros(self.document_count, np.int32)
        ranks[order] = np.arange(len(order), dtype=np.int32)
        return ranks

    def _by_date(self, key: NDArray[np.int32]) -> Documents:
        live = self.live
        if self.has_ids_in_order:
            return live[np.argsort(key[live], kind="stable")]
        return live[np.lexsort((self.ids[live], key[live]))]

    # -- posting lists

    def term(self, field: str, term: Term) -> TermVectors:
        """The documents of a term of a query field (see `index.query.terms`)."""
        where = TERM_FIELDS.get((field, term.kind))
        return NO_TERM if where is None else self.listed(where, term_bytes(term))

    def listed(self, where: str, name: bytes) -> TermVectors:
        """The same by the name of the index field and of the term in it."""
        return self._cache.get(
            ("documents", where, name), lambda: term_vectors(self._parts(where, name)), lambda found: found.nbytes
        )

    def places(self, field: str, term: Term) -> PlaceVectors:
        """Where a term of a query field stands."""
        where = TERM_FIELDS.get((field, term.kind))
        return NO_PLACES if where is None else self.listed_places(where, term_bytes(term))

    def listed_places(self, where: str, name: bytes) -> PlaceVectors:
        """The same by the name of the index field and of the term in it."""
        return self._cache.get(
            ("places", where, name), lambda: place_vectors(self._parts(where, name)), lambda found: found.nbytes
        )

    def units(self, field: str, unit: str) -> PlaceVectors | None:
        """The words that start a `sentence` or a `paragraph` of a field; None where all of it is one."""
        name = unit_name(field, unit)
        return None if name is None else self.listed_places("unit", name.encode())

    def merged(self, field: str, group: Group, check: Callable[[], None]) -> TermVectors:
        """The documents of any of several terms, their counts added up. `check` is called now and then, to raise."""
        if len(group) == 1:
            return self.term(field, group[0])
        return self._cache.get(
            ("group", field, group),
            lambda: self._merge(field, group, check),
            lambda found: found.nbytes + 64 * len(group),
        )

    def _merge(self, field: str, group: Group, check: Callable[[], None]) -> TermVectors:
        found = []
        for n, term in enumerate(group):
            if n % _CHECK_EVERY == 0:
                check()
            found.append(self.term(field, term))
        found = [one for one in found if len(one.documents)]
        if len(found) < 2:
            return found[0] if found else NO_TERM
        documents = np.concatenate([one.documents for one in found])
        counts = np.concatenate([one.counts for one in found])
        if len(documents) < self.document_count // 16:
            different, places = np.unique(documents, return_inverse=True)
            return TermVectors(different, np.bincount(places, counts).astype(np.uint32))
        totals = np.bincount(documents, counts, self.document_count)
        different = np.flatnonzero(totals).astype(np.int32)
        return TermVectors(different, totals[different].astype(np.uint32))

    def most(self, field: str, group: Group) -> int:
        """In how many documents the most frequent of several terms is."""
        if len(group) == 1:
            return len(self.term(field, group[0]).documents)
        return self._cache.get(
            ("most", field, group),
            lambda: max((len(self.term(field, term).documents) for term in group), default=0),
            lambda _: 64 * len(group),
        )

    def _parts(self, where: str, name: bytes) -> list[Part]:
        snapshot = self.snapshot
        parts = []
        for n, base, packed in snapshot.packed(where, name):
            entry = snapshot.segments[n].entry
            live = None
            if entry.deleted:
                assert self.is_live is not None
                live = self.is_live[base : base + entry.documents]
            parts.append(Part(packed, base, live))
        return parts
