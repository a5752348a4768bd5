"""The dates of the query language: calendar days, months, years, open ranges, and days counted from today."""

from __future__ import annotations

import calendar
import datetime
import re

from index.query.ast import DateRange

_ABSOLUTE = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?\Z")
_AGO = re.compile(r"(\d{1,5})([dwmy])\Z")
_DAY = datetime.timedelta(days=1)
RELATIVE_NAMES = (
    "today", "yesterday", "this-week", "last-week", "this-month", "last-month", "this-year", "last-year",
)  # fmt: skip

_Days = tuple[datetime.date, datetime.date]


def date_range(text: str, today: datetime.date) -> DateRange | None:
    """What a date value means, or None if it means nothing. A range written backwards is turned round."""
    value = text.lower().replace("_", "-").replace("…", "..")
    first_text, is_range, last_text = value.partition("..")
    if not is_range:
        days = _days(value, today)
        return None if days is None else DateRange(days[0], days[1], value)
    last_text = last_text.lstrip(".")
    first = _days(first_text, today) if first_text else None
    last = _days(last_text, today) if last_text else None
    if (first is None and first_text) or (last is None and last_text) or (first is None and last is None):
        return None
    if first is not None and last is not None and first[0] > last[1]:
        return DateRange(last[0], first[1], f"{last_text}..{first_text}")
    return DateRange(first and first[0], last and last[1], f"{first_text}..{last_text}")


def describe(dates: DateRange) -> str:
    """The range in calendar days, as short as it can be said: `2025-08-18…24`, `from 2025-08`; relative ones named."""
    days = _describe_days(dates.first, dates.last)
    is_relative = any(_ABSOLUTE.match(part) is None for part in dates.text.split("..") if part)
    return f"{days} ({dates.text.replace('-', ' ')})" if is_relative else days


def _days(text: str, today: datetime.date) -> _Days | None:
    match = _ABSOLUTE.match(text)
    if match:
        return _absolute(int(match[1]), *(int(group) if group else None for group in match.groups()[1:]))
    match = _AGO.match(text)
    if match:
        return _ago(int(match[1]), match[2], today)
    return _named(text, today)


def _absolute(year: int, month: int | None, day: int | None) -> _Days | None:
    try:
        if month is None:
            return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        if day is None:
            return _month(datetime.date(year, month, 1))
        only = datetime.date(year, month, day)
    except ValueError:
        return None
    return only, only


def _ago(count: int, unit: str, today: datetime.date) -> _Days:
    """The last `count` days, weeks, months or years, today included."""
    if unit in "dw":
        days = count * (7 if unit == "w" else 1)
        back = min(max(days - 1, 0), (today - datetime.date.min).days)
        return today - datetime.timedelta(days=back), today
    months = count * (12 if unit == "y" else 1)
    number = max(today.year * 12 + today.month - 1 - months, 12)
    year, month = divmod(number, 12)
    same_day = min(today.day, calendar.monthrange(year, month + 1)[1])
    return min(datetime.date(year, month + 1, same_day) + _DAY, today), today


def _named(name: str, today: datetime.date) -> _Days | None:
    monday = today - datetime.timedelta(days=today.weekday())
    first_of_month = today.replace(day=1)
    match name:
        case "today":
            return today, today
        case "yesterday":
            return today - _DAY, today - _DAY
        case "this-week":
            return monday, monday + 6 * _DAY
        case "last-week":
            return monday - 7 * _DAY, monday - _DAY
        case "this-month":
            return _month(first_of_month)
        case "last-month":
            return _month((first_of_month - _DAY).replace(day=1))
        case "this-year":
            return datetime.date(today.year, 1, 1), datetime.date(today.year, 12, 31)
        case "last-year":
            return datetime.date(today.year - 1, 1, 1), datetime.date(today.year - 1, 12, 31)
    return None


def _month(first: datetime.date) -> _Days:
    return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _describe_days(first: datetime.date | None, last: datetime.date | None) -> str:
    if first is None or last is None:
        if first is not None:
            return f"from {first}"
        return f"up to {last}"
    if first == last:
        return str(first)
    if (first, last) == (datetime.date(first.year, 1, 1), datetime.date(first.year, 12, 31)):
        return f"{first.year:04}"
    if (first, last) == _month(first):
        return f"{first:%Y-%m}" if first.year >= 1000 else str(first)[:7]
    if first.year != last.year:
        return f"{first}…{last}"
    if first.month != last.month:
        return f"{first}…{str(last)[5:]}"
    return f"{first}…{last.day:02}"
