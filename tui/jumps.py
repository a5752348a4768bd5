"""Where a person has been: the list that Back and Forward walk, kept apart from the screen so that it can be tested."""

from __future__ import annotations

from dataclasses import dataclass

from tui.comparing import Comparison

LONGEST = 200  # more than anybody walks back; keeps a long session's memory flat


@dataclass(frozen=True, slots=True)
class Place:
    """Everything needed to stand there again. `article_id` is None for the result list before anything was opened."""

    query: str = ""
    selected_id: int | None = None
    article_id: int | None = None
    offset: int = 0  # of the cursor
    top: int = 0  # of the first line on screen
    entity: str | None = None
    comparison: Comparison = Comparison()  # noqa: RUF009 - frozen


class JumpList:
    """A browser's history: leaving a place by a jump remembers it and forgets what lay ahead."""

    def __init__(self) -> None:
        self._behind: list[Place] = []
        self._ahead: list[Place] = []

    def leave(self, place: Place) -> None:
        """Remember a place that is being left by a jump; leaving the same place twice counts once."""
        self._ahead.clear()
        if not self._behind or self._behind[-1] != place:
            self._behind.append(place)
            del self._behind[:-LONGEST]

    @property
    def last(self) -> Place | None:
        """The place that was left last."""
        return self._behind[-1] if self._behind else None

    def back(self, here: Place) -> Place | None:
        """The place before, or None; `here` becomes what Forward returns to."""
        return self._move(here, self._behind, self._ahead)

    def forward(self, here: Place) -> Place | None:
        """The place that Back came from, or None."""
        return self._move(here, self._ahead, self._behind)

    @staticmethod
    def _move(here: Place, source: list[Place], target: list[Place]) -> Place | None:
        while source:
            place = source.pop()
            if place != here:  # a place that looks like this one would seem a dead key
                target.append(here)
                return place
        return None
