"""The help, on every screen: the keys of the pane one is in come first, and it can be read however narrow it is."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from tests.tui.conftest import reading
from tui.actions import PLACES, by_id
from tui.screens.dossier import DossierScreen
from tui.screens.facets import FacetsScreen
from tui.screens.help import HelpScreen, help_sections, help_text
from tui.screens.prefix import PrefixScreen
from tui.screens.themes import ThemeScreen


@pytest.mark.parametrize("pane", [*PLACES, "somewhere unheard of"])
@pytest.mark.parametrize("width", [24, 40, 76])
def test_every_line_fits_its_width_and_every_key_is_told(pane: str, width: int) -> None:
    lines = help_text(pane, width).plain.split("\n")
    assert all(cell_len(line) <= width for line in lines), max(lines, key=cell_len)
    text = "\n".join(lines)
    for _, actions in help_sections(pane):
        for action in actions:
            assert "  ".join(action.shown_keys) in text, action.id


@pytest.mark.parametrize("width", [8, 12, 16])
def test_nothing_breaks_where_nothing_fits(width: int) -> None:
    assert "In the article" in " ".join(help_text("article", width).plain.split())


def test_where_it_is_narrow_what_keys_do_stands_below_them() -> None:
    lines = help_text("facet-list", 30).plain.split("\n")
    row = lines.index("  S-Tab  h  ←")
    assert lines[row + 1] == "    Go to the kind of counts"
    beside = help_text("facet-list", 60).plain
    assert any(line.startswith("  S-Tab  h  ← ") and "Go to the kind" in line for line in beside.split("\n"))


@pytest.mark.parametrize(
    ("keys", "title"),
    [((), "In the results"), (("2",), "In the article"), (("3",), "In the entities")],
)
async def test_the_pane_with_the_focus_comes_first(keys: tuple[str, ...], title: str) -> None:
    async with reading(size=(160, 50)) as reader:
        await reader.press(*keys, "question_mark")
        assert isinstance(reader.app.screen, HelpScreen)
        first = next(line for line in reader.screen_text.split("\n")[3:] if "In the " in line)
        assert title in first


async def test_help_on_the_dossier_and_on_the_filters_is_theirs() -> None:
    async with reading(size=(120, 40)) as reader:
        await reader.open("carney")
        await reader.press("enter")
        await reader.until(lambda: isinstance(reader.app.screen, DossierScreen))
        await reader.settle()
        await reader.press("question_mark")
        assert PLACES["kwic"].title in reader.screen_text
        await reader.press("escape")
        assert isinstance(reader.app.screen, DossierScreen)
        await reader.press("escape", "F")
        await reader.until(lambda: isinstance(reader.app.screen, FacetsScreen))
        await reader.settle()
        await reader.press("question_mark")
        assert PLACES["facet-list"].title in reader.screen_text
        assert by_id("exclude").help in reader.screen_text


async def test_help_on_the_themes_is_theirs_and_leads_back_to_them() -> None:
    async with reading() as reader:
        await reader.press("ctrl+t", "question_mark")
        assert PLACES["themes"].title in reader.screen_text
        await reader.press("question_mark")
        assert isinstance(reader.app.screen, ThemeScreen)


async def test_help_while_a_second_key_is_waited_for_is_no_second_key() -> None:
    async with reading() as reader:
        reader.app.push_screen(PrefixScreen("Copy", ()))
        await reader.press("question_mark")
        assert reader.app.screen is reader.main


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (24, 8)])
async def test_help_scrolls_on_small_screens(size: tuple[int, int]) -> None:
    async with reading(size=size) as reader:
        await reader.press("question_mark")
        assert isinstance(reader.app.screen, HelpScreen)
        before = reader.screen_text
        await reader.press("space", "j")
        assert reader.screen_text != before
        await reader.press("G")
        assert "typing." in reader.screen_text  # the last word of the last section
        await reader.press("g")
        assert reader.screen_text == before
