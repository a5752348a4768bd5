"""Whatever is typed, pasted, or comes out of a broken pipe: a query never raises, on any engine or in the product."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from index.library import Library
from index.query import bind, echo, entity_refs_of, has_words, parse, words_of
from index.query.ast import Query
from tests.archive import opened
from tests.contract.engines.alike import SORTS, TODAY, Archive, check_spans, same_on_all
from tests.contract.engines.seeds import FOLDER

_ASKED_FOR = os.environ.get("DATELINE_GENERATED_QUERIES", "")
_SETTINGS = settings(
    max_examples=int(_ASKED_FOR or 1_500),
    deadline=None,
    derandomize=not _ASKED_FOR,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

_LONG = 20_000
_TOO_MUCH = (
    "?*" * 1_000,
    "*" * _LONG,
    "x" * _LONG,
    "x" * _LONG + "*",
    "x" * 1_990 + "~2",
    "é\u0301" * _LONG,
    "ab* " * 500,
    "abc~2 " * 300,
    "the " * 500,
    '"' * 1_999,
    '"the ' * 400,
    '"' + "the " * 199 + '"',
    '"' + "the " * 199 + '"~1000',
    '"' + "* " * 900 + 'the"',
    '"the ' + "... " * 400 + 'ice"',
    '"the ' + "...100 ice " * 150 + '"',
    '"' + "{person} " * 190 + '"~s',
    "(" * 1_999,
    ")" * 1_999,
    "()" * 999,
    "{" * 1_999,
    "-(" * 900 + "ice",
    "-" * 1_999 + "ice",
    "NOT " * 499 + "ice",
    "OR " * 600,
    "|" * 1_999,
    "ice|" * 400,
    "@" * 1_999,
    "title:" * 300 + "ice",
    "title:(" * 200 + "ice",
    "date:" * 300,
    "date:" + "9" * 1_000,
    "date:" + "9" * 1_000 + "d",
    '"the ice"~' + "9" * 1_000,
    '"the ...' + "9" * 1_000 + ' ice"',
    "ice~" + "9" * 1_000,
    "date:.." + "." * 1_000,
    "\x00" * 100,
    "@\x00 person:\x00 \x1b[31m \x7f\x85\u2028\u2029\ufeff",
    '\ud800\udc00 @\udcff "{person:\ud800} \udfff"',
    "\u202eice\u202c \u200b\u200d\u00ad \u0301\u0301 ﷺ 👩\u200d👩\u200d👧 𝕀𝕔𝕖",
)

_syntax = st.sampled_from(
    (
        '"', "“", "„", "(", ")", "{", "}", "{person}", "{person|org:curie}", "{:", "|", "@", "@curie", "-", "--", "~",
        "~2", "~s", "~p", "~99", "*", "?*", "...", "…", "...4", "...0", ":", "title:", "source:", "date:", "lang:",
        "date:2025-08", "..", "is:", "is:unread", "person:", "tag:", "AND", "OR", "NOT", "ice", "the", "U.S.", "don't",
        "12,000", "post-war", "北京", "Zürich", "radi*", "curye~", " ", " ", " ", "\n", "\t", "'", "’", ",", ".", "\\",
        "/", "\x00",
    )
)  # fmt: skip
_any_character = st.characters() | st.characters(categories=["Cs", "Cc", "Cf", "Mn", "Nd", "No", "Zs"])
_odd = st.lists(_syntax | _syntax | _any_character, max_size=16).map("".join) | st.text(_any_character, max_size=40)


def understood(text: str, *, is_typing: bool = False) -> Query:
    """The query, with everything checked that must hold of any text."""
    parsed = parse(text, is_typing=is_typing, today=TODAY)
    for problem in parsed.problems:
        assert problem.message
        assert 0 <= problem.start <= problem.end <= len(text)
    canonical = str(parsed.query)
    again = parse(canonical, today=TODAY)
    if not is_typing and len(canonical) <= 2_000:
        assert again.query == parsed.query
        assert not again.problems
    return parsed.query


def searched(archive: Archive, text: str, *, is_typing: bool = False) -> None:
    query = bind(understood(text, is_typing=is_typing), archive.names)
    assert echo(query)
    words_of(query), has_words(query), entity_refs_of(query)
    for sort in SORTS:
        same_on_all(archive.engines, query, sort)


@_SETTINGS
@given(text=_odd, is_typing=st.booleans())
@example("\ud800 \x00 \u202e", False)
@example('title:"{person', True)
def test_odd_text_is_searched_alike_on_every_engine(archive: Archive, text: str, is_typing: bool) -> None:
    searched(archive, text, is_typing=is_typing)


@pytest.mark.parametrize("text", _TOO_MUCH, ids=[ascii(text[:12]) for text in _TOO_MUCH])
def test_too_much_of_anything_is_searched_alike_on_every_engine(archive: Archive, text: str) -> None:
    searched(archive, text)
    searched(archive, text, is_typing=True)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of some starter articles, as the product makes it."""
    made = opened(tmp_path_factory.mktemp("library"), *sorted(FOLDER.glob("2025-0[38]*.txt")))
    yield made
    made.close()


def used(library: Library, text: str, *, is_typing: bool = False) -> None:
    """Everything that the screens and the command do with a query."""
    found = library.search(text, is_typing=is_typing)
    found.echo.encode()
    assert len(found.ids) == found.total
    snippets = library.snippets(list(found.ids), text, is_typing=is_typing)
    for article_id, snippet in zip(found.ids, snippets, strict=True):
        check_spans(snippet.hits, snippet.text)
        check_spans(
            library.hit_spans(article_id, text, is_typing=is_typing), library.open_article(article_id).article.text
        )
    library.suggestions(text)
    library.problems(text)
    library.query_entities(text)


@_SETTINGS
@given(text=_odd, is_typing=st.booleans())
def test_odd_text_harms_no_library(library: Library, text: str, is_typing: bool) -> None:
    used(library, text, is_typing=is_typing)


@pytest.mark.parametrize("text", _TOO_MUCH, ids=[ascii(text[:12]) for text in _TOO_MUCH])
def test_too_much_of_anything_harms_no_library(library: Library, text: str) -> None:
    used(library, text)
