"""Looking for a query's words without analysing the text finds what analysing it finds."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis import stem
from index.model import IndexDoc, IndexedMention
from index.query import bind, parse
from index.query.document import DocumentView
from index.query.matching import Matcher
from index.query.scanning import Scanner
from tests.contract.engines.articles import ARTICLES, NAMES

_PIECES = (
    "said", "Said", "saying", "say", "don't", "DON’T", "U.S.", "u.s", "US", "us", "12,000", "12000", "3.5", "dying",
    "die", "Dies", "skies", "sky", "Zürich", "zurich", "Straße", "strasse", "Łódź", "lodz", "Canada's", "Canada",
    "canada", "it's", "post-war", "war", "北京", "京", "naïve", "ﬁnal", "final", "O'Brien", "obrien", "co\u00adop",
    "x\u0302y", "é", "e\u0301t", "_said_", "said.", "(said", "“said”", "hoped", "hope", "hoping", "crying", "cries",
    "cry", "a", "b",
)  # fmt: skip
_QUERIES = (
    "sai*", "hop*", "dyin~", "sayd~2", '"said us"', '"the * war"', '"said * us"', '"a b"', '"don\'t say"', "@curie",
    '"post war"', "title:war", "-said", '"sai*"', '"said hop*"', '"北京"', '"war ... us"', '"said us"~3', "date:2025",
)  # fmt: skip
_gaps = st.sampled_from((" ", "", "\n\n", "-", ", "))
_texts = st.lists(st.tuples(st.sampled_from(_PIECES) | st.text(max_size=4), _gaps), max_size=14).map(
    lambda pieces: "".join(piece + gap for piece, gap in pieces)
)
_queries = st.lists(st.sampled_from(_PIECES + _QUERIES), min_size=1, max_size=3).map(" ".join)


def _same(query: str, document: IndexDoc) -> None:
    bound = bind(parse(query).query, NAMES)
    assert sorted(Scanner(bound).hits(document)) == sorted(Matcher(bound).hits(DocumentView(document), "text"))


@settings(max_examples=1_500)
@given(_queries, _texts, st.sampled_from(("en", "de", "")))
def test_scanning_finds_what_analysing_finds(query: str, text: str, language: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    mentions = (IndexedMention(0, 1, "PERSON", 1),) if composed else ()
    _same(query, IndexDoc(1, "", composed, language=language, mentions=mentions))


@pytest.mark.parametrize("document", ARTICLES, ids=[str(article.id) for article in ARTICLES])
def test_every_word_of_an_article_is_found_as_analysing_finds_it(document: IndexDoc) -> None:
    for form in set(DocumentView(document).text.tokens.forms):
        for query in (form, form.capitalize(), f"{form[:2]}*", f'"{form}"', f'"{form} * the"'):
            _same(query, document)


_UNRULY = (
    "dying", "lying", "tying", "dies", "skies", "skis", "idly", "gently", "ugly", "early", "only", "singly", "news",
    "inning", "proceed", "hoping", "hoped", "relational", "conditional", "rationally", "hopefulness", "communism",
    "falling", "hissing", "fizzed", "crying", "cried", "happy",
)  # fmt: skip


def test_english_stems_begin_as_their_words_do() -> None:
    """What scanning rests on: all but the last two letters of a stem are how each of its words begins."""
    english = [article for article in ARTICLES if article.language != "de"]
    words = [word for article in english for word in DocumentView(article).text.tokens.forms]
    for word in (*words, *_UNRULY):
        stemmed = stem(word)
        assert word.startswith(stemmed[: max(len(stemmed) - 2, 1)])


@given(st.from_regex(r"[a-z]{1,14}", fullmatch=True))
def test_so_do_those_of_words_nobody_uses(word: str) -> None:
    stemmed = stem(word)
    assert word.startswith(stemmed[: max(len(stemmed) - 2, 1)])
