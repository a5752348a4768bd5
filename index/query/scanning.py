"""Where a query's words stand in a text, found without analysing all of it.

Snippets of a screenful of articles are made while somebody types. Most words of a text cannot be meant because they
begin otherwise, which `str.find` sees at once; only those that may be are looked at as `index.analysis` does. The
answer is that of `Matcher.hits` over the text; what this way cannot know (phrases with names, sentences, nearness;
languages whose stems do not begin as their words do) is left to the Matcher.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from index.analysis import APOSTROPHES, TOKEN, Analysed, analyse, fold, stem
from index.model import IndexDoc, Span
from index.query.ast import AnyWord, EntityFilter, Fuzzy, Literal, Phrase, Query, Wildcard, Word, leaves
from index.query.document import DocumentView
from index.query.fuzzy import is_like
from index.query.matching import LeafHit, Matcher, TextLeaf, fields_of
from index.query.words import form_of

_INSIDE = f"{APOSTROPHES}.,"  # what a word may have inside that its form has not: don't, U.S., 12,000
# A word of English and its stem begin alike but for this many letters at the end of the stem: dying and die, crying and
# cri, hoping and hope.
_STEM_ENDING = 2

_Single = Word | Wildcard | Fuzzy | Literal


class _Words(NamedTuple):
    """One leaf to look for: how its first word begins, and what each of its words must be (None: anything)."""

    number: int
    beginning: str
    tests: tuple[Callable[[Analysed], bool] | None, ...]


class Scanner:
    """A bound query made ready to be looked for in the texts of many articles."""

    def __init__(self, query: Query) -> None:
        self._matcher = Matcher(query)
        positive = [leaf for leaf in leaves(query, is_positive=True) if isinstance(leaf, TextLeaf | EntityFilter)]
        # Numbered as the Matcher does; of those that say nothing of the text only the number matters.
        self._leaves = [(n, leaf) for n, leaf in enumerate(positive) if "text" in fields_of(leaf)]
        self._is_plain = all(_is_plain(leaf) for _, leaf in self._leaves)
        self._words: dict[str, list[_Words] | None] = {}  # by language; None where this way cannot know

    @property
    def asks_of_text(self) -> bool:
        """Whether anything of the query can be found in a text; one of dates or sources alone cannot."""
        return bool(self._leaves)

    @property
    def needs_mentions(self) -> bool:
        """Whether it matters which names an article has."""
        return not self._is_plain or any(isinstance(leaf, EntityFilter) for _, leaf in self._leaves)

    def hits(self, document: IndexDoc) -> list[LeafHit]:
        """Where each positive leaf of the query matches in the text, in no particular order."""
        if not self._leaves:
            return []
        view = DocumentView(document)
        wanted = self._wanted(view.language) if self._is_plain else None
        folded = _folded(document.text) if wanted else ""
        if wanted is None or folded is None:
            return self._matcher.hits(view, "text")
        found: list[LeafHit] = []
        inside = _with_something_inside(folded) if wanted else []
        for words in wanted:
            spans = _spans(document.text, folded, inside, words, view.language)
            found += [LeafHit(span, words.number) for span in spans]
        for n, leaf in self._leaves:
            if isinstance(leaf, EntityFilter):
                ids = leaf.name_ids or frozenset()
                found += [LeafHit(Span(one.start, one.end), n) for one in document.mentions if one.name_id in ids]
        return found

    def _wanted(self, language: str) -> list[_Words] | None:
        if language not in self._words:
            found = [_words(n, leaf, language) for n, leaf in self._leaves if not isinstance(leaf, EntityFilter)]
            known = [words for words in found if words is not None]
            self._words[language] = known if len(known) == len(found) else None
        return self._words[language]


def _is_plain(leaf: TextLeaf | EntityFilter) -> bool:
    """Whether it takes nothing but words at fixed distances to know where a leaf matches."""
    if not isinstance(leaf, Phrase):
        return True
    return leaf.near is None and all(isinstance(item, Literal | AnyWord) for item in leaf.items)


def _words(number: int, leaf: TextLeaf, language: str) -> _Words | None:
    if isinstance(leaf, Phrase):
        tests = tuple(_test(item, language) if isinstance(item, Literal) else None for item in leaf.items)
        first = leaf.items[0]
        assert isinstance(first, Literal)  # a phrase without names begins with a word
        return _Words(number, form_of(first.text), tests)
    form = form_of(leaf.text)
    beginning = form
    if isinstance(leaf, Fuzzy):
        beginning = form[:1]
    elif isinstance(leaf, Word) and not leaf.is_exact:
        if language != "en":
            return None
        stemmed = stem(form, language)
        beginning = stemmed[: max(len(stemmed) - _STEM_ENDING, 1)]
    return _Words(number, beginning, (_test(leaf, language),)) if beginning else None


def _test(item: _Single, language: str) -> Callable[[Analysed], bool]:
    form = form_of(item.text)
    if isinstance(item, Word) and not item.is_exact:
        wanted = stem(form, language)
        return lambda word: word.stem == wanted
    if isinstance(item, Fuzzy):
        return lambda word: is_like(word.form, form, item.distance)
    if isinstance(item, Wildcard) or (isinstance(item, Literal) and item.is_prefix):
        return lambda word: word.form.startswith(form)
    return lambda word: word.form == form


# ------------------------------------------------------------------------------------------------ folding in place


class _Folded(dict[int, "str | None"]):
    """Characters as words have them in the index, one for one; None for what has no such counterpart."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        found: str | None = character
        if character.isalnum():
            folded = fold(character)
            found = folded if len(folded) == 1 else None
        elif _is_part_of_a_word(character):
            found = None
        self[code] = found
        return found


