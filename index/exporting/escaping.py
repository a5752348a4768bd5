"""How an article's text is kept from being taken for something else: for Markdown, a formula, a terminal's command."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from typing import Any, Final

from index.text import collapse, printable

# ------------------------------------------------------------------------------------------------ Markdown

# Everything that CommonMark, its tables, or the mathematics that some sites add take for markup anywhere in a line.
_MARKUP: Final = re.compile(r"[\\`*_{}\[\]<>#|~&$]")
_AT_LINE_START: Final = re.compile(r"^([-+=]|\d{1,9}(?=[.)]))")
_ADDRESS: Final = re.compile(r"https?://[!-;=?-~]+", re.IGNORECASE)  # ASCII without blanks and angle brackets


def markdown_line(text: str) -> str:
    """Text on one line of Markdown that reads as itself: white space collapsed, control characters shown."""
    return _escaped(printable(collapse(text)))


def markdown_block(text: str) -> list[str]:
    """Text with its own lines and paragraphs, one string a line; blanks at either end of a line mean nothing."""
    return [_escaped(line.strip()) for line in printable(text, keep_newlines=True).split("\n")]


def _escaped(line: str) -> str:
    line = _MARKUP.sub(r"\\\g<0>", line)
    start = _AT_LINE_START.match(line)
    if start is None:
        return line
    # `-` becomes `\-`; of `1.` the dot is escaped, since a digit cannot be.
    return f"\\{line}" if not start[1].isdigit() else f"{start[1]}\\{line[start.end() :]}"


def markdown_address(url: str) -> str:
    """A web address as a link; anything else as text."""
    return f"<{url}>" if _ADDRESS.fullmatch(url) else markdown_line(url)


# ------------------------------------------------------------------------------------------------ CSV

# What Excel, LibreOffice Calc and Google Sheets begin a formula with; the wide forms count in East Asian settings.
_FORMULA: Final = re.compile(r"'*[=+\-@＝＋－＠]")


def csv_row(cells: Iterable[object]) -> str:
    """One line of CSV (RFC 4180, but that lines end in a plain line feed), its line feed included.

    Text is made printable, since people look into CSV with a pager or a spreadsheet; it keeps its length, so that
    offsets hold, and its line feeds. A text that a spreadsheet would run as a formula gets an apostrophe in front
    (`'=1+1`), and so does one that already begins with apostrophes before such a sign: taking one apostrophe away
    (`from_cell`) gives the text back, whatever it was.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_cell(cell) if isinstance(cell, str) else "" if cell is None else cell for cell in cells])
    return out.getvalue()


def _cell(text: str) -> str:
    text = printable(text, keep_newlines=True)
    return f"'{text}" if _FORMULA.match(text) else text


def from_cell(cell: str) -> str:
    """The text that a cell of `csv_row` stands for."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


# ------------------------------------------------------------------------------------------------ JSON


def json_text(value: Any, *, indent: int | None = 2) -> str:
    """A JSON document that reads back as exactly the value.

    Letters of every script stay legible; only if the value holds anything that a terminal would obey is all of it
    escaped to ASCII, so that a file can be looked at with anything.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    if printable(text, keep_newlines=True) == text:
        return text
    return json.dumps(value, ensure_ascii=True, indent=indent)
