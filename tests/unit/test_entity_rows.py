"""What the entities pane lists: orders, one type, and names that have what is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import Article, ArticleEntity, EntityMention, OpenArticle
from index.text import fold
from tui.widgets.entity_rows import (
    ORDER_NAMES,
    ORDERS,
    Gap,
    Heading,
    Item,
    Listing,
    Value,
    entity_items,
    has_words,
    searchable_names,
    types_of,
)

ENTITIES = (
    ArticleEntity("zelenskyy", "Volodymyr Zelenskyy", "PERSON", 2, 90, 0.5),
    ArticleEntity("curie", "Irène Curie", "PERSON", 5, 3, 0.4),
    ArticleEntity("sorbonne", "Sorbonne", "ORG", 3, 7, 0.9),
    ArticleEntity("paris", "Paris", "GPE", 1, 200, 0.1),
)
MENTIONS = (
    EntityMention(0, 5, "PERSON", "Curie", "curie", "Irène Curie", ""),
    EntityMention(6, 16, "PERSON", "Mme Joliot", "curie", "Irène Curie", ""),
    EntityMention(20, 26, "DATE", "Monday", None, "Monday", ""),
    EntityMention(30, 36, "DATE", "Monday", None, "Monday", ""),
    EntityMention(40, 42, "MONEY", "€2", None, "€2", ""),
)
OPENED = OpenArticle(1, Article("key", "x" * 60, "t"), 1, True, MENTIONS, ENTITIES)


def listed(items: list[Item]) -> list[str]:
    return [item.id for item in items if isinstance(item, ArticleEntity)]


def headings(items: list[Item]) -> list[tuple[str, int]]:
    return [(item.label, item.count) for item in items if isinstance(item, Heading)]


def test_by_type_the_most_central_of_each_comes_first() -> None:
    items = entity_items(OPENED)
    assert listed(items) == ["zelenskyy", "curie", "sorbonne", "paris"]
    assert headings(items) == [("PERSON", 2), ("ORG", 1), ("GPE", 1)]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("centrality", ["sorbonne", "zelenskyy", "curie", "paris"]),
        ("mentions", ["curie", "sorbonne", "zelenskyy", "paris"]),
        ("library", ["paris", "zelenskyy", "sorbonne", "curie"]),
    ],
)
def test_in_other_orders_all_types_stand_in_one_list(order: str, expected: list[str]) -> None:
    items = entity_items(OPENED, Listing(order=order))  # one of ORDERS
    assert listed(items) == expected
    assert not headings(items)


def test_every_order_has_a_name() -> None:
    assert set(ORDER_NAMES) == set(ORDERS)


def test_one_type_alone_leaves_the_others_and_the_values_out() -> None:
    items = entity_items(OPENED, Listing(type="PERSON", with_values=True))
    assert listed(items) == ["zelenskyy", "curie"]
    assert headings(items) == [("PERSON", 2)]
    assert entity_items(OPENED, Listing(type="EVENT")) == []


def test_types_are_counted_in_the_order_of_the_pane() -> None:
    assert list(types_of(ENTITIES).items()) == [("PERSON", 2), ("ORG", 1), ("GPE", 1)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("zel", ["zelenskyy"]), ("IRENE", ["curie"]), ("irène cur", ["curie"]), ("cur ire", ["curie"]),
        ("joliot", ["curie"]), ("o", ["zelenskyy", "curie", "sorbonne"]), ("nobody", []), ("  ", listed([*ENTITIES])),
    ],
)  # fmt: skip
def test_typed_words_narrow_the_list_whatever_their_accents_and_by_every_name_here(
    words: str, expected: list[str]
) -> None:
    assert listed(entity_items(OPENED, Listing(words=words))) == expected


def test_values_are_listed_once_each_and_narrowed_too() -> None:
    values = [item for item in entity_items(OPENED, Listing(with_values=True)) if isinstance(item, Value)]
    assert [(value.text, value.count, value.start) for value in values] == [("Monday", 2, 20), ("€2", 1, 40)]
    narrowed = entity_items(OPENED, Listing(with_values=True, words="mon"))
    assert [item.text for item in narrowed if isinstance(item, Value)] == ["Monday"]
    assert not isinstance(narrowed[0], Gap)


@given(st.text(max_size=12), st.sampled_from(ORDERS), st.sampled_from([None, "PERSON", "ORG", "EVENT"]))
def test_any_words_list_only_whom_they_fit_and_each_once(words: str, order: str, label: str | None) -> None:
    items = entity_items(OPENED, Listing(order=order, type=label, words=words))
    names = searchable_names(OPENED)
    expected = {e.id for e in ENTITIES if label in (None, e.type) and has_words(names[e.id], words)}
    assert sorted(listed(items)) == sorted(expected)
    assert sum(count for _, count in headings(items)) == (len(expected) if order == "type" else 0)


def test_a_name_is_found_by_itself() -> None:
    names = searchable_names(OPENED)
    assert all(has_words(names[entity.id], entity.name) for entity in ENTITIES)
    assert names["curie"].split("\n") == [fold("Irène Curie"), "curie", "mme joliot"]
