"""Made-up news articles, as many as wanted, each decided by the seed and its number alone.

So the first 10 000 of 100 000 are the same as of 10 000, any article can be made again without its neighbours, and two
machines make the same archive. About 300 words each (log-normal), in paragraphs, with their names marked.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final, TypeVar

from bench.search import sentences
from bench.search.sentences import Pattern
from bench.search.words import spelling
from bench.search.world import (
    CAST_BITS,
    DAYS,
    FIRST_DAY,
    GROUPS,
    SUBJECT_BITS,
    TABLE_BITS,
    Entity,
    Subject,
    World,
    world,
)
from index.model import Annotated, Article, Link, Mention, Name, Resolution

_T = TypeVar("_T")

VERSION: Final = 1  # of the texts: whatever was built from another version is built anew
SEED: Final = 20
ANNOTATOR: Final = "made-up"  # what the library is told the names come from
_MEDIAN_WORDS, _SPREAD = 284.0, 0.5  # of a log-normal length, which makes the mean 300
_RARE_FROM, _RARE_SPAN = 80_000, 2_000.0  # ranks of rare words: their counts go on by Zipf's law
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = ("January", "March", "May", "June", "August", "October", "December")
_REASON: Final = "the name as it stands"


@dataclass(frozen=True, slots=True)
class Generated:
    """An article, and the names in it (`text[start:end]`); a Name is None for dates, money and the like."""

    number: int
    article: Article
    mentions: tuple[tuple[int, int, str, Name | None], ...]

    @property
    def annotated(self) -> Annotated:
        """The names as a model would deliver them."""
        text = self.article.text
        found = tuple(Mention(start, end, label, text[start:end]) for start, end, label, _ in self.mentions)
        return Annotated(self.article.key, found, ANNOTATOR)

    @property
    def resolution(self) -> Resolution:
        """The names as resolution would leave them."""
        text = self.article.text
        return Resolution(
            tuple(
                Link(Mention(start, end, label, text[start:end]), name, _REASON)
                for start, end, label, name in self.mentions
            )
        )


def articles(count: int, *, first: int = 0, seed: int = SEED) -> Iterator[Generated]:
    """Articles number `first` to `first + count - 1`."""
    writer = _Writer(world(seed), seed)
    for number in range(first, first + count):
        yield writer.write(number)


class _Writer:
    """Writes one article after the other; only the one in hand is kept."""

    def __init__(self, about: World, seed: int) -> None:
        self._world = about
        self._seed = seed
        self._random = Random()
        self._bits = self._random.getrandbits
        self._uniform = self._random.random
        self._subject: Subject = about.subjects[0]
        self._casts: dict[str, list[Entity]] = {}
        self._met: set[Name] = set()
        words = about.words
        self._tables = {
            "n": words.nouns, "N": words.plurals, "d": words.pasts, "v": words.verbs, "g": words.gerunds,
            "a": words.adjectives, "r": words.adverbs,
        }  # fmt: skip
        self._own_tables = self._tables

    def write(self, number: int) -> Generated:
        self._random.seed(self._seed * 1_000_000_007 + number)
        self._begin()
        length = _MEDIAN_WORDS * math.exp(_SPREAD * self._normal())
        text, mentions = self._text(min(max(length, 40.0), 3_000.0))
        title_parts: list[str] = []
        self._sentence(self._choice(sentences.TITLES), title_parts, [])
        title = "".join(title_parts)
        about = self._world
        byline = self._choice(self._casts["P"]).name.text if self._uniform() < 0.1 else ""
        if not byline and self._uniform() < 0.6:
            byline = about.people[-1 - self._bits(7)].name.text
        article = Article(
            key=f"article-{number:07d}",
            text=text,
            title=title[0].upper() + title[1:],
            date=self._date(),
            source=about.sources[about.source_slots[self._bits(CAST_BITS)]],
            byline=byline,
            language="en",
            tags=self._subject.tags[: self._bits(2)],
        )
        return Generated(number, article, tuple(mentions))

    def _begin(self) -> None:
        """Decide what the article is about and who is in it."""
        about = self._world
        subject = self._subject = about.subjects[about.subject_slots[self._bits(CAST_BITS)]]
        words = subject.words
        self._own_tables = {
            "n": words.nouns, "N": words.plurals, "d": words.pasts, "v": words.verbs, "g": words.gerunds,
            "a": words.adjectives, "r": words.adverbs,
        }  # fmt: skip
        self._met = set()
        self._casts = {
            "P": self._cast(about.people, subject.people, about.people_slots, 2 + self._bits(2)),
            "O": self._cast(about.organizations, subject.organizations, about.organization_slots, 1 + self._bits(2)),
            "L": self._cast(about.places, subject.places, about.place_slots, 1 + self._bits(2)),
            "G": [about.groups[self._choice(subject.groups)], about.groups[int(self._uniform() * GROUPS)]],
            "E": [about.events[self._choice(subject.events)]],
        }

    def _cast(self, everybody: list[Entity], usual: list[int], slots: list[int], size: int) -> list[Entity]:
        """Two thirds of them usual for the subject, the others whoever is in the news."""
        bits = self._bits
        return [
            everybody[self._choice(usual) if self._uniform() < 0.66 else slots[bits(TABLE_BITS)]] for _ in range(size)
        ]

    def _text(self, words: float) -> tuple[str, list[tuple[int, int, str, Name | None]]]:
        pieces: list[str] = []
        mentions: list[tuple[int, int, str, Name | None]] = []
        uniform, choice = self._uniform, self._choice
        written, length, left = 0, 0, 1 + self._bits(1)
        while True:
            pattern = choice(sentences.MAIN)
            length = self._sentence(pattern, pieces, mentions, length)
            written += pattern.words
            while uniform() < 0.45:
                extra = choice(sentences.SUBORDINATE)
                length = self._sentence(extra, pieces, mentions, length)
                written += extra.words
            left -= 1
            if written >= words:
                pieces.append(".")
                return "".join(pieces), mentions
            if left > 0:
                pieces.append(". ")
                length += 2
            else:
                left = 1 + int(uniform() * 3)
                pieces.append(".\n\n")
                length += 3

    def _sentence(
        self,
        pattern: Pattern,
        pieces: list[str],
        mentions: list[tuple[int, int, str, Name | None]],
        length: int = 0,
    ) -> int:
        """Fill in a pattern; `length` is that of all pieces so far, and comes back as it then is."""
        bits = self._bits
        add = pieces.append
        tables, own_tables = self._tables, self._own_tables
        literals, drawn, _ = pattern
        for n, letter in enumerate(drawn):
            literal = literals[n]
            add(literal)
            length += len(literal)
            if letter in tables:
                dice = bits(6)
                if dice > 24:
                    word = tables[letter][bits(TABLE_BITS)]
                elif dice:
                    word = own_tables[letter][bits(SUBJECT_BITS)]
                else:
                    word = spelling(int(_RARE_FROM * _RARE_SPAN ** self._uniform()))
            elif len(letter) == 2:
                word = tables[letter[0]][bits(TABLE_BITS)].capitalize()
            else:
                word, label, name = self._name(letter)
                mentions.append((length, length + len(word), label, name))
            add(word)
            length += len(word)
        add(literals[-1])
        return length + len(literals[-1])

    def _name(self, letter: str) -> tuple[str, str, Name | None]:
        """A name of the cast: in full when it comes first, mostly shortened from then on; or a value."""
        cast = self._casts.get(letter)
        if cast is None:
            return (*self._value(letter), None)
        entity = cast[int(len(cast) * self._uniform() * self._uniform())]
        name = entity.name
        if name not in self._met:
            self._met.add(name)
            return entity.surfaces[0], name.type, name
        return entity.surfaces[-1 if self._bits(3) else 0], name.type, name

    def _value(self, letter: str) -> tuple[str, str]:
        uniform = self._uniform
        number = int(10 ** (1 + 3 * uniform()))
        if letter == "M":
            return (f"${number / 10:,.1f} million" if number < 5_000 else f"${number:,}"), "MONEY"
        if letter == "C":
            return f"{number:,}", "CARDINAL"
        if letter == "Q":
            return f"{number % 90 + 2} percent", "PERCENT"
        if self._bits(1):
            return self._choice(_WEEKDAYS), "DATE"
        if self._bits(1):
            return f"{self._choice(_MONTHS)} {number % 28 + 1}", "DATE"
        return f"{self._choice(_MONTHS)} {FIRST_DAY.year + number % 20}", "DATE"

    def _date(self) -> datetime.date | None:
        """Any day of the twenty years, three times as likely at the end as at the beginning; one in a hundred has none.

        Dates do not follow the order of the articles: folders are read in whatever order their files are named.
        """
        if self._uniform() < 0.01:
            return None
        share = (math.sqrt(1.0 + 8.0 * self._uniform()) - 1.0) / 2.0
        return FIRST_DAY + datetime.timedelta(days=int(DAYS * share))

    def _normal(self) -> float:
        """A standard normal draw (Box and Muller, "A Note on the Generation of Random Normal Deviates", 1958)."""
        return math.sqrt(-2.0 * math.log(1.0 - self._uniform())) * math.cos(2.0 * math.pi * self._uniform())

    def _choice(self, options: tuple[_T, ...] | list[_T]) -> _T:
        return options[int(len(options) * self._uniform())]
