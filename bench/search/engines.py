"""The engines side by side: how each is built, and how each is asked. What one of them needs is imported when it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, Protocol

from bench.search.building import Builder, Built
from bench.search.queries import Question


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


def _build_dateline(folder: Path, articles: int) -> Built:
    from bench.search import datelines

    return datelines.build(folder, articles)


def _build_fts5(folder: Path, articles: int) -> Built:
    from bench.search import sqlite

    return sqlite.build(folder, articles)


def _build_tantivy(folder: Path, articles: int) -> Built:
    from bench.search import tantivies

    return tantivies.build(folder, articles)


def _open_dateline(folder: Path) -> Searching:
    from bench.search.datelines import Dateline

    return Dateline(folder)


def _open_fts5(folder: Path) -> Searching:
    from bench.search.sqlite import Fts5

    return Fts5(folder)


def _open_tantivy(folder: Path) -> Searching:
    from bench.search.tantivies import Tantivy

    return Tantivy(folder)


BUILDERS: Final[dict[str, Builder]] = {"dateline": _build_dateline, "fts5": _build_fts5, "tantivy": _build_tantivy}
OPENERS: Final[dict[str, Callable[[Path], Searching]]] = {
    "dateline": _open_dateline, "fts5": _open_fts5, "tantivy": _open_tantivy,
}  # fmt: skip
