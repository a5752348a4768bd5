"""Which panes are on screen and how wide, as a function of the screen's width and of what the person asked for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal

Pane = Literal["results", "article", "entities"]
WidthClass = Literal["narrow", "medium", "wide"]

PANES: tuple[Pane, ...] = ("results", "article", "entities")
MEDIUM, WIDE, TALL = 100, 160, 20  # columns, columns, rows from which a screen counts as such

# The framework's breakpoints: the class that a screen gets from a width or height on.
HORIZONTAL: list[tuple[int, str]] = [(0, "-narrow"), (MEDIUM, "-medium"), (WIDE, "-wide")]
VERTICAL: list[tuple[int, str]] = [(0, "-short"), (TALL, "-tall")]

RESULTS_WIDTH: dict[WidthClass, int] = {"narrow": 0, "medium": 38, "wide": 48}
ENTITIES_WIDTH: dict[WidthClass, int] = {"narrow": 0, "medium": 34, "wide": 40}
NARROWEST_SIDE, NARROWEST_ARTICLE = 20, 40
WIDEST_SIDE = 400  # no screen is wider
ROW_LINES: dict[WidthClass, int] = {"narrow": 1, "medium": 2, "wide": 3}


def width_class(columns: int) -> WidthClass:
    """Narrow, medium or wide."""
    return "wide" if columns >= WIDE else "medium" if columns >= MEDIUM else "narrow"


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What the person asked for: the active pane, zoom, entities swapped in or docked, and widths they set."""

    active: Pane = "results"
    is_zoomed: bool = False
    has_entities: bool = False  # medium: in place of the results
    is_docked: bool = False  # medium: beside both
    hides_entities: bool = False  # wide
    widths: dict[tuple[WidthClass, Pane], int] = field(default_factory=dict)

    def shown(self, columns: int) -> dict[Pane, int | None]:
        """The panes on screen, left to right, with their widths in cells; None takes what is left."""
        kind = width_class(columns)
        if kind == "narrow" or self.is_zoomed:
            return {self.active: None}
        wanted: list[Pane] = ["results", "article", "entities"]
        if kind == "medium" and not self.is_docked:
            wanted.remove("results" if self.has_entities else "entities")
        if kind == "wide" and self.hides_entities:
            wanted.remove("entities")
        sides: dict[Pane, int] = {pane: self._side_width(kind, pane) for pane in wanted if pane != "article"}
        spare = columns - NARROWEST_ARTICLE - sum(sides.values())
        for pane in reversed(sides):  # where there is no room, the sides give way down to their least
            if spare < 0:
                given = min(-spare, sides[pane] - NARROWEST_SIDE)
                sides[pane] -= given
                spare += given
        return {pane: sides.get(pane) for pane in wanted}

    def _side_width(self, kind: WidthClass, pane: Pane) -> int:
        default = (RESULTS_WIDTH if pane == "results" else ENTITIES_WIDTH)[kind]
        return self.widths.get((kind, pane), default)

    def to_json(self) -> dict[str, Any]:
        """As JSON values, for the next session."""
        return {
            "active": self.active,
            "has_entities": self.has_entities,
            "is_docked": self.is_docked,
            "hides_entities": self.hides_entities,
            "widths": [[kind, pane, width] for (kind, pane), width in self.widths.items()],
        }

    @classmethod
    def from_json(cls, kept: object) -> Arrangement:
        """What `to_json` gave; anything that is not that counts for nothing."""
        if not isinstance(kept, dict):
            return cls()
        widths = {}
        for entry in kept.get("widths", ()) if isinstance(kept.get("widths"), list) else ():
            match entry:
                case ["medium" | "wide" as kind, "results" | "entities" as pane, int(width)] if width >= NARROWEST_SIDE:
                    widths[kind, pane] = min(width, WIDEST_SIDE)
        active: Pane = next((pane for pane in PANES if pane == kept.get("active")), "results")
        flags = {name: kept.get(name) is True for name in ("has_entities", "is_docked", "hides_entities")}
        return cls(active=active, widths=widths, **flags)

    def activate(self, pane: Pane, columns: int) -> Arrangement:
        """The same with another pane active, and on screen."""
        now = replace(self, active=pane)
        if pane in now.shown(columns):
            return now
        if width_class(columns) == "medium":
            return replace(now, has_entities=pane == "entities")
        return replace(now, hides_entities=False)

    def zoom(self) -> Arrangement:
        """The active pane alone, or the others back."""
        return replace(self, is_zoomed=not self.is_zoomed)

    def toggle_entities(self, columns: int) -> Arrangement:
        """Show the entities, or put them away, as the width allows."""
        kind = width_class(columns)
        if kind == "narrow":
            return replace(self, active="article" if self.active == "entities" else "entities")
        if kind == "wide":
            return self._settle(replace(self, hides_entities=not self.hides_entities, is_zoomed=False), columns)
        if self.is_docked:
            return self._settle(replace(self, is_docked=False, has_entities=False), columns)
        return self._settle(replace(self, has_entities=not self.has_entities, is_zoomed=False), columns)

    def dock_entities(self, columns: int) -> Arrangement:
        """Entities beside results and article, or not."""
        if width_class(columns) != "medium":
            return self.toggle_entities(columns)
        return self._settle(replace(self, is_docked=not self.is_docked, has_entities=False, is_zoomed=False), columns)

    @staticmethod
    def _settle(now: Arrangement, columns: int) -> Arrangement:
        """If the active pane went away, the article is active."""
        return now if now.active in now.shown(columns) else replace(now, active="article")

    def resize(self, change: int, columns: int) -> Arrangement:
        """The active side pane wider or narrower; with the article active, the results (or whatever side there is)."""
        shown = self.shown(columns)
        pane = self.active if shown.get(self.active) is not None else next((p for p in shown if p != "article"), None)
        width = shown.get(pane) if pane else None
        if pane is None or width is None:
            return self
        others = sum(other or 0 for name, other in shown.items() if name != pane)
        widest = max(NARROWEST_SIDE, columns - others - NARROWEST_ARTICLE)
        new = max(NARROWEST_SIDE, min(width + change, widest))
        return replace(self, widths={**self.widths, (width_class(columns), pane): new})
