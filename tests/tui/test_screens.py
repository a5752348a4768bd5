"""The three widths, small screens, panes and focus, help, palette, quitting."""

from __future__ import annotations

import pytest
from textual.command import CommandInput, CommandPalette

from index.errors import NotFound
from index.model import Span
from tests.tui.conftest import reading
from tests.tui.fake_library import FakeLibrary
from tests.tui.samples import make_article
from tui.screens.dossier import DossierScreen
from tui.screens.help import HelpScreen
from tui.widgets.entities import EntityList
from tui.widgets.results import ResultList


@pytest.mark.parametrize(
    ("size", "panes", "lines"),
    [
        ((80, 24), ["results"], 1),
        ((99, 30), ["results"], 1),
        ((100, 30), ["results", "article"], 2),
        ((159, 40), ["results", "article"], 2),
        ((160, 40), ["results", "article", "entities"], 3),
        ((200, 60), ["results", "article", "entities"], 3),
    ],
)
async def test_the_width_decides_which_panes_are_shown_and_how_long_a_result_is(
    size: tuple[int, int], panes: list[str], lines: int
) -> None:
    async with reading(size=size) as reader:
        assert reader.panes == panes
        assert reader.main.results.row_height == lines


async def test_the_side_panes_are_as_wide_as_designed() -> None:
    async with reading(size=(120, 40)) as reader:
        assert reader.main.query_one("#results").outer_size.width == 38
    async with reading(size=(200, 60)) as reader:
        assert reader.main.query_one("#results").outer_size.width == 48
        assert reader.main.query_one("#entities").outer_size.width == 40


async def test_a_narrow_screen_says_which_of_its_panes_is_shown() -> None:
    async with reading(size=(80, 24)) as reader:
        assert "[1 Results] ›  2 Article  ›  3 Entities" in reader.screen_text
        await reader.press("enter")
        await reader.until(lambda: reader.panes == ["article"])
        assert "[2 Article]" in reader.screen_text
        await reader.press("3")
        assert reader.panes == ["entities"]
        await reader.press("tab")
        assert reader.panes == ["results"]


async def test_a_long_title_never_pushes_the_date_off_a_one_line_result() -> None:
    article = make_article(1, text="Text.", title="A title that goes on and on " * 5, date="2025-08-25")
    async with reading(FakeLibrary([article]), size=(80, 24)) as reader:
        assert "2025-08-25" in reader.screen_text


async def test_typing_on_a_narrow_screen_shows_the_results_and_escape_stays_with_them() -> None:
    async with reading(size=(80, 24)) as reader:
        await reader.open("carney")
        assert reader.panes == ["article"]
        await reader.press("slash")
        assert reader.panes == ["results"]


async def test_t_swaps_the_entities_in_on_a_medium_screen_and_capital_t_docks_them() -> None:
    async with reading(size=(120, 40)) as reader:
        await reader.press("2", "t")
        assert reader.panes == ["article", "entities"]
        await reader.press("t")
        assert reader.panes == ["results", "article"]
        await reader.press("T")
        assert reader.panes == ["results", "article", "entities"]


async def test_a_pane_that_is_put_away_takes_the_focus_with_it_to_the_article() -> None:
    async with reading(size=(120, 40)) as reader:
        await reader.press("3")
        assert isinstance(reader.main.focused, EntityList)
        await reader.press("t")
        assert reader.main.focused is reader.main.view


async def test_growing_and_shrinking_keeps_the_pane_one_is_in() -> None:
    async with reading(size=(200, 60)) as reader:
        await reader.open("carney")
        await reader.press("3")
        await reader.pilot.resize_terminal(80, 24)
        await reader.until(lambda: reader.panes == ["entities"])
        await reader.pilot.resize_terminal(200, 60)
        await reader.until(lambda: len(reader.panes) == 3)
        assert isinstance(reader.main.focused, EntityList)


async def test_zoom_and_widths() -> None:
    async with reading(size=(120, 40)) as reader:
        await reader.press("z")
        assert reader.panes == ["results"]
        await reader.press("z", "greater_than_sign", "greater_than_sign", "less_than_sign")
        assert reader.main.query_one("#results").outer_size.width == 42


async def test_h_l_tab_and_numbers_move_between_panes() -> None:
    async with reading(size=(200, 60)) as reader:
        homes = {"results": ResultList, "article": type(reader.main.view), "entities": EntityList}
        for key, pane in [
            ("l", "article"), ("l", "entities"), ("l", "entities"), ("h", "article"), ("1", "results"),
            ("tab", "article"), ("tab", "entities"), ("tab", "results"), ("shift+tab", "entities"),
        ]:  # fmt: skip
            await reader.press(key)
            assert isinstance(reader.main.focused, homes[pane]), (key, pane)


@pytest.mark.parametrize("size", [(40, 12), (30, 8), (20, 6), (80, 10), (200, 12)])
async def test_nothing_breaks_on_a_screen_that_is_too_small(size: tuple[int, int]) -> None:
    async with reading(size=size) as reader:
        await reader.open("carney")
        for key in ("right_square_bracket", "3", "1", "z", "t", "T", "f", "escape", "2", "enter"):
            await reader.press(key)
        await reader.until(lambda: isinstance(reader.app.screen, DossierScreen))
        await reader.settle()
        await reader.press("question_mark", "escape", "escape", "slash", "x", "escape")
        assert reader.app.is_running


async def test_a_low_screen_shows_no_hints_and_no_rules() -> None:
    async with reading(size=(80, 19)) as reader:
        assert "? help" not in reader.screen_text
        assert "╭" not in reader.screen_text
    async with reading(size=(80, 20)) as reader:
        assert "? help" in reader.screen_text


