"""The dossier: everything about one entity on one screen, every mention a way back into the articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from index.answers import MOST_SORTED, HitPlace
from index.association import LOG_LIKELIHOOD
from index.events import CancelToken
from index.library import Library
from index.model import Dossier, EntityRow, MentionInContext, Span
from tui.actions import bindings
from tui.messages import DossierReady
from tui.screens.charting import ChartingScreen, TimelineReady
from tui.screens.chosen import Chosen
from tui.screens.contexts import ORDER_NAMES, ContextsScreen, capped
from tui.screens.outward import Cited, Named, OutwardScreen
from tui.widgets.bars import Bar
from tui.widgets.entity_rows import TYPE_NAMES
from tui.widgets.footer import KeyBar
from tui.widgets.kwic import PAGE, Association, CompanionList, KwicList
from tui.widgets.legible import Prose
from tui.widgets.lines import Piece, cut, grouped, one_line, plural, spread
from tui.widgets.timeline import TimelineChart
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:  # the dialog is loaded when it is first asked for
    from tui.screens.exporting import Exportable

_ALIASES_SHOWN, _SOURCES_SHOWN = 8, 6


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


class DossierScreen(ContextsScreen, ChartingScreen, OutwardScreen[Chosen | None], inherit_bindings=False):
    """One entity. Ends with what the reader chose, or None."""

    BINDINGS = bindings("dossier")

    def __init__(self, library: Library, entity: str) -> None:
        super().__init__(library)
        self.entity = entity
        self.dossier: Dossier | None = None

    def compose(self) -> ComposeResult:
        yield DossierTitle()
        with Vertical(id="when", classes="pane") as when:
            when.border_title = Content("When")
            yield TimelineChart(id="chart")
        with Horizontal(id="dossier"):
            with Vertical(id="dossier-facts"):
                with VerticalScroll(id="facts", classes="pane", can_focus=False) as facts:
                    facts.border_title = Content("About")
                    yield Prose(id="about")
                with Vertical(id="companions", classes="pane") as companions:
                    companions.border_title = Content("Together with")
                    yield CompanionList(id="companion-list")
            with Vertical(id="kwic", classes="pane"):
                yield KwicList(id="kwic-list")
        yield KeyBar()

    def on_mount(self) -> None:
        library, entity = self.library, self.entity
        # Once the frame is on screen: making it and reading the library at once would take turns, and both be late.
        self.call_after_refresh(self.ask, lambda: DossierReady(library.dossier(entity)))
        self.call_after_refresh(self.ask, lambda: TimelineReady(library.timeline(list(library.articles_with(entity)))))
        self.say_order()

    @on(DossierReady)
    def _dossier_ready(self, message: DossierReady) -> None:
        dossier = self.dossier = message.dossier
        title = self.query_one(DossierTitle)
        title.dossier = dossier
        title.refresh()
        if not self.is_by_context:
            self.show_natural_order()
        self.say_order()
        self._show_companions("association" if dossier.associates else "count")
        self._show_facts()

    def on_resize(self, _event: events.Resize) -> None:
        self.call_after_refresh(self._show_facts)

    def _show_facts(self) -> None:
        if self.dossier is not None:
            width = self.query_one("#facts").content_size.width
            self.query_one("#about", Prose).update(facts(self.dossier, max(20, width)))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        panes = {CompanionList: "companions", TimelineChart: "dossier-chart"}
        self.query_one(KeyBar).show(panes.get(type(event.widget), "kwic"))

    # ------------------------------------------------------------------ mentions in context

    def show_natural_order(self) -> None:
        if self.dossier is not None:
            self.kwic.start_over(self.dossier.entity.mentions)

    def natural_lines(self, offset: int) -> Callable[[], Sequence[MentionInContext | None]]:
        library, entity = self.library, self.entity
        return lambda: library.mentions(entity, limit=PAGE, offset=offset)

    def places_to_sort(self, token: CancelToken) -> Callable[[], Sequence[HitPlace]]:
        del token  # one question, soon answered
        library, entity = self.library, self.entity
        return lambda: library.mention_places(entity, limit=MOST_SORTED)

    def say_order(self) -> None:
        total = self.dossier.entity.mentions if self.dossier is not None else 0
        self.kwic.entitle(f"Mentions · {ORDER_NAMES[self.order]}", capped(total) if self.is_by_context else "")

    # ------------------------------------------------------------------ companions

    def _show_companions(self, by: Association) -> None:
        if self.dossier is None:
            return
        companions = self.dossier.associates if by == "association" else self.dossier.companions
        self.query_one(CompanionList).show(companions, by)
        self.query_one("#companions").border_subtitle = Content(
            LOG_LIKELIHOOD if by == "association" else "by articles"
        )

    def action_sort_companions(self) -> None:
        self._show_companions("count" if self.query_one(CompanionList).by == "association" else "association")

    # ------------------------------------------------------------------ what may be taken out of here

    no_article = "no mention here: Tab goes to the other list"

    def _mention(self) -> MentionInContext | None:
        kwic = self.query_one(KwicList)
        return kwic.mention(kwic.cursor) if kwic.count else None

    def cited(self) -> Cited | None:
        mention = self._mention()
        if mention is None:
            return None
        name = self.dossier.entity.name if self.dossier is not None else self.entity
        return Cited(mention.article_id, None, Span(mention.start, mention.end), name)

    def named(self) -> Named | None:
        companion = self.query_one(CompanionList).selected if isinstance(self.focused, CompanionList) else None
        if companion is not None:
            return Named(companion.id, companion.name)
        return Named(self.entity, self.dossier.entity.name) if self.dossier is not None else None

    def asked(self) -> str:
        """A query that finds what this screen is about."""
        return f"@{self.entity}"

    def exportables(self) -> list[Exportable]:
        from tui.screens import exporting  # here, because few dossiers are written to a file

        name = self.dossier.entity.name if self.dossier is not None else self.entity
        found = [exporting.of_dossier(self.library, self.entity, name)]
        mention = self._mention()
        if mention is not None:
            found.append(exporting.of_article(self.library, mention.article_id, mention.title, mention.date))
        return found

    # ------------------------------------------------------------------ actions

    @on(VirtualList.Chosen, "#kwic-list")
    def action_open_line(self) -> None:
        mention = self.kwic.selected
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

    @property
    def standing_conditions(self) -> tuple[str, ...]:
        return (f"@{self.entity}",)

    def action_add_entity(self) -> None:
        """Ask for the entity; while the cursor is on a companion, for both."""
        companions = self.query_one(CompanionList)
        other = companions.selected if companions.has_focus else None
        pair = (f"@{other.id}",) if other is not None else ()
        self.dismiss(Chosen(additions=(*self.standing_conditions, *pair)))

    def _step_part(self, step: int) -> None:
        parts = [part for part in (self.kwic, self.query_one(CompanionList), self.chart) if _is_shown(part)]
        here = next((n for n, part in enumerate(parts) if part.has_focus), 0)
        self.set_focus(parts[(here + step) % len(parts)])

    def action_next_part(self) -> None:
        self._step_part(1)

    def action_previous_part(self) -> None:
        self._step_part(-1)

    def action_walk_entity(self) -> None:
        self.dismiss(Chosen(self.entity))

    def action_leave_dossier(self) -> None:
        self.dismiss(None)


def _is_shown(part: Widget) -> bool:
    return all(node.display for node in part.ancestors_with_self if isinstance(node, Widget))


def facts(dossier: Dossier, width: int) -> Content:
    """The left column: under which names and why, where; as styled text without markup."""
    parts: list[Content] = []
    kind = TYPE_NAMES.get(dossier.entity.type, dossier.entity.type)
    parts.append(Content.styled(f"{kind} · {dossier.entity.id}", "dim"))
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
