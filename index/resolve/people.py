"""People: shorter and fuller forms of one full name, bare surnames, unique first names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import pairwise

from index.resolve.chains import Found, Group
from index.resolve.fold import fold, words_of
from index.resolve.rules import Rules
from index.resolve.tables import first_names, tables
from index.resolve.words import GENERATIONS, PARTICLES, SHORT_FIRST_NAMES, TITLES

_FIRST_AND_LAST = 2
_AROUND = ".,;:!?()[]\"'“”‘’—–"


def surnames_of(surface: str) -> list[str]:
    """The bare surnames of a full name, as written there, shortest first: `de Blasio` has `Blasio` and `de Blasio`."""
    words = surface.split()
    while len(words) > 1 and words[-1].strip(".,").casefold() in GENERATIONS:
        words.pop()
    if len(words) < 2:
        return []
    last = words[-1].rstrip(",")
    surnames = [last]
    for word in reversed(words[1:-1]):
        if word.casefold() not in PARTICLES:
            break
        surnames.append(f"{word} {surnames[-1]}")
    return surnames if len(last) > 1 and last[0].isupper() else []


def is_full_name(group: Group) -> bool:
    """Two words at least, and more than a surname with its particle (`de Blasio`)."""
    core = name_core(group.words)
    return group.label == "PERSON" and len(core) > 1 and not (core[0] in PARTICLES and group.surface[0].islower())


def name_core(words: list[str]) -> list[str]:
    """The folded words of a person's name but titles in front and a generation behind."""
    core = list(words)
    while len(core) > 1 and core[-1] in GENERATIONS:
        core.pop()
    while len(core) > 1 and core[0] in TITLES:
        core.pop(0)
    return core


def link_fuller_names(people: list[Group]) -> None:
    """`Donald Trump` joins `Donald J. Trump` where the article has just one such fuller form."""
    alike: dict[str, list[Group]] = {}
    for group in people:
        alike.setdefault(name_core(group.words)[-1], []).append(group)
    for group in people:
        core = name_core(group.words)
        fuller = [
            other
            for other in alike[core[-1]]
            if other is not group and other.head is None and _is_fuller_here(name_core(other.words), core)
        ]
        if len(fuller) == 1:
            group.head = fuller[0]
            group.reason = f"short for {fuller[0].surface} in this article"


def _is_fuller_here(full: list[str], short: list[str]) -> bool:
    """Within one article a nickname with the same surname is enough."""
    return (
        is_fuller(full, short)
        or is_spelled_out(full, short)
        or (full[1:] == short[1:] and is_nickname(short[0], full[0]))
    )


def is_nickname(short: str, full: str) -> bool:
    """`Larry` for `Lawrence`, `Cres` for `Creswell`."""
    return full in SHORT_FIRST_NAMES.get(short, ())


def is_fuller(full: list[str], short: list[str]) -> bool:
    """Whether `full` is first and last name of `short` with middle names: `Donald J. Trump` for `Donald Trump`.

    `George H. W. Bush` is not fuller than `George W. Bush`: they are two.
    """
    return len(short) == _FIRST_AND_LAST < len(full) and [full[0], full[-1]] == short


def is_spelled_out(full: list[str], short: list[str]) -> bool:
    """Whether the names differ in initials only: `John Fitzgerald Kennedy` for `John F. Kennedy`."""
    return (
        len(full) == len(short)
        and [full[0], full[-1]] == [short[0], short[-1]]
        and full != short
        and all(a == b or (len(b) == 1 and a[0] == b) for a, b in zip(full, short, strict=True))
    )


def link_surnames(groups: Iterable[Group], people: list[Group]) -> None:
    """Bare surnames take the identity of the full name; of two who share it, the nearest earlier one has it."""
    bearers: dict[str, list[Group]] = {}
    for person in people:
        core = name_core(person.words)
        for size in range(1, len(core)):
            bearers.setdefault(" ".join(core[-size:]), []).append(person)
    for group in groups:
        if group.head is not None or is_full_name(group):
            continue
        known = bearers.get(" ".join(name_core(group.words)))
        if known and not _is_rather_a_place(group):
            for mention in group.found:
                person = nearest_earlier(known, mention)
                mention.head = person
                mention.reason = f"surname of {person.surface} in this article"


def nearest_earlier(people: list[Group], mention: Found) -> Group:
    """The person named in full last before the mention, else first after it."""
    if len(people) == 1:
        return people[0]
    best: tuple[int, int] | None = None
    chosen = people[0]
    for person in people:
        place = bisect_left(person.found, mention.start, key=lambda found: found.start)
        rank = (0, mention.start - person.found[place - 1].start) if place else (1, person.start)
        if best is None or rank < best:
            best, chosen = rank, person
    return chosen


def link_first_names(groups: Iterable[Group], people: list[Group]) -> None:
    """A bare first name that one person only has in the article."""
    bearers: dict[str, list[Group]] = {}
    for person in people:
        if person.head is None:
            bearers.setdefault(name_core(person.words)[0], []).append(person)
    for group in groups:
        if is_full_name(group) or group.head is not None or group.found[0].head is not None or group.label != "PERSON":
            continue
        known = bearers.get(group.key, ())
        if len(known) == 1:
            group.head = known[0]
            group.reason = f"first name of {known[0].surface} in this article"


def link_to_title(groups: Iterable[Group], title: str) -> None:
    """A bare surname whose full name only the headline has, known by its common first name."""
    words = title.split()
    for first, last in pairwise(words):
        surname = last.strip(_AROUND).removesuffix("'s").removesuffix("’s")
        if fold(first.strip(_AROUND)) not in first_names() or not surname[:1].isupper():
            continue
        for group in groups:
            if group.label == "PERSON" and group.key == fold(surname) and not group.is_linked:
                full = f"{first.strip(_AROUND)} {surname}"
                group.head = Group(fold(full), words_of(full), full, label="PERSON")
                group.reason = f"surname of {full} in the title"


def link_people(groups: dict[str, Group], title: str, rules: Rules) -> None:
    people = [group for group in groups.values() if is_full_name(group)]
    if rules.fuller_names:
        link_fuller_names(people)
    if rules.surnames:
        link_surnames(groups.values(), people)
    if rules.first_names:
        link_first_names(groups.values(), people)
    if rules.title_names:
        link_to_title(groups.values(), title)


def _is_rather_a_place(group: Group) -> bool:
    """A country's name, or a people's, that the annotator took for one: `Jordan` beside `Michael Jordan`."""
    table = tables()
    if group.key in table.by_demonym and group.label == "NORP":
        return True
    return group.label in ("GPE", "LOC") and (group.key in table.countries)
