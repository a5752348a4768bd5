"""The block above an article's text: its title, and one quiet line that says when, where from and how long."""

from __future__ import annotations

from index.model import OpenArticle
from index.text import cell_width, collapse, printable, truncate_cells
from tui.render.wrap import Layout

_SEPARATOR = " · "
_SHORTEST_ORIGIN = 6  # cells; less of a source says nothing
WORDS_A_MINUTE = 220  # ordinary silent reading of English prose


def minutes_to_read(words: int) -> int:
    """Whole minutes, at least one."""
    return max(1, round(words / WORDS_A_MINUTE))


def title_lines(open_article: OpenArticle, width: int) -> list[str]:
    """The title, wrapped; empty if it has none."""
    title = printable(collapse(open_article.article.title))
    if not title:
        return []
    layout = Layout(title, width)
    return [title[start:end] for start, end in zip(layout.starts, layout.ends, strict=True)]


def about_line(open_article: OpenArticle, width: int) -> str:
    """Date, source, author, length: what is known, on one line of at most `width` cells.

    A long source or author is what gives way: the facts after it are short, and are looked for at the line's end.
    """
    article = open_article.article
    words = open_article.words
    facts = [
        f"{words:,} word{'' if words == 1 else 's'}".replace(",", "\u00a0"),
        f"{minutes_to_read(words)} min",
        "" if open_article.is_annotated else "names pending",
    ]
    day = article.date.isoformat() if article.date else "undated"
    length = _SEPARATOR.join(fact for fact in facts if fact)
    origin = printable(_SEPARATOR.join(part for part in (collapse(article.source), collapse(article.byline)) if part))
    room = width - cell_width(_SEPARATOR.join((day, "", length)))
    shown = [day, truncate_cells(origin, room), length] if origin and room >= _SHORTEST_ORIGIN else [day, length]
    return truncate_cells(_SEPARATOR.join(shown), width)
