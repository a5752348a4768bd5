"""Reading: walking a person through the articles, finding, going back and forward, the way out by Esc."""

from __future__ import annotations

from index.errors import NotFound
from tests.tui.conftest import Reader, reading
from tests.tui.fake_library import FakeLibrary
from tests.tui.samples import make_article, mentions_of
from tui.screens.dossier import DossierScreen
from tui.widgets.entities import EntityList
from tui.widgets.query_bar import QueryInput
from tui.widgets.results import ResultList


def _places(library: FakeLibrary, article_id: int, entity: str) -> list[int]:
    return [m.start for m in mentions_of(library.articles[article_id].text) if m.entity == entity]


async def _walk(reader: Reader, key: str, times: int) -> list[tuple[int | None, int]]:
    trail = []
    for _ in range(times):
        await reader.press(key)
        await reader.settle()
        mention = reader.main.view.current_mention
        trail.append((reader.opened, mention.start if mention else -1))
    return trail


# ---------------------------------------------------------------------------------------------- mentions


async def test_opening_a_result_for_a_name_makes_that_person_current() -> None:
    async with reading() as reader:
        await reader.open("carney")
        assert reader.main.view.current_entity == "mark-carney"
        assert "mention 1/4 Mark Carney (PERSON)" in reader.screen_text


async def test_opening_a_result_for_an_ordinary_word_makes_nobody_current() -> None:
    async with reading() as reader:
        await reader.open("troops")
        assert reader.main.view.current_entity is None


async def test_the_next_mention_key_walks_exactly_that_persons_mentions_on_into_the_next_article() -> None:
    async with reading() as reader:
        await reader.open("carney")
        trail = await _walk(reader, "right_square_bracket", 7)
        expected = [(i, start) for i in (1, 2, 3) for start in _places(reader.library, i, "mark-carney")]
        assert trail == expected[1:]


async def test_going_on_tells_where_and_at_the_very_end_the_key_again_starts_over() -> None:
    async with reading() as reader:
        await reader.open("carney")
        await _walk(reader, "right_square_bracket", 4)
        assert "→ next article: Leaders meet" in reader.screen_text
        await _walk(reader, "right_square_bracket", 3)
        assert reader.opened == 3
        await _walk(reader, "right_square_bracket", 1)
        assert "no further mentions of Mark Carney; ] starts over from the first" in reader.screen_text
        assert reader.opened == 3
        trail = await _walk(reader, "right_square_bracket", 1)
        assert trail == [(1, _places(reader.library, 1, "mark-carney")[0])]


async def test_the_previous_mention_key_walks_back_into_the_article_before() -> None:
    async with reading() as reader:
        await reader.open("carney")
        await reader.press("J")
        await reader.settle()
        assert reader.opened == 2
        await _walk(reader, "left_square_bracket", 1)
        assert reader.opened == 1
        mention = reader.main.view.current_mention
        assert mention is not None
        assert mention.start == _places(reader.library, 1, "mark-carney")[-1]


async def test_after_the_results_the_walk_goes_on_through_the_library_by_date() -> None:
    async with reading() as reader:
        await reader.open("telegram")  # one article only
        assert reader.shown_ids == [5]
        await reader.press("3")
        reader.main._make_current("robert-falcon-scott")
        await _walk(reader, "right_square_bracket", 1)
        assert reader.opened == 6


async def test_an_entity_in_one_article_only_is_started_over_there() -> None:
    async with reading() as reader:
        await reader.open("norway")
        assert reader.main.view.current_entity == "norway"
        await _walk(reader, "right_square_bracket", 1)
        assert "no further mentions of Norway" in reader.screen_text
        await _walk(reader, "right_square_bracket", 1)
        assert reader.opened == 5
        assert "over again" in reader.screen_text


async def test_with_nobody_current_the_key_takes_whoever_is_nearest() -> None:
    async with reading() as reader:
        await reader.open("soldiers")
        await reader.press("right_square_bracket")
        assert reader.main.view.current_entity is not None


async def test_braces_walk_every_entity_and_skip_dates_and_amounts() -> None:
    async with reading() as reader:
        await reader.press("enter")
        await reader.until(lambda: reader.opened == 1)
        await reader.settle()
        starts = [m.start for m in mentions_of(reader.library.articles[1].text) if m.entity]
        trail = [start for _, start in await _walk(reader, "right_curly_bracket", 3)]
        assert trail == starts[:3]
        assert [start for _, start in await _walk(reader, "left_curly_bracket", 1)] == starts[1:2]


async def test_star_makes_the_entity_at_the_cursor_current() -> None:
    async with reading() as reader:
        await reader.open("carney")
        await reader.press("right_curly_bracket", "asterisk")
        assert reader.main.view.current_entity == "kyiv"


