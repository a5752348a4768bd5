"""Reading: opening articles, walking an entity's mentions across them, finding, going back and forward."""

from __future__ import annotations

from textual import on
from textual.message import Message

from index.library import Library
from tui.comparing import Comparison
from tui.jumps import JumpList, Place
from tui.messages import ArticleAnnotated, ArticleReady, Landing, Trouble
from tui.screens.naming import NamingScreen
from tui.screens.walking import entity_to_walk
from tui.widgets.article_view import ArticleView
from tui.widgets.entity_rows import type_name
from tui.widgets.lines import plural
from tui.widgets.virtual_list import VirtualList


class ReadingScreen(NamingScreen):
    """Adds the article to its entities, the query line and the results."""

    def __init__(self, library: Library, query: str = "") -> None:
        super().__init__(library, query)
        self.jumps = JumpList()
        self._open_no = 0
        self._walk_end: tuple[str, int] | None = None  # entity and direction in which there are no more
        self._is_walking = False  # the last move was along the mentions or hits of this article
        self._restored_selection: int | None = None
        self._named: tuple[str, ...] = ()  # entities that the query of the open article names

    def on_mount(self) -> None:
        self.entitle("article", "Article")
        self._show_entities()

    # ------------------------------------------------------------------ opening

    @property
    def here(self) -> Place:
        """Where the reader stands."""
        opened, result = self.view.open_article, self.result
        return Place(
            query=result.query if result is not None else "",
            selected_id=self.results.selected_id,
            article_id=opened.id if opened is not None else None,
            offset=self.view.cursor if opened is not None else 0,
            top=self.view.top_offset if opened is not None else 0,
            entity=self.view.current_entity,
            comparison=self.comparison,
        )

    def open_article(
        self, article_id: int, landing: Landing, *, query: str | None = None, remembers: bool = True
    ) -> None:
        """Open an article in the background; the place left is remembered unless this is Back or Forward.

        `query` is whose hits to mark, None for that of the result list.
        """
        if remembers:
            self.jumps.leave(self.here)
        self._is_walking = False
        self._open_no += 1
        open_no, library = self._open_no, self.library
        is_typing = self.result_is_typing
        if query is None:
            query = self.result.query if self.result is not None else ""

        def work() -> Message:
            opened = library.open_article(article_id)
            hits = tuple(library.hit_spans(article_id, query, is_typing=is_typing)) if query.strip() else ()
            named = tuple(row.id for row in library.query_entities(query)) if query.strip() else ()
            return ArticleReady(open_no, opened, hits, named, landing)

        self.in_thread(work, group="open", where="article", request_no=open_no)

    @on(ArticleReady)
    def _article_ready(self, message: ArticleReady) -> None:
        if message.request_no != self._open_no:
            return
        opened, hits, landing, view = message.opened, message.hits, message.landing, self.view
        view.show(opened, hits=hits)
        view.set_compared(self.comparison.numbers)
        entity = landing.entity
        if landing.offset is not None and landing.top is not None:
            self._stand_at(landing.top, landing.offset)
        elif landing.offset is not None:
            view.go_to_offset(landing.offset)
        elif not landing.mention and not landing.meeting:
            if hits:
                view.go_to_offset(hits[0].start)
            entity = entity or entity_to_walk(opened.mentions, hits, message.named)
        self._named = message.named
        view.set_current_entity(entity)
        if entity and landing.mention:
            (view.first_mention if landing.mention > 0 else view.last_mention)(entity)
        elif landing.meeting:
            self.land_at_meeting(landing.meeting)
        self._walk_end = None
        self.results.set_open(opened.id)
        if landing.selects and opened.id in self.results.ids and self.results.selected_id != opened.id:
            self.choose(self.results.ids.index(opened.id))
        self._show_entities()
        self.article_shown()
        if landing.has_focus:
            self.focus_pane("article")
        if landing.notice:
            self.status_line.tell(f"{landing.notice}: {opened.article.title}")
        if not opened.is_annotated:
            self.article_pending(opened.id)
        self._say_place()

    def article_shown(self) -> None:
        """For the class that finds: another article is on screen."""

    def land_at_meeting(self, step: int) -> None:
        """For the class that compares: stand at the first (1) or last (-1) place where they meet."""

    def compare(self, comparison: Comparison) -> None:
        """For the class that compares: others are followed now."""

    def greet(self) -> None:
        """For the class that greets: nothing is open (any more)."""

    def article_pending(self, article_id: int) -> None:
        """For the class that runs jobs: an article is being read whose names have not been found yet."""

    def says_selection(self) -> str:
        """For the class that selects: how much is selected."""
        return ""

    def get_selected_text(self) -> str | None:
        """What is selected in the article, whose selection is by text and not by rows of the screen, or elsewhere."""
        return self.view.selected_text or super().get_selected_text()

    def show_article_trouble(self, message: Trouble) -> None:
        """An article could not be opened: say so in its pane."""
        if message.request_no is not None and message.request_no != self._open_no:
            return
        view = self.view
        view.placeholder, view.hint = message.error.title, f"{message.error.message} {message.error.hint}".strip()
        view.clear()
        self._show_entities()
        self._say_place()

    @on(ArticleAnnotated)
    def _article_annotated(self, message: ArticleAnnotated) -> None:
        """Names arrived for the article on screen: the place stays."""
        opened = self.view.open_article
        if opened is None or opened.id != message.opened.id:
            return
        self.view.set_mentions(message.opened.mentions, is_annotated=message.opened.is_annotated)
        self._entities_of = message.opened
        hits = self.view.hits
        if self.view.current_entity is None and hits and self.view.cursor == hits[0].start:
            self.view.set_current_entity(entity_to_walk(message.opened.mentions, hits, self._named))
        self._show_entities()
        self._say_place()

    def open_selected(self) -> None:
        selected = self.results.selected_id
        if selected is not None:
            self._has_chosen = True
            self.open_article(selected, Landing())

    def action_open_result(self) -> None:
        self.open_selected()

    @on(VirtualList.Chosen, "#result-list")
    def _result_clicked(self) -> None:
        self.open_selected()

    def _step_result(self, step: int) -> None:
        ids, opened = self.results.ids, self.view.open_article
        if not ids:
            return
        at = self.results.cursor
        if opened is not None and opened.id in ids:
            at = ids.index(opened.id) + step
        if not 0 <= at < len(ids):
            self.status_line.tell("this is the last result" if step > 0 else "this is the first result")
            return
        self.choose(at)
        self.open_article(ids[at], Landing(has_focus=self.arrangement.active != "results"))

    def action_next_article(self) -> None:
        self._step_result(1)

    def action_previous_article(self) -> None:
        self._step_result(-1)

    # ------------------------------------------------------------------ back and forward

    def action_back(self) -> None:
        self._go_to(self.jumps.back(self.here), "this is where you came in")

    def action_forward(self) -> None:
        self._go_to(self.jumps.forward(self.here), "nothing further ahead")

    def _go_to(self, place: Place | None, otherwise: str) -> None:
        self.status_line.hush()
        if place is None:
            self.status_line.tell(otherwise)
            return
        self.compare(place.comparison)
        if self.result is None or place.query != self.result.query:
            self._restored_selection = place.selected_id
            self.set_query(place.query)
        elif place.selected_id in self.results.ids:
            self.choose(self.results.ids.index(place.selected_id))
        opened = self.view.open_article
        if place.article_id is None:
            self._close_article()
            self.focus_pane("results")
        elif opened is not None and opened.id == place.article_id:
            self.view.set_current_entity(place.entity)
            self._stand_at(place.top, place.offset)
            self.focus_pane("article")
            self._say_place()
        else:
            landing = Landing(offset=place.offset, top=place.top, entity=place.entity, selects=False)
            self.open_article(place.article_id, landing, query=place.query, remembers=False)

    def _stand_at(self, top: int, offset: int) -> None:
        """Put the lines where they were, and the cursor."""
        self.view.go_to_offset(top, align="top")
        self.view.go_to_offset(offset, align="nearest")

    def query_leaving(self) -> None:
        self.jumps.leave(self.here)

    def _close_article(self) -> None:
        self._open_no += 1
        self.view.clear()
        self.greet()
        self.results.set_open(None)
        self._show_entities()
        self._say_place()

    def results_arrived(self) -> None:
        """After Back to another query, its selection comes back with its results."""
        selected = self._restored_selection
        self._restored_selection = None
        if selected is not None and selected in self.results.ids:
            self.choose(self.results.ids.index(selected))

    # ------------------------------------------------------------------ what the panes say

    def article_title(self, title: str) -> str:
        """For the class that records: what stands on the article's frame."""
        return title

    def entity_changed(self, entity: str | None) -> None:
        """For the class that counts: another entity (or none) is current."""

    @on(ArticleView.CursorMoved)
    @on(ArticleView.Scrolled)
    def _say_place(self) -> None:
        view = self.view
        opened = view.open_article
        if opened is None:
            self.entitle("article", "Article")
            self.status_line.update_reading(mention="", hits="", percent=None)
            self.entity_changed(None)
            return
        # The title heads the text; on the border it would stand twice until that has scrolled away.
        label = self.listing.type
        only = f"{type_name(label).lower()} only" if label else ""
        self.entitle("article", self.article_title(opened.article.title if view.scroll_offset.y else "Article"), only)
        mention = ""
        entity = view.current_entity
        if entity is not None:
            position, total = view.mention_position(entity)
            label = next((m.label for m in opened.mentions if m.entity == entity), "")
            mention = f"mention {position}/{total} {self.name_of(entity)}" + (f" ({label})" if label else "")
        position, total = view.find_position
        hits = f"hit {position}/{total}" if position else plural(total, "hit") if total else ""
        hits = " · ".join(part for part in (self.says_selection(), hits) if part)
        self.status_line.update_reading(
            mention=mention, hits=hits, percent=view.progress, compared=self.says_comparison()
        )
        self.entity_list.set_current(entity)
        self.entity_changed(entity)
