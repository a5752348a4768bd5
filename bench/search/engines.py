"""The engines side by side: how each is built, and how each is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, Protocol

from bench.search import datelines
from bench.search.building import Builder
from bench.search.queries import Question


class Cannot(Exception):
    """The engine has no way to ask this."""


class Searching(Protocol):
    """An engine opened for searching."""

    has_facets: bool

    def search(self, question: Question) -> tuple[int, Sequence[int]]:
        """The exact total, and the first fifty ids in the order asked for. Raises Cannot."""

    def page(self, question: Question, ids: Sequence[int]) -> int:
        """What a list of these articles shows: titles, dates, sources and snippets; how many characters of them."""

    def facets(self, question: Question) -> None:
        """Counts over the whole answer, where the engine has them."""

    def stop_after(self, question: Question, delay: float) -> float | None:
        """Seconds from telling a search that had run that long to stop until it did; None where there was none left."""

    def close(self) -> None: ...


BUILDERS: Final[dict[str, Builder]] = {"dateline": datelines.build}
OPENERS: Final[dict[str, Callable[[Path], Searching]]] = {"dateline": datelines.Dateline}
