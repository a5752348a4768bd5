"""The values that pass between layers: frozen, plain, and free of any library's types.

Offsets everywhere are code points into `Article.text` (NFC, `\\n` newlines), half open: `text[start:end]`.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

Sort = Literal["relevance", "newest", "oldest"]

# What spaCy's English models tell apart (OntoNotes 5), in the order the entity pane shows them.
ENTITY_LABELS: tuple[str, ...] = (
    "PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW", "LANGUAGE",
)  # fmt: skip
# Mentions of these are shown in the text but are no entities: two articles that say "Sunday" share nothing by it.
VALUE_LABELS: tuple[str, ...] = ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL")


class Span(NamedTuple):
    """A half-open stretch of text, in code points."""

    start: int
    end: int


# ------------------------------------------------------------------------------------------------ reading


@dataclass(frozen=True, slots=True)
class SourceRef:
    """Where an article came from: a file, the reader that understood it, and its 0-based place in that file."""

    path: Path
    format: str
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """One article as a reader delivers it.

    `key` names it in the library for ever (see `index.readers.base.content_key`); `external_id` is the id it brought
    along, if any. `date` is the article's own calendar day, never shifted by a time zone; None where it gives none.
    `meta` holds header fields that dateline has no place for.
    """

    key: str
    text: str
    title: str
    date: datetime.date | None = None
    source: str = ""
    byline: str = ""
    url: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    external_id: str = ""
    meta: Mapping[str, str] = field(default_factory=dict, hash=False)
    origin: SourceRef | None = None


# ------------------------------------------------------------------------------------------------ names


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of an article that an annotator labelled; `text` is exactly `article.text[start:end]`."""

    start: int
    end: int
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotator's raw output for one article; `tag` names the annotator and its version."""

    key: str
    mentions: tuple[Mention, ...]
    tag: str


@dataclass(frozen=True, slots=True)
class Name:
    """How one article identifies somebody or something, at its fullest: the unit that library-wide identity works on.

    Two articles that say `Mark Carney` (PERSON) without a telling difference share one Name. `qualifier` is empty but
    where the article gives evidence that keeps bearers of one name apart. Names are what the search index holds;
    which entity a Name belongs to is the store's to say, and may change without touching an article or the index.
    """

    text: str
    type: str
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A mention as resolution leaves it (span cleaned, label voted), the Name it stands for, and the reason in words.

    `name` is None for values such as dates and money.
    """

    mention: Mention
    name: Name | None
    reason: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """All links of one article, in text order, not overlapping."""

    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class NameCount:
    """How often the library uses a Name, and the bare surfaces it goes by."""

    name: Name
    articles: int
    mentions: int


@dataclass(frozen=True, slots=True)
class Identity:
    """A Name's place among the library's entities: the entity's stable slug (`mark-carney`) and the reason in words."""

    name: Name
    entity: str
    reason: str


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something the library knows.

    `possibly` are slugs of entities it may be the same as, `related` of those it is named after (Canadian: Canada).
    """

    id: str
    name: str
    type: str
    possibly: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identities:
    """The whole library's answer to who is who; a function of the set of Names, never of the order of import."""

    identities: tuple[Identity, ...]
    entities: tuple[Entity, ...]


# ------------------------------------------------------------------------------------------------ search engines


@dataclass(frozen=True, slots=True)
class IndexedMention:
    """A mention as an engine sees it; `name_id` is the store's number of its Name, None for values."""

    start: int
    end: int
    label: str
    name_id: int | None


@dataclass(frozen=True, slots=True)
class IndexDoc:
    """What an engine is given of one article; `id` is the store's number of it, `type_of_name` is not its business."""

    id: int
    title: str
    text: str
    date: datetime.date | None = None
    source: str = ""
    byline: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    mentions: tuple[IndexedMention, ...] = ()


class Hit(NamedTuple):
    """One matching article and its score (higher is better; 0.0 when sorted by date)."""

    id: int
    score: float


