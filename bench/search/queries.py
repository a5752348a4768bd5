"""The questions: twelve classes and the typed slots, forty or more of each, drawn by how many articles have a word.

They are drawn from the first 10 000 articles, which every archive of the benchmark begins with: so the questions are
the same at every size, and their answers grow with it.
"""

from __future__ import annotations

import datetime
import itertools
import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import Final

from bench.search import generator
from bench.search.tokens import name_token
from bench.search.world import FIRST_DAY, world
from index.analysis import stem as stem_of
from index.analysis import tokenize
from index.model import Name, Sort
from index.resolve.slugs import slug

SAMPLE: Final = 10_000
PER_CLASS: Final = 40
PAGE: Final = 50  # hits that a question asks for
CLASSES: Final = (
    "rare", "common", "and2", "and3", "or3", "phrase", "prefix", "fuzzy", "date + term", "entity + term", "by date",
    "all by date", "slots",
)  # fmt: skip


_SLOT_OF: Final = {"PERSON": "person", "ORG": "org", "GPE": "place", "NORP": "group", "MONEY": "money"}


class Cannot(Exception):
    """The engine has no way to be asked this."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question, in dateline's words (`text`) and in parts that any engine can be asked with.

    Exactly one of `words`, `phrase`, `prefix` and `fuzzy` is given, or none for all articles or a slot phrase. Words
    are folded and unstemmed; `days` are ordinals, both inclusive.
    """

    kind: str
    text: str
    sort: Sort = "relevance"
    words: tuple[str, ...] = ()
    any_word: bool = False
    phrase: tuple[str, ...] = ()
    prefix: str = ""
    fuzzy: str = ""
    days: tuple[int, int] | None = None
    name_token: str = ""  # made beforehand: looking names up is no part of any engine's time
    has_slots: bool = False


class _Sample:
    """What the first articles hold: how many have each stem and each name."""

    def __init__(self, articles: int) -> None:
        self.size = min(articles, SAMPLE)
        self.articles_with = Counter[str]()  # by stem
        self.articles_of = Counter[Name]()
        forms = Counter[str]()
        self.texts: list[list[str]] = []
        self.stems: list[list[str]] = []
        self.names: list[list[Name]] = []
        self.neighbours: list[tuple[str, str, str]] = []  # a word, the label of the name after it, the word after that
        for generated in generator.articles(self.size):
            tokens = tokenize(generated.article.text)
            self.texts.append(tokens.forms)
            self.stems.append(tokens.stems)
            self.names.append(list(dict.fromkeys(name for *_, name in generated.mentions if name is not None)))
            self.articles_of.update(self.names[-1])
            for start, end, label, _ in generated.mentions[3:6]:
                before, after = tokens.first_from(start) - 1, tokens.first_from(end)
                if before >= 0 and after < len(tokens.forms):
                    self.neighbours.append((tokens.forms[before], label, tokens.forms[after]))
            self.articles_with.update(set(tokens.stems))
            forms.update(tokens.forms)
        self._word_of: dict[str, str] = {}
        for form, _ in sorted(forms.items(), key=lambda pair: (-pair[1], pair[0])):
            self._word_of.setdefault(stem_of(form), form)

    def share(self, stem: str) -> float:
        """The part of the articles that have a stem."""
        return self.articles_with[stem] / self.size

    def between(self, low: float, high: float) -> list[str]:
        """Words, one for each stem, that this part of the articles has; the most frequent first."""
        found = [
            (count, stem)
            for stem, count in self.articles_with.items()
            if low <= count / self.size <= high and stem.isascii() and stem.isalpha() and len(stem) > 1
        ]
        found.sort(key=lambda pair: (-pair[0], pair[1]))
        return [self.word_of(stem) for _, stem in found]

    def word_of(self, stem: str) -> str:
        """The most usual form of a stem."""
        return self._word_of[stem]


