"""The log-likelihood ratio: the values its author printed, a table worked by hand, and what must hold of any table."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.association import log_likelihood
from index.dossiers import companions
from index.model import EntityRow
from index.store.company import Met

counts = st.integers(0, 10**7)


@pytest.mark.parametrize(
    ("both", "only_second", "only_first", "neither", "ratio"),
    [
        (110, 2442, 111, 29114, 270.72),  # the swiss
        (29, 13, 123, 31612, 263.90),  # can be
        (31, 23, 139, 31584, 256.84),  # previous year
        (10, 0, 3, 31764, 167.23),  # mineral water
        (76, 104, 2476, 29121, 157.21),  # at the
    ],
)
def test_it_gives_the_values_in_the_table_of_dunning_1993(
    both: int, only_second: int, only_first: int, neither: int, ratio: float
) -> None:
    assert log_likelihood(both, only_first, only_second, neither) == pytest.approx(ratio, abs=0.005)


def test_a_table_worked_by_hand() -> None:
    # Two of four articles name each, always the same two: every cell that is filled is twice what chance would give.
    assert log_likelihood(2, 0, 0, 2) == pytest.approx(2 * (2 * math.log(2) + 2 * math.log(2)))
    # The other way round they avoid each other just as strongly.
    assert log_likelihood(0, 2, 2, 0) == pytest.approx(-8 * math.log(2))


def test_an_empty_library_has_no_associations() -> None:
    assert log_likelihood(0, 0, 0, 0) == 0.0


@given(st.integers(0, 1000), st.integers(0, 1000), st.integers(0, 1000), st.integers(0, 1000))
def test_independent_things_have_none(one: int, other: int, third: int, fourth: int) -> None:
    assert log_likelihood(one * third, one * fourth, other * third, other * fourth) == pytest.approx(0, abs=1e-4)


@given(counts, counts, counts, counts)
def test_it_is_the_same_seen_from_either_side_and_its_sign_says_together_or_apart(
    both: int, first: int, second: int, neither: int
) -> None:
    ratio = log_likelihood(both, first, second, neither)
    assert math.isfinite(ratio)
    assert ratio == pytest.approx(log_likelihood(both, second, first, neither))
    excess = both * neither - first * second
    assert (ratio >= 0) if excess >= 0 else (ratio <= 0)


@given(st.integers(1, 500), st.integers(0, 500), st.integers(0, 500), st.integers(1, 500), st.integers(2, 9))
def test_the_same_shares_of_a_larger_library_are_stronger_evidence(
    both: int, first: int, second: int, neither: int, times: int
) -> None:
    small = log_likelihood(both, first, second, neither)
    large = log_likelihood(both * times, first * times, second * times, neither * times)
    assert large == pytest.approx(small * times, abs=1e-6 * times)


def test_what_is_in_nearly_every_article_is_no_close_companion() -> None:
    row = EntityRow("a", "A", "PERSON", 10, 10)
    everywhere = Met(EntityRow("b", "B", "GPE", 990, 990), 10)
    close = Met(EntityRow("c", "C", "PERSON", 9, 9), 8)
    apart = Met(EntityRow("d", "D", "GPE", 900, 900), 1)
    by_id = {other.id: other.association for other in companions(row, [everywhere, close, apart], 1000)}
    assert by_id["c"] > by_id["b"] > 0 > by_id["d"]


def test_counts_of_two_moments_never_break_it() -> None:
    row = EntityRow("a", "A", "PERSON", 2, 2)  # a job has just added articles that the entity's own count lacks
    (other,) = companions(row, [Met(EntityRow("b", "B", "GPE", 1, 1), 5)], 3)
    assert math.isfinite(other.association)
