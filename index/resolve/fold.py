"""Ways of writing that make no difference to who is meant: case, diacritics, dots, hyphens, typographic quotes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that no decomposition turns into plain ones.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)
_APART = re.compile(r"[\s\-‐‑‒–—_/]+")
_SILENT = re.compile(r"[.'’‘ʼ`´\"“”„«»,;:!?()\[\]]")


@lru_cache(maxsize=1 << 16)
def fold(surface: str) -> str:
    """The surface in one plain spelling: `Chrétien` and `CHRETIEN`, `Min-Woo` and `Min Woo` fold alike."""
    plain = surface.casefold()
    if not plain.isascii():
        plain = without_marks(plain).translate(_PLAIN)
    folded = _APART.sub(" ", _SILENT.sub("", plain)).strip()
    return folded or surface


def without_marks(text: str) -> str:
    """Text with accents taken off the letters of alphabets that have them as extras (Latin, Greek, Cyrillic).

    Elsewhere a mark may be a vowel, so it stays.
    """
    kept: list[str] = []
    base = ""
    for character in unicodedata.normalize("NFKD", text):
        if unicodedata.combining(character) and base < "\u0590":
            continue
        if not unicodedata.combining(character):
            base = character
        kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))


def is_plain_ascii(surface: str) -> bool:
    """Whether it is nothing but ASCII letters and blanks, as most names are: then folding is `str.lower`."""
    return surface.isascii() and surface.replace(" ", "").isalpha()


def words_of(surface: str) -> list[str]:
    """The folded words of a surface; what a hyphen joins is one word (`Ki-moon` is `kimoon`)."""
    if is_plain_ascii(surface):
        return surface.lower().split()
    return [word for part in surface.split() if (word := fold(part).replace(" ", ""))] or [fold(surface)]
