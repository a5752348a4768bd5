"""The search index on disk evaluated plainly: posting by posting, without numpy.

The same files and the same answers as `index.engines.whoosh`, many times slower. It is what the quick way is held to,
and what serves where numpy cannot be loaded.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from index.engines.base import Deadline
from index.engines.evaluation import Evaluation
from index.engines.snapshot import Snapshot
from index.engines.whoosh import WhooshEngine
from index.model import Sort
from index.query.ast import Query
from index.query.terms import Expanded


class PlainEngine(WhooshEngine):
    """The engine that serves, without arrays."""

    def _evaluate(
        self, query: Query, snapshot: Snapshot, expanded: Expanded, deadline: Deadline, sort: Sort
    ) -> tuple[Sequence[int], Sequence[float], int]:
        return evaluated(query, snapshot, expanded, deadline, sort)


def evaluated(
    query: Query, snapshot: Snapshot, expanded: Expanded, deadline: Deadline, sort: Sort
) -> tuple[Sequence[int], Sequence[float], int]:
    """Ids and scores in order, and how many documents were looked at."""
    evaluation = Evaluation(query, snapshot, expanded, deadline, is_ranked=sort == "relevance")
    scores, looked_at = evaluation.run()
    numbers = _in_order(snapshot, scores, sort)
    ids = snapshot.ids
    return [ids[number] for number in numbers], [scores[number] for number in numbers], looked_at


def _in_order(snapshot: Snapshot, scores: dict[int, float], sort: Sort) -> list[int]:
    """Documents by score, or by date with the undated last; ties by article id."""
    numbers = sorted(scores, key=snapshot.ids.__getitem__)
    if sort == "relevance":
        return sorted(numbers, key=scores.__getitem__, reverse=True)  # stable: ties stay by id
    dates = snapshot.dates
    if sort == "newest":
        return sorted(numbers, key=dates.__getitem__, reverse=True)
    return sorted(numbers, key=lambda number: dates[number] or sys.maxsize)
