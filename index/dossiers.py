"""A dossier put together: what the store counts about one entity, and whom it belongs with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.association import log_likelihood
from index.model import Companion, Dossier, EntityRow
from index.store import company, entities
from index.store.company import Met
from index.store.database import Database

_COMPANIONS = 40  # in either order


def dossier(database: Database, row: EntityRow, shared: Mapping[int, int] | None = None) -> Dossier:
    """Everything about one entity but its mentions.

    `shared` is in how many of its articles each entity (by number) is named, if the search index knows: it counts that
    many times more quickly than the store.
    """
    first, last = entities.first_and_last(database, row.id)
    others = company.met_with(database, row.id) if shared is None else company.met(database, shared)
    others = [other for other in others if other.entity.id != row.id]
    met = companions(row, others, company.articles_with_names(database))
    return Dossier(
        entity=row,
        aliases=tuple(entities.aliases(database, row.id)),
        first_seen=first,
        last_seen=last,
        by_month=tuple(entities.by_month(database, row.id)),
        companions=tuple(sorted(met, key=lambda other: (-other.articles, -other.association, other.id))[:_COMPANIONS]),
        associates=tuple(
            sorted(
                (other for other in met if other.association > 0),
                key=lambda other: (-other.association, -other.articles, other.id),
            )[:_COMPANIONS]
        ),
        sources=tuple(entities.sources(database, row.id)),
        possibly=tuple(entities.possibly(database, row.id)),
        related=tuple(entities.related(database, row.id)),
    )


def companions(row: EntityRow, met: Sequence[Met], articles: int) -> list[Companion]:
    """Those met with an entity, each with its association; `articles` is how many of the library have names."""
    found = []
    for other, shared in met:
        # Counts may be of two moments while a job writes: a cell is never less than nothing.
        only_this, only_other = max(row.articles - shared, 0), max(other.articles - shared, 0)
        neither = max(articles - shared - only_this - only_other, 0)
        association = round(log_likelihood(shared, only_this, only_other, neither), 2)
        found.append(Companion(other.id, other.name, other.type, shared, association))
    return found
