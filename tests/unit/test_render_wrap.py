"""Wrapping: every character once, no line too wide, nothing a reader sees as one ever cut, cells and offsets agree."""

from __future__ import annotations

from bisect import bisect_right

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from index.text import graphemes
from tui.render.cells import TAB_STOP, displayable
from tui.render.wrap import MIN_WIDTH, Layout

ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
PIECES = st.sampled_from(
    [
        "Carney", " ", "  ", "\n", "\n\n", "\t", "a", "post-conflict", "“", "”", "—", "é", "e\u0301", "o\u0308\u0323",
        "中文", "総理大臣は", "、", "。", "「", "」", "한국", "👩‍👩‍👧", "👍🏽", "❤️", "🇨🇦", "🇺🇦", ENGLAND,
        "กำ", "ที่", "नमस्ते", "x" * 30, "\u200d", "\ufe0f", "\u200b", "\x1b[31m", "\x07", "\u202e", "\u00a0", "\ufffd",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=200)).map(displayable)
WIDTHS = st.integers(MIN_WIDTH, 40)


@st.composite
def lettered(draw: st.DrawFn) -> tuple[str, int, dict[int, str]]:
    """A text, a width, and type letters after some of its characters."""
    text = draw(TEXTS)
    offsets = draw(st.sets(st.integers(1, len(text)), max_size=12)) if text else set()
    return text, draw(WIDTHS), dict.fromkeys(offsets, "ᵖ")


@given(lettered())
def test_lines_and_the_white_space_between_them_are_the_text(case: tuple[str, int, dict[int, str]]) -> None:
    layout = Layout(*case)
    text = case[0]
    rebuilt = ""
    for line, (start, end) in enumerate(zip(layout.starts, layout.ends, strict=True)):
        following = layout.starts[line + 1] if line + 1 < len(layout) else len(text)
        assert start <= end <= following
        assert text[end:following].strip() == ""
        assert "\n" not in text[start:end]
        rebuilt += text[start:following]
    assert rebuilt == text


@given(lettered())
@example(("\t", MIN_WIDTH, {1: "ᵖ"}))
def test_no_line_is_wider_than_asked_for(case: tuple[str, int, dict[int, str]]) -> None:
    layout = Layout(*case)
    for line in range(len(layout)):
        assert layout.cells_of(line) <= case[1]


@given(lettered())
def test_a_line_is_as_wide_as_the_interface_will_measure_it(case: tuple[str, int, dict[int, str]]) -> None:
    layout = Layout(*case)
    for line in range(len(layout)):
        shown = case[0][layout.starts[line] : layout.ends[line]]
        if "\t" not in shown:
            assert layout.cells_of(line) == cell_len(shown) + len(layout.letters_of(line))


@given(lettered())
def test_no_line_ends_inside_a_grapheme(case: tuple[str, int, dict[int, str]]) -> None:
    text = case[0]
    layout = Layout(*case)
    inside: set[int] = set()
    position = 0
    for paragraph in text.split("\n"):
        for start, end, _ in graphemes(paragraph.replace("\t", " ")):
            inside |= set(range(position + start + 1, position + end))
        position += len(paragraph) + 1
    assert not inside & {*layout.starts, *layout.ends}
    assert not inside & set(layout.letters)


@given(lettered())
@example(("a中b", MIN_WIDTH, {1: "ᵖ", 2: "ᵍ", 3: "ᵒ"}))
def test_offset_to_cell_and_back_is_the_same_place(case: tuple[str, int, dict[int, str]]) -> None:
    layout = Layout(*case)
    for line in range(len(layout)):
        starts = range(layout.starts[line], layout.ends[line])
        if not layout.is_plain_line(line):
            starts = [cluster.start for cluster in layout.clusters(line) if cluster.cells]
        for offset in starts:
            found_line, column = layout.column_of(offset)
            assert found_line == line
            assert layout.offset_at(found_line, column) == offset


