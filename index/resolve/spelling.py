"""Misspelled names: one letter off a name that the article uses more, once, and long enough to be no other."""

from __future__ import annotations

from index.resolve.chains import Group

_LONG_ENOUGH = 7
_SAME_START = 2
_MISSPELT = frozenset({"PERSON", "EVENT"})


def link_misspellings(groups: dict[str, Group]) -> None:
    """`Cyclone Phalin`, once, joins `Cyclone Phailin`."""
    candidates = [g for g in groups.values() if g.label in _MISSPELT and len(g.key) >= _LONG_ENOUGH]
    alike: dict[str, list[Group]] = {}
    for group in candidates:
        if len(group.found) > 1:
            alike.setdefault(group.key[:_SAME_START], []).append(group)
    for group in candidates:
        if group.head is not None or group.found[0].head is not None or len(group.found) > 1:
            continue
        near = [
            o for o in alike.get(group.key[:_SAME_START], ()) if o.head is None and is_one_letter_off(group.key, o.key)
        ]
        if len(near) == 1:
            group.head = near[0]
            group.reason = f"a spelling of {near[0].surface} in this article"


def is_one_letter_off(one: str, other: str) -> bool:
    """Whether one letter was added, left out, changed or swapped with the next, not at the start of a word."""
    if one == other or abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    shared = 0
    while shared < min(len(one), len(other)) and one[shared] == other[shared]:
        shared += 1
    a, b = one[shared:], other[shared:]
    is_close = a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
    return is_close and (a[:1] + b[:1]).isalpha() and one[shared - 1] != " " and a != "s" and b != "s"
