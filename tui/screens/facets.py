"""The filters: what is in the results of a query, counted, every line a way to make the query narrower."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen

from index.answers import Facets, Tally
from index.errors import DatelineError
from index.events import Cancelled, CancelToken
from index.library import Library
from tui.actions import bindings
from tui.messages import Trouble
from tui.refining import open_slots, settled, with_added, with_phrase, without
from tui.screens.layout import HORIZONTAL, MEDIUM, TALL, VERTICAL
from tui.widgets.bars import Bar
from tui.widgets.facets import COLUMNS, FacetList, Line, Section, facet_sections, tally_sections
from tui.widgets.footer import KeyBar
from tui.widgets.lines import Piece, cut, one_line, plural, spread
from tui.widgets.virtual_list import VirtualList

_COUNTING = "counting …"
COUNTING_AFTER = 0.2  # seconds; sooner, saying so would only flicker
_MOST_LISTED, _MOST_FILLERS = 100, 1_000
_NOTHING = {"sources": "No sources", "time": "No dates", "types": "No names", "entities": "No names"}


@dataclass(frozen=True, slots=True)
class Picked:
    """What the reader took from the filters: a query to run, or an entity to walk."""

    query: str | None = None
    entity: str | None = None


@dataclass
class FacetsCounted(Message):
    """What is in the results; `base` is the query that a choice is added to."""

    facets: Facets
    base: str


@dataclass
class FillersCounted(Message):
    """Who fills the open slots."""

    tallies: tuple[Tally, ...]


class FacetsTitle(Bar):
    """What is counted, and over how many articles."""

    def __init__(self, query: str) -> None:
        super().__init__(id="facets-title")
        self.asked = query
        self.articles: int | None = None

    def pieces(self, width: int) -> list[Piece]:
        heading = cut(" What is in these results", width - 1)
        count = "" if self.articles is None else f"{plural(self.articles, 'article')} "
        room = width - cell_len(heading) - cell_len(count) - 5
        query = cut(one_line(" ".join(self.asked.split())) or "all articles", room)
        left = [(heading, self.part("strong")), (f"   {query}" if query else "", self.part("accent"))]
        return spread(left, [(count, self.part("soft"))], width)


class FacetsScreen(Screen[Picked | None], inherit_bindings=False):
    """Counts over the whole answer to a query. Ends with what the reader took, or None."""

    BINDINGS = bindings("facets")
    HORIZONTAL_BREAKPOINTS = HORIZONTAL
    VERTICAL_BREAKPOINTS = VERTICAL
    AUTO_FOCUS = ""

    def __init__(self, library: Library, text: str, *, is_typing: bool = False) -> None:
        super().__init__()
        self.library = library
        self.facets: Facets | None = None
        self._text, self._is_typing = text, is_typing
        self._base = settled(text, is_typing=is_typing)
        self._token = CancelToken()
        self._has_slots = bool(open_slots(text, is_typing=is_typing))
        self._tallies: tuple[Tally, ...] | None = None
        self._is_one_list = False
        self._in_trouble: set[str] = set()  # what could not be counted
        self._has_gone = False  # the person moved the cursor, or went to another list

    def compose(self) -> ComposeResult:
        yield FacetsTitle(self._text)
        with Vertical(id="facet-tally", classes="pane"):
            yield FacetList(id="tally-list")
        with Horizontal(id="facet-columns"):
            for key, title in zip(COLUMNS, ("Sources", "Time", "Types of names", "Entities"), strict=True):
                with Vertical(id=f"facet-{key}", classes="pane") as pane:
                    pane.border_title = Content(title)
                    yield FacetList(id=f"{key}-list")
        with Vertical(id="facet-all", classes="pane"):
            yield FacetList(id="all-list", has_headings=True)
        yield KeyBar()

    def on_mount(self) -> None:
        self.set_class(self._has_slots, "-has-tally")
        self.query_one("#facet-tally").border_title = Content("Who fills the open slots")
        self.query_one(KeyBar).show("facet-list")
        library, text, is_typing, token = self.library, self._text, self._is_typing, self._token

        def count() -> Message:
            facets = library.facets(text, is_typing=is_typing, limit=_MOST_LISTED, cancel=token)
            # An unfinished word needs writing out as a beginning only if it found more than the word alone does.
            is_whole = is_typing and library.search(text, cancel=token).total == facets.articles
            return FacetsCounted(facets, text if is_whole else settled(text, is_typing=is_typing))

        # Once the frame is on screen: making it and counting at once would take turns, and both be late.
        self.call_after_refresh(self._ask, count, where="sources")
        if self._has_slots:
            # Completed phrases are asked for as they were understood: this question knows no unfinished words.
            asked = self._base
            self.call_after_refresh(
                self._ask,
                lambda: FillersCounted(library.tallies(asked, limit=_MOST_FILLERS, cancel=token)),
                where="tally",
            )
        self.set_timer(COUNTING_AFTER, self._say_counting)

    def on_unmount(self) -> None:
        self._token.cancel()

    def _ask(self, work: Callable[[], Message], *, where: str) -> None:
        """Do library work off the UI thread; `where` is the list that tells of trouble with it."""

        def run() -> None:
            try:
                self.post_message(work())
            except Cancelled:
                return
            except DatelineError as error:
                self.post_message(Trouble(error, where))

        self.run_worker(run, thread=True)

    # ------------------------------------------------------------------ answers

    @property
    def lists(self) -> list[FacetList]:
        """The lists on screen, in the order that Tab goes."""
        if self._is_one_list:
            return [self.query_one("#all-list", FacetList)]
        tally = [self.query_one("#tally-list", FacetList)] if self._has_slots else []
        return [*tally, *(self.query_one(f"#{key}-list", FacetList) for key in COLUMNS)]

    def _say_counting(self) -> None:
        for facet_list in self.query(FacetList):
            is_tally = facet_list.id == "tally-list"
            is_late = self._tallies is None if is_tally else self.facets is None
            if is_late and ("tally" if is_tally else "sources") not in self._in_trouble:
                facet_list.empty = _COUNTING
                facet_list.refresh()

    @on(FacetsCounted)
    def _facets_counted(self, message: FacetsCounted) -> None:
        self.facets, self._base = message.facets, message.base
        title = self.query_one(FacetsTitle)
        title.articles = message.facets.articles
        title.refresh()
        for section in facet_sections(message.facets):
            facet_list = self.query_one(f"#{section.key}-list", FacetList)
            facet_list.empty = _NOTHING[section.key] if message.facets.articles else "Nothing found"
            facet_list.show((section,))
        self._show_all()

    @on(FillersCounted)
    def _fillers_counted(self, message: FillersCounted) -> None:
        self._tallies = message.tallies
        self._show_all()

    def _show_all(self) -> None:
        """What several sections share: the tallies, and the list of everything."""
        articles = self.facets.articles if self.facets is not None else None
        tallies = tally_sections(self._tallies or (), articles)
        if self._tallies is not None:
            tally_list = self.query_one("#tally-list", FacetList)
            tally_list.empty = "Nobody and nothing fills them"
            tally_list.has_headings = len(tallies) > 1
            tally_list.show(tallies)
            self._fit_tally(tally_list, tallies)
        everything = self.query_one("#all-list", FacetList)
        sections: tuple[Section, ...] = tallies
        if self.facets is not None:
            sections += facet_sections(self.facets)
            everything.empty = "No names, no sources, no dates" if self.facets.articles else "Nothing found"
        everything.show(sections, starts_over=not self._has_gone)
        self._focus_first()

    def _fit_tally(self, tally_list: FacetList, tallies: tuple[Section, ...]) -> None:
        """A frame as high as its lines (the style sheet says how high at most), and what it is about."""
        frame = self.query_one("#facet-tally")
        frame.styles.height = max(tally_list.count, 1) + 2
        if len(tallies) == 1:
            frame.border_title = Content(one_line(tallies[0].title))
            frame.border_subtitle = Content(one_line(tallies[0].note))

    @on(Trouble)
    def _trouble(self, message: Trouble) -> None:
        self._in_trouble.add(message.where)
        for facet_list in self.query(FacetList):
            if facet_list.id in {f"{message.where}-list", "all-list"}:
                facet_list.empty = message.error.title
                facet_list.empty_hint = one_line(f"{message.error.message} {message.error.hint}")
            elif facet_list.empty == _COUNTING and message.where != "tally" and facet_list.id != "tally-list":
                facet_list.empty = ""
            facet_list.refresh()
        self._focus_first()

    # ------------------------------------------------------------------ the two arrangements

    def on_resize(self, event: events.Resize) -> None:
        """Columns where there is room for them, else one list with headings; what the cursor is on stays."""
        is_one_list = event.size.width < MEDIUM or event.size.height < TALL
        line = self._line
        self._is_one_list = is_one_list
        self.set_class(is_one_list, "-one-list")
        target = self._home_of(line)
        if target is not None:
            target.stand_on(line)
        self.set_focus(target or self.lists[0], scroll_visible=False)

    def _home_of(self, line: Line | None) -> FacetList | None:
        if line is None:
            return None
        return self.lists[0] if self._is_one_list else self.query_one(f"#{line.section}-list", FacetList)

    def _focus_first(self) -> None:
        """Keys are for the first list that has (or will have) anything, until somebody has gone elsewhere."""
        if not self._has_gone:
            waits = self._has_slots and self._tallies is None and "tally" not in self._in_trouble
            target = self.lists[0] if waits else next((each for each in self.lists if each.count), self.lists[0])
            self.set_focus(target, scroll_visible=False)

    @on(VirtualList.Moved)
    def _moved(self) -> None:
        self._has_gone = True

    @property
    def _line(self) -> Line | None:
        focused = self.focused
        return focused.selected if isinstance(focused, FacetList) else None

    # ------------------------------------------------------------------ actions

    @on(VirtualList.Chosen)
    def _clicked(self, message: VirtualList.Chosen) -> None:
        self.set_focus(message.list, scroll_visible=False)
        self.action_narrow()

    def action_narrow(self) -> None:
        """Keep only what the cursor is on; a year opens first."""
        line, focused = self._line, self.focused
        if line is None or not isinstance(focused, FacetList):
            return
        if line.choice.months and not focused.is_open(line):
            focused.open_year(line)
        elif not line.choice.narrowing:
            self._tell_unknown()
        elif line.choice.replaces:
            self.dismiss(Picked(query=with_phrase(self._base, line.choice.replaces, line.choice.narrowing)))
        else:
            self.dismiss(Picked(query=with_added(self._base, line.choice.narrowing)))

    def action_exclude(self) -> None:
        """Leave out what the cursor is on."""
        line = self._line
        if line is not None and line.choice.narrowing:
            self.dismiss(Picked(query=without(self._base, line.choice.narrowing)))
        elif line is not None:
            self._tell_unknown()

    def _tell_unknown(self) -> None:
        self.notify("Who that is has not been found out yet.", markup=False)

    def action_walk_facet(self) -> None:
        """Make the entity under the cursor current."""
        line = self._line
        if line is not None and line.choice.entity:
            self.dismiss(Picked(entity=line.choice.entity))
        else:
            self.notify("* is for an entity.", markup=False)

    def action_next_facets(self) -> None:
        self._step(1)

    def action_previous_facets(self) -> None:
        self._step(-1)

    def _step(self, step: int) -> None:
        """To the next list that has anything, or in the one list to the next heading."""
        self._has_gone = True
        if self._is_one_list:
            only = self.lists[0]
            starts = only.section_starts()
            if starts:
                here = max((n for n, start in enumerate(starts) if start <= only.cursor), default=0)
                only.move_to(starts[(here + step) % len(starts)])
            return
        lists = [each for each in self.lists if each.count or each.has_focus]
        here = next((n for n, each in enumerate(lists) if each.has_focus), 0)
        if lists:
            self.set_focus(lists[(here + step) % len(lists)], scroll_visible=False)

    def action_leave_filters(self) -> None:
        self.dismiss(None)
