"""Where a query matches in an article, and the passage of it that is shown."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.model import IndexDoc, IndexedMention, Snippet, Span
from index.query import bind, parse
from index.query.fuzzy import within
from index.query.matching import Matcher, hit_spans
from index.query.snippets import Snippets
from index.text import cell_width

TEXT = (
    "Prime Minister Mark Carney said Canada's troops might stay. Carney told the U.S. envoy so.\n\n"
    "Troops, he said, are not the point; “peace” is."
)
NAMES = {"Mark Carney": ("PERSON", 1), "Canada": ("GPE", 2), "Carney": ("PERSON", 1), "U.S.": ("GPE", 3)}


def mention(surface: str, occurrence: int = 0) -> IndexedMention:
    at = -1
    for _ in range(occurrence + 1):
        at = TEXT.index(surface, at + 1)
    return IndexedMention(at, at + len(surface), *NAMES[surface])


ARTICLE = IndexDoc(
    5,
    "Carney on troops",
    TEXT,
    datetime.date(2025, 8, 25),
    source="The Wire",
    tags=("war and peace",),
    mentions=(mention("Mark Carney"), mention("Canada"), mention("Carney", 1), mention("U.S.")),
)


class Names:
    def name_ids(self, text: str, types: tuple[str, ...]) -> frozenset[int]:
        del types
        return frozenset({1}) if text == "carney" else frozenset()

    def flag_ids(self, flag: str) -> frozenset[int]:
        return frozenset({5}) if flag == "unread" else frozenset()


def marked(query: str, *, is_typing: bool = False) -> list[str]:
    bound = bind(parse(query, is_typing=is_typing).query, Names())
    return [TEXT[start:end] for start, end in hit_spans(bound, ARTICLE)]


@pytest.mark.parametrize(
    ("query", "surfaces"),
    [
        ("troop", ["troops", "Troops"]),
        ("Troop", []),
        ("canada", ["Canada"]),
        ("us", ["U.S."]),
        ("carney -hockey", ["Carney", "Carney"]),
        ("hockey -carney", []),
        ("-(hockey -carney)", ["Carney", "Carney"]),
        ('"prime minister"', ["Prime Minister"]),
        ('"mark carney" carney', ["Mark Carney", "Carney"]),
        ('"{person} said"', ["Mark Carney said"]),
        ('"@carney ... envoy"', ["Carney told the U.S. envoy"]),
        ('"said ... point"', ["said, are not the point"]),
        ('"troops point"~9', ["Troops", "point"]),
        ('"stay troops"~s', ["troops", "stay"]),
        ('"envoy point"~p', []),
        ("@carney", ["Mark Carney", "Carney"]),
        ("-@carney", []),
        ("pea*", ["peace"]),
        ("trops~", ["troops", "Troops"]),
        ("title:troops", []),
        ("source:wire date:2025 is:unread", []),
        ("", []),
    ],
)
def test_hits_are_the_words_that_matched(query: str, surfaces: list[str]) -> None:
    assert marked(query) == surfaces


def test_an_unfinished_word_marks_what_it_begins() -> None:
    assert marked("tro", is_typing=True) == ["troops", "Troops"]


def test_title_hits_are_told_apart() -> None:
    found = Matcher(parse("troops").query).spans(ARTICLE)
    assert [ARTICLE.title[start:end] for start, end in found.title] == ["troops"]
    assert found.is_match


def test_fillers_of_slots_are_told() -> None:
    found = Matcher(parse('"{person} said"').query).spans(ARTICLE)
    assert [(filler.slot, filler.name_id, TEXT[filler.start : filler.end]) for filler in found.fillers] == [
        (0, 1, "Mark Carney"),
    ]
    told = Matcher(parse('"{person} told the {place}"').query).spans(ARTICLE)
    assert [(filler.slot, filler.name_id) for filler in told.fillers] == [(0, 1), (1, 3)]


@pytest.mark.parametrize(
    ("query", "is_match"),
    [
        ("source:wire", True),
        ('tag:"war peace"', False),
        ('tag:"and peace"', True),
        ("is:unread", True),
        ("is:starred", False),
        ("date:2025-08-25", True),
        ("date:..2025-08-24", False),
        ("troops hockey", False),
        ("troops OR hockey", True),
        ("", True),
    ],
)
def test_an_article_matches_or_not(query: str, is_match: bool) -> None:
    assert Matcher(bind(parse(query).query, Names())).match(ARTICLE) is is_match


def test_names_that_overlap_fill_a_slot_once_the_longest_first() -> None:
    text = "The Bank of Canada said no."
    document = IndexDoc(1, "", text, mentions=(IndexedMention(12, 18, "GPE", 2), IndexedMention(4, 18, "ORG", 7)))
    assert Matcher(parse('"{org} said"').query).match(document)
    assert not Matcher(parse('"{place} said"').query).match(document)


@given(st.text(alphabet="abcd", max_size=6), st.text(alphabet="abcd", max_size=6))
def test_spelling_distance_is_symmetric_and_bounded(first: str, second: str) -> None:
    exact = within(first, second, 6)
    assert exact is not None
    assert exact == within(second, first, 6)
    assert (exact == 0) == (first == second)
    for limit in range(6):
        assert within(first, second, limit) == (exact if exact <= limit else None)


def test_swapped_letters_are_one_edit() -> None:
    assert within("carney", "canrey", 1) == 1
    assert within("carney", "carnie", 2) == 2


# ------------------------------------------------------------------------------------------------ snippets

LONG = "Opening words of no account stand here. " * 20 + TEXT + " Closing words follow, in great number. " * 20


def snippet(query: str, text: str = LONG, width: int = 80) -> Snippet:
    return Snippets(bind(parse(query).query, Names()), width).of(IndexDoc(1, "", text))


def test_a_snippet_shows_the_hits_on_one_line() -> None:
    found = snippet("troops point")
    assert found.text == "…Troops, he said, are not the point; “peace” is. Closing words follow, in great…"
    assert [found.text[start:end] for start, end in found.hits] == ["Troops", "point"]


def test_the_passage_with_most_of_the_query_wins() -> None:
    text = "Troops moved. " + "Nothing else of note happened on that day. " * 10 + "Carney said troops stay."
    assert "Carney said troops" in snippet("carney troops", text).text


def test_without_hits_the_beginning_is_shown() -> None:
    assert (
        snippet("date:2025").text == "Opening words of no account stand here. Opening words of no account stand here.…"
    )
    assert snippet("zzz", "  Short.\n\nText. ").text == "Short. Text."
    assert snippet("zzz", "") == Snippet("", ())


def test_hits_far_into_a_long_text_are_found() -> None:
    text = "word " * 40_000 + "needle in the hay"
    found = snippet("needle", text)
    assert [found.text[start:end] for start, end in found.hits] == ["needle"]


@settings(max_examples=300, deadline=None)
@given(
    text=st.lists(
        st.sampled_from(["ice", "the ice", "北京", "a\n\nb", "x" * 30, "é", " ", "\t", ". ", "…", "word"]), max_size=80
    ).map(" ".join),
    query=st.sampled_from(["ice", '"the ice"', "word", "b", "北京", "zz", "x*"]),
    width=st.integers(8, 120),
)
def test_snippets_fit_and_mark_what_matched(text: str, query: str, width: int) -> None:
    bound = parse(query).query
    found = Snippets(bound, width).of(IndexDoc(1, "", text))
    assert cell_width(found.text) <= width
    assert "\n" not in found.text
    assert "  " not in found.text
    surfaces = {" ".join(text[start:end].split()) for start, end in hit_spans(bound, IndexDoc(1, "", text))}
    at = 0
    for start, end in found.hits:
        assert at <= start < end <= len(found.text)
        assert any(surface.startswith(found.text[start:end]) for surface in surfaces)
        at = end
    assert isinstance(found.hits, tuple)
    assert all(isinstance(hit, Span) for hit in found.hits)
