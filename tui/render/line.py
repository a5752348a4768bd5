"""Puts one line of an article together: text by its looks, type letters, tabs as blanks, brackets where they serve."""

from __future__ import annotations

from collections.abc import Iterator

from rich.segment import Segment

from tui.render.highlight import BRACKET, COMPARED_MASK, CURRENT_HIT, CURRENT_MENTION, LETTER, PLAIN, Highlighter
from tui.render.palette import Palette
from tui.render.wrap import Layout

_MENTION_BRACKETS, _HIT_BRACKETS = ("⟦", "⟧"), ("⟪", "⟫")
_CURRENT = CURRENT_MENTION | CURRENT_HIT


def line_segments(
    layout: Layout, highlighter: Highlighter, palette: Palette, line: int, *, margin: int
) -> list[Segment]:
    """The segments of a line, `margin + layout.cells_of(line)` cells in all (one more where a bracket hangs over).

    `margin` blank cells come first; they are given here because a bracket may stand in the last of them.
    """
    pieces = [(" " * margin, PLAIN), *_pieces(layout, highlighter, line)]
    if not palette.has_colours:
        pieces = _bracketed(pieces, highlighter, layout, line)
    return [Segment(text, palette.style(look)) for text, look in pieces if text]


def _pieces(layout: Layout, highlighter: Highlighter, line: int) -> Iterator[tuple[str, int]]:
    """Text as shown with its look, in order; type letters are pieces of their own."""
    text, start, end = layout.text, layout.starts[line], layout.ends[line]
    letters = layout.letters_of(line)
    runs = highlighter.runs(start, end)
    if layout.is_plain_line(line):
        shown = 0
        for run in runs:
            begin = run.start
            while shown < len(letters) and letters[shown] <= run.end:
                offset = letters[shown]
                if begin < offset:
                    yield text[begin:offset], run.look
                yield layout.letters[offset], run.look | LETTER
                begin = offset
                shown += 1
            if begin < run.end:
                yield text[begin : run.end], run.look
        return
    # A look begins with the cluster that its first character belongs to: clusters are never drawn in two pieces.
    looks = highlighter.looks(start, end)
    gathered, look = "", PLAIN
    for cluster in layout.clusters(line):
        if looks[cluster.start - start] != look:
            if gathered:
                yield gathered, look
            gathered, look = "", looks[cluster.start - start]
        gathered += " " * cluster.cells if text[cluster.start] == "\t" else text[cluster.start : cluster.end]
        if cluster.end in letters:
            yield gathered, look
            yield layout.letters[cluster.end], look | LETTER
            gathered = ""
    if gathered:
        yield gathered, look


def _bracketed(
    pieces: list[tuple[str, int]], highlighter: Highlighter, layout: Layout, line: int
) -> list[tuple[str, int]]:
    """Brackets around the current place, drawn in blanks beside it or over its type letter: nothing moves.

    Those of a hit are other ones than those of a mention. The number of a compared entity is never covered.
    """
    current = highlighter.current_mention or highlighter.current_hit
    if current is None or current.end <= layout.starts[line] or current.start >= layout.ends[line]:
        return pieces
    places = [index for index, (_, look) in enumerate(pieces) if look & _CURRENT]
    if not places:
        return pieces
    opening, closing = _MENTION_BRACKETS if highlighter.current_mention is not None else _HIT_BRACKETS
    first, last = places[0], places[-1]
    if current.end <= layout.ends[line]:
        if last + 1 == len(pieces):
            pieces.append((closing, BRACKET))
        elif pieces[last + 1][0].startswith(" "):
            after, after_look = pieces[last + 1]
            pieces[last + 1 : last + 2] = [(closing, BRACKET), (after[1:], after_look)]
        elif pieces[last][1] & LETTER and not pieces[last][1] & COMPARED_MASK:
            pieces[last] = (closing, BRACKET)
    if current.start >= layout.starts[line] and first and pieces[first - 1][0].endswith(" "):
        before, before_look = pieces[first - 1]
        pieces[first - 1 : first] = [(before[:-1], before_look), (opening, BRACKET)]
    return pieces
