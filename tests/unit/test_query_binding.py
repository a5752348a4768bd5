"""What a query names, what it ranks by, and how it is respelt."""

from __future__ import annotations

import pytest

from index.query import (
    bind,
    echo,
    entity_refs_of,
    has_words,
    name_ids_of,
    parse,
    replace_word,
    words_of,
)


class Lookup:
    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    def name_ids(self, text: str, types: tuple[str, ...]) -> frozenset[int]:
        self.asked.append((text, types))
        return {"carney": frozenset({1, 2}), "ottawa": frozenset({3})}.get(text, frozenset())

    def flag_ids(self, flag: str) -> frozenset[int]:
        return frozenset({10, 11}) if flag == "starred" else frozenset()


def test_binding_looks_up_every_name_with_its_types() -> None:
    lookup = Lookup()
    query = bind(parse('@carney -place:ottawa "{person:carney} told {org}" is:starred').query, lookup)
    assert lookup.asked == [("carney", ()), ("ottawa", ("GPE", "LOC", "FAC")), ("carney", ("PERSON",))]
    assert name_ids_of(query) == {1, 2}
    assert [(ref.text, ref.name_ids) for ref in entity_refs_of(query)] == [("carney", {1, 2}), ("carney", {1, 2})]


def test_the_echo_says_when_nobody_has_a_name() -> None:
    assert echo(bind(parse("@nobody ice").query, Lookup())) == "@nobody (no such name) AND ice"
    assert echo(bind(parse("@carney ice").query, Lookup())) == "@carney AND ice"


@pytest.mark.parametrize(
    ("text", "ranks"),
    [
        ("ice", True),
        ('"the ice"', True),
        ("ic*", True),
        ("title:ice", True),
        ("-ice", False),
        ("", False),
        ("date:2025", False),
        ("@carney", False),
        ("source:ap is:read", False),
        ("source:ap ice", True),
    ],
)
def test_relevance_needs_words(text: str, ranks: bool) -> None:
    assert has_words(parse(text).query) is ranks


def test_words_are_those_asked_for() -> None:
    query = parse('ice -snow title:Pole "the ice {person}" source:ap @carney fro*').query
    assert words_of(query) == ("ice", "Pole", "the")


@pytest.mark.parametrize(
    ("text", "old", "new", "result"),
    [
        ("carny troops", "carny", "carney", "carney troops"),
        ("scarny -carny", "carny", "carney", "scarny -carney"),
        ('title:carny "carny said"', "carny", "carney", 'title:carney "carney said"'),
        ("title:title", "title", "tile", "title:tile"),
    ],
)
def test_a_word_is_respelt_where_it_stands(text: str, old: str, new: str, result: str) -> None:
    assert replace_word(text, old, new) == result
