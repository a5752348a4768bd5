"""Tab at the query line: what is at the cursor is known, and whatever is chosen is understood as it was shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.answers import Candidate, Completions, DroppedTerm
from index.library import Library
from index.query import DateRange, EntityFilter, Flag, Phrase, Query, Slot, Word, parse
from index.query.ast import Literal, leaves
from index.query.complete import Completion, completion_at, write_value
from index.query.words import surfaces
from tests.archive import opened, write_jsonl

PERSON, PLACE = ("PERSON",), ("GPE", "LOC", "FAC")

# ------------------------------------------------------------------------------------------------ at the cursor


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@|", Completion("entity", "@", "", 0, 1)),
        ("ice @mark-c|", Completion("entity", "@", "mark-c", 4, 11)),
        ("@mark|-carney ice", Completion("entity", "@", "mark", 0, 12)),
        ("-@car|", Completion("entity", "@", "car", 1, 5)),
        ('@"mark ca|', Completion("entity", "@", "mark ca", 0, 9)),
        ("person:car|", Completion("entity", "person", "car", 7, 10, PERSON)),
        ("person:(a OR b|", Completion("entity", "person", "b", 13, 14, PERSON)),
        ('place:"new yo|"', Completion("entity", "place", "new yo", 6, 14, PLACE)),
        ('"@car|', Completion("entity", "@", "car", 1, 5, is_in_phrase=True)),
        ('"{person:ca|} said"', Completion("entity", "slot", "ca", 9, 11, PERSON, is_in_phrase=True)),
        ('"{person:ca| told {org}"', Completion("entity", "slot", "ca", 9, 11, PERSON, "}", is_in_phrase=True)),
        ('"{person:mark ca|', Completion("entity", "slot", "mark ca", 9, 16, PERSON, "}", is_in_phrase=True)),
        ("so|", Completion("field", "", "so", 0, 2)),
        ("ice -ti|", Completion("field", "", "ti", 5, 7)),
        ("ice|so", None),
        ("source:re|", Completion("value", "source", "re", 7, 9)),
        ("source:ap|re|", Completion("value", "source", "re", 10, 12)),
        ("source:(ap OR re|", Completion("value", "source", "re", 14, 16)),
        ('source:"the ti|', Completion("value", "source", "the ti", 7, 14)),
        ('source:"the| times" ice', Completion("value", "source", "the", 7, 18)),
        ('source:"the ti| "prime minister"', Completion("value", "source", "the ti", 7, 14)),
        ("is:|", Completion("value", "is", "", 3, 3)),
        ("is:read|un|", Completion("value", "is", "un", 8, 10)),
        ("date:last-w|", Completion("value", "date", "last-w", 5, 11)),
        ("date:2025..to|", Completion("value", "date", "to", 11, 13)),
        ('"{per|', Completion("type", "", "per", 2, 5, closing="}")),
        ('"{per|} said"', Completion("type", "", "per", 2, 5)),
        ("http:x|", None),
        ("http:@x|", None),
        ("10:@x|", None),
        ("a@b|", None),
        ("title:so|", None),
        ('"prime so|', None),
        ("zebra|", None),
        ("|", None),
        ("ice |", None),
    ],
)
def test_what_is_at_the_cursor_is_known(text: str, expected: Completion | None) -> None:
    before, _, after = text.rpartition("|")
    assert completion_at(before + after, len(before)) == expected


def test_a_name_that_is_no_plain_word_is_written_so_that_it_reads_back() -> None:
    name = "नरेन्द्र-मोदी"  # its vowel signs are no letters
    outside, inside = completion_at("@नर", 3), completion_at('"@नर', 4)
    assert outside is not None
    assert inside is not None
    assert parse(outside.write(name)).query == EntityFilter("@", name)
    assert parse(f'"{inside.write(name)} said"').query == Phrase((Slot(("entity",), name), Literal("said")))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Reuters", "Reuters"),
        ("Reuters,", "Reuters"),
        ("Post-Gazette", "Post-Gazette"),
        ("The Times", '"The Times"'),
        ("OR", '"OR"'),
        ("@handle", "handle"),
        ("@two words", '"two words"'),
        ("news: today", '"news: today"'),
        ('The "Daily" News', '"The Daily News"'),
        ("Who knows … not I", '"Who knows not I"'),
        ("C++", "C"),
        ("—", ""),
    ],
)
def test_values_are_spelt_so_that_they_read_back(value: str, written: str) -> None:
    assert write_value("source", value) == written


# ------------------------------------------------------------------------------------------------ from a library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("completion")
    texts = [
        ("Mark Carney went to Kyiv. Later Mark Carney spoke.", "The Times", "Jo Ann", ["war"], "2025-08-24"),
        (
            "In Kyiv stood Mark Carney. Later Carney spoke.",
            "The Times",
            "Jo Ann",
            ["war", "ice and snow"],
            "2025-08-25",
        ),
        ("Then Diana Carney spoke of Kyiv and ice. Later Carney left.", "Post-Gazette", "", ["war"], "2024-01-01"),
        ("There Ann Telford met Diana Carney.", "OR", "AND", ["OR"], "2024-02-01"),
        ("Then came Marcel Telford from Kyiv Oblast.", "@handle @two", "", ["c++", "…"], None),
    ]
    file = write_jsonl(
        folder / "articles.jsonl",
        [
            {"title": f"Title {n}", "text": text, "source": source, "author": author, "tags": tags, "date": date}
            for n, (text, source, author, tags, date) in enumerate(texts)
        ],
    )
    found = opened(folder / "library", file)
    yield found
    found.close()


def at_end(library: Library, text: str, limit: int = 50) -> Completions:
    return library.completions(text, len(text), limit)


def labels(completions: Completions) -> list[str]:
    return [candidate.label for candidate in completions.candidates]


def applied(text: str, completions: Completions, candidate: Candidate) -> str:
    return text[: completions.start] + candidate.insert + text[completions.end :]


def test_names_come_by_any_word_of_them_most_articles_first(library: Library) -> None:
    found = at_end(library, "ice @car")
    assert labels(found) == ["Mark Carney", "Diana Carney"]
    assert found.candidates[0] == Candidate("@mark-carney", "Mark Carney", "PERSON", 2)
    assert labels(at_end(library, "@mark")) == ["Mark Carney"]
    assert labels(at_end(library, "@mark-c")) == ["Mark Carney"]
    assert labels(at_end(library, "@mark-carney")) == ["Mark Carney"]
    assert labels(at_end(library, '"{person:mark ca')) == ["Mark Carney"]
    assert labels(at_end(library, "@%")) == []


def test_a_long_list_is_cut_and_says_so(library: Library) -> None:
    assert not at_end(library, "@").has_more
    found = at_end(library, "@", 2)
    assert len(found.candidates) == 2
    assert found.has_more
    values = at_end(library, "source:", 2)
    assert len(values.candidates) == 2
    assert values.has_more


def test_a_field_of_names_offers_those_of_its_kind_only(library: Library) -> None:
    everyone = set(labels(at_end(library, "@")))
    people = set(labels(at_end(library, "person:")))
    assert {"Mark Carney", "Diana Carney", "Ann Telford", "Marcel Telford"} <= people < everyone
    assert not people & set(labels(at_end(library, "place:")))


def test_fields_and_types_come_by_their_beginning(library: Library) -> None:
    assert [candidate.insert for candidate in at_end(library, "so").candidates] == ["source:"]
    assert [candidate.insert for candidate in at_end(library, "p").candidates] == ["person:", "place:"]
    assert [candidate.insert for candidate in at_end(library, '"{per').candidates] == ["person}", "percent}"]
    assert at_end(library, "zebra").candidates == ()


def test_values_come_with_their_articles(library: Library) -> None:
    times = Candidate('"The Times"', "The Times", articles=2)
    assert at_end(library, "source:").candidates[0] == times
    assert at_end(library, "source:times").candidates == (times,)
    assert labels(at_end(library, "tag:sn")) == ["ice and snow"]
    assert labels(at_end(library, "author:j")) == ["Jo Ann"]
    assert labels(at_end(library, "is:")) == ["unread", "read", "starred"]


def test_dates_are_the_relative_ones_and_those_of_the_library(library: Library) -> None:
    assert labels(at_end(library, "date:last-")) == ["last-week", "last-month", "last-year"]
    assert [(found.label, found.articles) for found in at_end(library, "date:20").candidates] == [
        ("2025", 2),
        ("2024", 2),
    ]
    assert labels(at_end(library, "date:2024")) == ["2024-02", "2024-01"]
    assert labels(at_end(library, "date:2025-08")) == ["2025-08-25", "2025-08-24"]


def test_values_are_read_anew_when_the_library_has_grown(tmp_path: Path) -> None:
    first = write_jsonl(tmp_path / "a.jsonl", [{"title": "A", "text": "Ice.", "source": "First"}])
    second = write_jsonl(tmp_path / "b.jsonl", [{"title": "B", "text": "Snow.", "source": "Second"}])
    library = opened(tmp_path / "library", first)
    assert labels(at_end(library, "source:")) == ["First"]
    opened(tmp_path / "library", second).close()
    assert labels(at_end(library, "source:")) == ["First", "Second"]
    library.close()


# ------------------------------------------------------------------------------------------------ always read back

_PIECES = (
    "ice", "mark", "@", "@car", "@mark-carney", '"', '"', "“", "{", "}", "{person:", "{per", "person:", "place:",
    "source:", "source:the", "tag:", "author:", "lang:", "date:", "date:2025..", "is:", "so", "da", "(", ")", "|", "-",
    "NOT ", "OR ", " ", " ", " ", "*", "~", "~5", "...", ":", ",", "'", "10:30", "http://", "e\u0301", "ß", "\\", "7",
)  # fmt: skip


def _meanings(query: Query) -> Counter[object]:
    """What a query names and asks for by field, each as often as it does so."""
    found: Counter[object] = Counter()
    for leaf in leaves(query):
        match leaf:
            case EntityFilter(name=name):
                found[name] += 1
            case Flag(flag=flag):
                found[flag] += 1
            case DateRange(text=text):
                found.update(text.split(".."))
            case Word(text=text, field=field) if field:
                found[tuple(surfaces(text))] += 1
            case Phrase(items=items, field=field):
                found.update(item.name for item in items if isinstance(item, Slot) and item.name)
                found.update(kind for item in items if isinstance(item, Slot) for kind in item.types)
                if field:
                    found[tuple(item.text for item in items if isinstance(item, Literal))] += 1
    return found


@settings(max_examples=300)
@given(st.lists(st.sampled_from(_PIECES), max_size=12), st.data())
def test_whatever_is_chosen_makes_no_trouble_and_is_what_the_query_then_names(
    library: Library, pieces: list[str], data: st.DataObject
) -> None:
    text = "".join(pieces)
    cursor = data.draw(st.integers(0, len(text)))
    found = library.completions(text, cursor, 6)
    assert 0 <= found.start <= cursor <= found.end <= len(text)
    before = Counter(problem.message for problem in parse(text).problems)
    at = completion_at(text, cursor)
    for candidate in found.candidates:
        assert at is not None
        completed = parse(applied(text, found, candidate))
        if at.kind == "field":  # its value is still to come
            with_value = text[: found.start] + candidate.insert + "2025" + text[found.end :]
            assert (
                not Counter(problem.message for problem in parse(with_value).problems if "field" in problem.message)
                - before
            )
            continue
        assert not Counter(problem.message for problem in completed.problems) - before, (text, candidate)
        meant: object = candidate.insert.strip('@{}"').removeprefix("entity:")
        if at.kind == "value" and at.field not in {"is", "date"}:
            meant = tuple(surfaces(candidate.label))
        assert _meanings(completed.query)[meant] > 0, (text, candidate, completed)


# ------------------------------------------------------------------------------------------------ who is meant


def test_names_that_several_go_by_or_nobody_are_unsettled(library: Library) -> None:
    text = 'carney @kyiv "@mark-carney said" @nobody "{person:Carney} said" -@carney place:mark-carney'
    found = library.unsettled_names(text)
    assert [(name.name, text[: name.end].rpartition(" ")[2], name.bearers) for name in found] == [
        ("nobody", "@nobody", 0),
        ("Carney", '"{person:Carney', 2),
        ("mark-carney", "place:mark-carney", 0),
    ]


def test_a_query_without_a_name_has_nothing_unsettled(library: Library) -> None:
    assert library.unsettled_names("carney troops") == ()
    assert library.unsettled_names("") == ()


def test_each_term_can_be_left_out(library: Library) -> None:
    assert library.without_each("carney glacier -oblast") == (
        DroppedTerm("carney", "glacier -oblast", 0),
        DroppedTerm("glacier", "carney -oblast", 4),
        DroppedTerm("-oblast", "carney glacier", 0),
    )
    assert library.without_each("carney") == ()
    assert library.without_each("carney OR glacier") == ()
    assert len(library.without_each(" ".join(f"w{n}" for n in range(20)))) == 6
