"""The people, organizations, places and subjects that the made-up articles are about; all invented, all from one seed.

A few are in the news all the time and most hardly ever (Zipf's law); subjects bring the same names and words together,
so that words that belong together meet in one article as they do in real news.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Final

from bench.search.words import Lexicon, Tables, plural, spelling, tables, zipf_slots
from index.model import Name

PEOPLE, ORGANIZATIONS, PLACES, GROUPS, EVENTS = 6_000, 2_500, 1_500, 150, 300
SUBJECTS, SOURCES = 160, 40
FIRST_DAY, DAYS = datetime.date(2005, 1, 1), 7_304  # twenty years
TABLE_BITS, SUBJECT_BITS, CAST_BITS = 17, 8, 10
_NAME_RANKS: Final = 70_000  # spellings from here on are names
_INSTITUTIONS: Final = ("Institute", "Ministry", "Group", "Council", "Bank", "Union", "Agency", "Corporation", "Party")
_PURPOSES: Final = ("Trade", "Health", "Energy", "Labour", "Justice", "Transport", "Science", "Finance", "Defence")
_PREFIXES: Final = ("South", "North", "New", "Port", "Lake", "San", "Upper")
_KINDS_OF_EVENT: Final = ("Cup", "Summit", "Festival", "Accord", "Games", "Inquiry")
_PAPERS: Final = ("Courier", "Times", "Herald", "Gazette", "Tribune", "Post", "News Agency", "Observer")
_ACCENTS: Final = str.maketrans("eao", "éäø")
_DISTANCE: Final = 7_919  # ranks between one set of names and the next


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something: the full name, and the shorter ones that follow it in an article."""

    name: Name
    surfaces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """What an article may be about: words of its own, and who and what usually is in it."""

    words: Tables
    people: list[int]
    organizations: list[int]
    places: list[int]
    groups: list[int]
    events: list[int]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class World:
    """All there is to write about. Tables hold numbers of entities, each as often as it is to be drawn."""

    words: Tables
    people: list[Entity]
    organizations: list[Entity]
    places: list[Entity]
    groups: list[Entity]
    events: list[Entity]
    subjects: list[Subject]
    subject_slots: list[int]
    people_slots: list[int]
    organization_slots: list[int]
    place_slots: list[int]
    sources: list[str]
    source_slots: list[int]


def _proper(rank: int) -> str:
    """An invented name; a few have letters that fold."""
    name = spelling(_NAME_RANKS - rank).capitalize()
    return name if rank % 23 else name[0] + name[1:].translate(_ACCENTS)


def _people(pick: Random) -> list[Entity]:
    first_names = [_proper(n) for n in range(400)]
    surnames = [_proper(400 + n) for n in range(3_000)]
    first_slots, surname_slots = zipf_slots(400, 4_096, exponent=0.7), zipf_slots(3_000, 8_192, exponent=0.5)
    names: dict[str, Entity] = {}
    while len(names) < PEOPLE:
        surname = surnames[pick.choice(surname_slots)]
        full = f"{first_names[pick.choice(first_slots)]} {surname}"
        names.setdefault(full, Entity(Name(full, "PERSON"), (full, surname)))
    return list(names.values())


def _organizations(pick: Random) -> list[Entity]:
    names: dict[str, Entity] = {}
    while len(names) < ORGANIZATIONS:
        stem = _proper(_DISTANCE + pick.randrange(3_000))
        kind = pick.choice(_INSTITUTIONS)
        full = f"{stem} {kind}" if pick.random() < 0.6 else f"{stem} {kind} of {pick.choice(_PURPOSES)}"
        initials = "".join(word[0] for word in full.split() if word != "of")
        short = stem if pick.random() < 0.6 or len(initials) < 3 else initials
        names.setdefault(full, Entity(Name(full, "ORG"), (full, short)))
    return list(names.values())


def _places(pick: Random) -> list[Entity]:
    names: dict[str, Entity] = {}
    while len(names) < PLACES:
        name = _proper(2 * _DISTANCE + pick.randrange(3_000))
        if pick.random() < 0.25:
            name = f"{pick.choice(_PREFIXES)} {name}"
        names.setdefault(name, Entity(Name(name, "GPE"), (name,)))
    return list(names.values())


def _groups(places: list[Entity]) -> list[Entity]:
    words = dict.fromkeys(place.name.text.split()[-1].rstrip("aeiou") + "ian" for place in places)
    return [Entity(Name(word, "NORP"), (word,)) for word in list(words)[:GROUPS]]


def _events(pick: Random, places: list[Entity]) -> list[Entity]:
    names: dict[str, Entity] = {}
    while len(names) < EVENTS:
        name = f"{pick.choice(places).name.text} {pick.choice(_KINDS_OF_EVENT)}"
        names.setdefault(name, Entity(Name(name, "EVENT"), (name,)))
    return list(names.values())


def _subject(pick: Random, lexicon: Lexicon, slots: tuple[list[int], ...]) -> Subject:
    nouns = pick.sample(lexicon.nouns[20:6_000], 90)
    verbs = pick.sample(lexicon.verbs[10:2_000], 40)
    adjectives = pick.sample(lexicon.adjectives[5:2_500], 40)
    compounds = [f"{pick.choice(adjectives)} {pick.choice(nouns)}" for _ in range(15)]
    compounds += [f"{pick.choice(nouns)} {pick.choice(nouns)}" for _ in range(15)]
    compounds += [f"{pick.choice(nouns)}-{pick.choice(nouns)}" for _ in range(4)]
    pick.shuffle(mixed := nouns[10:] + compounds)
    people, organizations, places = slots
    return Subject(
        tables(nouns[:10] + mixed, verbs, adjectives, 1 << SUBJECT_BITS),
        [pick.choice(people) for _ in range(60)],
        [pick.choice(organizations) for _ in range(30)],
        [pick.choice(places) for _ in range(20)],
        [pick.randrange(GROUPS) for _ in range(6)],
        [pick.randrange(EVENTS) for _ in range(5)],
        tuple(plural(word) for word in nouns[:3]),
    )


@cache
def world(seed: int) -> World:
    """The world of a seed."""
    pick = Random(seed)
    lexicon = Lexicon.make()
    people, organizations, places = _people(pick), _organizations(pick), _places(pick)
    slots = (
        zipf_slots(PEOPLE, 1 << TABLE_BITS, exponent=0.9, shift=8.0),
        zipf_slots(ORGANIZATIONS, 1 << TABLE_BITS, exponent=0.9, shift=8.0),
        zipf_slots(PLACES, 1 << TABLE_BITS, exponent=0.9, shift=4.0),
    )
    source_names = [f"The {_proper(3 * _DISTANCE + n)} {_PAPERS[n % len(_PAPERS)]}" for n in range(SOURCES)]
    return World(
        lexicon.tables(TABLE_BITS),
        people,
        organizations,
        places,
        _groups(places),
        _events(pick, places),
        [_subject(pick, lexicon, slots) for _ in range(SUBJECTS)],
        zipf_slots(SUBJECTS, 1 << CAST_BITS, exponent=0.6, shift=5.0),
        *slots,
        source_names,
        zipf_slots(SOURCES, 1 << CAST_BITS, exponent=0.7),
    )
