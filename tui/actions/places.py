"""Where a person can be, and whose keys work there, nearest first: help, palette and the check of a keymap go by it."""

from __future__ import annotations

from dataclasses import dataclass

from tui.actions.action import PREFIXES, Scope


@dataclass(frozen=True, slots=True)
class Place:
    """What has the focus: its heading in the help, the scopes of its own, and those around it.

    `is_elsewhere`: on a screen of its own, where the keys of the main screen do not work. `is_typed_in`: characters are
    written there, so that no key that writes one can be an action of its own. `takes_over`: its keys come before those
    around, on purpose.
    """

    title: str
    own: tuple[Scope, ...]
    around: tuple[Scope, ...] = ("main", "app")
    is_elsewhere: bool = False
    is_typed_in: bool = False
    takes_over: bool = False

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """All scopes whose keys work there."""
        return (*self.own, *self.around)


# By the name that the footer has for it (`footers.FOOTERS`); those of the main screen first.
PLACES: dict[str, Place] = {
    "results": Place("In the results", ("results", "list")),
    "article": Place("In the article", ("article",)),
    "selecting": Place("While selecting", ("selecting",), takes_over=True),
    "entities": Place("In the entities", ("entities", "list")),
    "entity-filter": Place("While narrowing the entities", ("entity-filter",), is_typed_in=True),
    "query": Place("In the query line", ("query",), is_typed_in=True),
    "completion": Place("In the list of completions", ("completion",), is_typed_in=True),
    "ways": Place("Where nothing was found", ("ways", "list")),
    "find": Place("In the find line", ("find",), is_typed_in=True),
    "kwic": Place("In the mentions", ("kwic", "dossier", "list"), ("app",), is_elsewhere=True),
    "companions": Place("In the companions", ("companions", "dossier", "list"), ("app",), is_elsewhere=True),
    "facet-list": Place("In the filters", ("facet-list", "facets", "list"), ("app",), is_elsewhere=True),
    "saved": Place("In the searches", ("saved", "list"), ("app",), is_elsewhere=True),
    "saved-name": Place("Naming a saved search", ("saved-name",), ("app",), is_elsewhere=True, is_typed_in=True),
    "themes": Place("In the themes", ("themes", "list"), ("app",), is_elsewhere=True),
}


def meeting_scopes() -> tuple[tuple[Scope, ...], ...]:
    """The scopes whose keys meet at one place, so that none may be used twice among them.

    Where there is something to write into, while text is selected, and in the help, keys of the screen around are taken
    over on purpose.
    """
    places = [place.own if place.is_typed_in or place.takes_over else place.scopes for place in PLACES.values()]
    return (*places, ("help",), *((scope,) for scope in PREFIXES.values()))
