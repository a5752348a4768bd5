"""Names whole and one at a time: two joined by `and` are two, a word always before a name is part of it."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from index.model import VALUE_LABELS
from index.resolve.chains import Found
from index.resolve.fold import fold
from index.resolve.occurrences import Page, is_plain
from index.resolve.organizations import shortened_names, telling_words
from index.resolve.tables import first_names, tables
from index.resolve.words import CREDITS, PARTICLES, PORTFOLIOS, TITLES

_AND = re.compile(r"(?:,? and|,|/| &)\s+(?:the\s+)?(?=[A-Z])", re.IGNORECASE)
_NUMBERED = re.compile(r"([A-Z].*\S) \d{1,2}")
_NUMBER_BEHIND = re.compile(r" \d{1,2}(?![\w%.,-]*\d|\s?(?:%|per ?cent|million|billion|years?|days?|hours?)|\w)")
_DIRECTIONS = frozenset(
    {"East", "West", "North", "South", "Eastern", "Western", "Northern", "Southern", "Upper", "Lower"}
)
_INITIALS = re.compile(r"[A-Z]\.?|(?:[A-Z]\.){2,3}")
_REST_OF_NAME = re.compile(r" (?:(?:de|der|den|la|van) )*([A-Z]\w+)(?![\w-]*\s[A-Z])")
_BROKEN_LABELS = frozenset({"GPE", "LOC", "ORG", "FAC", "PRODUCT"})
_GROUP_OF = re.compile(r"([A-Z][a-z]+s) of (?:the )?(.+)")
_TIMES_TOGETHER = 2
_SPLIT_LABELS = frozenset({"ORG", "GPE", "LOC", "FAC", "PERSON", "PRODUCT", "NORP"})


def make_whole(page: Page) -> None:
    """All of this module's rules, in the order in which they may be trusted."""
    split_pairs(page)
    widen_to_constant_neighbours(page)
    widen_to_numbers(page)
    widen_to_directions(page)
    join_places_to_organizations(page)
    join_broken_people(page)
    trim_groups_of_people(page)


def split_pairs(page: Page) -> None:
    """`Wikimedia Foundation and Creative Commons` are two, if either is known or stands alone in the article."""
    mentions = page.mentions()
    alone = {mention.surface: mention.label for mention in mentions if not _AND.search(mention.surface)}
    table = tables()
    for mention in mentions:
        joint = _AND.search(mention.surface) if mention.label in _SPLIT_LABELS else None
        if joint is None or table.find(mention.surface) is not None:
            continue
        first, second = mention.surface[: joint.start()], mention.surface[joint.end() :]
        if not _AND.search(second) and (first in alone or second in alone) and first and second:
            page.put(Found(mention.start, mention.start + len(first), alone.get(first, mention.label), first))
            start = mention.start + joint.end()
            page.put(Found(start, mention.end, alone.get(second, mention.label), second))


def widen_to_constant_neighbours(page: Page) -> None:
    """`Explorer` is `Internet Explorer` in an article where it never stands without that word before it."""
    by_surface: dict[str, list[Found]] = defaultdict(list)
    for mention in page.mentions():
        if mention.label not in VALUE_LABELS and " " not in mention.surface:
            by_surface[mention.surface].append(mention)
    for surface, mentions in by_surface.items():
        places = list(page.occurrences(surface))
        before = {page.word_before(start) for start, _ in places}
        word = before.pop() if len(before) == 1 else ""
        if len(places) < _TIMES_TOGETHER or not _is_of_a_name(word):
            continue
        for mention in mentions:
            start = mention.start - len(word) - 1
            if page.inside(start, mention.end) is not None:
                page.put(Found(start, mention.end, mention.label, page.text[start : mention.end], ""))


def widen_to_directions(page: Page) -> None:
    """`East Jerusalem` is not Jerusalem; `R Saravanan` is a name with its initial."""
    for mention in page.mentions():
        word = page.word_before(mention.start)
        is_part = (mention.label in ("GPE", "LOC") and word in _DIRECTIONS) or (
            mention.label == "PERSON" and _INITIALS.fullmatch(word) is not None
        )
        start = mention.start - len(word) - 1
        if is_part and page.inside(start, mention.end) is not None:
            page.put(Found(start, mention.end, mention.label, page.text[start : mention.end]))


