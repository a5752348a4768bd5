"""Readable ids of entities: functions of the name alone, the same after re-annotation and in any order."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from zlib import crc32

from index.resolve.fold import fold, is_plain_ascii

_SAID = str.maketrans(
    {"&": " and ", "+": " plus ", "#": " sharp ", "@": " at ", "%": " percent ", "$": " dollar ", "€": " euro "}
)
_LONGEST = 80
_ASCII_GAP = re.compile(r"[^a-z0-9]+")


def slug(name: str) -> str:
    """`Mark Carney` → `mark-carney`, `Zürich` → `zurich`, `AT&T` → `at-and-t`, `北京` → `北京`; never empty."""
    if len(name) <= _LONGEST and is_plain_ascii(name):
        return "-".join(name.lower().split())
    return _slug(name)


@lru_cache(maxsize=1 << 16)
def _slug(name: str) -> str:
    plain = fold(name).translate(_SAID)
    if plain.isascii():
        made = _ASCII_GAP.sub("-", plain).strip("-")
    else:
        made = "-".join("".join(c if _is_of_a_word(c) else " " for c in plain).split())
    if not made:
        return f"name-{crc32(name.encode('utf-8', 'surrogatepass')):08x}"
    if len(made) > _LONGEST:
        return f"{made[:_LONGEST].rstrip('-')}-{crc32(made.encode('utf-8', 'surrogatepass')):08x}"
    return made


def _is_of_a_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character) in ("Mn", "Mc")
