"""An article's text as the rules look at it: words by spelling, what is taken by a mention, what a capital proves."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from index.resolve.chains import Found
from index.resolve.words import CALENDAR, FUNCTION_WORDS

_WORD = re.compile(r"\w+")
_STICKY = "@#/\\_"
_OPENING = " \t\"'“”‘’«([*"
_STARTERS = "\n.!?:•|"


class Page:
    """An article's text, its words, and the mentions on it, which never overlap."""

    def __init__(self, text: str, mentions: Iterable[Found] = (), *, as_written: str = "") -> None:
        self.text = text
        self._as_written = as_written or text  # with the newlines that only wrap a line
        self.places: dict[str, list[int]] = defaultdict(list)
        for match in _WORD.finditer(text):
            self.places[match[0]].append(match.start())
        self._taken = bytearray(len(text))  # 2 where a mention starts, 1 where it goes on
        self._at: dict[int, Found] = {}
        self._lower: dict[str, int] = {}
        for mention in mentions:
            self.put(mention)

    def mentions(self) -> list[Found]:
        """All mentions, in text order."""
        return [self._at[start] for start in sorted(self._at)]

    def put(self, mention: Found) -> None:
        """Take the mention's place; what lies inside it goes."""
        for other in self.inside(mention.start, mention.end) or ():
            self.drop(other)
        self._taken[mention.start : mention.end] = b"\2" + b"\1" * (mention.end - mention.start - 1)
        self._at[mention.start] = mention

    def drop(self, mention: Found) -> None:
        """Take the mention off the page."""
        del self._at[mention.start]
        self._taken[mention.start : mention.end] = bytes(mention.end - mention.start)

    def is_free(self, start: int, end: int) -> bool:
        return not any(self._taken[start:end])

    def inside(self, start: int, end: int) -> list[Found] | None:
        """The mentions wholly inside a stretch; None if one reaches over its border."""
        if self._taken[start] == 1:
            return None
        found = []
        place = self._taken.find(2, start, end)
        while place >= 0:
            mention = self._at[place]
            if mention.end > end:
                return None
            found.append(mention)
            place = self._taken.find(2, mention.end, end)
        return found

    def stands_at(self, surface: str, start: int) -> bool:
        """Whether the surface stands there as words of its own."""
        return self.text.startswith(surface, start) and self._is_apart(start, start + len(surface))

    def occurrences(self, surface: str) -> Iterator[tuple[int, int]]:
        """Every place where the surface stands as words of its own, taken or not."""
        first = _WORD.match(surface)
        if first is not None:
            for start in self.places.get(first[0], ()):
                if self.stands_at(surface, start):
                    yield start, start + len(surface)

    def starts_sentence(self, start: int) -> bool:
        """Whether a word stands where any word would be capitalised."""
        place = start - 1
        while place >= 0 and self.text[place] in _OPENING:
            place -= 1
        return place < 0 or self.text[place] in _STARTERS

    def times_lower(self, word: str) -> int:
        """How often the article uses the word in lower case: then a capital proves little."""
        if word not in self._lower:
            lower = word.lower()
            self._lower[word] = 0 if lower == word else sum(1 for _ in self.occurrences(lower))
        return self._lower[word]

    def capital_proves_nothing(self, word: str, start: int) -> bool:
        """Whether a sentence starts here, and the word is an ordinary one as well."""
        return self.starts_sentence(start) and (is_plain(word) or self.times_lower(word) > 0)

    def next_capitalised(self, end: int) -> str:
        """The capitalised word right behind (one space between), which may make this a part of a longer name."""
        if self.text[end : end + 1] != " ":
            return ""
        match = _WORD.match(self.text, end + 1)
        return match[0] if match and match[0][0].isupper() and not is_plain(match[0]) else ""

    def is_wrapped(self, start: int, end: int) -> bool:
        """Whether a line ends in this stretch."""
        return "\n" in self._as_written[start:end]

    def word_before(self, start: int) -> str:
        """The word right before (one space between), empty if there is none."""
        if start < 2 or self.text[start - 1] != " ":
            return ""
        end = start - 1
        begin = end
        while begin > 0 and (self.text[begin - 1].isalnum() or self.text[begin - 1] in "_-."):
            begin -= 1
        return self.text[begin:end]

    def _is_apart(self, start: int, end: int) -> bool:
        text = self.text
        if start and (
            text[start - 1] in _STICKY or (text[start - 1] in ".'’-" and text[start - 2 : start - 1].isalnum())
        ):
            return False
        after = text[end : end + 1]
        if after.isalnum() or after in ("_", "$"):
            return False
        return not (after in (".", "@", "/") and text[end + 1 : end + 2].isalnum())


def is_plain(word: str) -> bool:
    """Whether a capitalised word is most likely capitalised for its place only, or a date."""
    folded = word.casefold()
    return folded in FUNCTION_WORDS or folded in CALENDAR


def longest_first(surfaces: Iterable[str]) -> list[str]:
    """Longer names are looked for before the shorter ones inside them."""
    return sorted(surfaces, key=lambda surface: (-len(surface), surface))
