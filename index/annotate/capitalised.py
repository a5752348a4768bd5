"""Names without a language model: runs of capitalised words, labelled by a few tables. Quick, deterministic, and rough.

It is there for trying dateline before a model is installed, and for tests; to rely on the names takes spaCy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.model import Annotated, Article, Mention

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]\w*(?:[-'’][^\W\d_]\w*)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_SENTENCE_START = re.compile(r"(?:^|[.!?:…]|\n)[\s\"'“”‘’(\[]*$")
_LOOK_BACK = 8  # code points, enough for a full stop, a closing and an opening quotation mark and blanks

_JOINING_WORDS = frozenset("of de da di du del la le van von der den al bin ibn y e".split())  # noqa: SIM905 - as below
_NEVER_NAMES = frozenset(
    """a about after all also although an and another any as at because before both but by despite during each even
    every few first following for former from he her here his how however i if in instead into it its last later like
    many may meanwhile more most my near new no nor not now of on once one only or other our over people since so some
    still such than that the their then there these they this those though three through thus to today two under until
    up upon we what when where whether which while who why with within without yesterday yet you your""".split()  # noqa: SIM905 - a list of words reads best as prose
)
_TITLES = frozenset(
    """mr mrs ms dr sir dame lord lady president prime minister premier chancellor king queen prince princess pope
    senator governor mayor secretary general colonel captain major admiral professor judge justice ambassador bishop
    archbishop""".split()  # noqa: SIM905 - as above
)
_DATES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december""".split()  # noqa: SIM905 - as above
)
_ORGANIZATIONS = frozenset(
    """academy administration agency army assembly association authority bank bureau church coalition college command
    commission committee company conference congress corporation council court department federation force forces
    foundation group inc institute laboratory league ltd ministry museum nations navy observatory office organization
    parliament party police press senate service society times treasury union university nasa nato un eu fbi cia
    who""".split()  # noqa: SIM905 - as above
)
_PLACES = frozenset(
    """africa america antarctica argentina asia australia austria belgium berlin brazil britain california canada chile
    china cuba denmark egypt england europe finland france geneva germany greece india iran iraq ireland israel italy
    japan kenya korea kyiv london mexico moscow netherlands norway ottawa pakistan paris poland portugal rome russia
    scotland spain sweden switzerland syria taiwan texas tokyo turkey uk ukraine usa venezuela vienna vietnam wales
    washington u.s u.k u.s.a""".split()  # noqa: SIM905 - as above
)
_PEOPLES = frozenset(
    """african american arab asian australian austrian belgian brazilian british canadian chinese christian cuban danish
    dutch egyptian english european finnish french german greek indian iranian iraqi irish israeli italian japanese
    jewish korean mexican muslim norwegian palestinian polish portuguese russian scottish soviet spanish swedish swiss
    syrian turkish ukrainian vietnamese welsh""".split()  # noqa: SIM905 - as above
)
_MOST_WORDS_OF_A_PERSON = 4


@dataclass(frozen=True, slots=True)
class _Run:
    """Capitalised words in a row, a title among them taken off."""

    start: int
    end: int
    words: tuple[str, ...]  # lower case, without full stops
    has_title: bool


class CapitalisedAnnotator:
    """The fallback that needs no model; `model` is accepted, as of every annotator, and not used."""

    def __init__(self, model: str = "") -> None:  # noqa: ARG002 - the way annotators are made
        self._tag = "capitalised 1"

    @property
    def tag(self) -> str:
        return self._tag

    def annotate(self, articles: Iterable[Article]) -> Iterator[Annotated]:
        for article in articles:
            yield Annotated(article.key, tuple(_mentions(article.text)), self._tag)


def _mentions(text: str) -> Iterator[Mention]:
    runs = list(_runs(text))
    surnames = {run.words[-1] for run in runs if run.has_title or _kind(run) == "PERSON"}
    for run in runs:
        label = _kind(run)
        if not label:
            label = "PERSON" if run.has_title or run.words[-1] in surnames else "ORG"
        yield Mention(run.start, run.end, label, text[run.start : run.end])


def _kind(run: _Run) -> str:
    """A label by the words alone; empty where they do not tell."""
    if not run.has_title:
        last = run.words[-1]
        if last in _DATES:
            return "DATE"
        if last in _PLACES:
            return "GPE"
        if len(run.words) == 1 and last.removesuffix("s") in _PEOPLES:
            return "NORP"
        if not _ORGANIZATIONS.isdisjoint(run.words):
            return "ORG"
    return "PERSON" if 1 < len(run.words) <= _MOST_WORDS_OF_A_PERSON else ""


def _runs(text: str) -> Iterator[_Run]:
    words: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        if words and text[words[-1].end() : word.start()] != " ":
            yield from _run(text, words)
            words = []
        if word[0][0].isupper() or (words and word[0] in _JOINING_WORDS):
            words.append(word)
        elif words:
            yield from _run(text, words)
            words = []
    yield from _run(text, words)


def _run(text: str, words: list[re.Match[str]]) -> Iterator[_Run]:
    """The name in a run of words, if there is one: no joining word at its end, nothing that only starts a sentence."""
    while words and not words[-1][0][0].isupper():
        words = words[:-1]
    while words and _bare(words[0]) in _NEVER_NAMES:
        words = words[1:]
    titles = [place for place, word in enumerate(words) if _bare(word) in _TITLES]
    has_title = bool(titles) and titles[-1] + 1 < len(words)
    words = words[titles[-1] + 1 :] if titles else words
    if not words or (len(words) == 1 and not has_title and _merely_starts_a_sentence(text, words[0])):
        return
    end = words[-1].start() + len(_POSSESSIVE.sub("", words[-1][0]))
    yield _Run(words[0].start(), end, tuple(_bare(word) for word in words), has_title)


def _bare(word: re.Match[str]) -> str:
    return _POSSESSIVE.sub("", word[0]).rstrip(".").casefold()


def _merely_starts_a_sentence(text: str, word: re.Match[str]) -> bool:
    """Whether an ordinary word is capitalised for its place only: it starts a sentence, and no table knows it."""
    before = text[max(0, word.start() - _LOOK_BACK) : word.start()]
    if not _SENTENCE_START.search(before):
        return False
    bare = _bare(word)
    is_known = bare in _PLACES or bare in _PEOPLES or bare in _DATES or bare in _ORGANIZATIONS
    is_met_again = re.search(rf"[\w,] {re.escape(word[0])}\b", text) is not None
    return not is_known and not word[0].isupper() and not is_met_again
