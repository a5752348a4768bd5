"""Turns looks into terminal styles: the one place that says what shows on top where highlights overlap.

From the top: current mention, selection, current hit, a compared entity, hit, the current entity, a mention of some
type. The topmost gives the ground; what lies beneath it still shows in the attributes, so that no two looks that mean
different things are drawn alike (docs/reading.md has the table). Without colours (NO_COLOR) attributes alone tell them
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
    compared_as,
    kind_of,
    number_of,
)

# Hue in degrees of OKLCH of those who are compared, by number: apart from each other, from hits (yellow), from the
# selection (blue).
_HUES_OF_NUMBERS = {1: 350.0, 2: 185.0, 3: 135.0, 4: 300.0}

# The terminal's own colours by number: black, and the six hues in their common and their bright shade.
_BLACK, _YELLOW, _CYAN, _BRIGHT_YELLOW = 0, 3, 6, 11
_TERMINAL_HUES = {PERSON: 3, ORGANIZATION: 4, PLACE: 2, PEOPLE: 5, EVENT: 1, OTHER: 6}
_TERMINAL_PAPERS = {1: 13, 2: 10, 3: 12, 4: 9}  # of those who are compared, by number: bright magenta, green, blue, red


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
            paper, ink = ((0.36, 0.09), (0.84, 0.11)) if is_dark else ((0.91, 0.06), (0.44, 0.14))
            self._papers = {number: oklch(*paper, hue) for number, hue in _HUES_OF_NUMBERS.items()}
            self._inks = {
                number: readable(oklch(*ink, hue), self._papers[number]) for number, hue in _HUES_OF_NUMBERS.items()
            }
        else:
            self.quiet = self.base + Style(dim=True)

    def style(self, look: int) -> Style:
        """The style of a look (`tui.render.highlight`)."""
        style = self._cache.get(look)
        if style is None:
            style = self._cache[look] = self._draw(look)
        return style

    def number_ink(self, number: int) -> Style:
        """The colour of one of those who are compared, without a ground: for signs beside the text."""
        if self._draw == self._in_terminal_colours:
            return Style(color=TerminalColour.from_ansi(_TERMINAL_PAPERS[number]), bold=True)
        if not self.has_colours:
            return Style(bold=True)
        return Style(color=readable(self._inks[number], self.background).rich_color, bold=True)

    def _coloured(self, look: int) -> Style:
        kind, number = look & KIND_MASK, number_of(look)
        ink = self._inks[number] if number else self._colours.get(kind, self._foreground)
        is_of_current = bool(look & OF_CURRENT_ENTITY)
        has_line = (number or kind not in (PLAIN, VALUE)) and not look & LETTER
        if look & CURRENT_MENTION:
            # Reversed: what is read is the background's colour on the ink.
            return Style(
                color=readable(ink, self.background).rich_color,
                bgcolor=self.background.rich_color,
                reverse=True,
                bold=True,
                underline=(has_line and not is_of_current) or None,
                italic=bool(look & SELECTED) or None,
                overline=bool(look & HIT) or None,
            )
        is_current_hit, is_selected = bool(look & CURRENT_HIT), bool(look & SELECTED)
        if is_selected:
            paper = self._selected.blend(self._current_hit, 0.25) if is_current_hit else self._selected
        elif is_current_hit:
            paper = self._current_hit
        elif number:
            paper = self._papers[number]
        elif look & HIT:
            paper = self._hit
        elif is_of_current:
            paper = self.background.blend(ink, 0.16)
        else:
            paper = self.background
        hides_hit = bool(look & HIT and (is_selected or number) and not is_current_hit)
        least = 7.0 if is_current_hit and not is_selected else 4.6
        if kind == PLAIN and paper is not self.background:
            least = max(least, 5.6)  # so that dates and amounts stay the quieter ones
        return Style(
            color=readable(ink, paper, at_least=least).rich_color,
            bgcolor=paper.rich_color,
            underline=bool(has_line) or None,
            bold=(kind != VALUE and is_current_hit) or is_of_current or None,
            overline=hides_hit or (is_current_hit and is_of_current) or None,
        )

    def _in_terminal_colours(self, look: int) -> Style:
        if look & BRACKET:
            return self.base + Style(bold=True)
        kind, number = look & KIND_MASK, number_of(look)
        hue = _TERMINAL_PAPERS.get(number, _TERMINAL_HUES.get(kind))
        ink = None if hue is None else TerminalColour.from_ansi(hue)
        has_line = bool(number or kind not in {PLAIN, VALUE}) and not look & LETTER
        is_of_current, is_selected = bool(look & OF_CURRENT_ENTITY), bool(look & SELECTED)
        if look & CURRENT_MENTION:
            return self.base + Style(
                color=ink,
                reverse=True,
                bold=True,
                underline=(has_line and not is_of_current) or None,
                italic=is_selected or None,
                overline=bool(look & HIT) or None,
            )
        papers = (
            (is_selected, _CYAN), (look & CURRENT_HIT, _BRIGHT_YELLOW), (number, _TERMINAL_PAPERS.get(number)),
            (look & HIT, _YELLOW),
        )  # fmt: skip
        paper = next((paper for lies_here, paper in papers if lies_here), None)
        if paper is not None:  # never bold: many terminals show bold black as grey
            black, ground = TerminalColour.from_ansi(_BLACK), TerminalColour.from_ansi(paper)
            return self.base + Style(
                color=black,
                bgcolor=ground,
                dim=kind == VALUE or None,
                underline=(has_line and not is_of_current) or None,
                underline2=(has_line and is_of_current) or None,
                overline=bool(look & HIT and (is_selected or number) and not look & CURRENT_HIT) or None,
            )
        style = Style(color=ink, dim=kind == VALUE or None, underline=has_line or None, bold=is_of_current or None)
        return self.base + style

    def _attributes(self, look: int) -> Style:
        if look & BRACKET:
            return self.base + Style(bold=True)
        kind, number = look & KIND_MASK, number_of(look)
        is_value = kind == VALUE and not number
        is_of_current, is_selected = bool(look & OF_CURRENT_ENTITY), bool(look & SELECTED)
        is_here = bool(look & (CURRENT_MENTION | CURRENT_HIT))
        has_line = bool(number or kind not in (PLAIN, VALUE)) and not look & LETTER
        if look & CURRENT_MENTION:
            has_line = has_line and not is_of_current
        beneath = HIT if look & CURRENT_MENTION else OF_CURRENT_ENTITY if look & CURRENT_HIT else 0
        return self.base + Style(
            underline=(has_line and not number) or None,
            underline2=(has_line and bool(number)) or None,
            bold=(not is_value and (is_here or is_of_current)) or None,
            dim=is_value or None,
            italic=is_selected or None,
            reverse=is_here or (bool(look & HIT) != is_selected) or None,  # what is reversed twice is not
            overline=bool(look & beneath) or None,
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


def compared_style(number: int, background: Color, foreground: Color, *, has_colours: bool = True) -> Style:
    """How a compared entity looks in running text, for lists and bars that should match the article."""
    return palette(background, foreground, has_colours=has_colours).style(compared_as(number))
