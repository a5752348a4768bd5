"""Days gathered into bins: nothing lost at any zoom, gaps kept, and each bin asked for by the days it has."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query import parse
from index.query.ast import DateRange
from tui.render.axis import marks
from tui.render.bins import UNITS, Bins, Unit, first_day, last_day, name_of, narrowing, number_of, unit_that_fits

dates = st.dates(datetime.date(1, 1, 1), datetime.date(9999, 12, 31))
series = st.lists(st.tuples(dates, st.integers(1, 500)), min_size=1, max_size=30)
units = st.sampled_from(UNITS)


@given(series)
def test_every_zoom_counts_the_same_articles(days: list[tuple[datetime.date, int]]) -> None:
    total = sum(articles for _, articles in days)
    for unit in UNITS:
        bins = Bins.of(days, unit)
        assert sum(bins.counts.values()) == total
        assert len(bins) >= len(bins.counts)
        assert bins.count(bins.first) > 0
        assert bins.count(bins.last) > 0
        assert bins.count(bins.peak) == max(bins.counts.values())


@given(dates, units)
def test_a_day_lies_in_its_bin_and_the_next_bin_begins_the_day_after(day: datetime.date, unit: Unit) -> None:
    number = number_of(day, unit)
    first, last = first_day(number, unit), last_day(number, unit)
    assert first <= day <= last
    assert number_of(first, unit) == number_of(last, unit) == number
    if last < datetime.date.max:
        assert number_of(last + datetime.timedelta(days=1), unit) == number + 1


@given(dates, units)
def test_a_bin_is_asked_for_by_exactly_its_days(day: datetime.date, unit: Unit) -> None:
    number = number_of(day, unit)
    asked = parse(narrowing(number, unit))
    assert not asked.problems
    assert isinstance(asked.query, DateRange)
    assert (asked.query.first, asked.query.last) == (first_day(number, unit), last_day(number, unit))


@given(series, st.integers(1, 200))
def test_the_unit_chosen_is_the_finest_that_fits(days: list[tuple[datetime.date, int]], cells: int) -> None:
    unit = unit_that_fits(days, cells)
    finer = UNITS[: UNITS.index(unit)]
    assert len(Bins.of(days, unit)) <= cells or unit == "year"
    assert all(len(Bins.of(days, other)) > cells for other in finer)


def test_gaps_are_there_and_can_be_skipped() -> None:
    bins = Bins.of([(datetime.date(2024, 11, 3), 2), (datetime.date(2025, 2, 1), 5)], "month")
    assert [bins.count(number) for number in range(bins.first, bins.last + 1)] == [2, 0, 0, 5]
    assert bins.next_busy(bins.first, 1) == bins.last
    assert bins.next_busy(bins.last, -1) == bins.first
    assert bins.next_busy(bins.last, 1) is None


@pytest.mark.parametrize(
    ("unit", "name"),
    [("day", "2025-08-24"), ("week", "2025-08-18 – 08-24"), ("month", "2025-08"), ("year", "2025")],
)
def test_bins_are_named_as_dates_are_asked_for(unit: Unit, name: str) -> None:
    assert name_of(number_of(datetime.date(2025, 8, 24), unit), unit) == name


@given(dates, units, st.integers(1, 200), st.integers(1, 12))
def test_labels_stand_apart_and_within_the_chart(day: datetime.date, unit: Unit, shown: int, bar: int) -> None:
    first = min(number_of(day, unit), number_of(datetime.date.max, unit) - shown + 1)
    end = 0
    for cell, label in marks(unit, first, shown, bar):
        assert cell >= end
        assert cell % bar == 0
        end = cell + len(label) + 1
        assert end - 1 <= shown * bar


def test_labels_come_at_even_steps() -> None:
    january = number_of(datetime.date(2000, 1, 1), "month")
    assert [label for _, label in marks("month", january, 12 * 12, 1)][:3] == ["2000", "2001", "2002"]
    monday = number_of(datetime.date(2022, 11, 1), "week")
    assert [label for _, label in marks("week", monday, 100, 1)][1:4] == ["2023-04", "2023-07", "2023-10"]


@given(series, units, units, st.data())
def test_zooming_stays_with_what_was_under_the_cursor(
    days: list[tuple[datetime.date, int]], before: Unit, after: Unit, data: st.DataObject
) -> None:
    old, new = Bins.of(days, before), Bins.of(days, after)
    number = data.draw(st.sampled_from(sorted(old.counts)))
    start, end = first_day(number, before), last_day(number, before)
    found = new.fullest(number_of(start, after), number_of(end, after))
    assert new.count(found) > 0
    assert first_day(found, after) <= end
    assert last_day(found, after) >= start
    assert new.fullest(new.first - 9, new.last + 9) == new.peak
    assert new.fullest(new.last + 5, new.last + 9) == new.last
