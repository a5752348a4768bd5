"""Everything that is read can be read in every theme: at least 4.5 to 1 (WCAG 2.2, AA), on whatever it is drawn on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, combinations

import pytest
from rich.style import Style
from textual.color import Color
from textual.command import CommandInput, CommandPalette
from textual.filter import dim_color
from textual.theme import BUILTIN_THEMES

from index.model import Span
from tests.tui.conftest import Reader, reading
from tui.render.colours import READABLE, contrast
from tui.render.highlight import (
    CURRENT_HIT,
    CURRENT_MENTION,
    HIT,
    LETTER,
    OF_CURRENT_ENTITY,
    OTHER,
    PLAIN,
    SELECTED,
    VALUE,
)
from tui.render.palette import entity_styles, palette
from tui.screens.dossier import DossierScreen
from tui.screens.facets import FacetsScreen
from tui.screens.prefix import Choice, PrefixScreen
from tui.themes import THEMES

_COLOURED = [name for name in THEMES if not name.startswith("ansi")]
_FLAGS = (OF_CURRENT_ENTITY, HIT, CURRENT_HIT, SELECTED, CURRENT_MENTION, LETTER)


def _colours(style: Style) -> tuple[Color, Color]:
    """Text and ground as a person sees them."""
    assert style.color is not None
    assert style.bgcolor is not None
    text, ground = style.color, style.bgcolor
    if style.dim:
        text = dim_color(ground, text)
    assert text.triplet is not None
    assert ground.triplet is not None
    one, other = Color(*text.triplet), Color(*ground.triplet)
    return (other, one) if style.reverse else (one, other)


@pytest.mark.parametrize("name", _COLOURED)
@pytest.mark.parametrize("ground", ["background", "surface", "panel"])
def test_entity_styles_can_be_read_whatever_lies_over_them(name: str, ground: str) -> None:
    variables = BUILTIN_THEMES[name].to_color_system().generate()
    background, foreground = Color.parse(variables[ground]), Color.parse(variables["foreground"])
    colours = palette(Color.parse(variables["background"]) + background, foreground)
    subsets = chain.from_iterable(combinations(_FLAGS, count) for count in range(len(_FLAGS) + 1))
    for flags in subsets:
        for kind in (PLAIN, *range(1, OTHER + 1), VALUE):
            look = kind | sum(flags)
            assert contrast(*_colours(colours.style(look))) >= READABLE, (look, colours.style(look))
    for style in (colours.quiet, colours.title, *entity_styles(background, foreground).values()):
        assert contrast(*_colours(style)) >= READABLE


@pytest.mark.parametrize("name", [name for name in THEMES if name.startswith("ansi")])
def test_themes_of_the_terminals_own_colours_use_no_others(name: str) -> None:
    default = Color(0, 0, 0, ansi=-1)
    colours = palette(default, default)
    styles = {
        look: colours.style(look)
        for look in (PLAIN, *range(1, VALUE + 1), HIT, CURRENT_HIT, SELECTED, CURRENT_MENTION | 1)
    }
    assert len(set(styles.values())) == len(styles), "each can be told from the others"
    for style in styles.values():
        for colour in (style.color, style.bgcolor):
            assert colour is None or colour.is_system_defined


def _unreadable(reader: Reader, within: str = "") -> Iterator[tuple[str, float]]:
    """Every stretch of letters or figures that falls short, on the screen or within one widget of it."""
    strips = reader.app.screen._compositor.render_strips(reader.app.size)
    if within:  # what lies behind is veiled on purpose
        region = reader.app.screen.query_one(within).region
        strips = [strip.crop(region.x, region.right) for strip in strips[region.y : region.bottom]]
    for strip in strips:
        for text, style, _ in strip:
            if style is None or style.color is None or not any(map(str.isalnum, text)):
                continue
            ratio = contrast(*_colours(style))
            if ratio < READABLE:
                yield text.strip(), round(ratio, 2)


async def _look_at_every_theme(reader: Reader, within: str = "") -> None:
    bad: dict[str, list[tuple[str, float]]] = {}
    for name in _COLOURED:
        reader.app.theme = name
        await reader.pilot.pause()
        await reader.pilot.pause()
        if found := list(_unreadable(reader, within)):
            bad[name] = found
    assert not bad


async def test_reading_can_be_read_in_every_theme() -> None:
    async with reading(size=(200, 60)) as reader:
        await reader.open("carney")
        await reader.press("right_square_bracket")
        reader.main.view.select(Span(20, 60))
        reader.main.status_line.tell("a notice")
        await reader.press("1")
        await _look_at_every_theme(reader)
        await reader.press("3")
        await _look_at_every_theme(reader)


async def test_typing_can_be_read_in_every_theme() -> None:
    async with reading(size=(120, 40)) as reader:
        await reader.press("slash", "@", "c", "a", "tab")
        await reader.until(lambda: reader.main.is_completing)
        await _look_at_every_theme(reader)
        await reader.press("escape", "escape")
        await reader.search("foo: nothing")
        await _look_at_every_theme(reader)


async def test_the_other_screens_can_be_read_in_every_theme() -> None:
    async with reading(size=(120, 40)) as reader:
        await reader.open("carney")
        await reader.press("enter")
        await reader.until(lambda: isinstance(reader.app.screen, DossierScreen))
        await reader.settle()
        await _look_at_every_theme(reader)
        await reader.press("escape", "F")
        await reader.until(lambda: isinstance(reader.app.screen, FacetsScreen))
        await reader.settle()
        await _look_at_every_theme(reader)


async def test_help_and_palette_can_be_read_in_every_theme() -> None:
    async with reading(size=(80, 24)) as reader:
        await reader.press("question_mark")
        await _look_at_every_theme(reader, "#help")
        await reader.press("escape", "colon")
        await reader.until(lambda: isinstance(reader.app.screen, CommandPalette))
        reader.app.screen.query_one(CommandInput).value = "carney"
        await reader.until(lambda: "dossier · PERSON" in reader.screen_text)
        await _look_at_every_theme(reader, "CommandPalette > Vertical")
        await reader.press("escape")
        reader.app.push_screen(PrefixScreen("Copy", [Choice("u", "the address"), Choice("s", "the selection")]))
        await reader.pilot.pause()
        await _look_at_every_theme(reader, "PrefixStrip")
        await reader.press("escape", "ctrl+t")
        await _look_at_every_theme(reader, "#themes")
        await reader.press("escape")
        reader.app.notify("Told beside the page", markup=False, timeout=60)
        await reader.until(lambda: "Told beside" in reader.screen_text)
        await _look_at_every_theme(reader, "Toast")