def questions(articles: int, *, per_class: int = PER_CLASS, seed: int = generator.SEED) -> list[Question]:
    """So many different questions of each class (`all by date`: one and the same, in both directions)."""
    sample = _Sample(articles)
    makers: dict[str, Callable[[_Sample, Random], Iterator[Question]]] = {
        "rare": _rare, "common": _common, "and2": _and2, "and3": _and3, "or3": _or3, "phrase": _phrase,
        "prefix": _prefix, "fuzzy": _fuzzy, "date + term": _dated, "entity + term": _named, "by date": _by_date,
        "slots": _slots,
    }  # fmt: skip
    found: list[Question] = []
    for kind in CLASSES:
        if kind == "all by date":
            found += [Question(kind, "", "oldest" if n % 4 == 3 else "newest") for n in range(per_class)]
            continue
        seen: dict[str, Question] = {}
        pick = Random(f"{seed} {kind}")
        for question in islice(makers[kind](sample, pick), 400 * per_class):
            seen.setdefault(question.text, question)
            if len(seen) == per_class:
                break
        found += seen.values()
    return found


def _spread(words: Sequence[str], pick: Random) -> Iterator[str]:
    """Words from the whole range of frequencies, as often from each part of it on a logarithmic scale."""
    while words:
        yield words[min(int(math.exp(pick.random() * math.log(len(words) + 1))) - 1, len(words) - 1)]


def _words(kind: str, words: tuple[str, ...], sort: Sort = "relevance") -> Question:
    return Question(kind, " ".join(words), sort, words=words)


def _rare(sample: _Sample, pick: Random) -> Iterator[Question]:
    words = sample.between(2 / sample.size, max(8 / sample.size, 0.0008))
    while words:
        yield _words("rare", (pick.choice(words),))


def _common(sample: _Sample, pick: Random) -> Iterator[Question]:
    for word in _spread(sample.between(0.08, 1.0), pick):
        yield _words("common", (word,))


def _together(sample: _Sample, pick: Random, how_many: int, low: float, high: float) -> Iterator[tuple[str, ...]]:
    """Words that stand together in some article, each in this part of all articles."""
    while True:
        stems = pick.choice(sample.stems)
        usable = sorted({stem for stem in stems if low <= sample.share(stem) <= high and stem.isalpha()})
        if len(usable) >= how_many:
            yield tuple(sample.word_of(stem) for stem in pick.sample(usable, how_many))


def _and2(sample: _Sample, pick: Random) -> Iterator[Question]:
    return (_words("and2", words) for words in _together(sample, pick, 2, 0.01, 0.6))


def _and3(sample: _Sample, pick: Random) -> Iterator[Question]:
    return (_words("and3", words) for words in _together(sample, pick, 3, 0.02, 1.0))


def _or3(sample: _Sample, pick: Random) -> Iterator[Question]:
    words = sample.between(0.01, 0.5)
    spread = _spread(words, pick)
    while words:
        three = tuple(dict.fromkeys(islice(spread, 3)))
        if len(three) == 3:
            yield Question("or3", " OR ".join(three), words=three, any_word=True)


def _phrase(sample: _Sample, pick: Random) -> Iterator[Question]:
    """Two to four words as they stand in some article; every other one stands in many."""
    counted = Counter(
        tuple(forms[at : at + length])
        for forms in sample.texts[:1_000]
        for length in (2, 3)
        for at in range(len(forms) - length)
    )
    usual = sorted(words for words, count in counted.items() if count >= 10)
    for n in itertools.count():
        forms = pick.choice(sample.texts)
        length = pick.choice((2, 2, 3, 4))
        at = pick.randrange(max(len(forms) - length, 1))
        words = pick.choice(usual) if usual and n % 2 else tuple(forms[at : at + length])
        if len(words) > 1 and all(word.isascii() and word.isalpha() for word in words):
            yield Question("phrase", f'"{" ".join(words)}"', phrase=words)


def _prefix(sample: _Sample, pick: Random) -> Iterator[Question]:
    for word in _spread(sample.between(0.001, 1.0), pick):
        length = pick.choice((2, 3, 3, 4, 5))
        if len(word) > length:
            yield Question("prefix", f"{word[:length]}*", prefix=word[:length])


