"""A dossier as Markdown, JSON or CSV (a line a mention, with its context), written as the mentions are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import chain
from textwrap import indent

from index.exporting.escaping import csv_row, json_text, markdown_line
from index.exporting.formats import Format
from index.model import Dossier, EntityRow, MentionInContext

_COLUMNS = (
    "entity", "name", "article", "title", "date", "source", "start", "end", "before", "mention", "after", "why",
)  # fmt: skip


def dossier_pieces(dossier: Dossier, mentions: Iterable[MentionInContext], format_name: Format) -> Iterator[str]:
    """An entity's dossier, a piece a mention."""
    match format_name:
        case "json":
            return _json(dossier, mentions)
        case "csv":
            return chain((csv_row(_COLUMNS),), (_csv_row(dossier.entity, mention) for mention in mentions))
        case "md":
            return _markdown(dossier, mentions)


def _csv_row(entity: EntityRow, mention: MentionInContext) -> str:
    text, (start, end) = mention.text, mention.hit
    day = mention.date.isoformat() if mention.date else None
    article = (mention.article_key, mention.title, day, mention.source, mention.start, mention.end)
    return csv_row((entity.id, entity.name, *article, text[:start], text[start:end], text[end:], mention.reason))


def _json(dossier: Dossier, mentions: Iterable[MentionInContext]) -> Iterator[str]:
    seen = {
        "first_seen": dossier.first_seen.isoformat() if dossier.first_seen else None,
        "last_seen": dossier.last_seen.isoformat() if dossier.last_seen else None,
    }
    yield json_text({**asdict(dossier), **seen})[: -len("\n}")] + ',\n  "mentions": ['
    separator = "\n"
    for mention in mentions:
        line = {
            "article": mention.article_key,
            "title": mention.title,
            "date": mention.date.isoformat() if mention.date else None,
            "source": mention.source,
            "start": mention.start,
            "end": mention.end,
            "passage": mention.text,
            "mark": list(mention.hit),
            "why": mention.reason,
        }
        yield separator + indent(json_text(line), "    ")
        separator = ",\n"
    yield "\n  ]\n}\n"


def _markdown(dossier: Dossier, mentions: Iterable[MentionInContext]) -> Iterator[str]:
    entity = dossier.entity
    yield f"# {markdown_line(entity.name)}\n\n"
    seen = " to ".join(day.isoformat() for day in (dossier.first_seen, dossier.last_seen) if day)
    facts = [entity.type, _times(entity.mentions, "mention") + " in " + _times(entity.articles, "article"), seen]
    yield " · ".join(markdown_line(fact) for fact in [*facts, f"@{entity.id}"] if fact) + "\n"
    aliases = [(alias.text, alias.mentions, alias.reason) for alias in dossier.aliases]
    yield _table("Also written", ("name", "mentions", "why"), aliases)
    yield _table("When", ("month", "articles"), dossier.by_month)
    yield _table("Where", ("source", "articles"), [(source or "no source", count) for source, count in dossier.sources])
    companions = [(other.name, other.type, other.articles) for other in dossier.companions]
    yield _table("Together with", ("name", "type", "articles"), companions)
    yield _others("Possibly the same as", dossier.possibly)
    yield _others("See also", dossier.related)
    is_first = True
    for mention in mentions:
        yield ("\n## Mentions\n\n" if is_first else "") + _line(mention)
        is_first = False


def _line(mention: MentionInContext) -> str:
    day = mention.date.isoformat() if mention.date else "undated"
    where = ", ".join(part for part in (day, mention.title, mention.source) if part)
    return f"- {markdown_line(mention.text)} ({markdown_line(where)}, {mention.start}–{mention.end})\n"


def _times(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _table(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    if not rows:
        return ""
    lines = [columns, ["---"] * len(columns), *([markdown_line(str(cell)) for cell in row] for row in rows)]
    return f"\n## {title}\n\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _others(title: str, rows: Sequence[EntityRow]) -> str:
    return _table(title, ("name", "type", "articles"), [(row.name, row.type, row.articles) for row in rows])
