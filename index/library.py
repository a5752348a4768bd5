"""The one door to an archive: everything a screen or a command may ask of it.

Returns only `index.model` values, raises only `DatelineError` (and `Cancelled` where a token was given). Every method
may be called from any thread. Nothing here imports spaCy or the interface.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from index import concordance, dossiers, timeline
from index.answers import (
    Completions,
    ContextSide,
    DroppedTerm,
    Explanation,
    Facets,
    HitPlace,
    ListedArticle,
    Tally,
    Timeline,
    UnsettledName,
)
from index.concordance import MentionOrder
from index.config import Config
from index.events import CancelToken
from index.indexing import DEFAULT_ENGINE
from index.model import (
    ENTITY_LABELS,
    ArticleEntity,
    Dossier,
    EntityMention,
    EntityRow,
    LibraryStatus,
    MentionInContext,
    OpenArticle,
    QueryProblem,
    ResultRow,
    SearchResult,
    Snippet,
    Sort,
    Span,
)
from index.query import And, parse
from index.query.ast import all_of
from index.reading import ReadingRecord, SavedSearch
from index.searcher import Searcher
from index.store import articles, entities, files, library
from index.store.database import Database, create_folder
from index.store.files import Failure
from index.worker import Job

__all__ = ["Job", "Library"]

if TYPE_CHECKING:
    from index.completion import Completer

_TERMS_DROPPED = 6  # each costs a search


class Library:
    """An archive on disk, opened for reading; writing is done by jobs."""

    def __init__(self, folder: Path, *, name: str, config: Config) -> None:
        self.path = folder
        self.name = name or folder.name  # for the title line
        self._config = config
        self._database = Database(folder)
        self._searcher = Searcher(folder, self._database)
        self._generation = library.generation(self._database)
        self.reading = ReadingRecord(folder, self._database)
        self._order: tuple[int, MentionOrder] | None = None

    @classmethod
    def open(cls, folder: Path, *, name: str = "", create: bool = False, config: Config | None = None) -> Library:
        """Open a library folder. Raises LibraryMissing, LibraryTooNew, LibraryDamaged, LibraryError."""
        if create:
            create_folder(folder)
            Database(folder, writable=True).close()
        return cls(folder, name=name, config=config or Config())

    @cached_property
    def _completer(self) -> Completer:
        from index.completion import Completer  # here, because no command completes anything

        return Completer(self._database)

    def close(self) -> None:
        """Release the files."""
        self.reading.close()
        self._searcher.close()
        self._database.close()

    def status(self, *, has_model: bool = True) -> LibraryStatus:
        """The library at a glance; which model found most of its names costs a look at every article."""
        counts = library.counts(self._database)
        first, last = library.date_range(self._database)
        most_used = "SELECT model, count(*) AS n FROM articles WHERE model IS NOT NULL GROUP BY 1 ORDER BY n DESC"
        model = self._database.one(most_used) if has_model else None
        return LibraryStatus(
            name=self.name,
            path=self.path,
            **counts,
            first_date=first,
            last_date=last,
            model=model[0] if model else "",
            generation=library.generation(self._database),
            index_generation=self._searcher.generation,
            engine=DEFAULT_ENGINE,
        )

    def failures(self) -> list[Failure]:
        """Files and records that could not be read."""
        return files.failures(self._database)

    def refresh(self) -> bool:
        """Look whether a job has written since the last look; True if anything changed."""
        generation = library.generation(self._database)
        has_newer_index = self._searcher.refresh()
        changed = has_newer_index or generation != self._generation
        self._generation = generation
        return changed

    # ---------------------------------------------------------------------------------------- searching

    def search(
        self,
        query: str,
        *,
        sort: Sort | None = None,
        is_typing: bool = False,
        cancel: CancelToken | None = None,
        budget: float | None = None,
    ) -> SearchResult:
        """Run a query; an empty one lists everything. Odd queries are told of in `problems`, never raised.

        `sort` None means relevance where there are words to rank by, else newest first. `is_typing` makes the last bare
        word a prefix. After `budget` seconds the answer is what was found until then, and says so. Raises EngineError,
        Cancelled.
        """
        return self._searcher.search(query, sort=sort, is_typing=is_typing, cancel=cancel, budget=budget)

    def new_in(self, saved: SavedSearch, *, cancel: CancelToken | None = None, budget: float | None = None) -> int:
        """How many articles a saved search finds that were added since it was last looked at. Raises EngineError."""
        found = self.search(saved.query, sort="newest", cancel=cancel, budget=budget)
        return sum(1 for article_id in found.ids if article_id > saved.seen_id)

    def facets(
        self, query: str, *, is_typing: bool = False, limit: int = 20, cancel: CancelToken | None = None
    ) -> Facets:
        """Counts over everything a query finds: its sources, months, types of names and entities.

        `limit` is for sources and entities. Raises EngineError, Cancelled.
        """
        return self._searcher.facets(query, is_typing=is_typing, limit=limit, cancel=cancel)

    def tallies(self, query: str, *, limit: int = 20, cancel: CancelToken | None = None) -> tuple[Tally, ...]:
        """Who fills the open slots of a query's phrases, and how often; none for a query without. Raises EngineError,
        Cancelled.
        """
        return self._searcher.tallies(query, limit=limit, cancel=cancel)

    def explain(self, query: str, sort: Sort, ids: Sequence[int]) -> Explanation:
        """What each part of a query was taken for, and why these articles were found. Raises EngineError."""
        return self._searcher.explain(query, sort, ids)

    def suggestions(self, query: str) -> tuple[str, ...]:
        """Whole queries with a nearer spelling, after the library's own words and names; for when nothing was found."""
        return self._searcher.suggestions(query)

    def problems(self, query: str) -> tuple[QueryProblem, ...]:
        """What a query's spelling leaves in doubt, at once and without searching."""
        return self._searcher.problems(query)

    def rows(self, ids: Sequence[int]) -> list[ResultRow]:
        """Details of these articles, in this order; those that are gone are left out."""
        return articles.rows(self._database, ids)

    def snippets(self, ids: Sequence[int], query: str, *, is_typing: bool = False, width: int = 160) -> list[Snippet]:
        """The best passage of each article for the query (its beginning, where the query has no words)."""
        return self._searcher.snippets(ids, query, is_typing=is_typing, width=width)

    def listed(self, ids: Sequence[int], query: str, *, is_typing: bool = False) -> list[ListedArticle]:
        """These articles with metadata, text and best passage, in this order; those that are gone are left out."""
        rows = articles.rows(self._database, ids)
        snippets = self.snippets([row.id for row in rows], query, is_typing=is_typing)
        return [
            ListedArticle(row, articles.get(self._database, row.id).article, snippet)
            for row, snippet in zip(rows, snippets, strict=True)
        ]

    def hit_spans(self, article_id: int, query: str, *, is_typing: bool = False) -> list[Span]:
        """Where the query matches in the article's text, in order."""
        return self._searcher.hit_spans(article_id, query, is_typing=is_typing)

    def mention_total(self, ids: Sequence[int], query: str) -> int | None:
        """How many mentions the entities that the query names have in these articles; None if it names none."""
        slugs = {entity.id for entity in self.query_entities(query)}
        if not slugs:
            return None
        wanted = set(ids)
        counts = (entities.articles_with(self._database, slug) for slug in slugs)
        return sum(count for places in counts for article_id, count in places.items() if article_id in wanted)

    def query_entities(self, query: str) -> list[EntityRow]:
        """The entities a query names outright (`@carney`), or by words that are together one entity's name."""
        return self._searcher.entities_of(query)

    # ---------------------------------------------------------------------------------------- asking better

    def completions(self, text: str, cursor: int, limit: int = 50) -> Completions:
        """What may be written at a cursor column of a query: names after `@`, fields, their values, types of slots.

        Any candidate's `insert` in the place of `start:end` is understood as the entity or value that it shows.
        """
        return self._completer.completions(text, cursor, limit)

    def unsettled_names(self, query: str) -> tuple[UnsettledName, ...]:
        """Names in a query that several entities go by (it finds them all), or none."""
        return self._completer.unsettled_names(query)

    def without_each(
        self, query: str, *, cancel: CancelToken | None = None, budget: float | None = None
    ) -> tuple[DroppedTerm, ...]:
        """What a query of several terms finds without each of its first ones; for when nothing has them all.

        `budget` is seconds for each. Raises EngineError, Cancelled.
        """
        tree = parse(query).query
        parts = tree.parts if isinstance(tree, And) else ()
        dropped = []
        for place, part in enumerate(parts[:_TERMS_DROPPED]):
            rest = str(all_of(parts[:place] + parts[place + 1 :]))
            found = self.search(rest, cancel=cancel, budget=budget)
            dropped.append(DroppedTerm(str(part), rest, found.total, found.total_is_exact))
        return tuple(dropped)

    # ---------------------------------------------------------------------------------------- reading

    def open_article(self, article_id: int) -> OpenArticle:
        """Everything about one article. Raises NotFound."""
        stored = articles.get(self._database, article_id)
        mentions = entities.mentions_of_article(self._database, article_id, stored.article.text)
        return OpenArticle(
            id=stored.id,
            article=stored.article,
            words=stored.words,
            is_annotated=stored.is_annotated,
            mentions=tuple(mentions),
            entities=self._entities_of(mentions, stored.article.title, len(stored.article.text)),
            is_read=stored.is_read,
            is_starred=stored.is_starred,
        )

    def find_article(self, key: str) -> OpenArticle:
        """By key, by its own id, or by an unambiguous beginning of a key. Raises NotFound."""
        return self.open_article(articles.find(self._database, key))

    def article_id(self, key: str) -> int:
        """The number of the article of this key. Raises NotFound."""
        return articles.find(self._database, key)

    def _entities_of(self, mentions: Sequence[EntityMention], title: str, length: int) -> tuple[ArticleEntity, ...]:
        """By type, the most central first: often mentioned, early, and named in the title."""
        places: dict[str, list[EntityMention]] = {}
        for mention in mentions:
            if mention.entity is not None:
                places.setdefault(mention.entity, []).append(mention)
        known = entities.by_slug(self._database, list(places))
        most = max(map(len, places.values()), default=1)
        found = []
        for row in known:
            here = places[row.id]
            earliness = 1 - here[0].start / max(length, 1)
            is_in_title = any(mention.text in title for mention in here)
            centrality = 0.6 * len(here) / most + 0.25 * earliness + 0.15 * is_in_title
            found.append(ArticleEntity(row.id, row.name, row.type, len(here), row.articles, round(centrality, 4)))
        order = {label: place for place, label in enumerate(ENTITY_LABELS)}
        found.sort(key=lambda entity: (order.get(entity.type, len(order)), -entity.centrality, entity.name, entity.id))
        return tuple(found)

    # ---------------------------------------------------------------------------------------- entities

    def entities(self, query: str = "", *, types: Iterable[str] = (), limit: int | None = None) -> list[EntityRow]:
        """Entities that go by a name in which a word starts with the query, most articles first."""
        return entities.listing(self._database, query, types, limit)

    def find_entity(self, text: str) -> EntityRow:
        """By id, name or alias. Raises NotFound, naming the candidates when there are several."""
        return entities.find(self._database, text)

    def dossier(self, entity: str) -> Dossier:
        """Everything about one entity but its mentions. Raises NotFound."""
        row = self.find_entity(entity)
        return dossiers.dossier(self._database, row, self._searcher.company_of(row.id))

    def mentions(
        self, entity: str, *, limit: int | None = None, offset: int = 0, width: int = 160
    ) -> list[MentionInContext]:
        """Every mention with its passage, by date (undated last) and place. Raises NotFound."""
        order = self._mention_order(self.find_entity(entity).id)
        return concordance.lines(self._database, order.stretch(self._database, offset, limit), width)

    def mention_places(self, entity: str, *, limit: int | None = None, offset: int = 0) -> list[HitPlace]:
        """Where an entity is mentioned, as `mentions` has it, without the passages. Raises NotFound."""
        order = self._mention_order(self.find_entity(entity).id)
        return [
            HitPlace(place.article_id, place.start, place.end) for place in order.stretch(self._database, offset, limit)
        ]

    def _mention_order(self, slug: str) -> MentionOrder:
        """Counted once for a dossier, not once for each stretch of it that comes into view."""
        generation = library.generation(self._database)
        known = self._order
        if known is None or known[0] != generation or known[1].slug != slug:
            known = self._order = (generation, MentionOrder.of(self._database, slug))
        return known[1]

    def articles_with(self, entity: str) -> dict[int, int]:
        """Article id → number of the entity's mentions there, by date (undated last). Raises NotFound."""
        return entities.articles_with(self._database, self.find_entity(entity).id)

    # ---------------------------------------------------------------------------------------- in context, in time

    def hit_places(
        self, query: str, ids: Sequence[int], *, is_typing: bool = False, cancel: CancelToken | None = None
    ) -> list[HitPlace]:
        """Every hit of a query in the texts of these articles, article by article in this order.

        For a whole answer, ask for a few dozen of its articles at a time. Raises Cancelled.
        """
        return self._searcher.hit_places(ids, query, is_typing=is_typing, cancel=cancel)

    def in_context_order(
        self, places: Sequence[HitPlace], side: ContextSide, *, cancel: CancelToken | None = None
    ) -> list[HitPlace]:
        """Places by the words to one side, going outward from them, whatever their case. Raises Cancelled."""
        return concordance.in_context_order(self._database, places, side, cancel)

    def context_lines(self, places: Sequence[HitPlace], *, width: int = 160) -> list[MentionInContext]:
        """Each place in its passage (`reason` is empty); those that are gone are left out."""
        return concordance.lines(self._database, places, width)

    def timeline(self, ids: Sequence[int]) -> Timeline:
        """On which days these articles were written."""
        return timeline.timeline(self._database, ids)

    # ---------------------------------------------------------------------------------------- out and in

    def add(self, paths: Iterable[Path], *, model: str = "") -> Job:
        """Read files and folders in a worker process, then annotate whatever is pending; no paths: only the latter.

        A library that is being written tells so by an event. Raises JobError.
        """
        return Job(
            self.path,
            [path.expanduser().absolute() for path in paths],
            model=model or self._config.model,
            max_article_bytes=self._config.max_article_bytes,
        )

    def export(self, ids: Iterable[int] | None = None) -> Iterator[str]:
        """The library as JSON lines, one article each, in the order of their keys; or these articles in theirs."""
        for article_id in articles.all_ids(self._database) if ids is None else ids:
            stored = articles.get(self._database, article_id)
            article = stored.article
            yield json.dumps(
                {
                    "id": article.external_id or article.key,
                    "title": article.title,
                    "date": article.date.isoformat() if article.date else None,
                    "source": article.source,
                    "text": article.text,
                    "mentions": [
                        {
                            "start": m.start,
                            "end": m.end,
                            "label": m.label,
                            "entity": m.entity,
                            "name": m.entity_name or None,
                        }
                        for m in entities.mentions_of_article(self._database, article_id, article.text)
                    ],
                },
                ensure_ascii=False,
            )
