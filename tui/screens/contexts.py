"""Lines of context on a screen, and the orders they can be put into; shared by a dossier and the hits of a query.

In the order they come in, lines are made as they come into view, however many there are. An order by context has to
read before it can sort: that is done in the background, for so many lines at most, and the title says so.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual import on
from textual.message import Message
from textual.screen import Screen

from index.answers import MOST_SORTED, ContextSide, HitPlace
from index.errors import DatelineError
from index.events import Cancelled, CancelToken
from index.library import Library
from index.model import MentionInContext
from tui.messages import Trouble
from tui.screens.chosen import Chosen
from tui.screens.layout import HORIZONTAL, VERTICAL
from tui.widgets.kwic import PAGE, KwicList
from tui.widgets.lines import grouped, one_line

Order = Literal["listed", "date", "left", "right"]
ORDER_NAMES: dict[Order, str] = {
    "listed": "as listed", "date": "by date", "left": "by left context", "right": "by right context",
}  # fmt: skip


@dataclass
class LinesReady(Message):
    """A stretch of lines, from `offset` on; dropped if another order has been chosen since."""

    order_no: int
    offset: int
    lines: Sequence[MentionInContext | None]


@dataclass
class LinesSorted(Message):
    """Places in an order by context."""

    order_no: int
    order: Order
    places: Sequence[HitPlace]


class ContextsScreen(Screen[Chosen | None], inherit_bindings=False):
    """A screen with a list of lines of context, which it puts into order."""

    HORIZONTAL_BREAKPOINTS = HORIZONTAL
    VERTICAL_BREAKPOINTS = VERTICAL
    AUTO_FOCUS = "KwicList"
    orders: ClassVar[tuple[Order, ...]] = ("date", "left", "right")

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library
        self.order: Order = self.orders[0]
        self.order_no = 0
        self.token = CancelToken()  # of what is being read for the order on screen
        self._sorted: dict[Order, Sequence[HitPlace]] = {}

    @property
    def kwic(self) -> KwicList:
        return self.query_one(KwicList)

    # ------------------------------------------------------------------ what a screen gives

    @abstractmethod
    def natural_lines(self, offset: int) -> Callable[[], Sequence[MentionInContext | None]]:
        """Library work that gives a stretch of lines in the order on screen, which is none by context."""

    @abstractmethod
    def places_to_sort(self, token: CancelToken) -> Callable[[], Sequence[HitPlace]]:
        """Library work that gives what an order by context sorts, `MOST_SORTED` at most."""

    @abstractmethod
    def show_natural_order(self) -> None:
        """Fill the list in an order that is none by context."""

    @abstractmethod
    def say_order(self) -> None:
        """Write the order where the reader sees it."""

    # ------------------------------------------------------------------ background work

    def ask(self, work: Callable[[], Message | None]) -> None:
        """Do library work off the UI thread and post what it returns."""

        def run() -> None:
            try:
                message = work()
            except Cancelled:
                return
            except DatelineError as error:
                message = Trouble(error)
            if message is not None:
                self.post_message(message)

        self.run_worker(run, thread=True)

    def on_unmount(self) -> None:
        self.token.cancel()

    @on(Trouble)
    def _trouble(self, message: Trouble) -> None:
        kwic = self.kwic
        kwic.start_over(0)
        kwic.empty = message.error.title
        kwic.empty_hint = one_line(f"{message.error.message} {message.error.hint}")
        kwic.refresh()

    # ------------------------------------------------------------------ orders

    @property
    def is_by_context(self) -> bool:
        """Whether the order on screen is one by the words beside the hits."""
        return self.order in ("left", "right")

    @property
    def sorted_places(self) -> Sequence[HitPlace] | None:
        """The places in the order on screen, where that is one by context and done."""
        return self._sorted.get(self.order)

    def action_sort_lines(self) -> None:
        """The next order."""
        self.order = self.orders[(self.orders.index(self.order) + 1) % len(self.orders)]
        self.order_no += 1
        self.token.cancel()
        self.token = CancelToken()
        known = self.sorted_places
        if not self.is_by_context:
            self.show_natural_order()
        elif known is not None:
            self.kwic.start_over(len(known))
        else:
            self.kwic.start_over(0, "Sorting …")
            self._sort(self.order)
        self.say_order()

    def _sort(self, order: Order) -> None:
        library, token, order_no = self.library, self.token, self.order_no
        gather = self.places_to_sort(token)
        side: ContextSide = "left" if order == "left" else "right"
        self.ask(lambda: LinesSorted(order_no, order, library.in_context_order(gather(), side, cancel=token)))

    @on(LinesSorted)
    def _lines_sorted(self, message: LinesSorted) -> None:
        if message.order_no != self.order_no:
            return
        self._sorted[message.order] = message.places
        self.kwic.start_over(len(message.places))
        self.say_order()

    @on(KwicList.Wanted)
    def _lines_wanted(self, message: KwicList.Wanted) -> None:
        order_no, offset, places = self.order_no, message.offset, self.sorted_places
        if self.is_by_context and places is not None:
            work = line_maker(self.library, places[offset : offset + PAGE])
        else:
            work = self.natural_lines(offset)
        self.ask(lambda: LinesReady(order_no, offset, work()))

    @on(LinesReady)
    def _lines_ready(self, message: LinesReady) -> None:
        if message.order_no == self.order_no:
            self.kwic.add(message.offset, message.lines)


def line_maker(library: Library, places: Sequence[HitPlace]) -> Callable[[], Sequence[MentionInContext | None]]:
    """Library work that gives a line for each place, None where an article is gone."""

    def work() -> Sequence[MentionInContext | None]:
        lines = {(line.article_id, line.start): line for line in library.context_lines(places)}
        return [lines.get((place.article_id, place.start)) for place in places]

    return work


def capped(total: int) -> str:
    """What an order by context leaves out, in words; empty if nothing."""
    return f"the first {grouped(MOST_SORTED)} of {grouped(total)}" if total > MOST_SORTED else ""
