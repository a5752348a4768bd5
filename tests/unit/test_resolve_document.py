"""Chains within one article, rule by rule: what a reader who jumps from mention to mention would notice."""

from __future__ import annotations

import re

import pytest

from index.model import Link, Mention
from index.resolve import Rules, resolve_document

_MARK = re.compile(r"\[([A-Z_]+) ([^]]+)\]")


def read(marked: str, **options: object) -> list[Link]:
    """Links of a text in which `[LABEL surface]` stands for an annotator's mention."""
    text, mentions, reached = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[reached : mark.start()]
        mentions.append(Mention(len(text), len(text) + len(mark[2]), mark[1], mark[2]))
        text += mark[2]
        reached = mark.end()
    text += marked[reached:]
    return list(resolve_document(text, mentions, **options).links)  # type: ignore[arg-type] # options are of many types


def chains(marked: str, **options: object) -> dict[str, list[str]]:
    """Surfaces by the name they stand for, in text order."""
    found: dict[str, list[str]] = {}
    for link in read(marked, **options):
        if link.name is not None:
            found.setdefault(link.name.text, []).append(link.mention.text)
    return found


def labels(marked: str, **options: object) -> dict[str, str]:
    return {link.mention.text: link.mention.label for link in read(marked, **options)}


@pytest.mark.parametrize(
    ("marked", "surface"),
    [
        ("At [ORG the Church of Rome's] door", "Church of Rome"),
        ("so [PERSON Prime Minister Mark Carney] left", "Mark Carney"),
        ("so [PERSON then-President Lee Myung-bak] left", "Lee Myung-bak"),
        ("he met [PERSON Ludwig van Beethoven] there", "Ludwig van Beethoven"),
        ("in [GPE the U.S.], he", "U.S."),
        ("in [GPE The Hague] again", "The Hague"),
        ("by [ORG Acme Inc.] again", "Acme Inc."),
        ("seen. [GPE Oslo Image]: someone", "Oslo"),
        ("[PERSON Ana Ruiz\n\nWriting] went", "Ana Ruiz"),
        ("when [GPE Panama 3] was", "Panama"),
        ("in [ORG the Dust Lab in Hall 31] now", "Dust Lab"),
        ("by [ORG Group of Nine (G9] now", "Group of Nine"),
    ],
)
def test_a_mention_is_the_name_and_nothing_around_it(marked: str, surface: str) -> None:
    assert read(marked)[0].mention.text == surface


@pytest.mark.parametrize(
    "noise", ["x", "12", "<b>", "http://a.b", "ants", "Monday", "CEO", "However", "sold it. Then he"]
)
def test_what_names_nothing_is_left_out(noise: str) -> None:
    assert read(f"so [ORG {noise}] it") == []


def test_dates_and_money_pass_through_without_a_name() -> None:
    (link,) = read("On [DATE 3 May 2019] it rained")
    assert (link.name, link.mention.label, link.mention.text) == (None, "DATE", "3 May 2019")


def test_a_bare_surname_belongs_to_the_full_name_whatever_it_was_taken_for() -> None:
    links = read("[PERSON Mark Carney] spoke. Then [GPE Carney] left, and [ORG Carney] slept.")
    assert {link.name.text for link in links if link.name} == {"Mark Carney"}
    assert {link.mention.label for link in links} == {"PERSON"}
    assert links[1].reason == "surname of Mark Carney in this article"


def test_a_surname_with_its_particle_belongs_to_the_full_name() -> None:
    assert chains("[PERSON Bill de Blasio] spoke; [PERSON de Blasio] left.") == {
        "Bill de Blasio": ["Bill de Blasio", "de Blasio"]
    }


def test_two_people_of_one_surname_stay_apart_and_the_nearest_earlier_has_the_bare_one() -> None:
    marked = "[PERSON Bill Clinton] spoke; [PERSON Clinton] sat. [PERSON Hillary Clinton] rose; [PERSON Clinton] left."
    assert chains(marked) == {
        "Bill Clinton": ["Bill Clinton", "Clinton"],
        "Hillary Clinton": ["Hillary Clinton", "Clinton"],
    }


def test_a_country_is_no_surname_though_somebody_has_it() -> None:
    assert set(chains("[PERSON Michael Jordan] flew to [GPE Jordan].")) == {"Michael Jordan", "Jordan"}


def test_a_woman_called_paris_stays_a_person() -> None:
    links = read("[PERSON Paris Hilton] sang. [PERSON Paris] bowed, [PERSON Hilton] left.")
    assert {link.name.text for link in links if link.name} == {"Paris Hilton"}


def test_a_first_name_belongs_to_the_only_one_who_has_it() -> None:
    assert chains("[PERSON Ana Ruiz] sang. [PERSON Ana] bowed.") == {"Ana Ruiz": ["Ana Ruiz", "Ana"]}
    assert "Ana" in chains("[PERSON Ana Ruiz] and [PERSON Ana Lund] sang. [PERSON Ana] bowed.")


