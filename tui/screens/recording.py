"""Read, starred, unread: what the reader has done with each article, shown where they look and never lost."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.message import Message
from textual.timer import Timer

from index.errors import DatelineError
from index.library import Library
from index.model import Sort
from tui.chips import FIRST_KEY, toggled, without_part
from tui.messages import ArticleReady, Trouble
from tui.recording import Recorder
from tui.screens.overviews import OverviewsScreen
from tui.widgets.article_view import ArticleView

_ORDERS: dict[Sort, str] = {"relevance": "by relevance", "newest": "newest first", "oldest": "oldest first"}


@dataclass
class EntityCounted(Message):
    """How often each article names an entity."""

    entity: str
    mentions: dict[int, int]


class RecordingScreen(OverviewsScreen):
    """Adds the reading state of articles, and the order of the results."""

    def __init__(self, library: Library, query: str = "") -> None:
        super().__init__(library, query)
        self.recorder = Recorder(self._could_not_write)
        self._read_timer: Timer | None = None
        self._landed_at: int | None = None  # the first line shown once the article had been opened
        self._read_by_hand: set[int] = set()  # articles whose state the reader set: it is not changed behind their back
        self._states: dict[int, tuple[bool, bool]] = {}  # read and starred, as set since an article was opened
        self._counted: str | None = None  # the entity whose mentions the results show

    def _could_not_write(self, error: DatelineError) -> None:
        self.post_message(Trouble(error))

    # ------------------------------------------------------------------ read

    @on(ArticleReady)
    def _start_reading(self, message: ArticleReady) -> None:
        """A while on screen, or a scroll, and it has been read."""
        if message.request_no != self._open_no:
            return
        if self._read_timer is not None:
            self._read_timer.stop()
        opened = message.opened
        self._landed_at = None
        self._states.setdefault(opened.id, (opened.is_read, opened.is_starred))
        self._read_timer = self.set_timer(self.settings.mark_read_after, lambda: self._has_been_read(opened.id))
        self.call_after_refresh(self._landed)

    def _landed(self) -> None:
        self._landed_at = self.view.scroll_offset.y

    @on(ArticleView.Scrolled)
    def _scrolled(self) -> None:
        opened = self.view.open_article
        if opened is not None and self._landed_at is not None and self.view.scroll_offset.y != self._landed_at:
            self._has_been_read(opened.id)

    def _has_been_read(self, article_id: int) -> None:
        opened = self.view.open_article
        if opened is None or opened.id != article_id or article_id in self._read_by_hand:
            return
        if not self._state_of(article_id)[0]:
            self._set_read(article_id, is_read=True)

    def _state_of(self, article_id: int) -> tuple[bool, bool]:
        """Whether an article is read, and starred."""
        if article_id in self._states:
            return self._states[article_id]
        row = self.results.row_of(article_id)
        return (row.is_read, row.is_starred) if row is not None else (False, False)

    def _set_read(self, article_id: int, *, is_read: bool) -> None:
        self._states[article_id] = (is_read, self._state_of(article_id)[1])
        self.results.set_state(article_id, is_read=is_read)
        record = self.library.reading
        self.recorder.write(lambda: record.set_state([article_id], "read", to=is_read))

    @property
    def _subject(self) -> int | None:
        """The article that `r` and `s` are for: under the cursor in the results, else the one that is open."""
        opened = self.view.open_article
        if self.focused is self.results or opened is None:
            return self.results.selected_id
        return opened.id

    def action_toggle_read(self) -> None:
        article_id = self._subject
        if article_id is None:
            self.status_line.tell("there is no article here")
            return
        is_read = not self._state_of(article_id)[0]
        self._read_by_hand.add(article_id)
        self._set_read(article_id, is_read=is_read)
        self.status_line.tell("read" if is_read else "unread again")

    def action_toggle_star(self) -> None:
        article_id = self._subject
        if article_id is None:
            self.status_line.tell("there is no article here")
            return
        is_read, is_starred = self._state_of(article_id)
        is_starred = not is_starred
        self._states[article_id] = (is_read, is_starred)
        self.results.set_state(article_id, is_starred=is_starred)
        record = self.library.reading
        self.recorder.write(lambda: record.set_state([article_id], "starred", to=is_starred))
        self.status_line.tell("starred" if is_starred else "star taken off")
        self._say_place()

    def action_unread_only(self) -> None:
        self._toggle_condition("is:unread")

    def action_starred_only(self) -> None:
        self._toggle_condition("is:starred")

    def _toggle_condition(self, condition: str) -> None:
        self.query_leaving()
        self.set_query(toggled(self.query_input.value, condition))

    def article_title(self, title: str) -> str:
        """What the article's frame says: a star goes with it."""
        opened = self.view.open_article
        return f"★ {title}" if opened is not None and self._state_of(opened.id)[1] else title

    # ------------------------------------------------------------------ order

    def action_change_order(self) -> None:
        """Relevance (where there are words to rank by), newest first, oldest first."""
        result = self.result
        if result is None:
            return
        orders: list[Sort] = ["relevance", "newest", "oldest"] if result.query.strip() else ["newest", "oldest"]
        at = orders.index(result.sort) if result.sort in orders else -1
        self.sort = orders[(at + 1) % len(orders)]
        self.search(self.query_input.value, is_typing=self.result_is_typing)
        self.status_line.tell(_ORDERS[self.sort])

    # ------------------------------------------------------------------ the current entity's mentions

    def entity_changed(self, entity: str | None) -> None:
        """The results show how often each of them names the current entity."""
        if entity == self._counted:
            return
        self._counted = entity
        if entity is None:
            self.results.set_mentions({})
            return
        library = self.library

        def work() -> Message:
            return EntityCounted(entity, library.articles_with(entity))

        self.in_thread(work, group="entity-count")

    @on(EntityCounted)
    def _entity_counted(self, message: EntityCounted) -> None:
        if message.entity == self._counted:
            self.results.set_mentions(message.mentions)

    # ------------------------------------------------------------------ chips

    def action_drop_filter(self, key: str = "") -> None:
        """Take a filter out of the query: that of the key, or the last one."""
        filters = self.echo_bar.filters
        number = int(key) - FIRST_KEY if key.isdigit() else len(filters) - 1
        if not 0 <= number < len(filters):
            self.status_line.tell("no such filter" if filters else "the query has no filters")
            return
        text = without_part(self.query_input.value, filters[number])
        self.query_leaving()
        self.set_query(text)
