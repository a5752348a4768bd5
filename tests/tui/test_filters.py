"""What is in the results is counted, and one key makes it a narrower query; open slots say who fills them."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.command import CommandInput, CommandPalette

from index.answers import Facet
from index.errors import EngineUnavailable
from tests.tui.conftest import Reader, reading
from tests.tui.fake_library import FakeLibrary
from tests.tui.samples import make_article
from tui.screens.facets import COUNTING_AFTER, FacetsScreen
from tui.widgets.facets import FacetList, bar, time_choices


@asynccontextmanager
async def filters(
    query: str = "", library: FakeLibrary | None = None, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[Reader]:
    """The filters, open over a query's results, everything counted."""
    async with reading(library, size=size, query=query) as reader:
        await reader.press("F")
        await reader.until(lambda: isinstance(reader.app.screen, FacetsScreen))
        await reader.settle()
        yield reader


def screen(reader: Reader) -> FacetsScreen:
    assert isinstance(reader.app.screen, FacetsScreen)
    return reader.app.screen


def here(reader: Reader) -> tuple[str, str]:
    """The section and label that the keys are for."""
    focused = screen(reader).focused
    assert isinstance(focused, FacetList)
    assert focused.selected is not None
    return focused.selected.section, focused.selected.choice.label


async def go_to(reader: Reader, section: str, label: str) -> None:
    """With Tab to the list, with j to the line, as anybody would."""
    for _ in range(6):
        if here(reader)[0] == section:
            break
        await reader.press("tab")
    await reader.press("g")
    for _ in range(100):
        if here(reader) == (section, label):
            return
        await reader.press("j")
    raise AssertionError(f"{label} is not in {section}\n{reader.screen_text}")


def old_archive() -> FakeLibrary:
    """Two articles a month for three years."""
    return FakeLibrary(
        [
            make_article(n, text="Ice.", title=f"No. {n}", date=f"{2001 + n // 24}-{n % 24 // 2 + 1:02}-0{n % 2 + 1}")
            for n in range(72)
        ]
    )


# ------------------------------------------------------------------------------------------------ looking


async def test_the_whole_answer_is_counted_with_bars_that_need_no_colour() -> None:
    async with filters("carney") as reader:
        text = reader.screen_text
        for part in ("What is in these results", "carney", "3 articles", "Sources", "Time", "Types of names", "People"):
            assert part in text
        assert any("Ottawa Letter" in row and "1 ██" in row for row in text.splitlines())
        assert any("Mark Carney" in row and "3 ██" in row for row in text.splitlines())


@pytest.mark.parametrize("size", [(20, 6), (40, 12), (80, 24), (100, 20), (120, 40), (200, 60)])
async def test_the_filters_are_there_at_every_size(size: tuple[int, int]) -> None:
    async with filters('"{person} said"', size=size) as reader:
        for key in ("tab", "j", "tab", "G", "space", "h", "l", "shift+tab", "question_mark", "escape"):
            await reader.press(key)
        assert here(reader)
        assert all(len(line) <= size[0] for line in reader.screen_text.splitlines())
        await reader.press("escape")
        assert reader.app.screen is reader.main


async def test_a_narrow_screen_has_one_list_with_headings_that_tab_steps_through() -> None:
    async with filters("carney", size=(80, 24)) as reader:
        assert here(reader)[0] == "sources"
        sections = []
        for _ in range(4):
            await reader.press("tab")
            sections.append(here(reader)[0])
        assert sections == ["time", "types", "entities", "sources"]
        await reader.press("shift+tab")
        assert here(reader) == ("entities", "Canada")


async def test_columns_take_turns_with_tab_and_h_and_l() -> None:
    async with filters("carney") as reader:
        sections = [here(reader)[0]]
        for key in ("tab", "l", "right", "tab", "shift+tab", "h"):
            await reader.press(key)
            sections.append(here(reader)[0])
        assert sections == ["sources", "time", "types", "entities", "sources", "entities", "types"]


async def test_growing_and_shrinking_keeps_what_the_cursor_is_on() -> None:
    async with filters("carney") as reader:
        await go_to(reader, "entities", "Kyiv")
        await reader.pilot.resize_terminal(80, 24)
        await reader.until(lambda: "Sources" in reader.screen_text or here(reader)[0] == "entities")
        assert here(reader) == ("entities", "Kyiv")
        await reader.pilot.resize_terminal(120, 40)
        await reader.pilot.pause()
        assert here(reader) == ("entities", "Kyiv")


