"""What is typed, pasted or brought back into an input is shown as it may be, and searched for as it is shown."""

from __future__ import annotations

from textual import events

from index.reading import SavedSearch
from tests.tui.conftest import reading
from tests.tui.fake_library import FakeLibrary
from tests.tui.hostile import check_screen
from tui.session import Session


async def test_a_pasted_escape_sequence_is_seen_and_obeyed_by_nobody() -> None:
    async with reading() as reader:
        await reader.press("slash")
        reader.main.query_input.post_message(events.Paste("car\x1b[2Jney \u202etroops"))
        await reader.until(lambda: reader.main.query_input.value == "car␛[2Jney \ufffdtroops", "the paste")
        check_screen(reader.app.screen)
        assert reader.main.query_input.cursor_position == len("car␛[2Jney \ufffdtroops")


async def test_an_old_query_is_searched_for_as_it_is_shown() -> None:
    library = FakeLibrary()
    library.record.saved["Old"] = SavedSearch("Old", "carney\x07\x1b]0;owned\x07", 0)
    async with reading(library, session=Session(query="carney\x9b2J")) as reader:
        assert reader.main.query_input.value == "carney\ufffd2J"
        assert reader.main.result is not None
        assert reader.main.result.query == "carney\ufffd2J"
        await reader.press("S")
        await reader.until(lambda: "Old" in reader.screen_text, "the list")
        await reader.press("enter")
        await reader.until(lambda: reader.main.query_input.value.startswith("carney␇"), "the search")
        assert reader.main.result.query == reader.main.query_input.value
        check_screen(reader.app.screen)


async def test_words_that_say_what_an_input_is_for_stay_on_its_line_however_narrow_it_is() -> None:
    async with reading(size=(23, 8)) as reader:
        line = reader.main.query_input.render_line(0).text
        assert "\n" not in line
        assert line.startswith("search")
        await reader.open("carney")
        await reader.press("f")
        check_screen(reader.app.screen)
