"""Selecting text from the keyboard, as a reader does it."""

from __future__ import annotations

import pytest

from tests.tui.conftest import Reader, reading
from tests.tui.fake_library import FakeLibrary
from tests.tui.samples import make_article
from tui.widgets.footer import KeyBar
from tui.widgets.results import ResultList


def selected(reader: Reader) -> str:
    return reader.main.view.selected_text


async def test_v_selects_the_name_at_the_cursor_and_keys_move_the_end_until_enter() -> None:
    async with reading() as reader:
        await reader.open("troops")
        await reader.press("right_square_bracket", "v")
        name = selected(reader)
        assert name == reader.main.view.current_mention.text
        assert "1 word selected" in reader.screen_text or "2 words selected" in reader.screen_text
        await reader.press("w", "w", "h")
        assert selected(reader).startswith(name + " ")
        longer = selected(reader)
        await reader.press("enter")
        assert reader.app.screen is reader.main  # and not the dossier
        assert selected(reader) == longer
        top = reader.main.view.scroll_offset.y
        await reader.press("j")
        assert selected(reader) == longer
        assert reader.main.view.scroll_offset.y >= top


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("right_parenthesis", "Canada and its allies look east."),
        ("right_curly_bracket", "Canada and its allies look east. Then."),
        ("l", "Canada "), ("h", "Canad"), ("w", "Canada and"), ("b", ""), ("G", None), ("dollar_sign", None),
    ],
)  # fmt: skip
async def test_keys_reach_by_character_word_sentence_and_paragraph(key: str, expected: str | None) -> None:
    text = "Canada and its allies look east. Then.\n\nAnother paragraph ends here."
    async with reading(FakeLibrary([make_article(1, text=text, title="One")])) as reader:
        await reader.press("enter")
        await reader.until(lambda: reader.opened == 1)
        await reader.press("v")
        assert selected(reader) == "Canada"
        await reader.press(key)
        if key == "G":
            expected = text
        elif key == "dollar_sign":
            expected = "Canada and its allies look east. Then."
        assert selected(reader) == expected


async def test_the_other_end_goes_on_backwards() -> None:
    async with reading() as reader:
        await reader.open("soldiers")
        await reader.press("v")
        first = selected(reader)
        assert first == "soldiers"
        await reader.press("o", "b", "b")
        assert selected(reader) == "that Canadian soldiers"
        await reader.press("o", "w")
        assert selected(reader) == "that Canadian soldiers might"


async def test_escape_selects_nothing_and_the_keys_are_the_articles_again() -> None:
    async with reading() as reader:
        await reader.open("carney")
        await reader.press("v", "w")
        assert "w word" in reader.screen_text
        await reader.press("escape")
        assert not selected(reader)
        assert reader.main.view.current_entity == "mark-carney"
        assert "] next mention" in reader.screen_text
        await reader.press("right_parenthesis")
        assert "compare two first" in reader.screen_text


async def test_v_again_keeps_the_selection_and_goes_on_with_it_later() -> None:
    async with reading() as reader:
        await reader.open("soldiers")
        await reader.press("v", "v")
        assert not reader.main.view.is_selecting
        assert selected(reader) == "soldiers"
        await reader.press("v", "w")
        assert selected(reader) == "soldiers might"


async def test_a_selection_survives_a_resize_and_ends_with_the_article() -> None:
    async with reading() as reader:
        await reader.open("carney")
        await reader.press("v", "w", "w")
        before = selected(reader)
        await reader.pilot.resize_terminal(80, 24)
        await reader.pilot.pause()
        assert selected(reader) == before
        await reader.press("J")
        await reader.until(lambda: reader.opened == 2)
        await reader.settle()
        assert not selected(reader)
        assert not reader.main.view.is_selecting


async def test_before_anything_is_open_the_key_says_so() -> None:
    async with reading() as reader:
        await reader.press("v")
        assert "open an article first" in reader.screen_text
        assert isinstance(reader.main.focused, ResultList)


async def test_what_is_selected_is_copied_with_ctrl_c() -> None:
    async with reading() as reader:
        await reader.open("soldiers")
        await reader.press("v", "w", "ctrl+c")
        assert reader.app.clipboard == "soldiers might"


async def test_help_while_selecting_tells_its_keys_first() -> None:
    async with reading() as reader:
        await reader.open("soldiers")
        await reader.press("v", "question_mark")
        assert "While selecting" in reader.screen_text


async def test_the_keys_of_the_last_line_can_be_clicked() -> None:
    async with reading() as reader:
        await reader.open("soldiers")
        await reader.press("v")
        bar = reader.main.query_one(KeyBar)
        column = bar.render_line(0).text.index("word")
        await reader.pilot.click(bar, offset=(column, 0))
        await reader.pilot.pause()
        assert selected(reader) == "soldiers might"
        await reader.pilot.click(bar, offset=(bar.render_line(0).text.index("keep"), 0))
        await reader.pilot.pause()
        assert not reader.main.view.is_selecting
