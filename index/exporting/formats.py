"""The formats, how a file name tells which is meant, and what a file is called unless somebody says otherwise."""

from __future__ import annotations

import datetime
import re
from pathlib import PurePath
from typing import Final, Literal, get_args

from index.text import printable

Format = Literal["md", "json", "csv"]
Subject = Literal["article", "results", "dossier"]

FORMATS: Final[tuple[Format, ...]] = get_args(Format)
_ENDINGS: Final[dict[str, Format]] = {".md": "md", ".markdown": "md", ".json": "json", ".csv": "csv"}
_LONGEST_STEM: Final = 50  # code points: at most 200 bytes, where file systems allow 255
_NOT_IN_NAMES: Final = re.compile(r"[^\w]+")


def format_of(file_name: str) -> Format | None:
    """The format that a file name's ending stands for; None for any other ending."""
    return _ENDINGS.get(PurePath(file_name).suffix.lower())


def suggested_name(words: str, format_name: Format, *, date: datetime.date | None = None, otherwise: str) -> str:
    """A file name made of words (a title, a query, a name): lower case, hyphens, never hidden, never an option."""
    stem = _NOT_IN_NAMES.sub("-", printable(words).casefold()).strip("-_")
    if len(stem) > _LONGEST_STEM:
        whole = stem[: _LONGEST_STEM + 1].rpartition("-")[0]  # up to the end of a word
        stem = (whole if len(whole) > _LONGEST_STEM // 2 else stem[:_LONGEST_STEM]).strip("-_")
    day = f"{date.isoformat()}-" if date is not None else ""
    return f"{day}{stem or otherwise}.{format_name}"
