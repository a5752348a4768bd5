"""From the main screen to its overviews (hits in context, results over time) and back with what was taken there."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.message import Message

from tui.messages import Landing
from tui.refining import settled, with_added
from tui.screens.charting import TimelineScreen
from tui.screens.chosen import Chosen
from tui.screens.filtering import FilteringScreen
from tui.screens.hits import HitsScreen, Left


@dataclass
class QuerySettled(Message):
    """The query as it was meant, and what to add to it."""

    query: str
    additions: tuple[str, ...]


class OverviewsScreen(FilteringScreen):
    """Adds the overviews to reading."""

    _hits_left: Left | None = None  # how the list of hits was left for an article

    def action_show_contexts(self) -> None:
        """Every hit of the results on screen, in its context."""
        result = self.result
        if result is None or not result.ids:
            self.status_line.tell("there is nothing to show in context")
        elif not result.query.strip():
            self.status_line.tell("every hit in context needs words to look for: press /")
        else:
            screen = HitsScreen(
                self.library, result, self._keep_hits, is_typing=self.result_is_typing, left=self._hits_left
            )
            self.app.push_screen(screen, self.take)

    def _keep_hits(self, left: Left) -> None:
        self._hits_left = left

    def action_show_timeline(self) -> None:
        """The results on screen over time."""
        result = self.result
        if result is None or not result.ids:
            self.status_line.tell("there is nothing to chart")
            return
        note = " found so far" if not result.total_is_exact else ""
        self.app.push_screen(TimelineScreen(self.library, result.query, result.ids, note=note), self.take)

    def take(self, chosen: Chosen | None) -> None:
        """What a reader took from a screen about articles: read there, ask on, or walk somebody."""
        if chosen is None:
            return
        if chosen.additions:
            self._ask_on(chosen.additions)
        elif chosen.article_id is not None:
            self.open_article(chosen.article_id, Landing(offset=chosen.offset, entity=chosen.entity))
        elif chosen.entity is not None:
            self.jumps.leave(self.here)
            self._make_current(chosen.entity)
            if self.view.open_article is not None:
                self.focus_pane("article")

    def _ask_on(self, additions: tuple[str, ...]) -> None:
        """Search within the query as it stands. A word that was not finished is written out as the beginning that it
        was taken for, but only if that found more than the word alone does.
        """
        text, result, library = self.query_input.value, self.result, self.library
        unfinished = settled(text, is_typing=self._is_typing)
        if text == unfinished or result is None or result.query != text:
            self._settled(QuerySettled(unfinished, additions))
            return
        total = result.total

        def work() -> Message:
            is_whole = library.search(text).total == total
            return QuerySettled(text if is_whole else unfinished, additions)

        self.in_thread(work, group="ask-on")

    @on(QuerySettled)
    def _settled(self, message: QuerySettled) -> None:
        query = message.query
        for addition in message.additions:
            query = with_added(query, addition)
        if query == self.query_input.value:
            self.status_line.tell("the query says that already")
        else:
            self.query_leaving()
            self.set_query(query)
        self.focus_pane("results")
