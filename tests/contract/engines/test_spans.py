"""Where a query matches: the very words that are marked in a text, and that what is marked is what was asked for."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings

from index.analysis import language_of, stem, tokenize
from index.model import IndexDoc, Span
from index.query.ast import Fuzzy, Literal, Phrase, Slot, Wildcard, Word
from index.query.matching import Matcher, TextLeaf, hit_spans
from index.query.words import form_of
from tests.contract.engines.alike import Archive, bound, check_spans
from tests.contract.engines.articles import ARTICLES
from tests.contract.engines.edges import EDGES
from tests.contract.engines.queries import leaves

# A query, an article of the first archive, and the words of its text that are marked.
MARKED: list[tuple[str, int, list[str]]] = [
    ("ice", 1, ["ice", "ice"]),
    ("ski", 1, ["skis"]),
    ("Ski", 10, ["ski"]),
    ("ski", 10, ["skis", "ski"]),
    ("elements", 2, ["elements"]),
    ("curie", 8, ["Curie", "Curie"]),  # not the possessive
    ("U.S.", 6, ["U.S.", "U.S."]),
    ("us", 6, ["U.S.", "U.S."]),
    ("12000", 7, ["12,000"]),
    ("3.5", 7, ["3.5"]),
    ("werent", 5, ["weren't"]),
    ("zurich", 8, ["Zürich"]),
    ("Lodz", 8, ["Łódź"]),
    ("post-war", 6, ["Post-war"]),
    ("北京", 12, ["北京"]),
    ("hauser", 9, ["Häuser"]),
    ("radio*", 8, ["radioactive"]),
    ("ra*", 8, ["radium", "radioactive"]),
    ("amundson~", 9, ["Amundsen"]),
    # phrases whole, what overlaps as one
    ('"the ice"', 10, ["The ice", "the ice"]),
    ('"the dogs were the reason"', 4, ["the dogs were the reason"]),
    ('dogs "the dogs" "dogs were"', 4, ["Dogs", "the dogs were"]),
    ('"skis nansen said"', 1, ["skis. Nansen said"]),
    ('"reached the * pole"', 5, ["reached the South Pole"]),
    ('"curie notebooks"', 8, ["Curie's notebooks"]),
    ('"sled* the dogs"', 4, ["sledges; the dogs"]),
    # near: each of the words
    ('"colder ice"~1', 1, ["ice", "colder"]),
    ('"reason dogs"~2', 4, ["dogs", "reason"]),
    ('"us nansen"~p', 6, ["Nansen", "U.S.", "U.S."]),
    ('"curie curie"~s', 3, ["Curie", "Curie"]),
    # names and slots
    ("@marie-curie", 2, ["Marie Curie", "Madame Curie"]),
    ("person:curie", 3, ["Pierre Curie", "Marie Curie"]),
    ("@curie curie", 3, ["Pierre Curie", "Marie Curie"]),
    ('"{person} said"', 1, ["Nansen said"]),
    ('"{person} said"', 2, ["Madame Curie said"]),
    ('"{org} said"', 11, ["Royal Society said"]),
    ('"{person} and {person}"', 2, ["Marie Curie and Pierre Curie"]),
    ('"{person} ... {person}"', 3, ["Pierre Curie did not travel; he was ill, and so was Marie Curie"]),
    ('"{person} told the {org}"', 6, ["Nansen told the League"]),
    ('"@amundsen ... letter"', 4, ["Amundsen left a letter"]),
    ('"letter ... @amundsen"', 5, ["letter from Amundsen"]),
    ('"{person} letter"~s', 4, ["Amundsen", "letter", "Scott"]),
    ('"{place}"', 8, ["Paris"]),
    # every part that is asked for, and none that is not
    ("dogs|sledges", 4, ["Dogs", "sledges", "dogs"]),
    ("letter -museum", 4, ["letter"]),
    ("-(museum -letter)", 4, ["letter"]),
    ("-letter", 4, []),
    ("title:pole source:post date:1911 is:unread", 4, []),
    ("radium zeppelin", 2, ["radium"]),
    ("", 2, []),
]

# The same for the second archive.
MARKED_EDGES: list[tuple[str, int, list[str]]] = [
    ("didnt", 26, ["didn't"]),
    ("obrien", 26, ["O'Brien"]),
    ('"5 p.m."', 26, ["5 p.m."]),
    ("self-contained", 26, ["self\u2011contained"]),
    ("1250000", 26, ["1,250,000"]),
    ("AT&T", 26, ["AT&T"]),
    ("dont", 26, ["Don’t"]),
    ("manger", 21, ["mangeaient"]),
    ("ледник", 22, ["ледники", "Ледник"]),
    ("θαλασσα", 23, ["ΘΆΛΑΣΣΑ"]),
    ("fine", 40, ["ﬁne"]),
    ("straße", 40, ["STRASSE"]),
    ("ss", 40, ["ẞ"]),
    ("echo", 38, ["Echo", "echo", "echo", "echo", "ECHO", "Écho", "echo"]),
    ('"echo echo"', 38, ["Echo, echo; echo echo. ECHO? Écho’s echo"]),
    ('"alpha ... six"', 27, ["Alpha one two three four five six"]),
    ('"rae ... pier"', 30, ["Rae met Mr. Simpson in St. John's at 3.30 p.m. on the pier"]),
    ('"{person} met mr {person}"', 30, ["Dr. Rae met Mr. Simpson"]),
    ('"boats shone"~p', 31, ["Boats", "shone"]),
    ('"{org} said"', 32, ["Bank of Canada said"]),
    ("@canada", 32, ["Canada"]),
    ('"{event}"', 32, ["Canada said nothing"]),
    ('"{person} men"', 33, ["George Washington's men"]),
    ('"left {place}"', 33, ["left Washington"]),
    ('"{group} cheered"', 33, ["Washingtonians cheered"]),
    ('"{percent} of {quantity}"', 34, ["12 percent of two tons"]),
    ('"{person} {person} said"', 34, ["Volodymyr Rae said"]),
    ('"{person} {person}"~1', 34, ["Volodymyr", "Rae"]),
    ("the", 36, []),
]


def surfaces(archive: Archive, text: str, article_id: int) -> list[str]:
    article = archive.articles[article_id]
    query = bound(text, archive.names)
    spans = hit_spans(query, article)
    match = Matcher(query).spans(article)
    assert list(match.text) == spans
    assert replace(match, fillers=()) == archive.ask(text).matches[article_id]
    return [article.text[start:end] for start, end in spans]


@pytest.mark.parametrize(("text", "article_id", "expected"), MARKED)
def test_what_matched_is_marked(archive: Archive, text: str, article_id: int, expected: list[str]) -> None:
    assert surfaces(archive, text, article_id) == expected


@pytest.mark.parametrize(("text", "article_id", "expected"), MARKED_EDGES)
def test_it_is_where_it_is_hardest_to_tell(edges: Archive, text: str, article_id: int, expected: list[str]) -> None:
    assert surfaces(edges, text, article_id) == expected


@pytest.mark.parametrize(
    ("text", "article_id", "expected"),
    [
        ("pole", 4, ["Pole"]),
        ("title:skis", 1, ["Skis"]),
        ('"element found"', 2, ["element found"]),
        ('title:"at ... pole"', 4, ["at the South Pole"]),
        ('"pole flag"~s', 4, ["Flag", "Pole"]),
        ("@marie-curie", 8, []),  # names are marked in texts
        ("dies -zeppelin", 8, ["dies"]),
    ],
)
def test_titles_are_marked_too(archive: Archive, text: str, article_id: int, expected: list[str]) -> None:
    title = archive.articles[article_id].title
    assert [title[start:end] for start, end in archive.ask(text).matches[article_id].title] == expected


# ------------------------------------------------------------------------------------------------ whatever is asked

_NAMES = ("nansen", "curie", "canada", "washington", "rae", "nobody")


@settings(
    max_examples=700,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=leaves((*ARTICLES, *EDGES), _NAMES))
def test_an_article_matches_where_something_is_marked_and_that_was_asked_for(
    archive: Archive, edges: Archive, text: str
) -> None:
    for each in (archive, edges):
        leaf = bound(text, each.names)
        assume(isinstance(leaf, TextLeaf) and not (isinstance(leaf, Phrase) and leaf.field))
        assert isinstance(leaf, TextLeaf)
        answer = each.ask(text, ("relevance",))
        for article_id, article in each.articles.items():
            match = answer.matches[article_id]
            assert bool(match.text or match.title) == (article_id in answer.found)
            for spans, where in ((match.text, article.text), (match.title, article.title)):
                check_spans(spans, where)
                for span in spans:
                    assert has_what_was_asked_for(leaf, article, where[span.start : span.end], span), (text, span)


def has_what_was_asked_for(leaf: TextLeaf, article: IndexDoc, surface: str, span: Span) -> bool:
    """Whether a marked surface has a word of the query: of a phrase all its words, unless they may stand apart."""
    tokens = tokenize(surface, language_of(article.language))
    if not isinstance(leaf, Phrase):
        return any(is_meant(leaf, form, language_of(article.language)) for form in tokens.forms)
    found = [
        any(is_meant(item, form) for form in tokens.forms)
        if isinstance(item, Literal)
        else has_mention(item, article, span)
        for item in leaf.items
        if isinstance(item, Literal | Slot)
    ]
    return all(found) if leaf.near is None else any(found)


def is_meant(leaf: Word | Wildcard | Fuzzy | Literal, form: str, language: str = "en") -> bool:
    """Whether a folded word is one that a part of a query asks for, said in the plainest way."""
    wanted = form_of(leaf.text)
    if isinstance(leaf, Word):
        return form == wanted if leaf.text != leaf.text.lower() else stem(form, language) == stem(wanted, language)
    if isinstance(leaf, Fuzzy):
        return form[0] == wanted[0] and form in edits(wanted, leaf.distance, set(form))
    return form.startswith(wanted) if isinstance(leaf, Wildcard) or leaf.is_prefix else form == wanted


def edits(word: str, distance: int, letters: Iterable[str]) -> set[str]:
    """Every word that is so many typing errors away, by making them."""
    near = {word}
    for _ in range(distance):
        for known in sorted(near):
            parts = [(known[:n], known[n:]) for n in range(len(known) + 1)]
            near.update(before + after[1:] for before, after in parts if after)
            near.update(before + letter + after for (before, after), letter in itertools.product(parts, letters))
            near.update(before + letter + after[1:] for (before, after), letter in itertools.product(parts, letters))
            near.update(before + after[1] + after[0] + after[2:] for before, after in parts if len(after) > 1)
    return near


def has_mention(slot: Slot, article: IndexDoc, span: Span) -> bool:
    """Whether a span has in it, or is, a mention of the type or name that a slot asks for."""
    return any(
        mention.start < span.end
        and span.start < mention.end
        and (mention.name_id in (slot.name_ids or ()) if slot.name else mention.label in slot.labels)
        for mention in article.mentions
    )