async def test_star_takes_the_nearest_on_screen_where_the_cursor_is_not_on_anybody() -> None:
    async with reading(size=(80, 14)) as reader:
        await reader.open("soldiers")
        text = reader.library.articles[1].text
        reader.main.view.go_to_offset(text.index("reporters"))
        await reader.press("asterisk")
        assert reader.main.view.current_entity == "mark-carney"  # just before it
        assert reader.main.view.current_mention is not None
        assert reader.main.view.current_mention.start == text.index("Carney told")
        await reader.press("G")
        await reader.pilot.pause()
        await reader.press("asterisk")
        mention = reader.main.view.current_mention
        assert mention is not None
        assert reader.main.view._is_on_screen(mention.start)


async def test_star_in_the_entities_makes_the_one_there_current() -> None:
    async with reading(size=(200, 50)) as reader:
        await reader.open("soldiers")
        await reader.press("3", "j", "asterisk")
        assert reader.main.view.current_entity == "volodymyr-zelenskyy"


async def test_star_where_nobody_is_named_says_so() -> None:
    async with reading(FakeLibrary([make_article(1, text="Nobody at all.", title="One")])) as reader:
        await reader.press("enter")
        await reader.until(lambda: reader.opened == 1)
        await reader.press("asterisk")
        assert "nobody is named here" in reader.screen_text


async def test_mentions_before_anything_is_open_are_no_dead_key() -> None:
    async with reading() as reader:
        for key in ("right_square_bracket", "right_curly_bracket", "n", "f"):
            await reader.press(key)
            assert "open an article first" in reader.screen_text


# ---------------------------------------------------------------------------------------------- articles, back, forward


async def test_j_and_k_open_the_next_and_previous_result_while_reading() -> None:
    async with reading() as reader:
        await reader.open("carney")
        await reader.press("J")
        await reader.until(lambda: reader.opened == 2)
        assert reader.main.results.selected_id == 2
        await reader.press("K")
        await reader.until(lambda: reader.opened == 1)
        await reader.press("K")
        assert "first result" in reader.screen_text


async def test_backspace_returns_to_the_mention_left_and_capital_l_goes_forward_again() -> None:
    async with reading() as reader:
        await reader.open("carney")
        await _walk(reader, "right_square_bracket", 4)
        assert reader.opened == 2
        await reader.press("backspace")
        await reader.until(lambda: reader.opened == 1)
        await reader.settle()
        assert "mention 4/4 Mark Carney" in reader.screen_text
        await reader.press("backspace")
        assert "mention 1/4 Mark Carney" in reader.screen_text
        await reader.press("L", "L")
        await reader.until(lambda: reader.opened == 2)
        await reader.settle()
        assert "mention 1/2 Mark Carney" in reader.screen_text


async def test_back_brings_the_query_and_the_selection_back() -> None:
    async with reading() as reader:
        await reader.open("carney")
        await reader.press("J")
        await reader.until(lambda: reader.opened == 2)
        await reader.settle()
        await reader.search("curie")
        await reader.press("enter")
        await reader.until(lambda: reader.opened in {7, 8})
        await reader.settle()
        await reader.press("H")
        await reader.until(lambda: reader.opened == 2)
        await reader.settle()
        assert reader.main.query_input.value == "curie"
        await reader.press("H")
        await reader.until(lambda: reader.main.result is not None and reader.main.result.query == "carney")
        await reader.settle()
        assert reader.main.query_input.value == "carney"
        assert reader.main.results.selected_id == 2
        assert reader.main.view.current_entity == "mark-carney"


async def test_back_from_the_first_article_returns_to_the_list() -> None:
    async with reading(size=(80, 24)) as reader:
        await reader.open("carney")
        assert reader.panes == ["article"]
        await reader.press("backspace")
        assert reader.panes == ["results"]
        assert isinstance(reader.main.focused, ResultList)
        await reader.press("L")
        await reader.until(lambda: reader.opened == 1)


async def test_back_with_nowhere_to_go_says_so() -> None:
    async with reading() as reader:
        await reader.press("backspace")
        assert "this is where you came in" in reader.screen_text


async def test_jumping_to_the_end_can_be_undone() -> None:
    async with reading(size=(80, 14)) as reader:
        await reader.open("carney")
        await reader.press("right_square_bracket")
        place = reader.main.view.cursor
        await reader.press("G")
        await reader.press("backspace")
        assert reader.main.view.cursor == place


async def test_an_article_that_is_gone_is_told_in_its_pane() -> None:
    async with reading() as reader:
        reader.library.failures["open_article"] = NotFound("There is no article 1.", hint="It was removed.")
        await reader.press("enter")
        await reader.until(lambda: "There is no article 1. It was removed." in reader.screen_text)


