"""Counts over the results, on the main screen: who fills the slots of the query, and the way to the filters."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.message import Message

from index.answers import Tally
from index.events import CancelToken
from index.library import Library
from index.model import SearchResult
from tui.messages import Trouble
from tui.refining import open_slots, settled
from tui.screens.facets import COUNTING_AFTER, FacetsScreen, Picked
from tui.screens.selecting import SelectingScreen

_FILLERS_SHOWN = 20  # at most on one line


@dataclass
class SlotsTallied(Message):
    """Who fills the open slots of a query; an older `request_no` than the newest asked is dropped."""

    request_no: int
    tallies: tuple[Tally, ...]
    articles: int


class FilteringScreen(SelectingScreen):
    """Adds tallies and filters to reading."""

    def __init__(self, library: Library, query: str = "") -> None:
        super().__init__(library, query)
        self._tally_no = 0
        self._tally_token = CancelToken()
        self._tallied = ""  # the query that the tally on screen is of

    # ------------------------------------------------------------------ tallies

    def search(self, text: str, *, is_typing: bool = False, is_refresh: bool = False, delay: float = 0.0) -> None:
        if not is_refresh:  # a list that is taken in anew may have to wait; its tally is still wanted until then
            self._drop_tally()
        super().search(text, is_typing=is_typing, is_refresh=is_refresh, delay=delay)

    def cancel_search(self) -> None:
        super().cancel_search()
        self._drop_tally()

    def _drop_tally(self) -> None:
        self._tally_no += 1
        self._tally_token.cancel()

    def results_taken(self, result: SearchResult) -> None:
        super().results_taken(result)
        self._drop_tally()
        bar = self.tally_bar
        is_typing = self.result_is_typing
        bar.display = bool(result.ids) and bool(open_slots(result.query, is_typing=is_typing))
        if not bar.display:
            self._tallied = ""
            return
        asked = settled(result.query, is_typing=is_typing)
        if asked != self._tallied:
            self._tallied = asked
            bar.say("")
        request_no, library = self._tally_no, self.library
        token = self._tally_token = CancelToken()
        self.set_timer(COUNTING_AFTER, lambda: self._say_counting(request_no))

        def work() -> Message:
            return SlotsTallied(request_no, library.tallies(asked, limit=_FILLERS_SHOWN, cancel=token), len(result.ids))

        self.in_thread(work, group="tally", where="tally", request_no=request_no)

    def _say_counting(self, request_no: int) -> None:
        if request_no == self._tally_no and not self.tally_bar.tallies:
            self.tally_bar.say("counting …")

    @on(SlotsTallied)
    def _slots_tallied(self, message: SlotsTallied) -> None:
        if message.request_no == self._tally_no:
            self.tally_bar.show(message.tallies, message.articles)

    def show_tally_trouble(self, message: Trouble) -> None:
        """The slots could not be counted; the results stand all the same."""
        if message.request_no == self._tally_no:
            self._drop_tally()  # nobody is counting any more, and nobody is to say so
            self.tally_bar.say(f"{message.error.message} {message.error.hint}".strip())

    # ------------------------------------------------------------------ filters

    def action_filters(self) -> None:
        """What is in the results of the query as it stands in its line."""
        screen = FacetsScreen(self.library, self.query_input.value, is_typing=self._is_typing)
        self.app.push_screen(screen, self._filters_closed)

    def _filters_closed(self, picked: Picked | None) -> None:
        if picked is None:
            return
        if picked.entity is not None:
            self._walk_along(picked.entity)
        elif picked.query == self.query_input.value:
            self.status_line.tell("the query says that already")
        elif picked.query is not None:
            self.query_leaving()
            self.set_query(picked.query)
            self.focus_pane("results")

    def _walk_along(self, entity: str) -> None:
        """Make an entity current; with no article open, the first that names it is opened there."""
        if self.view.open_article is None:
            self._walk_on(entity, 1)
            return
        self.jumps.leave(self.here)
        self._make_current(entity)
        self.focus_pane("article")
