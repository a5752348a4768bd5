"""Why an article was found, on one line: the passage of its text that has the most of the query in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from index.model import IndexDoc, Snippet, Span
from index.query.ast import Query
from index.query.matching import LeafHit, merged
from index.query.scanning import Scanner
from index.text import cell_width

ELLIPSIS: Final = "…"
_STRETCH: Final = 24_000  # code points of a long text looked at before asking whether that is enough
_RUN: Final = re.compile(r"\s+|\S+")
_VISIBLE: Final = re.compile(r"\S")
_UNEVEN: Final = re.compile(r"\A\s|[^\S ]|  ")  # white space that is not one plain blank
_SENTENCE_END: Final = re.compile(r"[.!?…][\"'”’»)\]]*\s+|\n\s*")


class Snippets:
    """Makes the snippets of one bound query, at most `width` cells each."""

    def __init__(self, query: Query, width: int = 160) -> None:
        self._scanner = Scanner(query)
        self._width = max(width, 8)

    @property
    def needs_mentions(self) -> bool:
        """Whether articles must come with their names."""
        return self._scanner.needs_mentions

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
            return self._scanner.hits(document)
        start = 0
        while start < len(text):
            end = _break_after(text, start + _STRETCH)
            mentions = tuple(
                replace(mention, start=mention.start - start, end=mention.end - start)
                for mention in document.mentions
                if start <= mention.start and mention.end <= end
            )
            stretch = replace(document, text=text[start:end], mentions=mentions)
            hits = self._scanner.hits(stretch)
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
    lead = ELLIPSIS if _VISIBLE.search(text, 0, start) else ""
    stretch = _collapsed(text, start, width + 2 - len(lead))
    letters = lead + stretch.letters
    line = letters.rstrip()
    is_cut = _VISIBLE.search(text, stretch.end) is not None
    if is_cut or cell_width(line) > width:
        line = _shortened(line, width)
    last = len(line) - (1 if line.endswith(ELLIPSIS) and (is_cut or len(line) < len(letters)) else 0)
    marked = []
    for hit in hits:
        if hit.start >= stretch.end:
            continue
        first = len(lead) + stretch.column(max(hit.start, start))
        end = min(len(lead) + stretch.column(hit.end), last)
        while end > first and line[end - 1 : end] == " ":
            end -= 1
        if first < end:
            marked.append(Span(first, end))
    return Snippet(line, tuple(marked))


class _Stretch(NamedTuple):
    """A stretch of text with white space collapsed, up to the offset `end`; `columns` is None where nothing was."""

    letters: str
    start: int
    end: int
    columns: Sequence[int] | None

    def column(self, offset: int) -> int:
        """Where the letter at an offset into the text has come to stand."""
        place = min(offset, self.end) - self.start
        if self.columns is None:
            return place
        return self.columns[place] if place < len(self.columns) else len(self.letters)


def _collapsed(text: str, start: int, length: int) -> _Stretch:
    """So many letters of the text from an offset on."""
    piece = text[start : start + length]
    if not _UNEVEN.search(piece):
        return _Stretch(piece, start, start + len(piece), None)
    words: list[str] = []
    columns: list[int] = []
    width = 0
    for run in _RUN.finditer(text, start, start + 4 * length):
        size = run.end() - run.start()
        if not run[0][0].isspace():
            columns += range(width, width + size)
            words.append(run[0])
            width += size
        elif width:
            columns += [width, *[width + 1] * (size - 1)]
            words.append(" ")
            width += 1
        else:
            columns += [0] * size
        if width >= length:
            break
    del columns[bisect_left(columns, length) :]
    return _Stretch("".join(words)[:length], start, start + len(columns), columns)


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
