"""A result list as Markdown, JSON or CSV, written as its articles are read, so that a long one takes no memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from textwrap import indent

from index.answers import ListedArticle
from index.exporting.articles import day_of, described, id_of
from index.exporting.escaping import csv_row, json_text, markdown_address, markdown_line
from index.exporting.formats import Format
from index.model import SearchResult, Snippet

_COLUMNS = ("id", "title", "date", "source", "author", "url", "language", "tags", "words", "passage")


def result_pieces(result: SearchResult, articles: Iterable[ListedArticle], format_name: Format) -> Iterator[str]:
    """What a query found, a piece an article, and one more before and after."""
    match format_name:
        case "json":
            return _json(result, articles)
        case "csv":
            return chain((csv_row(_COLUMNS),), map(_csv_row, articles))
        case "md":
            return chain((_markdown_head(result),), map(_markdown, articles))


def _csv_row(listed: ListedArticle) -> str:
    item = listed.article
    about = (id_of(item), item.title, day_of(item), item.source, item.byline, item.url, item.language)
    return csv_row((*about, ", ".join(item.tags), listed.row.words, listed.snippet.text))


def _json(result: SearchResult, articles: Iterable[ListedArticle]) -> Iterator[str]:
    head = {
        "query": result.query,
        "echo": result.echo,
        "sort": result.sort,
        "total": result.total,
        "total_is_exact": result.total_is_exact,
        "partial": result.partial,
    }
    yield json_text(head)[: -len("\n}")] + ',\n  "articles": ['
    separator = "\n"
    for listed in articles:
        item = listed.article
        found = {
            "id": id_of(item),
            **described(item),
            "words": listed.row.words,
            "passage": listed.snippet.text,
            "marks": [list(span) for span in listed.snippet.hits],
        }
        yield separator + indent(json_text(found), "    ")
        separator = ",\n"
    yield "\n  ]\n}\n"


def _markdown_head(result: SearchResult) -> str:
    count = f"{result.total}" if result.total_is_exact else f"at least {result.total}"
    noun = "article" if result.total == 1 else "articles"
    order = {"relevance": "by relevance", "newest": "newest first", "oldest": "oldest first"}[result.sort]
    partial = f" · {markdown_line(result.partial)}" if result.partial else ""
    heading = markdown_line(result.query) or "All articles"
    return f"# {heading}\n\n{markdown_line(result.echo) or 'all articles'} · {count} {noun}, {order}{partial}\n"


def _markdown(listed: ListedArticle) -> str:
    item = listed.article
    facts = [day_of(item) or "undated", item.source, item.byline, f"{listed.row.words} words"]
    about = " · ".join(markdown_line(fact) for fact in facts if fact)
    about += f" · {markdown_address(item.url)}" if item.url else ""
    passage = f"\n> {_with_hits(listed.snippet)}\n" if listed.snippet.text.strip() else ""
    return f"\n## {markdown_line(item.title) or 'Untitled'}\n\n{about}\n{passage}"


def _with_hits(snippet: Snippet) -> str:
    """A passage with its hits in bold, where Markdown lets them be: from a letter or digit to a letter or digit."""
    text, at = snippet.text, 0
    pieces: list[str] = []
    for start, end in snippet.hits:
        hit = text[start:end]
        is_apart = start > at or not pieces  # bold right after bold would be read as one run of asterisks
        if start >= at and is_apart and hit[:1].isalnum() and hit[-1:].isalnum():
            pieces += [text[at:start], f"\ue000{hit}\ue001"]
            at = end
    marked = "".join([*pieces, text[at:]])
    if marked.count("\ue000") != len(pieces) // 2 or marked.count("\ue001") != len(pieces) // 2:
        return markdown_line(text)  # the text itself holds what stands for the marks here
    return markdown_line(marked).replace("\ue000", "**").replace("\ue001", "**")
