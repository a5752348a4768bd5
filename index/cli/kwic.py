"""`dateline kwic`: every hit of a query in its context, one under the other, printed as they are found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import click

from index.answers import MOST_SORTED, ContextSide, HitPlace
from index.cli import printing
from index.cli.commands import LIMIT, opened
from index.cli.options import json_option, library_option
from index.library import Library
from index.model import MentionInContext, SearchResult

_BATCH = 50  # articles read at a time
_PIPED_SIDE = 60
_LONGEST_HIT = 16  # cells that the passages leave for the hit itself; a longer one takes from its context


@dataclass
class Reading:
    """How far an answer has been read for hits."""

    result: SearchResult
    articles: int = 0
    hits: int = 0
    with_hits: set[int] = field(default_factory=set)

    @property
    def is_whole(self) -> bool:
        """Whether every article was looked at."""
        return self.articles >= len(self.result.ids)


@click.command()
@click.argument("query", nargs=-1, required=True, metavar="QUERY...")
@library_option
@click.option("--limit", type=LIMIT, default=100, show_default=True, help="How many lines to print.")
@click.option(
    "--sort",
    type=click.Choice(["date", "left", "right"]),
    default="date",
    show_default=True,
    help="By date, oldest first, or by the words before or after the hit, going outward from it.",
)
@click.option(
    "--width",
    type=click.IntRange(min=8, max=2_000),
    metavar="CELLS",
    help=f"Context on each side of a hit. Default: what the terminal has room for; {_PIPED_SIDE} in a pipe.",
)
@json_option
@click.pass_context
def kwic(
    context: click.Context,
    query: tuple[str, ...],
    folder: Path | None,
    limit: int,
    sort: str,
    width: int | None,
    as_json: bool,
) -> None:
    """Print every hit of a query in its context.

    \b
      dateline kwic ceasefire                  oldest first
      dateline kwic --sort right 'carney'      what is said of him, alike beside alike
      dateline kwic '"{person} said"' --json

    One line a hit: date, id of the article, and the hit in the middle; with tabs when piped (id, date, place of the
    hit, what is before it, the hit, what is after it).
    """
    text = " ".join(query)
    with opened(context, folder) as library:
        result = library.search(text, sort="oldest")
        reading = Reading(result)
        side = width or printing.context_side(_PIPED_SIDE)
        found = _lines(library, reading, sort, limit, 2 * side + _LONGEST_HIT)
        if as_json:
            printing.as_json(_as_object(reading, sort, list(found)))
        else:
            suggestions = () if result.total else library.suggestions(text)
            printing.narrate_result(result, result.total, suggestions, printing.More())
            for lines in found:
                printing.context_lines(lines, side if width else None)
            if result.ids:
                click.echo(_how_far(reading, sort, limit), err=True)
    context.exit(0 if reading.hits else 1)


def _lines(
    library: Library, reading: Reading, sort: str, limit: int, width: int
) -> Iterator[Sequence[MentionInContext]]:
    """Lines as they are found, batch by batch, or sorted all at once; `limit` of them at most."""
    if sort == "date":
        left = limit
        for places in _places(library, reading, limit):
            yield library.context_lines(places[:left], width=width)
            left -= len(places)
        return
    every = [place for places in _places(library, reading, MOST_SORTED) for place in places][:MOST_SORTED]
    yield library.context_lines(library.in_context_order(every, cast("ContextSide", sort))[:limit], width=width)


def _places(library: Library, reading: Reading, enough: int) -> Iterator[list[HitPlace]]:
    """Hits, some articles at a time, until there are enough."""
    ids = reading.result.ids
    while reading.articles < len(ids) and reading.hits < enough:
        batch = ids[reading.articles : reading.articles + _BATCH]
        places = library.hit_places(reading.result.query, batch)
        reading.articles += len(batch)
        reading.hits += len(places)
        reading.with_hits.update(place.article_id for place in places)
        yield places


def _how_far(reading: Reading, sort: str, limit: int) -> str:
    """What was printed, and of how much."""
    total = len(reading.result.ids)
    said = f"{_count(reading.hits, 'hit')} in {_count(len(reading.with_hits), 'article')}"
    if not reading.is_whole:
        said = f"{_count(reading.hits, 'hit')} in the first {_count(reading.articles, 'article')} by date"
        said += f"; {total - reading.articles} more were not read"
    if sort != "date" and not reading.is_whole:
        said += f" (at most {MOST_SORTED} hits are put in order)"
    elif len(reading.with_hits) < reading.articles:
        said += f"; {_count(reading.articles - len(reading.with_hits), 'article')} without one in the text"
    return said + (f"; {limit} printed" if reading.hits > limit else "")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun if number == 1 else noun + 's'}"


def _as_object(reading: Reading, sort: str, found: Sequence[Sequence[MentionInContext]]) -> dict[str, Any]:
    """For programs; `hits` is how many there are in the articles that were read, `is_whole` whether all were."""
    result = reading.result
    return {
        "query": result.query,
        "echo": result.echo,
        "sort": sort,
        "articles": result.total,
        "articles_read": reading.articles,
        "is_whole": reading.is_whole,
        "hits": reading.hits,
        "problems": [{"message": p.message, "start": p.start, "end": p.end} for p in result.problems],
        "lines": [
            {
                "id": line.article_key,
                "title": line.title,
                "date": line.date,
                "source": line.source,
                "start": line.start,
                "end": line.end,
                "left": line.text[: line.hit.start],
                "hit": line.text[line.hit.start : line.hit.end],
                "right": line.text[line.hit.end :],
            }
            for lines in found
            for line in lines
        ],
    }
