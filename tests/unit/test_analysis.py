"""What counts as a word, in what form it is compared, and where sentences end."""

from __future__ import annotations

import itertools
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import fold, forms, language_of, paragraph_starts, sentence_starts, stem, tokenize


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("post-conflict peace", ["post", "conflict", "peace"]),
        ("U.S. and U.S and US", ["us", "and", "us", "and", "us"]),
        ("at 5 p.m. in J.R.R. Tolkien's", ["at", "5", "pm", "in", "jrr", "tolkien"]),
        ("don't, O'Brien; rock’n’roll", ["dont", "obrien", "rocknroll"]),
        ("Canada's, Canada’s, players'", ["canada", "canada", "players"]),
        ("12,000 or 3.5 or 1,2 or 10:30", ["12000", "or", "3.5", "or", "1", "2", "or", "10", "30"]),
        ("1,234,567.89", ["1234567.89"]),
        ("$22 billion (58%)", ["22", "billion", "58"]),
        ("Zelenskyy, Zürich, Łódź, Ærø", ["zelenskyy", "zurich", "lodz", "aro"]),
        ("Straße, ﬁnance, İstanbul", ["strasse", "finance", "istanbul"]),
        ("snake_case e-mail@host", ["snake", "case", "e", "mail", "host"]),
        ("co\u00adoperation", ["cooperation"]),
        ("北京、東京", ["北", "京", "東", "京"]),
        ("हिन्दी العربية", ["हिन्दी", "العربية"]),
        ("", []),
        ("… — !?", []),
    ],
)
def test_words_are_what_a_reader_would_search_for(text: str, expected: list[str]) -> None:
    assert forms(text) == [unicodedata.normalize("NFC", form) for form in expected]


def test_voiced_kana_are_letters_of_their_own() -> None:
    assert forms("が") != forms("か")


def test_offsets_cover_the_word_without_its_possessive() -> None:
    text = "In Łódź, Canada’s U.S. envoy couldn't say “Straße”."
    tokens = tokenize(text)
    surfaces = [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]
    assert surfaces == ["In", "Łódź", "Canada", "U.S.", "envoy", "couldn't", "say", "Straße"]


@given(st.text())
def test_tokens_are_in_order_inside_the_text_and_never_empty(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    tokens = tokenize(text)
    at = 0
    for start, end, form, stemmed in zip(*tokens, strict=True):
        assert at <= start < end <= len(text)
        assert form
        assert stemmed
        at = end


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=12))
def test_a_word_found_alone_is_the_word_found_in_a_text(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    tokens = tokenize(text)
    for start, end, form in zip(tokens.starts, tokens.ends, tokens.forms, strict=True):
        assert forms(text[start:end]) == [form]


@given(st.text(max_size=20))
def test_case_makes_no_difference(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    assert fold(text.casefold()) == fold(text)


def test_stems_bring_inflections_together() -> None:
    assert stem("troops") == stem("troop")
    assert stem("policies") == stem("policy")
    assert stem("hauser", "de") == stem("haus", "de")
    assert stem("elections") != stem("electric")


def test_an_endless_word_is_not_stemmed() -> None:
    started = time.perf_counter()
    assert stem("ing" * 7_000) == "ing" * 7_000
    assert time.perf_counter() - started < 0.1


@pytest.mark.parametrize(
    ("tag", "language"), [("en-GB", "en"), ("DE", "de"), ("pt_BR", "pt"), ("", "en"), ("tlh", "en"), ("nb", "nb")]
)
def test_language_tags_choose_a_stemmer_where_there_is_one(tag: str, language: str) -> None:
    assert language_of(tag) == language


def sentences(text: str) -> list[str]:
    starts = [*sentence_starts(text), len(text)]
    return [text[start:end].strip() for start, end in itertools.pairwise(starts)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three? Four", 4),
        ("Mr. Carney met Dr. Smith. They spoke.", 2),
        ("He flew to the U.S. President Trump waited.", 1),
        ("He flew to the U.S. He stayed.", 2),
        ("It cost $3.5 million. Nobody paid.", 2),
        ("John F. Kennedy spoke.", 1),
        ("“We will.” He left.", 2),
        ("He said no... but stayed.", 1),
        ("A heading\n\nA paragraph. With two sentences.", 3),
        ("北京。東京。", 2),
        ("in Jan. 2024 it rained", 1),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, count: int) -> None:
    assert len(sentences(text)) == count, sentences(text)


def test_paragraphs_are_divided_by_blank_lines_or_by_lines_where_there_are_none() -> None:
    assert paragraph_starts("one\nstill one\n\ntwo\n \n\nthree") == [0, 15, 22]
    assert paragraph_starts("one\ntwo\nthree\n") == [0, 4, 8]
    assert paragraph_starts("") == [0]


@given(st.text(alphabet="ab. \n!?\"'U", max_size=60))
def test_paragraphs_start_sentences(text: str) -> None:
    starts = sentence_starts(text)
    assert starts == sorted(set(starts))
    assert set(paragraph_starts(text)) <= set(starts)


def test_a_known_vocabulary_is_tokenized_fast() -> None:
    text = "The minister said that troops would not be deployed before winter. " * 2_000
    tokenize(text)
    started = time.perf_counter()
    words = len(tokenize(text).forms)
    assert words / (time.perf_counter() - started) > 100_000  # some 1 000 000 where nothing else runs
