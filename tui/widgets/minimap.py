"""One column beside the article that shows where in it things are: mentions of the current entity, hits, the reader.

Shapes differ as well as colours, so that it reads without them; a click jumps there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.render.colours import entity_colours, oklch, readable
from tui.render.highlight import PERSON

CURSOR, MENTION, HIT, BOTH, HERE, ELSEWHERE = "▶", "●", "─", "◉", "│", " "


class Minimap(Widget):
    """Told where things are as fractions of the article's height; asks to jump by the same measure."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Minimap {
        width: 1;
        height: 1fr;
        background: $background;
        color: $foreground;
    }
    """

    @dataclass
    class Jumped(Message):
        """Somebody clicked: `fraction` is 0 at the article's top, 1 at its end."""

        minimap: Minimap
        fraction: float

        @property
        def control(self) -> Minimap:
            return self.minimap

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - the framework's name
        super().__init__(id=id, classes=classes)
        self._mentions: Sequence[float] = ()
        self._hits: Sequence[float] = ()
        self._viewport = (0.0, 1.0)
        self._cursor: float | None = None
        self._mention_rows: set[int] = set()
        self._hit_rows: set[int] = set()
        self._glyphs: list[str] = []
        self._strips: dict[tuple[str, int], Strip] = {}  # by glyph and width

    def update_marks(
        self,
        mentions: Sequence[float],
        hits: Sequence[float],
        viewport: tuple[float, float],
        cursor: float | None = None,
    ) -> None:
        """Take new places (see `ArticleView.marks`) and draw them if anything looks different.

        Sequences are taken as unchanged where they are the very same objects as before.
        """
        if mentions is not self._mentions or hits is not self._hits:
            self._mentions, self._hits = mentions, hits
            self._find_rows()
        self._viewport, self._cursor = viewport, cursor
        self._draw()

    def on_resize(self) -> None:
        """Map to the new height."""
        self._find_rows()
        self._draw()

    def _find_rows(self) -> None:
        self._mention_rows = rows_of(self._mentions, self.size.height)
        self._hit_rows = rows_of(self._hits, self.size.height)

    def _draw(self) -> None:
        glyphs = glyph_column(self.size.height, self._mention_rows, self._hit_rows, self._viewport, self._cursor)
        if glyphs != self._glyphs:
            self._glyphs = glyphs
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One cell. There are few kinds of them, and on every scroll all are drawn."""
        glyph, width = self._glyphs[y] if y < len(self._glyphs) else " ", self.size.width
        strip = self._strips.get((glyph, width))
        if strip is None:
            strip = Strip([Segment(glyph, self._style_of(glyph))], 1).adjust_cell_length(width, self.rich_style)
            self._strips[glyph, width] = strip
        return strip

    def notify_style_update(self) -> None:
        """Colours may be others now."""
        super().notify_style_update()
        self._strips.clear()

    def _style_of(self, glyph: str) -> Style:
        base = self.rich_style
        _, _, background, foreground = self.colors
        if self.app.no_color or background.ansi is not None or foreground.ansi is not None:
            return base + Style(bold=glyph in (CURSOR, MENTION, BOTH) or None)
        foreground = background + foreground
        colour = {
            CURSOR: readable(foreground, background),
            MENTION: entity_colours(background, foreground)[PERSON],
            BOTH: entity_colours(background, foreground)[PERSON],
            HIT: readable(oklch(0.8, 0.15, 95), background),
            HERE: foreground.blend(background, 0.55),
        }.get(glyph, foreground)
        return base + Style(color=colour.rich_color, bold=(glyph == CURSOR) or None)

    def on_click(self, event: events.Click) -> None:
        """Ask to jump to where the click was."""
        event.stop()
        if self.size.height:
            self.post_message(self.Jumped(self, (event.y + 0.5) / self.size.height))


def rows_of(fractions: Iterable[float], height: int) -> set[int]:
    """The cells of a column of `height` on which these places fall."""
    return {min(height - 1, max(0, int(fraction * height))) for fraction in fractions}


def glyph_column(
    height: int,
    mention_rows: AbstractSet[int],
    hit_rows: AbstractSet[int],
    viewport: tuple[float, float],
    cursor: float | None,
) -> list[str]:
    """What each of `height` cells shows; of several things on one cell: cursor, both, mention, hit, viewport."""
    cursor_rows = rows_of(() if cursor is None else (cursor,), height)
    if viewport[0] <= 0 and viewport[1] >= 1:  # all is on screen: nothing to say about where that is
        viewport = (1.0, 0.0)
    first = int(viewport[0] * height)
    last = max(first, round(viewport[1] * height) - 1)
    column = []
    for row in range(height):
        if row in cursor_rows:
            column.append(CURSOR)
        elif row in mention_rows:
            column.append(BOTH if row in hit_rows else MENTION)
        elif row in hit_rows:
            column.append(HIT)
        else:
            column.append(HERE if first <= row <= last else ELSEWHERE)
    return column
