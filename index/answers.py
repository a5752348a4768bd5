"""What the facade says about a query beside the articles it finds: counts over the answer, completions, ways out."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from index.model import Article, ResultRow, Snippet


class Facet(NamedTuple):
    """One value that articles of an answer have, how many of them, and what to add to the query to keep only those."""

    label: str
    articles: int
    narrowing: str


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts over a whole answer, most frequent first (`months` oldest first; undated articles are in none)."""

    articles: int
    sources: tuple[Facet, ...]
    months: tuple[Facet, ...]
    types: tuple[Facet, ...]
    entities: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class TallyRow:
    """How often the open slots of a phrase were filled so: in words, and by which entities (None: a value)."""

    fillers: tuple[str, ...]
    entities: tuple[str | None, ...]
    times: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What filled the open slots of one phrase of a query, over a whole answer; the most frequent first."""

    phrase: str
    rows: tuple[TallyRow, ...]
    times: int  # places where the phrase stands
    different: int  # ways it was filled; `rows` may have fewer
    articles_read: int | None = None  # where values had to be read from the texts: of so many articles only


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to complete a query: what is written, what a list shows, and in how many articles (None: not counted).

    `type` is an entity's label, empty for anything else; `detail` says more where the label does not say enough.
    """

    insert: str
    label: str
    type: str = ""
    articles: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Completions:
    """What may stand for `start:end` of a query text, best first; `has_more` says that the list was cut."""

    start: int
    end: int
    candidates: tuple[Candidate, ...] = ()
    has_more: bool = False


@dataclass(frozen=True, slots=True)
class UnsettledName:
    """A name in a query that is not one entity's: `bearers` go by it. It ends at column `end` of the query text."""

    name: str
    end: int
    bearers: int


@dataclass(frozen=True, slots=True)
class DroppedTerm:
    """What a query finds without one of its terms; `query` is the rest."""

    term: str
    query: str
    articles: int
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """One article of an answer with all that a list of them outside dateline may want to say."""

    row: ResultRow
    article: Article
    snippet: Snippet


# ------------------------------------------------------------------------------------------------ why


@dataclass(frozen=True, slots=True)
class ExplainedPart:
    """A part of a query, what it was taken for, and how many articles have it, whatever else was asked."""

    text: str
    meaning: str
    articles: int
    is_excluded: bool


class Occurrences(NamedTuple):
    """How often an article has a part of the query, field by field."""

    part: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ExplainedHit:
    """What an article was worth (0.0 in an order by date), and the parts it has."""

    score: float
    occurrences: tuple[Occurrences, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a query found what it found; `hits` are in the order of the articles asked about."""

    parts: tuple[ExplainedPart, ...]
    hits: tuple[ExplainedHit, ...]


# ------------------------------------------------------------------------------------------------ in context, in time


ContextSide = Literal["left", "right"]
MOST_SORTED: Final = 20_000  # places that an order by context takes in: their texts must be read first


class HitPlace(NamedTuple):
    """A stretch of an article's text that is worth a line of context: a hit of a query, a mention of an entity."""

    article_id: int
    start: int  # code points into the text
    end: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """How articles are spread over time: each day that has any, oldest first, and how many there are."""

    days: tuple[tuple[datetime.date, int], ...]
    undated: int = 0

    @property
    def dated(self) -> int:
        """Articles that have a date."""
        return sum(articles for _, articles in self.days)
