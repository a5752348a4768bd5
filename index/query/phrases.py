"""What stands between quotation marks: words, `*`, `...`, `@name` and `{type:name}` slots, and the `~` after them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from index.model import QueryProblem
from index.query.ast import (
    DEFAULT_GAP,
    DEFAULT_NEAR,
    SLOT_TYPES,
    AnyWord,
    Gap,
    Item,
    Literal,
    Phrase,
    Query,
    Slot,
)
from index.query.words import surfaces

MAX_GAP: Final = 100
MAX_NEAR: Final = 1_000

_QUOTES = '"“”„'
_CLOSING = re.compile(rf"[{_QUOTES}]")
_NEAR = re.compile(r"~(?:(\d+)|([sp])(?![^\W_]))?")
_ITEM = re.compile(
    r"\s+"
    r"|(?P<gap>(?:\.\.\.|…)(?P<limit>\d*))"
    r"|\{(?P<slot>[^{}]*)\}"
    r"|(?<![^\s{}*.…])@(?P<name>\w(?:[\w\-'’.&]*\w)?)"
    r"|(?P<any>\*)"
    r"|(?P<words>(?:(?!\.\.\.|…|\{[^{}]*\})[^\s*])+(?P<star>\*?))"
)


@dataclass(frozen=True, slots=True)
class QuotedText:
    """A phrase as read: its items, where it ends in the query text, and the raw text between the marks."""

    items: tuple[Item, ...]
    near: int | str | None
    text: str
    end: int
    is_closed: bool
    problems: tuple[QueryProblem, ...]


def of_words(words: Sequence[str], field: str, *, last_is_prefix: bool = False) -> Query:
    """Words that belong together, the last perhaps unfinished (if it has two letters)."""
    *others, last = words
    items = [*map(Literal, others), Literal(last, last_is_prefix and len(last) > 1)]
    return Phrase(tuple(items), None, field)


def read(query: str, start: int, *, is_typing: bool = False) -> QuotedText:
    """Read the phrase whose opening quotation mark is at `start`."""
    problems: list[QueryProblem] = []
    closing = _CLOSING.search(query, start + 1)
    content_end = closing.start() if closing else len(query)
    text = query[start + 1 : content_end]
    items = _items(text, start + 1, problems)
    end = closing.end() if closing else len(query)
    near, end = _near(query, end, problems) if closing else (None, end)
    items = _tidy(items, near, start, end, problems)
    if closing is None and is_typing and items and text[-1:].strip():
        last = items[-1]
        if isinstance(last, Literal) and len(last.text) > 1:
            items[-1] = Literal(last.text, is_prefix=True)
    if len(items) < 2:
        near = None
    return QuotedText(tuple(items), near, text, end, closing is not None, tuple(problems))


def _items(text: str, offset: int, problems: list[QueryProblem]) -> list[Item]:
    items: list[Item] = []
    at = 0
    while at < len(text):
        match = _ITEM.match(text, at)
        if match is None:  # a brace or an at sign that opens nothing
            at += 1
            continue
        at = match.end()
        if match["gap"] is not None:
            items.append(Gap(_gap_limit(match, offset, problems)))
        elif match["slot"] is not None:
            items.extend(_slot(match["slot"], offset + match.start(), problems))
        elif match["name"] is not None:
            items.append(Slot(name=match["name"]))
        elif match["any"] is not None:
            items.append(AnyWord())
        elif match["words"] is not None:
            items.extend(_literals(match["words"], match["star"] or ""))
    return items


def _gap_limit(match: re.Match[str], offset: int, problems: list[QueryProblem]) -> int:
    limit = int(match["limit"][:6] or DEFAULT_GAP)
    if limit > MAX_GAP:
        message = f"... stands for at most {MAX_GAP} words."
        problems.append(QueryProblem(message, offset + match.start(), offset + match.end()))
    return min(limit, MAX_GAP)


def _slot(inside: str, at: int, problems: list[QueryProblem]) -> list[Item]:
    """`{person|org:name}`; types that are not known make it literal words."""
    kinds, _, name = inside.partition(":")
    types = tuple(dict.fromkeys(kind.strip().lower() for kind in kinds.split("|") if kind.strip()))
    unknown = [kind for kind in types if kind not in SLOT_TYPES]
    if types and not unknown:
        return [Slot(types, " ".join(name.split()))]
    what = f"no type {unknown[0]!r}" if unknown else "no type"
    message = f"There is {what} for a slot, so its words are searched; there are {', '.join(SLOT_TYPES)}."
    problems.append(QueryProblem(message, at, at + len(inside) + 2))
    return _literals(inside, "")


def _literals(text: str, star: str) -> list[Item]:
    words = surfaces(text)
    last = len(words) - 1
    items: list[Item] = [Literal(word, bool(star) and n == last and len(word) > 1) for n, word in enumerate(words)]
    return items if words or not star else [AnyWord()]


def _near(query: str, end: int, problems: list[QueryProblem]) -> tuple[int | str | None, int]:
    match = _NEAR.match(query, end)
    if match is None:
        return None, end
    if match[2]:
        return match[2], match.end()
    if match[1] is None:
        problems.append(QueryProblem(f"How near? ~5, ~s or ~p; {DEFAULT_NEAR} words were taken.", end, match.end()))
        return DEFAULT_NEAR, match.end()
    distance = int(match[1][:6])
    if distance > MAX_NEAR:
        problems.append(QueryProblem(f"Words are near within {MAX_NEAR:,} words at most.", end, match.end()))
    return min(distance, MAX_NEAR), match.end()


def _tidy(items: list[Item], near: int | str | None, start: int, end: int, problems: list[QueryProblem]) -> list[Item]:
    """Without what has no effect: `*` and gaps at the ends, or anywhere where the order is free; gaps side by side."""
    loose = AnyWord | Gap
    kept = [item for item in items if not (near is not None and isinstance(item, loose))]
    while kept and isinstance(kept[-1], loose):
        kept.pop()
    while kept and isinstance(kept[0], loose):
        kept.pop(0)
    if len(kept) < len(items) and kept:
        where = "among words in any order" if near is not None else "at the ends of a phrase"
        problems.append(QueryProblem(f"* and ... mean nothing {where}; they were left out.", start, end))
    joined: list[Item] = []
    for item in kept:
        if isinstance(item, Gap) and joined and isinstance(joined[-1], Gap):
            joined[-1] = Gap(min(joined[-1].limit + item.limit, MAX_GAP))
        else:
            joined.append(item)
    return joined
