"""Closed lists of English words that the rules lean on; the words themselves are in `data/words.tsv`. All folded."""

from __future__ import annotations

from importlib.resources import files


def word_set(words: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(words.split())


def _lists() -> dict[str, list[str]]:
    """The lines of each list in the data file."""
    lists: dict[str, list[str]] = {}
    text = (files("index.resolve") / "data" / "words.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        name, tab, words = line.partition("\t")
        if tab and not line.startswith("#"):
            lists.setdefault(name, []).append(words)
    return lists


_LISTS = _lists()


def _words(name: str) -> frozenset[str]:
    return word_set(" ".join(_LISTS[name]))


HONORIFICS = _words("honorifics")
TITLES = _words("titles")  # before a person's name and no part of it
PARTICLES = _words("particles")  # lower-case words inside people's names
GENERATIONS = _words("generations")  # `Jr.`, `III`
CORPORATE = _words("corporate")  # `Inc`, `Holdings`: endings of companies
GENERIC_HEADS = _words("generic_heads")  # nouns that stand for a longer name in its own article (`the Court`)
SMALL_WORDS = _words("small_words")  # what an acronym or a short form may leave out
CALENDAR = _words("calendar")
FUNCTION_WORDS = _words("function_words")  # capitalised for standing first in a sentence, and for nothing else
COMMON_ABBREVIATIONS = _words("common_abbreviations")  # in capitals, but naming nobody (`CEO`)
PORTFOLIOS = _words("portfolios")  # before a capitalised title part of it (`Home Secretary`), no organization
CREDITS = _words("credits")  # before a colon they label a picture: a name may follow them, never contain them
SPORT = _words("sport")  # said of teams at play, and hardly of countries
NAMELESS = _words("nameless")  # people and bodies that speak without a name
COMMON_SURNAMES = _words("common_surnames")  # so common that two bearers of one full name are to be reckoned with
# Field of work by occupation; a word of two fields (`captain`, `director`) tells nothing and is in none.
FIELDS = {
    word: name.removeprefix("field_") for name in _LISTS if name.startswith("field_") for word in _words(name)
}  # fmt: skip
# Common short forms of first names, and what they may be short for.
SHORT_FIRST_NAMES = {short: frozenset(full) for short, *full in map(str.split, _LISTS["short_first_names"])}
