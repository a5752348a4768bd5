"""Every hit of a query in its context (KWIC): found as one reads on, so that a large answer costs what is looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from index.answers import MOST_SORTED, HitPlace
from index.events import CancelToken
from index.library import Library
from index.model import MentionInContext, SearchResult
from tui.actions import bindings
from tui.screens.chosen import Chosen
from tui.screens.contexts import ORDER_NAMES, ContextsScreen, Order, line_maker
from tui.widgets.bars import Bar
from tui.widgets.footer import KeyBar
from tui.widgets.kwic import PAGE, KwicList
from tui.widgets.lines import Piece, cut, grouped, one_line, plural, spread
from tui.widgets.virtual_list import VirtualList

_BATCH = 25  # articles looked at between two looks at whether somebody still waits
_READ_AHEAD = 3 * PAGE  # hits found beyond the last one in view
_LISTED = {"relevance": "by relevance", "newest": "newest first", "oldest": "oldest first"}


@dataclass
class Reading:
    """How far an answer has been read in one order. `ids` is None until they have been asked for."""

    ids: Sequence[int] | None
    places: list[HitPlace] = field(default_factory=list)
    articles: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether every article has been looked at."""
        return self.ids is not None and self.articles >= len(self.ids)


@dataclass(frozen=True)
class Left:
    """How a list of hits was left, so that one comes back to it from the article that was read."""

    result: SearchResult
    order: Order
    readings: dict[Order, Reading]
    by_context: dict[Order, Sequence[HitPlace]]
    cursor: int


@dataclass
class HitsRead(Message):
    """Hits of the articles from `start` on; counts only if those before are known and these are not."""

    order: Order
    ids: Sequence[int]
    start: int
    until: int
    places: list[HitPlace]


class ContextsTitle(Bar):
    """What was asked, how many hits there are, and in how much of the answer."""

    def __init__(self, asked: str) -> None:
        super().__init__(id="contexts-title")
        self.asked = asked
        self.count = ""

    def pieces(self, width: int) -> list[Piece]:
        count = f"{cut(self.count, width - 3)} "
        heading = cut(" Every hit in context", width - cell_len(count) - 1)
        query = cut(one_line(" ".join(self.asked.split())), width - cell_len(heading) - cell_len(count) - 5)
        left = [(heading, self.part("strong")), (f"   {query}" if query else "", self.part("accent"))]
        return spread(left, [(count, self.part("soft"))], width)


