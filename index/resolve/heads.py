"""Labels by what a name says it is, and by the company it keeps, where the annotator was in two minds or wrong.

`Hurricane Katrina` is no person, `Quebec University` is an organization, `Dean Acheson` is no place, and what has
members and officials is an organization.
"""

from __future__ import annotations

import re

from index.resolve.chains import Group
from index.resolve.kinds import kind_of
from index.resolve.occurrences import Page
from index.resolve.tables import first_names, tables
from index.resolve.words import CORPORATE, FIELDS, GENERIC_HEADS, TITLES, word_set

_EVENTS = word_set("hurricane cyclone typhoon storm operation")
_BUILT = word_set("station airport bridge stadium street avenue road square tower towers boulevard")
_NATURAL = word_set(
    "sea ocean lake river gulf bay island islands mountains peninsula valley desert strait canal glacier"
)
_NATURAL_FIRST = word_set("mount lake cape gulf")
_SOLID = GENERIC_HEADS - _BUILT - {"church", "city", "force", "house", "park", "press", "bishop"}


_OF_PERSONS = ("ORG", "GPE", "LOC", "FAC", "PRODUCT", "LAW")
_SELDOM_SO_NAMED = ("ORG", "FAC", "PRODUCT", "LAW")  # places are called `Victoria Falls`
_HAS_MEMBERS = ("LOC", "WORK_OF_ART", "PRODUCT", "LAW")
_FEW_VOTES = 2
_LONGEST_PERSON = 3
_ORGANIZED_BEHIND = re.compile(
    r"(?:['’]s)? (?:officials?|spokes(?:man|woman|person|people)|employees|executives|headquarters|members)\b"
)
_ORGANIZED_BEFORE = re.compile(r"\b(?:members?|officials|employees|executives) of (?:the )?$")
_DESCRIBED = re.compile(r",\s+(?:an?|the)\s+((?:[\w-]+\s+){0,3}[\w-]+)")
_WINDOW = 24


def label_by_head(page: Page, groups: dict[str, Group]) -> None:
    """Correct the labels of groups by their words and by what stands beside them."""
    bare = {
        group.words[0]: group.start for group in groups.values() if group.label == "PERSON" and len(group.words) == 1
    }
    for group in groups.values():
        if len(group.words) > 1:
            group.label = _by_words(group)
            is_introduced = bare.get(group.words[-1], -1) > group.start or _has_title(page, group)
            if not is_introduced and group.label in _SELDOM_SO_NAMED:
                is_introduced = _has_office(page, group)
            if group.label in _OF_PERSONS and is_introduced and _may_be_a_person(group):
                group.label = "PERSON"
        if group.label in _HAS_MEMBERS and tables().find(group.surface) is None and _has_members(page, group):
            group.label = "ORG"


def _by_words(group: Group) -> str:
    first, last = group.words[0], group.words[-1]
    if group.label not in ("PERSON", *_OF_PERSONS):
        return group.label
    if first in _EVENTS:
        return "EVENT"
    if last in _BUILT and group.label in ("PERSON", "ORG"):
        return "FAC"
    if (last in _NATURAL or first in _NATURAL_FIRST) and last not in GENERIC_HEADS | CORPORATE:
        return "LOC"
    if last in _SOLID and group.label == "PERSON":
        return "ORG"
    if group.label in _SELDOM_SO_NAMED and first in first_names() and _may_be_a_person(group):
        return "PERSON"
    return group.label


def _may_be_a_person(group: Group) -> bool:
    """Two or three words, seldom tagged, with no ending of a company or a place and no small word inside."""
    return (
        kind_of(group.words) is None
        and len(group.words) <= _LONGEST_PERSON
        and sum(group.labels.values()) <= _FEW_VOTES
        and all(
            word[0].isupper() and word.isalpha() for word in group.surface.replace("-", "").replace(".", "").split()
        )
        and group.words[-1] not in GENERIC_HEADS | CORPORATE | _BUILT
        and tables().find(group.surface) is None
    )


def _has_title(page: Page, group: Group) -> bool:
    """Whether a title stands before it: `Prime Minister Lester Pearson`."""
    return any(page.word_before(mention.start).rstrip(".").casefold() in TITLES for mention in group.found)


def _has_office(page: Page, group: Group) -> bool:
    """Whether an office or an occupation stands behind it: `Harjit Sajjan, the minister of national defence`."""
    described = (_DESCRIBED.match(page.text, mention.end) for mention in group.found)
    return any(word.casefold() in FIELDS for match in described if match for word in match[1].split())


def _has_members(page: Page, group: Group) -> bool:
    return any(
        _ORGANIZED_BEHIND.match(page.text, mention.end)
        or _ORGANIZED_BEFORE.search(page.text[max(0, mention.start - _WINDOW) : mention.start])
        for mention in group.found
    )
