"""Evidence that keeps two bearers of one full name apart: the year of birth, or the field of work of a common name."""

from __future__ import annotations

import re

from index.resolve.chains import Group
from index.resolve.occurrences import Page
from index.resolve.people import is_full_name, name_core
from index.resolve.tables import first_names
from index.resolve.words import COMMON_SURNAMES, FIELDS

BORN = "born"
_BORN = re.compile(
    r",?\s*\((?:born|b\.)?\s*(?:[A-Z][a-z]+ \d{1,2}, |\d{1,2} [A-Z][a-z]+ )?(\d{4})(?:\s*[–—-][^()]{0,24}\d{4})?\)"
)
_DESCRIBED = re.compile(r",\s+(?:an?|the)\s+((?:[\w-]+\s+){0,3}[\w-]+)")
_WORD = re.compile(r"[\w-]+")


def qualify(page: Page, groups: dict[str, Group]) -> None:
    """Give full names of people their qualifier, where the article has one kind of evidence for it and only one."""
    for group in groups.values():
        if group.head is None and is_full_name(group):
            group.qualifier = _born(page, group) or _field(page, group)


def conflict(one: str, other: str) -> bool:
    """Whether two qualifiers cannot be one person's; a year of birth says nothing against a field of work."""
    is_same_kind = one.startswith(BORN) == other.startswith(BORN)
    return bool(one) and bool(other) and one != other and is_same_kind


def _born(page: Page, group: Group) -> str:
    years = {match[1] for found in group.found if (match := _BORN.match(page.text, found.end))}
    return f"{BORN} {years.pop()}" if len(years) == 1 else ""


def _field(page: Page, group: Group) -> str:
    """The field of work named right before or behind the name; only for names that many have."""
    core = name_core(group.words)
    if core[-1] not in COMMON_SURNAMES or core[0] not in first_names():
        return ""
    fields = set()
    for found in group.found:
        described = _DESCRIBED.match(page.text, found.end)
        nearby = [page.word_before(found.start), *(_WORD.findall(described[1]) if described else ())]
        fields |= {FIELDS[word.casefold()] for word in nearby if word.casefold() in FIELDS}
    return fields.pop() if len(fields) == 1 else ""
