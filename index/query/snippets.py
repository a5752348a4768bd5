"""Why an article was found, on one line: the passage of its text that has the most of the query in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from index.model import IndexDoc, Snippet, Span
from index.query.ast import Query
from index.query.document import DocumentView
from index.query.matching import LeafHit, Matcher, merged
from index.text import cell_width

ELLIPSIS: Final = "…"
_STRETCH: Final = 24_000  # code points of a long text looked at before asking whether that is enough
_SENTENCE_END: Final = re.compile(r"[.!?…][\"'”’»)\]]*\s+|\n\s*")


class Snippets:
    """Makes the snippets of one bound query, at most `width` cells each."""

    def __init__(self, query: Query, width: int = 160) -> None:
        self._matcher = Matcher(query)
        self._width = max(width, 8)

    def of(self, document: IndexDoc) -> Snippet:
        """The best passage, its hits marked; the beginning of the text where there are none."""
        hits = sorted(self._hits(document))
        if not hits:
            return _line(document.text, len(document.text) - len(document.text.lstrip()), self._width, ())
        first = hits[_best(hits, self._width)].span
        start = _start(document.text, first, self._width)
        return _line(document.text, start, self._width, merged(hit.span for hit in hits if hit.span.end > start))

    def _hits(self, document: IndexDoc) -> list[LeafHit]:
        """Hits in the text; of a long one, those in the first stretch that has any."""
        text = document.text
        if len(text) <= 2 * _STRETCH:
            return self._matcher.hits(DocumentView(document), "text")
        start = 0
        while start < len(text):
            end = _break_after(text, start + _STRETCH)
            mentions = tuple(
                replace(mention, start=mention.start - start, end=mention.end - start)
                for mention in document.mentions
                if start <= mention.start and mention.end <= end
            )
            stretch = replace(document, text=text[start:end], mentions=mentions)
            hits = self._matcher.hits(DocumentView(stretch), "text")
            if hits:
                return [LeafHit(Span(span.start + start, span.end + start), leaf) for span, leaf in hits]
            start = end
        return []


def _best(hits: Sequence[LeafHit], width: int) -> int:
    """The hit that starts the stretch with most different parts of the query, then most hits; the first of equals."""
    best, best_score = 0, (0, 0)
    for n, hit in enumerate(hits):
        parts: set[int] = set()
        last = n
        for last in range(n, len(hits)):
            if hits[last].span.end - hit.span.start > width * 3 // 4:
                break
            parts.add(hits[last].leaf)
        else:
            last += 1
        score = (len(parts), last - n)
        if score > best_score:
            best, best_score = n, score
    return best


def _start(text: str, hit: Span, width: int) -> int:
    """Where a line with this hit starts: at its sentence if that is near enough, else some words before."""
    earliest = max(0, hit.start - max(width - (hit.end - hit.start), 0) // 3)
    start = earliest if earliest == 0 else _word_after(text, earliest, hit.start)
    for end in _SENTENCE_END.finditer(text, earliest, hit.start):
        start = end.end()
    return start


def _line(text: str, start: int, width: int, hits: Sequence[Span]) -> Snippet:
    """At most `width` cells of the text from `start`, on one line, cut at words."""
    lead = ELLIPSIS if text[:start].strip() else ""
    letters: list[str] = list(lead)
    column_of: dict[int, int] = {}
    for offset in range(start, min(len(text), start + 4 * width)):
        letter = text[offset]
        column_of[offset] = len(letters)
        if not letter.isspace():
            letters.append(letter)
        elif len(letters) > len(lead) and letters[-1] != " ":
            letters.append(" ")
        if len(letters) > width + 1:
            break
    else:
        offset = min(len(text), start + 4 * width) - 1
    line = "".join(letters).rstrip()
    is_cut = bool(text[offset + 1 :].strip())
    if is_cut or cell_width(line) > width:
        line = _shortened(line, width)
    last = len(line) - (1 if line.endswith(ELLIPSIS) and (is_cut or len(line) < len(letters)) else 0)
    marked = []
    for hit in hits:
        first = column_of.get(max(hit.start, start))
        if first is None:
            continue
        end = min(column_of.get(hit.end, len(letters)), last)
        while end > first and line[end - 1 : end] == " ":
            end -= 1
        if first < end:
            marked.append(Span(first, end))
    return Snippet(line, tuple(marked))


def _shortened(line: str, width: int) -> str:
    """The line cut at a word so that it fits with an ellipsis; within a word if that one is too long."""
    cut = min(len(line), width - 1)
    while cut > 0 and cell_width(line[:cut]) > width - 1:
        cut -= 1
    space = line.rfind(" ", 0, cut + 1)
    if space > cut // 2:
        cut = space
    return line[:cut].rstrip() + ELLIPSIS


def _word_after(text: str, place: int, limit: int) -> int:
    """The first start of a word from `place` on, `limit` at the latest."""
    space = re.compile(r"\s+").search(text, max(place - 1, 0), limit)
    return space.end() if space else limit


def _break_after(text: str, place: int) -> int:
    """Just after the first line end or space from `place` on."""
    if place >= len(text):
        return len(text)
    gap = re.compile(r"\n+|\s+").search(text, place)
    return gap.end() if gap else len(text)
