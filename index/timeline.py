"""When the articles of an answer were written: counted day by day from the store's index of dates."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from typing import Final

from index.answers import Timeline
from index.store import articles
from index.store.database import Database

_FEW: Final = 4_000  # up to here looking up each article is quicker than reading every date of a large library


def timeline(database: Database, ids: Sequence[int]) -> Timeline:
    """The days of these articles. Those that are gone are not counted."""
    counts = Counter[str | None]()
    if len(ids) <= _FEW:
        counts.update(articles.dates_of(database, ids))
    else:
        wanted = set(ids)
        counts.update(date for article_id, date in articles.dates(database) if article_id in wanted)
    undated = counts.pop(None, 0)
    days = sorted((datetime.date.fromisoformat(day), number) for day, number in counts.items() if day is not None)
    return Timeline(tuple(days), undated)
