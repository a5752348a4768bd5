"""Acronyms: introduced in brackets (`Department of National Defence (DND)`), or spelled by a longer name's initials."""

from __future__ import annotations

import re

from index.model import VALUE_LABELS
from index.resolve.chains import Found, Group
from index.resolve.occurrences import Page
from index.resolve.tables import tables
from index.resolve.words import COMMON_ABBREVIATIONS, CORPORATE, SMALL_WORDS

_BRACKETED = re.compile(r"\(\s*[\"“'‘]?([A-Z][A-Za-z0-9&.\-]{1,9})[\"”'’]?\s*\)")
_IS_ACRONYM = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Z][A-Za-z0-9&]{1,9}|(?:[A-Z]\.){2,6}[A-Z]?")
_ACRONYM_THEN_NAME = re.compile(r"\b([A-Z][A-Z0-9]{1,7})\s*\(([A-Z][^()\n]{3,80})\)")
_NAME_IN_BRACKETS = re.compile(r"\s*\(\s*")
_WORD_OF_NAME = re.compile(r"[\w.&'’]+")
_APART = re.compile(r"[\s\-–/,]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LONGEST_BEFORE = 120


def is_acronym(surface: str) -> bool:
    """`DND`, `U.N.`, `IoT`, `IE6`."""
    return (
        bool(_IS_ACRONYM.fullmatch(surface)) and sum(map(str.isupper, surface)) * 2 >= len(surface.replace(".", "")) - 1
    )


def initials(name: str) -> set[str]:
    """The acronyms a name may have: with and without its small words and its corporate ending, digits kept."""
    words = [word for word in _APART.split(name) if word and word[0].isalnum()]
    if len(words) == 1:
        words = _HUMP.split(name)
    if words and words[-1].rstrip(".").casefold() in CORPORATE and len(words) > 2:
        return _spellings(words) | _spellings(words[:-1])
    return _spellings(words)


def _spellings(words: list[str]) -> set[str]:
    if len(words) < 2:
        return set()
    large = [word for word in words if word.casefold() not in SMALL_WORDS]
    made = {"".join(map(_initial, words)), "".join(map(_initial, large))}
    return {spelling for spelling in made if len(spelling) > 1}


def _initial(word: str) -> str:
    return word if word.isdigit() else word[0].upper()


def plain_acronym(surface: str) -> str:
    return surface.replace(".", "").replace("&", "").upper()


def introduced_acronyms(page: Page) -> list[Found]:
    """Acronyms in brackets right behind the name they are made of; the name too, where the annotator missed it.

    A name in brackets right behind its acronym counts as well. Their letters may come in another order, as they do
    where the name is translated: `CEI (Italian Episcopal Conference)`.
    """
    found: list[Found] = []
    text = page.text
    for match in _BRACKETED.finditer(text):
        acronym = match[1]
        if not is_acronym(acronym):
            continue
        before = len(text[: match.start()].rstrip())
        letters = plain_acronym(acronym)
        start = _start_of_spelled(text, before, letters)
        if start is None:
            continue
        name = text[start:before]
        label = _label_of(page, start, before)
        if page.inside(start, before) is not None:
            found.append(Found(start, before, label, name, f"{acronym} is introduced as its acronym"))
            found.append(Found(match.start(1), match.end(1), label, acronym, f"acronym of {name}"))
    for match in _ACRONYM_THEN_NAME.finditer(text):
        start, end = match.span(2)
        if any(sorted(plain_acronym(i)) == sorted(match[1]) for i in initials(match[2])):
            label = _label_of(page, start, end)
            if page.inside(start, end) is not None and page.inside(*match.span(1)) is not None:
                found.append(Found(match.start(1), match.end(1), label, match[1], f"acronym of {match[2]}"))
                found.append(Found(start, end, label, match[2], f"{match[1]} is its acronym"))
    return found


def spelled_acronyms(page: Page) -> list[Found]:
    """Untagged capitals that are the initials of a longer name of this article."""
    spelled: dict[str, str] = {}
    for mention in page.mentions():
        if mention.label not in VALUE_LABELS and mention.label not in ("PERSON", "NORP", "LANGUAGE"):
            for letters in initials(mention.surface):
                spelled.setdefault(letters, mention.label)
    found = []
    for letters, label in spelled.items():
        if letters.casefold() not in COMMON_ABBREVIATIONS:
            for start, end in page.occurrences(letters):
                if page.is_free(start, end):
                    found.append(Found(start, end, label, letters, "an acronym of a longer name in this article"))
    return found


def _label_of(page: Page, start: int, end: int) -> str:
    """The label of the widest mention in a stretch, ORG if there is none or it names a person."""
    inside = page.inside(start, end) or []
    widest = max(inside, key=lambda mention: mention.end - mention.start, default=None)
    return "ORG" if widest is None or widest.label in ("PERSON", "NORP", *VALUE_LABELS) else widest.label


def _start_of_spelled(text: str, end: int, acronym: str) -> int | None:
    """Where the shortest run of words starts that ends at `end` and whose initials spell the acronym."""
    offset = max(0, end - _LONGEST_BEFORE)
    words = list(_WORD_OF_NAME.finditer(text, offset, end))
    for first in range(len(words) - 1, -1, -1):
        run = words[first:]
        start = run[0].start()
        if len(run) > 2 * len(acronym) + 2 or "\n" in text[start:end]:
            return None
        if run[0][0][0].isupper() and acronym in initials(text[start:end]):
            return start
    return None


def link_acronyms(page: Page, groups: dict[str, Group]) -> None:
    """Acronyms join the one longer name of the article whose initials they are."""
    longer = [group for group in groups.values() if group.label not in ("PERSON", "NORP") and group.head is None]
    spelled: dict[str, list[Group]] = {}
    for group in longer:
        for spelling in {plain_acronym(i) for i in initials(group.surface)}:
            spelled.setdefault(spelling, []).append(group)
    table = tables()
    for group in groups.values():
        if group.head is not None or len(group.words) > 1 or not is_acronym(group.surface):
            continue
        full = [other for other in spelled.get(plain_acronym(group.surface), ()) if other is not group]
        if not full:
            full = _bracketed_together(page, group, longer)
        known = table.find(group.surface)
        if known is not None and known.type == "GPE":
            full = [other for other in full if table.find(other.surface) == known]
        if len(full) == 1:
            group.head = full[0]
            group.reason = f"acronym of {full[0].surface} in this article"


def _bracketed_together(page: Page, acronym: Group, longer: list[Group]) -> list[Group]:
    """Names that stand as `Name (ACRONYM)` or `ACRONYM (Name)` and have its letters in whatever order."""
    letters = sorted(plain_acronym(acronym.surface))
    starts = {found.start: group for group in longer for found in group.found}
    ends = {found.end: group for group in longer for found in group.found}
    for found in acronym.found:
        opened = _NAME_IN_BRACKETS.match(page.text, found.end)
        beside = starts.get(opened.end()) if opened else None
        if beside is None and page.text[found.start - 1 : found.start] == "(":
            beside = ends.get(len(page.text[: found.start - 1].rstrip()))
        if beside is not None and any(sorted(plain_acronym(i)) == letters for i in initials(beside.surface)):
            return [beside]
    return []
