"""Days gathered into weeks, months or years: the arithmetic of a chart over time, apart from how it is drawn."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Unit = Literal["day", "week", "month", "year"]
UNITS: tuple[Unit, ...] = ("day", "week", "month", "year")  # from the finest to the coarsest

_DAY = datetime.timedelta(days=1)
_MONTHS = 12


def number_of(day: datetime.date, unit: Unit) -> int:
    """Which bin of its unit a day falls into; the next bin has the next number. Weeks begin on Monday."""
    if unit == "day":
        return day.toordinal()
    if unit == "week":
        return (day.toordinal() - 1) // 7  # the first day of the year 1 was a Monday
    return day.year * _MONTHS + day.month - 1 if unit == "month" else day.year


def first_day(number: int, unit: Unit) -> datetime.date:
    """The day on which a bin begins."""
    if unit == "day":
        return datetime.date.fromordinal(number)
    if unit == "week":
        return datetime.date.fromordinal(number * 7 + 1)
    if unit == "month":
        return datetime.date(number // _MONTHS, number % _MONTHS + 1, 1)
    return datetime.date(number, 1, 1)


def last_day(number: int, unit: Unit) -> datetime.date:
    """The day on which a bin ends."""
    try:
        return first_day(number + 1, unit) - _DAY
    except (ValueError, OverflowError):  # time ends with the year 9999
        return datetime.date.max


def name_of(number: int, unit: Unit) -> str:
    """A bin as people read it: `2025-08-24`, `2025-08-18 – 08-24`, `2025-08`, `2025`."""
    first = first_day(number, unit).isoformat()
    if unit == "week":
        return f"{first} – {last_day(number, unit).isoformat()[5:]}"
    return first[: {"day": 10, "month": 7, "year": 4}[unit]]


def narrowing(number: int, unit: Unit) -> str:
    """The query that finds the articles of a bin, as `index.query` reads it; both ends of a range are in it."""
    if unit == "week":
        return f"date:{first_day(number, unit).isoformat()}..{last_day(number, unit).isoformat()}"
    return f"date:{name_of(number, unit)}"


@dataclass(frozen=True, slots=True)
class Bins:
    """Articles counted by one unit: every bin from the first to the last that has any, those between them included.

    Bins go by their numbers (see `number_of`); `counts` has only those that are not empty. `peak` is the fullest, the
    first of equals.
    """

    unit: Unit
    first: int
    last: int
    counts: Mapping[int, int]
    peak: int  # the fullest bin, the first of equals; known once, because every line of a chart is drawn by it

    @classmethod
    def of(cls, days: Iterable[tuple[datetime.date, int]], unit: Unit) -> Bins:
        """Gather days. There must be at least one."""
        counts = Counter[int]()
        for day, articles in days:
            counts[number_of(day, unit)] += articles
        most = max(counts.values())
        peak = min(number for number, articles in counts.items() if articles == most)
        return cls(unit, min(counts), max(counts), counts, peak)

    def __len__(self) -> int:
        return self.last - self.first + 1

    def count(self, number: int) -> int:
        """Articles in a bin; 0 in a gap, and beyond the ends."""
        return self.counts.get(number, 0)

    def fullest(self, start: int, end: int) -> int:
        """The fullest of the bins from one to another, both included, the first of equals; at least a bin there is."""
        within = range(max(start, self.first), min(end, self.last) + 1)
        return max(within, key=self.count, default=min(max(start, self.first), self.last))

    def next_busy(self, number: int, step: int) -> int | None:
        """The nearest bin with anything after (`step` 1) or before (-1) one; None beyond the ends."""
        if step > 0:
            return min((other for other in self.counts if other > number), default=None)
        return max((other for other in self.counts if other < number), default=None)


def unit_that_fits(days: Iterable[tuple[datetime.date, int]], cells: int) -> Unit:
    """The finest unit of which all bins have a cell of their own; the coarsest if none does."""
    every = [day for day, _ in days]
    first, last = min(every), max(every)
    for unit in UNITS:
        if number_of(last, unit) - number_of(first, unit) < cells:
            return unit
    return UNITS[-1]
