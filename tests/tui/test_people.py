"""The entities pane and comparing people, as a reader meets them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual.theme import BUILTIN_THEMES

from index.model import Article, ArticleEntity, OpenArticle
from tests.tui.conftest import Reader, reading
from tests.tui.fake_library import FakeLibrary
from tests.tui.samples import make_article, mentions_of
from tui.comparing import Compared
from tui.messages import ArticleAnnotated
from tui.screens.prefix import PrefixScreen
from tui.widgets.entities import EntityFilterInput, EntityList
from tui.widgets.entity_rows import ORDERS, Listing, Order, entity_items
from tui.widgets.minimap import Minimap

CARNEY, ZELENSKYY, CURIE = "mark-carney", "volodymyr-zelenskyy", "irene-curie"
WIDE = (200, 50)


def listed(reader: Reader) -> list[str]:
    """The names in the entities pane, in order."""
    return [getattr(item, "name", "") for item in reader.main.entity_list.items if getattr(item, "name", "")]


def minimap(reader: Reader) -> str:
    widget = reader.main.query_one(Minimap)
    return "".join(widget.render_line(y).text for y in range(widget.size.height))


def shown_rows(reader: Reader) -> str:
    view = reader.main.view
    return "\n".join(view.render_line(y).text for y in range(view.size.height))


async def compare(reader: Reader, *entities: str) -> None:
    """In the entities pane, go to each and compare it."""
    await reader.press("3")
    pane = reader.main.entity_list
    for entity in entities:
        pane.move_to(next(i for i, item in enumerate(pane.items) if getattr(item, "id", "") == entity))
        await reader.press("equals_sign")


# ---------------------------------------------------------------------------------------------- the pane


async def test_the_order_of_the_entities_goes_round_and_is_said() -> None:
    async with reading(size=WIDE) as reader:
        await reader.open("carney")
        by_type = listed(reader)
        assert "People  2" in reader.screen_text
        await reader.press("semicolon")
        assert "most central first" in reader.screen_text
        assert "People  2" not in reader.screen_text
        await reader.press("semicolon")
        assert listed(reader)[:2] == ["Mark Carney", "Canada"]  # named 4 and 3 times
        await reader.press("semicolon")
        assert "most articles first" in reader.screen_text
        assert listed(reader)[0] == "Canada"
        await reader.press("semicolon")
        assert listed(reader) == by_type


async def test_in_one_list_of_all_types_each_name_has_its_letter() -> None:
    async with reading(size=WIDE) as reader:
        await reader.open("carney")
        await reader.press("semicolon")
        rows = [line[160:] for line in reader.screen_text.split("\n")]
        assert any("Mark Carneyᵖ" in row for row in rows)
        assert any("NATOᵒ" in row for row in rows)


async def test_both_counts_are_there_as_long_as_names_have_room() -> None:
    async with reading(size=WIDE) as reader:
        await reader.open("carney")
        row = next(line[160:] for line in reader.screen_text.split("\n") if "Mark Carney" in line[160:])
        assert "4×" in row
        assert "3 art." in row


async def test_one_type_only_is_shown_in_the_list_and_in_the_article_and_walked() -> None:
    async with reading(size=WIDE) as reader:
        await reader.open("troops")
        assert "Kyivᵍ" in shown_rows(reader)
        await reader.press("w")
        assert isinstance(reader.app.screen, PrefixScreen)
        assert "People" in reader.screen_text
        await reader.press("p")
        assert listed(reader) == ["Mark Carney", "Volodymyr Zelenskyy"]
        assert "Entities 2/8 · people only" in reader.screen_text
        assert "Kyivᵍ" not in shown_rows(reader)
        assert "Mark Carneyᵖ" in shown_rows(reader)
        reader.main.view.scroll_to_top()
        people = [m.start for m in mentions_of(reader.library.articles[1].text) if m.label == "PERSON"]
        trail = []
        reader.main.view.go_to_offset(0)
        for _ in range(3):
            await reader.press("right_curly_bracket")
            mention = reader.main.view.current_mention
            trail.append(mention.start if mention else None)
        assert trail == people[:3]


async def test_the_one_type_stays_in_the_next_article_and_all_come_back() -> None:
    async with reading(size=WIDE) as reader:
        await reader.open("carney")
        await reader.press("w", "o", "J")
        await reader.until(lambda: reader.opened == 2)
        await reader.settle()
        assert listed(reader) == ["Bank of England"]
        assert "Volodymyr Zelenskyyᵖ" not in shown_rows(reader)
        assert "Mark Carney" in shown_rows(reader)
        await reader.press("w", "asterisk")
        assert "Volodymyr Zelenskyyᵖ" in shown_rows(reader)
        assert "only" not in reader.main.query_one("#entities").border_title


async def test_escape_shows_all_types_again() -> None:
    async with reading(size=WIDE) as reader:
        await reader.open("troops")
        await reader.press("w", "p", "escape")
        assert reader.main.listing.type is None
        assert "Kyivᵍ" in shown_rows(reader)


async def test_typing_narrows_the_entities_whatever_the_accents() -> None:
    articles = [make_article(1, text="Irène Curie met Marie Curie in Paris. Canada waited.", title="One")]
    async with reading(FakeLibrary(articles), size=WIDE) as reader:
        await reader.press("enter")
        await reader.until(lambda: reader.opened == 1)
        await reader.press("backslash", *"irene")
        assert isinstance(reader.main.focused, EntityFilterInput)
        assert listed(reader) == ["Irène Curie"]
        await reader.press("enter")
        assert isinstance(reader.main.focused, EntityList)
        assert listed(reader) == ["Irène Curie"]
        await reader.press("space")
        assert reader.main.view.current_entity == CURIE
        await reader.press("escape")
        assert len(listed(reader)) == 4
        assert not reader.main.entity_filter.display


async def test_escape_while_typing_lists_all_again_and_arrows_go_along_the_list() -> None:
    async with reading(size=WIDE) as reader:
        await reader.open("carney")
        everybody = listed(reader)
        await reader.press("backslash", *"a", "down", "down")
        assert reader.main.entity_list.selected is not None
        assert listed(reader).index(reader.main.entity_list.selected.name) == 2
        await reader.press("up")
        assert listed(reader).index(reader.main.entity_list.selected.name) == 1
        await reader.press("escape")
        assert listed(reader) == everybody
        assert isinstance(reader.main.focused, EntityList)


async def test_nobody_of_that_name_is_told_with_the_way_back() -> None:
    async with reading(size=WIDE) as reader:
        await reader.open("carney")
        await reader.press("backslash", *"[zzz]")
        assert "Nobody is called so here" in reader.screen_text
        assert "none" in reader.screen_text


async def test_the_keys_of_the_pane_are_letters_where_somebody_types() -> None:
    async with reading() as reader:
        await reader.press("slash", *"w\\", "equals_sign", "semicolon")
        assert reader.main.query_input.value == "w\\=;"


async def test_narrowing_before_anything_is_open_is_no_dead_key() -> None:
    async with reading() as reader:
        await reader.press("backslash")
        assert "open an article first" in reader.screen_text
        await reader.press("w")
        assert "open an article first" in reader.screen_text


async def test_a_click_makes_an_entity_current_and_another_opens_its_dossier() -> None:
    async with reading(size=WIDE) as reader:
        await reader.open("troops")
        pane = reader.main.entity_list
        row = next(i for i, item in enumerate(pane.items) if getattr(item, "id", "") == ZELENSKYY)
        await reader.pilot.click(pane, offset=(6, row))
        await reader.settle()
        assert reader.main.view.current_entity == ZELENSKYY
        await reader.pilot.click(pane, offset=(6, row))
        await reader.until(lambda: "Also written" in reader.screen_text)


# ---------------------------------------------------------------------------------------------- comparing


async def test_two_people_are_followed_at_once_in_list_article_minimap_and_status() -> None:
    async with reading(size=(200, 20)) as reader:
        await reader.open("troops")
        await compare(reader, CARNEY, ZELENSKYY)
        assert "Mark Carney¹" in shown_rows(reader)
        assert "Zelenskyy²" in shown_rows(reader)
        rows = [line[160:] for line in reader.screen_text.split("\n")]
        assert any("Mark Carney¹" in row for row in rows)
        assert any("Volodymyr Zelenskyy²" in row for row in rows)
        reader.main.status_line.hush()
        await reader.pilot.pause()
        assert "meet 2/2   ¹Mark Carney 4×   ²Volodymyr Zelenskyy 2×" in reader.screen_text
        assert "1" in minimap(reader)
        assert "&" in minimap(reader)


async def test_the_same_key_ends_it_and_the_other_keeps_the_number() -> None:
    async with reading(size=WIDE) as reader:
        await reader.open("troops")
        await compare(reader, CARNEY, ZELENSKYY, CARNEY)
        assert reader.main.comparison.numbers == {ZELENSKYY: 2}
        assert "Mark Carneyᵖ" in shown_rows(reader)
        assert "Zelenskyy²" in shown_rows(reader)


async def test_in_the_article_the_one_at_the_cursor_is_compared() -> None:
    async with reading() as reader:
        await reader.open("carney")
        await reader.press("equals_sign", "right_curly_bracket", "equals_sign")
        assert reader.main.comparison.numbers == {CARNEY: 1, "kyiv": 2}
        assert reader.main.view.current_entity == CARNEY  # as before: ] and [ walk it
        assert "Kyiv is ²" in reader.screen_text


async def test_a_click_with_ctrl_compares_in_the_article_and_in_the_list() -> None:
    async with reading(size=WIDE) as reader:
        await reader.open("troops")
        view, pane = reader.main.view, reader.main.entity_list
        row = next(y for y in range(view.size.height) if "Mark Carneyᵖ" in view.render_line(y).text)
        column = view.render_line(row).text.index("Mark")
        await reader.pilot.click(view, offset=(column + 2, row), control=True)
        row = next(i for i, item in enumerate(pane.items) if getattr(item, "id", "") == ZELENSKYY)
        await reader.pilot.click(pane, offset=(6, row), control=True)
        await reader.pilot.pause()
        assert reader.main.comparison.numbers == {CARNEY: 1, ZELENSKYY: 2}
        assert reader.main.view.current_entity is None


async def test_more_than_can_be_told_apart_is_refused_in_words() -> None:
    async with reading(size=WIDE) as reader:
        await reader.open("troops")
        await compare(reader, CARNEY, ZELENSKYY, "canada", "ukraine", "kyiv")
        assert len(reader.main.comparison) == 4
        assert "no more than 4 can be compared" in reader.screen_text


async def test_where_they_meet_is_walked_on_into_the_next_article_that_names_both() -> None:
    async with reading(size=WIDE) as reader:
        await reader.open("carney")
        await compare(reader, CARNEY, ZELENSKYY)
        await reader.press("2")
        text = reader.library.articles[1].text
        reader.main.view.go_to_offset(0)
        await reader.press("right_parenthesis")
        assert reader.main.view.cursor == text.index("President Volodymyr") + len("President ")  # no sentence has both
        assert "meet 1/2" in reader.screen_text
        await reader.press("right_parenthesis")
        assert "meet 2/2" in reader.screen_text
        await reader.press("right_parenthesis")
        await reader.until(lambda: reader.opened == 2)
        await reader.settle()
        assert "→ next article with them" in reader.screen_text
        assert reader.main.view.meeting_position[0] == 1
        await reader.press("left_parenthesis")
        await reader.until(lambda: reader.opened == 1)
        await reader.settle()
        assert reader.main.view.meeting_position == (2, 2)


async def test_after_the_last_article_that_names_them_the_key_starts_over() -> None:
    async with reading(size=WIDE) as reader:
        await reader.open("carney")
        await compare(reader, CARNEY, "nato")
        await reader.press("2", "right_parenthesis", "right_parenthesis")
        await reader.settle()
        assert "no further article names them all; ) starts over from the first" in reader.screen_text
        await reader.press("right_parenthesis")
        await reader.settle()
        assert "over again" in reader.screen_text
        assert reader.main.view.meeting_position == (1, 1)


async def test_one_alone_meets_nobody() -> None:
    async with reading(size=WIDE) as reader:
        await reader.open("troops")
        await compare(reader, CARNEY)
        await reader.press("right_parenthesis")
        assert "compare two first" in reader.screen_text


async def test_a_comparison_goes_along_into_other_articles_and_comes_back_with_back() -> None:
    async with reading(size=WIDE) as reader:
        await reader.open("carney")
        await compare(reader, CARNEY, ZELENSKYY)
        await reader.press("J")
        await reader.until(lambda: reader.opened == 2)
        await reader.settle()
        assert "Mark Carney¹" in shown_rows(reader)
        assert "Volodymyr Zelenskyy²" in shown_rows(reader)
        reader.main.clear_comparison()
        await reader.press("backspace")
        await reader.until(lambda: reader.opened == 1)
        await reader.settle()
        assert reader.main.comparison.numbers == {CARNEY: 1, ZELENSKYY: 2}
        assert "Mark Carney¹" in shown_rows(reader)
        await reader.press("L")
        await reader.until(lambda: reader.opened == 2)
        await reader.settle()
        assert not reader.main.comparison


async def test_escape_ends_the_comparison_before_the_current_entity() -> None:
    async with reading(size=WIDE) as reader:
        await reader.open("carney")
        await compare(reader, CARNEY, ZELENSKYY)
        await reader.press("2", "escape")
        assert not reader.main.comparison
        assert reader.main.view.current_entity == CARNEY
        assert "Mark Carneyᵖ" in shown_rows(reader)
        await reader.press("escape")
        assert reader.main.view.current_entity is None


async def test_a_query_for_all_who_are_compared() -> None:
    async with reading(size=WIDE) as reader:
        await reader.press("ampersand")
        assert "compare somebody first" in reader.screen_text
        await reader.open("carney")
        await compare(reader, CARNEY, ZELENSKYY)
        await reader.press("ampersand")
        await reader.settle()
        assert reader.main.query_input.value == f"carney @{CARNEY} @{ZELENSKYY}"
        await reader.press("ampersand")
        assert "the query says that already" in reader.screen_text
        await reader.press("backspace")
        await reader.until(lambda: reader.main.query_input.value == "carney")


async def test_without_type_letters_the_numbers_stay() -> None:
    async with reading() as reader:
        await reader.open("carney")
        await reader.press("equals_sign")
        await reader.main.run_action("screen.toggle_letters")
        await reader.pilot.pause()
        assert "Kyivᵍ" not in shown_rows(reader)
        assert "Mark Carney¹" in shown_rows(reader)
        assert "type letters are left out" in reader.screen_text
        await reader.main.run_action("screen.toggle_letters")
        await reader.pilot.pause()
        assert "Kyivᵍ" in shown_rows(reader)


async def test_a_name_of_markup_is_shown_as_it_is() -> None:
    async with reading(size=WIDE) as reader:
        await reader.open("carney")
        reader.main.toggle_compared(Compared("x", "[red]\x1b[/]", "PERSON"))
        await reader.pilot.pause()
        reader.main.status_line.hush()
        await reader.pilot.pause()
        assert "¹[red]␛[/] 0×" in reader.screen_text


@pytest.mark.parametrize("theme", ["textual-light", *(name for name, theme in BUILTIN_THEMES.items() if theme.ansi)])
async def test_comparing_reads_in_light_themes_and_in_the_terminals_own_colours(theme: str) -> None:
    async with reading(size=WIDE) as reader:
        reader.app.theme = theme
        await reader.open("troops")
        await compare(reader, CARNEY, ZELENSKYY)
        await reader.press("semicolon")
        assert "Mark Carney¹" in shown_rows(reader)
        row = next(line for line in reader.screen_text.split("\n") if "Volodymyr Zelenskyy²" in line[160:])
        assert "2×" in row


@pytest.mark.parametrize("size", [(40, 12), (30, 8), (60, 16)])
async def test_comparing_and_narrowing_survive_a_small_screen(size: tuple[int, int]) -> None:
    async with reading(size=size) as reader:
        await reader.open("carney")
        await reader.press("equals_sign", "right_curly_bracket", "equals_sign", "right_parenthesis")
        await reader.press("backslash", *"zel", "enter", "equals_sign", "w", "p", "semicolon", "2", "v", "w", "enter")
        await reader.pilot.resize_terminal(200, 50)
        await reader.pilot.pause()
        assert len(reader.main.comparison) == 3
        assert "Carney¹" in shown_rows(reader)


async def test_names_found_meanwhile_are_compared_at_once() -> None:
    library = FakeLibrary(annotated=False)
    async with reading(library) as reader:
        await reader.open("carney")
        reader.main.toggle_compared(Compared(CARNEY, "Mark Carney", "PERSON"))
        assert reader.main.view.mention_position(CARNEY) == (0, 0)
        library.write(annotated=[1])
        opened = library.open_article(1)
        reader.main.post_message(ArticleAnnotated(opened))
        await reader.until(lambda: "Mark Carney¹" in shown_rows(reader))
        assert reader.main.entity_list.numbers == {CARNEY: 1}


HOSTILE = [
    "\x1b]0;owned\x07",
    "\u202e",
    "[bold]x[/]",
    "\ud800",
    "\t",
    "\n",
    "中文",
    "👩\u200d👩\u200d👧",
    "e\u0301",
    "a",
]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.lists(st.sampled_from(HOSTILE), max_size=12).map("".join), min_size=1, max_size=12),
    st.sampled_from(["[", "a", "e", "中", "\x1b"]),
    st.sampled_from(ORDERS),
)
async def test_no_name_reaches_the_terminal_as_a_command(names: list[str], words: str, order: Order) -> None:
    async with reading(size=(60, 20)) as reader:
        pane = reader.main.entity_list
        await reader.press("3")
        entities = tuple(
            ArticleEntity(str(i), name, "PERSON" if i % 2 else name, i, i, 0.5) for i, name in enumerate(names)
        )
        opened = OpenArticle(1, Article("key", "", ""), 0, True, (), entities)
        pane.show(entity_items(opened, Listing(order=order)), words=words, has_letters=True)
        pane.set_numbers({"0": 1, "1": 2})
        await reader.pilot.pause()
        for y in range(pane.size.height):
            strip = pane.render_line(y)
            assert strip.cell_length == pane.size.width
            assert not [c for c in strip.text if c < " " or c in "\x7f\x9b\u202e\u2028\ud800"]
