"""The echo line: what really ran, in words that a reader can check and could have typed."""

from __future__ import annotations

from index.query.ast import And, DateRange, EntityFilter, Everything, Fuzzy, Not, Or, Query, Wildcard, Word
from index.query.dates import describe


def echo(query: Query) -> str:
    """The query in full: operators spelt out, dates as days, an unfinished word with `…`."""
    match query:
        case Everything():
            return "everything"
        case And(parts):
            return " AND ".join(f"({echo(part)})" if _is_choice(part) else echo(part) for part in parts)
        case Or(parts):
            unfinished = _unfinished(query)
            return f"{unfinished}…" if unfinished else " OR ".join(map(_within_or, parts))
        case Not(part):
            needs_parentheses = isinstance(part, And) or _is_choice(part)
            return f"NOT ({echo(part)})" if needs_parentheses else f"NOT {echo(part)}"
        case DateRange():
            return f"date {describe(query)}"
        case Wildcard(is_typing=True):
            return f"{str(query).removesuffix('*')}…"
        case Fuzzy(distance=distance):
            letters = "1 letter" if distance == 1 else f"{distance} letters"
            return f"{str(query).partition('~')[0]}~ ({letters} off)"
        case EntityFilter(name_ids=name_ids) if name_ids is not None and not name_ids:
            return f"{query} (no such name)"
    return str(query)


def _within_or(part: Query) -> str:
    return f"({echo(part)})" if isinstance(part, And) else echo(part)


def _is_choice(part: Query) -> bool:
    return isinstance(part, Or) and not _unfinished(part)


def _unfinished(query: Or) -> str:
    """The word being typed, where this is that word and what it may become; else empty."""
    last = query.parts[-1]
    if len(query.parts) == 2 and isinstance(last, Wildcard) and last.is_typing:
        first = query.parts[0]
        if isinstance(first, Word) and (first.text, first.field) == (last.text, last.field):
            return str(first)
    return ""


def replace_word(text: str, old: str, new: str) -> str:
    """A query text with a word respelt, where it stands as a word of its own."""
    at = 0
    while True:
        at = text.find(old, at)
        if at < 0:
            return text
        end = at + len(old)
        is_whole = not (text[at - 1 : at].isalnum() if at else False) and not text[end : end + 1].isalnum()
        if is_whole and text[end : end + 1] != ":":
            text = text[:at] + new + text[end:]
            end = at + len(new)
        at = end
