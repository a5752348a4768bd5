"""How often something was written about over time, as a row of block characters: pure text, any width."""

from __future__ import annotations

from collections.abc import Sequence

_BLOCKS = "▁▂▃▄▅▆▇█"


def months_between(first: str, last: str) -> list[str]:
    """Every month from `2025-01` to `2025-12`, both included."""
    year, month = map(int, first.split("-"))
    months = []
    while (name := f"{year:04}-{month:02}") <= last:
        months.append(name)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)  # December
    return months


def month_bars(by_month: Sequence[tuple[str, int]], width: int) -> tuple[str, str]:
    """Bars (at most `width` cells; a month each, or several where there are more) and the caption under them."""
    counts = dict(by_month)
    months = months_between(by_month[0][0], by_month[-1][0])
    each = -(-len(months) // max(1, width))
    bins = [sum(counts.get(month, 0) for month in months[at : at + each]) for at in range(0, len(months), each)]
    most = max(bins)
    stretch = max(1, min(4, width // len(bins)))
    bars = "".join((_BLOCKS[(count * 8 - 1) // most] if count else "·") * stretch for count in bins)
    first, last = months[0], months[-1]
    if first == last:
        return bars, first
    gap = max(1, len(bars) - len(first) - len(last))
    return bars, f"{first}{' ' * gap if len(bars) > len(first) * 2 else '–'}{last}"
