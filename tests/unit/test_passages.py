"""A concordance line shows its hit whole, on one line, with words around it left whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.model import Span
from index.passages import passage
from index.text import collapse

_TEXT = "One two three four five six seven eight nine ten."


def test_words_around_the_hit_are_whole() -> None:
    shown = passage(_TEXT, Span(14, 18), 20)
    assert shown.text == "…three four five six…"
    (hit,) = shown.hits
    assert shown.text[hit.start : hit.end] == "four"


def test_at_the_edges_there_is_no_ellipsis() -> None:
    assert passage("Mark Carney left.", Span(0, 11), 100).text == "Mark Carney left."


@given(st.text(max_size=200), st.data())
def test_the_hit_is_always_there_on_one_line(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    width = data.draw(st.integers(0, 80))
    shown = passage(text, Span(start, end), width)
    (hit,) = shown.hits
    assert shown.text[hit.start : hit.end] == collapse(text[start:end])
    assert len(shown.text) <= max(width, end - start) + 4
    assert "\n" not in shown.text
