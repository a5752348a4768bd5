"""The reading pane: the article with its minimap, and the find line below."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Static

from tui.actions import bindings
from tui.widgets.article_view import ArticleView
from tui.widgets.legible import made_legible
from tui.widgets.line_input import LineInput
from tui.widgets.minimap import Minimap


class FindInput(LineInput):
    """Where the words to find in the article are typed."""

    BINDINGS = bindings("find")

    def __init__(self) -> None:
        super().__init__(id="find", placeholder="find in this article", compact=True)

    def render_line(self, y: int) -> Strip:
        return made_legible(self, super().render_line(y))


class FindBar(Horizontal):
    """The find line; shown while finding."""

    def compose(self) -> ComposeResult:
        yield Static(" find ", id="find-prompt", markup=False)
        yield FindInput()
        yield Static("", id="find-count", markup=False)

    def count(self, position: int, total: int) -> None:
        """Which hit of how many."""
        text = f" {position}/{total} " if total else (" none " if self.query_one(FindInput).value else "")
        self.query_one("#find-count", Static).update(text)


class ArticlePane(Vertical):
    """Everything about reading one article."""

    BINDINGS = bindings("article")

    @dataclass
    class Leaving(Message):
        """The reader jumps far within the article; `offset` and `top` are where the cursor and the first line were."""

        offset: int
        top: int

    def compose(self) -> ComposeResult:
        with Horizontal(id="page"):
            yield ArticleView(id="view")
            yield Minimap(id="minimap")
        find_bar = FindBar(id="find-bar")
        find_bar.display = False
        yield find_bar

    @property
    def view(self) -> ArticleView:
        return self.query_one(ArticleView)

    @property
    def find_bar(self) -> FindBar:
        return self.query_one(FindBar)

    def on_article_view_scrolled(self) -> None:
        """The minimap follows the view; the message goes on up to the screen."""
        marks = self.view.marks()
        self.query_one(Minimap).update_marks(*marks)

    def on_minimap_jumped(self, message: Minimap.Jumped) -> None:
        self._leave()
        self.view.scroll_to_fraction(message.fraction)

    def _leave(self) -> None:
        self.post_message(self.Leaving(self.view.cursor, self.view.top_offset))

    def action_scroll_line_down(self) -> None:
        self.view.scroll_lines(1)

    def action_scroll_line_up(self) -> None:
        self.view.scroll_lines(-1)

    def action_scroll_page_down(self) -> None:
        self.view.scroll_pages(1)

    def action_scroll_page_up(self) -> None:
        self.view.scroll_pages(-1)

    def action_scroll_half_down(self) -> None:
        self.view.scroll_pages(0.5)

    def action_scroll_half_up(self) -> None:
        self.view.scroll_pages(-0.5)

    def action_scroll_top(self) -> None:
        self._leave()
        self.view.scroll_to_top()

    def action_scroll_bottom(self) -> None:
        self._leave()
        self.view.scroll_to_bottom()
