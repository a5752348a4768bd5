"""Selecting text of the article from the keyboard: begun by a key, moved by others, kept or dropped."""

from __future__ import annotations

from textual import events, on

from index.text import word_count
from tui.actions import in_scope
from tui.screens.comparing import ComparingScreen
from tui.widgets.article_view import ArticleView
from tui.widgets.footer import KeyBar
from tui.widgets.lines import plural

_LONGEST_COUNTED = 50_000  # code points; the words of more than that take long to count
_FIRST_ELSEWHERE = frozenset(
    action.handler
    for action in in_scope("main")
    if action.is_priority and any({*action.keys} & {*other.keys} for other in in_scope("selecting"))
)


class SelectingScreen(ComparingScreen):
    """Adds the selection to the article."""

    _selected = ""  # how much is

    def action_select_text(self) -> None:
        """Begin to select, or keep what is selected."""
        view = self.view
        if view.open_article is None:
            self.status_line.tell("open an article first: Enter")
        elif view.is_selecting:
            view.stop_selecting()
        else:
            self.focus_pane("article")
            view.start_selecting()

    def action_keep_selection(self) -> None:
        self.view.stop_selecting()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter ends a selection only while there is one being made; keys that come first elsewhere move its end."""
        if action == "keep_selection":
            return self.view.is_selecting
        if action in _FIRST_ELSEWHERE and self.view.is_selecting and self.focused is self.view:
            return False
        return super().check_action(action, parameters)

    def drop_selection(self) -> bool:
        """A rung of Esc: nothing is selected."""
        if not self.view.is_selecting and self.view.selected_span is None:
            return False
        self.view.clear_selection()
        return True

    def says_selection(self) -> str:
        return self._selected if self.view.selected_span is not None else ""

    @on(ArticleView.SelectionChanged)
    def _selection_changed(self) -> None:
        text = self.view.selected_text
        how_much = plural(word_count(text), "word") if len(text) < _LONGEST_COUNTED else plural(len(text), "character")
        self._selected = f"{how_much} selected"
        self._say_keys()
        self._say_place()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        super().on_descendant_focus(event)
        event.prevent_default()  # the framework calls the handler of every class
        self._say_keys()

    def _say_keys(self) -> None:
        if self.focused is self.view:
            self.query_one(KeyBar).show("selecting" if self.view.is_selecting else "article")