def _fuzzy(sample: _Sample, pick: Random) -> Iterator[Question]:
    """Words with a slip of the finger, not in the first letter."""
    for word in _spread(sample.between(0.001, 0.5), pick):
        if not 5 <= len(word) <= 12:
            continue
        at = pick.randrange(1, len(word) - 1)
        left, right = word[:at], word[at:]
        slip = pick.choice((left + right[1:], left + right[1] + right[0] + right[2:], left + "e" + right[1:]))
        if slip != word:
            yield Question("fuzzy", f"{slip}~", fuzzy=slip)


def _dated(sample: _Sample, pick: Random) -> Iterator[Question]:
    """A word within a year, a month, or a range of years."""
    for word in _spread(sample.between(0.01, 1.0), pick):
        year = FIRST_DAY.year + pick.randrange(20)
        first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        text = f"{year}"
        match pick.randrange(3):
            case 1:
                month = pick.randrange(1, 12)
                first = datetime.date(year, month, 1)
                last = datetime.date(year, month + 1, 1) - datetime.timedelta(days=1)
                text = f"{year}-{month:02}"
            case 2:
                last = datetime.date(year + 5, 12, 31)
                text = f"{year}..{year + 5}"
        days = first.toordinal(), last.toordinal()
        yield Question("date + term", f"{word} date:{text}", words=(word,), days=days)


def _plain_names(sample: _Sample) -> dict[Name, str]:
    """Names that are in a fair number of articles, and their slugs where those are nobody else's."""
    about = world(generator.SEED)
    everybody = (about.people, about.organizations, about.places, about.groups, about.events)
    bearers = Counter(slug(entity.name.text) for kind in everybody for entity in kind)
    least = max(sample.size * 0.002, 2)
    return {
        name: slug(name.text)
        for name, count in sample.articles_of.items()
        if count >= least and bearers[slug(name.text)] == 1
    }


def _named(sample: _Sample, pick: Random) -> Iterator[Question]:
    """An entity, and a word of an article that names it."""
    names = _plain_names(sample)
    while names:
        n = pick.randrange(len(sample.texts))
        known = [name for name in sample.names[n] if name in names]
        usable = sorted({stem for stem in sample.stems[n] if sample.share(stem) >= 0.02 and stem.isalpha()})
        if known and usable:
            name, word = pick.choice(known), sample.word_of(pick.choice(usable))
            yield Question("entity + term", f"@{names[name]} {word}", words=(word,), name_token=name_token(name))


def _by_date(sample: _Sample, pick: Random) -> Iterator[Question]:
    for word in _spread(sample.between(0.005, 1.0), pick):
        yield _words("by date", (word,), "newest")


def _slots(sample: _Sample, pick: Random) -> Iterator[Question]:
    """Typed slots: the usual shapes first, then shapes with the words and names of some article."""
    usual = (
        '"{person} said"', '"{org} said"', '"{person} told {org}"', '"said {person}"', '"{person} and {person}"',
        '"{person} of {org}"', '"{org} in {place}"', '"{group} ... {place}"', '"{person} ... {money}"',
        '"{person|org} ...4 {place}"', '"{org} * it"',
    )  # fmt: skip
    for text in usual:
        yield Question("slots", text, has_slots=True)
    names = _plain_names(sample)
    while names:
        n = pick.randrange(len(sample.texts))
        known = [names[name] for name in sample.names[n] if name in names]
        people = [names[name] for name in sample.names[n] if name in names and name.type == "PERSON"]
        words = [form for form in sample.texts[n] if form.isascii() and form.isalpha()]
        before, label, after = pick.choice(sample.neighbours)
        kind = _SLOT_OF.get(label)
        if not (known and people and words and kind and before.isalpha() and after.isalpha()):
            continue
        shapes = (
            f'"{{{kind}}} {after}"', f'"{before} {{{kind}}}"', f'"{before} {{{kind}}} {after}"',
            f'"@{pick.choice(known)} ... {pick.choice(words)}"', f'"{{person:{pick.choice(people)}}} {after}"',
            f'"@{pick.choice(people)} ... {{place}}"',
        )  # fmt: skip
        yield Question("slots", pick.choice(shapes), has_slots=True)