# ---------------------------------------------------------------------------------------------- find


async def test_find_goes_along_while_typing_and_n_goes_round_with_a_notice() -> None:
    async with reading() as reader:
        await reader.open("carney")
        await reader.press("f", *"canad")
        assert "1/3" in reader.screen_text
        await reader.press("enter", "n", "n")
        assert "3/3" in reader.screen_text
        await reader.press("n")
        assert "on from the beginning" in reader.screen_text
        await reader.press("N")
        assert "on from the end" in reader.screen_text


async def test_the_hits_of_the_search_count_for_n_when_nothing_else_is_looked_for() -> None:
    async with reading() as reader:
        await reader.open("carney")
        await reader.press("n")
        hit = reader.main.view.current_hit
        text = reader.library.articles[1].text
        assert hit is not None
        assert text[hit.start : hit.end] == "Carney"
        assert "hit 2/4" in reader.screen_text


# ---------------------------------------------------------------------------------------------- esc, entities, dossier


async def test_escape_steps_out_rung_by_rung_and_never_quits() -> None:
    async with reading() as reader:
        await reader.open("carney")
        await reader.press("f", *"canad")
        await reader.press("escape")
        assert reader.main.focused is reader.main.view
        assert reader.main.view.find_text == "canad"
        await reader.press("escape")
        assert reader.main.view.find_text == ""
        assert reader.main.view.current_entity == "mark-carney"
        await reader.press("escape")
        assert reader.main.view.current_entity is None
        await reader.press("escape")
        assert isinstance(reader.main.focused, ResultList)
        await reader.press("escape", "escape")
        assert reader.app.is_running


async def test_escape_leaves_the_query_line_first() -> None:
    async with reading() as reader:
        await reader.search("carney")
        assert isinstance(reader.main.focused, QueryInput)
        await reader.press("escape")
        assert isinstance(reader.main.focused, ResultList)
        assert len(reader.shown_ids) == 3


async def test_entities_are_grouped_by_type_and_values_come_on_request() -> None:
    async with reading(size=(200, 50)) as reader:
        await reader.open("carney")
        text = reader.screen_text
        assert text.index("People  2") < text.index("Organizations  1") < text.index("Countries and cities  4")
        assert "Amounts" not in text
        await reader.press("V")
        assert "Amounts  1" in reader.screen_text
        await reader.press("V")
        assert "Amounts" not in reader.screen_text


async def test_space_in_the_entities_pane_makes_one_current() -> None:
    async with reading(size=(200, 50)) as reader:
        await reader.open("carney")
        await reader.press("3", "j", "space")
        assert isinstance(reader.main.focused, EntityList)
        assert reader.main.view.current_entity == "volodymyr-zelenskyy"
        await reader.press("space")
        assert reader.main.view.current_entity is None


async def test_enter_on_a_mention_opens_its_dossier_and_a_line_of_it_leads_back_into_an_article() -> None:
    async with reading() as reader:
        await reader.open("carney")
        await reader.press("enter")
        await reader.until(lambda: isinstance(reader.app.screen, DossierScreen))
        await reader.until(lambda: "was sworn in" in reader.screen_text)
        text = reader.screen_text
        assert "8 mentions in 3 articles · 2025-03-14 – 2025-08-24" in text
        for part in ("Also written", "the full name", "Together with", "Volodymyr", "Kyiv Notebook", "2025-03"):
            assert part in text
        await reader.press("j", "enter")
        await reader.until(lambda: reader.opened == 3)
        await reader.settle()
        assert reader.main.view.current_entity == "mark-carney"
        assert reader.main.view.cursor == _places(reader.library, 3, "mark-carney")[1]
        await reader.press("backspace")
        await reader.until(lambda: reader.opened == 1)


async def test_q_and_escape_leave_a_dossier_for_where_one_was() -> None:
    async with reading() as reader:
        await reader.open("carney")
        for key in ("q", "escape"):
            await reader.press("enter")
            await reader.until(lambda: isinstance(reader.app.screen, DossierScreen))
            await reader.press(key)
            assert reader.app.screen is reader.main
            assert reader.opened == 1


async def test_a_companion_has_a_dossier_too_and_its_entity_can_be_made_current() -> None:
    async with reading() as reader:
        await reader.open("carney")
        await reader.press("enter")
        await reader.until(lambda: "Together with" in reader.screen_text)
        await reader.settle()
        await reader.press("tab", "s", "j", "j", "enter")
        await reader.until(lambda: "Volodymyr Zelenskyy  PERSON" in reader.screen_text)
        await reader.settle()
        await reader.press("asterisk")
        await reader.until(lambda: reader.app.screen is reader.main)
        assert reader.main.view.current_entity == "volodymyr-zelenskyy"
