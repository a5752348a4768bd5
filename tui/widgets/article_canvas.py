"""An article on a scrolling canvas: it wraps, draws only the rows on screen, and keeps its place by text offset.

It exists so that resizing, type letters switched on, or names that arrive later move nothing under the reader's eyes.
What a reader does with the article (walking mentions, finding, selecting) is built on top of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rich.segment import Segment
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from index.model import EntityMention, OpenArticle, Span
from index.text import cell_width, printable, truncate_cells
from tui.render.page import Page
from tui.render.palette import Palette, palette

LINES_KEPT_WHEN_PAGING = 2
_STRIPS_KEPT = 512

Align = Literal["third", "top", "center", "nearest"]


class ArticleCanvas(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows a page and goes to places on it.

    Keys are actions of the app, which calls methods; those of a selection are bound where selecting is built on it.
    """

    DEFAULT_CSS = """
    ArticleCanvas {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
    }
    """

    @dataclass
    class CursorMoved(Message, namespace="article_view"):
        """The cursor went elsewhere (to a mention, a hit or any offset)."""

        view: ArticleCanvas
        offset: int
        mention: EntityMention | None
        percent: int

        @property
        def control(self) -> ArticleCanvas:
            return self.view

    @dataclass
    class Scrolled(Message, namespace="article_view"):
        """What is on screen, or what `marks` gives, has changed."""

        view: ArticleCanvas
        percent: int

        @property
        def control(self) -> ArticleCanvas:
            return self.view

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, ArticleCanvas.Scrolled) and message.view is self.view

    _generation = 0  # of everything that decides how a row looks
    _palette: Palette | None = None
    _is_wrapping = False

    def __init__(
        self,
        placeholder: str = "Nothing open yet",
        hint: str = "Pick an article from the results and press Enter.",
        *,
        has_letters: bool = True,
        id: str | None = None,  # noqa: A002 - the framework's name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.placeholder = placeholder
        self.hint = hint
        self._has_letters = has_letters
        self._strips: LRUCache[tuple[int, int], Strip] = LRUCache(_STRIPS_KEPT)
        self._page: Page | None = None
        self._forget_place()

    def _forget_place(self) -> None:
        """Nothing of the article before is to be kept."""
        self._laid_out_for: tuple[int, int, bool] | None = None
        self._cursor: int | None = None  # None until something was gone to
        self._top_offset = 0  # what the top row is to show after the next wrapping
        self._wanted_offset: int | None = None  # to be gone to once there is a size

    @property
    def has_letters(self) -> bool:
        """Whether a small letter for the type stands after each mention."""
        return self._has_letters

    def set_letters(self, has_letters: bool) -> None:
        """Switch the type letters after mentions."""
        self._has_letters = has_letters
        self._lay_out()
        self._changed()

    def _change_letters(self) -> None:
        """Others have letters now, or other ones: wrap anew only if that moves anything."""
        page = self._page if self._laid_out_for is not None else None
        if page is not None and not page.change_letters(has_letters=self._has_letters):
            self._lay_out(anew=True)
        self._changed()

    # ------------------------------------------------------------------------------------------- where the reader is

    @property
    def open_article(self) -> OpenArticle | None:
        """What is open."""
        return self._page.open_article if self._page else None

    @property
    def cursor(self) -> int:
        """The text offset the reader is at: where they last went, else the first offset on screen."""
        return self.top_offset if self._cursor is None else self._cursor

    @property
    def top_offset(self) -> int:
        """The first text offset on screen; going there with `align="top"` shows the same again."""
        return self._shown()[0] if self._page and self.scroll_offset.y >= self._page.first_text_row else 0

    @property
    def current_mention(self) -> EntityMention | None:
        """The mention the cursor rests on."""
        return self._page.highlighter.mentions.all.at(self._cursor) if self._page and self._cursor is not None else None

    @property
    def progress(self) -> int:
        """How much of the article has passed the bottom of the screen, in percent."""
        if self._page is None:
            return 0
        bottom = self.scroll_offset.y + self._rows()
        return min(100, 100 * bottom // self._page.height) if bottom < self._page.height else 100

    # ------------------------------------------------------------------------------------------- going to places

    def go_to_offset(self, offset: int, *, align: Align = "third") -> None:
        """Put the cursor at an offset and bring its line on screen. A hit or mention that starts there becomes current.

        `align` says where on the screen the line goes; `nearest` scrolls only if it is not on screen.
        """
        if self._page is None:
            return
        offset = max(0, min(offset, len(self._page.text)))
        highlighter = self._page.highlighter
        hit, mention = highlighter.hits.at(offset), highlighter.mentions.all.at(offset)
        if hit is not None and (hit.start == offset or mention is None):
            self._place(offset, hit=hit, align=align)
        else:
            self._place(offset, mention=mention, align=align)

    def scroll_lines(self, lines: int) -> None:
        """Scroll by lines, up where negative."""
        self._scroll_to_row(self.scroll_offset.y + lines)

    def scroll_pages(self, pages: float) -> None:
        """Scroll by screens (0.5: half of one), up where negative; a whole screen leaves two lines in sight."""
        kept = LINES_KEPT_WHEN_PAGING if abs(pages) >= 1 and self._rows() > 2 * LINES_KEPT_WHEN_PAGING else 0
        rows = max(1, round(abs(pages) * self._rows()) - kept)
        self.scroll_lines(rows if pages > 0 else -rows)

    def scroll_to_top(self) -> None:
        """Scroll to the title."""
        self._scroll_to_row(0)

    def scroll_to_bottom(self) -> None:
        """Scroll to the end."""
        self._scroll_to_row(self.max_scroll_y)

    def scroll_to_fraction(self, fraction: float) -> None:
        """Bring a place of the minimap into the middle of the screen."""
        if self._page is not None:
            rows = self._rows()
            self._scroll_to_row(round(fraction * max(self._page.height, rows)) - rows // 2)

    # ------------------------------------------------------------------------------------------- moving and wrapping

    def _rows(self) -> int:
        return self.scrollable_content_region.height

    def _shown(self) -> tuple[int, int]:
        """The stretch of text on screen."""
        return self._page.shown(self.scroll_offset.y, self._rows()) if self._page else (0, 0)

    def _is_on_screen(self, offset: int) -> bool:
        return self._page is not None and 0 <= self._page.row_of(offset) - self.scroll_offset.y < self._rows()

    def _place(
        self,
        offset: int,
        *,
        mention: EntityMention | None = None,
        hit: Span | None = None,
        align: Align,
        stays: bool = False,  # where it is, if its line is on screen already
    ) -> None:
        """Put the cursor somewhere, with what is there as the current mention or hit, and show it."""
        if self._page is None:
            return
        self._cursor = offset
        self._page.highlighter.current_mention = mention
        self._page.highlighter.current_hit = hit
        if self._laid_out_for is None:
            self._wanted_offset = offset
            return
        self._bring_on_screen(offset, "nearest" if stays and self._is_on_screen(offset) else align)
        self._changed()
        self.post_message(self.CursorMoved(self, offset, self.current_mention, self.progress))

    def _bring_on_screen(self, offset: int, align: Align) -> None:
        if self._page is None:
            return
        row, top, rows = self._page.row_of(offset), self.scroll_offset.y, self._rows()
        match align:
            case "top":
                self._scroll_to_row(row if self._page.layout.line_of(offset) else 0)
            case "center":
                self._scroll_to_row(row - rows // 2)
            case "third":
                self._scroll_to_row(row - rows // 3)
            case "nearest":
                self._scroll_to_row(min(row, max(top, row - rows + 1)))

    def _scroll_to_row(self, row: int) -> None:
        self.scroll_to(y=max(0, row), animate=False, force=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say that other rows are on screen, and remember which by offset."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value) and self._page is not None:
            if not self._is_wrapping:
                self._top_offset = self.top_offset
            self.post_message(self.Scrolled(self, self.progress))

    def on_resize(self) -> None:
        """Wrap anew; the text at the top stays at the top."""
        self._lay_out()

    def _lay_out(self, *, anew: bool = False) -> None:
        """Wrap for the present size, if that is news, and show what was shown before or was asked for meanwhile."""
        page, rows = self._page, self._rows()
        # The scrollbar's cell is always left free, so that its coming and going wraps nothing anew.
        width = self.content_region.width - self.styles.scrollbar_size_vertical
        wrapping = (width, rows, self._has_letters)
        if page is None or width <= 0 or rows <= 0 or (wrapping == self._laid_out_for and not anew):
            return
        had_cursor_on_screen = (
            self._laid_out_for is not None and self._cursor is not None and self._is_on_screen(self._cursor)
        )
        page.lay_out(width, rows, has_letters=self._has_letters)
        self._laid_out_for = wrapping
        self._is_wrapping = True
        self.virtual_size = Size(width, page.height)
        self._scroll_to_row(page.row_of(self._top_offset) if self._top_offset else 0)
        if had_cursor_on_screen and self._cursor is not None:
            self._bring_on_screen(self._cursor, "nearest")
        self._is_wrapping = False
        if self._wanted_offset is not None:
            wanted, self._wanted_offset = self._wanted_offset, None
            self.go_to_offset(wanted)
        self._changed()

    # ------------------------------------------------------------------------------------------- drawing

    def _redraw(self) -> None:
        self._generation += 1
        self.refresh()

    def _changed(self) -> None:
        """Draw anew and say that places on screen may be others now."""
        self._redraw()
        self.post_message(self.Scrolled(self, self.progress))

    def notify_style_update(self) -> None:
        """Colours may be others now."""
        super().notify_style_update()
        self._palette = None
        self._generation += 1

    @property
    def _styles_of_theme(self) -> Palette:
        if self._palette is None:
            _, _, background, foreground = self.colors
            self._palette = palette(background, foreground, has_colours=not self.app.no_color)
        return self._palette

    def render_line(self, y: int) -> Strip:
        """One row of the screen."""
        row = self.scroll_offset.y + y
        key = (row, self._generation)
        width = self.size.width
        strip = self._strips.get(key)
        if strip is None or strip.cell_length != width:
            colours = self._styles_of_theme
            segments = self._page.segments(row, colours) if self._page else self._placeholder_segments(y, colours)
            strip = self._strips[key] = Strip(segments).adjust_cell_length(width, colours.base)
        return strip

    def _placeholder_segments(self, y: int, colours: Palette) -> list[Segment]:
        first = max(0, self._rows() // 3)
        text, style = {first: (self.placeholder, colours.title), first + 2: (self.hint, colours.quiet)}.get(
            y, ("", colours.base)
        )
        text = truncate_cells(printable(text), self.size.width)
        return [Segment(" " * ((self.size.width - cell_width(text)) // 2), colours.base), Segment(text, style)]
