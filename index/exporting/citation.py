"""An article, or a place in it, as it is cited: so that somebody else finds the passage again, to the character."""

from __future__ import annotations

from index.model import Article, Span
from index.passages import passage
from index.text import collapse

LONGEST_QUOTE = 300  # code points; more than that is not a citation but a copy


def citation(article: Article, place: Span | None = None, *, about: str = "") -> str:
    """The passage in quotation marks, then title, source, date, offsets and address, as far as there are any.

    Offsets are code points into the article's text, half open, as everywhere in dateline. A selection up to
    `LONGEST_QUOTE` is quoted as a whole, a longer one by its beginning; a single name with the words around it, which
    is then what `about` names. Not made printable.
    """
    parts = [article.title, article.source, article.date.isoformat() if article.date else "", article.byline]
    reference = ", ".join(collapse(part) for part in parts if part.strip())
    quote = ""
    if place is not None:
        quote = f"“{_quoted(article.text, place, has_context=bool(about))}”\n"
        reference += f", characters {place.start}–{place.end}"
        reference += f" ({collapse(about)})" if about else ""
    return quote + reference + (f", {article.url.strip()}" if article.url.strip() else "")


def _quoted(text: str, place: Span, *, has_context: bool) -> str:
    if has_context:
        return passage(text, place, max(place.end - place.start, LONGEST_QUOTE // 2)).text
    quote = text[place.start : place.end]
    if len(quote) > LONGEST_QUOTE:
        quote = quote[:LONGEST_QUOTE].rpartition(" ")[0] or quote[:LONGEST_QUOTE]
        return f"{collapse(quote)} …"
    return collapse(quote)