def test_a_middle_initial_and_a_nickname_are_the_same_person_in_one_article() -> None:
    assert len(chains("[PERSON Donald J. Trump] spoke. [PERSON Donald Trump] left.")) == 1
    assert len(chains("[PERSON Lawrence Lessig] spoke. [PERSON Larry Lessig] left.")) == 1


def test_a_headline_may_have_the_full_name() -> None:
    marked = "[PERSON Blair] spoke in [GPE Ottawa]."
    assert list(chains(marked, title="What Tony Blair's plan means")) == ["Tony Blair", "Ottawa"]
    assert list(chains(marked)) == ["Blair", "Ottawa"]


def test_names_the_annotator_missed_elsewhere_are_found() -> None:
    found = chains("[PERSON Mark Carney] spoke. In time Carney left for [GPE Sofiaville]. It is Sofiaville.")
    assert found == {"Mark Carney": ["Mark Carney", "Carney"], "Sofiaville": ["Sofiaville", "Sofiaville"]}


def test_a_common_word_at_a_sentences_start_is_no_repeat() -> None:
    found = chains("[PERSON Bill Marsh] walked. Marsh plants grow in the marsh.")
    assert found == {"Bill Marsh": ["Bill Marsh"]}


def test_a_name_inside_a_longer_word_or_an_address_is_no_repeat() -> None:
    assert chains("[ORG Acme] sells. See www.Acme.com, @Acme and Acmeville.") == {"Acme": ["Acme"]}


@pytest.mark.parametrize(
    "marked",
    [
        "the Department of National Defence (DND) said. Later the DND denied.",
        "the [ORG Department of National Defence] ([ORG DND]) said. Later [PERSON DND] denied.",
    ],
)
def test_an_introduced_acronym_is_its_name(marked: str) -> None:
    (found,) = chains(marked).values()
    assert found == ["Department of National Defence", "DND", "DND"]


def test_an_acronym_in_another_languages_order_is_its_name() -> None:
    (found,) = chains("the head of CEI (Italian Episcopal Conference) spoke").values()
    assert found == ["CEI", "Italian Episcopal Conference"]


def test_a_countrys_acronym_is_not_the_initials_of_something_else() -> None:
    assert chains("[ORG University of Sheffield] and [GPE US] air")["United States"] == ["US"]


def test_short_forms_of_an_organization_are_its_name() -> None:
    assert len(chains("[ORG Acme Holdings Corp.] fell. [ORG Acme Holdings] rose. Then Acme Holdings fell.")) == 1
    assert len(chains("the [ORG Supreme Court of Cassation] met; the [ORG Supreme Court] ruled")) == 1
    assert len(chains("[ORG Microsoft] and [ORG Microsoft Research] differ")) == 2


def test_a_version_is_not_the_product_without_it() -> None:
    assert len(chains("[PRODUCT Quasar 7] and [PRODUCT Quasar 8] and [PRODUCT Quasar]")) == 3


def test_the_court_is_the_court_named_before() -> None:
    assert chains("the [ORG Supreme Court] met. The [ORG Court] rose.") == {"Supreme Court": ["Supreme Court", "Court"]}


def test_known_names_go_by_their_usual_name() -> None:
    found = read("[GPE Britain] and the [GPE U.K.] and [ORG North Atlantic Treaty Organization]")
    assert [link.name.text for link in found if link.name] == ["United Kingdom", "United Kingdom", "NATO"]
    assert found[0].reason == "another name of United Kingdom"


def test_a_country_nobody_tagged_is_found() -> None:
    assert chains("He flew to Burkina Faso and to New Zealand.") == {
        "Burkina Faso": ["Burkina Faso"], "New Zealand": ["New Zealand"]
    }  # fmt: skip


def test_a_demonym_is_linked_in_words_but_walks_alone() -> None:
    canada, canadian = read("[GPE Canada] sent [NORP Canadian] ships")
    assert canada.name != canadian.name
    assert (canadian.mention.label, canadian.reason) == ("NORP", "demonym of Canada")


def test_labels_are_voted_in_the_article() -> None:
    assert set(labels("[ORG Twittle] and [ORG Twittle] and [PERSON Twittle]").values()) == {"ORG"}


def test_a_names_own_words_correct_its_label() -> None:
    assert labels("when [PERSON Hurricane Katrina] came")["Hurricane Katrina"] == "EVENT"
    assert labels("at [PERSON Quebec University] now")["Quebec University"] == "ORG"
    assert labels("with [ORG Henry Acheson] now")["Henry Acheson"] == "PERSON"
    assert labels("Prime Minister [ORG Chrystia Freeland] said")["Chrystia Freeland"] == "PERSON"


def test_two_names_joined_by_and_are_two() -> None:
    found = chains("[ORG Acme Foundation and Creative Commons] met. [ORG Creative Commons] left.")
    assert found == {
        "Acme Foundation": ["Acme Foundation"],
        "Creative Commons": ["Creative Commons", "Creative Commons"],
    }


