"""Completion in the query line: Tab writes the one thing that fits, or asks which; Enter asks where a name is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from textual import events, on
from textual.geometry import Offset
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

from index.answers import Candidate, Completions
from index.library import Library
from index.model import QueryProblem
from index.query.complete import completion_at
from tui.actions import in_scope
from tui.screens.searching import DEBOUNCE
from tui.screens.ways_out import WaysOutScreen
from tui.widgets.completions import CompletionList
from tui.widgets.footer import KeyBar
from tui.widgets.query_bar import QueryInput
from tui.widgets.virtual_list import VirtualList

# Why candidates were asked for: Tab, Enter on a name that is not settled, or typing while the list is open.
Occasion = Literal["tab", "enter", "typing"]
_LIST_ACTIONS: Final = frozenset(action.handler for action in in_scope("completion"))


def _taken_over() -> frozenset[str]:
    """The query line's own actions on keys that the list of candidates has while it is there."""
    taken = {key for action in in_scope("completion") for key in action.keys}
    return frozenset(action.handler for action in in_scope("query") if taken.intersection(action.keys))


@dataclass
class CompletionsReady(Message):
    """What may stand at the cursor of a query text."""

    request_no: int
    text: str
    cursor: int
    found: Completions
    occasion: Occasion


class CompletingScreen(WaysOutScreen):
    """Adds completion to the query line; the focus stays there all the while."""

    def __init__(self, library: Library, query: str = "") -> None:
        super().__init__(library, query)
        self._completion_no = 0
        self._completed_from: int | None = None  # column of what is being completed while the list serves it
        self._found = Completions(0, 0)  # what the list shows
        self._narrowing: Timer | None = None
        self._asked_about: str | None = None  # the query whose open name Enter has asked about already

    def on_mount(self) -> None:
        self.watch(self.query_input, "selection", self._follow_cursor, init=False)

    @property
    def completion_list(self) -> CompletionList:
        return self.query_one(CompletionList)

    @property
    def is_completing(self) -> bool:
        """Whether the list of candidates is on screen."""
        return self.completion_list.display

    # ------------------------------------------------------------------ asking

    def action_complete(self) -> None:
        """Complete what is at the cursor, else settle an open name; with nothing to complete, Tab is for the panes."""
        query_input = self.query_input
        if completion_at(query_input.value, query_input.cursor_position) is None:
            unsettled = self.unsettled_names
            if not unsettled:
                self.action_next_pane()
                return
            query_input.cursor_position = unsettled[0].end
        self._ask("tab")

    def _ask(self, occasion: Occasion) -> None:
        self._stop_narrowing()
        self._completion_no += 1
        request_no, library = self._completion_no, self.library
        text, cursor = self.query_input.value, self.query_input.cursor_position

        def work() -> Message:
            return CompletionsReady(request_no, text, cursor, library.completions(text, cursor), occasion)

        self.in_thread(work, group="completion", request_no=request_no)

    @on(CompletionsReady)
    def _completions_ready(self, message: CompletionsReady) -> None:
        query_input, found = self.query_input, message.found
        is_here = (query_input.value, query_input.cursor_position) == (message.text, message.cursor)
        if message.request_no != self._completion_no or not is_here or not query_input.has_focus:
            return
        if message.occasion == "typing":
            self._offer(found)
        elif not found.candidates:
            self._nothing_fits(message)
        elif len(found.candidates) == 1 and message.occasion == "tab":
            self._write(found, found.candidates[0])
        else:
            self._offer(found)

    def _nothing_fits(self, message: CompletionsReady) -> None:
        if message.occasion == "enter":
            super().action_open_selected()
            return
        typed = message.text[message.found.start : message.cursor]
        self.status_line.tell(
            f"nothing in the library begins with {typed}" if typed.strip('@"') else "nothing to choose"
        )

    def _offer(self, found: Completions) -> None:
        """Show the candidates under what they complete; with none the list waits for the typing to go back."""
        self._completed_from, self._found = found.start, found
        query_input = self.query_input
        bar = query_input.region
        column = bar.x + query_input.cell_of(found.start) - round(query_input.scroll_offset.x)
        top = self.echo_bar.region.bottom if self.echo_bar.display else bar.bottom
        self.completion_list.show(found, column=column, room=Offset(self.size.width, self.size.height - top - 1))
        self.query_one(KeyBar).show("completion" if self.is_completing else "query")

    # ------------------------------------------------------------------ while the list is open

    @on(Input.Changed, "#query")
    def _follow_typing(self) -> None:
        self._follow_cursor()

    def _follow_cursor(self) -> None:
        """Typing narrows the list; going elsewhere closes it."""
        if self._completed_from is None:
            return
        at = completion_at(self.query_input.value, self.query_input.cursor_position)
        if at is None or at.start != self._completed_from:
            self.close_completions()
            return
        self._stop_narrowing()
        self._narrowing = self.set_timer(DEBOUNCE, lambda: self._ask("typing"))

    def _stop_narrowing(self) -> None:
        if self._narrowing is not None:
            self._narrowing.stop()
            self._narrowing = None

    def close_completions(self) -> None:
        """Put the list away, and whatever was asked for it."""
        self._completion_no += 1
        self._completed_from = None
        self._stop_narrowing()
        if self.is_completing:
            self.completion_list.hide()
            if self.query_input.has_focus:
                self.query_one(KeyBar).show("query")

    @on(events.Resize)
    def _follow_size(self) -> None:
        if self.is_completing:
            self.call_after_refresh(self._offer_again)

    def _offer_again(self) -> None:
        if self.is_completing:
            self._offer(self._found)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        if isinstance(event.widget, QueryInput):
            self.close_completions()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The list's keys are those of the query line again once it is closed."""
        if action in _LIST_ACTIONS:
            return self.is_completing
        if self.is_completing and action in _taken_over():
            return False
        return super().check_action(action, parameters)

    def action_next_candidate(self) -> None:
        self._step_candidate(1)

    def action_previous_candidate(self) -> None:
        self._step_candidate(-1)

    def _step_candidate(self, step: int) -> None:
        candidates = self.completion_list
        candidates.move_to((candidates.cursor + step) % candidates.count, by_hand=False)

    def action_next_candidates(self) -> None:
        self.completion_list.action_page_down()

    def action_previous_candidates(self) -> None:
        self.completion_list.action_page_up()

    def action_close_completions(self) -> None:
        self.close_completions()

    @on(VirtualList.Chosen, "#completions")
    def action_choose_candidate(self) -> None:
        selected = self.completion_list.selected
        if selected is not None:
            self._write(self._found, selected)

    def _write(self, found: Completions, candidate: Candidate) -> None:
        """Put the choice in its place, the cursor behind it; the search goes on as if it had been typed."""
        self.close_completions()
        query_input = self.query_input
        text = query_input.value
        query_input.value = text[: found.start] + candidate.insert + text[found.end :]
        query_input.cursor_position = found.start + len(candidate.insert)

    # ------------------------------------------------------------------ names that are not settled

    def worth_telling(self, problems: tuple[QueryProblem, ...]) -> tuple[QueryProblem, ...]:
        """Without what is odd only because its first letter is still to be typed."""
        query_input = self.query_input
        at = completion_at(query_input.value, query_input.cursor_position) if query_input.has_focus else None
        if at is None or at.prefix:
            return problems
        return tuple(problem for problem in problems if not at.start <= problem.start <= problem.end <= at.end)

    def action_open_selected(self) -> None:
        """Enter: where a name is several entities' (or nobody's), ask once which is meant; then open as ever."""
        text = self.query_input.value
        if self.is_waiting or not self.unsettled_names or self._asked_about == text or not self.query_input.has_focus:
            super().action_open_selected()
            return
        self._asked_about = text
        self.query_input.cursor_position = self.unsettled_names[0].end
        self._ask("enter")
