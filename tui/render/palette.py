"""Turns looks into terminal styles: the one place that says what shows on top where highlights overlap.

From the top: current mention, selection, current hit, hit, a mention of the current entity, a mention of some type.
The underline of a mention stays under whatever lies over it. Without colours (NO_COLOR) attributes alone tell them
apart, and brackets stand around the current place. In themes made of the terminal's own sixteen colours, those are
used: black on one of them is what terminals' palettes are most surely made for.
"""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color as TerminalColour
from rich.style import Style
from textual.color import Color

from index.model import ENTITY_LABELS, VALUE_LABELS
from tui.render.colours import READABLE, contrast, entity_colours, oklch, readable
from tui.render.highlight import (
    BRACKET,
    CURRENT_HIT,
    CURRENT_MENTION,
    EVENT,
    HIT,
    KIND_MASK,
    LETTER,
    OF_CURRENT_ENTITY,
    ORGANIZATION,
    OTHER,
    PEOPLE,
    PERSON,
    PLACE,
    PLAIN,
    SELECTED,
    VALUE,
    kind_of,
)

# The terminal's own colours by number: black, and the six hues in their common and their bright shade.
_BLACK, _YELLOW, _CYAN, _BRIGHT_YELLOW = 0, 3, 6, 11
_TERMINAL_HUES = {PERSON: 3, ORGANIZATION: 4, PLACE: 2, PEOPLE: 5, EVENT: 1, OTHER: 6}


class Palette:
    """Styles for one background and foreground. `has_colours` False gives attributes only."""

    def __init__(self, background: Color, foreground: Color, *, has_colours: bool) -> None:
        self.background = background
        is_of_terminal = background.ansi is not None or foreground.ansi is not None
        self.has_colours = has_colours and not is_of_terminal
        self._draw = self._coloured if self.has_colours else self._attributes
        if has_colours and is_of_terminal:
            self._draw = self._in_terminal_colours
        if self.has_colours:  # some themes' own foreground is too faint on some of their grounds
            foreground = readable(foreground, background, at_least=READABLE)
        self._foreground = foreground
        self.base = Style(color=foreground.rich_color, bgcolor=background.rich_color)
        self.title = self.base + Style(bold=True)
        self._cache: dict[int, Style] = {PLAIN: self.base}
        if self.has_colours:
            quiet = readable(foreground.blend(background, 0.38), background)
            self.quiet = self.base + Style(color=quiet.rich_color)
            self._colours = entity_colours(background, foreground)
            is_dark = contrast(background, Color(255, 255, 255)) > contrast(background, Color(0, 0, 0))
            self._hit = oklch(0.42, 0.085, 95) if is_dark else oklch(0.91, 0.13, 98)
            self._current_hit = oklch(0.86, 0.16, 95) if is_dark else oklch(0.80, 0.16, 80)
            self._selected = oklch(0.40, 0.09, 255) if is_dark else oklch(0.86, 0.06, 250)
        else:
            self.quiet = self.base + Style(dim=True)

    def style(self, look: int) -> Style:
        """The style of a look (`tui.render.highlight`)."""
        style = self._cache.get(look)
        if style is None:
            style = self._cache[look] = self._draw(look)
        return style

    def _coloured(self, look: int) -> Style:
        kind = look & KIND_MASK
        ink = self._colours.get(kind, self._foreground)
        is_mention = kind != PLAIN
        has_line = is_mention and not look & LETTER
        if look & CURRENT_MENTION:
            # Reversed: what is read is the background's colour on the ink.
            return Style(color=ink.rich_color, bgcolor=self.background.rich_color, reverse=True, bold=True)
        if look & SELECTED:
            paper = self._selected
        elif look & CURRENT_HIT:
            paper = self._current_hit
            ink = Color(0, 0, 0)
        elif look & HIT:
            paper = self._hit
        elif look & OF_CURRENT_ENTITY:
            paper = self.background.blend(ink, 0.16)
        else:
            paper = self.background
        return Style(
            color=readable(ink, paper, at_least=4.6).rich_color,
            bgcolor=paper.rich_color,
            underline=(has_line and kind != VALUE) or None,
            bold=bool(look & (CURRENT_HIT | OF_CURRENT_ENTITY)) or None,
        )

    def _in_terminal_colours(self, look: int) -> Style:
        kind = look & KIND_MASK
        is_mention = kind not in {PLAIN, VALUE}
        number = _TERMINAL_HUES.get(kind)
        ink = None if number is None else TerminalColour.from_ansi(number)
        if look & CURRENT_MENTION:
            return self.base + Style(color=ink, reverse=True, bold=True)
        has_line = is_mention and not look & LETTER
        papers = ((SELECTED, _CYAN), (CURRENT_HIT, _BRIGHT_YELLOW), (HIT, _YELLOW))
        paper = next((paper for flag, paper in papers if look & flag), None)
        if paper is not None:  # never bold: many terminals show bold black as grey
            black, ground = TerminalColour.from_ansi(_BLACK), TerminalColour.from_ansi(paper)
            return self.base + Style(color=black, bgcolor=ground, underline=has_line or None)
        is_strong = bool(look & OF_CURRENT_ENTITY)
        style = Style(color=ink, dim=kind == VALUE or None, underline=has_line or None, bold=is_strong or None)
        return self.base + style

    def _attributes(self, look: int) -> Style:
        is_mention = look & KIND_MASK not in (PLAIN, VALUE)
        is_current = bool(look & (CURRENT_MENTION | CURRENT_HIT))
        if look & BRACKET:
            return self.base + Style(bold=True)
        return self.base + Style(
            underline=(is_mention and not look & (LETTER | CURRENT_MENTION)) or None,
            bold=is_current or bool(look & OF_CURRENT_ENTITY) or None,
            italic=bool(look & SELECTED) or None,
            dim=look == VALUE or None,
            reverse=is_current or bool(look & (SELECTED | HIT)) or None,
        )


@lru_cache(maxsize=32)
def palette(background: Color, foreground: Color, *, has_colours: bool = True) -> Palette:
    """The palette for a theme's colours, made once. A transparent foreground is taken as laid on the background."""
    return Palette(
        background, background + foreground if foreground.ansi is None else foreground, has_colours=has_colours
    )


def entity_styles(background: Color, foreground: Color, *, has_colours: bool = True) -> dict[str, Style]:
    """How a mention of each label looks in running text, for legends and lists that should match the article."""
    colours = palette(background, foreground, has_colours=has_colours)
    return {label: colours.style(kind_of(label)) for label in (*ENTITY_LABELS, *VALUE_LABELS)}
