"""A made-up vocabulary with the statistics of a real one: Zipf's law, inflections, and ever more rare words.

The frequent words are English, so that the texts stem and read like news; the rest are syllables. Nothing is random:
a word's rank decides its spelling.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

_ONSETS: Final = (
    "b", "br", "c", "ch", "d", "dr", "f", "g", "gr", "h", "j", "k", "kr", "l", "m", "n", "p", "pr", "r", "s", "sh",
    "sk", "st", "t", "tr", "v", "vl", "w", "z",
)  # fmt: skip
_NUCLEI: Final = ("a", "e", "i", "o", "u", "ai", "ea", "ou", "ie")
_CODAS: Final = ("", "", "", "n", "r", "l", "s", "t", "m", "nd", "rk", "st", "lt")
_SYLLABLES: Final = tuple(onset + nucleus + coda for onset in _ONSETS for nucleus in _NUCLEI for coda in _CODAS)
_LIGHT: Final = tuple(onset + nucleus for onset in _ONSETS for nucleus in _NUCLEI)

_NOUNS: Final = """
government people year minister police country company report state group city president week leader party court
official member month law plan decision power team school market group election attack region vote price bank student
member issue case statement area war service worker family home system deal letter problem meeting budget result force
house project tax road talk union record office hospital study strike debate storm border farmer river bridge factory
festival season player coach mayor judge lawyer doctor soldier reporter witness crowd ship port train airport island
forest harvest drought flood fire rescue mine energy oil gas wage loan debt fund export treaty embassy summit council
parliament senate cabinet reform campaign candidate ballot opposition coalition province capital district village
"""
_VERBS: Final = """
announce report warn ask call agree decide plan vote demand accuse arrest reject support open close help move start
reach visit order expect offer accept attack blame claim delay deny discuss end fail follow force gain halt ignore
improve join kill launch lower mention name note oppose pass praise promise protest prove question raise refuse remain
remove repeat replace request rescue resign return reveal review sign stop suggest test threaten trade urge use want
"""
_ADJECTIVES: Final = """
new local national public former political federal foreign large small early late economic military social private
international major senior final recent central regional rural common clear possible strong weak heavy cheap safe legal
"""


def spelling(rank: int) -> str:
    """The made-up word of a rank: short for the frequent, never the same for two ranks below 2**28."""
    scrambled = (rank * 0x9E3779B1) & 0xFFFFFFF  # odd, so that this is a permutation of 28 bits
    head, rest = divmod(scrambled, len(_LIGHT))
    word = _LIGHT[rest]
    if rank < 60_000:
        return word + _SYLLABLES[(scrambled >> 9) % len(_SYLLABLES)]
    while head:
        head, rest = divmod(head, len(_SYLLABLES))
        word += _SYLLABLES[rest]
    return word


def lemmas(count: int, real: Sequence[str], first_rank: int) -> list[str]:
    """So many different words, the real ones first."""
    found = dict.fromkeys(real)
    rank = first_rank
    while len(found) < count:
        found[spelling(rank)] = None
        rank += 1
    return list(found)


def plural(noun: str) -> str:
    if noun.endswith(("s", "sh", "ch", "x", "z")):
        return noun + "es"
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"


def past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    return verb[:-1] + "ied" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + "ed"


def gerund(verb: str) -> str:
    return verb[:-1] + "ing" if verb.endswith("e") and not verb.endswith("ee") else verb + "ing"


def adverb(adjective: str) -> str:
    return adjective[:-1] + "ily" if adjective.endswith("y") else adjective + "ly"


def zipf_slots(items: int, slots: int, *, exponent: float = 1.0, shift: float = 20.0) -> list[int]:
    """Item numbers for a table of that many slots, as often as the Zipf-Mandelbrot law has them.

    A uniform draw from the table is then a draw by that law, at the price of one look-up.
    """
    reached = list(accumulate((rank + shift) ** -exponent for rank in range(1, items + 1)))
    total = reached[-1]
    return [bisect_left(reached, (slot + 0.5) / slots * total) for slot in range(slots)]


@dataclass(frozen=True, slots=True)
class Tables:
    """One table of inflected words a part of speech; draws from each follow Zipf's law."""

    nouns: list[str]
    plurals: list[str]
    pasts: list[str]
    verbs: list[str]
    gerunds: list[str]
    adjectives: list[str]
    adverbs: list[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Lemmas by part of speech, most frequent first."""

    nouns: list[str]
    verbs: list[str]
    adjectives: list[str]

    @classmethod
    def make(cls) -> Lexicon:
        return cls(
            lemmas(26_000, _NOUNS.split(), 0),
            lemmas(8_000, _VERBS.split(), 26_000),
            lemmas(10_000, _ADJECTIVES.split(), 34_000),
        )

    def tables(self, bits: int) -> Tables:
        """Tables of `2**bits` words each."""
        return tables(self.nouns, self.verbs, self.adjectives, 1 << bits)


def tables(nouns: Sequence[str], verbs: Sequence[str], adjectives: Sequence[str], slots: int) -> Tables:
    """Tables over these lemmas, most frequent first."""
    noun_slots = zipf_slots(len(nouns), slots)
    verb_slots = zipf_slots(len(verbs), slots)
    adjective_slots = zipf_slots(len(adjectives), slots)

    def table(lemma_slots: Sequence[int], words: Sequence[str], inflect: Callable[[str], str] | None) -> list[str]:
        forms = [inflect(word) for word in words] if inflect else words
        return [forms[number] for number in lemma_slots]

    return Tables(
        table(noun_slots, nouns, None),
        table(noun_slots, nouns, plural),
        table(verb_slots, verbs, past),
        table(verb_slots, verbs, None),
        table(verb_slots, verbs, gerund),
        table(adjective_slots, adjectives, None),
        table(adjective_slots, adjectives, adverb),
    )
