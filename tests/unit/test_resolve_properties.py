"""What holds for every text and every annotator, however odd: offsets, order, determinism."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from index.model import ENTITY_LABELS, VALUE_LABELS, Mention, Name, NameCount
from index.resolve import Rules, identify, resolve_document

_WORDS = [
    "Mark", "Carney", "Carney's", "Ottawa", "Canada", "Canadians", "NATO", "the", "The", "of", "and", "said", "in",
    "(DND)", "DND", "U.S.", "US", "Mr.", "President", "Department", "National", "Defence", "Microsoft", "Corp.",
    "wikiHow", "Zelenskyy", "Volodymyr", "3", "–", "0", "2024", "Élysée", "\n", "\n\n", "“", "”", "'s", "’s", ",",
    ".", "北京", "Зеленский", "\u0301", "\U0001f600", "(", ")", "@", "-", "x",
]  # fmt: skip
texts = st.one_of(st.text(max_size=120), st.lists(st.sampled_from(_WORDS), max_size=60).map(" ".join))
labels = st.sampled_from([*ENTITY_LABELS, *VALUE_LABELS, "NONSENSE"])


@st.composite
def annotated(draw: st.DrawFn) -> tuple[str, list[Mention]]:
    """A text and mentions on it, some of which overlap, run past its end, or lie about their text."""
    text = draw(texts)
    spans = st.tuples(st.integers(-2, len(text) + 3), st.integers(0, 25), labels)
    mentions = [Mention(s, s + n, label, text[max(0, s) : s + n]) for s, n, label in draw(st.lists(spans, max_size=12))]
    return text, mentions


@settings(max_examples=300, deadline=None)
@given(annotated())
def test_every_mention_is_the_text_at_its_place_and_none_overlap(case: tuple[str, list[Mention]]) -> None:
    text, mentions = case
    reached = 0
    for link in resolve_document(text, mentions).links:
        mention = link.mention
        assert reached <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert (link.name is None) == (mention.label in VALUE_LABELS)
        assert link.reason
        reached = mention.end


@settings(max_examples=100, deadline=None)
@given(annotated(), st.randoms(use_true_random=False), st.sampled_from(["", "en", "de"]))
def test_the_order_of_an_annotators_mentions_makes_no_difference(
    case: tuple[str, list[Mention]], rng: random.Random, language: str
) -> None:
    text, mentions = case
    shuffled = list(mentions)
    rng.shuffle(shuffled)
    assert resolve_document(text, mentions, language=language) == resolve_document(text, shuffled, language=language)


@settings(max_examples=100, deadline=None)
@given(annotated(), st.sampled_from(Rules.names()))
def test_offsets_hold_whichever_rule_is_off(case: tuple[str, list[Mention]], rule: str) -> None:
    text, mentions = case
    for rules in (Rules().without(rule), Rules.none()):
        for link in resolve_document(text, mentions, rules=rules).links:
            assert text[link.mention.start : link.mention.end] == link.mention.text


_TEXTS = ["Mark Carney", "Mark J. Carney", "Mark Joseph Carney", "M. Carney", "Carney", "carney", "Bill Blair", "Blair"]
_TEXTS += [
    "Canada",
    "CANADA",
    "Canadian",
    "Canadians",
    "NATO",
    "Paris",
    "Paris Hilton",
    "北京",
    "!!!",
    "C++",
    "C#",
    "Zoë",
]
_TEXTS += ["Microsoft", "Microsoft Corp.", "DND", "Department of National Defence", "George Bush", "George W. Bush"]
names = st.builds(
    Name, st.sampled_from(_TEXTS) | st.text(min_size=1, max_size=12), st.sampled_from(ENTITY_LABELS),
    st.sampled_from(["", "", "team", "born 1732", "born 1950", "arts"]),
)  # fmt: skip
counts = st.lists(
    st.tuples(names, st.integers(1, 30), st.integers(0, 40)).map(lambda t: NameCount(t[0], t[1], t[1] + t[2])),
    max_size=25, unique_by=lambda count: count.name,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(counts, st.randoms(use_true_random=False))
def test_permuting_the_articles_gives_the_same_entities(library: list[NameCount], rng: random.Random) -> None:
    shuffled = list(library)
    rng.shuffle(shuffled)
    assert identify(library) == identify(shuffled)


@settings(max_examples=200, deadline=None)
@given(counts)
def test_every_name_has_one_entity_and_every_entity_its_own_id(library: list[NameCount]) -> None:
    result = identify(library)
    ids = [entity.id for entity in result.entities]
    assert {identity.name for identity in result.identities} == {count.name for count in library}
    assert len(result.identities) == len(library)
    assert len(set(ids)) == len(ids)
    assert {identity.entity for identity in result.identities} == set(ids)
    assert all(possible in ids for entity in result.entities for possible in entity.possibly)
    assert all(ids)
    assert all(identity.reason for identity in result.identities)


@settings(max_examples=200, deadline=None)
@given(counts)
def test_adding_an_unrelated_article_changes_no_entity(library: list[NameCount]) -> None:
    unrelated = [
        NameCount(Name("Quillon Vastergaard-Oe", "PERSON"), 1, 3),
        NameCount(Name("Obscuria Quxworks", "ORG"), 1, 1),
        NameCount(Name("Zzyzxburg", "GPE"), 1, 2),
    ]
    before = identify(library)
    after = identify([*library, *unrelated])
    theirs = {count.name for count in unrelated}
    assert [identity for identity in after.identities if identity.name not in theirs] == list(before.identities)
    assert {entity.id: entity for entity in after.entities}.items() >= {e.id: e for e in before.entities}.items()


@settings(max_examples=100, deadline=None)
@given(counts)
def test_counting_in_two_parts_or_at_once_is_the_same(library: list[NameCount]) -> None:
    halves = [NameCount(c.name, c.articles, 0) for c in library] + [NameCount(c.name, 0, c.mentions) for c in library]
    assert identify(halves) == identify(library)
