"""The command palette's second source: go to an article by its title, or to an entity by its name."""

from __future__ import annotations

import asyncio
from functools import partial

from textual.command import Hit, Hits, Provider

from index.errors import DatelineError
from index.model import EntityRow, ResultRow
from tui.messages import Landing
from tui.providers.registry import highlighted, plain
from tui.screens.main import MainScreen
from tui.widgets.lines import one_line, plural

_ENTITIES, _ARTICLES = 12, 12
_SHORTEST = 2  # letters: one letter names half the library


class PlaceProvider(Provider):
    """Entities and articles of the library."""

    async def search(self, query: str) -> Hits:
        screen = self.screen
        if not isinstance(screen, MainScreen) or len(query.strip()) < _SHORTEST:
            return
        try:
            entities, rows = await asyncio.to_thread(self._look_up, screen, query)
        except DatelineError:
            return  # the palette goes on with the actions; the search pane tells of the trouble
        matcher = self.matcher(query)
        for entity in entities:
            score, content = highlighted(matcher, one_line(entity.name))
            text = f"dossier · {entity.type} · {plural(entity.mentions, 'mention')}"
            yield Hit(
                max(score, 0.3),
                content,
                partial(screen.open_dossier, entity.id),
                text=one_line(entity.name),
                help=plain(text),
            )
        for row in rows:
            score, content = highlighted(matcher, one_line(row.title))
            about = " · ".join(
                part for part in (row.date.isoformat() if row.date else "", one_line(row.source)) if part
            )
            go = partial(screen.open_article, row.id, Landing())
            yield Hit(max(score, 0.2), content, go, text=one_line(row.title), help=plain(f"article · {about}"))

    @staticmethod
    def _look_up(screen: MainScreen, query: str) -> tuple[list[EntityRow], list[ResultRow]]:
        library = screen.library
        found = library.search(query, is_typing=True)
        return library.entities(query, limit=_ENTITIES), library.rows(found.ids[:_ARTICLES])
