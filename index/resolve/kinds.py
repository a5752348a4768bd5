"""Things named with the kind of thing they are: storms, ships, mountains, waters; later the word for it is left off."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from index.resolve.chains import Group

Kind = Literal["storm", "ship", "operation", "landmark"]

_BEFORE: dict[str, Kind] = {
    **dict.fromkeys(("hurricane", "typhoon", "cyclone", "storm", "tc"), "storm"),
    **dict.fromkeys(("hms", "hmcs", "hmas", "hmnzs", "uss", "usns", "rms", "ss", "mv", "mt", "rrs", "rv"), "ship"),
    "operation": "operation",
    **dict.fromkeys(("mount", "lake", "river", "gulf", "cape"), "landmark"),
}
_BEHIND = frozenset({"river", "desert", "mountains", "islands", "peninsula", "canal", "strait"})
_BEFORE_STORM = frozenset({"tropical", "super", "severe", "post-tropical"})
_PLACES = frozenset({"LOC", "GPE", "FAC"})


def link_kinds(groups: Iterable[Group]) -> None:
    """`Katrina` after `Hurricane Katrina`, `Erebus` after `HMS Erebus`, `Everest` after `Mount Everest`.

    The same storm or ship under another word (`Tropical Storm Katrina`) joins the one named first. A bare name that
    already stands for somebody, or that things of two kinds could mean, is left alone.
    """
    candidates = list(groups)
    called: dict[tuple[str, ...], dict[Kind, Group]] = {}
    for group in candidates:
        kind, proper = _taken_apart(group.words)
        if kind is None or group.is_linked:
            continue
        first = called.setdefault(proper, {}).setdefault(kind, group)
        if first is not group:
            group.head, group.reason = first, f"{first.surface} with another word before it"
        elif kind == "storm":
            group.label = "EVENT"
    for group in candidates:
        bearers = called.get(tuple(group.words), {})
        if len(bearers) != 1 or group.is_linked:
            continue
        ((kind, named),) = bearers.items()
        if group.start > named.start and _may_stand_for(kind, group.label):
            group.head, group.reason = named, f"{named.surface}, without the word for what it is"


def kind_of(words: list[str]) -> Kind | None:
    """The kind of thing that a name of these folded words says it is."""
    return _taken_apart(words)[0]


def _taken_apart(words: list[str]) -> tuple[Kind | None, tuple[str, ...]]:
    """The kind of thing a name says it is, and the name without it."""
    if len(words) > 2 and words[:2] == ["t", "c"]:  # a tropical cyclone, without its full stops
        words = ["tc", *words[2:]]
    while len(words) > 2 and words[0] in _BEFORE_STORM:
        words = words[1:]
    if len(words) > 1 and words[0] in _BEFORE and words[1] != "of":
        return _BEFORE[words[0]], tuple(words[1:])
    if len(words) > 1 and words[-1] in _BEHIND:
        return "landmark", tuple(words[:-1])
    return None, ()


def _may_stand_for(kind: Kind, label: str) -> bool:
    # Annotators take storms and ships for people; but a `Clinton` is rather the person than Lake Clinton.
    return label in _PLACES if kind == "landmark" else label != "NORP"
