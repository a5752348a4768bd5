"""One screen line out of pieces of text: made printable, cut to a width in cells, put into a strip, never markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from index.model import Span
from index.text import printable, truncate_cells
from tui.render.colours import legible
from tui.render.wrap import MIN_WIDTH, Layout

Piece = tuple[str, Style]

_BREAKS = {0x0A: " ", 0x0D: " ", 0x09: " "}


def one_line(text: str) -> str:
    """Data as it may stand on a screen: nothing that a terminal would obey, and no line breaks or tabs. Same length."""
    return printable(text.translate(_BREAKS))


def cut(text: str, width: int) -> str:
    """The text if it fits into `width` cells, else its beginning and an ellipsis."""
    return truncate_cells(text, width) if width > 0 else ""


def fill(text: str, width: int) -> str:
    """The text cut or padded to exactly `width` cells."""
    return set_cell_size(cut(text, width), max(width, 0))


def grouped(number: int) -> str:
    """A count with thin groups, as on the rest of the screen: 12 480."""
    return f"{number:,}".replace(",", " ")


def plural(number: int, singular: str, many: str = "") -> str:
    """`1 article`, `12 articles`."""
    return f"{grouped(number)} {singular if number == 1 else many or singular + 's'}"


def foreground_of(style: Style) -> Style:
    """A style without its background, to be laid over a row's own."""
    return style.without_color + Style(color=style.color)


def _is_read(text: str) -> bool:
    """Whether there is anything to read in a piece: blocks and rules are only looked at."""
    return any(" " < character < "\x7f" or character.isalnum() for character in text)


def strip_of(pieces: Iterable[Piece], width: int, base: Style) -> Strip:
    """A strip of exactly `width` cells; every piece is drawn over `base`, and can be read there in every theme."""
    segments = [
        Segment(text, legible(base + style) if _is_read(text) else base + style) for text, style in pieces if text
    ]
    return Strip(segments).adjust_cell_length(width, base)


def marked(text: str, hits: Sequence[Span], width: int, plain: Style, hit: Style) -> list[Piece]:
    """A text of one line cut to `width` cells, with its hits in their own style."""
    shown = cut(text, width)
    end = len(shown) - 1 if shown != text else len(shown)
    pieces: list[Piece] = []
    at = 0
    for span in hits:
        start, stop = max(span.start, at), min(span.end, end)
        if start >= stop:
            continue
        pieces += [(shown[at:start], plain), (shown[start:stop], hit)]
        at = stop
    pieces.append((shown[at:], plain))
    return pieces


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells: broken between words, and within words (paths) that are longer than a line."""
    lines: list[str] = []
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        shown = one_line(line[indent:])
        room = max(width - indent, MIN_WIDTH)
        layout = Layout(shown, room)
        pieces = [shown[start:end] for start, end in zip(layout.starts, layout.ends, strict=True)] or [""]
        lines += [" " * indent + piece for piece in pieces]
    return lines


def spread(left: Sequence[Piece], right: Sequence[Piece], width: int) -> list[Piece]:
    """Pieces at both ends of a line; the right ones give way first where there is no room for all."""
    taken = sum(cell_len(text) for text, _ in left)
    wanted = sum(cell_len(text) for text, _ in right)
    if taken + wanted + 2 > width:
        return [*left]
    return [*left, (" " * (width - taken - wanted), Style.null()), *right]