class HitsScreen(ContextsScreen):
    """Every hit of a query. Ends with the one the reader chose, or None."""

    BINDINGS = bindings("contexts")
    orders = ("listed", "date", "left", "right")

    def __init__(
        self,
        library: Library,
        result: SearchResult,
        keep: Callable[[Left], None],
        *,
        is_typing: bool = False,
        left: Left | None = None,
    ) -> None:
        """`left` is how the last such list was left, which counts if it was of the same results; `keep` is told of how
        this one is left for an article.
        """
        super().__init__(library)
        self.result = result
        self._is_typing = is_typing
        self._keep = keep
        self._cursor = 0
        self._readings: dict[Order, Reading] = {"listed": Reading(result.ids), "date": Reading(None)}
        if result.sort == "oldest":
            self._readings["date"] = self._readings["listed"]
        if left is not None and left.result is result:
            self._readings, self._sorted, self._cursor = left.readings, dict(left.by_context), left.cursor
            self.order = left.order

    def compose(self) -> ComposeResult:
        yield ContextsTitle(self.result.query)
        with Vertical(id="kwic", classes="pane"):
            yield KwicList(id="kwic-list")
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(KeyBar).show("contexts")
        if self.sorted_places is not None:
            self.kwic.start_over(len(self.sorted_places))
        else:
            self.show_natural_order()
        self.kwic.move_to(self._cursor, by_hand=False)
        self.say_order()

    @property
    def left(self) -> Left:
        """How the list is being left."""
        is_sorting = self.is_by_context and self.sorted_places is None
        order: Order = "listed" if is_sorting else self.order
        cursor = 0 if is_sorting else self.kwic.cursor
        return Left(self.result, order, self._readings, dict(self._sorted), cursor)

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        self.query_one(KeyBar).show("contexts")

    # ------------------------------------------------------------------ reading on

    @property
    def reading(self) -> Reading:
        """What has been read in the order on screen; for an order by context, of what it sorts."""
        return self._readings["date" if self.order == "date" else "listed"]

    def show_natural_order(self) -> None:
        reading = self.reading
        self.kwic.start_over(len(reading.places), "Reading …")
        self._settle(reading)
        if not reading.places:
            self._read_on()

    @on(KwicList.NearEnd)
    def _near_end(self) -> None:
        if not self.is_by_context:
            self._read_on()

    def _read_on(self) -> None:
        """Find more hits, off the UI thread, until there are enough to scroll on."""
        reading = self.reading
        if reading.is_whole:
            return
        gather = self._gather(reading, len(reading.places) + _READ_AHEAD, self.token)

        def work() -> None:
            gather()

        self.ask(work)

    def _gather(self, reading: Reading, enough: int, token: CancelToken) -> Callable[[], list[HitPlace]]:
        """Library work that reads on from where the reading stands, tells of every few articles, and gives all hits."""
        library, query, is_typing = self.library, self.result.query, self._is_typing
        order: Order = "date" if reading is self._readings["date"] and self.order == "date" else "listed"
        known, at, ids = list(reading.places), reading.articles, reading.ids

        def work() -> list[HitPlace]:
            nonlocal at
            every = library.search(query, sort="oldest", is_typing=is_typing, cancel=token).ids if ids is None else ids
            while at < len(every) and len(known) < enough:
                batch = every[at : at + _BATCH]
                found = library.hit_places(query, batch, is_typing=is_typing, cancel=token)
                token.check()
                known.extend(found)
                self.post_message(HitsRead(order, every, at, at + len(batch), found))
                at += len(batch)
            if not every:
                self.post_message(HitsRead(order, every, 0, 0, []))
            return known

        return work

    @on(HitsRead)
    def _hits_read(self, message: HitsRead) -> None:
        reading = self._readings[message.order]
        if message.start == reading.articles:
            reading.ids, reading.articles = message.ids, message.until
            reading.places += message.places
        if reading is self.reading and not self.is_by_context:
            self.kwic.grow(len(reading.places))
            self._settle(reading)
        self.say_order()

    def _settle(self, reading: Reading) -> None:
        """Whether the list may still grow, and what it says if it is empty."""
        self.kwic.can_grow = not reading.is_whole
        if reading.is_whole:
            self.kwic.empty = "No hits in the texts"
            self.kwic.empty_hint = "The query is about titles, dates or sources only." if reading.articles else ""
            self.kwic.refresh()

    # ------------------------------------------------------------------ lines

    def natural_lines(self, offset: int) -> Callable[[], Sequence[MentionInContext | None]]:
        return line_maker(self.library, self.reading.places[offset : offset + PAGE])

    def places_to_sort(self, token: CancelToken) -> Callable[[], Sequence[HitPlace]]:
        gather = self._gather(self.reading, MOST_SORTED, token)
        return lambda: gather()[:MOST_SORTED]

    def say_order(self) -> None:
        reading = self.reading
        hits, ids = len(reading.places), reading.ids
        title = self.query_one(ContextsTitle)
        if ids is None:
            title.count = "reading …"
        elif reading.is_whole:
            title.count = f"{plural(hits, 'hit')} in {plural(len(ids), 'article')}"
        else:
            title.count = (
                f"{plural(hits, 'hit')} in the first {grouped(reading.articles)} of {plural(len(ids), 'article')}"
            )
        if self.result.partial:
            title.count += ", as far as searched"
        title.refresh()
        name = _LISTED[self.result.sort] if self.order == "listed" else ORDER_NAMES[self.order]
        places = self.sorted_places
        if places is not None and (hits > len(places) or not reading.is_whole):
            name += f": the first {plural(len(places), 'hit')}"
        elif self.is_by_context and places is None:
            name += ": reading …"
        self.kwic.entitle(f"Hits · {name}")

    # ------------------------------------------------------------------ actions

    @on(VirtualList.Chosen, "#kwic-list")
    def action_open_line(self) -> None:
        line = self.kwic.selected
        if line is not None:
            self._keep(self.left)
            self.dismiss(Chosen(article_id=line.article_id, offset=line.start))

    def action_leave_contexts(self) -> None:
        self.dismiss(None)
