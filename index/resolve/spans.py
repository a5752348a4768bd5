"""Mentions with their spans put right: possessives, titles, quotes and a leading `the` are outside, noise is out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.model import ENTITY_LABELS, VALUE_LABELS, Mention
from index.resolve.chains import Found
from index.resolve.fold import fold
from index.resolve.rules import Rules
from index.resolve.tables import tables
from index.resolve.words import (
    CALENDAR,
    COMMON_ABBREVIATIONS,
    CREDITS,
    FUNCTION_WORDS,
    GENERIC_HEADS,
    HONORIFICS,
    PARTICLES,
    PORTFOLIOS,
    TITLES,
    word_set,
)

_NAMES = frozenset(ENTITY_LABELS)
_VALUES = frozenset(VALUE_LABELS)
_PHRASES = frozenset({"WORK_OF_ART", "LAW", "EVENT"})  # may be whole phrases with verbs and prepositions
_EDGE = " \t\n\r\u00a0\"'“”‘’«»`´()[]{}<>,;:!?…-–—_*#|/\\=~^•·$&"
_ABBREVIATION = re.compile(r"(?:\b\w\.)+$|\b(?:Inc|Corp|Ltd|Co|Jr|Sr|St|Bros|Mt|No)\.$")
_POSSESSIVE = re.compile(r"['’]s?$|`s$|['’]s?(?=\s+[a-z])")
_LEADING = re.compile(r"(?:the|a|an)\s+(?=\S)", re.IGNORECASE)
_FIRST_WORD = re.compile(r"(\S+)\s+(?=\S)")
_LAST_WORD = re.compile(r"\s+(\S+)$")
_TAIL = re.compile(
    r"(?<!\bof)(?<!\bfor)(?<!\band)(?<!\bon)\s+(?:(?:in|at|by|with|from|as)\s+(?=[A-Z])|the\s+(?=[A-Z])).*", re.DOTALL
)
_TRAILING_NUMBER = re.compile(r"\s+\d{1,2}$")
_MARKUP = re.compile(r"[<>{}|=\\]|https?:|www\.|\n")
_SENTENCE = re.compile(r"[a-z]{2}[.!?]\s+[A-Z]")
_NEXT_WORD = re.compile(r" ([A-Z][a-z]+)")
_LONGEST_IN_WORDS = 9
_WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
_KEEP_THE = frozenset({"the hague", "the gambia", "the bahamas"})


def cleaned(text: str, mentions: Iterable[Mention], rules: Rules) -> list[Found]:
    """Names with clean spans and values as they came, in text order; nothing overlaps.

    Mentions whose offsets do not fit the text are left out, as are labels that are neither names nor values.
    """
    kept: list[Found] = []
    reached = 0
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end, m.label)):
        start, end = mention.start, mention.end
        if not (reached <= start < end <= len(text)) or not text[start:end].strip():
            continue
        if mention.label in _NAMES:
            if rules.clean_spans:
                start, end = clean_span(text, start, end, mention.label)
            if start >= end or (rules.drop_noise and is_noise(text, start, end, mention.label)):
                continue
        elif mention.label not in _VALUES:
            continue
        kept.append(Found(start, end, mention.label, text[start:end]))
        reached = end
    return kept


def clean_span(text: str, start: int, end: int, label: str) -> tuple[int, int]:
    """The span of the name itself; empty if nothing is left."""
    start, end = _widest_line(text, start, end)
    before = (-1, -1)
    while start < end and (start, end) != before:
        before = (start, end)
        start, end = _without_edges(text, start, end)
        end = _without_possessive(text, start, end)
        end = _without_tail(text, start, end, label)
        start = _without_lead(text, start, end, label)
        start = _past_common_nouns(text, start, end, label)
    return start, end


def is_noise(text: str, start: int, end: int, label: str) -> bool:
    """Whether a mention names nothing: one character, no letter, markup, a piece of a sentence, a lower-case word."""
    surface = text[start:end]
    if len(surface) < 2 or not any(map(str.isalpha, surface)) or _MARKUP.search(surface) or _SENTENCE.search(surface):
        return True
    if label not in _PHRASES and surface.count(" ") >= _LONGEST_IN_WORDS:
        return True
    if surface.islower() and not re.search(r"\w\.\w", surface):
        return True
    return " " not in surface and _is_noise_word(text, surface, end, label)


def _is_noise_word(text: str, word: str, end: int, label: str) -> bool:
    folded = fold(word)
    if folded in CALENDAR or (folded in FUNCTION_WORDS and not word.isupper()):
        return True
    if folded in COMMON_ABBREVIATIONS and not (label == "PERSON" and word.istitle()):
        return True
    if folded in TITLES and label not in ("PERSON", "WORK_OF_ART"):
        return True
    if folded in PORTFOLIOS:
        following = _NEXT_WORD.match(text, end)
        return following is not None and following[1].casefold() in TITLES - HONORIFICS
    return False


def _widest_line(text: str, start: int, end: int) -> tuple[int, int]:
    """A name does not run over a paragraph's end: the longest of its lines."""
    if "\n" not in text[start:end]:
        return start, end
    best = (start, start)
    place = start
    for line in text[start:end].split("\n"):
        if len(line.strip()) > best[1] - best[0]:
            best = (place, place + len(line))
        place += len(line) + 1
    return best


