"""The command palette's first source: every action that makes sense on the screen one is on, with its keys."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.fuzzy import Matcher
from textual.screen import Screen

from tui.actions import Action, Scope, in_scope
from tui.screens.dossier import DossierScreen
from tui.screens.facets import FacetsScreen
from tui.screens.saved import SavedSearchesScreen

_ON_MAIN: tuple[Scope, ...] = ("main", "app")
_ELSEWHERE: dict[type[Screen[Any]], tuple[Scope, ...]] = {
    DossierScreen: ("dossier", "app"),
    FacetsScreen: ("facet-list", "facets", "app"),
    SavedSearchesScreen: ("saved", "app"),
}


def highlighted(matcher: Matcher, text: str) -> tuple[float, Content]:
    """How well a text matches, and the text with the matching letters marked; the text is data and never markup."""
    score, offsets = matcher.fuzzy_search.match(matcher.query, text)
    content = Content(text)
    for offset in offsets:
        content = content.stylize(matcher.match_style, offset, offset + 1)
    return score, content


def plain(text: str) -> str:
    """What a hit says beside its name, as it is: of a mere string the framework would read the brackets as markup."""
    return cast("str", Content(text))


class ActionProvider(Provider):
    """Actions by title."""

    @property
    def _actions(self) -> list[Action]:
        scopes = _ELSEWHERE.get(type(self.screen), _ON_MAIN)
        return [action for action in in_scope(*scopes) if not action.is_movement and action.id != "command-palette"]

    def _do(self, action: Action) -> Callable[[], Awaitable[bool]]:
        return partial(self.app.run_action, action.call, self.screen)

    @staticmethod
    def _help(action: Action) -> str:
        return f"{'  '.join(action.shown_keys)}   {action.help}" if action.keys else action.help

    async def discover(self) -> Hits:
        for action in self._actions:
            yield DiscoveryHit(
                Content(action.title), self._do(action), text=action.title, help=plain(self._help(action))
            )

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for action in self._actions:
            score, content = highlighted(matcher, action.title)
            if score > 0:
                yield Hit(score, content, self._do(action), text=action.title, help=plain(self._help(action)))
