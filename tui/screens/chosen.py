"""What a reader takes from a screen about articles: a place to read, somebody to walk, something to ask."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chosen:
    """A place to read (`article_id` and `offset`), conditions to add to the query, or else just the entity."""

    entity: str | None = None
    article_id: int | None = None
    offset: int = 0
    additions: tuple[str, ...] = ()
