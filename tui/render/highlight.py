"""Decides what every character of a line is at once: a mention of some type, a hit, selected, the current place.

A look is a small number: the kind of mention in the low bits and one bit for each thing that may lie over it. How
looks that combine are drawn (what shows on top) is the palette's to say, so that it is said in one place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from index.model import VALUE_LABELS, EntityMention, Span
from tui.render.spans import MentionIndex, SpanIndex

# Kinds of mentions, each with a colour of its own.
PLAIN, PERSON, ORGANIZATION, PLACE, PEOPLE, EVENT, OTHER, VALUE = range(8)
KIND_MASK = 0b1111
OF_CURRENT_ENTITY, HIT, CURRENT_HIT, SELECTED, CURRENT_MENTION, LETTER, BRACKET = (1 << bit for bit in range(4, 11))

_KIND_OF_LABEL = {
    "PERSON": PERSON, "PER": PERSON, "ORG": ORGANIZATION, "GPE": PLACE, "LOC": PLACE, "FAC": PLACE, "NORP": PEOPLE,
    "EVENT": EVENT, **dict.fromkeys(VALUE_LABELS, VALUE),
}  # fmt: skip

# One cell each, set like a raised letter: person, organization, (geo)political place, land and water, facility ...
_LETTER_OF_LABEL = {
    "PERSON": "ᵖ", "PER": "ᵖ", "ORG": "ᵒ", "GPE": "ᵍ", "LOC": "ˡ", "FAC": "ᶠ", "NORP": "ⁿ", "EVENT": "ᵉ",
    "WORK_OF_ART": "ʷ", "PRODUCT": "ᵗ", "LAW": "ᵃ", "LANGUAGE": "ˢ",
}  # fmt: skip


def kind_of(label: str) -> int:
    """The kind (and so the colour) that a label belongs to."""
    return _KIND_OF_LABEL.get(label, OTHER)


def type_letter(label: str) -> str:
    """The raised letter, one cell wide, that tells a label without colour; empty for dates, money and other values."""
    return "" if label in VALUE_LABELS else _LETTER_OF_LABEL.get(label, "ˣ")


class Run(NamedTuple):
    """A stretch of text with one look."""

    start: int
    end: int
    look: int


class Highlighter:
    """Everything that is marked in one article. Plain attributes; whoever sets them redraws."""

    def __init__(self, mentions: Iterable[EntityMention] = ()) -> None:
        self.mentions = MentionIndex(mentions)
        self.hits: SpanIndex[Span] = SpanIndex()
        self.current_entity: str | None = None
        self.current_mention: EntityMention | None = None
        self.current_hit: Span | None = None
        self.selection: Span | None = None

    def letters(self) -> dict[int, str]:
        """The type letters by the offset they follow; where two mentions end together, the enclosing one's."""
        letters: dict[int, str] = {}
        for mention in self.mentions.all.spans:
            if letter := type_letter(mention.label):
                letters.setdefault(mention.end, letter)
        return letters

    def looks(self, start: int, end: int) -> list[int]:
        """The look of each character of `text[start:end]`."""
        looks = [PLAIN] * (end - start)
        for mention in self.mentions.all.touching(start, end):  # enclosing ones first: inner ones show
            low, high = max(mention.start, start) - start, min(mention.end, end) - start
            look = kind_of(mention.label)
            if mention.entity is not None and mention.entity == self.current_entity:
                look |= OF_CURRENT_ENTITY
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
