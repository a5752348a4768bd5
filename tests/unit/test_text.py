"""What reaches a screen is harmless and keeps its place; titles, widths and folding are what a reader expects."""

from __future__ import annotations

import datetime
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text import (
    TITLE_CELLS,
    cell_width,
    collapse,
    date_prefix,
    fold,
    graphemes,
    normalise,
    parse_day,
    printable,
    title_from,
    truncate_at_word,
    truncate_cells,
    unwrapped,
    word_count,
)

# What must never reach a terminal, spelled out apart from the code under test.
DANGEROUS = frozenset(
    map(
        chr,
        [
            *range(0x20), *range(0x7F, 0xA0), 0x061C, *range(0x200B, 0x200C), 0x200E, 0x200F, 0x2028, 0x2029,
            *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, *range(0xD800, 0xE000),
        ],
    )
)  # fmt: skip
any_text = st.text(alphabet=st.characters(exclude_categories=[]))
hostile_text = st.text(
    alphabet="\x1b]0;\x07\x9b\n\taéاक्中👩🏴\ufe0f\u200c\u200d\u202e\u2066\ufeff\ud83d\U000e0067\U000e007f\u061c\u180eᠠ"
)


class TestPrintable:
    def test_no_code_point_that_commands_a_terminal_gets_through(self) -> None:
        everything = "".join(map(chr, range(0x110000)))
        shown = printable(everything)
        assert len(shown) == len(everything)
        assert DANGEROUS.isdisjoint(shown)

    def test_ordinary_characters_of_every_script_are_left_alone(self) -> None:
        for code in range(0x20, 0x110000):
            character = chr(code)
            if unicodedata.category(character)[0] in "LMNPSZ" and character not in "\u2028\u2029":
                assert printable(character) == character, hex(code)

    @given(any_text | hostile_text)
    def test_every_offset_stays_where_it_was(self, text: str) -> None:
        shown = printable(text)
        assert len(shown) == len(text)
        assert DANGEROUS.isdisjoint(shown)
        assert printable(shown) == shown

    @given(any_text | hostile_text)
    def test_newlines_may_be_kept_and_nothing_else(self, text: str) -> None:
        assert printable(text, keep_newlines=True) == "\n".join(map(printable, text.split("\n")))

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("\x1b]0;pwned\x07", "␛]0;pwned␇"),
            ("a\tb\r\n", "a b␍␊"),
            ("\x7f\x00", "␡␀"),
            ("\x9b31m", "�31m"),
            ("user\u202egpj.exe", "user�gpj.exe"),
            ("\ud800", "�"),
            ("zero\u200bwidth", "zero␣width"),
            ("soft\xadhyphen", "soft-hyphen"),
        ],
    )
    def test_stand_ins_are_visible(self, text: str, shown: str) -> None:
        assert printable(text) == shown

    @pytest.mark.parametrize(
        "text",
        [
            "👩\u200d👩\u200d👧", "❤\ufe0f\u200d🔥", "🏳\ufe0f\u200d🌈", "👍🏽", "🇨🇦",
            "می\u200cخواهم", "क्\u200dष", "ශ්\u200dරී",
            "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        ],
    )  # fmt: skip
    def test_emoji_and_scripts_that_need_joiners_keep_them(self, text: str) -> None:
        assert printable(text) == text

    @pytest.mark.parametrize(
        "text", ["pay\u200dpal", "\u200d", "a\u200cb", "👩\u200d", "\u200d👩", "x\U000e0067\U000e007f"]
    )
    def test_joiners_that_join_nothing_are_shown(self, text: str) -> None:
        assert printable(text) != text


class TestNormalise:
    @given(any_text)
    def test_twice_is_once(self, text: str) -> None:
        once = normalise(text)
        assert normalise(once) == once
        assert "\r" not in once

    def test_all_ends_of_line_become_newlines(self) -> None:
        assert normalise("a\r\nb\rc\nd\r\r\n") == "a\nb\nc\nd\n\n"

    def test_composes_letters(self) -> None:
        assert normalise("Zu\u0308rich") == "Zürich"

    @pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029", "\x0b", "\x0c", "\t", "\x00"])
    def test_leaves_everything_else_as_it_was(self, separator: str) -> None:
        assert normalise(f"a{separator}b") == f"a{separator}b"


class TestFold:
    @pytest.mark.parametrize(
        ("name", "folded"),
        [
            ("Zürich", "zurich"),
            ("Volodymyr Zelenskýj", "volodymyr zelenskyj"),
            ("Lech Wałęsa", "lech walesa"),
            ("Øresund", "oresund"),
            ("STRASSE", "strasse"),
            ("Straße", "strasse"),
            ("O’Brien", "o'brien"),
            ("İstanbul", "istanbul"),
            ("Jean–Luc", "jean-luc"),
        ],
    )
    def test_spellings_of_one_name_fall_together(self, name: str, folded: str) -> None:
        assert fold(name) == folded

    @given(any_text)
    def test_twice_is_once(self, text: str) -> None:
        assert fold(fold(text)) == fold(text)

    @given(any_text)
    def test_case_and_composition_make_no_difference(self, text: str) -> None:
        assert fold(unicodedata.normalize("NFD", text)) == fold(text)


class TestCells:
    @pytest.mark.parametrize(
        ("text", "cells"),
        [
            ("", 0),
            ("Kyiv", 4),
            ("中文", 4),
            ("Zürich", 6),
            ("👩\u200d👩\u200d👧", 2),
            ("🇨🇦", 2),
            ("e\u0301", 1),
            ("가", 2),
        ],
    )
    def test_width_is_what_a_terminal_shows(self, text: str, cells: int) -> None:
        assert cell_width(text) == cells

    @given(any_text)
    def test_graphemes_leave_no_gap_and_add_up(self, text: str) -> None:
        shown = printable(text)
        spans = graphemes(shown)
        assert "".join(shown[start:end] for start, end, _ in spans) == shown
        assert [start for start, _, _ in spans] == [0, *(end for _, end, _ in spans)][: len(spans)]
        assert sum(cells for _, _, cells in spans) == cell_width(shown)

    @pytest.mark.parametrize("whole", ["👩\u200d👩\u200d👧", "e\u0301", "🇨🇦", "❤\ufe0f", "👍🏽"])
    def test_what_looks_like_one_character_is_one_grapheme(self, whole: str) -> None:
        assert [f"a{whole}b"[start:end] for start, end, _ in graphemes(f"a{whole}b")] == ["a", whole, "b"]

    def test_flags_in_a_row_stay_apart(self) -> None:
        assert [(start, end) for start, end, _ in graphemes("🇨🇦🇺🇦🇫")] == [(0, 2), (2, 4), (4, 5)]

    @given(any_text, st.integers(0, 40))
    def test_cut_text_fits(self, text: str, width: int) -> None:
        shown = printable(text)
        for cut in (truncate_cells(shown, width), truncate_at_word(shown, width)):
            assert cell_width(cut) <= width
            assert cut == shown or cut == "" or cut.endswith("…")
            assert cut == shown or cell_width(shown) > width

    def test_wide_characters_and_families_are_not_cut_in_half(self) -> None:
        assert truncate_cells("中文字", 4) == "中…"
        assert truncate_cells("ab👩\u200d👩\u200d👧cd", 4) == "ab…"

    def test_many_stacked_marks_do_not_hide_a_cut(self) -> None:
        assert truncate_cells("e" + "\u0301" * 500 + " tail", 3).startswith("e")

    def test_words_are_cut_between(self) -> None:
        assert truncate_at_word("Canada may send troops, Carney says", 24) == "Canada may send troops…"
        assert truncate_at_word("Donaudampfschifffahrtsgesellschaft", 10) == "Donaudamp…"


class TestTitles:
    @pytest.mark.parametrize(
        ("text", "title"),
        [
            ("Greece votes No. The result surprised many.", "Greece votes No."),
            ("Mr. Lee met Gen. Day in the U.S. on Monday. They talked.", "Mr. Lee met Gen. Day in the U.S. on Monday."),
            ("It was No. 5 on Jan. 6. Then not.", "It was No. 5 on Jan. 6."),
            ("“We will be there.” He left.", "“We will be there.”"),
            ("J. K. Rowling wrote. Then more.", "J. K. Rowling wrote."),
            ("It grew by 3.5 per cent. Then it fell.", "It grew by 3.5 per cent."),
            ("A headline\n\nThe first sentence.", "A headline"),
            ("Wrapped\nover\ttwo  lines. Next.", "Wrapped over two lines."),
            ("東京は雨です。明日は晴れ。", "東京は雨です。"),
            (" date 2025-08-25 Carney is in Kyiv. He spoke.", "Carney is in Kyiv."),
            ("\n\n  Late start. Yes.", "Late start."),
            ("", ""),
        ],
    )  # fmt: skip
    def test_the_first_sentence_is_the_title(self, text: str, title: str) -> None:
        assert title_from(text) == title

    def test_the_article_that_came_with_the_project_gets_a_sensible_title(self) -> None:
        folder = Path(__file__).resolve().parents[3] / "shared" / "seeds"
        files = sorted(folder.glob("*.txt")) if folder.is_dir() else []
        if not files:
            pytest.skip("the shared seed article is not there")
        title = title_from(files[0].read_text(encoding="utf-8"))
        assert title.startswith("Prime Minister Mark Carney said Canada might send military troops")
        assert title.endswith("…")
        assert cell_width(title) <= TITLE_CELLS

    @given(any_text)
    def test_a_title_is_one_line_that_fits(self, text: str) -> None:
        title = title_from(text)
        assert cell_width(title) <= TITLE_CELLS
        assert title == collapse(title)

    def test_a_megabyte_without_a_full_stop_is_no_trouble(self) -> None:
        assert title_from("word " * 200_000).endswith("word…")


class TestDates:
    @pytest.mark.parametrize(
        "value",
        [
            "2025-08-25", " 2025-08-25 ", "2025-08-25T23:59:59Z", "2025-08-25T23:30:00-11:00", "2025-08-25 00:10",
            "2025-08-25T0010+0900", "2025-08-25T12:00:00.123456+02:00",
        ],
    )  # fmt: skip
    def test_a_day_is_taken_as_written_and_never_shifted(self, value: str) -> None:
        assert parse_day(value) == datetime.date(2025, 8, 25)

    @pytest.mark.parametrize(
        "value",
        ["", "2025-13-01", "2025-02-30", "25/08/2025", "2025-08", "20250825", "August 25", "٢٠٢٥-٠٨-٢٥", "0000-01-01"],
    )
    def test_nothing_else_is_a_day(self, value: str) -> None:
        assert parse_day(value) is None

    def test_a_date_may_stand_before_the_text(self) -> None:
        assert date_prefix(" date 2025-08-25 Prime") == ("2025-08-25", 17)
        assert date_prefix("date 2025-08-25\nPrime") == ("2025-08-25", 15)
        assert date_prefix("The date 2025-08-25 was") is None
        assert date_prefix("date 2025-08-251 x") is None


def test_words_are_counted_as_a_reader_would() -> None:
    assert word_count("Canada's “coalition of the willing” — 31 countries — met.") == 8
    assert word_count(" \n… — ") == 0


def test_importing_it_loads_neither_rich_nor_textual() -> None:
    code = "import sys, index.text; print([name for name in ('rich', 'textual', 'spacy') if name in sys.modules])"
    root = Path(__file__).resolve().parents[2]
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root, timeout=60)
    assert run.stdout.strip() == "[]"


# ------------------------------------------------------------------------------------------------ wrapped lines


def test_a_line_break_inside_a_wrapped_paragraph_becomes_a_blank_and_others_stay() -> None:
    wrapped = "A line long enough to have been wrapped by an editor, Volodymyr\nZelenskyy said.\n\nNext.\nA list"
    assert unwrapped(wrapped) == wrapped.replace("Volodymyr\nZ", "Volodymyr Z")


@given(st.text(alphabet=st.sampled_from("ab \n"), max_size=300))
def test_unwrapping_moves_nothing(text: str) -> None:
    flat = unwrapped(text)
    assert len(flat) == len(text)
    assert all(before == after or (before, after) == ("\n", " ") for before, after in zip(text, flat, strict=True))
