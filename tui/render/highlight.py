"""Decides what every character of a line is at once: a mention of some type, a hit, selected, the current place.

A look is a small number: the kind of mention in the low bits, one bit for each thing that may lie over it, and above
them the number of an entity that is compared. How looks that combine are drawn (what shows on top) is the palette's to
say, so that it is said in one place.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from index.model import VALUE_LABELS, EntityMention, Span
from tui.render.spans import MentionIndex, SpanIndex, nearest

# Kinds of mentions, each with a colour of its own.
PLAIN, PERSON, ORGANIZATION, PLACE, PEOPLE, EVENT, OTHER, VALUE = range(8)
KIND_MASK = 0b1111
OF_CURRENT_ENTITY, HIT, CURRENT_HIT, SELECTED, CURRENT_MENTION, LETTER, BRACKET = (1 << bit for bit in range(4, 11))
_COMPARED_SHIFT = 11
COMPARED_MASK = 0b111 << _COMPARED_SHIFT

_KIND_OF_LABEL = {
    "PERSON": PERSON, "PER": PERSON, "ORG": ORGANIZATION, "GPE": PLACE, "LOC": PLACE, "FAC": PLACE, "NORP": PEOPLE,
    "EVENT": EVENT, **dict.fromkeys(VALUE_LABELS, VALUE),
}  # fmt: skip

# One cell each, set like a raised letter: person, organization, (geo)political place, land and water, facility ...
_LETTER_OF_LABEL = {
    "PERSON": "ᵖ", "PER": "ᵖ", "ORG": "ᵒ", "GPE": "ᵍ", "LOC": "ˡ", "FAC": "ᶠ", "NORP": "ⁿ", "EVENT": "ᵉ",
    "WORK_OF_ART": "ʷ", "PRODUCT": "ᵗ", "LAW": "ᵃ", "LANGUAGE": "ˢ",
}  # fmt: skip

_NUMBER_SIGNS = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def compared_as(number: int) -> int:
    """The bits of a look that say which of the compared entities it is; `number` from 1 to 7."""
    return number << _COMPARED_SHIFT


def number_of(look: int) -> int:
    """Which of the compared entities a look is of; 0 for none."""
    return (look & COMPARED_MASK) >> _COMPARED_SHIFT


def number_sign(number: int) -> str:
    """The raised figure, one cell wide, that stands for a compared entity where others have their type letter."""
    return _NUMBER_SIGNS[number]


def kind_of(label: str) -> int:
    """The kind (and so the colour) that a label belongs to."""
    return _KIND_OF_LABEL.get(label, OTHER)


def type_letter(label: str) -> str:
    """The raised letter, one cell wide, that tells a label without colour; empty for dates, money and other values."""
    return "" if label in VALUE_LABELS else _LETTER_OF_LABEL.get(label, "ˣ")


def type_keys(labels: Iterable[str]) -> dict[str, str]:
    """A key for each label: its letter, not raised; a figure where another label has that one. Ten others at most."""
    keys: dict[str, str] = {}
    spare = iter("1234567890")
    for label in labels:
        letter = unicodedata.normalize("NFKC", type_letter(label))
        key = letter if letter and letter not in keys.values() else next(spare, "")
        if key:
            keys[label] = key
    return keys


class Run(NamedTuple):
    """A stretch of text with one look."""

    start: int
    end: int
    look: int


class Highlighter:
    """Everything that is marked in one article. Plain attributes; whoever sets them redraws.

    `compared` gives entities their numbers. `shown_entities` are whose mentions are marked; None for everybody's, and
    those of dates and other values as well.
    """

    def __init__(self, mentions: Iterable[EntityMention] = ()) -> None:
        self.mentions = MentionIndex(mentions)
        self.hits: SpanIndex[Span] = SpanIndex()
        self.current_entity: str | None = None
        self.current_mention: EntityMention | None = None
        self.current_hit: Span | None = None
        self.selection: Span | None = None
        self.compared: Mapping[str, int] = {}
        self.shown_entities: Collection[str] | None = None
        self._walked: tuple[tuple[object, ...], SpanIndex[EntityMention]] | None = None

    def shows(self, mention: EntityMention) -> bool:
        """Whether a mention is marked: everything is, or it is of somebody who is shown or followed."""
        entity = mention.entity
        if self.shown_entities is None:
            return True
        return entity is not None and (
            entity in self.shown_entities or entity == self.current_entity or entity in self.compared
        )

    def walked(self, entity: str | None) -> SpanIndex[EntityMention]:
        """The mentions of one entity; for None, of every entity that is shown."""
        mentions = self.mentions.of(entity)
        if entity is not None or self.shown_entities is None:
            return mentions
        made_for = (mentions, self.shown_entities, self.current_entity, self.compared)
        if self._walked is None or self._walked[0] != made_for:
            self._walked = made_for, SpanIndex(filter(self.shows, mentions.spans))
        return self._walked[1]

    def nearest(self, offset: int, start: int, end: int) -> EntityMention | None:
        """The shown mention at an offset, else the one nearest to it among those that touch `start:end`."""
        return nearest(self.walked(None), offset, start, end)

    def letters(self, *, has_types: bool = True) -> dict[int, str]:
        """What is set after mentions, by the offset it follows: the number of a compared entity, else a type letter.

        Where two mentions end together, the enclosing one's. `has_types` False leaves the type letters out.
        """
        letters: dict[int, str] = {}
        shown, compared = self.shown_entities, self.compared
        for mention in self.mentions.all.spans:
            number = compared.get(mention.entity or "", 0)
            if number:
                letters.setdefault(mention.end, number_sign(number))
                continue
            # The current entity gets no letter for being current: nothing is to move when it changes.
            has_letter = has_types and (shown is None or mention.entity in shown)
            if letter := type_letter(mention.label) if has_letter else "":
                letters.setdefault(mention.end, letter)
        return letters

    def looks(self, start: int, end: int) -> list[int]:
        """The look of each character of `text[start:end]`."""
        looks = [PLAIN] * (end - start)
        for mention in self.mentions.all.touching(start, end):  # enclosing ones first: inner ones show
            if not self.shows(mention):
                continue
            low, high = max(mention.start, start) - start, min(mention.end, end) - start
            look = kind_of(mention.label)
            if mention.entity is not None:
                if mention.entity == self.current_entity:
                    look |= OF_CURRENT_ENTITY
                look |= compared_as(self.compared.get(mention.entity, 0))
            looks[low:high] = [look] * (high - low)
        self._lay_over(looks, start, end, self.hits.touching(start, end), HIT)
        for span, flag in (
            (self.current_hit, CURRENT_HIT),
            (self.selection, SELECTED),
            (self.current_mention, CURRENT_MENTION),
        ):
            if span is not None and span.start < end and span.end > start:
                self._lay_over(looks, start, end, [span], flag)
        return looks

    @staticmethod
    def _lay_over(looks: list[int], start: int, end: int, spans: Sequence[Span | EntityMention], flag: int) -> None:
        for span in spans:
            for index in range(max(span.start, start) - start, min(span.end, end) - start):
                looks[index] |= flag

    def runs(self, start: int, end: int) -> list[Run]:
        """The looks of `text[start:end]`, joined where they stay the same."""
        runs: list[Run] = []
        begun = 0
        looks = self.looks(start, end)
        for index in range(1, len(looks) + 1):
            if index == len(looks) or looks[index] != looks[begun]:
                runs.append(Run(start + begun, start + index, looks[begun]))
                begun = index
        return runs
