"""Colours for kinds of mentions that can be read on any theme's background, found by moving lightness, not hue.

Colours are moved in OKLCH (Björn Ottosson, "A perceptual color space for image processing", 2020), where equal steps of
lightness look equal; contrast is that of WCAG 2.2 (relative luminance, success criterion 1.4.3).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

from rich.style import Style
from textual.color import Color

from tui.render.highlight import EVENT, ORGANIZATION, OTHER, PEOPLE, PERSON, PLACE, VALUE

READABLE = 4.5  # WCAG AA for text
_COMFORTABLE = 5.2  # what is aimed at, so that rounding and tinted backgrounds stay above READABLE

# Hue in degrees of OKLCH and how colourful: people warm, organizations blue, places green.
_HUES: Mapping[int, tuple[float, float]] = {
    PERSON: (62.0, 0.115),
    ORGANIZATION: (250.0, 0.105),
    PLACE: (155.0, 0.105),
    PEOPLE: (315.0, 0.105),
    EVENT: (20.0, 0.115),
    OTHER: (205.0, 0.085),
}


def contrast(one: Color, other: Color) -> float:
    """WCAG contrast ratio of two opaque colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=64)
def entity_colours(background: Color, foreground: Color) -> Mapping[int, Color]:
    """A colour for each kind of mention (`tui.render.highlight`) with a contrast of at least 4.5 on the background.

    Values (dates, money ...) get a quieter shade of the foreground. Both arguments are opaque colours.
    """
    is_dark = _luminance(background) < 0.18
    colours = {
        kind: readable(oklch(0.80 if is_dark else 0.50, chroma, hue), background)
        for kind, (hue, chroma) in _HUES.items()
    }
    colours[VALUE] = readable(foreground.blend(background, 0.38), background, at_least=READABLE + 0.1)
    return colours


def readable(colour: Color, background: Color, *, at_least: float = _COMFORTABLE) -> Color:
    """The colour itself, or the nearest lightness of its hue that stands out enough on the background."""
    if contrast(colour, background) >= at_least:
        return colour
    lightness, chroma, hue = _to_oklch(colour)
    goes_up = contrast(Color(255, 255, 255), background) >= contrast(Color(0, 0, 0), background)
    steps = 100
    for step in range(1, steps + 1):
        moved = lightness + (1 - lightness if goes_up else -lightness) * step / steps
        candidate = oklch(moved, chroma, hue)
        if contrast(candidate, background) >= at_least:
            return candidate
    return Color(255, 255, 255) if goes_up else Color(0, 0, 0)


@lru_cache(maxsize=4096)
def legible(style: Style, *, undims: bool = False) -> Style:
    """The style itself, or with its text colour moved until it can be read on its background.

    Where either colour is the terminal's own, nothing can be known, and nothing is moved. `undims` puts the colour that
    dimming comes to in its place, so that it can be held to the same.
    """
    text, ground = style.color, style.bgcolor
    if text is None or ground is None or text.triplet is None or ground.triplet is None or style.reverse:
        return style
    colour, background = Color(*text.triplet), Color(*ground.triplet)
    if style.dim and undims:
        colour = colour.blend(background, 0.5)
        style += Style(dim=False, color=colour.rich_color)
    if contrast(colour, background) >= READABLE:
        return style
    return style + Style(color=readable(colour, background, at_least=READABLE).rich_color)


def oklch(lightness: float, chroma: float, hue: float) -> Color:
    """The sRGB colour at this place, less colourful where sRGB does not reach that far. Hue in degrees."""
    angle = math.radians(hue)
    for fraction in (1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1):
        a, b = chroma * fraction * math.cos(angle), chroma * fraction * math.sin(angle)
        channels = _linear_from_oklab(lightness, a, b)
        if all(-1e-4 <= channel <= 1.0001 for channel in channels):
            return _encoded(channels)
    return _encoded(_linear_from_oklab(lightness, 0, 0))


def _luminance(colour: Color) -> float:
    red, green, blue = (_linear(channel) for channel in colour.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: int) -> float:
    value = channel / 255
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _encoded(channels: tuple[float, float, float]) -> Color:
    clamped = (min(1.0, max(0.0, channel)) for channel in channels)
    red, green, blue = (
        round(255 * (12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055)) for value in clamped
    )
    return Color(red, green, blue)


def _linear_from_oklab(lightness: float, a: float, b: float) -> tuple[float, float, float]:
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _to_oklch(colour: Color) -> tuple[float, float, float]:
    red, green, blue = (_linear(channel) for channel in colour.rgb)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a))