def test_a_name_broken_over_two_lines_is_whole() -> None:
    line = "The visitor who had come to the city that day was "
    links = read(line + "[GPE Volodymyr]\n[PERSON Zelenskyy], and Volodymyr Zelenskyy spoke.")
    assert [link.mention.text for link in links] == ["Volodymyr\nZelenskyy", "Volodymyr Zelenskyy"]
    assert {link.name.text for link in links if link.name} == {"Volodymyr Zelenskyy"}


def test_a_surname_cut_off_at_its_particle_is_whole() -> None:
    assert list(chains("[PERSON Ursula von der] [GPE Leyen] spoke")) == ["Ursula von der Leyen"]


def test_a_word_that_is_always_there_belongs_to_the_name() -> None:
    assert chains("to Internet [ORG Explorer] or Internet [PRODUCT Explorer]") == {
        "Internet Explorer": ["Internet Explorer", "Internet Explorer"]
    }


def test_names_nobody_tagged_are_found_when_they_recur() -> None:
    assert chains("We like wikiHow. But wikiHow is small, and the Zorblax is a Zorblax.") == {
        "wikiHow": ["wikiHow", "wikiHow"], "Zorblax": ["Zorblax", "Zorblax"]
    }  # fmt: skip
    assert chains("the ant Formica fusca and Formica fusca and the President, a President") == {}


def test_what_speaks_has_a_name() -> None:
    assert chains("Then Trumbold said no. The Independent reported it. Residents said yes.") == {
        "Trumbold": ["Trumbold"], "Independent": ["Independent"]
    }  # fmt: skip


def test_a_country_that_plays_is_a_team_and_not_the_country() -> None:
    marked = (
        "[GPE Belgium] 3 – 0 [GPE Panama]. The match was in [GPE Russia]. The penalty, the goals, the striker. "
        "The [NORP Belgians] won. The [NORP Swedish] captain left."
    )
    links = read(marked)
    assert [(link.name.text, link.name.qualifier) for link in links if link.name] == [
        ("Belgium", "team"), ("Panama", "team"), ("Russia", ""), ("Belgium", "team"),
        ("Swedish", ""),
    ]  # fmt: skip


def test_a_misspelt_name_is_the_one_it_was_meant_for() -> None:
    assert len(chains("[PERSON Ana Buchtmann] met [PERSON Ana Buchtman]. [PERSON Ana Buchtmann] left.")) == 1


def test_german_nouns_are_no_names() -> None:
    text = "Der Hund sah die Katze, und die Katze sah den Hund, sagte Meier."
    assert resolve_document(text, [], language="de").links == ()


def test_each_rule_can_be_switched_off() -> None:
    marked = "[PERSON Mark Carney] spoke. [GPE Carney] left."
    assert len(chains(marked)) == 1
    assert len(chains(marked, rules=Rules().without("surnames"))) == 2


def test_a_year_of_birth_or_the_work_of_a_common_name_tells_bearers_apart() -> None:
    (soldier,) = read("[PERSON John Smith] (1580–1631) sailed.")
    (senator,) = read("so Senator [PERSON John Smith] spoke.")
    (striker,) = read("[PERSON John Smith], a young striker, left.")
    assert [link.name.qualifier for link in (soldier, senator, striker) if link.name] == [
        "born 1580",
        "politics",
        "sports",
    ]
    (carney,) = read("so Minister [PERSON Mark Carney] spoke.")
    assert carney.name
    assert carney.name.qualifier == ""


def test_a_storm_or_ship_keeps_its_chain_without_the_word_for_what_it_is() -> None:
    assert chains("[EVENT Hurricane Rosa] came. Later [PERSON Rosa] left as [ORG Tropical Storm Rosa].") == {
        "Hurricane Rosa": ["Hurricane Rosa", "Rosa", "Tropical Storm Rosa"]
    }
    assert chains("The [ORG HMS Dover] sank. [GPE Dover] was old.") == {"HMS Dover": ["HMS Dover", "Dover"]}


def test_a_person_is_not_taken_for_a_lake_nor_a_name_for_two_kinds_of_thing() -> None:
    assert chains("At [LOC Lake Clinton] spoke [PERSON Clinton].") == {
        "Lake Clinton": ["Lake Clinton"],
        "Clinton": ["Clinton"],
    }
    assert chains("[FAC USS Erie] on [LOC Lake Erie]: then [LOC Erie] froze.")["Erie"] == ["Erie"]


def test_two_landmarks_of_one_name_stay_two_and_the_bare_name_is_neither() -> None:
    found = chains("From [LOC Hudson River] to [LOC Hudson Strait]; then [LOC Hudson] froze.")
    assert found == {"Hudson River": ["Hudson River"], "Hudson Strait": ["Hudson Strait"], "Hudson": ["Hudson"]}
    assert len(chains("The [ORG USS Dover] met the [ORG HMS Dover].")) == 2
    assert chains("The [LOC River Wye] is long; [LOC Wye River] floods.") == {"River Wye": ["River Wye", "Wye River"]}


def test_a_mountain_is_called_by_its_name_alone() -> None:
    assert chains("On [LOC Mount Kenia] it snowed; [GPE Kenia] is high.") == {"Mount Kenia": ["Mount Kenia", "Kenia"]}
