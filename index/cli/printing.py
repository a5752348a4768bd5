"""How results look on standard output: quiet columns for people on a terminal, tabs and JSON for programs.

Everything that comes from articles or file names passes `printable`; JSON is escaped instead, and so stays exact.
"""

from __future__ import annotations

import datetime
import json
import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from index.answers import ExplainedHit, Explanation, Facets, Tally
from index.model import (
    Dossier,
    EntityRow,
    LibraryStatus,
    MentionInContext,
    OpenArticle,
    ResultRow,
    SearchResult,
    Snippet,
    Span,
)
from index.store.files import Failure
from index.text import cell_width, printable, truncate_cells

if TYPE_CHECKING:  # the doctor loads what no other command needs
    from index.doctor import Finding

_INDENT = 12  # a day and two blanks
_KEY_CELLS = 12
_CONTEXT_INDENT = _INDENT + _KEY_CELLS + 2
_TALLY_SHOWN = 8
_PIPED_SNIPPET = 160


def as_json(value: Any) -> None:
    """One JSON document, escaped to ASCII so that no control character reaches a terminal."""
    click.echo(json.dumps(value, default=_plain, ensure_ascii=True, indent=2))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    raise TypeError(type(value).__name__)


def _is_terminal() -> bool:
    return sys.stdout.isatty()


def _style(text: str, **styles: Any) -> str:
    """Styled only for eyes: never when piped, and not where the user asked for none."""
    return click.style(text, **styles) if _is_terminal() and not os.environ.get("NO_COLOR") else text


def _width() -> int:
    return shutil.get_terminal_size((100, 24)).columns


def snippet_width() -> int:
    """How long a passage may be: one line of the terminal, or a good sentence in a pipe."""
    return max(_width() - _INDENT - 2, 40) if _is_terminal() else _PIPED_SNIPPET


def _marked(text: str, hits: Sequence[Span]) -> str:
    """A passage with its hits emphasised; without colour they stand in double brackets."""
    parts, place = [], 0
    for start, end in hits:
        hit = printable(text[start:end])
        is_styled = _is_terminal() and not os.environ.get("NO_COLOR")
        parts += [printable(text[place:start]), _style(hit, bold=True, underline=True) if is_styled else f"[[{hit}]]"]
        place = end
    return "".join(parts) + printable(text[place:])


# ------------------------------------------------------------------------------------------------ searching


@dataclass(frozen=True, slots=True)
class More:
    """What was asked beside the articles themselves."""

    tallies: Sequence[Tally] = ()
    facets: Facets | None = None
    explanation: Explanation | None = None


def narrate_result(result: SearchResult, shown: int, suggestions: Sequence[str], more: More) -> None:
    """What was found and how the query was understood, on standard error."""
    count = f"{result.total}" if result.total_is_exact else f"at least {result.total}"
    noun = "article" if result.total == 1 else "articles"
    first = f", the first {shown} shown" if shown < result.total else ""
    click.echo(f"{printable(result.echo)} · {count} {noun}{first}", err=True)
    if more.explanation is not None:
        _narrate_parts(result, more.explanation)
    for problem in result.problems:
        click.echo(f"column {problem.start + 1}: {printable(problem.message)}", err=True)
    if result.partial:
        click.echo(f"partial: {printable(result.partial)}", err=True)
    if suggestions:
        click.echo(f"Did you mean: {printable(' · '.join(suggestions))}", err=True)
    for tally in more.tallies:
        _narrate_tally(tally)
    if more.facets is not None:
        _narrate_facets(more.facets)


def _narrate_parts(result: SearchResult, explanation: Explanation) -> None:
    click.echo(f"sorted by {result.sort} · {result.seconds * 1000:.0f} ms · generation {result.generation}", err=True)
    width = max((cell_width(part.text) for part in explanation.parts), default=0)
    for part in explanation.parts:
        padding = " " * (width - cell_width(part.text))
        without = "without: " if part.is_excluded else ""
        noun = "article" if part.articles == 1 else "articles"
        line = f"  {printable(part.text)}{padding}  {without}{printable(part.meaning)} · {part.articles} {noun}"
        click.echo(line, err=True)


def _narrate_tally(tally: Tally) -> None:
    shown = " · ".join(f"{printable(' → '.join(row.fillers))} {row.times}" for row in tally.rows[:_TALLY_SHOWN])
    rest = f" · … ({tally.different} different)" if tally.different > _TALLY_SHOWN else ""
    read = f" (of the newest {tally.articles_read} articles)" if tally.articles_read is not None else ""
    click.echo(f"who {printable(tally.phrase)}{read}: {shown or 'nobody'}{rest}", err=True)


def _narrate_facets(facets: Facets) -> None:
    named = (("source", facets.sources), ("month", facets.months), ("type", facets.types), ("entity", facets.entities))
    for name, values in named:
        if values:
            listed = " · ".join(f"{printable(value.label)} {value.articles}" for value in values)
            click.echo(f"by {name}: {listed}", err=True)


