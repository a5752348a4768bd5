"""The dossier: everything about one entity on one screen, every mention a way back into the articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from index.errors import DatelineError
from index.library import Library
from index.model import Dossier, EntityRow
from tui.actions import bindings
from tui.messages import DossierReady, MentionsReady, Trouble
from tui.screens.layout import HORIZONTAL, VERTICAL
from tui.widgets.bars import Bar
from tui.widgets.entities import TYPE_NAMES
from tui.widgets.footer import KeyBar
from tui.widgets.kwic import PAGE, CompanionList, KwicList
from tui.widgets.lines import Piece, cut, grouped, one_line, plural, spread
from tui.widgets.timeline import month_bars
from tui.widgets.virtual_list import VirtualList

_ALIASES_SHOWN, _SOURCES_SHOWN = 8, 6


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the reader took from a dossier: a mention to read, or just the entity (`article_id` is None)."""

    entity: str
    article_id: int | None = None
    offset: int = 0


class DossierTitle(Bar):
    """Name, type, counts, first and last seen."""

    def __init__(self) -> None:
        super().__init__(id="dossier-title")
        self.dossier: Dossier | None = None

    def pieces(self, width: int) -> list[Piece]:
        if self.dossier is None:
            return []
        entity = self.dossier.entity
        facts = f"{plural(entity.mentions, 'mention')} in {plural(entity.articles, 'article')}"
        soft = self.part("soft")
        name = cut(one_line(entity.name), max(12, width - len(entity.type) - 6))
        left: list[Piece] = [(f" {name}", self.part("strong")), (f"  {entity.type}", self.part("accent"))]
        if self.dossier.first_seen and self.dossier.last_seen:
            seen = f" · {self.dossier.first_seen.isoformat()} – {self.dossier.last_seen.isoformat()}"
            if sum(cell_len(text) for text, _ in left) + len(facts) + len(seen) + 3 <= width:
                facts += seen
        return spread(left, [(facts + " ", soft)], width)


class DossierScreen(Screen[Chosen | None], inherit_bindings=False):
    """One entity. Ends with what the reader chose, or None."""

    BINDINGS = bindings("dossier")
    HORIZONTAL_BREAKPOINTS = HORIZONTAL
    VERTICAL_BREAKPOINTS = VERTICAL
    AUTO_FOCUS = "KwicList"

    def __init__(self, library: Library, entity: str) -> None:
        super().__init__()
        self.library = library
        self.entity = entity
        self.dossier: Dossier | None = None

    def compose(self) -> ComposeResult:
        yield DossierTitle()
        with Horizontal(id="dossier"):
            with Vertical(id="dossier-facts"):
                with VerticalScroll(id="facts", classes="pane", can_focus=False) as facts:
                    facts.border_title = Content("About")
                    yield Static(id="about", markup=False)
                with Vertical(id="companions", classes="pane") as companions:
                    companions.border_title = Content("Together with")
                    yield CompanionList(id="companion-list")
            with Vertical(id="kwic", classes="pane") as kwic:
                kwic.border_title = Content("Mentions")
                yield KwicList(id="kwic-list")
        yield KeyBar()

    def on_mount(self) -> None:
        library, entity = self.library, self.entity
        # Once the frame is on screen: making it and reading the library at once would take turns, and both be late.
        self.call_after_refresh(self._ask, lambda: DossierReady(library.dossier(entity)))

    def _ask(self, work: Callable[[], Message]) -> None:
        def run() -> None:
            try:
                self.post_message(work())
            except DatelineError as error:
                self.post_message(Trouble(error))

        self.run_worker(run, thread=True)

    @on(DossierReady)
    def _dossier_ready(self, message: DossierReady) -> None:
        dossier = self.dossier = message.dossier
        title = self.query_one(DossierTitle)
        title.dossier = dossier
        title.refresh()
        self.query_one(KwicList).set_total(dossier.entity.mentions)
        self.query_one(CompanionList).show(dossier.companions)
        self._show_facts()

    def on_resize(self, _event: events.Resize) -> None:
        self.call_after_refresh(self._show_facts)

    def _show_facts(self) -> None:
        if self.dossier is not None:
            width = self.query_one("#facts").content_size.width
            self.query_one("#about", Static).update(facts(self.dossier, max(20, width)))

    @on(KwicList.Wanted)
    def _mentions_wanted(self, message: KwicList.Wanted) -> None:
        library, entity, offset = self.library, self.entity, message.offset
        self._ask(lambda: MentionsReady(offset, library.mentions(entity, limit=PAGE, offset=offset)))

    @on(MentionsReady)
    def _mentions_ready(self, message: MentionsReady) -> None:
        self.query_one(KwicList).add(message.offset, message.mentions)

    @on(Trouble)
    def _trouble(self, message: Trouble) -> None:
        kwic = self.query_one(KwicList)
        kwic.empty = message.error.title
        kwic.empty_hint = one_line(f"{message.error.message} {message.error.hint}")
        kwic.refresh()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self.query_one(KeyBar).show("companions" if isinstance(event.widget, CompanionList) else "kwic")

    # ------------------------------------------------------------------ actions

    @on(VirtualList.Chosen, "#kwic-list")
    def action_open_line(self) -> None:
        kwic = self.query_one(KwicList)
        mention = kwic.mention(kwic.cursor) if kwic.count else None
        if mention is not None:
            self.dismiss(Chosen(self.entity, mention.article_id, mention.start))

    @on(VirtualList.Chosen, "#companion-list")
    def action_open_companion(self) -> None:
        companion = self.query_one(CompanionList).selected
        if companion is not None:
            self.app.push_screen(DossierScreen(self.library, companion.id), self._companion_closed)

    def _companion_closed(self, chosen: Chosen | None) -> None:
        if chosen is not None:
            self.dismiss(chosen)

    def action_next_part(self) -> None:
        in_kwic = isinstance(self.focused, KwicList)
        self.set_focus(self.query_one(CompanionList if in_kwic else KwicList))

    def action_previous_part(self) -> None:
        self.action_next_part()

    def action_walk_entity(self) -> None:
        self.dismiss(Chosen(self.entity))

    def action_leave_dossier(self) -> None:
        self.dismiss(None)


