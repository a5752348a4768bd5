"""The engines under test, and what it means that they answer alike: ids, order, scores, totals and match spans."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from index.engines import open_engine
from index.engines.base import Engine
from index.model import Hits, IndexDoc, IndexedMention, Sort, Span
from index.query import bind, parse
from index.query.ast import Query
from index.query.document import DocumentView
from index.query.matching import Match, Matcher, merged
from tests.contract.engines.names import Names

ENGINE_NAMES = ("memory", "whoosh", "whoosh-plain")
ORACLE = "memory"  # looks at every article by itself; what it says is what the others must say
SERVING = "whoosh"  # what a library is searched with; some tests are of its files
SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest")
TODAY = datetime.date(2025, 8, 27)  # a Wednesday

_NOBODY = Names(())
_PIECES = 3


def bound(text: str, names: Names = _NOBODY) -> Query:
    """The query as an engine gets it, on the day that relative dates are counted from."""
    return bind(parse(text, today=TODAY).query, names)


def filled(name: str, folder: Path, articles: Iterable[IndexDoc], generation: int = 1) -> Engine:
    """A new index of these articles, in one piece."""
    engine = open_engine(name, folder, writable=True)
    engine.put(articles)
    engine.commit(generation)
    return engine


def filled_in_pieces(name: str, folder: Path, articles: Sequence[IndexDoc]) -> Engine:
    """An index of these articles that has a past: several commits, articles replaced, and articles deleted again."""
    engine = open_engine(name, folder, writable=True)
    size = max(1, -(-len(articles) // _PIECES))
    unwanted = max(article.id for article in articles) + 1
    for generation, first in enumerate(range(0, len(articles), size), 1):
        engine.put((*articles[first : first + size], _stand_in(unwanted + first, articles[first])))
        engine.put([_stand_in(articles[first].id, articles[-1 - first])])
        engine.commit(generation)
    engine.delete([*(unwanted + first for first in range(0, len(articles), size)), 10 * unwanted])
    engine.put(articles[::size])
    engine.commit(_PIECES + 1)
    return engine


def _stand_in(article_id: int, model: IndexDoc) -> IndexDoc:
    """What stands in an article's place until it comes: much the same words, of another day and title."""
    text = f"{model.title}. {model.text}"
    moved = len(model.title) + 2
    mentions = tuple(
        IndexedMention(found.start + moved, found.end + moved, found.label, found.name_id) for found in model.mentions
    )
    day = datetime.date(1999, 1, 1)
    return IndexDoc(article_id, f"Not yet {model.title}", text, day, "Draft", "Nobody", "de", ("draft",), mentions)


@dataclass(frozen=True)
class Answer:
    """What all engines said of a query: in every order, and where it matches in each article."""

    hits: Mapping[Sort, Hits]
    matches: Mapping[int, Match]

    @cached_property
    def found(self) -> frozenset[int]:
        return frozenset(hit.id for hit in self.hits["relevance"].hits)

    def ids(self, sort: Sort = "relevance") -> list[int]:
        """The articles in order."""
        return [hit.id for hit in self.hits[sort].hits]


class Archive:
    """The same articles in every engine, in one piece and in pieces, to be asked all at once."""

    def __init__(
        self,
        folder: Path,
        articles: Sequence[IndexDoc],
        names: Names = _NOBODY,
        in_pieces: Iterable[str] = ENGINE_NAMES,
    ) -> None:
        self.articles = {article.id: article for article in articles}
        self.names = names
        self._views = {article.id: DocumentView(article) for article in articles}
        self.engines: dict[str, Engine] = {}
        for name in ENGINE_NAMES:
            self.engines[name] = filled(name, folder / name, articles)
        for name in in_pieces:
            self.engines[f"{name} in pieces"] = filled_in_pieces(name, folder / f"{name}-pieces", articles)

    def close(self) -> None:
        for engine in self.engines.values():
            engine.close()

    def ask(self, text: str, sorts: Sequence[Sort] = SORTS) -> Answer:
        """The answer to a query, which is checked to be the same from all engines; `sorts` begins with relevance."""
        hits = self.hits(text, sorts)
        matcher = Matcher(bound(text, self.names))
        matches = {article_id: match_in(matcher, view) for article_id, view in self._views.items()}
        answer = Answer(hits, matches)
        self._check_order(answer, text)
        if not hits["relevance"].partial:  # a wildcard that was limited may match fewer articles than it could
            matching = {article_id for article_id, match in matches.items() if match.is_match}
            assert answer.found == matching, text
        for article_id, match in matches.items():
            check_spans(match.text, self.articles[article_id].text)
            check_spans(match.title, self.articles[article_id].title)
        return answer

    def hits(self, text: str, sorts: Sequence[Sort] = SORTS) -> dict[Sort, Hits]:
        """The articles found, in each order, which are checked to be the same from all engines."""
        query = bound(text, self.names)
        return {sort: same_on_all(self.engines, query, sort) for sort in sorts}

    def _check_order(self, answer: Answer, text: str) -> None:
        """Best first, or by date with the undated last; equals by id. The keys are worked out from the articles."""
        dates = {article_id: article.date for article_id, article in self.articles.items()}
        keys: dict[Sort, Callable[[int], tuple[object, ...]]] = {
            "relevance": lambda found: (-scores[found], found),
            "newest": lambda found: (dates[found] is None, -ordinal(dates[found]), found),
            "oldest": lambda found: (dates[found] is None, ordinal(dates[found]), found),
        }
        scores = dict(answer.hits["relevance"].hits)
        for sort, hits in answer.hits.items():
            ids = answer.ids(sort)
            assert ids == sorted(answer.found, key=keys[sort]), (text, sort)
            assert len(ids) == hits.total, (text, sort)


def ordinal(day: datetime.date | None) -> int:
    """A day as a number; 0 for none."""
    return day.toordinal() if day else 0


def match_in(matcher: Matcher, view: DocumentView) -> Match:
    """What `Matcher.spans` says of an article, without analysing it anew each time; slots' fillers are left out."""
    text, title = (merged(hit.span for hit in matcher.hits(view, field)) for field in ("text", "title"))
    return Match(matcher.matches(view), text, title)


def same_on_all(engines: Mapping[str, Engine], query: Query, sort: Sort) -> Hits:
    """The oracle's answer, after checking that every engine gives it: ids, order, scores to the last bit, total."""
    oracle = engines[ORACLE].search(query, sort=sort)
    for name, engine in engines.items():
        hits = engine.search(query, sort=sort) if name != ORACLE else oracle
        assert list(hits.hits) == list(oracle.hits), (name, sort, str(query))
        told = (hits.total, hits.total_is_exact, hits.partial)
        assert told == (oracle.total, oracle.total_is_exact, oracle.partial), (name, sort, str(query))
    return oracle


def check_spans(spans: Sequence[Span], text: str) -> None:
    """Spans are in order, do not overlap, and lie within the text."""
    at = 0
    for start, end in spans:
        assert at <= start < end <= len(text), spans
        at = end


def ids_of(engine: Engine, text: str, sort: Sort = "relevance") -> list[int]:
    """The articles one engine finds, in order; for queries that name nobody."""
    return [hit.id for hit in engine.search(bound(text), sort=sort).hits]