def _why(hit: ExplainedHit) -> str:
    """One hit explained: its score, and how often each part is where."""
    parts = [f"score {hit.score:.3f}"]
    for part, counts in hit.occurrences:
        parts.append(f"{printable(part)}: {', '.join(f'{field} {count}' for field, count in counts)}")
    return " · ".join(parts)


def results(rows: Sequence[ResultRow], snippets: Sequence[Snippet], explanation: Explanation | None = None) -> None:
    """Two lines an article on a terminal, one with tabs when piped; and why it was found, if that is asked."""
    reasons = [_why(hit) for hit in explanation.hits] if explanation else [""] * len(rows)
    for row, snippet, reason in zip(rows, snippets, reasons, strict=True):
        day = row.date.isoformat() if row.date else "undated   "
        if _is_terminal():
            key = printable(row.key)
            room = _width() - _INDENT - cell_width(key) - 2
            title = truncate_cells(printable(row.title), max(room, 20))
            source = truncate_cells(printable(row.source), max(room - cell_width(title) - 2, 0))
            head = f"{_style(f'{day}  {key}', dim=True)}  {_style(title, bold=True)}"
            click.echo(f"{head}  {_style(source, dim=True)}" if source else head)
            click.echo(f"{' ' * _INDENT}{_marked(snippet.text, snippet.hits)}")
            if reason:
                click.echo(f"{' ' * _INDENT}{_style(reason, dim=True)}")
        else:
            fields = [printable(row.key), day.strip(), printable(row.title), _marked(snippet.text, snippet.hits)]
            click.echo("\t".join([*fields, reason] if reason else fields))


def result_as_object(
    result: SearchResult, rows: Sequence[ResultRow], snippets: Sequence[Snippet], suggestions: Sequence[str], more: More
) -> dict[str, Any]:
    """A search result for programs."""
    explanation = more.explanation
    extra: dict[str, Any] = {}
    if more.tallies:
        extra["tallies"] = [asdict(tally) for tally in more.tallies]
    if more.facets is not None:
        extra["facets"] = _facets_as_object(more.facets)
    if explanation is not None:
        extra["parts"] = [asdict(part) for part in explanation.parts]
    reasons = [_hit_as_object(hit) for hit in explanation.hits] if explanation else [{} for _ in rows]
    return {
        "query": result.query,
        "echo": result.echo,
        "sort": result.sort,
        "total": result.total,
        "total_is_exact": result.total_is_exact,
        "partial": result.partial,
        "problems": [{"message": p.message, "start": p.start, "end": p.end} for p in result.problems],
        "suggestions": list(suggestions),
        "milliseconds": round(result.seconds * 1000, 1),
        **extra,
        "hits": [
            {
                "id": row.key,
                "title": row.title,
                "date": row.date,
                "source": row.source,
                "words": row.words,
                "snippet": snippet.text,
                "marks": [list(span) for span in snippet.hits],
                **reason,
            }
            for row, snippet, reason in zip(rows, snippets, reasons, strict=True)
        ],
    }


def _facets_as_object(facets: Facets) -> dict[str, Any]:
    columns = {"sources": facets.sources, "months": facets.months, "types": facets.types, "entities": facets.entities}
    return {
        "articles": facets.articles,
        **{name: [value._asdict() for value in values] for name, values in columns.items()},
    }


def _hit_as_object(hit: ExplainedHit) -> dict[str, Any]:
    return {"score": hit.score, "why": [{"part": part, **dict(counts)} for part, counts in hit.occurrences]}


# ------------------------------------------------------------------------------------------------ reading


def article(found: OpenArticle) -> None:
    """An article as one reads it."""
    item = found.article
    day = item.date.isoformat() if item.date else "undated"
    facts = [day, item.source, item.byline, item.url, f"{found.words} words", item.key]
    click.echo(_style(printable(item.title), bold=True))
    click.echo(_style(" · ".join(printable(fact) for fact in facts if fact), dim=True))
    click.echo()
    click.echo(printable(item.text, keep_newlines=True))


# ------------------------------------------------------------------------------------------------ entities


def entities(rows: Sequence[EntityRow]) -> None:
    """A table on a terminal, tabs when piped."""
    table = [(row.id, row.type, f"{row.articles}", f"{row.mentions}", row.name) for row in rows]
    _columns(("id", "type", "articles", "mentions", "name"), table, right=(2, 3))


def dossiers(found: Sequence[Dossier]) -> None:
    """Each entity with the names it goes by and why."""
    for dossier in found:
        row = dossier.entity
        seen = " to ".join(day.isoformat() for day in (dossier.first_seen, dossier.last_seen) if day)
        click.echo(_style(f"{printable(row.name)}  ({row.id}, {row.type})", bold=True))
        click.echo(f"  {row.mentions} mentions in {row.articles} articles{', ' + seen if seen else ''}")
        for alias in dossier.aliases:
            click.echo(f"  {alias.mentions:5d}  {printable(alias.text)}  {_style(printable(alias.reason), dim=True)}")
        for other in dossier.related:
            click.echo(f"  see also {printable(other.name)} ({other.id}, {other.type}, {other.articles} articles)")
        for other in dossier.possibly:
            click.echo(f"  possibly the same as {printable(other.name)} ({other.id}, {other.articles} articles)")