def facts(dossier: Dossier, width: int) -> Content:
    """The left column: when, under which names and why, where; as styled text without markup."""
    parts: list[Content] = []
    kind = TYPE_NAMES.get(dossier.entity.type, dossier.entity.type)
    parts.append(Content.styled(f"{kind} · {dossier.entity.id}", "dim"))
    if dossier.by_month:
        bars, caption = month_bars(dossier.by_month, width)
        parts += [Content(""), _heading("When"), Content.styled(bars, "$text-accent"), Content.styled(caption, "dim")]
    parts += [Content(""), _heading("Also written")]
    for alias in dossier.aliases[:_ALIASES_SHOWN]:
        count = f"{grouped(alias.mentions)}×"
        name = cut(one_line(alias.text), width - len(count) - 1)
        parts.append(Content.assemble((name, "bold"), " ", (count, "dim")))
        if alias.reason:
            parts.append(Content.styled("  " + cut(one_line(alias.reason), width - 2), "dim"))
    parts += _more(len(dossier.aliases) - _ALIASES_SHOWN)
    parts += _counted("Where", dossier.sources, width)
    parts += _entity_lines("See also", dossier.related, width)
    parts += _entity_lines("Possibly the same as", dossier.possibly, width)
    return Content("\n").join(parts)


def _entity_lines(title: str, rows: Sequence[EntityRow], width: int) -> list[Content]:
    if not rows:
        return []
    lines = [f"{one_line(row.name)}  {row.type}  {grouped(row.articles)} art." for row in rows]
    return [Content(""), _heading(title), *(Content(cut(line, width)) for line in lines)]


def _heading(text: str) -> Content:
    return Content.styled(text, "bold $text-accent")


def _counted(title: str, counted: Sequence[tuple[str, int]], width: int) -> list[Content]:
    if not counted:
        return []
    lines = [Content(""), _heading(title)]
    for name, count in counted[:_SOURCES_SHOWN]:
        number = f" {grouped(count)}"
        lines.append(Content.assemble(cut(one_line(name) or "no source", width - len(number)), (number, "dim")))
    return lines + _more(len(counted) - _SOURCES_SHOWN)


def _more(count: int) -> list[Content]:
    return [Content.styled(f"… and {count} more", "dim")] if count > 0 else []
