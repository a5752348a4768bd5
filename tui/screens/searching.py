"""Search as you type: one request at a time, a stale answer never painted, the selection kept by article."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

from index.answers import UnsettledName
from index.events import CancelToken
from index.library import Library
from index.model import QueryProblem, SearchResult, Sort
from index.query import parse
from tui.actions import by_id, key_of
from tui.chips import parts_of
from tui.messages import MentionsCounted, RowsReady, SearchDone, Trouble
from tui.screens.panes import PanesScreen
from tui.widgets.lines import grouped
from tui.widgets.query_bar import QueryInput
from tui.widgets.results import PAGE, ResultList
from tui.widgets.virtual_list import VirtualList

DEBOUNCE = 0.08  # seconds: shorter than a pause, longer than the gap between two keys
BUDGET = 3.0  # seconds; a search that takes longer shows what it has, and says so
SNIPPET_WIDTH = 160  # cells asked for; the list cuts to what it has


class SearchingScreen(PanesScreen):
    """Adds the query line and the results to the frame."""

    def __init__(self, library: Library, query: str = "") -> None:
        super().__init__(library)
        self.result: SearchResult | None = None
        self.sort: Sort | None = None  # as the reader chose; None: relevance where there are words, else newest first
        self.mention_total: int | None = None
        self.result_is_typing = False  # whether the results on screen took the last word as a prefix
        self.unsettled_names: tuple[UnsettledName, ...] = ()  # of the query whose results are shown
        self.pending: SearchDone | None = None  # a newer list that waits for `.`
        self._first_query = query
        self._request_no = 0
        self._is_typing = False
        self._token = CancelToken()
        self.is_going_on = False  # a search without a time limit is under way
        self._limitless: str | None = None  # the query that is searched without one
        self._has_failed = False  # the last search did: the results are of one before
        self._debounce: Timer | None = None
        self._has_chosen = False  # the person put the cursor on a result themselves
        self._opens_first = False  # Enter was pressed before the answer was there
        self._text_at_focus = ""
        self._has_typed = False  # since the query line got the focus

    def on_mount(self) -> None:
        self._say_results()
        if self._first_query:
            with self.prevent(Input.Changed):
                self.query_input.value = self._first_query
        self.search(self._first_query)
        self.set_focus(self.results)

    # ------------------------------------------------------------------ asking

    def search(self, text: str, *, is_typing: bool = False, is_refresh: bool = False, delay: float = 0.0) -> None:
        """Ask for results, after a delay if any; whatever was asked before is dropped."""
        self._request_no += 1
        self._token.cancel()
        self._is_typing = is_typing
        self.is_going_on = False
        if text != self._limitless:
            self._limitless = None
        if self._debounce is not None:
            self._debounce.stop()
            self._debounce = None
        if delay:
            self._debounce = self.set_timer(delay, lambda: self._start(text, is_refresh=is_refresh))
        else:
            self._start(text, is_refresh=is_refresh)

    def _start(self, text: str, *, is_refresh: bool) -> None:
        self._debounce = None
        request_no, is_typing = self._request_no, self._is_typing
        token = self._token = CancelToken()
        if not is_refresh:
            self.counts.wait()
        library, budget, sort = self.library, None if text == self._limitless else BUDGET, self.sort
        self._has_failed = False

        def work() -> Message:
            result = library.search(text, sort=sort, is_typing=is_typing, cancel=token, budget=budget)
            token.check()
            rows, unsettled = library.rows(result.ids[:PAGE]), library.unsettled_names(text)
            return SearchDone(request_no, result, rows, is_refresh, is_typing, unsettled)

        self.in_thread(work, group="search", where="results", request_no=request_no)

    @property
    def can_go_on(self) -> bool:
        """Whether the results are what was found until the time was up, and looking on may find more."""
        result = self.result
        return result is not None and not result.total_is_exact and result.query != self._limitless

    def action_go_on(self) -> None:
        """Search on without a time limit, because the person asks for it."""
        result = self.result
        if result is None or not self.can_go_on:
            self.status_line.tell("everything has been searched")
            return
        self._limitless = result.query
        self.search(result.query, is_typing=self.result_is_typing)
        self.is_going_on = True
        self.status_line.tell(f"searching on, for as long as it takes; {key_of('step-out')} stops")

    def stop_going_on(self) -> bool:
        """A rung of Esc: no further than this; what was found stays."""
        if not self.is_going_on or self.result is None:
            return False
        self._request_no += 1
        self._token.cancel()
        self.is_going_on, self._limitless = False, None
        self.counts.show(self.result, self.mention_total)
        self.status_line.tell("stopped")
        return True

    def cancel_search(self) -> None:
        """Nobody waits for the answer any more."""
        self._token.cancel()

    @property
    def is_waiting(self) -> bool:
        """Whether the results on screen are not yet those of the query line."""
        return self.results.is_stale

    @on(Input.Changed, "#query")
    def _query_changed(self, event: Input.Changed) -> None:
        problems = self.worth_telling(parse(event.value, is_typing=True).problems)
        self.query_input.underline(problems)
        self.echo_bar.warn(problems)
        if not self._has_typed:
            self._has_typed = True
            self.query_leaving()
        if not _refines(event.value, self._text_at_focus):
            self._has_chosen = False  # another question: its best answer is the one to open
        self._opens_first = False
        self.results.is_stale = self.ways_out.is_stale = True
        self.search(event.value, is_typing=True, delay=DEBOUNCE)

    # ------------------------------------------------------------------ answers

    @on(SearchDone)
    def _search_done(self, message: SearchDone) -> None:
        if message.request_no != self._request_no:
            return
        if self.is_going_on:
            self.is_going_on = False
            self.status_line.hush()
        before = self.result
        if message.is_refresh and before is not None and self._must_wait(before.ids, message.result.ids):
            self.pending = message
            self._say_results()
            return
        self._take(message)

    def _must_wait(self, old: Sequence[int], new: Sequence[int]) -> bool:
        """A list that somebody is using never changes by itself; before a choice was made, it may grow."""
        return self._has_chosen and bool(old) and old != new

    def _take(self, message: SearchDone) -> None:
        """Show these results."""
        result, results = message.result, self.results
        old = self.result
        selected = results.selected_id if self._has_chosen else None
        self.pending = None
        self.result, self.result_is_typing = result, message.is_typing
        self.unsettled_names = message.unsettled
        is_same_query = old is not None and old.query == result.query
        cursor = _place_of(selected, result.ids) if selected is not None else 0
        if not message.is_refresh and message.is_typing and cursor >= max(1, len(results.visible_rows)):
            cursor = 0  # while typing, the best results stay in view
        if message.is_refresh:
            results.forget_rows()
        results.show(
            result.ids,
            message.rows,
            cursor=cursor,
            keeps_snippets=is_same_query and not message.is_refresh,
            is_by_date=result.sort != "relevance",
        )
        results.is_stale = self.ways_out.is_stale = False
        problems = self.worth_telling(result.problems) if message.is_typing else result.problems
        self.query_input.underline(problems)
        note_action = by_id("go-on").call if self.can_go_on else ""
        parts = parts_of(result.query, is_typing=message.is_typing)
        self.echo_bar.show(result, problems, self._note(result), note_action, parts)
        self.mention_total = self.mention_total if is_same_query else None
        self.counts.show(result, self.mention_total)
        self._count_mentions(result)
        self._say_results()
        self.results_taken(result)
        self.results_arrived()
        if self._opens_first:
            self._opens_first = False
            self.action_open_selected()

    def results_taken(self, result: SearchResult) -> None:
        """For the class that knows ways out: what was found, or not."""

    def worth_telling(self, problems: tuple[QueryProblem, ...]) -> tuple[QueryProblem, ...]:
        """For the class that completes: the problems of what is being typed that its reader cannot know of."""
        return problems

    def results_arrived(self) -> None:
        """For the class that opens articles: there is a new list."""

    def query_leaving(self) -> None:
        """For the class that remembers places: the query is about to be another."""

    def open_selected(self) -> None:
        """For the class that opens articles: open what the cursor is on."""

    def _count_mentions(self, result: SearchResult) -> None:
        request_no, library = self._request_no, self.library
        if not result.query.strip() or not result.ids:
            return
        self.in_thread(
            lambda: MentionsCounted(request_no, library.mention_total(result.ids, result.query)), group="mention-total"
        )

    @on(MentionsCounted)
    def _mentions_counted(self, message: MentionsCounted) -> None:
        if message.request_no == self._request_no and self.result is not None:
            self.mention_total = message.total
            self.counts.show(self.result, message.total)

    @on(ResultList.RowsWanted)
    def _rows_wanted(self, message: ResultList.RowsWanted) -> None:
        if self.result is None:
            return
        library, request_no = self.library, self._request_no
        query, is_typing, ids = self.result.query, self.result_is_typing, message.ids

        def work() -> Message:
            rows = library.rows(ids)
            snippets = {}
            if message.with_snippets:
                there = [row.id for row in rows]
                found = library.snippets(there, query, is_typing=is_typing, width=SNIPPET_WIDTH)
                snippets = dict(zip(there, found, strict=True))
            return RowsReady(request_no, query, rows, snippets, ids)

        self.in_thread(work, group="rows", is_exclusive=False)

    @on(RowsReady)
    def _rows_ready(self, message: RowsReady) -> None:
        is_current = self.result is not None and self.result.query == message.query
        self.results.add_rows(message.rows, message.snippets if is_current else {})

    def show_search_trouble(self, message: Trouble) -> None:
        """A search failed: say so in the pane; the last good results stay, dimmed, if there are any."""
        if message.request_no is not None and message.request_no != self._request_no:
            return
        self._has_failed, self.is_going_on, self._limitless = True, False, None
        self.counts.clear()
        self.echo_bar.fail(f"{message.error.message} {message.error.hint}".strip())
        self.results.empty = message.error.title
        self.results.empty_hint = f"{message.error.message}\n{message.error.hint}".strip()
        self.results.refresh()

    # ------------------------------------------------------------------ what the pane says

    def _say_results(self) -> None:
        results, result = self.results, self.result
        total = len(results.ids)
        place = f" {grouped(results.cursor + 1)}/{grouped(total)}" if total else ""
        new = len(self.pending.result.ids) - total if self.pending is not None else 0
        hint = "" if self.pending is None else f"+{grouped(new)} new" if new > 0 else "changed"
        hint += f": press {key_of('show-new')}" if hint else ""
        self.entitle("results", f"Results{place}", hint)
        if result is None:
            results.empty, results.empty_hint = "Searching …", ""
        elif not total:
            results.empty, results.empty_hint = "No articles yet", self.empty_library_hint()
        results.refresh()

    def _note(self, result: SearchResult) -> str:
        """What the echo line says beside the query: whom a name may mean, and what was not looked at."""
        several = [name for name in self.unsettled_names if name.bearers > 1]
        notes = [f"{several[0].bearers} go by {several[0].name}: {key_of('complete')} asks which"] if several else []
        if result.partial:
            notes.append(result.partial)
        if self.can_go_on:
            notes.append(f"{key_of('go-on')} goes on")
        return " · ".join(notes)

    def empty_library_hint(self) -> str:
        """What to do about a library without articles."""
        return ""

    # ------------------------------------------------------------------ the cursor and the keys

    @on(VirtualList.Moved, "#result-list")
    def _result_moved(self) -> None:
        self._has_chosen = True
        self._say_results()

    def choose(self, index: int) -> None:
        """Put the cursor on a result as if the person had."""
        self._has_chosen = True
        self.results.move_to(index, by_hand=False)
        self._say_results()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that lead into an input are letters once one is there."""
        if action in {"search", "find"} and isinstance(self.focused, Input):
            return False
        return super().check_action(action, parameters)

    def action_search(self) -> None:
        self._text_at_focus = self.query_input.value
        self._has_typed = False
        if "results" not in self.arrangement.shown(self._columns):
            self.set_focus(self.query_input)
            self.activate("results")
        self.set_focus(self.query_input)
        self.query_input.select_all()

    def action_leave_query(self) -> None:
        self.focus_pane("results")

    def action_open_selected(self) -> None:
        """Open the first result, now or as soon as the answer to what is typed is there."""
        if self.is_waiting:
            self._opens_first = True
            if self._has_failed:
                self.search(self.query_input.value, is_typing=self._is_typing)
            elif self._debounce is not None:
                self._debounce.stop()
                self._start(self.query_input.value, is_refresh=False)
            return
        self.open_selected()

    def action_clear_query(self) -> None:
        self.query_leaving()
        self.set_query("")

    def set_query(self, text: str) -> None:
        """Search for another text without anybody typing it."""
        with self.prevent(Input.Changed):
            self.query_input.value = text
        self.search(text)

    def action_show_new(self) -> None:
        if self.pending is not None:
            self._take(self.pending)
        else:
            self.status_line.tell("nothing new")

    def leave_query_input(self) -> bool:
        """The first rung of Esc: out of the query line, if the focus is there."""
        if not isinstance(self.focused, QueryInput):
            return False
        self.focus_pane("results")
        return True


def _refines(text: str, before: str) -> bool:
    """Whether a query goes on from another rather than asking something else."""
    return bool(text and before) and (text.startswith(before) or before.startswith(text))


def _place_of(article_id: int, ids: Sequence[int]) -> int:
    try:
        return ids.index(article_id)
    except ValueError:
        return 0
