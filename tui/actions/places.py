"""Where a person can be, and whose keys work there, nearest first: help, palette and the check of a keymap go by it."""

from __future__ import annotations

from dataclasses import dataclass

from tui.actions.action import PREFIXES, Action, Scope


@dataclass(frozen=True, slots=True)
class Place:
    """What has the focus: its heading in the help, the scopes of its own, and those around it.

    `is_elsewhere`: on a screen of its own, where the keys of the main screen do not work. `is_typed_in`: characters are
    written there, so that no key that writes one can be an action of its own. `takes_over`: keys have another meaning
    there on purpose, for as long as something is being done. `is_modal`: over another screen; of the app's keys, only
    the help's and those that go before everything work.
    """

    title: str
    own: tuple[Scope, ...]
    around: tuple[Scope, ...] = ("main", "app")
    is_elsewhere: bool = False
    is_typed_in: bool = False
    takes_over: bool = False
    is_modal: bool = False

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """All scopes whose keys work there."""
        return (*self.own, *self.around)

    def reaches(self, action: Action) -> bool:
        """Whether the action's keys work there."""
        is_general = action.is_priority or action.id == "help"
        return action.scope in self.scopes and (not self.is_modal or is_general or action.scope in self.own)


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
    "dossier-chart": Place("In the chart", ("chart", "dossier"), ("app",), is_elsewhere=True),
    "contexts": Place("In the hits", ("kwic", "contexts", "list"), ("app",), is_elsewhere=True),
    "timeline": Place("In the chart", ("chart", "timeline"), ("app",), is_elsewhere=True),
    "facet-list": Place("In the filters", ("facet-list", "facets", "list"), ("app",), is_elsewhere=True),
    "saved": Place("In the searches", ("saved", "list"), ("app",), is_elsewhere=True, is_modal=True),
    "saved-name": Place(
        "Naming a saved search", ("saved-name",), ("app",), is_elsewhere=True, is_typed_in=True, is_modal=True
    ),
    "export": Place("Writing a file", ("export",), ("app",), is_elsewhere=True, is_typed_in=True, is_modal=True),
    "themes": Place("In the themes", ("themes", "list"), ("app",), is_elsewhere=True, is_modal=True),
}


def meeting_scopes() -> tuple[tuple[Scope, ...], ...]:
    """The scopes whose keys meet at one place, so that none may be used twice among them.

    Where there is something to write into, while text is selected, and in the help, keys of the screen around are taken
    over on purpose.
    """
    places = [place.own if place.is_typed_in or place.takes_over else place.scopes for place in PLACES.values()]
    return (*places, ("help",), *((scope,) for scope in PREFIXES.values()))