def join_places_to_organizations(page: Page) -> None:
    """`Amnesty International` and `France` with nothing but a space between them are one name.

    With `and` between them they are, where the article has the same name without it.
    """
    mentions = page.mentions()
    for first, second in pairwise(mentions):
        is_place = second.label == "GPE" and tables().find(second.surface) is not None
        if first.label == "ORG" and is_place and page.text[first.end : second.start] == " ":
            page.put(Found(first.start, second.end, "ORG", page.text[first.start : second.end]))
    known = {telling_words(mention.surface) for mention in page.mentions() if mention.label == "ORG"}
    for first, second in pairwise(page.mentions()):
        if first.label == "ORG" and second.label == "GPE" and page.text[first.end : second.start] == " and ":
            joined = page.text[first.start : second.end]
            if telling_words(joined) in known:
                page.put(Found(first.start, second.end, "ORG", joined))


def join_broken_people(page: Page) -> None:
    """A full name caught in pieces: `Ursula von` and `Leyen`, `Volodymyr` (a place) and `Zelenskyy`.

    Happens above all where a line is wrapped inside the name.
    """
    for mention in page.mentions():
        end = _end_of_person(page, mention)
        if end > mention.end and page.inside(mention.start, end) is not None:
            page.put(Found(mention.start, end, "PERSON", page.text[mention.start : end]))


def _end_of_person(page: Page, mention: Found) -> int:
    words = mention.surface.split(" ")
    behind = _REST_OF_NAME.match(page.text, mention.end)
    if behind is None or mention.label in VALUE_LABELS or is_plain(behind[1]) or fold(behind[1]) in TITLES:
        return mention.end
    if mention.label == "PERSON" and words[-1] in PARTICLES:
        return behind.end()
    if len(words) > 1 or mention.label == "NORP" or tables().find(mention.surface) is not None:
        return mention.end
    inside = page.inside(behind.start(1), behind.end(1))
    is_first = fold(mention.surface) in first_names()
    is_rest = bool(inside) and inside is not None and inside[0].label == "PERSON" and inside[0].surface == behind[1]
    is_broken = is_rest and mention.label in _BROKEN_LABELS and page.is_wrapped(mention.end, behind.start(1))
    return behind.end() if is_broken or (is_first and (is_rest or inside == [])) else mention.end


def trim_groups_of_people(page: Page) -> None:
    """`Critics of Scientology`, where a sentence starts and Scientology is named elsewhere, names Scientology."""
    mentions = page.mentions()
    organizations = {mention.surface for mention in mentions if mention.label == "ORG"}
    words = {word for surface in organizations for word in shortened_names(surface)} | organizations
    for mention in mentions:
        match = _GROUP_OF.fullmatch(mention.surface) if mention.label == "ORG" else None
        if match and match[2] in words - {mention.surface} and page.starts_sentence(mention.start):
            start = mention.end - len(match[2])
            page.drop(mention)
            page.put(Found(start, mention.end, mention.label, match[2]))


def widen_to_numbers(page: Page) -> None:
    """`Apollo 13` beside `Apollo 11`: where one is numbered, what looks the same is numbered too."""
    numbered = {
        match[1]: mention.label for mention in page.mentions() if (match := _NUMBERED.fullmatch(mention.surface))
    }
    for name, label in numbered.items():
        for start, end in list(page.occurrences(name)):
            behind = _NUMBER_BEHIND.match(page.text, end)
            if behind is not None and page.inside(start, behind.end()) is not None:
                page.put(
                    Found(
                        start, behind.end(), label, page.text[start : behind.end()], f"numbered like the other {name}"
                    )
                )


def _is_of_a_name(word: str) -> bool:
    plain = word.rstrip(".").casefold()
    return (
        word[:1].isupper()
        and not is_plain(word)
        and plain not in TITLES
        and plain not in PORTFOLIOS
        and plain not in CREDITS
        and plain not in tables().by_demonym
        and tables().find(word) is None
        and fold(word) == plain
    )
