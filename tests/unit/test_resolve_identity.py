"""Who is who across a library: when two names are one entity, when they only may be, and what its id is."""

from __future__ import annotations

import re

import pytest

from index.model import Entity, Identities, Name, NameCount
from index.resolve import Rules, identify
from index.resolve.slugs import slug


def library(*names: tuple[str, str, int] | tuple[str, str, int, str]) -> list[NameCount]:
    """Counts from (text, type, articles[, qualifier]); twice as many mentions as articles."""
    return [NameCount(Name(text, type_, *rest), articles, 2 * articles) for text, type_, articles, *rest in names]


def ids(result: Identities) -> dict[str, str]:
    """Entity ids by name text (and type, where one text has several)."""
    return {f"{i.name.text} {i.name.qualifier}".strip(): i.entity for i in result.identities}


def entity(result: Identities, id_: str) -> Entity:
    return next(entity for entity in result.entities if entity.id == id_)


def test_ids_are_slugs_of_the_name() -> None:
    result = identify(library(("Mark Carney", "PERSON", 3), ("Canada", "GPE", 4), ("NATO", "ORG", 1)))
    assert ids(result) == {"Mark Carney": "mark-carney", "Canada": "canada", "NATO": "nato"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [("AT&T", "at-and-t"), ("Zoë Ångström", "zoe-angstrom"), ("C++", "c-plus-plus"), ("C#", "c-sharp"),
     ("北京", "北京"), ("Kim Jong-un", "kim-jong-un"), ("U.S.", "us"),
     ("Łódź", "lodz"), ("Владимир Путин", "владимир-путин")],
)  # fmt: skip
def test_slugs_are_readable_in_any_script(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_a_name_without_letters_still_has_an_id() -> None:
    assert re.fullmatch(r"name-[0-9a-f]{8}", slug("!!!"))
    assert slug("!!!") != slug("???")
    assert len(slug("x" * 500)) < 100


def test_spelling_makes_no_difference() -> None:
    result = identify(
        library(("Jean Chrétien", "PERSON", 2), ("Jean Chretien", "PERSON", 1), ("JEAN CHRÉTIEN", "PERSON", 1))
    )
    assert set(ids(result).values()) == {"jean-chretien"}
    assert entity(result, "jean-chretien").name == "Jean Chrétien"


def test_a_bare_surname_goes_to_a_nearly_unrivalled_bearer() -> None:
    result = identify(library(("Mark Carney", "PERSON", 10), ("Art Carney", "PERSON", 1), ("Carney", "PERSON", 1)))
    assert ids(result)["Carney"] == "mark-carney"
    reason = next(i.reason for i in result.identities if i.name.text == "Carney")
    assert "surname of Mark Carney" in reason


@pytest.mark.parametrize(
    "bearers",
    [
        [("Mark Carney", "PERSON", 7)],  # seen too seldom
        [("Mark Carney", "PERSON", 16), ("Art Carney", "PERSON", 2)],  # has a rival
    ],
)
def test_else_a_bare_surname_stays_itself_and_is_possibly_each_of_them(bearers: list[tuple[str, str, int]]) -> None:
    result = identify(library(*bearers, ("Carney", "PERSON", 1)))
    assert ids(result)["Carney"] == "carney"
    assert set(entity(result, "carney").possibly) == {slug(name) for name, _, _ in bearers}
    assert "carney" in entity(result, "mark-carney").possibly


def test_an_initial_and_a_surname_are_never_merged_silently() -> None:
    result = identify(library(("Mark Carney", "PERSON", 30), ("M. Carney", "PERSON", 1)))
    assert ids(result) == {"Mark Carney": "mark-carney", "M. Carney": "m-carney"}
    assert entity(result, "m-carney").possibly == ("mark-carney",)


def test_a_middle_name_is_the_same_person_until_another_middle_name_turns_up() -> None:
    one = identify(library(("George Bush", "PERSON", 5), ("George W. Bush", "PERSON", 2)))
    assert set(ids(one).values()) == {"george-bush"}
    two = identify(
        library(("George Bush", "PERSON", 5), ("George W. Bush", "PERSON", 2), ("George H. W. Bush", "PERSON", 1))
    )
    assert len(set(ids(two).values())) == 3
    assert set(entity(two, "george-bush").possibly) == {"george-w-bush", "george-h-w-bush"}


def test_a_middle_name_and_its_initial_agree() -> None:
    result = identify(
        library(
            ("John Kennedy", "PERSON", 5), ("John F. Kennedy", "PERSON", 2), ("John Fitzgerald Kennedy", "PERSON", 1)
        )
    )
    assert set(ids(result).values()) == {"john-kennedy"}


def test_father_and_son_stay_apart() -> None:
    result = identify(
        library(("Ken Griffey", "PERSON", 5), ("Ken Griffey Jr.", "PERSON", 2), ("Ken Griffey Sr.", "PERSON", 1))
    )
    assert len(set(ids(result).values())) == 3


def test_qualifiers_keep_bearers_of_one_name_apart() -> None:
    result = identify(library(("John Smith", "PERSON", 2, "born 1580"), ("John Smith", "PERSON", 1, "born 1938")))
    assert set(ids(result).values()) == {"john-smith-born-1580", "john-smith-born-1938"}
    team = identify(library(("Belgium", "GPE", 2), ("Belgium", "ORG", 1, "team")))
    assert ids(team) == {"Belgium": "belgium", "Belgium team": "belgium-team"}


def test_a_conflicting_description_keeps_people_apart_and_a_mere_lack_of_one_does_not() -> None:
    alone = identify(library(("John Smith", "PERSON", 2, "politics"), ("John Smith", "PERSON", 3)))
    assert set(ids(alone).values()) == {"john-smith"}
    result = identify(library(("John Smith", "PERSON", 2, "politics"), ("John Smith", "PERSON", 3, "sports")))
    assert {entity.id: entity.possibly for entity in result.entities} == {
        "john-smith-politics": ("john-smith-sports",), "john-smith-sports": ("john-smith-politics",)
    }  # fmt: skip


def test_a_thing_the_annotator_wavers_on_is_one_entity() -> None:
    result = identify(library(("YouTube", "ORG", 5), ("YouTube", "GPE", 1), ("YouTube", "PRODUCT", 1)))
    assert [(e.id, e.type) for e in result.entities] == [("youtube", "ORG")]


def test_a_person_and_a_place_of_one_name_are_two() -> None:
    result = identify(library(("Jordan", "GPE", 50), ("Jordan", "PERSON", 1)))
    assert {e.id: e.type for e in result.entities} == {"jordan": "GPE", "jordan-person": "PERSON"}


def test_a_company_and_its_short_name_are_one() -> None:
    result = identify(library(("Microsoft", "ORG", 5), ("Microsoft Corp.", "ORG", 1), ("Microsoft Research", "ORG", 1)))
    assert ids(result) == {
        "Microsoft": "microsoft",
        "Microsoft Corp.": "microsoft",
        "Microsoft Research": "microsoft-research",
    }


def test_an_acronym_from_another_article_is_only_possibly_the_name() -> None:
    result = identify(library(("DND", "ORG", 1), ("Department of National Defence", "ORG", 3)))
    assert entity(result, "dnd").possibly == ("department-of-national-defence",)


def test_an_adjective_is_not_its_country() -> None:
    assert set(ids(identify(library(("Canada", "GPE", 1), ("Canadian", "NORP", 1)))).values()) == {"canada", "canadian"}


def test_an_adjective_leads_to_its_country_if_the_library_knows_it() -> None:
    known = identify(
        library(("Canada", "GPE", 3), ("Canadian", "NORP", 2), ("Danish", "NORP", 1), ("British", "NORP", 1))
    )
    assert entity(known, "canadian").related == ("canada",)
    assert entity(known, "danish").related == ()
    with_kingdom = identify(library(("United Kingdom", "GPE", 3), ("British", "NORP", 1)))
    assert entity(with_kingdom, "british").related == ("united-kingdom",)


def test_a_national_team_leads_to_its_country() -> None:
    known = identify(library(("Chile", "GPE", 3), ("Chile", "ORG", 2, "team")))
    assert entity(known, "chile-team").related == ("chile",)


def test_rules_can_be_switched_off() -> None:
    counts = library(("Mark Carney", "PERSON", 10), ("Carney", "PERSON", 1))
    assert ids(identify(counts, rules=Rules().without("dominant_surnames")))["Carney"] == "carney"


def test_an_empty_library_has_no_entities() -> None:
    assert identify([]) == Identities((), ())
