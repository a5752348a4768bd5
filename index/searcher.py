"""From a query's text to an answer: parse it, bind names to the library's entities, run it, and say what was done."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from index import concordance
from index.answers import Explanation, Facet, Facets, HitPlace, Tally
from index.engines import open_engine
from index.engines.base import Engine
from index.errors import EngineError, EngineUnavailable
from index.events import CancelToken
from index.indexing import DEFAULT_ENGINE, current_directory
from index.model import EntityRow, Hits, QueryProblem, SearchResult, Snippet, Sort, Span
from index.query import bind, echo, entity_refs_of, has_words, parse, replace_word, words_of
from index.query.ast import EntityFilter, Query, Word
from index.query.matching import hit_spans
from index.query.snippets import Snippets
from index.query.words import as_value
from index.store import articles, entities, library, reading
from index.store.database import Database

_MOST_SUGGESTIONS = 3
NOTHING = Explanation((), ())


class Searcher:
    """The reading end of a library's search index. Any thread may call it."""

    def __init__(self, folder: Path, database: Database) -> None:
        self._folder = folder
        self._database = database
        self._engine: Engine | None = None
        self._directory: Path | None = None
        self._names: tuple[int, dict[int, int]] | None = None
        self._flagged: dict[str, tuple[tuple[int, int], frozenset[int]]] = {}
        self._guard = threading.RLock()

    @property
    def generation(self) -> int:
        """The library generation the index shows; 0 where there is none. Never raises."""
        try:
            engine = self._current()
        except EngineUnavailable:
            return 0
        return engine.generation if engine else 0

    def refresh(self) -> bool:
        """Look at the newest index; True if it is another than before."""
        with self._guard:
            try:
                if current_directory(self._folder) != self._directory:
                    self._release()
                    return self._current() is not None
                return self._engine is not None and self._engine.refresh()
            except EngineUnavailable:  # the next search will say so
                self._release()
                return False

    def close(self) -> None:
        """Release the index."""
        with self._guard:
            self._release()

    def _current(self) -> Engine | None:
        """The engine, opened if need be; None for a library that has no index yet. Raises EngineUnavailable."""
        with self._guard:
            if self._engine is None:
                self._directory = current_directory(self._folder)
                if self._directory is not None:
                    self._engine = open_engine(DEFAULT_ENGINE, self._directory)
            return self._engine

    def _release(self) -> None:
        if self._engine is not None:
            self._engine.close()
        self._engine, self._directory = None, None

    # ---------------------------------------------------------------------------------------- searching

    def search(
        self, text: str, *, sort: Sort | None, is_typing: bool, cancel: CancelToken | None, budget: float | None
    ) -> SearchResult:
        """See `Library.search`."""
        started = time.perf_counter()
        parsed = parse(text, is_typing=is_typing)
        query = self._bound(parsed.query)
        order: Sort = sort or ("relevance" if has_words(query) else "newest")
        engine = self._current()
        hits = engine.search(query, sort=order, cancel=cancel, budget=budget) if engine else Hits((), (), 0)
        return SearchResult(
            query=text,
            echo=echo(query),
            sort=order,
            ids=hits.ids,
            total=hits.total,
            total_is_exact=hits.total_is_exact,
            partial=hits.partial,
            problems=(*parsed.problems, *self._unknown_names(text, query)),
            seconds=time.perf_counter() - started,
            generation=hits.generation,
        )

    def facets(self, text: str, *, is_typing: bool, limit: int, cancel: CancelToken | None) -> Facets:
        """See `Library.facets`."""
        engine = self._current()
        if engine is None:
            return Facets(0, (), (), (), ())
        query = self._bound(parse(text, is_typing=is_typing).query)
        found = engine.facets(query, self._entity_of_name(), limit=limit, cancel=cancel)
        known = entities.by_number(self._database, [number for number, _ in found.entities])
        return Facets(
            articles=found.articles,
            sources=tuple(Facet(source, articles, f"source:{as_value(source)}") for source, articles in found.sources),
            months=tuple(Facet(month, articles, f"date:{month}") for month, articles in found.months),
            types=tuple(Facet(kind, articles, f'"{{{kind}}}"') for kind, articles in found.kinds),
            entities=tuple(
                Facet(known[number].name, articles, f"@{known[number].id}")
                for number, articles in found.entities
                if number in known
            ),
        )

    def company_of(self, slug: str) -> dict[int, int] | None:
        """In how many of an entity's articles each entity (by number) is named; None where the index is behind."""
        try:
            engine = self._current()
            if engine is None or engine.generation != library.generation(self._database):
                return None
            query = self._bound(EntityFilter("entity", slug))
            return dict(engine.facets(query, self._entity_of_name(), limit=sys.maxsize).entities)
        except EngineError:  # the store knows as well, only more slowly
            return None

    def _entity_of_name(self) -> dict[int, int]:
        """Which entity each name stands for; the same object as long as that does not change."""
        generation = library.generation(self._database)
        with self._guard:
            if self._names is None or self._names[0] != generation:
                self._names = (generation, entities.entity_of_name(self._database))
            return self._names[1]

    def tallies(self, text: str, *, limit: int, cancel: CancelToken | None) -> tuple[Tally, ...]:
        """See `Library.tallies`."""
        from index.tallies import Tallies  # here, because few queries have slots

        engine = self._current()
        if engine is None:
            return ()
        return Tallies(self._database, engine, self._entity_of_name()).of(self._bound(parse(text).query), limit, cancel)

    def explain(self, text: str, sort: Sort, ids: Sequence[int]) -> Explanation:
        """See `Library.explain`."""
        from index.explaining import explain  # here, because it is seldom asked

        engine = self._current()
        return explain(self._bound(parse(text).query), sort, ids, engine, self._database) if engine else NOTHING

    def problems(self, text: str) -> tuple[QueryProblem, ...]:
        """What the spelling alone leaves in doubt."""
        return parse(text).problems

    def _bound(self, query: Query) -> Query:
        return bind(query, _NamesInStore(self._database, self._ids_flagged))

    def _ids_flagged(self, flag: str) -> frozenset[int]:
        """The articles in a reading state; the same object as long as nothing changes."""
        state = library.generation(self._database), reading.revision(self._database)
        with self._guard:
            if self._flagged.get(flag, (None,))[0] != state:
                self._flagged[flag] = state, reading.ids_flagged(self._database, flag)
            return self._flagged[flag][1]

    def _unknown_names(self, text: str, query: Query) -> list[QueryProblem]:
        """Names that nobody in the library goes by: the query is run as asked, and finds nothing there."""
        missing = [ref.text for ref in entity_refs_of(query) if not ref.name_ids]
        problems = []
        for name in missing:
            start = max(text.lower().find(name.lower()), 0)
            near = entities.listing(self._database, name, limit=2)
            hint = f"; there is {', '.join(row.name for row in near)}" if near else ""
            problems.append(QueryProblem(f"nobody and nothing here is called {name}{hint}", start, start + len(name)))
        return problems

    def suggestions(self, text: str) -> tuple[str, ...]:
        """See `Library.suggestions`."""
        engine = self._current()
        if engine is None:
            return ()
        counts = {word: engine.search(Word(word), sort="newest").total for word in words_of(parse(text).query)}
        found: list[str] = []
        # The rarest word is the likeliest to be misspelt; a nearer spelling is worth saying only if it finds something.
        for word in sorted(counts, key=counts.__getitem__):
            names = [row.name for row in entities.listing(self._database, word, limit=1)]
            for other in (*engine.suggest(word), *names):
                query = replace_word(text, word, other)
                if query in (text, *found) or other == word.lower():
                    continue
                if engine.search(self._bound(parse(query).query), sort="newest").total:
                    found.append(query)
                if len(found) == _MOST_SUGGESTIONS:
                    return tuple(found)
        return tuple(found)

    # ---------------------------------------------------------------------------------------- showing why

    def snippets(self, ids: Sequence[int], text: str, *, is_typing: bool, width: int) -> list[Snippet]:
        """See `Library.snippets`."""
        cutter = Snippets(self._bound(parse(text, is_typing=is_typing).query), width=width)
        load = articles.documents if cutter.needs_mentions else articles.texts
        found = {document.id: document for document in load(self._database, ids)}
        return [cutter.of(found[article_id]) if article_id in found else Snippet("") for article_id in ids]

    def hit_spans(self, article_id: int, text: str, *, is_typing: bool) -> list[Span]:
        """See `Library.hit_spans`."""
        documents = articles.documents(self._database, [article_id])
        return hit_spans(self._bound(parse(text, is_typing=is_typing).query), documents[0]) if documents else []

    def hit_places(
        self, ids: Sequence[int], text: str, *, is_typing: bool, cancel: CancelToken | None
    ) -> list[HitPlace]:
        """See `Library.hit_places`."""
        query = self._bound(parse(text, is_typing=is_typing).query)
        return concordance.hit_places(self._database, query, ids, cancel)

    def entities_of(self, text: str) -> list[EntityRow]:
        """See `Library.query_entities`."""
        query = self._bound(parse(text).query)
        found: list[EntityRow] = []
        for ref in entity_refs_of(query):
            found += entities.named(self._database, ref.text, ref.types) or entities.by_slug(self._database, [ref.text])
        if not found and (words := words_of(query)):
            # `mark carney` as bare words means the man as surely as @carney does, if there is but one.
            candidates = entities.named(self._database, " ".join(words))
            found = candidates[:1]
        return list({entity.id: entity for entity in found}.values())


class _NamesInStore:
    """Answers `bind`: who goes by a name, as numbers the index knows."""

    def __init__(self, database: Database, flag_ids: Callable[[str], frozenset[int]]) -> None:
        self._database = database
        self._known = lru_cache(maxsize=64)(self._look_up)
        self._flag_ids = flag_ids

    def name_ids(self, text: str, types: tuple[str, ...]) -> frozenset[int]:
        return self._known(text, types)

    def flag_ids(self, flag: str) -> frozenset[int]:
        return self._flag_ids(flag)

    def _look_up(self, text: str, types: tuple[str, ...]) -> frozenset[int]:
        rows = entities.by_slug(self._database, [text]) or entities.named(self._database, text, types)
        return entities.name_ids(self._database, [row.id for row in rows if not types or row.type in types])
