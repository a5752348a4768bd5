"""The filters within a query, each of which can be taken out again by one key.

A filter is a condition beside the words searched for: an entity, a kind of name, a date, a source or other field, a
reading state. Pure: a query's text in, texts out.
"""

from __future__ import annotations

from dataclasses import dataclass

from index.query import And, Not, Phrase, Query, Slot, echo, parse
from index.query.ast import DateRange, EntityFilter, Everything, Flag, Or, Word, all_of

FIRST_KEY = 4  # 1, 2 and 3 are the panes
MOST = 6  # with a key of their own: 4 to 9


@dataclass(frozen=True, slots=True)
class Part:
    """One of the conditions that a query joins by AND: as it is told, and whether it is a filter."""

    text: str
    query: Query
    is_filter: bool


def parts_of(text: str, *, is_typing: bool = False) -> tuple[Part, ...]:
    """The conditions of a query, in order."""
    tree = parse(text, is_typing=is_typing).query
    if isinstance(tree, Everything):
        return ()
    parts = tree.parts if isinstance(tree, And) else (tree,)
    return tuple(Part(_told(part, alone=len(parts) == 1), part, is_filter(part)) for part in parts)


def _told(part: Query, *, alone: bool) -> str:
    told = echo(part)
    return told if alone or not isinstance(part, Or) or told.endswith("…") else f"({told})"


def is_filter(query: Query) -> bool:
    """Whether a condition restricts what is found rather than being what is looked for."""
    match query:
        case Not(part):
            return is_filter(part)
        case Or(parts):
            return all(map(is_filter, parts))
        case EntityFilter() | DateRange() | Flag():
            return True
        case Phrase(items=(Slot(name=""),), near=None):
            return True
        case Phrase(field=field) | Word(field=field):
            return field not in ("", "title")
    return False


def filters_of(text: str, *, is_typing: bool = False) -> tuple[Part, ...]:
    """The filters among the conditions."""
    return tuple(part for part in parts_of(text, is_typing=is_typing) if part.is_filter)


def without_part(text: str, part: Part) -> str:
    """The query with a condition taken out: what is left of the text as typed where that says it, else canonical."""
    tree = parse(text).query
    parts = list(tree.parts if isinstance(tree, And) else (tree,))
    if part.query not in parts:
        return text
    parts.remove(part.query)
    wanted = all_of(parts)
    written = str(part.query)
    at = text.find(written)
    if at >= 0:
        candidate = " ".join(f"{text[:at]} {text[at + len(written) :]}".split())
        if parse(candidate).query == wanted:
            return candidate
    return str(wanted)


def toggled(text: str, condition: str) -> str:
    """The query with a condition taken out if it has it, else added."""
    from tui.refining import with_added

    wanted = parse(condition).query
    for part in parts_of(text):
        if part.query == wanted:
            return without_part(text, part)
    return with_added(text, condition)
