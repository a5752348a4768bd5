"""The command palette's second source: go to an article by its title, to an entity by its name, to what was saved.

Each kind is a function that looks up in the library, off the UI thread; one more is one more function in `LOOK_UPS`.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import Hit, Hits, Provider

from index.errors import DatelineError
from index.events import Cancelled, CancelToken
from index.library import Library
from index.reading import SavedSearch
from index.text import fold
from tui.providers.registry import highlighted, plain
from tui.widgets.lines import one_line, plural

if TYPE_CHECKING:  # the app is made of the providers
    from tui.app import DatelineApp

MOST = 12  # of each kind
BUDGET = 1.0  # seconds that a look-up may search; what it has by then is offered
_SHORTEST = 2  # letters: one letter names half the library
_PAUSE = 0.06  # seconds: somebody who types on is not kept waiting by a look-up they no longer want


@dataclass(frozen=True, slots=True)
class Destination:
    """Where one may go: its name and what to say of it (both data), how to get there, and the least it counts for."""

    name: str
    about: str
    go: Callable[[DatelineApp], None]
    weight: float


LookUp = Callable[[Library, str, CancelToken], Iterable[Destination]]


def entities(library: Library, query: str, token: CancelToken) -> Iterator[Destination]:
    """Entities by the names they go by."""
    del token  # quick: names are looked up, not searched for
    for entity in library.entities(query, limit=MOST):
        about = f"dossier · {entity.type} · {plural(entity.mentions, 'mention')}"
        yield Destination(entity.name, about, partial(_go_to_entity, entity.id), 0.3)


def articles(library: Library, query: str, token: CancelToken) -> Iterator[Destination]:
    """Articles whose titles have all the words, the last one perhaps unfinished."""
    found = library.search(title_query(query), cancel=token, budget=BUDGET)
    token.check()
    for row in library.rows(found.ids[:MOST]):
        parts = ("article", row.date.isoformat() if row.date else "", row.source)
        yield Destination(row.title, " · ".join(filter(None, parts)), partial(_go_to_article, row.id), 0.2)


def saved_searches(library: Library, query: str, token: CancelToken) -> Iterator[Destination]:
    """Saved searches whose name or query has all the words."""
    del token  # quick: there are few
    words = fold(query).split()
    found = [
        saved
        for saved in library.reading.saved_searches()
        if all(word in fold(f"{saved.name} {saved.query}") for word in words)
    ]
    for saved in found[:MOST]:
        yield Destination(saved.name, f"saved search · {saved.query}", partial(_run_saved, saved), 0.4)


# Those that come first in the palette where they match as well.
LOOK_UPS: tuple[LookUp, ...] = (saved_searches, entities, articles)


def title_query(text: str) -> str:
    """The query for titles with these words: `title:carn` becomes any word that begins so, where two letters say so."""
    *words, last = re.findall(r"[^\W_]+", text) or [""]
    beginning = f"{last}*" if len(last) >= _SHORTEST else last
    return " ".join(f"title:{word}" for word in (*words, beginning) if word)


def _go_to_entity(entity: str, app: DatelineApp) -> None:
    app.go_to_entity(entity)


def _go_to_article(article_id: int, app: DatelineApp) -> None:
    app.go_to_article(article_id)


def _run_saved(saved: SavedSearch, app: DatelineApp) -> None:
    app.go_to_saved(saved)


class PlaceProvider(Provider):
    """Entities, articles and whatever else of the library one may go to, from every screen."""

    async def search(self, query: str) -> Hits:
        if len(query.strip()) < _SHORTEST:
            return
        await asyncio.sleep(_PAUSE)
        app = cast("DatelineApp", self.app)
        matcher = self.matcher(query)
        token = CancelToken()
        try:
            for look_up in LOOK_UPS:
                for place in await asyncio.to_thread(_destinations, look_up, app.library, query, token):
                    name = one_line(place.name)
                    score, content = highlighted(matcher, name)
                    go = partial(place.go, app)
                    yield Hit(max(score, place.weight), content, go, text=name, help=plain(one_line(place.about)))
        finally:
            token.cancel()  # whoever types on wants something else by now


def _destinations(look_up: LookUp, library: Library, query: str, token: CancelToken) -> list[Destination]:
    """All of one kind; none where the library is in trouble: the results tell of that."""
    try:
        return list(look_up(library, query, token))
    except (DatelineError, Cancelled):
        return []
