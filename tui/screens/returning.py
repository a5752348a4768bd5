"""Coming back: marks, the place before the last jump, queries asked before, and the session before this one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from textual import events, on
from textual.message import Message

from index.errors import NotFound
from index.library import Library
from index.reading import Mark, SavedSearch
from tui.jumps import Place
from tui.messages import Landing
from tui.screens.prefix import Choice, PrefixScreen
from tui.screens.recording import RecordingScreen
from tui.screens.saved import SavedSearchesScreen
from tui.session import Session
from tui.widgets.query_bar import QueryInput

LAST_PLACE = "'"  # the mark that is where the last jump came from


@dataclass
class RecordRead(Message):
    """What the library remembers of earlier sessions."""

    marks: list[Mark]
    queries: list[str]


@dataclass
class PlaceFound(Message):
    """The article of a remembered key has this number now."""

    article_id: int
    landing: Landing
    query: str


@dataclass
class PlaceGone(Message):
    """There is no article of that key any more."""

    title: str


class ReturningScreen(RecordingScreen):
    """Adds everything by which a reader comes back to where they were."""

    def __init__(self, library: Library, query: str = "", *, session: Session | None = None) -> None:
        super().__init__(library, query or (session.query if session is not None else ""))
        # A query that somebody came with is a fresh start, but the panes may stand as they stood.
        self._session = session if session is not None and not query else None
        if self._session is not None:
            self.sort = self._session.sort
        if session is not None:
            self.arrangement = replace(session.arrangement, active="results")
        self.marks: dict[str, Mark] = {}
        self._queries: list[str] = []  # asked before, the latest first
        self._query_at = -1  # which of them is in the query line; -1: what is being typed
        self._typed = ""  # what was typed before the history was opened
        self._kept: Session | None = session

    def on_mount(self) -> None:
        library, session = self.library, self._session
        self.in_thread(lambda: RecordRead(library.reading.marks(), library.reading.queries()), group="record")
        if session is not None and session.article_key:
            landing = Landing(
                offset=session.offset,
                top=session.top,
                entity=session.entity,
                has_focus=session.arrangement.active == "article",
            )
            self._find_place(session.article_key, "the article you were reading", landing, session.query)

    @on(RecordRead)
    def _record_read(self, message: RecordRead) -> None:
        self.marks = {mark.letter: mark for mark in message.marks} | self.marks
        self._queries += [query for query in message.queries if query not in self._queries]

    # ------------------------------------------------------------------ places by key

    def _find_place(self, key: str, title: str, landing: Landing, query: str) -> None:
        library = self.library

        def work() -> Message:
            try:
                return PlaceFound(library.article_id(key), landing, query)
            except NotFound:
                return PlaceGone(title)

        self.in_thread(work, group="place")

    @on(PlaceFound)
    def _place_found(self, message: PlaceFound) -> None:
        self.open_article(message.article_id, message.landing, query=message.query, remembers=False)

    @on(PlaceGone)
    def _place_gone(self, message: PlaceGone) -> None:
        self.status_line.tell(f"no longer in the library: {message.title}")

    # ------------------------------------------------------------------ marks

    def _mark_choices(self) -> list[Choice]:
        return [Choice(letter, self.marks[letter].title) for letter in sorted(self.marks)]

    def action_set_mark(self) -> None:
        if self.view.open_article is None:
            self.status_line.tell("open an article first: Enter")
            return
        screen = PrefixScreen("Mark this place", self._mark_choices(), note="under which letter?", takes_any=True)
        self.app.push_screen(screen, self._set_mark)

    def _set_mark(self, letter: str | None) -> None:
        opened, here = self.view.open_article, self.here
        if letter is None or opened is None:
            return
        if letter == LAST_PLACE:
            self.status_line.tell("that one is set by every jump")
            return
        article = opened.article
        mark = Mark(letter, article.key, article.title, here.offset, here.top, here.query, here.entity)
        self.marks[letter] = mark
        record = self.library.reading
        self.recorder.write(lambda: record.set_mark(mark))
        self.status_line.tell(f"marked: {LAST_PLACE}{letter} comes back here")

    def action_go_to_mark(self) -> None:
        last = [Choice(LAST_PLACE, "where the last jump came from")] if self.jumps.last is not None else []
        note = "which?" if self.marks or last else "there are none yet; m sets one"
        screen = PrefixScreen("Go to a mark", [*last, *self._mark_choices()], note=note, takes_any=True)
        self.app.push_screen(screen, self._go_to_mark)

    def _go_to_mark(self, letter: str | None) -> None:
        if letter is None:
            return
        if letter == LAST_PLACE:
            self._go_to_last()
            return
        mark = self.marks.get(letter)
        if mark is None:
            self.status_line.tell(f"no mark {letter}")
            return
        self.jumps.leave(self.here)
        if self.result is None or mark.query != self.result.query:
            self.set_query(mark.query)
        landing = Landing(offset=mark.offset, top=mark.top, entity=mark.entity)
        self._find_place(mark.article_key, mark.title, landing, mark.query)

    def _go_to_last(self) -> None:
        place: Place | None = self.jumps.last
        if place is None:
            self.status_line.tell("nobody has jumped yet")
            return
        self.jumps.leave(self.here)
        self._go_to(place, "")

    # ------------------------------------------------------------------ queries asked before

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """A query that the reader leaves has been asked."""
        if isinstance(event.widget, QueryInput):
            self.remember_query(self.query_input.value)

    def set_query(self, text: str) -> None:
        super().set_query(text)
        self.remember_query(text)

    def remember_query(self, text: str) -> None:
        """Put a query at the head of the history."""
        text = text.strip()
        self._query_at = -1
        if not text or self._queries[:1] == [text]:
            return
        self._queries = [text, *(query for query in self._queries if query != text)]
        record = self.library.reading
        self.recorder.write(lambda: record.remember_query(text))

    @property
    def queries(self) -> tuple[str, ...]:
        """The history of queries, the latest first."""
        return tuple(self._queries)

    def action_previous_query(self) -> None:
        self._step_query(1)

    def action_leave_query(self) -> None:
        """Down the history to what was being typed; from there to the results."""
        if self._query_at >= 0:
            self._step_query(-1)
        else:
            super().action_leave_query()

    def _step_query(self, step: int) -> None:
        query_input = self.query_input
        if self._query_at < 0:
            self._typed = query_input.value
        at = self._query_at + step
        while 0 <= at < len(self._queries) and self._queries[at] == query_input.value.strip():
            at += step  # bringing back what stands there already would seem a dead key
        if at >= len(self._queries):
            self.status_line.tell("no query before that")
            return
        self._query_at = max(-1, at)
        query_input.value = self._queries[at] if at >= 0 else self._typed
        query_input.cursor_position = len(query_input.value)

    # ------------------------------------------------------------------ saved searches

    def action_saved_searches(self) -> None:
        screen = SavedSearchesScreen(self.library, self.query_input.value, self.queries, self.recorder)
        self.app.push_screen(screen, self.run_saved)

    def run_saved(self, chosen: SavedSearch | str | None) -> None:
        """Search for what a saved search (or the history) says; its results count as seen from now on."""
        if chosen is None:
            return
        self.query_leaving()
        if isinstance(chosen, SavedSearch):
            record, name = self.library.reading, chosen.name
            self.recorder.write(lambda: record.search_seen(name))
            self.set_query(chosen.query)
        else:
            self.set_query(chosen)
        self.focus_pane("results")

    # ------------------------------------------------------------------ the session

    def session(self) -> Session:
        """Where the reader is."""
        opened, here = self.view.open_article, self.here
        selected = self.results.row_of(here.selected_id) if here.selected_id is not None else None
        return Session(
            query=self.query_input.value,
            sort=self.sort,
            selected_key=selected.key if selected is not None else "",
            article_key=opened.article.key if opened is not None else "",
            offset=here.offset,
            top=here.top,
            entity=here.entity,
            arrangement=self.arrangement,
        )

    def keep_session(self) -> None:
        """Write down where the reader is, for the next time; nothing if that is known."""
        session = self.session()
        if session == self._kept:
            return
        self._kept = session
        record, kept = self.library.reading, session.to_json()
        self.recorder.write(lambda: record.remember_session(kept))
