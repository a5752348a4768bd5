"""What a person with grep would find: expectations for texts that are too long to be read for every query.

Knows nothing of the project's own tokens, stems, sentences or positions. Patterns are in lower case without diacritics,
and texts are made so before they are looked at.
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from index.model import IndexDoc

Ids = frozenset[int]

_WORD = re.compile(r"\d[\d,.]*\d|[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s\b")
_SENTENCE_END = re.compile(
    r"(?i:(?<!\bmr)(?<!\bms)(?<!\bdr)(?<!\bst)(?<!\bmrs))(?:[.!?][\"”’]?\s+(?=[\"“‘]?[A-Z0-9])|\n+)"
)


def bare(text: str) -> str:
    """Lower case without diacritics and possessives."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _POSSESSIVE.sub("", letters.replace("ø", "o").replace("ł", "l"))


@dataclass(frozen=True)
class Reader:
    """Finds articles by patterns."""

    articles: tuple[IndexDoc, ...]

    @cached_property
    def _passages(self) -> list[tuple[int, str]]:
        """Titles and texts, each by its article."""
        return [(article.id, bare(part)) for article in self.articles for part in (article.title, article.text)]

    @cached_property
    def all(self) -> Ids:
        return frozenset(article.id for article in self.articles)

    def has(self, *words: str) -> Ids:
        """Articles with a passage that has these words one after the other, whatever signs stand between."""
        pattern = re.compile(r"\b" + r"\b\W+\b".join(f"(?:{word})" for word in words) + r"\b")
        return frozenset(article_id for article_id, passage in self._passages if pattern.search(passage))

    def has_as_written(self, pattern: str) -> Ids:
        """Articles with a pattern in the text or title as it stands."""
        return frozenset(
            article.id
            for article in self.articles
            if any(re.search(pattern, part) for part in (article.title, article.text))
        )

    def in_title(self, pattern: str) -> Ids:
        return self._where(lambda article: re.search(rf"\b(?:{pattern})\b", bare(article.title)))

    def of_source(self, pattern: str) -> Ids:
        return self._where(lambda article: re.search(rf"\b(?:{pattern})\b", bare(article.source)))

    def tagged(self, *tags: str) -> Ids:
        return self._where(lambda article: set(tags) <= set(article.tags))

    def dated(self, first: str, last: str) -> Ids:
        """Articles of these days, both included."""
        return self._where(lambda article: first <= str(article.date) <= last)

    def in_one_sentence(self, *patterns: str) -> Ids:
        """Articles with a sentence, or a title, that has all of them in any order."""
        return self._units(_sentences, patterns)

    def in_one_paragraph(self, *patterns: str) -> Ids:
        return self._units(lambda text: text.split("\n\n"), patterns)

    def _units(self, divided: Callable[[str], Iterable[str]], patterns: tuple[str, ...]) -> Ids:
        found = set()
        for article in self.articles:
            for part in (article.title, article.text):
                units = [bare(unit) for unit in divided(part)]
                if any(all(re.search(rf"\b(?:{pattern})\b", unit) for pattern in patterns) for unit in units):
                    found.add(article.id)
        return frozenset(found)

    def near(self, first: str, second: str, most: int) -> Ids:
        """Articles with a passage where at most so many words stand between two, in any order."""
        return self._between(first, second, most) | self._between(second, first, most)

    def followed(self, first: str, second: str, most: int = 12) -> Ids:
        """Articles with a sentence where one word comes after another, at most so many words later."""
        return self._between(first, second, most, is_in_sentence=True)

    def _between(self, first: str, second: str, most: int, *, is_in_sentence: bool = False) -> Ids:
        found = set()
        for article in self.articles:
            for part in (article.title, article.text):
                units = _sentences(part) if is_in_sentence else [part]
                if any(_are_between(_WORD.findall(bare(unit)), first, second, most) for unit in units):
                    found.add(article.id)
        return frozenset(found)

    def _where(self, is_wanted: Callable[[IndexDoc], object]) -> Ids:
        return frozenset(article.id for article in self.articles if is_wanted(article))


def _sentences(text: str) -> Iterator[str]:
    at = 0
    for end in _SENTENCE_END.finditer(text):
        yield text[at : end.start()]
        at = end.end()
    yield text[at:]


def _are_between(words: list[str], first: str, second: str, most: int) -> bool:
    """Patterns may be of several words, `mark carney`: they are looked for in the words joined by spaces."""
    joined = " ".join(words)
    starts = [sum(len(word) + 1 for word in words[:n]) for n in range(len(words))]
    here = [re.compile(rf"(?:{pattern})(?= |$)") for pattern in (first, second)]
    for start in starts:
        found = here[0].match(joined, start)
        if found:
            after = bisect.bisect_left(starts, found.end())
            if any(here[1].match(joined, place) for place in starts[after : after + most + 1]):
                return True
    return False
