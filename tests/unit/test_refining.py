"""A query that is made narrower says exactly that, and as much as possible in its writer's own words."""

from __future__ import annotations

import pytest

from index.answers import Tally, TallyRow
from index.query import parse
from index.query.ast import all_of
from tui.refining import asks, filled, open_slots, settled, with_added, with_phrase, without


@pytest.mark.parametrize(
    ("text", "addition", "narrower"),
    [
        ("", "@mark-carney", "@mark-carney"),
        ("  ", "date:2025", "date:2025"),
        ("carney", "@canada", "carney @canada"),
        ("carney troops -hockey", "date:2025-08", "carney troops -hockey date:2025-08"),
        ("carney OR trudeau", "@canada", "(carney OR trudeau) @canada"),
        ("(carney OR trudeau) kyiv", "@canada", "(carney OR trudeau) kyiv @canada"),
        ("carney|trudeau", "@canada", "(carney|trudeau) @canada"),
        ("carney  AND  troops", 'source:"Kyiv Notebook"', 'carney  AND  troops source:"Kyiv Notebook"'),
        ('"{person} said', "@canada", '"{person} said" @canada'),
        ('"carney', "@canada", '"carney" @canada'),
        ("source:", "@canada", "source: @canada"),
        ("carney @canada", "@canada", "carney @canada"),
        ("@canada", "@canada", "@canada"),
        ("carney OR", "@canada", "carney @canada"),
    ],
)
def test_a_condition_is_added_with_parentheses_only_where_an_or_needs_them(
    text: str, addition: str, narrower: str
) -> None:
    assert with_added(text, addition) == narrower


@pytest.mark.parametrize("text", ["a b", "a OR b", "(a", "a) b", '"x', "NOT", "a -", "a OR b OR (c d)", "-a", "a NOT"])
@pytest.mark.parametrize("addition", ["@canada", "date:2025", '"{person}"', 'source:"The News"', "-@canada"])
def test_whatever_the_query_the_narrower_one_means_both(text: str, addition: str) -> None:
    wanted = all_of((parse(text).query, parse(addition).query))
    assert parse(with_added(text, addition)).query == wanted


def test_a_thing_is_left_out() -> None:
    assert without("carney", "@canada") == "carney -@canada"
    assert without("carney OR trudeau", "@canada") == "(carney OR trudeau) -@canada"
    assert without("", '"{person}"') == '-"{person}"'
    assert without("ice", "a OR b") == "ice -(a OR b)"


def test_a_phrase_takes_the_place_of_another_where_it_stands() -> None:
    assert with_phrase('"{person} said" ice', '"{person} said"', '"@mark-carney said"') == '"@mark-carney said" ice'
    assert with_phrase("“{person}  said” OR ice", '"{person} said"', '"@x said"') == '"@x said" OR ice'
    assert with_phrase("ice", '"{person} said"', '"@x said"') == 'ice "@x said"'


def test_a_last_word_that_is_still_typed_is_written_out_as_a_beginning() -> None:
    assert settled("ice carn", is_typing=False) == "ice carn"
    assert settled("ice carn ", is_typing=True) == "ice carn "
    assert settled("ice carn", is_typing=True) == "ice (carn OR carn*)"
    assert settled('"{person} sai', is_typing=True) == '"{person} sai*"'


def test_open_slots_are_those_nobody_is_named_in() -> None:
    assert len(open_slots('"{person} told {org}" ice "@carney said"')) == 2
    assert open_slots('"{person:carney} said" -"{person} said" "carney troops"') == ()


@pytest.mark.parametrize(
    ("phrase", "question"),
    [
        ('"{person} said"', "who"),
        ('"{org|person} said"', "who"),
        ('"in {place}"', "where"),
        ('"on {date}"', "when"),
        ('"{money} for"', "how much"),
        ('"{person} ... {money}"', "what"),
        ('"{event} began"', "what"),
    ],
)
def test_a_tally_is_headed_by_the_question_it_answers(phrase: str, question: str) -> None:
    assert asks(phrase) == question


def test_slots_are_filled_as_a_row_of_the_tally_says() -> None:
    one = Tally('"{person} said"', (), 1, 1)
    assert filled(one, TallyRow(("Mark Carney",), ("mark-carney",), 3)) == '"@mark-carney said"'
    assert filled(one, TallyRow(("somebody not yet resolved",), (None,), 1)) == ""
    two = Tally('"{person} told {org}"', (), 1, 1)
    row = TallyRow(("Mark Carney", "NATO"), ("mark-carney", "nato"), 1)
    assert filled(two, row) == '"@mark-carney told @nato"'
    named = Tally('"{person:carney} told {org}"', (), 1, 1)
    assert filled(named, TallyRow(("NATO",), ("nato",), 1)) == '"{person:carney} told @nato"'
    amount = Tally('"{money} for"', (), 1, 1, articles_read=20)
    assert filled(amount, TallyRow(("$2 billion",), (None,), 1)) == '"2 billion for"'
