"""A library of a few articles in memory with the facade's signatures, slow or broken on request."""

from __future__ import annotations

import datetime
import re
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from index.answers import (
    Candidate,
    Completions,
    ContextSide,
    DroppedTerm,
    Facet,
    Facets,
    HitPlace,
    ListedArticle,
    Tally,
    TallyRow,
    Timeline,
    UnsettledName,
)
from index.concordance import context_key
from index.dossiers import companions as measured
from index.errors import DatelineError, NotFound
from index.events import CancelToken
from index.library import Job, Library
from index.model import (
    Alias,
    Article,
    ArticleEntity,
    Companion,
    Dossier,
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
from index.passages import passage
from index.query import parse
from index.query.ast import ENTITY_KINDS, FIELDS, Slot
from index.query.complete import completion_at
from index.query.matching import slot_phrases
from index.reading import SavedSearch
from index.store.company import Met
from tests.tui.fake_job import Call, FakeJob
from tests.tui.fake_reading import FakeReading
from tests.tui.samples import ENTITIES, Known, goes_by, mentions_of, sample_articles

_FLAG = re.compile(r"(-?)\bis:(\w+)")


class FakeLibrary(Library):
    """The facade over a list of articles. `delays` maps a query to seconds that its search takes."""

    def __init__(self, articles: Sequence[Article] | None = None, *, annotated: bool = True) -> None:
        self.path = Path("/somewhere/library")
        self.name = "samples"
        self.articles: dict[int, Article] = dict(enumerate(sample_articles() if articles is None else articles, 1))
        self.unannotated: set[int] = set() if annotated else set(self.articles)
        self.delays: dict[str, float] = {}
        self.partial: dict[str, int] = {}  # query -> articles it finds before its budget is spent
        self.failures: dict[str, DatelineError] = {}  # method name -> what it raises
        self.calls: list[Call] = []
        self.cancelled: list[str] = []
        self.generation = 1
        self.seconds = 0.004
        self.job = FakeJob()
        self.added: list[Path] = []
        self.values_read_of: int | None = 2  # articles that a tally of amounts has read
        self._seen_generation = 1
        self.record = FakeReading(lambda: max(self.articles, default=0))
        self.reading = self.record

    def _called(self, name: str, *arguments: object) -> None:
        self.calls.append(Call(name, arguments, threading.get_ident()))
        if name in self.failures:
            raise self.failures[name]

    # -- what a test does to it

    def write(self, *articles: Article, annotated: Iterable[int] = ()) -> int:
        """As a job would: more articles, names found; the new generation."""
        for article in articles:
            number = len(self.articles) + 1
            self.articles[number] = article
        self.unannotated.difference_update(annotated)
        self.generation += 1
        return self.generation

    # -- the facade

    def close(self) -> None: ...

    def status(self, *, has_model: bool = True) -> LibraryStatus:
        self._called("status")
        dates = sorted(article.date for article in self.articles.values() if article.date)
        mentions = [m for number in self._annotated() for m in mentions_of(self.articles[number].text) if m.entity]
        return LibraryStatus(
            self.name, self.path, len(self.articles), len(self._annotated()), len({m.entity for m in mentions}),
            len(mentions),
            0, dates[0] if dates else None, dates[-1] if dates else None, "fake", self.generation, self.generation,
            "fake",
        )  # fmt: skip

    def _annotated(self) -> list[int]:
        return [number for number in self.articles if number not in self.unannotated]

    def refresh(self) -> bool:
        self._called("refresh")
        has_changed = self._seen_generation != self.generation
        self._seen_generation = self.generation
        return has_changed

    def _pattern(self, query: str, is_typing: bool) -> re.Pattern[str] | None:
        words = re.findall(r"\w+", _FLAG.sub("", query))
        if not words:
            return None
        ends = [r"\b"] * len(words)
        if is_typing and query == query.rstrip():
            ends[-1] = r"\w*"
        return re.compile(
            "|".join(rf"\b{re.escape(word)}{end}" for word, end in zip(words, ends, strict=True)), re.IGNORECASE
        )

    def search(
        self,
        query: str,
        *,
        sort: Sort | None = None,
        is_typing: bool = False,
        cancel: CancelToken | None = None,
        budget: float | None = None,
    ) -> SearchResult:
        self._called("search", query, is_typing)
        until = time.monotonic() + self.delays.get(query if budget is not None else f"{query} without limit", 0.0)
        while time.monotonic() < until:
            if cancel is not None and cancel.is_cancelled:
                self.cancelled.append(query)
                cancel.check()
            time.sleep(0.005)
        pattern = self._pattern(query, is_typing)
        articles = self.articles.items()
        scores = {i: len(pattern.findall(f"{a.title} {a.text}")) if pattern else 1 for i, a in articles}
        ids = [
            number
            for number, score in scores.items()
            if score and ("is:" not in query or self._has_flags(number, query))
        ]
        if sort in ("newest", "oldest") or pattern is None:
            ids.sort(key=lambda i: (self.articles[i].date or datetime.date.min, -i), reverse=sort != "oldest")
        else:
            ids.sort(key=lambda i: (-scores[i], i))
        problems = (QueryProblem("there is no field foo: searched as text", 0, 4),) if query.startswith("foo:") else ()
        echo = query.strip() + ("*" if is_typing and query.strip() else "")
        order: Sort = sort or ("relevance" if pattern else "newest")
        partial, total = "", len(ids)
        if budget is not None and query in self.partial:
            ids = ids[: self.partial[query]]
            partial = f"4 of 8 articles were looked at within {budget:g} s"
        return SearchResult(
            query, echo, order, ids, total, not partial, partial, problems, self.seconds, self.generation
        )  # fmt: skip

    def _has_flags(self, number: int, query: str) -> bool:
        if not _FLAG.search(query):
            return True  # quick, for lists of many thousands
        sets = {"read": self.record.read, "starred": self.record.starred}
        sets["unread"] = set(self.articles) - self.record.read
        asked = [(minus, flag) for minus, flag in _FLAG.findall(query) if flag in sets]  # it may be unfinished
        return all((number in sets[flag]) is not bool(minus) for minus, flag in asked)

    def new_in(self, saved: SavedSearch, *, cancel: CancelToken | None = None, budget: float | None = None) -> int:
        self._called("new_in", saved.name)
        return sum(1 for i in self.search(saved.query).ids if i > saved.seen_id)

    def article_id(self, key: str) -> int:
        return self.find_article(key).id

    def _wait(self, name: str, query: str, cancel: CancelToken | None) -> None:
        """Take the time that a test wants this to take, unless somebody gives up."""
        until = time.monotonic() + self.delays.get(name, 0.0)
        while time.monotonic() < until:
            if cancel is not None and cancel.is_cancelled:
                self.cancelled.append(f"{name} of {query}")
                cancel.check()
            time.sleep(0.005)

    def facets(
        self, query: str, *, is_typing: bool = False, limit: int = 20, cancel: CancelToken | None = None
    ) -> Facets:
        self._called("facets", query, is_typing)
        self._wait("facets", query, cancel)
        found = [self.articles[i] for i in FakeLibrary.search(self, query, is_typing=is_typing).ids]
        named = [{m.entity for m in mentions_of(a.text) if m.entity} for a in found]
        kinds = {
            kind: sum(1 for names in named if any(k.id in names and k.type in labels for k in ENTITIES))
            for kind, labels in ENTITY_KINDS.items()
        }
        return Facets(
            len(found),
            tuple(
                Facet(name, n, f'source:"{name}"') for name, n in Counter(a.source for a in found).most_common(limit)
            ),
            tuple(
                Facet(month, n, f"date:{month}")
                for month, n in sorted(Counter(a.date.strftime("%Y-%m") for a in found if a.date).items())
            ),
            tuple(Facet(kind, n, f'"{{{kind}}}"') for kind, n in Counter(kinds).most_common() if n),
            tuple(
                Facet(self._known(name).name, n, f"@{name}")
                for name, n in sorted(
                    Counter(name for names in named for name in names).items(), key=lambda pair: (-pair[1], pair[0])
                )[:limit]
            ),
        )

    def tallies(self, query: str, *, limit: int = 20, cancel: CancelToken | None = None) -> tuple[Tally, ...]:
        """Of every phrase with open slots: as often as anybody of the type is named in what the query finds."""
        self._called("tallies", query)
        self._wait("tallies", query, cancel)
        tallies = []
        for _, phrase in slot_phrases(parse(query).query):
            slots = [item for item in phrase.items if isinstance(item, Slot) and not item.name]
            labels = [label for slot in slots for label in slot.labels]
            counts = Counter(
                (m.entity_name, m.entity)
                for i in FakeLibrary.search(self, query).ids
                for m in mentions_of(self.articles[i].text)
                if m.label in labels
            )
            rows = tuple(
                TallyRow((name,) * len(slots), (entity,) * len(slots), times)
                for (name, entity), times in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0][0]))
            )
            read = self.values_read_of if "MONEY" in labels else None
            tallies.append(Tally(str(phrase), rows[:limit], counts.total(), len(rows), read))
        return tuple(tallies)

    def completions(self, text: str, cursor: int, limit: int = 50) -> Completions:
        self._called("completions", text, cursor)
        time.sleep(self.delays.get("completions", 0.0))
        at = completion_at(text, cursor)
        if at is None:
            return Completions(cursor, cursor)
        prefix = at.prefix.lower().replace("-", " ")
        found: list[Candidate] = []
        if at.kind == "entity":
            rows = [self._row(k) for k in ENTITIES if goes_by(k, prefix) and (not at.labels or k.type in at.labels)]
            rows.sort(key=lambda row: -row.articles)
            found = [Candidate(at.write(row.id), row.name, row.type, row.articles) for row in rows if row.articles]
        elif at.kind == "field":
            found = [Candidate(at.write(field), f"{field}:") for field in FIELDS if field.startswith(prefix)]
        elif at.field == "source":
            sources = Counter(a.source for a in self.articles.values() if a.source.lower().startswith(prefix))
            found = [Candidate(f'"{name}"', name, articles=count) for name, count in sources.most_common()]
        return Completions(at.start, at.end, tuple(found[:limit]), has_more=len(found) > limit)

    def unsettled_names(self, query: str) -> tuple[UnsettledName, ...]:
        self._called("unsettled_names", query)
        found = []
        for match in re.finditer(r"@([\w-]+)", query):
            name = match[1].lower()
            known = [k for k in ENTITIES if name in {k.id, k.name.lower().split()[-1]} and self.articles_with(k.id)]
            bearers = 1 if any(k.id == name for k in known) else len(known)
            if bearers != 1:
                found.append(UnsettledName(match[1], match.end(), bearers))
        return tuple(found)

    def without_each(
        self, query: str, *, cancel: CancelToken | None = None, budget: float | None = None
    ) -> tuple[DroppedTerm, ...]:
        self._called("without_each", query)
        words = query.split()
        dropped = []
        for place, word in enumerate(words if len(words) > 1 else []):
            rest = " ".join(words[:place] + words[place + 1 :])
            dropped.append(DroppedTerm(word, rest, self.search(rest).total))
        return tuple(dropped)

    def suggestions(self, query: str) -> tuple[str, ...]:
        self._called("suggestions", query)
        return ("carney",) if query.startswith("carni") else ()

    def rows(self, ids: Sequence[int]) -> list[ResultRow]:
        self._called("rows", tuple(ids))
        found = ((i, self.articles[i]) for i in ids if i in self.articles)
        return [
            ResultRow(
                i, a.key, a.title, a.date, a.source, len(a.text.split()), i not in self.unannotated,
                i in self.record.read, i in self.record.starred,
            )
            for i, a in found
        ]  # fmt: skip

    def snippets(self, ids: Sequence[int], query: str, *, is_typing: bool = False, width: int = 160) -> list[Snippet]:
        self._called("snippets", tuple(ids), query)
        pattern = self._pattern(query, is_typing)
        snippets = []
        for number in ids:
            text = self.articles[number].text.replace("\n", " ")
            first = pattern.search(text) if pattern else None
            start = max(0, first.start() - 20) if first else 0
            passage = text[start : start + width]
            hits = tuple(Span(*match.span()) for match in pattern.finditer(passage)) if pattern else ()
            snippets.append(Snippet(passage, hits))
        return snippets

    def listed(self, ids: Sequence[int], query: str, *, is_typing: bool = False) -> list[ListedArticle]:
        self._called("listed", tuple(ids), query)
        time.sleep(self.delays.get("listed", 0.0))
        snippets = FakeLibrary.snippets(self, ids, query, is_typing=is_typing)
        rows = FakeLibrary.rows(self, ids)
        return [ListedArticle(row, self.articles[row.id], cut) for row, cut in zip(rows, snippets, strict=True)]

    def hit_spans(self, article_id: int, query: str, *, is_typing: bool = False) -> list[Span]:
        self._called("hit_spans", article_id, query)
        pattern = self._pattern(query, is_typing)
        return [Span(*match.span()) for match in pattern.finditer(self.articles[article_id].text)] if pattern else []

    def mention_total(self, ids: Sequence[int], query: str) -> int | None:
        self._called("mention_total", query)
        named = [row.id for row in self.query_entities(query)]
        if not named:
            return None
        return sum(1 for i in ids for m in mentions_of(self.articles[i].text) if m.entity == named[0])

    def query_entities(self, query: str) -> list[EntityRow]:
        return [self._row(k) for k in ENTITIES if query.lower() in (surface.lower() for surface in k.surfaces)]

    def open_article(self, article_id: int) -> OpenArticle:
        self._called("open_article", article_id)
        article = self.articles.get(article_id)
        if article is None:
            raise NotFound(f"There is no article {article_id}.", hint="It may have been removed.")
        words = len(article.text.split())
        states = (article_id in self.record.read, article_id in self.record.starred)
        if article_id in self.unannotated:
            return OpenArticle(article_id, article, words, False, (), (), *states)
        mentions = mentions_of(article.text)
        counts = Counter(m.entity for m in mentions if m.entity)
        most = max(counts.values(), default=1)
        entities = tuple(
            ArticleEntity(k.id, k.name, k.type, counts[k.id], len(self.articles_with(k.id)), counts[k.id] / most)
            for k in ENTITIES
            if counts[k.id]
        )
        return OpenArticle(article_id, article, words, True, mentions, entities, *states)

    def find_article(self, key: str) -> OpenArticle:
        for number, article in self.articles.items():
            if article.key == key:
                return self.open_article(number)
        raise NotFound(f"There is no article {key}.")

    def entities(self, query: str = "", *, types: Iterable[str] = (), limit: int | None = None) -> list[EntityRow]:
        self._called("entities", query)
        wanted = set(types)
        rows = [
            self._row(k)
            for k in ENTITIES
            if (not wanted or k.type in wanted) and any(query.lower() in s.lower() for s in k.surfaces)
        ]
        return sorted((row for row in rows if row.mentions), key=lambda row: -row.articles)[:limit]

    def _row(self, known: Known) -> EntityRow:
        having = self.articles_with(known.id)
        return EntityRow(known.id, known.name, known.type, len(having), sum(having.values()))

    def find_entity(self, text: str) -> EntityRow:
        return self._row(self._known(text))

    @staticmethod
    def _known(text: str) -> Known:
        for known in ENTITIES:
            if text in (known.id, *known.surfaces):
                return known
        raise NotFound(f"There is no entity {text}.")

    def dossier(self, entity: str) -> Dossier:
        self._called("dossier", entity)
        known = self._known(entity)
        having = [self.articles[i] for i in self.articles_with(entity)]
        dates = sorted(a.date for a in having if a.date)
        surfaces = Counter(m.text for a in having for m in mentions_of(a.text) if m.entity == entity)
        reasons = {known.name: "the full name"}
        companions = Counter(e for a in having for e in {m.entity for m in mentions_of(a.text)} if e and e != entity)
        return Dossier(
            self._row(known),
            tuple(
                Alias(text, n, reasons.get(text, "the surname, with the full name near"))
                for text, n in surfaces.most_common()
            ),
            dates[0] if dates else None,
            dates[-1] if dates else None,
            tuple(sorted(Counter(day.strftime("%Y-%m") for day in dates).items())),
            tuple(
                Companion(e, self._known(e).name, self._known(e).type, n)
                for e, n in sorted(companions.items(), key=lambda item: (-item[1], item[0]))
            ),
            tuple(Counter(a.source for a in having).most_common()),
            (),
            (),
            self._associates(entity, companions),
        )

    def _associates(self, entity: str, companions: Counter[str]) -> tuple[Companion, ...]:
        """The companions beyond chance, as the facade orders them."""
        row = self._row(self._known(entity))
        met = [Met(self._row(self._known(other)), shared) for other, shared in companions.items()]
        found = [one for one in measured(row, met, len(self._annotated())) if one.association > 0]
        return tuple(sorted(found, key=lambda one: (-one.association, -one.articles, one.id)))

    def mentions(
        self, entity: str, *, limit: int | None = None, offset: int = 0, width: int = 160
    ) -> list[MentionInContext]:
        self._called("mentions", entity)
        lines = []
        for i in self.articles_with(entity):
            a = self.articles[i]
            for m in mentions_of(a.text):
                if m.entity == entity:
                    start = max(0, m.start - 60)
                    passage = a.text[start : m.end + 80].replace("\n", " ")
                    hit = Span(m.start - start, m.end - start)
                    lines.append(
                        MentionInContext(i, a.key, a.title, a.date, a.source, m.start, m.end, passage, hit, m.reason)
                    )
        return lines[offset : None if limit is None else offset + limit]

    def mention_places(self, entity: str, *, limit: int | None = None, offset: int = 0) -> list[HitPlace]:
        self._called("mention_places", entity)
        lines = FakeLibrary.mentions(self, entity, limit=limit, offset=offset)
        return [HitPlace(line.article_id, line.start, line.end) for line in lines]

    def hit_places(
        self, query: str, ids: Sequence[int], *, is_typing: bool = False, cancel: CancelToken | None = None
    ) -> list[HitPlace]:
        self._called("hit_places", query, tuple(ids))
        self._wait("hit_places", query, cancel)
        pattern = self._pattern(query, is_typing)
        found = [(i, match) for i in ids for match in (pattern.finditer(self.articles[i].text) if pattern else ())]
        return [HitPlace(i, *match.span()) for i, match in found]

    def in_context_order(
        self, places: Sequence[HitPlace], side: ContextSide, *, cancel: CancelToken | None = None
    ) -> list[HitPlace]:
        self._called("in_context_order", side, len(places))
        self._wait("in_context_order", side, cancel)
        return sorted(places, key=lambda place: context_key(self.articles[place.article_id].text, place, side))

    def context_lines(self, places: Sequence[HitPlace], *, width: int = 160) -> list[MentionInContext]:
        self._called("context_lines", len(places))
        lines = []
        for i, start, end in places:
            if i in self.articles:
                a = self.articles[i]
                cut = passage(a.text, Span(start, end), width)
                lines.append(
                    MentionInContext(i, a.key, a.title, a.date, a.source, start, end, cut.text, cut.hits[0], "")
                )
        return lines

    def timeline(self, ids: Sequence[int]) -> Timeline:
        self._called("timeline", len(ids))
        days = [self.articles[i].date for i in ids]
        counts = Counter(day for day in days if day is not None)
        return Timeline(tuple(sorted(counts.items())), sum(1 for day in days if day is None))

    def articles_with(self, entity: str) -> dict[int, int]:
        found: dict[int, int] = {}
        for i in sorted(self._annotated(), key=lambda i: (self.articles[i].date or datetime.date.max, i)):
            count = sum(1 for m in mentions_of(self.articles[i].text) if m.entity == entity)
            if count:
                found[i] = count
        return found

    @property
    def added_calls(self) -> list[tuple[Path, ...]]:
        """What was asked to be added, call by call."""
        return [tuple(call.arguments[0]) for call in self.calls if call.name == "add"]

    def add(self, paths: Iterable[Path], *, model: str = "") -> Job:
        self._called("add", tuple(paths), model)
        return self.job

    def export(self, ids: Iterable[int] | None = None) -> Iterator[str]:
        return iter(())


class AllWords(FakeLibrary):
    """Finds articles that have all words of a query, so that one too many finds nothing."""

    def search(self, query: str, **asked: Any) -> SearchResult:
        found = super().search(query, **asked)
        words = query.lower().split()
        ids = [number for number in found.ids if all(word in self.articles[number].text.lower() for word in words)]
        return replace(found, ids=ids, total=len(ids))


def with_title(article: Article, title: str) -> Article:
    """The same article under another title."""
    return replace(article, title=title)