def mentions(lines: Sequence[MentionInContext]) -> None:
    """A concordance: the mention in the middle on a terminal, tabs when piped."""
    side = max((_width() - 46) // 2, 16)
    for line in lines:
        day = line.date.isoformat() if line.date else "undated"
        before, hit, after = _three(line)
        if _is_terminal():
            left = _last_cells(printable(before), side)
            right = truncate_cells(printable(after), side)
            click.echo(f"{_style(f'{day:10}', dim=True)}  {left}{_style(printable(hit), bold=True)}{right}")
        else:
            place = f"{line.start}-{line.end}"
            click.echo("\t".join([printable(line.article_key), day, place, _marked(line.text, [line.hit])]))


def context_side(piped: int) -> int:
    """How much context there is room for on each side of a hit, in cells; `piped` where there is no screen."""
    return max((_width() - _CONTEXT_INDENT) * 2 // 5, 12) if _is_terminal() else piped


def context_lines(lines: Sequence[MentionInContext], side: int | None = None) -> None:
    """Hits one under the other in the same column on a terminal, six fields with tabs when piped.

    `side` is how many cells each side may take; None fills the line.
    """
    left_room = side or context_side(0)
    for line in lines:
        day = line.date.isoformat() if line.date else "undated"
        key = printable(line.article_key)
        before, hit, after = (printable(part) for part in _three(line))
        if not _is_terminal():
            click.echo("\t".join([key, day, f"{line.start}-{line.end}", before, hit, after]))
            continue
        right_room = side or max(_width() - _CONTEXT_INDENT - left_room - cell_width(hit), 0)
        head = _style(f"{day:10}  {truncate_cells(key, _KEY_CELLS):{_KEY_CELLS}}", dim=True)
        right = truncate_cells(after, right_room)
        click.echo(f"{head}  {_last_cells(before, left_room)}{_style(hit, bold=True)}{right}")


def _three(line: MentionInContext) -> tuple[str, str, str]:
    """What is before the hit, the hit, what is after it."""
    return line.text[: line.hit.start], line.text[line.hit.start : line.hit.end], line.text[line.hit.end :]


def _last_cells(text: str, width: int) -> str:
    """The end of a text, right-aligned in exactly `width` cells."""
    while cell_width(text) > width:
        text = text[1:]
    return " " * (width - cell_width(text)) + text


# ------------------------------------------------------------------------------------------------ the library


def status(found: LibraryStatus) -> None:
    """The library at a glance."""
    dates = f"{found.first_date} to {found.last_date}" if found.first_date else "no dates"
    waiting = found.articles - found.annotated
    lines = [
        ("library", f"{found.name}  ({found.path})"),
        ("articles", f"{found.articles}, {dates}"),
        ("names", f"{found.annotated} annotated" + (f", {waiting} waiting" if waiting else "")),
        ("entities", f"{found.entities}, mentioned {found.mentions} times"),
        ("model", found.model or "none used yet"),
        ("index", f"{found.engine}, generation {found.index_generation} of {found.generation}"),
        ("set aside", f"{found.failures} files or lines"),
    ]
    for label, value in lines:
        click.echo(f"{_style(f'{label:10}', dim=True)} {printable(value)}")


def failures(found: Sequence[Failure]) -> None:
    """What was set aside, one line each."""
    for failure in found:
        place = f"{failure.path}:{failure.line}" if failure.line else failure.path
        hint = f"  {failure.hint}" if failure.hint else ""
        click.echo(printable(f"{place}\t{failure.message}{hint}").replace("␉", "\t"))


def findings(found: Sequence[Finding]) -> None:
    """What the doctor saw: `ok` or `!!`, in words."""
    for finding in found:
        mark = _style("ok", fg="green") if finding.is_well else _style("!!", fg="red", bold=True)
        click.echo(f"{mark}  {finding.what:8} {printable(finding.finding)}")
        if finding.remedy:
            click.echo(f"              → {printable(finding.remedy)}")


def _columns(heads: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int]) -> None:
    if not _is_terminal():
        for row in rows:
            click.echo("\t".join(printable(cell) for cell in row))
        return
    shown = [[printable(cell) for cell in row] for row in rows]
    widths = [max(cell_width(row[column]) for row in [list(heads), *shown]) for column in range(len(heads))]
    for row in [list(heads), *shown]:
        cells = []
        for column, cell in enumerate(row):
            padding = " " * (widths[column] - cell_width(cell))
            cells.append(padding + cell if column in right else cell + padding)
        line = "  ".join(cells).rstrip()
        click.echo(_style(line, dim=True) if row == list(heads) else line)
