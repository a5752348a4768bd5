"""The reading view: one article with its mentions and hits, and a cursor that walks them."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from textual.geometry import Size

from index.model import EntityMention, OpenArticle, Span
from tui.comparing import Meeting, closest, meetings
from tui.render.find import FindResult, find_spans
from tui.render.page import Page
from tui.render.spans import SpanIndex
from tui.widgets.article_selecting import SelectableArticle

__all__ = ["ArticleView", "FindResult", "Marks"]


class Marks(NamedTuple):
    """Where things are, as fractions of the article's height: for the minimap."""

    mentions: Sequence[float]
    hits: Sequence[float]
    viewport: tuple[float, float]
    cursor: float | None
    compared: Mapping[int, Sequence[float]] | None = None  # by number


class ArticleView(SelectableArticle):
    """Shows an article; is told what to mark and where to go, and says where the reader is."""

    _marked_for: tuple[object, ...] = ()  # what the fractions in `_marked` were worked out for
    _marked: tuple[Sequence[float], Sequence[float]] = ((), ())
    _marked_compared: Mapping[int, Sequence[float]] | None = None

    def _forget_place(self) -> None:
        super()._forget_place()
        self._search_hits: SpanIndex[Span] = SpanIndex()
        self._find_text = ""
        self._find_origin = 0
        self._meetings: SpanIndex[Meeting] | None = None  # None until asked for

    # ------------------------------------------------------------------------------------------- what is shown

    def show(self, open_article: OpenArticle, *, hits: Sequence[Span] = (), at: int | None = None) -> None:
        """Open an article at its top, or at an offset; find, selection and current entity start afresh."""
        self._forget_place()
        self._page = Page(open_article)
        self._search_hits = SpanIndex(hits)
        self._page.highlighter.hits = self._search_hits
        self._wanted_offset = at
        self._lay_out()
        self._changed()

    def clear(self) -> None:
        """Back to the placeholder."""
        self._forget_place()
        self._page = None
        self.virtual_size = Size(0, 0)
        self._changed()

    def set_hits(self, hits: Sequence[Span]) -> None:
        """Mark where the search matched. While a find is active its hits are shown instead."""
        self._search_hits = SpanIndex(hits)
        if self._page is not None and not self._find_text:
            self._page.highlighter.hits = self._search_hits
            self._page.highlighter.current_hit = None
            self._changed()

    def set_current_entity(self, entity: str | None) -> None:
        """Make an entity's mentions stand out."""
        if self._page is not None and self._page.highlighter.current_entity != entity:
            self._page.highlighter.current_entity = entity
            self._changed()

    def set_compared(self, numbers: Mapping[str, int]) -> None:
        """Give entities numbers: their mentions get the number's colour, and its figure in place of the type letter."""
        if self._page is not None and self._page.highlighter.compared != numbers:
            self._page.highlighter.compared = dict(numbers)
            self._meetings = None
            self._change_letters()

    def show_only(self, entities: Collection[str] | None) -> None:
        """Mark only the mentions of these entities (and of those who are followed); None marks everybody's."""
        if self._page is not None and self._page.highlighter.shown_entities != entities:
            self._page.highlighter.shown_entities = entities
            self._change_letters()

    def set_mentions(self, mentions: Iterable[EntityMention], *, is_annotated: bool = True) -> None:
        """Take the mentions of the open article anew (it was annotated meanwhile); everything else stays in place."""
        if self._page is None:
            return
        mentions = tuple(mentions)
        opened = dataclasses.replace(self._page.open_article, mentions=mentions, is_annotated=is_annotated)
        self._page.set_mentions(opened, mentions)
        self._meetings = None
        had_mention = self._page.highlighter.current_mention is not None
        self._page.highlighter.current_mention = self.current_mention if had_mention else None
        self._lay_out(anew=True)
        self._changed()

    # ------------------------------------------------------------------------------------------- where the reader is

    @property
    def current_entity(self) -> str | None:
        """The entity whose mentions stand out."""
        return self._page.highlighter.current_entity if self._page else None

    @property
    def current_hit(self) -> Span | None:
        """The hit last walked to."""
        return self._page.highlighter.current_hit if self._page else None

    @property
    def place(self) -> Span | None:
        """The place one would cite: the selection, else the mention, the hit or the line at the cursor.

        None as long as nothing was gone to: then it is the article as a whole.
        """
        if self._page is None or (self._cursor is None and self.selected_span is None):
            return None
        at_cursor = self.current_mention or self.current_hit
        if self.selected_span is not None or at_cursor is None or self._cursor is None:
            return self.selected_span or self._page.line_at(self.cursor)
        return Span(at_cursor.start, at_cursor.end)

    def mention_position(self, entity: str | None) -> tuple[int, int]:
        """The last of the entity's mentions at or before the cursor (0 before the first), and how many there are."""
        if self._page is None:
            return 0, 0
        mentions = self._page.highlighter.mentions.of(entity)
        return (0 if self._cursor is None else mentions.started_by(self._cursor)), len(mentions)

    def marks(self) -> Marks:
        """Rows of the current entity's mentions, of the hits, of the screen and of the cursor, as fractions."""
        if self._page is None:
            return Marks((), (), (0.0, 1.0), None)
        page, top, rows = self._page, self.scroll_offset.y, self._rows()
        whole = max(page.height, rows, 1)
        entity = page.highlighter.current_entity
        marks, compared = page.highlighter.mentions, page.highlighter.compared
        marked_for = (page.layout, marks, page.highlighter.hits, entity, compared, whole)
        if self._marked_for != marked_for:  # so that scrolling costs the same in an article with ten thousand hits
            mentions = marks.of(entity).spans if entity is not None else ()
            self._marked_for = marked_for
            self._marked = (
                [page.row_of(mention.start) / whole for mention in mentions],
                [page.row_of(hit.start) / whole for hit in page.highlighter.hits.spans],
            )
            self._marked_compared = {
                number: [page.row_of(mention.start) / whole for mention in marks.of(somebody).spans]
                for somebody, number in compared.items()
            } or None
        return Marks(
            *self._marked,
            viewport=(top / whole, min(1.0, (top + rows) / whole)),
            cursor=None if self._cursor is None else page.row_of(self._cursor) / whole,
            compared=self._marked_compared,
        )

    # ------------------------------------------------------------------------------------------- walking mentions

    def next_mention(self, entity: str | None, backwards: bool = False) -> EntityMention | None:
        """Go to the entity's next mention from where the reader is; any entity's for None. None if there is no further.

        The reader is at the cursor while it is on screen, else at the edge of what is on screen.
        """
        if self._page is None:
            return None
        mentions = self._page.highlighter.walked(entity)
        if backwards:
            found = mentions.starting_before(self._reading_offset(backwards=True))
        else:
            found = mentions.starting_from(self._reading_offset())
        return self._go_to_mention(found)

    def first_mention(self, entity: str | None) -> EntityMention | None:
        """Go to the entity's first mention, if it has one here."""
        spans = self._page.highlighter.mentions.of(entity).spans if self._page else []
        return self._go_to_mention(spans[0] if spans else None)

    def last_mention(self, entity: str | None) -> EntityMention | None:
        """Go to the entity's last mention, if it has one here."""
        spans = self._page.highlighter.mentions.of(entity).spans if self._page else []
        return self._go_to_mention(spans[-1] if spans else None)

    def mention_at_cursor_or_nearest(self) -> EntityMention | None:
        """The entity mention under the cursor, else the one nearest to it on screen. Does not move."""
        if self._page is None:
            return None
        start, end = self._shown()
        offset = self._cursor if self._cursor is not None and start <= self._cursor < end else start
        return self._page.highlighter.nearest(offset, start, end)

    def _go_to_mention(self, mention: EntityMention | None) -> EntityMention | None:
        if mention is not None:
            self._place(mention.start, mention=mention, align="third", stays=True)
        return mention

    def _reading_offset(self, backwards: bool = False) -> int:
        """Where a walk begins: at the cursor while it is on screen, else at the edge of what is on screen."""
        start, end = self._shown()
        if self._cursor is None or not self._is_on_screen(self._cursor):
            return end if backwards else start
        if not backwards:
            return self._cursor + 1
        mention = self.current_mention
        return self._cursor if mention is None else mention.start

    # ------------------------------------------------------------------------------------------- where they meet

    @property
    def meetings(self) -> SpanIndex[Meeting]:
        """The paragraphs that name at least two of the compared."""
        if self._meetings is None:
            found: list[Meeting] = []
            if self._page is not None and len(self._page.highlighter.compared) > 1:
                highlighter = self._page.highlighter
                found = meetings(self._page.text, highlighter.mentions.all.spans, highlighter.compared)
            self._meetings = SpanIndex(found)
        return self._meetings

    @property
    def meeting_position(self) -> tuple[int, int]:
        """Which meeting the cursor is in (0 for none), and how many there are."""
        found = self.meetings.at(self._cursor) if self._cursor is not None else None
        return (self.meetings.started_by(found.start) if found is not None else 0), len(self.meetings)

    def next_meeting(self, backwards: bool = False) -> Meeting | None:
        """Go to the next paragraph where they meet, at the first sentence that names two; None if there is no more."""
        if self._page is None:
            return None
        origin = self._reading_offset(backwards=backwards)
        here = self.meetings.at(self._cursor) if self._cursor is not None and self._is_on_screen(self._cursor) else None
        if here is not None:  # from anywhere in a paragraph on to another
            origin = here.start if backwards else here.end
        found = self.meetings.starting_before(origin) if backwards else self.meetings.starting_from(origin)
        return self._go_to_meeting(found)

    def first_meeting(self) -> Meeting | None:
        """Go to the first place where they meet, if they do here."""
        return self._go_to_meeting(next(iter(self.meetings.spans), None))

    def last_meeting(self) -> Meeting | None:
        """Go to the last place where they meet, if they do here."""
        return self._go_to_meeting(next(reversed(self.meetings.spans), None))

    def _go_to_meeting(self, meeting: Meeting | None) -> Meeting | None:
        if meeting is not None and self._page is not None:
            highlighter = self._page.highlighter
            named = highlighter.mentions.all.touching(meeting.start, meeting.end)
            those = [mention for mention in named if mention.entity in highlighter.compared]
            mention = closest(self._page.text, meeting, those)
            self._place(mention.start, mention=mention, align="third", stays=True)
        return meeting

    # ------------------------------------------------------------------------------------------- find in the article

    @property
    def hits(self) -> Sequence[Span]:
        """The hits that are walked: those of a find while one is active, else those of the search."""
        return self._page.highlighter.hits.spans if self._page else ()

    @property
    def find_text(self) -> str:
        """What is being found; empty when no find is active."""
        return self._find_text

    @property
    def find_position(self) -> tuple[int, int]:
        """Which hit is current (0 for none), and how many there are."""
        if self._page is None:
            return 0, 0
        hit, hits = self._page.highlighter.current_hit, self._page.highlighter.hits
        return (hits.started_by(hit.start) if hit is not None else 0), len(hits)

    def find(self, text: str) -> tuple[int, int]:
        """Find while typing: mark every place and go to the first from where the find began. Empty text ends it."""
        if self._page is None:
            return 0, 0
        if not text.strip():
            self.clear_find()
            return 0, 0
        if not self._find_text:
            is_at_cursor = self._cursor is not None and self._is_on_screen(self._cursor)
            self._find_origin = self.cursor if is_at_cursor else self._shown()[0]
        self._find_text = text
        highlighter = self._page.highlighter
        highlighter.hits = SpanIndex(find_spans(self._page.open_article.article.text, text))
        highlighter.current_hit = None
        hits = highlighter.hits
        hit = hits.starting_from(self._find_origin) or hits.starting_from(0)
        if hit is None:
            self._changed()
        else:
            self._place(hit.start, hit=hit, align="third", stays=True)
        return self.find_position

    def find_next(self, backwards: bool = False) -> FindResult:
        """Go to the next hit, round the end if need be."""
        if self._page is None or not self._page.highlighter.hits.spans:
            return FindResult(0, 0, wrapped=False)
        highlighter = self._page.highlighter
        hits, current = highlighter.hits, highlighter.current_hit
        origin = self._reading_offset(backwards=backwards)
        if current is not None and self._is_on_screen(current.start):
            origin = current.start + (not backwards)
        hit = hits.starting_before(origin) if backwards else hits.starting_from(origin)
        wrapped = hit is None
        hit = hit or hits.spans[-1 if backwards else 0]
        self._place(hit.start, hit=hit, align="third", stays=True)
        return FindResult(*self.find_position, wrapped=wrapped)

    def clear_find(self) -> None:
        """End the find: the search's hits are marked again; the cursor stays."""
        if self._page is not None and self._find_text:
            self._find_text = ""
            self._page.highlighter.hits = self._search_hits
            self._page.highlighter.current_hit = None
            self._changed()
