"""Selecting text of an article with the mouse or the keyboard, by offset, so that a selection survives a resize."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.timer import Timer

from index.model import EntityMention, Span
from tui.actions import bindings, in_scope
from tui.render.page import Page
from tui.render.selecting import Step, cluster_at, paragraph_at, stepped, word_at
from tui.widgets.article_canvas import ArticleCanvas

_DRAG_SCROLL_SECONDS = 0.05
_SELECTING_ACTIONS = frozenset(action.handler for action in in_scope("selecting"))


class SelectableArticle(ArticleCanvas):
    """An article whose text can be selected and whose mentions can be clicked."""

    BINDINGS = bindings("selecting")
    ALLOW_SELECT = False  # the framework's own selection is by screen row

    @dataclass
    class MentionClicked(Message, namespace="article_view"):
        """A mention was clicked; the cursor is on it already."""

        view: SelectableArticle
        mention: EntityMention

        @property
        def control(self) -> SelectableArticle:
            return self.view

    @dataclass
    class SelectionChanged(Message, namespace="article_view"):
        """Other text is selected, or none any more; or keys move the end of the selection now, or no longer do."""

        view: SelectableArticle
        span: Span | None

        @property
        def control(self) -> SelectableArticle:
            return self.view

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, SelectableArticle.SelectionChanged) and message.view is self.view

    @dataclass
    class CompareClicked(Message, namespace="article_view"):
        """A mention was clicked with ctrl held down."""

        view: SelectableArticle
        mention: EntityMention

        @property
        def control(self) -> SelectableArticle:
            return self.view

    _drag_timer: Timer | None = None
    is_selecting = False  # keys move the end of the selection

    def _forget_place(self) -> None:
        super()._forget_place()
        self.is_selecting = False
        self._select_from: int | None = None
        self._select_to: int | None = None
        self._pressed_at: Span | None = None
        self._was_dragged = False
        self._pointer_row = 0
        self._pointer_column = 0

    @property
    def selected_span(self) -> Span | None:
        """What is selected, as offsets into the article's text."""
        return self._page.highlighter.selection if self._page else None

    @property
    def selected_text(self) -> str:
        """The selected text as it is in the article; empty when nothing is selected. Not made printable."""
        span = self.selected_span
        return self._page.open_article.article.text[span.start : span.end] if self._page and span else ""

    def select(self, span: Span | None) -> None:
        """Select a stretch of the text, or nothing."""
        self._select_from, self._select_to = (span.start, span.end) if span else (None, None)
        if self._page is not None and self._page.highlighter.selection != span:
            self._page.highlighter.selection = span
            self.post_message(self.SelectionChanged(self, span))
            self._redraw()

    def clear_selection(self) -> None:
        """Select nothing."""
        self.stop_selecting()
        self.select(None)

    def start_selecting(self) -> None:
        """Have keys move the end of the selection: of what is selected, else of the name, hit or word at the cursor."""
        if self._page is None or self._laid_out_for is None:
            return
        if self.selected_span is None:
            self.select(self._thing_at_cursor(self._page))
        self.is_selecting = True
        self.post_message(self.SelectionChanged(self, self.selected_span))

    def stop_selecting(self) -> None:
        """Have the keys back; what is selected stays so."""
        if self.is_selecting:
            self.is_selecting = False
            self.post_message(self.SelectionChanged(self, self.selected_span))

    def _thing_at_cursor(self, page: Page) -> Span:
        start, end = self._shown()
        offset = self._cursor if self._cursor is not None and start <= self._cursor < end else start
        thing = page.highlighter.current_hit or page.highlighter.mentions.all.at(offset) or word_at(page.text, offset)
        if thing is None or not thing.start <= offset < thing.end:
            thing = cluster_at(page.layout, offset)
        return Span(thing.start, thing.end)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys of a selection are those of the article where there is none to be made."""
        if action in _SELECTING_ACTIONS and not self.is_selecting:
            return False
        return super().check_action(action, parameters)

    def action_extend_left(self) -> None:
        self.extend_selection("left")

    def action_extend_right(self) -> None:
        self.extend_selection("right")

    def action_extend_up(self) -> None:
        self.extend_selection("up")

    def action_extend_down(self) -> None:
        self.extend_selection("down")

    def action_extend_word_left(self) -> None:
        self.extend_selection("word_left")

    def action_extend_word_right(self) -> None:
        self.extend_selection("word_right")

    def action_extend_line_start(self) -> None:
        self.extend_selection("line_start")

    def action_extend_line_end(self) -> None:
        self.extend_selection("line_end")

    def action_extend_sentence_left(self) -> None:
        self.extend_selection("sentence_left")

    def action_extend_sentence_right(self) -> None:
        self.extend_selection("sentence_right")

    def action_extend_paragraph_up(self) -> None:
        self.extend_selection("paragraph_up")

    def action_extend_paragraph_down(self) -> None:
        self.extend_selection("paragraph_down")

    def action_extend_start(self) -> None:
        self.extend_selection("start")

    def action_extend_end(self) -> None:
        self.extend_selection("end")

    def action_other_end(self) -> None:
        """The end that was fixed is the loose one now."""
        if self._page is not None and self._select_from is not None and self._select_to is not None:
            self._select_from, self._select_to = self._select_to, self._select_from
            self._bring_on_screen(self._select_to, "nearest")

    def extend_selection(self, step: Step) -> None:
        """Move the loose end of the selection. It begins where the last click was, else at the cursor."""
        if self._page is None or self._laid_out_for is None:
            return
        fixed = self.cursor if self._select_from is None else self._select_from
        loose = stepped(self._page.layout, fixed if self._select_to is None else self._select_to, step)
        self.select(Span(min(fixed, loose), max(fixed, loose)) if fixed != loose else None)
        self._select_from, self._select_to = fixed, loose
        row = self._page.row_of(loose)
        self._scroll_to_row(min(row, max(self.scroll_offset.y, row - self._rows() + 1)))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a selection."""
        if self._page is None or event.button != 1:
            return
        row, column = self._cell(event)
        self._pressed_at = cluster_at(self._page.layout, self._page.offset_at(row, column))
        self._was_dragged = False
        self._pointer_row, self._pointer_column = row - self.scroll_offset.y, column
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Extend the selection while the button is down; scroll on while the pointer is beyond an edge."""
        if self._pressed_at is None:
            return
        row, column = self._cell(event)
        pointer = row - self.scroll_offset.y, column
        if pointer == (self._pointer_row, self._pointer_column):
            return
        self._was_dragged = True
        self._pointer_row, self._pointer_column = pointer
        self._select_to_pointer()
        is_outside = not 0 <= self._pointer_row < self._rows()
        if is_outside and self._drag_timer is None:
            self._drag_timer = self.set_interval(_DRAG_SCROLL_SECONDS, self._scroll_while_dragging)
        elif not is_outside:
            self._stop_drag_timer()

    def on_mouse_up(self, _event: events.MouseUp) -> None:
        """End the selection."""
        self._pressed_at = None
        self._stop_drag_timer()
        if self.app.mouse_captured is self:
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """A click goes to the mention under it, a double click selects the word, a triple one the paragraph."""
        if self._page is None or event.button != 1 or self._was_dragged:
            return
        row, column = self._cell(event)
        offset = self._page.offset_at(row, column)
        if event.chain == 2:
            self.select(word_at(self._page.text, offset))
        elif event.chain > 2:
            self.select(paragraph_at(self._page.text, offset))
        else:
            self.clear_selection()
            self._select_from = self._select_to = offset
            mention = self._page.highlighter.mentions.all.at(offset)
            is_on_mention = mention is not None and self._page.is_on_text(row, column)
            if mention is not None and is_on_mention and event.ctrl:
                self.post_message(self.CompareClicked(self, mention))
            elif mention is not None and is_on_mention:
                self._place(mention.start, mention=mention, align="nearest")
                self.post_message(self.MentionClicked(self, mention))

    def _cell(self, event: events.MouseEvent) -> tuple[int, int]:
        """Row of the page and column under the pointer, which may be outside while the mouse is captured."""
        offset = event.get_content_offset_capture(self)
        return self.scroll_offset.y + offset.y, offset.x

    def _select_to_pointer(self) -> None:
        """Select from where the button went down to the pointer, whole clusters at both ends."""
        if self._page is None or self._pressed_at is None:
            return
        row = self.scroll_offset.y + self._pointer_row
        here = cluster_at(self._page.layout, self._page.offset_at(row, self._pointer_column))
        self.select(Span(min(self._pressed_at.start, here.start), max(self._pressed_at.end, here.end)))

    def _scroll_while_dragging(self) -> None:
        self.scroll_lines(-1 if self._pointer_row < 0 else 1)
        self._select_to_pointer()

    def _stop_drag_timer(self) -> None:
        if self._drag_timer is not None:
            self._drag_timer.stop()
            self._drag_timer = None
