"""dateline's own library of the made-up articles, and searching it: through the store, the indexer and the facade."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bench.search.building import Built, Stopwatch, batches, memory, size_of
from bench.search.generator import ANNOTATOR
from bench.search.queries import PAGE, Question
from index.events import Cancelled, CancelToken
from index.indexing import Indexer
from index.library import Library
from index.model import Entity, Identities, Identity, NameCount
from index.paths import DATABASE, INDEX
from index.resolve.slugs import slug
from index.store import articles as stored_articles
from index.store import library as facts
from index.store import names
from index.store.database import Database, create_folder
from index.store.lock import writing


def identities(counts: Iterable[NameCount]) -> Identities:
    """Every name its own entity: who is who is not what is measured here."""
    taken = Counter[str]()
    found: list[Identity] = []
    entities: list[Entity] = []
    for count in sorted(counts, key=lambda count: (count.name.text, count.name.type)):
        plain = slug(count.name.text)
        taken[plain] += 1
        entity = plain if taken[plain] == 1 else f"{plain}-{taken[plain]}"
        found.append(Identity(count.name, entity, "the same name"))
        entities.append(Entity(entity, count.name.text, count.name.type))
    return Identities(tuple(found), tuple(entities))


def build(folder: Path, articles: int) -> Built:
    """The library: texts first, stored and indexed in batches; then names, and indexed with them; then compacted."""
    create_folder(folder)
    watch = Stopwatch()
    with writing(folder), contextlib.closing(Database(folder, writable=True)) as database:
        indexer = Indexer(folder, database)
        try:
            for batch in batches(articles, "dateline, texts"):
                watch.start()
                with database.transaction():
                    generation = facts.next_generation(database)
                    for generated in batch:
                        stored_articles.put(database, generated.article, generation)
                watch.lap("storing texts")
                indexer.sync()
                watch.lap("indexing texts")
            text_bytes = size_of(folder / INDEX)
            ids: dict[str, int] = dict(database.all("SELECT key, id FROM articles"))
            for batch in batches(articles, "dateline, names"):
                made = [(ids[one.article.key], one.annotated, one.resolution) for one in batch]
                watch.start()
                with database.transaction():
                    generation = facts.next_generation(database)
                    for article_id, annotated, resolution in made:
                        names.put_annotation(database, article_id, annotated)
                        names.put_resolution(database, article_id, resolution, ANNOTATOR, generation)
                watch.lap("storing names")
                indexer.sync()
                watch.lap("indexing with names")
            watch.start()
            with database.transaction():
                names.identify_all(database, identities, facts.next_generation(database))
            watch.lap("who is who")
            indexer.sync()
            indexer.compact()
            watch.lap("compacting")
        finally:
            indexer.close()
    sizes = {"index": size_of(folder / INDEX), "texts": size_of(folder, f"{DATABASE}*"), "index of texts": text_bytes}
    return Built("dateline", articles, watch.seconds, sizes, memory()[2])


class Dateline:
    """Searches through the facade, as every screen and command does."""

    name = "dateline"

    def __init__(self, folder: Path) -> None:
        self._library = Library.open(folder)
        self.has_facets = hasattr(self._library, "facets")

    def search(self, question: Question) -> tuple[int, Sequence[int]]:
        """The total, and the ids of the first page."""
        found = self._library.search(question.text, sort=question.sort)
        return found.total, found.ids[:PAGE]

    def page(self, question: Question, ids: Sequence[int]) -> int:
        """Rows and snippets of the first page; returns how many characters they came to."""
        rows = self._library.rows(ids)
        snippets = self._library.snippets(ids, question.text)
        return sum(len(row.title) for row in rows) + sum(len(snippet.text) for snippet in snippets)

    def facets(self, question: Question) -> None:
        """Counts over the whole answer, by source, time, type and entity."""
        library: Any = self._library  # a facade of an earlier day has none
        library.facets(question.text)

    def stop_after(self, question: Question, delay: float) -> float | None:
        """Seconds from asking a search to stop until it did; None if it was done before it was asked."""
        token = CancelToken()
        stopped: list[float] = []

        def run() -> None:
            with contextlib.suppress(Cancelled):
                self._library.search(question.text, sort=question.sort, cancel=token)
                return
            stopped.append(time.perf_counter())

        searching = threading.Thread(target=run)
        searching.start()
        time.sleep(delay)
        asked = time.perf_counter()
        token.cancel()
        searching.join()
        return stopped[0] - asked if stopped else None

    def close(self) -> None:
        self._library.close()
