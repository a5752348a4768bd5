"""One article as Markdown, JSON or CSV (a line a mention), and as plain text for a pager or an editor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from index.exporting.escaping import csv_row, json_text, markdown_address, markdown_block, markdown_line
from index.exporting.formats import Format
from index.model import Article, OpenArticle
from index.text import collapse

_MENTION_COLUMNS = ("id", "title", "date", "source", "start", "end", "type", "text", "entity", "name", "why")


def article_pieces(found: OpenArticle, format_name: Format) -> Iterator[str]:
    """An article with its names, piece by piece."""
    match format_name:
        case "json":
            yield json_text(article_as_object(found)) + "\n"
        case "csv":
            yield from _csv(found)
        case "md":
            yield from _markdown(found)


def article_as_object(found: OpenArticle) -> dict[str, Any]:
    """An article with its names, for programs; offsets are code points into `text`."""
    item = found.article
    return {
        "id": id_of(item),
        "key": item.key,
        **described(item),
        "words": found.words,
        "annotated": found.is_annotated,
        "text": item.text,
        "mentions": [
            {
                "start": mention.start,
                "end": mention.end,
                "label": mention.label,
                "entity": mention.entity,
                "name": mention.entity_name,
                "why": mention.reason,
            }
            for mention in found.mentions
        ],
    }


def described(article: Article) -> dict[str, Any]:
    """What an article is, without its text, for programs."""
    return {
        "title": article.title,
        "date": day_of(article),
        "source": article.source,
        "author": article.byline,
        "url": article.url,
        "language": article.language,
        "tags": list(article.tags),
    }


def id_of(article: Article) -> str:
    """What an article is called outside: the id it brought along, else its key."""
    return article.external_id or article.key


def day_of(article: Article) -> str | None:
    """Its date as `YYYY-MM-DD`."""
    return article.date.isoformat() if article.date else None


def _csv(found: OpenArticle) -> Iterator[str]:
    item = found.article
    yield csv_row(_MENTION_COLUMNS)
    about = (id_of(item), item.title, day_of(item), item.source)
    for mention in found.mentions:
        name = mention.entity_name if mention.entity is not None else ""
        place = (mention.start, mention.end, mention.label, mention.text)
        yield csv_row((*about, *place, mention.entity, name, mention.reason))


def _markdown(found: OpenArticle) -> Iterator[str]:
    item = found.article
    yield f"# {markdown_line(item.title) or 'Untitled'}\n\n"
    facts = [day_of(item) or "undated", item.source, item.byline]
    yield " · ".join(markdown_line(fact) for fact in facts if fact)
    if item.url:
        yield f" · {markdown_address(item.url)}"
    yield f" · `{id_of(item)}`\n\n" if _is_plain(id_of(item)) else f" · {markdown_line(id_of(item))}\n\n"
    yield "\n".join(markdown_block(item.text)).strip("\n") + "\n"
    if found.entities:
        yield "\n## Named here\n\n"
        for entity in found.entities:
            times = "once" if entity.count == 1 else f"{entity.count} times"
            yield f"- {markdown_line(entity.name)} ({entity.type}), {times}\n"


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable() and "`" not in text and text.strip() == text != ""


# ------------------------------------------------------------------------------------------------ plain text


def heading(article: Article) -> list[str]:
    """The lines above an article's text in dateline's own plain format, the blank one included."""
    fields = (
        ("title", article.title), ("date", day_of(article) or ""), ("source", article.source),
        ("author", article.byline), ("url", article.url), ("language", article.language),
        ("tags", ", ".join(article.tags)),
    )  # fmt: skip
    return [*(f"{name}: {collapse(value)}" for name, value in fields if value.strip()), ""]
