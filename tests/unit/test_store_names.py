"""Who is who in the store: counts, aliases with reasons, and identities that follow the names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import NotFound
from index.model import (
    Annotated,
    Article,
    Entity,
    Identities,
    Identity,
    Link,
    Mention,
    Name,
    NameCount,
    Resolution,
)
from index.store import articles, entities, library, names
from index.store.database import Database

_CARNEY = Name("Mark Carney", "PERSON")
_BARE = Name("Carney", "PERSON")


def _apart(counts: Iterable[NameCount]) -> Identities:
    """Every name an entity of its own."""
    slugs = {count.name: count.name.text.lower().replace(" ", "-") for count in counts}
    return Identities(
        tuple(Identity(name, slug, "its own name") for name, slug in slugs.items()),
        tuple(Entity(slug, name.text, name.type, possibly=("carney",)) for name, slug in slugs.items()),
    )


def _together(counts: Iterable[NameCount]) -> Identities:
    """Every name the same man."""
    return Identities(
        tuple(Identity(count.name, "mark-carney", "the only bearer here") for count in counts),
        (Entity("mark-carney", "Mark Carney", "PERSON"),),
    )


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path, writable=True)
    _write(
        opened, "a", "Mark Carney spoke. Carney left on Sunday.", [(0, 11, _CARNEY), (19, 25, _CARNEY), (34, 40, None)]
    )
    _write(opened, "b", "Carney\nwas there.", [(0, 6, _BARE)])
    with opened.transaction():
        names.identify_all(opened, _apart, library.next_generation(opened))
    yield opened
    opened.close()


def _write(database: Database, key: str, text: str, places: list[tuple[int, int, Name | None]]) -> None:
    links = tuple(
        Link(Mention(start, end, name.type if name else "DATE", text[start:end]), name, "as written")
        for start, end, name in places
    )
    with database.transaction():
        generation = library.next_generation(database)
        articles.put(database, Article(key=key, text=text, title=key), generation)
        number = articles.find(database, key)
        names.put_annotation(database, number, Annotated(key, tuple(link.mention for link in links), "test 1"))
        names.put_resolution(database, number, Resolution(links), "test 1", generation)


def test_mentions_come_back_with_their_entity_and_reason(database: Database) -> None:
    number = articles.find(database, "a")
    text = articles.get(database, number).article.text
    found = entities.mentions_of_article(database, number, text)
    assert [(m.text, m.label, m.entity) for m in found] == [
        ("Mark Carney", "PERSON", "mark-carney"),
        ("Carney", "PERSON", "mark-carney"),
        ("Sunday", "DATE", None),
    ]
    assert "as written" in found[0].reason


def test_the_models_own_words_are_kept_apart(database: Database) -> None:
    number = articles.find(database, "b")
    assert names.annotation(database, number, "Carney\nwas there.") == (Mention(0, 6, "PERSON", "Carney"),)


def test_entities_are_counted_by_article_and_mention(database: Database) -> None:
    rows = {row.id: (row.articles, row.mentions) for row in entities.listing(database)}
    assert rows == {"mark-carney": (1, 2), "carney": (1, 1)}


def test_a_new_answer_to_who_is_who_moves_counts_and_aliases_along(database: Database) -> None:
    with database.transaction():
        names.identify_all(database, _together, library.next_generation(database))
    (row,) = entities.listing(database)
    assert (row.id, row.articles, row.mentions) == ("mark-carney", 2, 3)
    aliases = {alias.text: (alias.mentions, alias.reason) for alias in entities.aliases(database, "mark-carney")}
    assert aliases["Carney"] == (2, "the only bearer here")
    assert aliases["Mark Carney"] == (1, "as written")
    assert set(entities.articles_with(database, "mark-carney").values()) == {1, 2}


def test_an_entity_is_found_by_id_name_and_alias_whatever_the_case(database: Database) -> None:
    for text in ("mark-carney", "@mark-carney", "Mark Carney", "MARK  CARNEY"):
        assert entities.find(database, text).id == "mark-carney"


def test_a_name_of_several_says_which(database: Database) -> None:
    with database.transaction():
        generation = library.next_generation(database)
        other = Name("Jim Carney", "PERSON")
        articles.put(database, Article(key="c", text="Carney", title="c"), generation)
        number = articles.find(database, "c")
        link = Link(Mention(0, 6, "PERSON", "Carney"), other, "as written")
        names.put_resolution(database, number, Resolution((link,)), "test 1", generation)
        names.identify_new(database, _apart, generation)
    # The one whose own name it is goes first; the others are not hidden.
    assert entities.find(database, "Carney").id == "carney"
    assert {row.id for row in entities.named(database, "carney")} == {"mark-carney", "carney", "jim-carney"}


def test_an_unknown_name_is_answered_with_the_nearest(database: Database) -> None:
    with pytest.raises(NotFound) as raised:
        entities.find(database, "Mark Carny")
    assert "mark-carney" in raised.value.hint


def test_typing_a_part_of_a_name_lists_it(database: Database) -> None:
    assert {row.id for row in entities.listing(database, "carn")} == {"mark-carney", "carney"}
    assert entities.listing(database, "arney") == []
    assert entities.listing(database, "%") == []
    assert entities.listing(database, "carn", types=["ORG"]) == []


def test_names_no_article_uses_any_more_leave_no_entity(database: Database) -> None:
    with database.transaction():
        generation = library.next_generation(database)
        names.put_resolution(database, articles.find(database, "b"), Resolution(()), "test 1", generation)
        names.identify_all(database, _apart, generation)
    assert [row.id for row in entities.listing(database)] == ["mark-carney"]


def test_possibly_the_same_is_listed(database: Database) -> None:
    assert [row.id for row in entities.possibly(database, "mark-carney")] == ["carney"]


def test_a_people_and_its_country_lead_to_each_other(database: Database) -> None:
    def of_a_country(counts: Iterable[NameCount]) -> Identities:
        found = _apart(counts)
        tied = [replace(entity, related=("mark-carney",) if entity.id == "carney" else ()) for entity in found.entities]
        return Identities(found.identities, tuple(tied))

    with database.transaction():
        names.identify_all(database, of_a_country, library.next_generation(database))
    assert [row.id for row in entities.related(database, "carney")] == ["mark-carney"]
    assert [row.id for row in entities.related(database, "mark-carney")] == ["carney"]


def test_mentions_are_labelled_as_the_library_knows_their_entity(database: Database) -> None:
    with database.transaction():
        generation = library.next_generation(database)
        articles.put(database, Article(key="d", text="Mark Carney paid.", title="d"), generation)
        number = articles.find(database, "d")
        link = Link(Mention(0, 11, "ORG", "Mark Carney"), Name("Mark Carney", "ORG"), "as written")
        names.put_resolution(database, number, Resolution((link,)), "test 1", generation)
    for identify, label in ((_together, "PERSON"), (_apart_by_type, "ORG"), (_together, "PERSON")):
        with database.transaction():
            generation = library.next_generation(database)
            names.identify_all(database, identify, generation)
        (mention,) = entities.mentions_of_article(database, number, "Mark Carney paid.")
        assert mention.label == label
        assert articles.changed_since(database, generation - 1) == [number], "the engine must look at it again"


def _apart_by_type(counts: Iterable[NameCount]) -> Identities:
    """Every name and type an entity of its own."""
    slugs = {count.name: f"{count.name.text}-{count.name.type}".lower().replace(" ", "-") for count in counts}
    return Identities(
        tuple(Identity(name, slug, "its own name") for name, slug in slugs.items()),
        tuple(Entity(slug, name.text, name.type) for name, slug in slugs.items()),
    )
