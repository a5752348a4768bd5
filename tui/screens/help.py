"""The help screen: every key from the registry, those of the focused pane first."""

from __future__ import annotations

import textwrap

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.actions import ACTIONS, PREFIXES, Action, Scope, bindings, by_group, by_id, in_scope

_TITLES: dict[str, str] = {
    "results": "In the results", "article": "In the article", "entities": "In the entities",
    "query": "In the query line", "completion": "In the list of completions",
    "ways": "Where nothing was found", "find": "In the find line",
    "saved": "In the saved searches", "saved-name": "Naming a saved search",
    "kwic": "In the mentions", "companions": "In the companions", "facet-list": "In the filters",
}  # fmt: skip
_SCOPES_OF: dict[str, tuple[Scope, ...]] = {
    "results": ("results", "list"), "article": ("article",), "entities": ("entities", "list"), "query": ("query",),
    "completion": ("completion",), "ways": ("ways", "list"), "find": ("find",),
    "kwic": ("kwic", "dossier", "list"), "companions": ("companions", "dossier", "list"),
    "facet-list": ("facet-list", "facets", "list"), "saved": ("saved", "list"), "saved-name": ("saved-name",),
}  # fmt: skip
_ELSEWHERE = ("kwic", "companions", "facet-list", "saved", "saved-name")  # on screens of their own
_KEYS_WIDTH = 13


def help_sections(pane: str) -> list[tuple[str, list[Action]]]:
    """The registry as titled sections: what the focused pane adds first, then everything else by group.

    From the main screen the keys of other panes follow too; on other screens only those that work there are listed.
    """
    is_elsewhere = pane in _ELSEWHERE
    near = _SCOPES_OF.get(pane, ())
    sections = [(_TITLES[pane], [action for action in ACTIONS if action.scope in near])] if pane in _TITLES else []
    general: tuple[Scope, ...] = ("app",) if is_elsewhere else ("main", "app")
    for group, actions in by_group(action for action in ACTIONS if action.scope in general).items():
        sections.append((group, actions))
    if not is_elsewhere:
        for other, scopes in _SCOPES_OF.items():
            own = [action for action in ACTIONS if action.scope == scopes[0] and other != pane]
            if own and other not in _ELSEWHERE:
                sections.append((_TITLES[other], own))
    works_here = {action.id for _, actions in sections for action in actions}
    for prefix, scope in PREFIXES.items():
        if prefix in works_here:
            sections.append((f"After {by_id(prefix).shown_keys[0]}", list(in_scope(scope))))
    with_keys = [(title, [action for action in actions if action.keys]) for title, actions in sections]
    return [(title, sorted(actions, key=lambda action: action.is_movement)) for title, actions in with_keys if actions]


def help_text(pane: str, width: int) -> Content:
    """All sections, with the explanations wrapped beside their keys, for so many cells."""
    lines: list[Content] = []
    for title, actions in help_sections(pane):
        lines += [Content.styled(title, "bold $text-accent")]
        for action in actions:
            first, *more = textwrap.wrap(action.help, max(20, width - _KEYS_WIDTH - 3))
            lines.append(Content.assemble((f"  {'  '.join(action.shown_keys):<{_KEYS_WIDTH}} ", "bold"), first))
            lines += [Content(" " * (_KEYS_WIDTH + 3) + line) for line in more]
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
            scroll.border_subtitle = Content("Esc closes")
            yield Static(id="help-text", markup=False)

    def on_mount(self) -> None:
        self._scroll.focus()

    def on_resize(self, _event: events.Resize) -> None:
        self.call_after_refresh(self._wrap)

    def _wrap(self) -> None:
        self.query_one("#help-text", Static).update(help_text(self.pane, self._scroll.content_size.width))

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
