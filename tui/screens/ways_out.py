"""Nothing found: the results pane then offers nearer spellings, and what the query finds without each of its terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from textual import on
from textual.message import Message

from index.answers import DroppedTerm
from index.library import Library
from index.model import SearchResult
from tui.actions import key_of
from tui.screens.searching import SearchingScreen
from tui.widgets.virtual_list import VirtualList

BUDGET_EACH: Final = 1.0  # seconds for each query tried: it is a guess at a way on, not an answer


@dataclass
class Suggested(Message):
    """Nearer spellings of a query that found nothing, and how many articles have them."""

    request_no: int
    suggestions: tuple[tuple[str, int], ...]


@dataclass
class TermsDropped(Message):
    """What a query that found nothing finds without each of its terms."""

    request_no: int
    dropped: tuple[DroppedTerm, ...]


class WaysOutScreen(SearchingScreen):
    """Adds ways on from a query that found nothing."""

    def __init__(self, library: Library, query: str = "") -> None:
        super().__init__(library, query)
        self.suggestions: tuple[tuple[str, int], ...] = ()
        self.dropped_terms: tuple[DroppedTerm, ...] = ()
        self._asked_for = ""  # the query that ways out are known of, or are being looked for

    def results_taken(self, result: SearchResult) -> None:
        super().results_taken(result)
        found_nothing = bool(result.query.strip()) and not result.ids
        if result.query != self._asked_for or not found_nothing:
            self.suggestions, self.dropped_terms, self._asked_for = (), (), ""
        if found_nothing:
            self._look_for_ways(result.query)
        self._say_ways(result, found_nothing=found_nothing)

    def _look_for_ways(self, query: str) -> None:
        if self._asked_for == query:
            return
        self._asked_for = query
        request_no, library, token = self._request_no, self.library, self._token

        def suggest() -> Message:
            respelt = library.suggestions(query)
            found = [(other, library.search(other, cancel=token, budget=BUDGET_EACH).total) for other in respelt]
            return Suggested(request_no, tuple(found))

        self.in_thread(suggest, group="suggestions", where="results")
        self.in_thread(
            lambda: TermsDropped(request_no, library.without_each(query, cancel=token, budget=BUDGET_EACH)),
            group="dropped", where="results",
        )  # fmt: skip

    @on(Suggested)
    def _suggested(self, message: Suggested) -> None:
        if message.request_no == self._request_no and self.result is not None:
            self.suggestions = message.suggestions
            self._say_ways(self.result, found_nothing=True)

    @on(TermsDropped)
    def _terms_dropped(self, message: TermsDropped) -> None:
        if message.request_no == self._request_no and self.result is not None:
            self.dropped_terms = message.dropped
            self._say_ways(self.result, found_nothing=True)

    def _say_ways(self, result: SearchResult, *, found_nothing: bool) -> None:
        ways_out, results = self.ways_out, self.results
        if found_nothing:
            hints = [f"{key_of('go-on')} looks on: {result.partial}", ""] if self.can_go_on else []
            hint = "\n".join([*hints, f"{key_of('search')} edits the query, {key_of('clear-query')} clears it"])
            ways_out.show(f"for {result.echo}", hint, self._worthwhile_suggestions, self.dropped_terms)
        if ways_out.display == found_nothing:
            return
        had_focus = results.has_focus or ways_out.has_focus
        ways_out.display, results.display = found_nothing, not found_nothing
        if had_focus:
            self.set_focus(ways_out if found_nothing else results, scroll_visible=False)

    @property
    def _worthwhile_suggestions(self) -> tuple[tuple[str, int], ...]:
        """Spellings that find something; while nothing at all does, any: one word of two mended is a beginning."""
        helpful = tuple(suggestion for suggestion in self.suggestions if suggestion[1])
        if helpful or any(dropped.articles for dropped in self.dropped_terms):
            return helpful
        return self.suggestions

    def action_open_selected(self) -> None:
        """Enter where nothing was found: take the nearest spelling, else go and choose among the other ways."""
        if self.is_waiting or not self.ways_out.display:
            super().action_open_selected()
        elif any(articles for _, articles in self.suggestions):
            self.action_take_way()
        elif self.ways_out.selected is not None:
            self.focus_pane("results")

    @on(VirtualList.Chosen, "#ways-out")
    def action_take_way(self) -> None:
        way = self.ways_out.selected
        if way is not None:
            self.query_leaving()
            self.set_query(way.query)
