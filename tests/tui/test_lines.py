"""Lines of the screen: exact widths, nothing a terminal would obey, numbers as people read them."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from index.events import Progress
from index.model import Span
from tui.widgets.bars import duration, progress_text
from tui.widgets.lines import cut, fill, marked, one_line, plural, spread, strip_of, wrapped

NULL = Style.null()
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
hostile = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\x1b\x07\u202e\u200d\n\t[]日🏳️‍🌈e\u0301")))


@given(hostile, st.integers(0, 60))
def test_any_text_fits_and_obeys_nothing(text: str, width: int) -> None:
    shown = cut(one_line(text), width)
    assert cell_len(shown) <= width
    assert not [c for c in shown if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} or c in BIDI]
    assert cell_len(fill(one_line(text), width)) == width


@given(hostile, st.integers(1, 60), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 10)), max_size=4))
def test_marking_hits_changes_no_text(text: str, width: int, hits: list[tuple[int, int]]) -> None:
    line = one_line(text)
    spans = sorted(Span(start, start + length) for start, length in hits)
    assert "".join(piece for piece, _ in marked(line, spans, width, NULL, NULL)) == cut(line, width)


@given(hostile, hostile, st.integers(0, 60))
def test_a_strip_is_exactly_as_wide_as_its_place(left: str, right: str, width: int) -> None:
    pieces = spread([(one_line(left), NULL)], [(one_line(right), NULL)], width)
    assert strip_of(pieces, width, NULL).cell_length == width


@given(hostile, st.integers(20, 60))
def test_what_an_empty_list_says_is_broken_into_lines_that_fit_and_none_of_it_is_lost(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(cell_len(line) <= width for line in lines if not line.startswith(" " * (width // 2)))
    assert "".join("".join(lines).split()) == "".join(one_line(text).split())


def test_a_long_path_is_shown_whole() -> None:
    assert wrapped("Kept in /a/path/longer/than/the/line", 20) == ["Kept in", "/a/path/longer/than/", "the/line"]


def test_counts_read_well() -> None:
    assert plural(1, "article") == "1 article"
    assert plural(12480, "article") == "12 480 articles"
    assert plural(2, "entity", "entities") == "2 entities"


def test_progress_says_what_how_far_how_fast_and_how_long() -> None:
    text = progress_text(Progress("annotating", 12480, 30000, rate=410.2, eta=43.0))
    assert text == "finding names 12 480/30 000 · 410/s · ETA 43 s"
    assert progress_text(Progress("reading", 3, None)) == "reading 3"


def test_durations_are_as_coarse_as_they_are_long() -> None:
    assert [duration(s) for s in (5, 99, 150, 5400, 7500)] == ["5 s", "99 s", "2 min", "90 min", "2 h 05"]
