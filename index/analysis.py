"""Text to words, once and for everybody: the index, the oracle, highlights and queries must agree on what a word is.

A token is a stretch of the text with two forms: `form` (case and diacritics folded, apostrophes and soft hyphens gone)
and `stem` (the form as the language's Snowball stemmer leaves it). What is one word:

- letters, digits and their combining marks; apostrophes inside stay (`don't`, `O'Brien`), the possessive is no part of
  the token (`Canada's` is `Canada`);
- initials with dots are one word without them: `U.S.`, `U.S` and `US` are `us`; so `p.m.` is `pm`;
- numbers keep a decimal point and lose thousands commas: `3.5`, `12,000` is `12000`;
- everything else separates, hyphens too: `post-conflict` is `post` `conflict`, and a query for the whole is a phrase;
- Chinese and Japanese characters are words of their own, so that they can be found without a dictionary.

There is no stop list, so that phrases with `the` in them work.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import cache
from typing import NamedTuple, Protocol

DEFAULT_LANGUAGE = "en"

_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish",
    "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil",
    "tr": "turkish", "yi": "yiddish",
}  # fmt: skip

# Signs that belong to the letter before them: combining marks (whole blocks where nearly all of one is such signs),
# and the invisible ones that may stand within a word: soft hyphen, joiners, variation selectors.
_MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u0900-\u0963\u0971-\u0df3\u0e31\u0e34-\u0e3a"
    "\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u0f18\u0f19\u0f35\u0f37\u0f39\u0f3e\u0f3f\u0f71-\u0f84\u0f86-\u0fbc"
    "\u102b-\u103e\u1056-\u1074\u1082-\u109d\u17b4-\u17d3\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20f0\ufe00-\ufe0f"
    "\ufe20-\ufe2f"
)
_SCRIPTS_WITHOUT_SPACES = (
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_LETTER = rf"[^\W\d_{_SCRIPTS_WITHOUT_SPACES}]"
_WORD_CHARACTER = rf"(?:[^\W_{_SCRIPTS_WITHOUT_SPACES}][{_MARKS}]*)"
APOSTROPHES = "'\u2018\u2019\u02bc\uff07"
TOKEN = re.compile(
    rf"{_LETTER}\.{_LETTER}(?:\.{_LETTER})*(?![\w{_MARKS}])\.?"  # U.S.
    r"|\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?"  # 12,000.50
    r"|\d+(?:\.\d+)+"  # 3.5
    rf"|{_WORD_CHARACTER}+(?:[{APOSTROPHES}]{_WORD_CHARACTER}+)*"  # don't
    rf"|[{_SCRIPTS_WITHOUT_SPACES}][{_MARKS}]*"
)
_POSSESSIVE = re.compile(rf"[{APOSTROPHES}][sS]\Z")
_DROPPED = {ord(character): None for character in f"{APOSTROPHES}.,\u00ad\u200c\u200d"}
_LETTERS_WITHOUT_DECOMPOSITION = str.maketrans("øłđħŧıŋəæœþð", "oldhtinaaotd")
_KEPT_COMBINING = frozenset(
    {0, 7, 8, 9}
)  # none; nuktas, kana voicing and viramas, which make another letter or syllable
_MEMO_LIMIT = 400_000  # surfaces kept; a large archive has about that many that occur more than once


class Tokens(NamedTuple):
    """The words of a text in order, as parallel lists; `starts` and `ends` are code points into it."""

    starts: list[int]
    ends: list[int]
    forms: list[str]
    stems: list[str]

    def first_at(self, offset: int) -> int:
        """The number of the first token that ends after `offset` (the number of tokens, if none does)."""
        return bisect_right(self.ends, offset)

    def first_from(self, offset: int) -> int:
        """The number of the first token that starts at or after `offset`."""
        return bisect_left(self.starts, offset)


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - PyStemmer's own name


def language_of(tag: str) -> str:
    """The language whose stemmer serves a tag such as `en-GB`; English where there is none for it."""
    code = tag.replace("_", "-").partition("-")[0].strip().lower()
    return code if code in _STEMMERS else DEFAULT_LANGUAGE


class Analysed(NamedTuple):
    """What a surface found by `TOKEN` is as a word; `form` is empty for what is none, `length` without possessive."""

    form: str
    stem: str
    length: int


def analyse(surface: str, language: str = DEFAULT_LANGUAGE) -> Analysed:
    """One surface. Remembered: an archive says the same words again and again."""
    known = _surfaces(language)
    return known.get(surface) or _learn(known, surface, language)


def tokenize(text: str, language: str = DEFAULT_LANGUAGE) -> Tokens:
    """The words of NFC text. `language` is a code as `language_of` gives it."""
    known = _surfaces(language)
    starts: list[int] = []
    ends: list[int] = []
    forms: list[str] = []
    stems: list[str] = []
    add_start, add_end, add_form, add_stem = starts.append, ends.append, forms.append, stems.append
    find = known.get
    for match in TOKEN.finditer(text):
        surface = match[0]
        entry = find(surface)
        if entry is None:
            entry = _learn(known, surface, language)
        form, stem, length = entry
        if not form:
            continue
        start = match.start()
        add_start(start)
        add_end(start + length)
        add_form(form)
        add_stem(stem)
    return Tokens(starts, ends, forms, stems)


def forms(text: str) -> list[str]:
    """The folded, unstemmed words of a text."""
    return tokenize(text).forms


def fold(word: str) -> str:
    """One word as the index holds it: no case, no diacritics, no apostrophes."""
    if word.isascii():
        return word.lower().translate(_DROPPED) if not word.isalnum() else word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(character for character in decomposed if unicodedata.combining(character) in _KEPT_COMBINING)
    folded = unicodedata.normalize("NFC", bare.casefold()).translate(_LETTERS_WITHOUT_DECOMPOSITION)
    return folded.translate(_DROPPED)


@cache
def _stemmer(language: str) -> _Stemmer:
    import Stemmer  # PyStemmer: not needed to read, only to index and to search

    stemmer: _Stemmer = Stemmer.Stemmer(_STEMMERS[language], 0)  # no cache: `stem` keeps one
    return stemmer


def stem(form: str, language: str = DEFAULT_LANGUAGE) -> str:
    """The stem of a folded word."""
    known = _stems(language)
    found = known.get(form)
    if found is None:
        if len(known) >= _MEMO_LIMIT:
            known.clear()
        # Stemmers of languages with diacritics meet folded words here: they strip a little less, alike on both sides.
        found = known[form] = _stemmer(language).stemWord(form) if len(form) <= _LONGEST_STEMMED else form
    return found


_LONGEST_STEMMED = 64  # nobody inflects anything longer, and the stemmers take their time over it


@cache
def _stems(language: str) -> dict[str, str]:
    del language  # one memo each
    return {}


@cache
def _surfaces(language: str) -> dict[str, Analysed]:
    del language
    return {}


def _learn(known: dict[str, Analysed], surface: str, language: str) -> Analysed:
    """Work out form, stem and length (without a possessive) of a surface, and remember them."""
    length = len(surface)
    possessive = _POSSESSIVE.search(surface)
    if possessive is not None and possessive.start():
        length = possessive.start()
    word = surface[:length]
    is_decimal = word[0].isdigit() and "." in word
    form = word.replace(",", "") if is_decimal else fold(word)
    entry = Analysed(form, stem(form, language), length)
    if len(known) >= _MEMO_LIMIT:
        known.clear()
    known[surface] = entry
    return entry


# ------------------------------------------------------------------------------------------------ sentences, paragraphs

_BLANK_LINE = re.compile(r"\n[^\S\n]*(?:\n\s*)+")
_LINE_END = re.compile(r"\n\s*")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\W_])|[。！？]+[」』”’]*")
_ABBREVIATIONS = frozenset((
    "mr", "mrs", "ms", "dr", "prof", "st", "ste", "sr", "jr", "gen", "col", "lt", "sgt", "capt", "maj", "adm",
    "sen", "rep", "gov", "pres", "hon", "rev", "fr", "bros", "inc", "corp", "co", "ltd", "llc", "no", "nos", "vs",
    "etc", "cf", "al", "dept", "univ", "est", "fig", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept",
    "oct", "nov", "dec", "mt", "ft", "messrs", "mme", "mlle",
))  # fmt: skip
_SENTENCE_STARTERS = frozenset((
    "a", "after", "an", "and", "as", "at", "but", "by", "for", "he", "her", "his", "however", "if", "in", "it",
    "its", "many", "no", "on", "our", "she", "so", "some", "that", "the", "their", "there", "these", "they", "this",
    "those", "we", "what", "when", "while", "who", "with", "you",
))  # fmt: skip
_LAST_WORD = re.compile(r"[\w.]+\Z")
_FIRST_WORD = re.compile(r"[^\W_]+")


def paragraph_starts(text: str) -> list[int]:
    """Where paragraphs start, the first at 0: after blank lines, or after every newline where there are none."""
    dividers = _BLANK_LINE.finditer(text) if _BLANK_LINE.search(text) else _LINE_END.finditer(text)
    return [0, *(match.end() for match in dividers if 0 < match.end() < len(text))]


def sentence_starts(text: str) -> list[int]:
    """Where sentences start, the first at 0; a paragraph always starts one.

    A full stop after an abbreviation or an initial ends no sentence, unless the next word is one that starts them.
    """
    starts = set(paragraph_starts(text))
    starts.update(
        match.end() for match in _SENTENCE_END.finditer(text) if match.end() < len(text) and _ends(text, match)
    )
    return sorted(starts)


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether punctuation ends a sentence there."""
    if not match[0].startswith("."):
        return match[0][0] in "。！？" or _next_is_capital(text, match.end())
    if not _next_is_capital(text, match.end()):
        return False
    before = _LAST_WORD.search(text, max(0, match.start() - 24), match.start())
    if before is None:
        return True
    word = before[0]
    has_dots_inside = "." in word and not word[0].isdigit()
    if not (has_dots_inside or len(word) == 1 or word.lower() in _ABBREVIATIONS):
        return True
    following = _FIRST_WORD.search(text, match.end())
    if word.lower() in _ABBREVIATIONS or (len(word) == 1 and not has_dots_inside):
        return False
    return following is not None and following[0].lower() in _SENTENCE_STARTERS


def _next_is_capital(text: str, offset: int) -> bool:
    first = _FIRST_WORD.search(text, offset)
    return first is not None and (not first[0][0].islower() or first[0][0].isdigit())
