"""In which order an entity's mentions are walked through the articles, and whom a query is about: pure rules."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from index.model import EntityMention, Span


def tour(result_ids: Sequence[int], having: Mapping[int, int]) -> list[int]:
    """All articles with the entity: those of the result list in its order, then the others as in `having` (by date)."""
    listed = [article_id for article_id in result_ids if article_id in having]
    seen = set(listed)
    return listed + [article_id for article_id in having if article_id not in seen]


def next_on_tour(stops: Sequence[int], here: int | None, result_ids: Sequence[int], step: int) -> int | None:
    """The stop after (`step` 1) or before (-1) an article; None beyond the ends.

    An article that is no stop itself counts as standing at its place in the result list; if it is not there either,
    as standing before the first stop.
    """
    if here in stops:
        place = stops.index(here) + step
    else:
        before = 0
        if here in result_ids:
            ahead = set(result_ids[: result_ids.index(here)])
            before = sum(1 for stop in stops if stop in ahead)
        place = before if step > 0 else before - 1
    return stops[place] if 0 <= place < len(stops) else None


def entity_of_hit(mentions: Iterable[EntityMention], hit: Span) -> str | None:
    """The entity whose mention a hit overlaps."""
    for mention in mentions:
        if mention.start < hit.end and hit.start < mention.end and mention.entity is not None:
            return mention.entity
    return None


def entity_to_walk(mentions: Sequence[EntityMention], hits: Sequence[Span], named: Collection[str]) -> str | None:
    """Who a query seems to be about, in an article opened from it: `named` are the entities that it names outright.

    The one at the first hit, if the query names it or nobody else who is here; otherwise whom it names.
    """
    at_hit = entity_of_hit(mentions, hits[0]) if hits else None
    here = {mention.entity for mention in mentions}
    named_here = [entity for entity in named if entity in here]
    if at_hit is not None and (at_hit in named_here or not named_here):
        return at_hit
    return named_here[0] if named_here else None
