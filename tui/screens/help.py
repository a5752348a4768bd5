"""The help screen: every key from the registry, those of the focused pane first, for whatever screen one is on."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from tui.actions import PLACES, PREFIXES, Action, bindings, by_group, in_force, in_scope, key_of
from tui.widgets.legible import Prose

_MOST_KEYS, _LEAST_TEXT = 17, 24  # cells: the column of keys, and what is explained beside it
_INDENT, _GAP, _MARGIN = 2, 2, 2


@dataclass(frozen=True, slots=True)
class Row:
    """Keys and what they do."""

    keys: str
    text: str


def help_sections(pane: str) -> list[tuple[str, list[Action]]]:
    """The registry as titled sections: what the focused pane adds first, then everything else by group.

    From the main screen the keys of other panes follow too; on other screens only those that work there are listed.
    """
    place = PLACES.get(pane)
    sections: list[tuple[str, list[Action]]] = []
    if place is not None:
        sections.append((place.title, [action for action in in_force() if action.scope in place.own]))
    is_elsewhere = place is not None and place.is_elsewhere
    around = place.around if place is not None else ("main", "app")
    general = in_scope(*around)
    sections += by_group(action for action in general if place is None or place.reaches(action)).items()
    if not is_elsewhere:
        for name, other in PLACES.items():
            if name != pane and not other.is_elsewhere:
                sections.append((other.title, [action for action in in_force() if action.scope == other.own[0]]))
    with_keys = [(title, [action for action in actions if action.keys]) for title, actions in sections]
    return [(title, sorted(actions, key=lambda action: action.is_movement)) for title, actions in with_keys if actions]


def help_rows(actions: list[Action]) -> list[Row]:
    """Actions with their keys; a prefix is followed by what may follow its key."""
    rows: list[Row] = []
    for action in actions:
        rows.append(Row("  ".join(action.shown_keys), action.help))
        if action.id in PREFIXES:
            first = action.shown_keys[0]
            followers = (follower for follower in in_scope(PREFIXES[action.id]) if follower.keys)
            rows += [Row(f"{first} then {' or '.join(follower.shown_keys)}", follower.help) for follower in followers]
    return rows


def help_text(pane: str, width: int) -> Content:
    """All sections for so many cells: the explanations wrapped beside their keys, or below them where it is narrow."""
    width = max(width, _INDENT + _MARGIN + 1)
    sections = [(title, help_rows(actions)) for title, actions in help_sections(pane)]
    fitting = (cell_len(row.keys) for _, rows in sections for row in rows if cell_len(row.keys) <= _MOST_KEYS)
    keys_width = max(fitting, default=0)
    margin = _INDENT + keys_width + _GAP
    is_narrow = width - margin < _LEAST_TEXT
    if is_narrow:
        keys_width, margin = 0, _INDENT + _MARGIN
    lines: list[Content] = []
    for title, rows in sections:
        lines += [Content.styled(line, "bold $text-accent") for line in textwrap.wrap(title, width)]
        for row in rows:
            texts = textwrap.wrap(row.text, width - margin)
            if cell_len(row.keys) <= keys_width:
                keys = " " * _INDENT + row.keys + " " * (keys_width - cell_len(row.keys) + _GAP)
                lines.append(Content.assemble((keys, "bold"), texts.pop(0)))
            else:
                lines.append(Content.styled(" " * _INDENT + row.keys, "bold"))
            lines += [Content(" " * margin + text) for text in texts]
        lines.append(Content(""))
    return Content("\n").join(lines[:-1])


class HelpBody(VerticalScroll, can_focus=True, inherit_bindings=False):
    """The scrolled text; its keys come from the registry like all others."""


class HelpScreen(ModalScreen[None], inherit_bindings=False):
    """Keys and what they do."""

    BINDINGS = bindings("help")

    def __init__(self, pane: str) -> None:
        super().__init__()
        self.pane = pane

    def compose(self) -> ComposeResult:
        with HelpBody(id="help") as scroll:
            scroll.border_title = Content("Keys")
            scroll.border_subtitle = Content(f"{key_of('leave-help')} closes · {key_of('help-down')} scrolls")
            yield Prose(id="help-text")

    def on_mount(self) -> None:
        self._scroll.focus()

    def on_resize(self, _event: events.Resize) -> None:
        self.call_after_refresh(self._wrap)

    def _wrap(self) -> None:
        prose = self.query_one("#help-text", Prose)
        prose.update(help_text(self.pane, prose.content_size.width))

    @property
    def _scroll(self) -> HelpBody:
        return self.query_one(HelpBody)

    def action_leave_help(self) -> None:
        self.dismiss()

    def action_help_down(self) -> None:
        self._scroll.scroll_relative(y=1, animate=False)

    def action_help_up(self) -> None:
        self._scroll.scroll_relative(y=-1, animate=False)

    def action_help_page_down(self) -> None:
        self._scroll.scroll_page_down(animate=False)

    def action_help_page_up(self) -> None:
        self._scroll.scroll_page_up(animate=False)

    def action_help_top(self) -> None:
        self._scroll.scroll_home(animate=False)

    def action_help_bottom(self) -> None:
        self._scroll.scroll_end(animate=False)
