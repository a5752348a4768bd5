"""What background work reports: workers touch no widgets, they post these, and the screen's handlers own the state."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from textual.message import Message

from index.answers import UnsettledName
from index.errors import DatelineError
from index.events import Event
from index.model import Dossier, LibraryStatus, OpenArticle, ResultRow, SearchResult, Snippet, Span


@dataclass(frozen=True, slots=True)
class Landing:
    """Where to stand once an article is open, and what to say.

    `offset` is a code point; None means the first hit (or the beginning). `top` is where the first line shown starts,
    if it matters. `mention` asks for the first (1) or last (-1) mention of `entity` instead, `meeting` for the first or
    last place where those who are compared meet.
    """

    offset: int | None = None
    top: int | None = None
    entity: str | None = None
    mention: int = 0
    meeting: int = 0
    has_focus: bool = True
    notice: str = ""
    selects: bool = True  # the result list's cursor goes along


@dataclass
class SearchDone(Message):
    """A search ended; an older `request_no` than the newest asked is dropped."""

    request_no: int
    result: SearchResult
    rows: list[ResultRow]
    is_refresh: bool  # nobody typed: the library changed
    is_typing: bool  # the last word was taken as a prefix
    unsettled: tuple[UnsettledName, ...]  # names that are several entities', or nobody's


@dataclass
class MentionsCounted(Message):
    """How many mentions the query's entities have in its results."""

    request_no: int
    total: int | None


@dataclass
class RowsReady(Message):
    """Details of results that came into view."""

    request_no: int
    query: str
    rows: list[ResultRow]
    snippets: dict[int, Snippet]
    asked: tuple[int, ...]


@dataclass
class ArticleReady(Message):
    """An article was read; `hits` are the query's in its text, `named` the entities that the query names outright."""

    request_no: int
    opened: OpenArticle
    hits: tuple[Span, ...]
    named: tuple[str, ...]
    landing: Landing


@dataclass
class ArticleAnnotated(Message):
    """The open article was read again because the library changed."""

    opened: OpenArticle


@dataclass
class WalkFound(Message):
    """The next article with the entity, and where to land in it."""

    request_no: int
    article_id: int
    landing: Landing


@dataclass
class WalkEnded(Message):
    """There is no further article with the entity in that direction."""

    request_no: int
    entity: str
    step: int


@dataclass
class StatusRead(Message):
    """The library's counts; `has_changed` says that a job wrote since the last look."""

    status: LibraryStatus
    has_changed: bool


@dataclass
class DossierReady(Message):
    """An entity's dossier was read."""

    dossier: Dossier


@dataclass
class JobReported(Message):
    """The background job said something."""

    event: Event


@dataclass
class Trouble(Message):
    """A library call failed; `where` is the pane that should show it (`results`, `article`, `dossier`, or nothing)."""

    error: DatelineError
    where: str = ""
    request_no: int | None = field(default=None)


@dataclass
class Told(Message):
    """Something that was done outside the reader, in a sentence; `is_trouble` if it could not be."""

    sentence: str
    is_trouble: bool = False


@dataclass
class ExportProgress(Message):
    """How far an export is; a later one may stand for an earlier one."""

    text: str

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, ExportProgress)


@dataclass
class ExportEnded(Message):
    """An export is complete at `path`, was stopped (`path` is None), or failed."""

    what: str
    path: Path | None = None
    size: int = 0
    error: DatelineError | None = None
