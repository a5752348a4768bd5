"""Words in context (KWIC): where the hits of a query and the mentions of an entity stand, in which order, and a line
of passage for each.

A place is three numbers. Finding places is kept apart from making their lines, so that a list may know of a million
and make the forty that are in view.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple, TypeVar

from index.answers import ContextSide, HitPlace
from index.events import CancelToken
from index.model import MentionInContext, Span
from index.passages import passage
from index.query.ast import Query
from index.query.matching import merged
from index.query.scanning import Scanner
from index.store import articles, entities
from index.store.database import Database
from index.store.entities import MentionPlace

_Item = TypeVar("_Item")

_BATCH: Final = 200  # articles read at a time: their texts are in memory together
_REACH: Final = 160  # code points on either side that an order by context looks at
_DEPTH: Final = 8  # words of context that are compared
_WORD: Final = re.compile(r"\w+(?:['’]\w+)*")


def hit_places(
    database: Database, query: Query, ids: Sequence[int], cancel: CancelToken | None = None
) -> list[HitPlace]:
    """Every hit of a bound query in the texts of these articles, in their order. Raises Cancelled."""
    scanner = Scanner(query)
    if not scanner.asks_of_text:
        return []  # no text need be read to know that
    load = articles.documents if scanner.needs_mentions else articles.texts
    found: list[HitPlace] = []
    for batch in _batches(ids):
        for document in load(database, batch):
            if cancel is not None:
                cancel.check()
            spans = merged(hit.span for hit in scanner.hits(document))
            found += [HitPlace(document.id, start, end) for start, end in spans]
    return found


def lines(database: Database, places: Sequence[HitPlace | MentionPlace], width: int) -> list[MentionInContext]:
    """Each place with about `width` code points of its article around it; those that are gone are left out."""
    found: list[MentionInContext] = []
    for batch in _batches(places):
        known = articles.with_text(database, list({place.article_id for place in batch}))
        for place in batch:
            article = known.get(place.article_id)
            if article is None or place.end > len(article.text):  # the article was taken in anew meanwhile
                continue
            cut = passage(article.text, Span(place.start, place.end), width)
            found.append(
                MentionInContext(
                    article_id=place.article_id, article_key=article.key, title=article.title, date=article.date,
                    source=article.source, start=place.start, end=place.end, text=cut.text, hit=cut.hits[0],
                    reason=place.reason if isinstance(place, MentionPlace) else "",
                )
            )  # fmt: skip
    return found


# ------------------------------------------------------------------------------------------------ by context


def in_context_order(
    database: Database, places: Sequence[HitPlace], side: ContextSide, cancel: CancelToken | None = None
) -> list[HitPlace]:
    """Places by the words on one side of them; equal ones stay in the order they came in. Raises Cancelled."""
    keyed: list[tuple[tuple[str, ...], int]] = []
    by_article: dict[int, list[int]] = {}
    for number, place in enumerate(places):
        by_article.setdefault(place.article_id, []).append(number)
    for batch in _batches(list(by_article)):
        if cancel is not None:
            cancel.check()
        for document in articles.texts(database, batch):
            keyed += [(context_key(document.text, places[n], side), n) for n in by_article[document.id]]
    keyed.sort()
    return [places[number] for _, number in keyed]


def context_key(text: str, place: HitPlace, side: ContextSide) -> tuple[str, ...]:
    """The words going outward from a place, the nearest first, without regard to case."""
    if side == "left":
        words = _WORD.findall(text, max(place.start - _REACH, 0), place.start)[: -_DEPTH - 1 : -1]
    else:
        words = _WORD.findall(text, place.end, min(place.end + _REACH, len(text)))[:_DEPTH]
    return tuple(word.casefold() for word in words)


# ------------------------------------------------------------------------------------------------ mentions


class MentionOrder(NamedTuple):
    """The mentions of an entity by date (undated last), as counts: any stretch is found without listing those before.

    `ends[i]` is how many mentions there are in the articles up to and with `article_ids[i]`.
    """

    slug: str
    article_ids: list[int]
    ends: list[int]

    @classmethod
    def of(cls, database: Database, slug: str) -> MentionOrder:
        """Count an entity's mentions article by article."""
        counts = entities.articles_with(database, slug)
        return cls(slug, list(counts), list(accumulate(counts.values())))

    def stretch(self, database: Database, offset: int, limit: int | None) -> list[MentionPlace]:
        """So many mentions from an offset on."""
        total = self.ends[-1] if self.ends else 0
        stop = total if limit is None else min(offset + limit, total)
        if offset >= stop:
            return []
        first, last = bisect_right(self.ends, offset), bisect_right(self.ends, stop - 1)
        skipped = offset - (self.ends[first - 1] if first else 0)
        found: list[MentionPlace] = []
        for batch in _batches(self.article_ids[first : last + 1]):
            by_article: dict[int, list[MentionPlace]] = {}
            for place in entities.places(database, self.slug, batch):
                by_article.setdefault(place.article_id, []).append(place)
            for article_id in batch:
                found += by_article.get(article_id, ())
        return found[skipped : skipped + stop - offset]


def _batches(items: Sequence[_Item]) -> Iterator[Sequence[_Item]]:
    for start in range(0, len(items), _BATCH):
        yield items[start : start + _BATCH]
