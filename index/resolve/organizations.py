"""Organizations and other things: short forms of a longer name in the same article, and generic heads (`the Court`)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from index.resolve.chains import Group
from index.resolve.fold import fold
from index.resolve.tables import tables
from index.resolve.words import CORPORATE, GENERIC_HEADS, SMALL_WORDS

_LONG_ENOUGH = 4
_FEW = 3
_DIGITS_OF_A_YEAR = 4
_NAMED_AFTER = frozenset({"church", "party", "movement"})
# Endings that may be left off in the next sentence.
ENDINGS = (CORPORATE - {"international", "group"}) | {"magazine", "newspaper"}
_ORGANIZED = frozenset({"ORG", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"})


def link_short_forms(groups: Iterable[Group]) -> None:
    """`Microsoft` joins `Microsoft Corp`, `Supreme Court` joins `Supreme Court of Cassation`, if no other is."""
    things = [group for group in groups if group.label in _ORGANIZED and group.head is None]
    by_word: dict[str, list[Group]] = {}
    for group in things:
        if len(group.words) > 1:
            for word in set(group.words):
                by_word.setdefault(word, []).append(group)
    _link_same_words(things)
    for group in things:
        if group.head is not None:
            continue
        if group.key in GENERIC_HEADS or tables().find(group.surface):
            continue
        longer = [
            other
            for other in by_word.get(group.words[0], ())
            if other is not group
            and is_short_form(group.words, other.words)
            and (len(group.words) > 1 or group.words[0] == other.words[0] or other.start < group.start)
        ]
        if len(longer) == 1:
            group.head = longer[0]
            group.reason = f"short form of {longer[0].surface} in this article"


def _link_same_words(things: list[Group]) -> None:
    """`Food & Drug Administration` and `Food and Drug Administration`: the first spelling has it."""
    first: dict[tuple[str, ...], Group] = {}
    for group in things:
        other = first.setdefault(telling_words(group.surface), group) if len(group.words) > 1 else group
        if other is not group:
            group.head = other
            group.reason = f"{other.surface} in other words"


def telling_words(surface: str) -> tuple[str, ...]:
    """The folded words but `of`, `and`, `the`."""
    return tuple(word for word in fold(surface).replace("&", "and").split(" ") if word not in SMALL_WORDS)


def shortened_names(surface: str) -> list[str]:
    """What a name is called for short: without its corporate ending, or what a church or party is of."""
    words = surface.split()
    if len(words) > 1 and fold(words[-1]) in ENDINGS:
        short = " ".join(words[:-1]).rstrip(",")
    elif len(words) > 2 and words[1] == "of" and fold(words[0]) in _NAMED_AFTER:
        short = " ".join(words[2:])
    else:
        return []
    is_name = short[0].isupper() and fold(short) not in GENERIC_HEADS and tables().find(short) is None
    return [short] if is_name and fold(short) not in tables().by_demonym else []


def is_short_form(short: list[str], full: list[str]) -> bool:
    """Whether what `full` has more only says what kind of thing it is, or where, or when."""
    placed = _without_place(full)
    return _is_part(short, full) or (placed != full and (short == placed or _is_part(short, placed)))


def _without_place(words: list[str]) -> list[str]:
    """`Italian Supreme Court of Cassation` without `Italian`."""
    table = tables()
    for size in (1, 2, 3):
        place = " ".join(words[:size])
        if len(words) > size and (place in table.by_name or place in table.by_demonym or place in table.by_capital):
            return words[size:]
    return words


def _is_part(short: list[str], full: list[str]) -> bool:
    size = len(short)
    if size >= len(full):
        return False
    if full[:size] == short:
        more = full[size:]
        if all(map(_is_year, more)):
            return True
        return (
            more[0] in CORPORATE
            or more[-1] in ENDINGS
            or more[0] == "of"
            or all(word in GENERIC_HEADS for word in more)
        )
    if full[-size:] == short:
        before = full[:-size]
        return (
            all(map(_is_year, before))
            or (len(before) > 1 and before[-1] == "of" and before[0] in GENERIC_HEADS)
            or (size > 1 and len(before) <= _FEW and short[0] not in GENERIC_HEADS)
            or (size == 1 and len(before) == 1 and len(short[0]) >= _LONG_ENOUGH and short[0] not in GENERIC_HEADS)
        )
    return False


def _is_year(word: str) -> bool:
    """A year tells apart nothing within an article; a small number does (`Windows 7`)."""
    return word.isdigit() and len(word) == _DIGITS_OF_A_YEAR


def link_generic_heads(groups: dict[str, Group]) -> None:
    """`the Court` after `Supreme Court`: the nearest earlier name with that word as its head."""
    for group in groups.values():
        if group.key not in GENERIC_HEADS or group.head is not None:
            continue
        longer = [
            (mention.start, other)
            for other in groups.values()
            if len(other.words) > 1 and group.key in other.words and other.label in _ORGANIZED and other.head is None
            for mention in other.found
        ]
        longer.sort(key=lambda pair: pair[0])
        starts = [start for start, _ in longer]
        for mention in group.found:
            place = bisect_left(starts, mention.start)
            if place:
                mention.head = longer[place - 1][1]
                mention.reason = f"stands for {mention.head.surface} in this article"
