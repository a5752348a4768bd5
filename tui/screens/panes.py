"""The main screen's frame: panes, bars, which pane is on screen at which width, and moving between them."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from index.config import Config
from index.errors import DatelineError
from index.events import Cancelled
from index.library import Library
from tui.actions import bindings
from tui.messages import Trouble
from tui.screens.layout import HORIZONTAL, PANES, ROW_LINES, VERTICAL, Arrangement, Pane, width_class
from tui.widgets.article_pane import ArticlePane, FindInput
from tui.widgets.article_view import ArticleView
from tui.widgets.bars import Breadcrumb, EchoBar, StatusLine, TitleBar
from tui.widgets.completions import CompletionList
from tui.widgets.entities import EntityFilter, EntityFilterInput, EntityList
from tui.widgets.footer import KeyBar
from tui.widgets.lines import one_line
from tui.widgets.query_bar import Counts, QueryBar, QueryInput
from tui.widgets.results import ResultList
from tui.widgets.tally import TallyBar
from tui.widgets.ways_out import WaysOut

RESIZE_STEP = 4  # cells


class PanesScreen(Screen[None], inherit_bindings=False):
    """Three panes under a query line; what is in them is the business of the classes built on this one."""

    BINDINGS = bindings("main")
    HORIZONTAL_BREAKPOINTS = HORIZONTAL
    VERTICAL_BREAKPOINTS = VERTICAL
    AUTO_FOCUS = ""
    settings: Config = Config()  # the app's own are set by it

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library
        self.arrangement = Arrangement()
        self._columns = 0
        self._titles: dict[Pane, tuple[str, str]] = {}
        self._first_work: list[Callable[[], object]] | None = []  # what waits for the first painting; None after it

    def compose(self) -> ComposeResult:
        yield TitleBar(self.library.name)
        yield QueryBar()
        yield EchoBar()
        yield CompletionList()
        yield TallyBar()
        yield Breadcrumb()
        with Horizontal(id="panes"):
            with Vertical(id="results", classes="pane"):
                yield ResultList(id="result-list")
                yield WaysOut()
            yield ArticlePane(id="article", classes="pane")
            with Vertical(id="entities", classes="pane"):
                yield EntityList(id="entity-list")
                entity_filter = EntityFilter(id="entity-filter")
                entity_filter.display = False
                yield entity_filter
        yield StatusLine()
        yield KeyBar()

    # ------------------------------------------------------------------ the parts, by name

    @property
    def query_input(self) -> QueryInput:
        return self.query_one(QueryInput)

    @property
    def counts(self) -> Counts:
        return self.query_one(Counts)

    @property
    def echo_bar(self) -> EchoBar:
        return self.query_one(EchoBar)

    @property
    def tally_bar(self) -> TallyBar:
        return self.query_one(TallyBar)

    @property
    def results(self) -> ResultList:
        return self.query_one(ResultList)

    @property
    def ways_out(self) -> WaysOut:
        return self.query_one(WaysOut)

    @property
    def article_pane(self) -> ArticlePane:
        return self.query_one(ArticlePane)

    @property
    def view(self) -> ArticleView:
        return self.query_one(ArticleView)

    @property
    def entity_list(self) -> EntityList:
        return self.query_one(EntityList)

    @property
    def status_line(self) -> StatusLine:
        return self.query_one(StatusLine)

    def entitle(self, pane: Pane, title: str, subtitle: str = "") -> None:
        """Write on a pane's border; the title is data and never markup."""
        if self._titles.get(pane) == (title, subtitle):
            return  # setting a border's title redraws the whole pane
        self._titles[pane] = (title, subtitle)
        frame = self.query_one(f"#{pane}")
        frame.border_title = Content(one_line(title))
        frame.border_subtitle = Content(one_line(subtitle))

    # ------------------------------------------------------------------ background work

    def in_thread(
        self,
        work: Callable[[], Message | None],
        *,
        group: str,
        where: str = "",
        request_no: int | None = None,
        is_exclusive: bool = True,
    ) -> None:
        """Do library work off the UI thread and post what it returns.

        Of an exclusive group only the newest call is waited for; its handler must still drop answers that come late.
        """

        def run() -> None:
            try:
                message = work()
            except Cancelled:
                return
            except DatelineError as error:
                message = Trouble(error, where, request_no)
            if message is not None:
                self.post_message(message)

        def start() -> None:
            self.run_worker(run, thread=True, exclusive=is_exclusive, group=group)

        # Opening an index loads much, in threads that would keep the first painting waiting.
        if self._first_work is None:
            start()
        else:
            self._first_work.append(start)

    def on_mount(self) -> None:
        self.call_after_refresh(self._has_painted)

    def _has_painted(self) -> None:
        waiting, self._first_work = self._first_work or (), None
        for start in waiting:
            start()

    # ------------------------------------------------------------------ arranging

    def on_resize(self, event: events.Resize) -> None:
        self._columns = event.size.width
        self.rearrange(self.arrangement)

    def rearrange(self, arrangement: Arrangement) -> None:
        """Show the panes as arranged, and keep the focus on one that is there."""
        self.arrangement = arrangement
        if not self._columns:
            return
        shown = arrangement.shown(self._columns)
        for pane in PANES:
            frame = self.query_one(f"#{pane}")
            frame.display = pane in shown
            frame.styles.width = shown.get(pane) or "1fr"
        self.results.set_lines(ROW_LINES[width_class(self._columns)])
        self.set_class(len(shown) == 1, "-single")
        self.query_one(Breadcrumb).show(arrangement.active)
        self.counts.fit(self._columns)
        focused = self.focused
        if (
            isinstance(focused, ResultList | WaysOut | ArticleView | EntityList | EntityFilterInput)
            and self._pane_of(focused) != arrangement.active
        ):
            self.focus_pane(arrangement.active)

    def activate(self, pane: Pane) -> None:
        """Have a pane on screen as the active one, without moving the focus there."""
        self.rearrange(self.arrangement.activate(pane, self._columns))

    def focus_pane(self, pane: Pane) -> None:
        """Go to a pane, bringing it on screen if it is not."""
        if self.arrangement.active != pane or pane not in self.arrangement.shown(self._columns):
            self.arrangement = self.arrangement.activate(pane, self._columns)
            self.rearrange(self.arrangement)
        results = self.ways_out if self.ways_out.display else self.results
        targets: dict[Pane, Widget] = {"results": results, "article": self.view, "entities": self.entity_list}
        self.set_focus(targets[pane], scroll_visible=False)

    @staticmethod
    def _pane_of(widget: Widget | None) -> Pane | None:
        for node in widget.ancestors_with_self if widget is not None else ():
            if node.id in PANES:
                return next(pane for pane in PANES if pane == node.id)
        return None

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        widget = event.widget
        pane = self._pane_of(widget)
        if pane is not None and pane != self.arrangement.active:
            self.activate(pane)
        specials: dict[type[Widget], str] = {
            QueryInput: "query", FindInput: "find", WaysOut: "ways", EntityFilterInput: "entity-filter",
        }  # fmt: skip
        special = specials.get(type(widget))
        self.query_one(KeyBar).show(special or pane or "results")

    # ------------------------------------------------------------------ actions

    def action_focus_results(self) -> None:
        self.focus_pane("results")

    def action_focus_article(self) -> None:
        self.focus_pane("article")

    def action_focus_entities(self) -> None:
        self.focus_pane("entities")

    def _step_pane(self, step: int, *, wraps: bool) -> None:
        on_screen = list(self.arrangement.shown(self._columns))
        panes = on_screen if len(on_screen) > 1 else list(PANES)
        active = self._pane_of(self.focused) or self.arrangement.active
        place = (panes.index(active) if active in panes else 0) + step
        if isinstance(self.focused, QueryInput):
            place = 0 if step > 0 else len(panes) - 1
        if wraps or 0 <= place < len(panes):
            self.focus_pane(panes[place % len(panes)])

    def action_next_pane(self) -> None:
        self._step_pane(1, wraps=True)

    def action_previous_pane(self) -> None:
        self._step_pane(-1, wraps=True)

    def action_pane_right(self) -> None:
        self._step_pane(1, wraps=False)

    def action_pane_left(self) -> None:
        self._step_pane(-1, wraps=False)

    def action_toggle_entities(self) -> None:
        self.rearrange(self.arrangement.toggle_entities(self._columns))

    def action_dock_entities(self) -> None:
        self.rearrange(self.arrangement.dock_entities(self._columns))

    def action_zoom(self) -> None:
        self.rearrange(self.arrangement.zoom())

    def action_narrower(self) -> None:
        self.rearrange(self.arrangement.resize(-RESIZE_STEP, self._columns))

    def action_wider(self) -> None:
        self.rearrange(self.arrangement.resize(RESIZE_STEP, self._columns))
