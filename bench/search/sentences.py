"""Sentence patterns of news prose, in English function words; what is in braces is drawn for each article.

n noun, N plural, d past tense, v verb, g gerund, a adjective, r adverb; P person, O organization, L place, G group,
E event; D date, M money, C number, Q percentage. `+` starts with a capital.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_MAIN: Final = """
The {n} {d} the {a} {n} in {L} on {D}
{P} said the {n} was not {a} enough to {v} the {N}
{P} told {O} that the {N} had {d} since {D}
{P}, who {d} the {n} of {O}, said on {D} that it would {v} the {n}
{O} {d} {C} {N} and {d} the {n} of {L}
{O} said it had {d} {M} to {v} the {a} {N}
"We will {v} the {n} and {v} the {N}," {P} said
"It is a {a} {n}, and we don't {v} it," said {P}
"There is no {n} without {N}," {P} told reporters in {L}
At least {C} {N} were {d} when a {n} {d} near {L} on {D}
In {L}, {C} people {d} {r} against the {n} of the {n}
The {a} {n} has {d} by {Q} since {D}, according to {O}
{G} {N} have {d} the {n}, and {O} is {g} with {P}
After the {E}, {P} {d} that {N} should be {d} by the {n}
It was the {a} {n} that {O} had {d} in {L}
The {n} and the {n} were {d} by {P} of {O}
Many of the {N} did not {v}, but the {n} {d} {r}
What the {n} {d} was a {n} of {a} {N}, said {P}
{P} {d} {P} over the {n} in {L}
{P} and {P} {d} the {n} with {O} on {D}
{O} and {O} {d} to {v} their {N} in {L}
There were {C} {N} in the {n}, and most of them had {d} it
He said he had {r} {d} the {n} for {O}
She said that she did not {v} the {a} {n}, and would {v} it on {D}
They have been {g} the {N} of {L} for years
If the {n} {N} are {d}, the {n} could {v} {M}
The {n}'s {n} is to {v} with the {a} {N} of the {n}
But {P} has not {d} whether the {N} will {v}
As the {E} {d}, the {G} {n} {d} the {N}
No {n} was {d}, and the {n} remained {a} in most of {L}
The {n} of {L} has {d} {M} in {N} this year
{O}'s {n} for {L}, {P}, {d} the {N} {r}
U.S. {N} {d} {Q} on {D} as {N} {d} the {n}
A {n} for {O} said that {C} {N} and a {n} had been {d}
For the first time, {O} {d} a {n} over its {g} of {N}
{P} was {d} in {L} and {d} to {O} with {C} other {N}
""".strip().splitlines()
_SUBORDINATE: Final = """
, which {d} the {n}
, because the {N} had {d} it
 while {G} {N} {d} the {n}
, and that the {n} would {v}
 before the {n} was {d}
, a {n} with {a} {N}
 as part of a {n} for the {a} {n}
 to {v} {N} and {N}
, {g} the {n} of its {n}
 with the {n} of {P}
 despite {N} from {O}
 at the {n} of the {n}
, where it has been {a} since {D}
 after {g} the {n} in {L}
 and the {a} {n}
 over {N} that were {d} by {O}
 in a {n} of {Q}
, though the {n} is not {a}
 so that it can {v} the {a} {n}
 from {L}
""".strip("\n").splitlines()
_TITLES: Final = """
{P} {d} {n} {n} in {L}
{O} {d} {a} {N}
{L} {n} {d} after {n}
{C} {N} {d} in {L}
{P}: {n} will {v} {N}
{O} to {v} {n} of {N}
{G} {n} {d} as {E} {d}
{a+} {n} for {L} {N}
""".strip().splitlines()

_PART = re.compile(r"\{(\w\+?)\}")


class Pattern(NamedTuple):
    """Literal text and the letters of what is drawn, by turns, literal first and last; and about how many words."""

    literals: tuple[str, ...]
    drawn: tuple[str, ...]
    words: int


def compiled(text: str) -> Pattern:
    """A pattern made ready. A letter is followed by `+` where it starts a sentence."""
    if text.startswith("{") and text[2] == "}" and text[1] in "nNdvgar":
        text = f"{{{text[1]}+}}{text[3:]}"
    parts = _PART.split(text)
    literals, drawn = tuple(parts[0::2]), tuple(parts[1::2])
    return Pattern(literals, drawn, len(" ".join(literals).split()) + round(1.3 * len(drawn)))


MAIN: Final = tuple(compiled(line) for line in _MAIN)
SUBORDINATE: Final = tuple(compiled(line) for line in _SUBORDINATE)
TITLES: Final = tuple(compiled(line) for line in _TITLES)