async def test_long_and_hostile_names_are_cut_by_cells_and_stay_text() -> None:
    source = "[red]東京新聞" * 12 + "\x1b]0;owned\x07"
    library = FakeLibrary([make_article(1, text="Ice.", title="T", date="2025-01-01", source=source)])
    async with filters("", library) as reader:
        assert "[red]東京" in reader.screen_text
        assert "\x1b" not in reader.screen_text
        assert "…" in reader.screen_text
        assert all(strip.cell_length == 120 for strip in reader.app.screen._compositor.render_strips(reader.app.size))


async def test_many_months_are_gathered_into_years_that_open() -> None:
    async with filters("", old_archive()) as reader:
        await go_to(reader, "time", "2002")
        assert "2002-05" not in reader.screen_text
        await reader.press("enter")
        assert here(reader) == ("time", "2002")
        assert "2002-05" in reader.screen_text
        await reader.press(*"jjjjj", "enter")
        await reader.until(lambda: reader.app.screen is reader.main)
        assert reader.main.query_input.value == "date:2002-05"


async def test_an_open_year_can_be_kept_whole() -> None:
    async with filters("", old_archive(), size=(80, 24)) as reader:
        await go_to(reader, "time", "2003")
        await reader.press("enter", "enter")
        await reader.until(lambda: reader.app.screen is reader.main)
        assert reader.main.query_input.value == "date:2003"


async def test_two_years_of_months_are_listed_as_they_are() -> None:
    months = [Facet(f"20{10 + n // 12}-{n % 12 + 1:02}", 1, "") for n in range(25)]
    assert [choice.label for choice in time_choices(months[:24])] == [month.label for month in months[:24]]
    assert [(choice.label, choice.count) for choice in time_choices(months)] == [
        ("2010", 12),
        ("2011", 12),
        ("2012", 1),
    ]


def test_a_bar_is_as_long_as_its_share_and_never_nothing_for_something() -> None:
    assert bar(8, 8, 4) == "████"
    assert bar(4, 8, 4) == "██"
    assert bar(1, 1000, 4) == "▏"
    assert bar(0, 8, 4) == ""


# ------------------------------------------------------------------------------------------------ choosing


async def test_enter_keeps_only_what_the_cursor_is_on_and_back_undoes_it() -> None:
    async with filters("carney") as reader:
        await go_to(reader, "entities", "Kyiv")
        await reader.press("enter")
        await reader.until(lambda: reader.main.result is not None and reader.main.result.query == "carney @kyiv")
        assert reader.main.query_input.value == "carney @kyiv"
        assert reader.main.results.has_focus
        await reader.press("backspace")
        await reader.until(lambda: reader.main.query_input.value == "carney")


async def test_a_choice_of_words_gets_its_parentheses() -> None:
    async with filters("carney OR scott") as reader:
        await go_to(reader, "sources", "Polar Gazette")
        await reader.press("enter")
        await reader.until(lambda: reader.app.screen is reader.main)
        assert reader.main.query_input.value == '(carney OR scott) source:"Polar Gazette"'


async def test_what_the_query_says_already_is_not_said_twice() -> None:
    async with filters("carney @kyiv") as reader:
        await go_to(reader, "entities", "Kyiv")
        await reader.press("enter")
        await reader.until(lambda: "the query says that already" in reader.screen_text)
        assert reader.main.query_input.value == "carney @kyiv"


async def test_minus_leaves_out_what_the_cursor_is_on() -> None:
    async with filters("carney") as reader:
        await go_to(reader, "types", "Places")
        await reader.press("minus")
        await reader.until(lambda: reader.main.result is not None and "place" in reader.main.result.query)
        assert reader.main.query_input.value == 'carney -"{place}"'


@pytest.mark.parametrize("key", ["escape", "q", "F"])
async def test_closing_leaves_the_query_as_it_was(key: str) -> None:
    async with filters("carney") as reader:
        await reader.press("j", key)
        await reader.until(lambda: reader.app.screen is reader.main)
        assert reader.main.query_input.value == "carney"
        assert reader.app.is_running


