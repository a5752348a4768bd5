"""The one choke point between the world's text and a screen: what is safe to print, how wide, and where to cut it.

It exists so that no byte of an article, a name or an error ever reaches a terminal as a command, and so that every
layer means the same by an offset: a code point of normalised text.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from itertools import pairwise
from typing import Final

TITLE_CELLS: Final = 90

# ------------------------------------------------------------------------------------------------ safe to print

_REPLACEMENT: Final = "\ufffd"
_UNSEEN_SPACE: Final = "\u2423"  # an open box: there is a space here that would not be seen
_SYMBOL_FOR_NEWLINE: Final = "\u2424"
_STAND_INS: Final[dict[str, str]] = {
    **{chr(code): chr(0x2400 + code) for code in range(0x20)},
    "\t": " ",
    "\x7f": "\u2421",
    "\x85": _SYMBOL_FOR_NEWLINE,
    "\u2028": _SYMBOL_FOR_NEWLINE,
    "\u2029": _SYMBOL_FOR_NEWLINE,
    "\xad": "-",  # terminals disagree on its width; shown, it is a hyphen
    "\u180e": _UNSEEN_SPACE,
    "\u200b": _UNSEEN_SPACE,
    "\u200c": _UNSEEN_SPACE,
    "\u200d": _UNSEEN_SPACE,
    "\u2060": _UNSEEN_SPACE,
    "\ufeff": _UNSEEN_SPACE,
}
# Controls, bidi and invisible formats, lone surrogates, noncharacters. Code points that are merely unassigned or
# private stay: a new emoji is unassigned to an older Python, and both are harmless in a terminal.
_SUSPECTS_BUT_CONTROLS: Final = (
    "\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U0001d173-\U0001d17a\U000e0000-\U000e007f"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
)
_SUSPECT: Final = re.compile(f"[\x00-\x1f{_SUSPECTS_BUT_CONTROLS}]")
_SUSPECT_BUT_NEWLINE: Final = re.compile(f"[\x00-\x09\x0b-\x1f{_SUSPECTS_BUT_CONTROLS}]")

_EMOJI: Final = (
    "\xa9\xae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u2460-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d"
    "\u3297\u3299\U0001f000-\U0001faff"
)
# Arabic, Syriac, N'Ko, Mandaic, the scripts of India and Sri Lanka, Myanmar, Khmer, Mongolian: they write with joiners.
_JOINING: Final = (
    "\u0600-\u061b\u061d-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1800-\u180d\u180f-\u18af\u1a20-\u1aaf\u1b00-\u1bff"
    "\ua8e0-\ua8ff\uaa60-\uaa7f\ua9e0-\ua9ff\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00011000-\U0001137f"
)
_KEPT_JOINER: Final = re.compile(
    f"\u200d(?:(?<=[{_EMOJI}]\u200d)|(?<=[{_EMOJI}]\ufe0f\u200d))(?=[{_EMOJI}])"
    f"|[\u200c\u200d](?<=[{_JOINING}][\u200c\u200d])(?=[{_JOINING}])"
)
_FLAG_TAGS: Final = re.compile("(?<=\U0001f3f4)[\U000e0030-\U000e0039\U000e0061-\U000e007a]{2,6}\U000e007f")
_LONGEST_FLAG: Final = 8


def printable(text: str, *, keep_newlines: bool = False) -> str:
    """`text` as it may be written to a terminal: the same number of code points, every dangerous one made visible.

    C0 controls and DEL become control pictures (`␛`), a tab one space, unseen spaces and stray joiners `␣`, line and
    paragraph separators `␤`, everything else that commands or hides (C1, bidi overrides, lone surrogates,
    noncharacters, tag characters outside a flag) `�`. Joiners stay inside emoji and in scripts that write with them.
    """
    # One pass in C settles nearly every text; no-break spaces are the commonest harmless exception to it.
    if (text.replace("\n", "") if keep_newlines else text).replace("\xa0", " ").isprintable():
        return text
    return (_SUSPECT_BUT_NEWLINE if keep_newlines else _SUSPECT).sub(_stand_in, text)


def _stand_in(suspect: re.Match[str]) -> str:
    character = suspect[0]
    if character in "\u200c\u200d":
        if _KEPT_JOINER.match(suspect.string, suspect.start()):
            return character
    elif "\U000e0020" <= character <= "\U000e007f" and _is_in_flag(suspect.string, suspect.start()):
        return character
    return _STAND_INS.get(character, _REPLACEMENT)


def _is_in_flag(text: str, offset: int) -> bool:
    """Whether the tag character there belongs to a subdivision flag such as Scotland's."""
    flag = text.rfind("\U0001f3f4", max(0, offset - _LONGEST_FLAG), offset)
    tags = _FLAG_TAGS.match(text, flag + 1) if flag >= 0 else None
    return tags is not None and offset < tags.end()


