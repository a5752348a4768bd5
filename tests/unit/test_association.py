"""Association: Dunning's own figures, the properties of a log-likelihood ratio, and the order of a dossier."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.association import log_likelihood
from index.dossiers import companions
from index.model import EntityRow
from index.store.company import Met

counts = st.integers(0, 100_000)


@pytest.mark.parametrize(
    ("table", "ratio"),
    [  # bigrams that Dunning 1993 ranks by log-likelihood: the swiss, can be, previous year, mineral water
        ((110, 2442, 111, 29114), 270.72),
        ((29, 13, 123, 31612), 263.90),
        ((31, 23, 139, 31584), 256.84),
        ((10, 0, 3, 31764), 167.23),
    ],
)
def test_the_ratio_is_that_of_the_literature(table: tuple[int, int, int, int], ratio: float) -> None:
    assert log_likelihood(*table) == pytest.approx(ratio, abs=0.005)


def test_the_ratio_by_hand() -> None:
    # 2 · (2 ln 2 + 2 ln 2): two things that are always together, in half of four articles.
    assert log_likelihood(2, 0, 0, 2) == pytest.approx(8 * 0.6931471805599453)
    assert log_likelihood(0, 2, 2, 0) == pytest.approx(-8 * 0.6931471805599453)


@given(counts, counts, counts, counts)
def test_it_does_not_matter_who_is_first(both: int, first: int, second: int, neither: int) -> None:
    one, other = log_likelihood(both, first, second, neither), log_likelihood(both, second, first, neither)
    assert one == pytest.approx(other, abs=1e-6)


@given(counts, counts, counts, counts)
def test_the_sign_says_whether_they_are_met_more_often_than_by_chance(a: int, b: int, c: int, d: int) -> None:
    ratio = log_likelihood(a, b, c, d)
    if a * d > b * c:
        assert ratio >= 0
    elif a * d < b * c:
        assert ratio <= 0
    else:
        assert ratio == pytest.approx(0, abs=1e-6)


@given(st.integers(1, 300), st.integers(1, 300), st.integers(1, 20))
def test_independent_things_have_none_and_more_evidence_counts_for_more(x: int, y: int, times: int) -> None:
    assert log_likelihood(x * y, x, y, 1) == pytest.approx(0, abs=1e-6)
    once, often = log_likelihood(x + y, x, y, 500), log_likelihood((x + y) * times, x * times, y * times, 500 * times)
    assert often == pytest.approx(once * times, rel=1e-9)


def test_of_two_met_as_often_the_rarer_is_the_closer() -> None:
    row = EntityRow("a", "A", "PERSON", 10, 10)
    everywhere = Met(EntityRow("b", "B", "GPE", 90, 90), 9)
    rare = Met(EntityRow("c", "C", "PERSON", 9, 9), 9)
    by_name = {other.id: other for other in companions(row, [everywhere, rare], 100)}
    assert by_name["c"].association > 10.83 > by_name["b"].association
    assert by_name["b"].articles == by_name["c"].articles == 9


def test_counts_of_two_moments_do_no_harm() -> None:
    row = EntityRow("a", "A", "PERSON", 1, 1)
    [other] = companions(row, [Met(EntityRow("b", "B", "GPE", 1, 1), 3)], 2)
    assert other.articles == 3
