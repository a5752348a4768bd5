"""Who is compared under which number, where they meet, and what a sentence is to a reader who selects one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import EntityMention, Span
from index.query.units import paragraph_at, sentence_at, sentences_of
from tui.comparing import MOST, Compared, Comparison, Meeting, closest, meetings

ANNA, BEN, CEM = (Compared(name.lower(), name, "PERSON") for name in ("Anna", "Ben", "Cem"))


def mentions(text: str) -> list[EntityMention]:
    found = []
    for name in ("Anna", "Ben", "Cem"):
        start = text.find(name)
        while start >= 0:
            found.append(EntityMention(start, start + len(name), "PERSON", name, name.lower(), name, ""))
            start = text.find(name, start + 1)
    return sorted(found, key=lambda mention: mention.start)


# ---------------------------------------------------------------------------------------------- numbers


def test_a_number_stays_with_whom_it_was_given_to() -> None:
    comparison = Comparison().having(ANNA).having(BEN).having(CEM)
    assert comparison.numbers == {"anna": 1, "ben": 2, "cem": 3}
    without_ben = comparison.without("ben")
    assert without_ben.numbers == {"anna": 1, "cem": 3}
    assert without_ben.having(BEN) == comparison
    assert len(without_ben) == 2
    assert not Comparison().having(ANNA).without("anna").places


def test_somebody_is_compared_once_and_not_too_many_are() -> None:
    assert Comparison().having(ANNA).having(ANNA) == Comparison().having(ANNA)
    full = Comparison()
    for number in range(MOST):
        full = full.having(Compared(str(number), "", ""))
    assert full.is_full
    with pytest.raises(ValueError, match="no more than"):
        full.having(ANNA)


@given(st.lists(st.tuples(st.booleans(), st.sampled_from("abcd"))))
def test_numbers_never_move_whatever_is_done(steps: list[tuple[bool, str]]) -> None:
    comparison = Comparison()
    for adds, who in steps:
        before = comparison.numbers
        comparison = comparison.having(Compared(who, who, "")) if adds else comparison.without(who)
        for other, number in comparison.numbers.items():
            assert before.get(other, number) == number
            assert 1 <= number <= MOST
        assert (who in comparison.numbers) is adds
        assert len(set(comparison.numbers.values())) == len(comparison)


# ---------------------------------------------------------------------------------------------- meetings

TEXT = "Anna came. Ben left.\n\nAnna slept.\n\nCem rang. Ben and Anna met. Ben sang.\n\nCem woke."


def met(text: str, *who: str) -> list[str]:
    return [text[meeting.start : meeting.end] for meeting in meetings(text, mentions(text), who)]


def test_they_meet_in_the_paragraphs_that_name_two_of_them() -> None:
    assert met(TEXT, "anna", "ben") == ["Anna came. Ben left.", "Cem rang. Ben and Anna met. Ben sang."]
    assert met(TEXT, "anna", "cem") == ["Cem rang. Ben and Anna met. Ben sang."]
    assert met(TEXT, "anna") == met(TEXT) == met("", "anna", "ben") == []


def test_a_meeting_is_stood_at_where_one_sentence_names_two() -> None:
    both = [mention for mention in mentions(TEXT) if mention.entity in {"anna", "ben"}]
    first, second = meetings(TEXT, both, {"anna", "ben"})
    inside = [mention for mention in both if second.start <= mention.start < second.end]
    assert closest(TEXT, second, inside).start == TEXT.index("Ben and Anna")
    assert closest(TEXT, first, both[:2]).start == 0  # no sentence names both: the first of them


@given(st.lists(st.sampled_from(["Anna", "Ben", "Cem", ". ", " ", "\n", "word"]), max_size=40).map("".join))
def test_meetings_are_exactly_the_paragraphs_with_two(text: str) -> None:
    wanted = {"anna", "ben"}
    found = meetings(text, mentions(text), wanted)
    expected, at = [], 0
    for line in text.split("\n"):
        if "Anna" in line and "Ben" in line:
            expected.append(Meeting(at, at + len(line)))
        at += len(line) + 1
    assert found == expected
    for meeting in found:
        here = [m for m in mentions(text) if m.entity in wanted and meeting.start <= m.start < meeting.end]
        assert closest(text, meeting, here) in here


# ---------------------------------------------------------------------------------------------- sentences


def test_sentences_are_those_of_the_query_language() -> None:
    text = "Mr. Smith spoke. “No,” he said! Then he left.\nA new paragraph"
    sentences = sentences_of(text, paragraph_at(text, 0))
    assert [text[s.start : s.end].strip() for s in sentences] == ["Mr. Smith spoke.", "“No,” he said!", "Then he left."]
    assert sentence_at(text, 20) == sentences[1]
    assert text[slice(*sentence_at(text, len(text) - 1))] == "A new paragraph"


@given(st.text(alphabet="Ab. \n“!", max_size=60), st.integers(0, 60))
def test_a_sentence_covers_its_place_and_stays_in_its_paragraph(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    paragraph, sentence = paragraph_at(text, offset), sentence_at(text, offset)
    assert paragraph.start <= sentence.start <= offset <= max(sentence.end, offset) <= paragraph.end
    assert "\n" not in text[slice(*paragraph)]
    assert isinstance(sentence, Span)
