"""General knowledge that ships with dateline: countries with their people and capitals, regions, world organizations.

The tables hold facts only and are the same for every archive. A line: name, type, other names, demonyms, capitals;
tab separated, `;` within a column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from index.resolve.fold import fold

_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,8}|[A-Z0-9]{2,8}")
_FIRST_WORD = re.compile(r"\W")
# Two and three capitals may mean many things, so they are not looked for unless the annotator or the article says so.
_SHORTEST_TO_LOOK_FOR = 3
_SHORT_BUT_SAFE = frozenset({"US", "UK", "UN", "EU", "USA", "WHO", "IMF", "FBI", "CIA", "BBC", "CNN"})
# Places that are first or last names as well: not looked for either.
_ALSO_PEOPLE = frozenset({"jordan", "chad", "georgia", "virginia"})


@dataclass(frozen=True, slots=True)
class Known:
    """Something in the tables: its usual name and type."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Tables:
    """What the tables say, ready to be looked up.

    `by_name` is keyed by folded names, `by_acronym` by acronyms as written (`WHO` is one, `Who` is not), `by_demonym`
    by folded adjectives and nouns for people (`canadian`, `canadians`), `by_capital` by folded capitals.
    `by_first_word` has the names that are safe to look for in a text, by their first word as written, longest first.
    """

    by_name: dict[str, Known]
    by_acronym: dict[str, Known]
    by_demonym: dict[str, Known]
    by_capital: dict[str, Known]
    by_first_word: dict[str, tuple[tuple[str, Known], ...]]
    countries: frozenset[str]

    def find(self, surface: str) -> Known | None:
        """What the tables know a surface as, however it is spelled."""
        if _ACRONYM.fullmatch(surface):
            return self.by_acronym.get(surface.replace(".", ""))
        return self.by_name.get(fold(surface))


@cache
def tables() -> Tables:
    """The tables, read once a process."""
    by_name: dict[str, Known] = {}
    by_acronym: dict[str, Known] = {}
    by_demonym: dict[str, Known] = {}
    by_capital: dict[str, Known] = {}
    spelled: dict[str, list[tuple[str, Known]]] = {}
    people = first_names() | _ALSO_PEOPLE
    countries = _rows("countries")
    for name, type_, others, demonyms, capitals in countries + _rows("regions") + _rows("organizations"):
        known = Known(name, type_)
        for surface in [name, *others]:
            is_telling = len(surface) > _SHORTEST_TO_LOOK_FOR or "." in surface or surface in _SHORT_BUT_SAFE
            if is_telling and fold(surface) not in people:
                spelled.setdefault(_FIRST_WORD.split(surface, maxsplit=1)[0], []).append((surface, known))
            if _ACRONYM.fullmatch(surface):
                by_acronym.setdefault(surface.replace(".", ""), known)
            else:
                by_name.setdefault(fold(surface), known)
        for surface in demonyms:
            for form in _with_plural(surface):
                by_demonym.setdefault(fold(form), known)
        for surface in capitals:
            by_capital.setdefault(fold(surface), Known(surface, "GPE"))
    by_first_word = {
        word: tuple(sorted(entries, key=lambda entry: (-len(entry[0]), entry[0]))) for word, entries in spelled.items()
    }
    return Tables(
        by_name, by_acronym, by_demonym, by_capital, by_first_word, frozenset(fold(row[0]) for row in countries)
    )


@cache
def first_names() -> frozenset[str]:
    """Common first names, folded."""
    lines = _lines("first_names")
    return frozenset(name for line in lines for name in line.split())


def _lines(table: str) -> list[str]:
    text = (files("index.resolve") / "data" / f"{table}.tsv").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _rows(table: str) -> list[tuple[str, str, list[str], list[str], list[str]]]:
    rows = []
    for line in _lines(table):
        name, type_, others, demonyms, capitals = line.split("\t")
        rows.append((name, type_, _list(others), _list(demonyms), _list(capitals)))
    return rows


def _list(column: str) -> list[str]:
    return [item for item in column.split(";") if item]


def _with_plural(demonym: str) -> tuple[str, ...]:
    if demonym.endswith(("ese", "ish", "ch", "ss", "men", "sh")):
        return (demonym,)
    return (demonym, f"{demonym}s")
