"""From the main screen to its overviews (hits in context, results over time) and back with what was taken there."""

from __future__ import annotations

from tui.messages import Landing
from tui.refining import settled, with_added
from tui.screens.charting import TimelineScreen
from tui.screens.chosen import Chosen
from tui.screens.filtering import FilteringScreen
from tui.screens.hits import HitsScreen


class OverviewsScreen(FilteringScreen):
    """Adds the overviews to reading."""

    def action_show_contexts(self) -> None:
        """Every hit of the results on screen, in its context."""
        result = self.result
        if result is None or not result.ids:
            self.status_line.tell("there is nothing to show in context")
        elif not result.query.strip():
            self.status_line.tell("every hit in context needs words to look for: press /")
        else:
            self.app.push_screen(HitsScreen(self.library, result, is_typing=self.result_is_typing), self.take)

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
        before = self.query_input.value
        query = settled(before, is_typing=self._is_typing)
        for addition in additions:
            query = with_added(query, addition)
        if query == before:
            self.status_line.tell("the query says that already")
        else:
            self.query_leaving()
            self.set_query(query)
        self.focus_pane("results")
