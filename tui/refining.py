"""A query made narrower by what its reader chose: the text as it was typed where that says it, else its canonical form.

Whether a text says it is asked of the parser, never guessed: the tree of the new text must be the one that is wanted.
"""

from __future__ import annotations

from collections.abc import Iterator

from index.answers import Tally, TallyRow
from index.query import And, Not, Or, Phrase, Query, Slot, parse
from index.query.ast import Item, Literal, all_of, any_of, none_of
from index.query.matching import slot_phrases
from index.query.words import surfaces


def settled(text: str, *, is_typing: bool) -> str:
    """What asks the same when nobody is typing any more: an unfinished last word is written out as a beginning."""
    if not is_typing:
        return text
    unfinished = parse(text, is_typing=True).query
    return text if unfinished == parse(text).query else str(unfinished)


def with_added(text: str, addition: str) -> str:
    """The query with one more condition; parentheses only where an OR needs them, nothing added twice."""
    old, new = parse(text).query, parse(addition).query
    if new in (old.parts if isinstance(old, And) else (old,)):
        return text
    wanted = all_of((old, new))
    typed = f"({text.strip()})" if isinstance(old, Or) else text.strip()
    candidate = f"{typed} {addition}".strip()
    return candidate if parse(candidate).query == wanted else str(wanted)


def without(text: str, exclusion: str) -> str:
    """The query with one thing excluded."""
    unwanted = parse(exclusion).query
    return with_added(text, f"-({exclusion})" if isinstance(unwanted, And | Or) else f"-{exclusion}")


def with_phrase(text: str, phrase: str, other: str) -> str:
    """The query with a phrase in place of another; where it does not stand, added."""
    query = parse(text).query
    wanted = _exchanged(query, parse(phrase).query, parse(other).query)
    if wanted == query:
        return with_added(text, other)
    candidate = text.replace(phrase, other)
    return candidate if parse(candidate).query == wanted else str(wanted)


def _exchanged(query: Query, old: Query, new: Query) -> Query:
    if query == old:
        return new
    match query:
        case And(parts):
            return all_of(_exchanged(part, old, new) for part in parts)
        case Or(parts):
            return any_of(_exchanged(part, old, new) for part in parts)
        case Not(part):
            return none_of(_exchanged(part, old, new))
    return query


# ------------------------------------------------------------------------------------------------ slots


def open_slots(text: str, *, is_typing: bool = False) -> tuple[Slot, ...]:
    """The slots of a query that leave open who fills them, phrase by phrase."""
    phrases = [phrase for _, phrase in slot_phrases(parse(text, is_typing=is_typing).query)]
    return tuple(item for phrase in phrases for item in phrase.items if isinstance(item, Slot) and not item.name)


def asks(phrase: str) -> str:
    """The question word of a phrase with open slots: `who`, `where`, `how much` …"""
    kinds = {kind for slot in open_slots(phrase) for kind in slot.types}
    if kinds <= {"place"}:
        return "where"
    if kinds <= {"date", "time"}:
        return "when"
    if kinds <= {"money", "percent", "quantity", "number", "ordinal"}:
        return "how much"
    return "who" if kinds <= {"person", "org", "group", "place"} else "what"


def filled(tally: Tally, row: TallyRow) -> str:
    """The phrase with its open slots filled as in a row; empty where a row has somebody not yet resolved."""
    phrase = parse(tally.phrase).query
    if not isinstance(phrase, Phrase):
        return ""
    if tally.articles_read is None and None in row.entities:
        return ""
    return str(Phrase(tuple(_filled_items(phrase, row)), phrase.near, phrase.field))


def _filled_items(phrase: Phrase, row: TallyRow) -> Iterator[Item]:
    fillers = zip(row.fillers, row.entities, strict=True)
    for item in phrase.items:
        if not isinstance(item, Slot) or item.name:
            yield item
            continue
        words, entity = next(fillers)
        if entity is not None:
            yield Slot(name=entity)
        else:  # a date or an amount stands for itself
            yield from map(Literal, surfaces(words))