@dataclass(frozen=True, slots=True)
class Hits:
    """An engine's answer: every matching article in order, and how far to trust the count.

    `ids` and `scores` (higher is better; 0.0 when sorted by date) may be put in order only as far as they are read.
    """

    ids: Sequence[int]
    scores: Sequence[float]
    total: int
    total_is_exact: bool = True
    partial: str = ""  # why some of the library was not looked at; empty when all was
    generation: int = 0

    @property
    def hits(self) -> list[Hit]:
        """Ids and scores side by side."""
        return [Hit(article_id, score) for article_id, score in zip(self.ids, self.scores, strict=True)]


# ------------------------------------------------------------------------------------------------ from the facade


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of an article on one line, and the hits in it (spans into `text` of the snippet itself)."""

    text: str
    hits: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One line of the results pane, without its snippet."""

    id: int
    key: str
    title: str
    date: datetime.date | None
    source: str
    words: int
    is_annotated: bool
    is_read: bool = False
    is_starred: bool = False


@dataclass(frozen=True, slots=True)
class QueryProblem:
    """Something in a query that was understood otherwise than written; `start:end` are columns of the query text."""

    message: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found. `ids` is the whole order, so that a list of any length scrolls without asking again."""

    query: str
    echo: str  # what really ran, in words
    sort: Sort
    ids: Sequence[int]
    total: int
    total_is_exact: bool
    partial: str
    problems: tuple[QueryProblem, ...]
    seconds: float
    generation: int


@dataclass(frozen=True, slots=True)
class EntityMention:
    """A mention as the reader sees it; `entity` is None for values (dates, money …)."""

    start: int
    end: int
    label: str
    text: str
    entity: str | None
    entity_name: str
    reason: str


@dataclass(frozen=True, slots=True)
class ArticleEntity:
    """An entity of one article; listed by how central it is there (`centrality`, 0–1)."""

    id: str
    name: str
    type: str
    count: int
    library_articles: int
    centrality: float


@dataclass(frozen=True, slots=True)
class OpenArticle:
    """An article with everything the reading view needs."""

    id: int
    article: Article
    words: int
    is_annotated: bool
    mentions: tuple[EntityMention, ...]
    entities: tuple[ArticleEntity, ...]
    is_read: bool = False
    is_starred: bool = False


@dataclass(frozen=True, slots=True)
class EntityRow:
    """One line of a list of entities."""

    id: str
    name: str
    type: str
    articles: int
    mentions: int


@dataclass(frozen=True, slots=True)
class Alias:
    """A surface an entity goes by, how often, and one reason it is taken for the entity."""

    text: str
    mentions: int
    reason: str


@dataclass(frozen=True, slots=True)
class MentionInContext:
    """One line of a concordance (KWIC): `text[hit.start:hit.end]` is the mention within its passage."""

    article_id: int
    article_key: str
    title: str
    date: datetime.date | None
    source: str
    start: int  # of the mention, in the article
    end: int
    text: str
    hit: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Companion:
    """An entity met in the same articles.

    `association` is Dunning's log-likelihood ratio G² (see `index.association`): how far beyond chance the two are met
    together, below 0 where they avoid each other.
    """

    id: str
    name: str
    type: str
    articles: int  # that name both
    association: float = 0.0


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything about one entity but its mentions, which are asked for separately."""

    entity: EntityRow
    aliases: tuple[Alias, ...]
    first_seen: datetime.date | None
    last_seen: datetime.date | None
    by_month: tuple[tuple[str, int], ...]  # ("2025-08", articles), dated articles only, oldest first, gaps left out
    companions: tuple[Companion, ...]  # those met in most of the same articles
    sources: tuple[tuple[str, int], ...]
    possibly: tuple[EntityRow, ...]
    related: tuple[EntityRow, ...]  # peoples and teams of a country, or the country of a people or team
    associates: tuple[Companion, ...] = ()  # those met together furthest beyond chance


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    """The library at a glance."""

    name: str
    path: Path
    articles: int
    annotated: int
    entities: int
    mentions: int
    failures: int
    first_date: datetime.date | None
    last_date: datetime.date | None
    model: str
    generation: int
    index_generation: int
    engine: str


# ------------------------------------------------------------------------------------------------ asking and mending