async def test_a_star_makes_the_entity_current() -> None:
    async with filters("carney") as reader:
        await reader.press("asterisk")
        await reader.until(lambda: "* is for an entity." in reader.screen_text)
        await go_to(reader, "entities", "Kyiv")
        await reader.press("asterisk")
        await reader.until(lambda: reader.main.view.current_entity == "kyiv")
        assert reader.main.query_input.value == "carney"
        assert reader.opened == 1  # nothing was open: the first article that names it is
        await reader.press("1", "F")
        await reader.settle()
        await go_to(reader, "entities", "Ottawa")
        await reader.press("asterisk")
        await reader.until(lambda: reader.main.view.current_entity == "ottawa")
        assert reader.opened == 1


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_click_chooses(size: tuple[int, int]) -> None:
    async with filters("carney", size=size) as reader:
        rows = reader.screen_text.splitlines()
        y = next(y for y, row in enumerate(rows) if "Summit Desk" in row)
        await reader.pilot.click(offset=(rows[y].index("Summit Desk") + 2, y))
        await reader.until(lambda: reader.main.query_input.value == 'carney source:"Summit Desk"')


async def test_the_palette_opens_them_and_narrows_in_them() -> None:
    async with reading(query="carney") as reader:
        await reader.press("colon")
        await reader.until(lambda: isinstance(reader.app.screen, CommandPalette))
        reader.app.screen.query_one(CommandInput).value = "filters"
        await reader.until(lambda: "Go to the query line" not in reader.screen_text)
        await reader.press("enter")
        await reader.until(lambda: isinstance(reader.app.screen, FacetsScreen))
        await reader.settle()
        await reader.press("colon")
        await reader.until(lambda: isinstance(reader.app.screen, CommandPalette))
        reader.app.screen.query_one(CommandInput).value = "leave these"
        await reader.until(lambda: "Keep only" not in reader.screen_text)
        await reader.press("enter")
        await reader.until(lambda: reader.main.query_input.value.startswith("carney -source:"))


async def test_f_in_the_query_line_is_a_letter() -> None:
    async with reading() as reader:
        await reader.press("slash", "F")
        assert reader.main.query_input.value == "F"


async def test_an_unfinished_word_is_narrowed_as_the_beginning_it_was_taken_for() -> None:
    async with reading() as reader:
        await reader.search("carn")
        await reader.press("down", "F")
        await reader.settle()
        assert "3 articles" in reader.screen_text
        await go_to(reader, "entities", "Kyiv")
        await reader.press("enter")
        await reader.until(lambda: reader.main.query_input.value == "(carn OR carn*) @kyiv")


async def test_a_whole_word_stays_as_it_was_typed() -> None:
    async with reading() as reader:
        await reader.search("carney")
        await reader.press("down", "F")
        await reader.settle()
        await go_to(reader, "entities", "Kyiv")
        await reader.press("enter")
        await reader.until(lambda: reader.main.query_input.value == "carney @kyiv")


# ------------------------------------------------------------------------------------------------ while counting


async def test_counting_says_so_and_is_given_up_with_the_screen() -> None:
    library = FakeLibrary()
    library.delays["facets"] = 6.0
    async with reading(library, query="carney") as reader:
        await reader.press("F")
        await reader.until(lambda: "counting …" in reader.screen_text)
        await reader.press("enter", "minus", "tab", "escape")
        assert reader.app.screen is reader.main
        await reader.until(lambda: library.cancelled == ["facets of carney"])


async def test_nothing_found_is_nothing_to_count() -> None:
    async with filters("zeppelin") as reader:
        assert "0 articles" in reader.screen_text
        assert "Nothing found" in reader.screen_text
        await reader.press("enter", "minus", "tab", "escape")
        assert reader.app.screen is reader.main


async def test_trouble_is_told_on_the_screen() -> None:
    library = FakeLibrary()
    library.failures["facets"] = EngineUnavailable("The index cannot be read.", hint="dateline doctor mends it.")
    async with filters("carney", library) as reader:
        assert "The index cannot be read." in " ".join(reader.screen_text.split())


async def test_the_library_is_asked_off_the_thread_of_the_screen() -> None:
    async with filters('"{person} said"') as reader:
        asked = [call for call in reader.library.calls if call.name in {"facets", "tallies"}]
        assert {call.name for call in asked} == {"facets", "tallies"}
        assert threading.get_ident() not in {call.thread for call in asked}


