"""Queries are understood as a reader means them, never fail, and say what was understood otherwise than written."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.query import (
    And,
    DateRange,
    EntityFilter,
    Everything,
    Flag,
    Fuzzy,
    Not,
    Or,
    Phrase,
    Query,
    Slot,
    Wildcard,
    Word,
    bind,
    echo,
    parse,
)
from index.query.ast import AnyWord, Gap, Literal, leaves
from index.query.parser import MAX_CHARACTERS, MAX_DEPTH, MAX_PROBLEMS, MAX_TERMS

TODAY = datetime.date(2025, 8, 27)  # a Wednesday


def understood(text: str, *, is_typing: bool = False) -> Query:
    return parse(text, today=TODAY, is_typing=is_typing).query


def words(*texts: str) -> tuple[Literal, ...]:
    return tuple(map(Literal, texts))


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Everything()),
        ("   ", Everything()),
        ("carney", Word("carney")),
        ("carney troops", And((Word("carney"), Word("troops")))),
        ("carney AND troops", And((Word("carney"), Word("troops")))),
        ("a1 OR b1 c1", Or((Word("a1"), And((Word("b1"), Word("c1")))))),
        ("(a1 OR b1) c1", And((Or((Word("a1"), Word("b1"))), Word("c1")))),
        ("and or not", And((Word("and"), Word("or"), Word("not")))),
        ("-hockey", Not(Word("hockey"))),
        ("NOT hockey", Not(Word("hockey"))),
        ("a1 -(b1 OR c1)", And((Word("a1"), Not(Or((Word("b1"), Word("c1"))))))),
        ("carney,", Word("carney")),
        ("Canada's", Word("Canada")),
        ("(carney)", Word("carney")),
        ('"prime minister"', Phrase(words("prime", "minister"))),
        ("“prime minister”", Phrase(words("prime", "minister"))),
        ('"OR"', Phrase(words("OR"))),
        ("post-conflict", Phrase(words("post", "conflict"))),
        ("10:30", Phrase(words("10", "30"))),
        ("title:troops", Word("troops", "title")),
        ("TITLE:troops", Word("troops", "title")),
        ("title:(a1 b1)", And((Word("a1", "title"), Word("b1", "title")))),
        ("source:ap|reuters", Or((Word("ap", "source"), Word("reuters", "source")))),
        ('source:"the times"|ap', Or((Phrase(words("the", "times"), None, "source"), Word("ap", "source")))),
        ("-tag:sport", Not(Word("sport", "tag"))),
        ("person:carney", EntityFilter("person", "carney")),
        ('org:"world bank"', EntityFilter("org", "world bank")),
        ("@mark-carney", EntityFilter("@", "mark-carney")),
        ('@"mark carney"', EntityFilter("@", "mark carney")),
        ("place:(paris OR rome)", Or((EntityFilter("place", "paris"), EntityFilter("place", "rome")))),
        ("is:unread", Flag("unread")),
        ("troop*", Wildcard("troop")),
        ("title:troop*", Wildcard("troop", "title")),
        ("carny~", Fuzzy("carny", 1)),
        ("carny~2", Fuzzy("carny", 2)),
        ('"carney troops"~5', Phrase(words("carney", "troops"), 5)),
        ('"carney troops"~s', Phrase(words("carney", "troops"), "s")),
        ('"carney troops"~p', Phrase(words("carney", "troops"), "p")),
        ('"{person} said"', Phrase((Slot(("person",)), Literal("said")))),
        ('"@carney ... troops"', Phrase((Slot(name="carney"), Gap(), Literal("troops")))),
        ('"a1 ...4 b1"', Phrase((Literal("a1"), Gap(4), Literal("b1")))),
        ('"a1…b1"', Phrase((Literal("a1"), Gap(), Literal("b1")))),
        ('"{person|org} told {org}"', Phrase((Slot(("person", "org")), Literal("told"), Slot(("org",))))),
        ('"{person:carney} * that"', Phrase((Slot(("person",), "carney"), AnyWord(), Literal("that")))),
        ('"troop* left"', Phrase((Literal("troop", is_prefix=True), Literal("left")))),
    ],
)
def test_queries_mean_what_they_say(text: str, query: Query) -> None:
    parsed = parse(text, today=TODAY)
    assert parsed.query == query
    assert not parsed.problems


@pytest.mark.parametrize(
    ("text", "canonical", "column", "says"),
    [
        ("http://x.org", '"http x org"', 0, "no field http:"),
        ("autor:smith", '"autor smith"', 0, "author:?"),
        ("carney titel:x", 'carney "titel x"', 7, "title:?"),
        ("(a1 b1", "a1 b1", 0, "not closed"),
        ("a1) b1", "a1 b1", 2, "no opening"),
        ('"a1 b1', '"a1 b1"', 0, "not closed"),
        ("a1 OR", "a1", 3, "both sides"),
        ("OR a1", "a1", 0, "both sides"),
        ("a1 AND", "a1", 3, "both sides"),
        ("a1 NOT", "a1", 3, "after it"),
        ("a1 ()", "a1", 3, "nothing between"),
        ('a1 ""', "a1", 3, "no words"),
        ("title: a1", "a1", 0, "needs a value"),
        ("date:soon", '"date soon"', 5, "no date"),
        ("date:2025-02-30", '"date 2025 02 30"', 5, "no date"),
        ("is:blue", '"is blue"', 3, "unread"),
        ("x*", "x", 0, "two letters"),
        ("xy~", "xy", 0, "three letters"),
        ("carny~7", "carny~2", 0, "one letter (~) or two"),
        ("carn*~", "carn*", 0, "not both"),
        ('"a1 b1"~', '"a1 b1"~10', 7, "How near"),
        ('"{foo} x"', '"foo x"', 1, "no type 'foo'"),
        ('title:"{person} x"', 'title:"person x"', 0, "in the text only"),
        ('"a1 * b1"~3', '"a1 b1"~3', 0, "any order"),
        ('"... a1 b1 *"', '"a1 b1"', 0, "ends of a phrase"),
        ("a1 €", "a1", 3, "no letter"),
    ],
)
def test_trouble_gives_the_literal_words_and_says_where(text: str, canonical: str, column: int, says: str) -> None:
    parsed = parse(text, today=TODAY)
    assert str(parsed.query) == canonical
    assert any(says in problem.message for problem in parsed.problems), parsed.problems
    if says != "in the text only":
        assert parsed.problems[0].start == column
    assert all(0 <= problem.start <= problem.end <= len(text) for problem in parsed.problems)


# ------------------------------------------------------------------------------------------------ limits


def test_a_query_that_is_too_long_is_cut_and_says_so() -> None:
    parsed = parse("word " * 1_000)
    assert [problem.start for problem in parsed.problems if "2,000 characters" in problem.message] == [MAX_CHARACTERS]


def test_too_many_words_are_left_out_and_said_so() -> None:
    parsed = parse(" ".join(f"w{n}" for n in range(300)))
    assert len(list(leaves(parsed.query))) == MAX_TERMS
    assert sum("200 words" in problem.message for problem in parsed.problems) == 1


def test_parentheses_nest_only_so_deep() -> None:
    deep = MAX_DEPTH + 30
    parsed = parse("(" * deep + "a1" + ")" * deep + " b1")
    assert parsed.query == And((Word("a1"), Word("b1")))
    assert {problem.message[:20] for problem in parsed.problems} == {"Parentheses nest at "}
    assert str(parse("-(" * 900 + "a1").query)  # does not exhaust the stack


def test_fields_nest_only_so_deep() -> None:
    assert parse("tag:title:ice").query == Word("ice", "title")
    parsed = parse("title:" * 300 + "ice")
    assert parsed.query == Word("ice", "title")
    assert {problem.message[:14] for problem in parsed.problems} == {"Fields nest at"}
    assert not parse("date:" * (MAX_DEPTH - 1) + "2025").problems


def test_a_thousand_mistakes_are_told_of_a_few_times() -> None:
    assert len(parse("nofield:x " * 150).problems) <= MAX_PROBLEMS


# ------------------------------------------------------------------------------------------------ properties

_pieces = st.sampled_from(
    [
        "carney", "Zürich", "U.S.", "don't", "12,000", "post-war", "北京", "OR", "AND", "NOT", "-", "(", ")", '"', "“",
        "~", "~2", "~s", "*", "...", "…4", "{person}", "{person|org:ann}", "{", "}", "@", "@mark-carney", ":", "|",
        "title:", "source:", "date:", "date:2025-08", "date:last-week", "date:7d", "..", "is:", "is:read", "person:",
        "entity:", " ", " ", " ", "x", ",", "'", "é",
    ]
)  # fmt: skip
_anything = st.text(st.characters() | st.characters(categories=["Cs", "Cc", "Cf", "Zs", "Po"]), max_size=60)
_queries = st.lists(_pieces | st.characters(), max_size=14).map("".join) | _anything


@settings(max_examples=600, deadline=None)
@given(_queries, st.booleans())
@example("\ud800 \x00 \u202e", False)
@example("(((" * 700, False)
@example('"' * 1_999, True)
@example("?*" * 900, False)
@example("x" * 20_000, False)
def test_no_text_whatever_makes_the_parser_fail(text: str, is_typing: bool) -> None:
    parsed = parse(text, is_typing=is_typing, today=TODAY)
    echo(parsed.query)
    for problem in parsed.problems:
        assert 0 <= problem.start <= problem.end <= len(text)
        assert problem.message


@settings(max_examples=600, deadline=None)
@given(_anything)
@example('@"\ud800"')
@example("person:\udcff -source:\udcff")
@example('"{person:\ud800x} \udcff"~5')
def test_what_is_understood_can_be_written_in_any_encoding_of_unicode(text: str) -> None:
    query = understood(text)
    str(query).encode()
    echo(query).encode()


@settings(max_examples=600, deadline=None)
@given(_queries)
def test_the_canonical_text_of_a_query_is_the_query(text: str) -> None:
    query = understood(text)
    again = parse(str(query), today=TODAY)
    assert again.query == query
    assert not again.problems


@settings(deadline=None)
@given(_queries)
def test_the_canonical_text_knows_nothing_of_ids(text: str) -> None:
    class Everyone:
        def name_ids(self, text: str, types: tuple[str, ...]) -> frozenset[int]:
            return frozenset({len(text), len(types)})

        def flag_ids(self, flag: str) -> frozenset[int]:
            return frozenset({len(flag)})

    query = understood(text)
    assert str(bind(query, Everyone())) == str(query)


# ------------------------------------------------------------------------------------------------ while typing


@pytest.mark.parametrize(
    ("text", "canonical", "said"),
    [
        ("carn", "carn OR carn*", "carn…"),
        ("mark carn", "mark (carn OR carn*)", "mark AND carn…"),
        ("mark ", "mark", "mark"),
        ("c", "", "everything"),
        ("mark c", "mark", "mark"),
        ("title:tro", "title:tro OR title:tro*", "title:tro…"),
        ("post-conf", '"post conf*"', '"post conf*"'),
        ('"prime min', '"prime min*"', '"prime min*"'),
        ('"prime minister"', '"prime minister"', '"prime minister"'),
        ("ice -ho", "ice -ho", "ice AND NOT ho"),
        ("ice OR", "ice", "ice"),
        ("troop*", "troop*", "troop*"),
        ("(ice sno", "ice (sno OR sno*)", "ice AND sno…"),
        ("title:", "", "everything"),
        ("date:20", "", "everything"),
    ],
)
def test_the_last_word_is_a_beginning_while_it_is_typed(text: str, canonical: str, said: str) -> None:
    parsed = parse(text, is_typing=True, today=TODAY)
    assert str(parsed.query) == canonical
    assert echo(parsed.query) == said
    assert not parsed.problems


# ------------------------------------------------------------------------------------------------ dates


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-08-20", "2025-08-20", "2025-08-20"),
        ("2025/8/2", "2025-08-02", "2025-08-02"),
        ("2025-08-20..2025-08-25", "2025-08-20", "2025-08-25"),
        ("2025-08-25..2025-08-20", "2025-08-20", "2025-08-25"),
        ("2024..2025-02", "2024-01-01", "2025-02-28"),
        ("..2025-08", None, "2025-08-31"),
        ("2025-08..", "2025-08-01", None),
        ("today", "2025-08-27", "2025-08-27"),
        ("Yesterday", "2025-08-26", "2025-08-26"),
        ("this-week", "2025-08-25", "2025-08-31"),
        ("last-week", "2025-08-18", "2025-08-24"),
        ("last-month", "2025-07-01", "2025-07-31"),
        ("this-month", "2025-08-01", "2025-08-31"),
        ("last-year", "2024-01-01", "2024-12-31"),
        ("7d", "2025-08-21", "2025-08-27"),
        ("2w", "2025-08-14", "2025-08-27"),
        ("1m", "2025-07-28", "2025-08-27"),
        ("1y", "2024-08-28", "2025-08-27"),
        ("99999d", None, "2025-08-27"),
        ("99999y", None, "2025-08-27"),
        ("last-week..today", "2025-08-18", "2025-08-27"),
    ],
)
def test_dates_are_whole_days_both_included(text: str, first: str | None, last: str | None) -> None:
    dates = understood(f"date:{text}")
    assert isinstance(dates, DateRange)
    if text != "99999d" and text != "99999y":
        assert dates.first == (day(first) if first else None)
    assert dates.last == (day(last) if last else None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("carney date:last-week", "carney AND date 2025-08-18…24 (last week)"),
        ("date:2025-08", "date 2025-08"),
        ("date:2025", "date 2025"),
        ("date:2025-08-20", "date 2025-08-20"),
        ("date:2025-07-30..2025-08-02", "date 2025-07-30…08-02"),
        ("date:2024-12-30..2025-01-02", "date 2024-12-30…2025-01-02"),
        ("date:..2025-08", "date up to 2025-08-31"),
        ("date:2025-08..", "date from 2025-08-01"),
        ("date:7d", "date 2025-08-21…27 (7d)"),
        ("a1 (b1 OR c1) -d1", "a1 AND (b1 OR c1) AND NOT d1"),
        ("a1 OR b1 c1", "a1 OR (b1 AND c1)"),
        ("-(a1 b1)", "NOT (a1 AND b1)"),
        ("carny~2", "carny~ (2 letters off)"),
        ("http://x", '"http x"'),
    ],
)
def test_the_echo_says_what_ran(text: str, said: str) -> None:
    assert echo(understood(text)) == said
