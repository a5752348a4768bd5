"""What stands along the axis of a chart over time: where a month or a year begins, as often as there is room."""

from __future__ import annotations

from tui.render.bins import Unit, first_day

# Months and years between two labels that people count in.
_ROUND_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)
_ROUND_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


def marks(unit: Unit, first: int, shown: int, bar: int) -> list[tuple[int, str]]:
    """Cells and labels for so many bins of `bar` cells each, the first of which has the number `first`.

    Labels stand at even steps, and one at the very first bin if it is not in the way of the next.
    """
    room = shown * bar
    turns = [
        ((number - first) * bar, _label(number, unit))
        for number in range(first, first + shown)
        if _is_turn(number, unit)
    ]
    step = _step(turns, unit)
    turns = [(cell, label) for cell, label in turns if _place(label) % step == 0]
    start = _start_label(first, unit)
    found: list[tuple[int, str]] = []
    free = 0
    if len(start) <= room and not (turns and turns[0][0] <= len(start) + 1):
        found.append((0, start))
        free = len(start) + 2
    for cell, label in turns:
        if cell >= free and cell + len(label) <= room:
            found.append((cell, label))
            free = cell + len(label) + 2
    return found


def _step(turns: list[tuple[int, str]], unit: Unit) -> int:
    """Every how many months (of days and weeks) or years a label has room."""
    if len(turns) < 2:
        return 1
    steps = _ROUND_MONTHS if unit in ("day", "week") else _ROUND_YEARS
    apart = (turns[-1][0] - turns[0][0]) / (len(turns) - 1)  # cells from one to the next
    return next((step for step in steps if step * apart >= len(turns[0][1]) + 2), steps[-1])


def _place(label: str) -> int:
    """The number of a month or a year, by which every so many of them have a label."""
    year, _, month = label.partition("-")
    return int(year) * 12 + int(month) - 1 if month else int(year)


def _is_turn(number: int, unit: Unit) -> bool:
    """Whether something greater begins with this bin: a month with a day or week, a year with a month."""
    first = first_day(number, unit)
    if unit == "day":
        return first.day == 1
    if unit == "week":
        return first.day <= 7  # the first Monday of a month
    return unit == "year" or first.month == 1


def _label(number: int, unit: Unit) -> str:
    return first_day(number, unit).isoformat()[: 7 if unit in ("day", "week") else 4]


def _start_label(number: int, unit: Unit) -> str:
    """What the very first bin is called, as exactly as its unit."""
    return first_day(number, unit).isoformat()[: {"day": 10, "week": 10, "month": 7, "year": 4}[unit]]
