"""Keys of one's own at work: they do what they should, the old ones do not, and everything shows them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from textual.command import CommandInput, CommandPalette

from index.config import Config
from tests.tui.conftest import reading
from tui.actions import rebind
from tui.screens.help import HelpScreen


@pytest.fixture(autouse=True)
def _defaults_again() -> Iterator[None]:
    yield
    rebind({})


def _config(**keys: tuple[str, ...]) -> Config:
    return Config(keymap={name.replace("_", "-"): value for name, value in keys.items()})


async def test_an_action_moves_to_its_new_key_and_leaves_the_old_one() -> None:
    async with reading(config=_config(zoom=("Z", ","))) as reader:
        await reader.press("z")
        assert len(reader.panes) > 1
        await reader.press("Z")
        assert reader.panes == ["results"]
        await reader.press("comma")
        assert len(reader.panes) > 1


async def test_an_action_without_a_key_is_in_the_palette_only() -> None:
    async with reading(config=_config(zoom=())) as reader:
        await reader.press("z")
        assert len(reader.panes) > 1
        assert "zoom" not in reader.screen_text.split("\n")[-1]
        await reader.press("colon")
        await reader.until(lambda: isinstance(reader.app.screen, CommandPalette))
        reader.app.screen.query_one(CommandInput).value = "zoom"
        await reader.until(lambda: "Give the pane the whole screen" in reader.screen_text)


async def test_two_actions_change_places() -> None:
    async with reading(config=_config(next_hit=("N",), previous_hit=("n",))) as reader:
        await reader.open("carney")
        before = reader.main.view.cursor
        await reader.press("N")
        after = reader.main.view.cursor
        assert after > before
        await reader.press("n")
        assert reader.main.view.cursor == before


async def test_footer_help_palette_and_hints_show_the_new_keys() -> None:
    async with reading(config=_config(search=("ctrl+f",), help=("ctrl+o",), leave=("Z",))) as reader:
        assert "^f search" in reader.screen_text
        assert "^o help" in reader.screen_text.split("\n")[-1]
        await reader.press("ctrl+c")
        await reader.until(lambda: "Z leaves, ctrl+q quits" in reader.screen_text)
        await reader.press("ctrl+o")
        assert isinstance(reader.app.screen, HelpScreen)
        reader.app.screen._scroll.scroll_end(animate=False)
        await reader.press("g")
        await reader.press("escape", "colon")
        await reader.until(lambda: isinstance(reader.app.screen, CommandPalette))
        reader.app.screen.query_one(CommandInput).value = "search"
        await reader.until(lambda: "^f   Go to the query line" in reader.screen_text)


async def test_the_query_lines_keys_may_move_and_its_list_keeps_its_own() -> None:
    async with reading(config=_config(leave_query=("ctrl+j",))) as reader:
        await reader.press("slash", "c", "ctrl+j")
        assert reader.main.focused is reader.main.results
        await reader.press("slash", "@", "c", "a", "tab")
        await reader.until(lambda: reader.main.is_completing)
        cursor = reader.main.completion_list.cursor
        await reader.press("down")
        assert reader.main.completion_list.cursor != cursor
        await reader.press("enter")
        await reader.until(lambda: not reader.main.is_completing)
        assert reader.main.query_input.value in {"@canada", "@canadian", "@mark-carney"}


async def test_a_key_the_list_of_candidates_takes_over_is_its_own_while_it_is_there() -> None:
    async with reading(config=_config(leave_query=("ctrl+n",), next_candidate=("ctrl+n",))) as reader:
        await reader.press("slash", "@", "c", "a", "tab")
        await reader.until(lambda: reader.main.is_completing)
        await reader.press("ctrl+n")
        assert reader.main.is_completing
        await reader.press("escape", "ctrl+n")
        assert reader.main.focused is reader.main.results


async def test_letters_stay_letters_in_the_query_line_whatever_they_do_elsewhere() -> None:
    async with reading(config=_config(back=("Z",), command_palette=("A",), search=("s",))) as reader:
        await reader.press("s", "Z", "A", "s")
        assert reader.main.query_input.value == "ZAs"
        assert not isinstance(reader.app.screen, CommandPalette)


async def test_quit_moves_and_works_everywhere() -> None:
    async with reading(config=_config(quit=("ctrl+x",))) as reader:
        await reader.press("slash", "a", "ctrl+q")
        assert reader.app.is_running
        await reader.press("ctrl+x")
        assert not reader.app.is_running


async def test_the_next_app_has_its_own_keys_again() -> None:
    async with reading(config=_config(zoom=("Z",))) as reader:
        assert "Z zoom" in reader.screen_text
    async with reading() as reader:
        assert "z zoom" in reader.screen_text