def _without_edges(text: str, start: int, end: int) -> tuple[int, int]:
    if text.endswith("(s", start, end):
        end -= 2
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and (text[end - 1] in _EDGE or text[end - 1] == "."):
        last = text[end - 1]
        if last == "." and _ABBREVIATION.search(text[start:end]):
            break
        if last == ")" and text.count("(", start, end) == text.count(")", start, end):
            break
        end -= 1
    return start, end


def _without_possessive(text: str, start: int, end: int) -> int:
    match = _POSSESSIVE.search(text[start:end])
    return start + match.start() if match and match.start() > 0 and match.end() == end - start else end


def _without_tail(text: str, start: int, end: int, label: str) -> int:
    """Before what follows the name: a caption's `Image:`, a score's number, a phrase with `in`, `on`, `the`."""
    surface = text[start:end]
    opened = surface.find(" (")
    if opened > 0 and ")" not in surface:
        return start + opened
    last = _LAST_WORD.search(surface)
    if last is None:
        return end
    word = last[1]
    if (text[end : end + 1] == ":" and word.casefold() in CREDITS) or word.casefold().rstrip(",") in _WEEKDAYS:
        return start + last.start()
    if _TRAILING_NUMBER.search(surface) and tables().find(surface[: last.start()]) is not None:
        return start + last.start()
    if label not in _PHRASES and label != "PRODUCT":
        if _TRAILING_NUMBER.search(surface) and label in ("GPE", "LOC", "PERSON", "NORP"):
            return start + last.start()
        if word.casefold() in TITLES and tables().find(surface[: last.start()]) is not None:
            return start + last.start()
        if word.islower() and word in GENERIC_HEADS and label in ("ORG", "PERSON", "GPE"):
            return start + last.start()
        tail = _TAIL.search(surface) if label != "PERSON" else None
        if tail:
            return start + tail.start()
    return end


def _without_lead(text: str, start: int, end: int, label: str) -> int:
    """Past an article, titles, and lower-case words (`then-`, `former`) before the name."""
    match = _LEADING.match(text, start, end)
    if match and fold(text[start:end]) not in _KEEP_THE:
        return match.end()
    match = _FIRST_WORD.match(text, start, end)
    if match is None:
        return start
    word = match[1]
    plain = word.rstrip(".").casefold()
    if label == "PERSON" and (plain in TITLES or plain.rpartition("-")[2] in TITLES):
        return match.end()
    if word.islower() and word.isalpha() and plain not in PARTICLES:
        return match.end()
    return start


def _past_common_nouns(text: str, start: int, end: int, label: str) -> int:
    """Past a lower-case noun inside that is no part of the name: `organization Comic Corps`, `paper Bos`."""
    if label not in ("PERSON", "ORG"):
        return start
    words = list(re.finditer(r"\S+", text[start:end]))
    for match in reversed(words[1:-1]):
        word = match[0]
        is_common = word in GENERIC_HEADS if label == "ORG" else word not in PARTICLES
        if word.isalpha() and word.islower() and is_common:
            return start + match.end()
    return start