async def test_the_footer_follows_the_focus() -> None:
    async with reading() as reader:
        assert "Enter open" in reader.screen_text
        await reader.press("2")
        assert "] next mention" in reader.screen_text
        await reader.press("slash")
        assert "↓ results" in reader.screen_text


async def test_a_click_on_the_footer_does_what_it_says() -> None:
    async with reading() as reader:
        line = len(reader.screen_text.split("\n")) - 1
        column = reader.screen_text.split("\n")[line].index("/ search") + 2
        await reader.pilot.click(offset=(column, line))
        assert reader.main.focused is reader.main.query_input


async def test_help_shows_the_keys_of_the_pane_first_and_closes() -> None:
    async with reading() as reader:
        await reader.press("2", "question_mark")
        assert isinstance(reader.app.screen, HelpScreen)
        assert "In the article" in reader.screen_text
        await reader.press("j", "space", "question_mark")
        assert reader.app.screen is reader.main


async def test_the_palette_finds_actions_articles_and_entities() -> None:
    async with reading() as reader:
        await reader.press("colon")
        await reader.until(lambda: isinstance(reader.app.screen, CommandPalette))
        reader.app.screen.query_one(CommandInput).value = "amundsen"
        await reader.until(lambda: "dossier · PERSON" in reader.screen_text)
        assert "Amundsen stands at the South Pole" in reader.screen_text
        reader.app.screen.query_one(CommandInput).value = "zoom"
        await reader.until(lambda: "Give the pane the whole screen" in reader.screen_text)
        await reader.press("enter")
        await reader.until(lambda: reader.panes == ["results"])


async def test_markup_in_a_title_stays_text_in_the_palette() -> None:
    library = FakeLibrary([make_article(1, text="Nothing here.", title="[red]Rare[/red] [@click=app.quit]event[/]")])
    async with reading(library) as reader:
        await reader.press("colon")
        await reader.until(lambda: isinstance(reader.app.screen, CommandPalette))
        reader.app.screen.query_one(CommandInput).value = "rare"
        await reader.until(lambda: "[red]Rare[/red] [@click=app.quit]event[/]" in reader.screen_text)


async def test_q_quits_from_the_main_screen() -> None:
    async with reading() as reader:
        await reader.press("q")
        assert not reader.app.is_running


async def test_ctrl_q_quits_from_the_query_line_and_from_the_help() -> None:
    for keys in (("slash", "x"), ("question_mark",)):
        async with reading() as reader:
            await reader.press(*keys, "ctrl+q")
            assert not reader.app.is_running


async def test_q_in_the_query_line_is_a_letter() -> None:
    async with reading() as reader:
        await reader.press("slash", "q", "question_mark", "colon")
        assert reader.main.query_input.value == "q?:"
        assert reader.app.is_running


async def test_ctrl_c_copies_what_is_selected_in_the_article_made_safe() -> None:
    article = make_article(1, text="Good \x1b]0;owned\x07 text", title="T", date="2025-08-25")
    async with reading(FakeLibrary([article])) as reader:
        await reader.press("enter")
        await reader.until(lambda: reader.opened == 1)
        reader.main.view.select(Span(0, 22))
        await reader.press("ctrl+c")
        assert reader.app.clipboard == "Good ␛]0;owned␇ text"


async def test_ctrl_c_tells_how_to_quit() -> None:
    async with reading() as reader:
        await reader.press("ctrl+c")
        await reader.until(lambda: "ctrl+q quits" in reader.screen_text)
        assert reader.app.is_running


async def test_the_light_theme_is_one_command_away() -> None:
    async with reading() as reader:
        await reader.app.run_action("app.switch_theme")
        assert reader.app.theme == "textual-light"
        await reader.pilot.pause()
        await reader.app.run_action("app.switch_theme")
        assert reader.app.theme == "textual-dark"


async def test_an_entity_that_is_gone_is_told_on_its_screen() -> None:
    async with reading() as reader:
        await reader.open("carney")
        reader.library.failures["dossier"] = NotFound("There is no entity mark-carney.")
        await reader.press("enter")
        await reader.until(lambda: "There is no entity mark-carney." in reader.screen_text)


async def test_a_mouse_click_opens_a_result_and_makes_an_entity_current() -> None:
    async with reading(size=(200, 60)) as reader:
        await reader.pilot.click(ResultList, offset=(5, 3))
        await reader.until(lambda: reader.opened == 2)
        await reader.settle()
        await reader.pilot.click(EntityList, offset=(6, 1))
        await reader.until(lambda: reader.main.view.current_entity == "mark-carney")
        await reader.pilot.click(EntityList, offset=(6, 1))
        await reader.until(lambda: isinstance(reader.app.screen, DossierScreen))


async def test_on_a_narrow_screen_a_click_on_a_name_goes_to_that_pane() -> None:
    async with reading(size=(80, 24)) as reader:
        for name, pane in (("2 Article", "article"), ("3 Entities", "entities"), ("1 Results", "results")):
            line = next(line for line in reader.screen_text.splitlines() if "2 Article" in line)
            await reader.pilot.click("Breadcrumb", offset=(line.index(name) + 3, 0))
            await reader.pilot.pause()
            assert reader.panes == [pane]


async def test_brackets_in_a_source_stay_text_beside_a_title_in_the_palette() -> None:
    library = FakeLibrary([make_article(1, text="Nothing here.", title="Rare event", source="The [/red] Post")])
    async with reading(library) as reader:
        await reader.press("colon")
        await reader.until(lambda: isinstance(reader.app.screen, CommandPalette))
        reader.app.screen.query_one(CommandInput).value = "rare"
        await reader.until(lambda: "article · The [/red] Post" in reader.screen_text)
