"""The items of a phrase as the index can look them up: a slot and the word beside it are one list.

`"{person} said"` asks for two of the longest lists there are, and for where they touch. The index keeps, for each type
of name and each word next to one, where that happens within a sentence; so the commonest slot phrases cost one short
list.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from index.model import ENTITY_LABELS
from index.query.ast import Gap, Item, Literal, Phrase, Slot
from index.query.terms import Group, Term, beside
from index.query.words import form_of


class Piece(NamedTuple):
    """An item and the terms it stands for (None: any word); a slot may have taken in the word before or after it."""

    item: Item
    group: Group | None
    before: int = 0
    after: int = 0


def pieces_of(phrase: Phrase, field: str, groups: Sequence[Group | None]) -> list[Piece]:
    """The pieces of a phrase in a field, in order."""
    pieces = [Piece(item, group) for item, group in zip(phrase.items, groups, strict=True)]
    if phrase.near is not None or field != "text":
        return pieces
    joined: list[Piece] = []
    n = 0
    while n < len(pieces):
        piece, following = pieces[n], pieces[n + 1] if n + 1 < len(pieces) else None
        if following is not None and (pair := _pair(piece.item, following.item)) is not None:
            joined.append(pair)
            n += 2
        else:
            joined.append(piece)
            n += 1
    return joined


def _pair(first: Item, second: Item) -> Piece | None:
    """A slot and the word beside it as one piece, where the index has them as one."""
    if isinstance(first, Slot) and isinstance(second, Literal):
        slot, word, before = first, second, False
    elif isinstance(first, Literal) and isinstance(second, Slot):
        slot, word, before = second, first, True
    else:
        return None
    labels, form = slot.labels, form_of(word.text)
    if slot.name or word.is_prefix or not form or not set(labels) <= set(ENTITY_LABELS):
        return None
    group = tuple(Term("beside", beside(label, form, is_before=before)) for label in labels)
    return Piece(slot, group, before=int(before), after=int(not before))


def is_one_list(pieces: Sequence[Piece]) -> bool:
    """Whether the index alone knows that the whole phrase lies within a sentence."""
    return len(pieces) == 1 and bool(pieces[0].before or pieces[0].after)


def certain(pieces: Sequence[Piece]) -> list[Group]:
    """What a document must have for the phrase to stand in it, the fewest terms first."""
    groups = [piece.group for piece in pieces if piece.group is not None and not isinstance(piece.item, Gap)]
    return sorted(groups, key=len)
