"""The command palette's first source: every action that makes sense where one is, with its keys."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.fuzzy import Matcher

from tui.actions import PLACES, PREFIXES, Action, in_scope
from tui.whereabouts import place_on


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


def actions_at(pane: str) -> list[tuple[Action, str]]:
    """The actions that a person may take in a pane, and their keys as shown; what follows a prefix is among them."""
    place = PLACES.get(pane)
    scopes = place.scopes if place is not None and not place.is_typed_in else ("main", "app")
    found: list[tuple[Action, str]] = []
    for action in in_scope(*scopes):
        if action.is_movement or action.id == "command-palette":
            continue
        found.append((action, "  ".join(action.shown_keys)))
        if action.id in PREFIXES:
            first = action.shown_keys[:1]
            found += [
                (follower, " then ".join((*first, follower.shown_keys[0])) if first and follower.keys else "")
                for follower in in_scope(PREFIXES[action.id])
            ]
    return found


class ActionProvider(Provider):
    """Actions by title."""

    @property
    def _actions(self) -> list[tuple[Action, str]]:
        return actions_at(place_on(self.screen))

    def _do(self, action: Action) -> Callable[[], Awaitable[bool]]:
        return partial(self.app.run_action, action.call, self.screen)

    async def discover(self) -> Hits:
        for action, keys in self._actions:
            about = f"{keys}   {action.help}" if keys else action.help
            yield DiscoveryHit(Content(action.title), self._do(action), text=action.title, help=plain(about))

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for action, keys in self._actions:
            score, content = highlighted(matcher, action.title)
            if score > 0:
                about = f"{keys}   {action.help}" if keys else action.help
                yield Hit(score, content, self._do(action), text=action.title, help=plain(about))