# ------------------------------------------------------------------------------------------------ slots


@pytest.mark.parametrize("size", [(40, 24), (80, 24), (120, 40), (200, 60)])
async def test_a_slot_query_says_under_the_echo_line_who_fills_it(size: tuple[int, int]) -> None:
    async with reading(size=size, query='"{person} in"') as reader:
        await reader.settle()
        line = next(row for row in reader.screen_text.splitlines() if row.startswith("   who: "))
        assert line.startswith("   who: Mark Carney 8")
        assert "5 different)" in line
        assert ("…" in line) == (size[0] < 120)


async def test_a_query_without_slots_has_no_such_line() -> None:
    async with reading(query='"{person} said"') as reader:
        await reader.search("carney")
        assert "who:" not in reader.screen_text
        assert not reader.main.tally_bar.display


async def test_a_tally_of_amounts_says_how_many_articles_were_read() -> None:
    async with reading(query='"{money} for"', size=(120, 40)) as reader:
        await reader.settle()
        assert "how much: $2 billion 2 (1 different, newest 2 articles only)" in reader.screen_text
        await reader.press("F")
        await reader.settle()
        assert "newest 2 articles only" in reader.screen_text


async def test_the_results_are_there_before_the_tally_which_says_that_it_counts() -> None:
    library = FakeLibrary()
    library.delays["tallies"] = 0.6
    async with reading(library) as reader:
        await reader.press("slash", *'"{person} said"')
        await reader.until(lambda: bool(reader.shown_ids) and "counting …" in reader.screen_text)
        await reader.until(lambda: "who: Mark Carney" in reader.screen_text)


async def test_a_tally_is_given_up_when_the_query_changes() -> None:
    library = FakeLibrary()
    library.delays["tallies"] = 6.0
    async with reading(library) as reader:
        await reader.press("slash", *'"{person} said"')
        await reader.until(lambda: any(call.arguments == ('"{person} said"',) for call in library.calls))
        await reader.press("escape", "ctrl+u")
        await reader.until(lambda: 'tallies of "{person} said"' in library.cancelled)
        assert "who:" not in reader.screen_text


async def test_a_tally_that_fails_leaves_the_results_alone() -> None:
    library = FakeLibrary()
    library.failures["tallies"] = EngineUnavailable("The index cannot be read.")
    async with reading(library, query='"{person} said"') as reader:
        await reader.until(lambda: "The index cannot be read." in reader.screen_text)
        assert reader.shown_ids
        await reader.pilot.pause(2 * COUNTING_AFTER)
        assert "The index cannot be read." in reader.screen_text


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_filters_begin_with_the_tally_and_enter_fills_the_slot(size: tuple[int, int]) -> None:
    async with filters('"{person} in" ice', size=size) as reader:
        assert 'Who: "{person} in"' in reader.screen_text
        assert "5 different" in reader.screen_text
        assert here(reader) == ("tally", "Mark Carney")
        await reader.press("j", "enter")
        await reader.until(lambda: reader.app.screen is reader.main)
        assert reader.main.query_input.value == '"@marie-curie in" ice'


async def test_minus_leaves_one_filler_out() -> None:
    async with filters('"{person} said"') as reader:
        await reader.press("minus")
        await reader.until(lambda: reader.app.screen is reader.main)
        assert reader.main.query_input.value == '"{person} said" -"@mark-carney said"'


async def test_a_filler_can_be_made_current() -> None:
    async with filters('"{person} said"') as reader:
        await reader.press("asterisk")
        await reader.until(lambda: reader.main.view.current_entity == "mark-carney")


async def test_a_click_on_the_tally_opens_the_whole_of_it() -> None:
    async with reading(query='"{person} said"') as reader:
        await reader.settle()
        await reader.pilot.click("#tally", offset=(12, 0))
        await reader.until(lambda: isinstance(reader.app.screen, FacetsScreen))


async def test_several_phrases_have_a_heading_each() -> None:
    async with filters('"{person} said" "in {place}"') as reader:
        assert 'Who: "{person} said"' in reader.screen_text
        assert 'Where: "in {place}"' in reader.screen_text
        await reader.press("escape")
        assert "1 more: F" in reader.screen_text