_FOLDED = _Folded()


def _is_part_of_a_word(character: str) -> bool:
    """Whether it belongs to the letter before it, for the analysis: combining marks, invisible joiners."""
    match = TOKEN.match(f"a{character}")
    return match is not None and match.end() == 2


def _folded(text: str) -> str | None:
    """The text folded, letter by letter in its place; None for the rare text where that cannot be done."""
    if text.isascii():
        return text.lower()
    folded = text.translate(_FOLDED)
    return folded if len(folded) == len(text) else None


# ------------------------------------------------------------------------------------------------ looking


def _with_something_inside(folded: str) -> list[int]:
    """Where a word has a character inside that its form has not; possessives, whose form ends there, left out."""
    places = []
    for character in _INSIDE:
        at = folded.find(character)
        while at >= 0:
            following = folded[at + 1 : at + 3]
            if at and following[:1].isalnum() and folded[at - 1].isalnum():
                is_possessive = character in APOSTROPHES and following[0] == "s" and not following[1:].isalnum()
                if not is_possessive:
                    places.append(at)
            at = folded.find(character, at + 1)
    return places


def _beginnings(folded: str, beginning: str) -> Iterator[int]:
    """Where a word that begins so may stand."""
    at = folded.find(beginning)
    while at >= 0:
        before = folded[at - 1] if at else " "
        # Only within letters can no word begin: numbers end by themselves, Chinese characters are words of their own.
        if not (before.isalpha() and before.isascii() and beginning[0].isalpha() and beginning[0].isascii()):
            yield at
        at = folded.find(beginning, at + 1)


def _spans(text: str, folded: str, inside: list[int], words: _Words, language: str) -> list[Span]:
    found: dict[int, Span] = {}
    for places in (_beginnings(folded, words.beginning), inside):
        for place in places:
            span = _span_at(text, place, words, language)
            if span is not None:
                found[span.start] = span
    return list(found.values())


def _span_at(text: str, place: int, words: _Words, language: str) -> Span | None:
    """What the leaf matches from the word on that has this place in it, if it does."""
    start = place
    while start and not text[start - 1].isspace():  # no word goes across white space, so words can be told from here
        start -= 1
    first, matched = -1, 0
    for match in TOKEN.finditer(text, start):
        if match.end() <= place:
            continue
        word = analyse(match[0], language)
        if not word.form:
            continue
        test = words.tests[matched]
        if (not matched and match.start() > place) or (test is not None and not test(word)):
            return None
        first = match.start() if not matched else first
        matched += 1
        if matched == len(words.tests):
            return Span(first, match.start() + word.length)
    return None
