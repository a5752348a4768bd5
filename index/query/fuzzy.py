"""How far apart two spellings are: edits with neighbouring letters swapped as one (optimal string alignment)."""

from __future__ import annotations


def within(first: str, second: str, limit: int) -> int | None:
    """The number of edits between two words, or None if it is more than `limit`. O(limit * length)."""
    if first == second:
        return 0
    if abs(len(first) - len(second)) > limit:
        return None
    before_last: list[int] = []
    last = list(range(len(second) + 1))
    far = limit + 1
    for row, letter in enumerate(first, 1):
        start, stop = max(1, row - limit), min(len(second), row + limit)
        current = [far] * (len(second) + 1)
        current[0] = row
        best = row if start == 1 else far
        for column in range(start, stop + 1):
            other = second[column - 1]
            cost = last[column - 1] + (letter != other)
            cost = min(cost, last[column] + 1, current[column - 1] + 1)
            is_swap = row > 1 and column > 1 and letter == second[column - 2] and first[row - 2] == other
            if is_swap:
                cost = min(cost, before_last[column - 2] + 1)
            current[column] = cost
            best = min(best, cost)
        if best > limit:
            return None
        before_last, last = last, current
    return last[-1] if last[-1] <= limit else None


def is_like(form: str, word: str, distance: int) -> bool:
    """Whether a word of the index is meant by `word~distance`: the first letter must be right."""
    return form[:1] == word[:1] and within(word, form, distance) is not None
