"""Choosing a theme: each is seen while the cursor is on it, one is kept, and Esc leaves everything as it was."""

from __future__ import annotations

import pytest
from textual.theme import BUILTIN_THEMES

from index.choices import read_choices
from index.config import Config
from index.paths import choices_file
from tests.tui.conftest import Reader, reading
from tui.cli import theme_keeper
from tui.screens.themes import ThemeList, ThemeScreen
from tui.themes import THEMES
from tui.theming import counterpart


def test_the_themes_are_all_of_the_frameworks_and_the_terminals_own() -> None:
    assert set(THEMES) == {*BUILTIN_THEMES, "ansi"}
    assert len(THEMES) == len(set(THEMES))


def test_every_theme_has_a_counterpart_and_those_of_a_family_are_each_others() -> None:
    for theme in BUILTIN_THEMES.values():
        assert BUILTIN_THEMES[counterpart(theme)].dark != theme.dark
    assert counterpart(BUILTIN_THEMES["solarized-light"]) == "solarized-dark"


async def _choosing(reader: Reader) -> ThemeList:
    await reader.press("ctrl+t")
    assert isinstance(reader.app.screen, ThemeScreen)
    return reader.app.screen.query_one(ThemeList)


def _background(reader: Reader) -> str:
    """What the article is drawn on."""
    return reader.main.view.colors[2].hex


async def test_moving_shows_each_theme_at_once_on_the_page_behind() -> None:
    async with reading() as reader:
        await reader.open("carney")
        themes = await _choosing(reader)
        assert themes.names[themes.cursor] == "textual-dark"
        seen = {_background(reader)}
        for _ in range(4):
            await reader.press("j")
            assert reader.app.theme == themes.names[themes.cursor]
            seen.add(_background(reader))
        assert len(seen) > 3


async def test_esc_puts_the_theme_back_that_there_was() -> None:
    async with reading() as reader:
        before = _background(reader)
        await _choosing(reader)
        await reader.press("j", "j", "escape")
        assert reader.app.theme == "textual-dark"
        assert reader.app.screen is reader.main
        assert _background(reader) == before


async def test_enter_keeps_a_theme_for_the_next_time() -> None:
    async with reading(keep_theme=theme_keeper()) as reader:
        await _choosing(reader)
        await reader.press("j", "enter")
        await reader.settle()
        assert reader.app.theme == "textual-light"
        assert reader.app.screen is reader.main
    assert read_choices(choices_file()) == {"theme": "textual-light"}
    assert Config.load().theme == "textual-light"


async def test_nothing_is_kept_of_what_was_only_looked_at() -> None:
    async with reading(keep_theme=theme_keeper()) as reader:
        await _choosing(reader)
        await reader.press("j", "escape")
        await reader.settle()
    assert not choices_file().exists()


async def test_it_is_said_if_something_else_decides_the_next_time() -> None:
    async with reading(keep_theme=theme_keeper(), theme_from="the configuration file") as reader:
        await _choosing(reader)
        await reader.press("j", "enter")
        await reader.until(lambda: "textual-light, until you quit" in reader.screen_text)


async def test_a_click_shows_a_theme_and_a_second_one_keeps_it() -> None:
    async with reading(size=(120, 40)) as reader:
        themes = await _choosing(reader)
        row = themes.names.index("nord")
        await reader.pilot.click(ThemeList, offset=(3, row))
        assert reader.app.theme == "nord"
        await reader.pilot.click(ThemeList, offset=(3, row))
        await reader.pilot.pause()
        assert reader.app.screen is reader.main
        assert reader.app.theme == "nord"


async def test_the_list_opens_once_and_at_the_theme_there_is() -> None:
    async with reading(config=Config(theme="tokyo-night"), size=(80, 16)) as reader:
        assert reader.app.theme == "tokyo-night"
        themes = await _choosing(reader)
        await reader.press("ctrl+t")
        assert len(reader.app.screen_stack) == 2
        assert themes.names[themes.cursor] == "tokyo-night"
        assert "tokyo-night" in reader.screen_text, "it is scrolled to"


@pytest.mark.parametrize("name", ["ansi", "ansi-dark", "ansi-light"])  # test_contrast.py draws all the others
async def test_themes_of_the_terminals_own_colours_are_drawn(name: str) -> None:
    async with reading(config=Config(theme=name), size=(120, 30)) as reader:
        await reader.open("carney")
        await reader.press("right_square_bracket", "ctrl+t")
        assert name in reader.screen_text
        assert "Canada leaves the door open" in reader.screen_text
        await reader.press("escape", "question_mark")
        assert "In the article" in reader.screen_text


@pytest.mark.parametrize("size", [(40, 12), (30, 8), (20, 6)])
async def test_the_list_fits_a_small_screen(size: tuple[int, int]) -> None:
    async with reading(size=size) as reader:
        await _choosing(reader)
        await reader.press("j", "G", "escape")
        assert reader.app.is_running


async def test_the_type_letters_are_a_setting_and_a_command() -> None:
    async with reading() as reader:
        await reader.open("carney")
        assert "ᵖ" in reader.screen_text
        await reader.app.run_action("screen.toggle_letters", reader.main)
        await reader.pilot.pause()
        assert "ᵖ" not in reader.screen_text
    async with reading(config=Config(type_letters=False)) as reader:
        await reader.open("carney")
        assert "ᵖ" not in reader.screen_text
