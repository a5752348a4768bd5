"""An answer's ids are a sequence like any list, however few of them have been put in order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engines.vector.ranking import Ranking
from index.engines.vector.source import VectorSource


class _Source(VectorSource):
    """Documents numbered from nought; their ids are ten times that, and they are dated in the order of their ids."""

    def __init__(self, documents: int) -> None:
        self._count = documents

    @property
    def ids(self):
        return np.arange(self._count, dtype=np.int64) * 10

    @property
    def document_count(self) -> int:
        return self._count

    @property
    def has_ids_in_order(self) -> bool:
        return True

    @property
    def oldest_first(self):
        return np.arange(self._count, dtype=np.int64)

    @property
    def newest_first(self):
        return self.oldest_first[::-1]


def _ranking(count: int, sort: str, seed: int) -> Ranking:
    scores = np.random.default_rng(seed).integers(0, 50, count).astype(np.float64) if sort == "relevance" else None
    return Ranking(np.arange(count), scores, _Source(count), sort)


@given(st.integers(0, 1500), st.sampled_from(("relevance", "newest", "oldest")), st.integers(0, 9), st.data())
def test_it_answers_as_the_list_of_its_ids_does(count: int, sort: str, seed: int, data: st.DataObject) -> None:
    ids = _ranking(count, sort, seed).ids
    plain = list(_ranking(count, sort, seed).ids)
    value = data.draw(st.integers(-10, 10 * count + 10) | st.sampled_from(plain or [0]))
    assert (value in ids) == (value in plain)
    start = data.draw(st.integers(-count, count))
    if value in plain[start:]:
        assert ids.index(value, start) == plain.index(value, start)
    else:
        with pytest.raises(ValueError, match="is not there"):
            ids.index(value, start)
    assert ids == _ranking(count, sort, seed).ids
    assert ids == plain
    assert plain == ids
    assert ids != [*plain, -1]
    assert "nothing like it" not in ids
