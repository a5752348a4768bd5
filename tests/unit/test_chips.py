"""Filters can be told from what is searched for, and each can be taken out without a change to the rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query import And, parse
from tui.chips import filters_of, parts_of, toggled, without_part

_CONDITIONS = (
    "carney", '"prime minister"', "troop*", "carny~", '"{person} said"', "title:troops", "@mark-carney",
    'person:"Marie Curie"', "date:2025-08", "date:..2025", "source:reuters", "source:ap|reuters", "is:unread",
    "-is:read", '"{person}"', "tag:war", "lang:en", "-hockey", "(ice OR snow)", "-(ice snow)",
)  # fmt: skip


@pytest.mark.parametrize(
    ("query", "filters"),
    [
        ("", []),
        ("carney troops", []),
        ("carney date:2025-08", ["date:2025-08"]),
        ("@mark-carney is:unread troops", ["@mark-carney", "is:unread"]),
        ("source:ap|reuters -is:read", ["source:ap OR source:reuters", "-is:read"]),
        ('"{person}" "{person} said"', ['"{person}"']),
        ("title:troops lang:en", ["lang:en"]),
        ("carney OR date:2025", []),
        ("date:2025-08", ["date:2025-08"]),
    ],
)
def test_filters_are_the_conditions_beside_the_words(query: str, filters: list[str]) -> None:
    assert [str(part.query) for part in filters_of(query)] == filters


@given(st.lists(st.sampled_from(_CONDITIONS), min_size=1, max_size=6, unique=True), st.data())
def test_taking_a_part_out_leaves_exactly_the_others(conditions: list[str], data: st.DataObject) -> None:
    text = " ".join(conditions)
    parts = parts_of(text)
    part = data.draw(st.sampled_from(parts))
    left = [other.query for other in parts if other is not part]
    tree = parse(without_part(text, part)).query
    assert (list(tree.parts) if isinstance(tree, And) else [tree] if left else []) == left


@given(st.lists(st.sampled_from(_CONDITIONS), max_size=4, unique=True), st.sampled_from(("is:unread", "is:starred")))
def test_toggling_twice_asks_the_same_again(conditions: list[str], condition: str) -> None:
    text = " ".join(each for each in conditions if each != condition)
    once = toggled(text, condition)
    assert parse(once).query != parse(text).query
    assert parse(toggled(once, condition)).query == parse(text).query


def test_what_was_typed_stays_as_it_was_typed() -> None:
    text = 'Carney  "Prime  Minister" date:2025-08 is:unread'
    assert without_part(text, filters_of(text)[0]) == 'Carney "Prime Minister" is:unread'


@given(st.text(max_size=60))
def test_any_text_has_parts(text: str) -> None:
    for part in parts_of(text):
        assert part.text
        without_part(text, part)