# ------------------------------------------------------------------------------------------------ one form for all text


def normalise(text: str) -> str:
    """NFC, with CRLF and CR as LF: the form in which text is stored and offsets are counted. Idempotent.

    The rarer separators (NEL, LS, PS, VT, FF) stay what they are, so that text comes back as it was given. A byte order
    mark belongs to a file, not to its text, and is taken off where files are decoded.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)


# Letters that no decomposition reduces to a plain one, and the punctuation that names are spelled with in several ways.
_FOLDED_LETTERS: Final = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŧ": "t", "æ": "ae", "œ": "oe",
        "‘": "'", "’": "'", "ʼ": "'", "ʻ": "'", "ʹ": "'", "′": "'", "‐": "-", "‑": "-", "–": "-", "—": "-",
    }
)  # fmt: skip
_MARKS: Final = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]"
)


def fold(text: str) -> str:
    """`text` for comparing names: no case, no diacritics, plain apostrophes and hyphens. Does not keep offsets."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = _MARKS.sub("", decomposed.translate(_FOLDED_LETTERS))
    return unicodedata.normalize("NFC", letters)


# ------------------------------------------------------------------------------------------------ cells


_REGIONAL: Final = re.compile("[\U0001f1e6-\U0001f1ff]")


# Printable characters of the scripts and punctuation of most news that take one cell each.
_NARROW: Final = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u0530\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*"
)


def cell_width(text: str) -> int:
    """How many terminal cells printable text takes, as the interface itself counts them."""
    if _NARROW.fullmatch(text):
        return len(text)
    from rich.cells import cell_len  # late: readers and the worker never measure anything, and commands rarely

    return cell_len(text)


def graphemes(text: str) -> list[tuple[int, int, int]]:
    """What a reader takes for one character, as `(start, end, cells)` in code points, without gaps.

    Combining marks, emoji sequences and flags stay together: lines are cut between graphemes only. `text` is printable
    text; a newline counts as a grapheme of no width.
    """
    if text.isascii() and text.isprintable():
        return [(index, index + 1, 1) for index in range(len(text))]
    from rich.cells import split_graphemes  # late, as above

    spans, _ = split_graphemes(text)
    return _with_flags_whole(text, spans) if _REGIONAL.search(text) else spans


