"""Asks a library for what an export is made of, a little at a time, so that a long one can be followed and stopped."""

from __future__ import annotations

from collections.abc import Iterator

from index.answers import ListedArticle
from index.errors import NotFound
from index.events import CancelToken
from index.exporting.articles import article_pieces
from index.exporting.dossiers import dossier_pieces
from index.exporting.formats import Format
from index.exporting.results import result_pieces
from index.library import Library
from index.model import MentionInContext, SearchResult

BATCH = 50  # articles or mentions asked for at a time


def export_article(library: Library, article_id: int, format_name: Format) -> Iterator[str]:
    """One article. Raises NotFound."""
    yield from article_pieces(library.open_article(article_id), format_name)


def export_results(
    library: Library,
    result: SearchResult,
    format_name: Format,
    *,
    is_typing: bool = False,
    cancel: CancelToken | None = None,
) -> Iterator[str]:
    """Everything a query found: a piece before, one an article, one after (JSON). Raises Cancelled, EngineError."""
    token = cancel or CancelToken()

    def articles() -> Iterator[ListedArticle]:
        for start in range(0, len(result.ids), BATCH):
            token.check()
            yield from library.listed(result.ids[start : start + BATCH], result.query, is_typing=is_typing)

    return result_pieces(result, articles(), format_name)


def export_dossier(
    library: Library, entity: str, format_name: Format, *, cancel: CancelToken | None = None
) -> Iterator[str]:
    """Everything about an entity, with every mention. Raises NotFound, Cancelled."""
    token = cancel or CancelToken()
    dossier = library.dossier(entity)

    def mentions() -> Iterator[MentionInContext]:
        start = 0
        while True:
            token.check()
            batch = library.mentions(entity, limit=BATCH, offset=start)
            yield from batch
            if len(batch) < BATCH:
                return
            start += BATCH

    if not dossier.entity.mentions:
        raise NotFound(f"Nothing names {entity} any more.")
    return dossier_pieces(dossier, mentions(), format_name)
