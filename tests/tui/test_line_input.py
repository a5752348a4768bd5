"""What is typed, pasted or brought back into an input is drawn as it may be, whatever it is."""

from __future__ import annotations

import pytest
from textual import events
from textual.widgets import Input

from tests.tui.conftest import reading
from tui.session import Session


async def test_a_pasted_escape_sequence_is_seen_and_obeyed_by_nobody() -> None:
    async with reading() as reader:
        await reader.press("slash")
        pasted = "car\x1b[2Jney \u202etroops"
        reader.main.query_input.post_message(events.Paste(pasted))
        await reader.until(lambda: reader.main.query_input.value == pasted, "the paste")
        assert reader.main.query_input.cursor_position == len(pasted)
        assert "car␛[2Jney \ufffdtroops" in reader.screen_text
        assert "\x1b" not in reader.screen_text


async def test_the_query_of_an_old_session_is_drawn_with_stand_ins() -> None:
    async with reading(session=Session(query="carney\x9b2J")) as reader:
        assert "carney\ufffd2J" in reader.screen_text
        assert "\x9b" not in reader.screen_text


@pytest.mark.parametrize("size", [(40, 12), (23, 8)])
async def test_words_that_say_what_an_input_is_for_stay_on_its_line_however_narrow_it_is(size: tuple[int, int]) -> None:
    async with reading(size=size) as reader:
        await reader.press("enter")
        await reader.until(lambda: reader.opened is not None, "the article")
        await reader.press("f")
        for field in (reader.main.query_input, reader.main.query_one("#find", Input)):
            line = field.render_line(0).text
            assert "\n" not in line
            assert line.startswith(field.placeholder.split()[0])