def _with_flags_whole(text: str, spans: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Pairs of regional indicators are one flag, which the width table knows only as two letters."""
    whole: list[tuple[int, int, int]] = []
    is_half = False
    for start, end, cells in spans:
        is_regional = _REGIONAL.match(text, start) is not None
        if is_half and is_regional:
            first, _, first_cells = whole.pop()
            whole.append((first, end, first_cells + cells))
            is_half = False
        else:
            whole.append((start, end, cells))
            is_half = is_regional and end == start + 1
    return whole


def truncate_cells(text: str, width: int, ellipsis: str = "…") -> str:
    """Printable text cut to at most `width` cells, between graphemes, ending in the ellipsis if anything was cut."""
    if cell_width(text) <= width:
        return text
    room = width - cell_width(ellipsis)
    if room < 0:
        return ""
    return text[: _offset_at_cell(text, room)] + ellipsis


def truncate_at_word(text: str, width: int, ellipsis: str = "…") -> str:
    """Like `truncate_cells`, but cut at the end of a word where there is one in the second half."""
    if cell_width(text) <= width:
        return text
    room = max(0, width - cell_width(ellipsis))
    end = _offset_at_cell(text, room)
    if not text[end : end + 1].isspace():
        word_end = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end))
        if word_end > end // 2:
            end = word_end
    return truncate_cells(text[:end].rstrip(" \n\t,;:–—-(") + ellipsis, width, ellipsis)


def _offset_at_cell(text: str, room: int) -> int:
    """Where the longest beginning of `text` that fits into `room` cells ends."""
    head = text[: 4 * room + 64]  # no more can fit, unless marks are stacked to the sky
    used = 0
    for start, _, cells in graphemes(head):
        if used + cells > room:
            return start
        used += cells
    return len(head)


# ------------------------------------------------------------------------------------------------ words and titles

_WORD: Final = re.compile(r"\w[^\s—–/]*")
_DAY: Final = re.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[Tt ][0-9]{2}:?[0-9]{2}[0-9:.,]* ?(?:[Zz]|[+-][0-9:]{2,9})?)?")
_DATE_PREFIX: Final = re.compile(r"\s*date[ \t]+([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ \t]+|(?=\n)|\Z)")
_SENTENCE_END: Final = re.compile(r"""(?:[.!?…]+["'”’»)\]]*(?=\s+["'“‘«(\[]*[^\W_a-z]|\s*\Z)|[。！？]+[」』”’]*)""")
_ABBREVIATIONS: Final = frozenset(
    """
    mr mrs ms dr prof st sr jr gen col lt maj sgt capt cmdr adm gov sen rep hon rev fr pres amb msgr mme mlle
    vs etc inc ltd co corp bros dept est ft mt a.m p.m e.g i.e cf ca approx u.s u.k u.n e.u d.c ph.d
    """.split()  # noqa: SIM905 - so many one-word strings would be harder to read
)
_ABBREVIATIONS_BEFORE_NUMBERS: Final = frozenset(
    "no nos vol p pp art sec jan feb mar apr jun jul aug sep sept oct nov dec".split()  # noqa: SIM905 - as above
)
_LONGEST_SENTENCE: Final = 2000  # code points
_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n")


def word_count(text: str) -> int:
    """How many words a reader would count."""
    return len(_WORD.findall(text))


def date_prefix(text: str) -> tuple[str, int] | None:
    """The `date 2025-08-25 ` that text may start with: the date as written, and where the text after it starts."""
    prefix = _DATE_PREFIX.match(text)
    return (prefix[1], prefix.end()) if prefix else None


def parse_day(value: str) -> datetime.date | None:
    """The calendar day of `YYYY-MM-DD` or an ISO date and time, as written, never shifted; None for anything else."""
    match = _DAY.fullmatch(value.strip())
    if match is None:
        return None
    try:
        return datetime.date.fromisoformat(match[1])
    except ValueError:
        return None


def collapse(text: str) -> str:
    """`text` on one line: every run of white space is one space, none at either end."""
    return " ".join(text.split())


def title_from(text: str) -> str:
    """A title for text that has none: its first sentence, cut at a word to 90 cells; empty if there are no words.

    A leading `date 2025-08-25 ` is no part of it. A blank line ends a sentence, whatever it lacks.
    """
    prefix = date_prefix(text)
    start = prefix[1] if prefix else 0
    opening = text[start : start + _LONGEST_SENTENCE].lstrip()
    paragraph = collapse(_BLANK_LINE.split(opening, maxsplit=1)[0])
    return truncate_at_word(_first_sentence(paragraph), TITLE_CELLS)


def _first_sentence(paragraph: str) -> str:
    for end in _SENTENCE_END.finditer(paragraph):
        words = paragraph[: end.start()].split()
        if words and not (end[0] == "." and _is_abbreviation(words[-1], paragraph[end.end() :].lstrip()[:1])):
            return paragraph[: end.end()]
    return paragraph


def _is_abbreviation(word: str, what_follows: str) -> bool:
    bare = word.strip("\"'“‘«([").casefold()
    if what_follows.isdigit() and bare in _ABBREVIATIONS_BEFORE_NUMBERS:
        return True
    return bare in _ABBREVIATIONS or (len(bare) == 1 and bare.isalpha())


# ------------------------------------------------------------------------------------------------ wrapped lines

_SHORTEST_WRAPPED: Final = 40


def unwrapped(text: str) -> str:
    """Hard-wrapped text with a blank for each newline that only wraps a line, so that every offset stays what it was.

    A name may run over the end of a line, but not of a paragraph. A newline wraps if the line before it is long and
    neither it nor the next is blank; in lists and verse it stays.
    """
    if "\n" not in text:
        return text
    lines = text.split("\n")
    pieces = [lines[0]]
    for before, line in pairwise(lines):
        is_wrap = len(before) >= _SHORTEST_WRAPPED and line.strip() and not before.endswith(" ")
        pieces += (" " if is_wrap else "\n", line)
    return "".join(pieces)
