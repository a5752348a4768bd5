"""Mentions the annotator missed: names it found elsewhere in the article, introduced acronyms, known names."""

from __future__ import annotations

import re

from index.model import VALUE_LABELS
from index.resolve.acronyms import introduced_acronyms, spelled_acronyms
from index.resolve.chains import Found, grouped
from index.resolve.occurrences import Page, is_plain, longest_first
from index.resolve.organizations import shortened_names
from index.resolve.people import surnames_of
from index.resolve.rules import Rules
from index.resolve.speakers import add_speakers
from index.resolve.tables import tables
from index.resolve.whole import make_whole
from index.resolve.words import COMMON_ABBREVIATIONS, CREDITS, GENERIC_HEADS, PORTFOLIOS, TITLES

_SHORTEST_UNTAGGED = 3
_CAMEL = re.compile(r"[A-Za-z]*[a-z][A-Z]\w*")
_NEXT_LOWER = re.compile(r" ([a-z]+)")


def add_missed(page: Page, rules: Rules) -> None:
    """Put on the page what was missed, the surest first."""
    if rules.acronyms:
        for found in introduced_acronyms(page):
            page.put(found)
    if rules.known_names:
        _add_known(page)
    if rules.whole_names:
        make_whole(page)
    if rules.speakers:
        add_speakers(page)
    if rules.exact_repeats:
        _add_repeats(page, rules)
    if rules.acronyms:
        for found in spelled_acronyms(page):
            page.put(found)
    if rules.untagged_names:
        _add_untagged(page)


def names_on(page: Page) -> list[Found]:
    return [mention for mention in page.mentions() if mention.label not in VALUE_LABELS]


def _add_known(page: Page) -> None:
    """Countries, regions and world organizations of the tables, wherever they stand; a longer one takes in shorter."""
    by_first_word = tables().by_first_word
    for word in [word for word in page.places if word in by_first_word]:
        for surface, known in by_first_word[word]:
            is_long = " " in surface or "." in surface
            for start in page.places[word]:
                end = start + len(surface)
                if not page.stands_at(surface, start):
                    continue
                if not page.is_free(start, end):
                    inside = page.inside(start, end)
                    if not is_long or not inside or inside[0].end - inside[0].start == len(surface):
                        continue
                elif not is_long and _is_of_a_longer_name(page, start, end):
                    continue
                page.put(Found(start, end, known.type, surface, f"known as {known.name}"))


def _is_of_a_longer_name(page: Page, start: int, end: int) -> bool:
    """`Canada` of `Air Canada`, `America` of `America First`: a capital before or behind, and no title or date."""
    before = page.word_before(start)
    is_led = before[:1].isupper() and not is_plain(before) and before.casefold() not in TITLES
    return is_led or bool(page.next_capitalised(end))


def _add_repeats(page: Page, rules: Rules) -> None:
    """Every further place where a name of this article stands, and bare surnames of its people."""
    labels: dict[str, str] = {}
    for group in grouped(names_on(page), by_folding=rules.fold_names).values():
        for mention in group.found:
            labels.setdefault(mention.surface, group.label)
    surnames: dict[str, str] = {}
    shortened: dict[str, str] = {}
    for surface, label in labels.items():
        if label == "PERSON" and rules.surnames:
            surnames.update((surname, surface) for surname in surnames_of(surface)[:1] if surname not in labels)
        elif label == "ORG" and rules.short_forms:
            shortened.update((short, surface) for short in shortened_names(surface) if short not in labels)
    _add_shortened(page, shortened)
    for surface in longest_first({*labels, *surnames}):
        label = labels.get(surface, "PERSON")
        why = f"surname of {surnames[surface]}" if surface in surnames else "the same name elsewhere in this article"
        for start, end in page.occurrences(surface):
            if page.is_free(start, end):
                if _is_name_here(page, surface, label, start, end):
                    page.put(Found(start, end, label, surface, why))
            elif " " in surface and _takes_in_shorter(page, start, end):
                page.put(Found(start, end, label, surface, why))


def _add_shortened(page: Page, shortened: dict[str, str]) -> None:
    """`Microsoft` after `Microsoft Corp.`, which nothing has labelled."""
    for short in longest_first(shortened):
        for start, end in page.occurrences(short):
            proven = not page.starts_sentence(start) or page.times_lower(short) * 3 <= len(page.places[short])
            if page.is_free(start, end) and proven and not page.next_capitalised(end):
                page.put(Found(start, end, "ORG", short, f"short form of {shortened[short]}"))


def _takes_in_shorter(page: Page, start: int, end: int) -> bool:
    """Whether the annotator caught only a part of the name here."""
    inside = page.inside(start, end)
    return bool(inside) and all(mention.end - mention.start < end - start for mention in inside or ())


def _is_name_here(page: Page, surface: str, label: str, start: int, end: int) -> bool:
    """Whether a repeated surface is the name again, not a common word or a part of another name."""
    if " " in surface:
        return True
    if not any(map(str.isupper, surface)):
        return "." in surface
    if page.capital_proves_nothing(surface, start):
        return False
    return not (label == "PERSON" and page.next_capitalised(end))


def _add_untagged(page: Page) -> None:
    """Capitalised words that recur in mid-sentence, and words like `wikiHow`, that nothing has labelled."""
    for word, places in page.places.items():
        if len(places) < 2 or len(word) < _SHORTEST_UNTAGGED:
            continue
        is_camel = _CAMEL.fullmatch(word) is not None
        if not is_camel and (not word[0].isupper() or _is_common(word)):
            continue
        free = [start for start in places if page.stands_at(word, start) and page.is_free(start, start + len(word))]
        if not is_camel:
            free = [start for start in free if not _is_of_a_phrase(page, start + len(word))]
            inside = sum(not page.starts_sentence(start) for start in free)
            if inside < max(2, 3 * page.times_lower(word)) or _is_binomial(page, word, free):
                continue
        for start in free:
            page.put(Found(start, start + len(word), "ORG", word, "a name that recurs in this article"))


def _is_common(word: str) -> bool:
    folded = word.casefold()
    return (
        is_plain(word)
        or folded in TITLES
        or folded in PORTFOLIOS
        or folded in COMMON_ABBREVIATIONS
        or folded in GENERIC_HEADS
        or folded in CREDITS
    )


def _is_of_a_phrase(page: Page, end: int) -> bool:
    """`Man of the Match`, `Open-minded`, `Home Secretary`: a capital of a longer phrase."""
    return page.text[end : end + 1] == "-" or page.text.startswith(" of ", end) or bool(page.next_capitalised(end))


def _is_binomial(page: Page, word: str, places: list[int]) -> bool:
    """A genus: always before the same lower-case word (`Formica fusca`)."""
    following = {match[1] if match else "" for match in (_NEXT_LOWER.match(page.text, s + len(word)) for s in places)}
    return len(following) == 1 and "" not in following