@given(lettered())
def test_every_cell_of_a_line_belongs_to_something_on_it_in_order(case: tuple[str, int, dict[int, str]]) -> None:
    layout = Layout(*case)
    for line in range(len(layout)):
        offsets = [layout.offset_at(line, column) for column in range(layout.cells_of(line))]
        assert offsets == sorted(offsets)
        assert all(layout.starts[line] <= offset < layout.ends[line] for offset in offsets)
        assert layout.offset_at(line, layout.cells_of(line)) == layout.ends[line]


@given(lettered())
def test_the_line_of_an_offset_is_the_one_that_holds_it(case: tuple[str, int, dict[int, str]]) -> None:
    layout = Layout(*case)
    for offset in range(len(case[0]) + 1):
        assert layout.line_of(offset) == bisect_right(layout.starts, offset) - 1


@given(TEXTS, WIDTHS)
def test_type_letters_are_the_only_difference_they_make(text: str, width: int) -> None:
    assert Layout(text, width, {}).starts == Layout(text, width).starts


@given(st.text(alphabet="ab ,.\n", max_size=200), WIDTHS)
def test_plain_text_wraps_alike_whether_measured_or_not(text: str, width: int) -> None:
    """The quick path for text of one-cell characters and the measuring path must not disagree."""
    quick = Layout(text, width)
    measured = Layout(text + "\n中", width)
    assert measured.starts[:-1] == quick.starts
    assert measured.ends[:-1] == quick.ends


def shown(text: str, width: int, letters: dict[int, str] | None = None) -> list[str]:
    layout = Layout(text, width, letters)
    return [text[start:end] for start, end in zip(layout.starts, layout.ends, strict=True)]


def test_lines_break_at_blanks_and_swallow_them() -> None:
    assert shown("said  Canada might   send", 9) == ["said", "Canada", "might", "send"]


def test_a_word_longer_than_a_line_is_broken() -> None:
    assert shown("see https://example.org/a ok", 10) == ["see", "https://ex", "ample.org/", "a ok"]


def test_empty_lines_stay() -> None:
    assert shown("one\n\n\ntwo\n", 10) == ["one", "", "", "two", ""]
    assert shown("", 10) == [""]


def test_an_indented_long_word_does_not_leave_an_empty_line_before_it() -> None:
    assert shown("  abcdefghijkl", 8) == ["  abcdef", "ghijkl"]


def test_chinese_breaks_between_characters_but_not_before_a_full_stop() -> None:
    assert shown("加拿大可能。派遣", 10) == ["加拿大可", "能。派遣"]
    assert shown("他说「加拿大」", 6) == ["他说", "「加拿", "大」"]


def test_a_type_letter_takes_a_cell_and_can_push_a_word_down() -> None:
    assert shown("Mark said", 9) == ["Mark said"]
    assert shown("Mark said", 9, {4: "ᵖ"}) == ["Mark", "said"]


def test_a_type_letter_stays_with_the_word_it_follows() -> None:
    layout = Layout("aaaaa bbbbb", 5, {11: "ᵖ"})
    assert layout.letters_of(len(layout) - 1) == [11]
    assert layout.cells_of(len(layout) - 1) <= 5


def test_a_click_on_a_type_letter_is_a_click_on_its_mention() -> None:
    layout = Layout("Mark said", 20, {4: "ᵖ"})
    assert [layout.offset_at(0, column) for column in range(6)] == [0, 1, 2, 3, 3, 4]


def test_tabs_reach_the_next_stop() -> None:
    layout = Layout("ab\tc", 20)
    assert layout.column_of(3) == (0, TAB_STOP)


def test_text_is_displayed_in_as_many_characters_as_it_has() -> None:
    raw = "tab\there\nbell\x07 esc\x1b[0m \u202eevil\ud800"
    safe = displayable(raw)
    assert len(safe) == len(raw)
    assert "\t" in safe
    assert "\n" in safe
    assert not set("\x07\x1b\u202e\ud800") & set(safe)


def test_a_width_that_cannot_hold_anything_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot wrap"):
        Layout("text", MIN_WIDTH - 1)
