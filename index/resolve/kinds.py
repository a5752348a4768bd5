"""Things named with the kind of thing they are: storms, ships, mountains, waters; later the word for it is left off."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from index.resolve.chains import Group

Kind = Literal["storm", "ship", "operation", "landmark"]

_BEFORE: dict[str, Kind] = {
    **dict.fromkeys(("hurricane", "typhoon", "cyclone", "storm", "tc"), "storm"),
    **dict.fromkeys(("hms", "hmcs", "hmas", "hmnzs", "uss", "usns", "rms", "ss", "mv", "rrs", "rv"), "ship"),
    "operation": "operation",
    **dict.fromkeys(("mount", "mt", "lake", "river", "gulf", "cape"), "landmark"),
}
_BEHIND = frozenset({"river", "desert", "mountains", "islands", "peninsula", "canal", "strait"})
_BEFORE_STORM = frozenset({"tropical", "super", "severe", "post-tropical"})
_SHORT_FOR = {"mt": "mount"}
_PLACES = frozenset({"LOC", "GPE", "FAC"})


class _Named(NamedTuple):
    """A name taken apart: `Hurricane Katrina` is a storm, says so by a word for storms, and is called Katrina."""

    kind: Kind
    word: str
    proper: tuple[str, ...]


def link_kinds(groups: Iterable[Group]) -> None:
    """`Katrina` after `Hurricane Katrina`, `Erebus` after `HMS Erebus`, `Everest` after `Mount Everest`.

    A storm changes its word as it grows, so `Tropical Storm Katrina` joins the one named first; but the Hudson River
    and the Hudson Strait are two. A bare name that already stands for somebody, or could mean several things of the
    article, is left alone.
    """
    candidates = list(groups)
    called: dict[tuple[str, ...], dict[str, tuple[Group, Kind]]] = {}
    for group in candidates:
        named = _taken_apart(group.words)
        if named is None or group.is_linked:
            continue
        first, _ = called.setdefault(named.proper, {}).setdefault(named.word, (group, named.kind))
        if first is not group:
            group.head, group.reason = first, f"{first.surface} in other words"
        elif named.kind == "storm":
            group.label = "EVENT"
    for group in candidates:
        bearers = called.get(tuple(group.words), {})
        if len(bearers) != 1 or group.is_linked:
            continue
        ((bearer, kind),) = bearers.values()
        if group.start > bearer.start and _may_stand_for(kind, group.label):
            group.head, group.reason = bearer, f"{bearer.surface}, without the word for what it is"


def kind_of(words: list[str]) -> Kind | None:
    """The kind of thing that a name of these folded words says it is."""
    named = _taken_apart(words)
    return named.kind if named else None


def _taken_apart(words: list[str]) -> _Named | None:
    if len(words) > 2 and words[:2] == ["t", "c"]:  # a tropical cyclone, without its full stops
        words = ["tc", *words[2:]]
    while len(words) > 2 and words[0] in _BEFORE_STORM:
        words = words[1:]
    if len(words) > 1 and words[0] in _BEFORE and words[1] != "of":
        kind = _BEFORE[words[0]]
        return _Named(kind, kind if kind == "storm" else _SHORT_FOR.get(words[0], words[0]), tuple(words[1:]))
    if len(words) > 1 and words[-1] in _BEHIND:
        return _Named("landmark", words[-1], tuple(words[:-1]))
    return None


def _may_stand_for(kind: Kind, label: str) -> bool:
    # Annotators take storms and ships for people; but a `Clinton` is rather the person than Lake Clinton.
    return label in _PLACES if kind == "landmark" else label != "NORP"
