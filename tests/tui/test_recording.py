"""Read, starred, unread: shown where one looks, kept in the library, undone by one key; filters and the order."""

from __future__ import annotations

from index.config import Config
from index.errors import LibraryLocked
from tests.tui.conftest import reading
from tests.tui.fake_library import FakeLibrary
from tests.tui.samples import make_article


async def test_an_article_on_screen_for_a_while_has_been_read() -> None:
    async with reading(config=Config(mark_read_after=0.05)) as reader:
        assert "• " in reader.screen_text
        await reader.open("carney")
        opened = reader.opened
        await reader.until(lambda: reader.library.record.read == {opened}, "the article to be read")


async def test_opening_alone_is_not_reading() -> None:
    async with reading() as reader:
        await reader.open("carney")
        assert reader.library.record.read == set()


async def test_scrolling_is_reading() -> None:
    async with reading(size=(80, 12)) as reader:
        await reader.open("carney")
        await reader.press("space")
        await reader.until(lambda: reader.library.record.read == {reader.opened}, "the article to be read")


async def test_one_key_makes_it_unread_again_and_it_stays_so() -> None:
    async with reading(size=(80, 12)) as reader:
        await reader.open("carney")
        await reader.press("space")
        await reader.until(lambda: reader.library.record.read, "the article to be read")
        await reader.press("r")
        await reader.until(lambda: not reader.library.record.read, "the article to be unread")
        await reader.press("space", "b")
        await reader.settle()
        assert reader.library.record.read == set()


async def test_in_the_results_the_key_is_for_the_article_under_the_cursor() -> None:
    async with reading() as reader:
        await reader.press("j", "r")
        chosen = reader.shown_ids[1]
        await reader.until(lambda: reader.library.record.read == {chosen}, "the second result to be read")
        row = reader.main.results.row_of(chosen)
        assert row is not None
        assert row.is_read


async def test_a_star_shows_in_the_results_and_on_the_article() -> None:
    async with reading() as reader:
        await reader.open("carney")
        await reader.press("s")
        await reader.until(lambda: reader.library.record.starred == {reader.opened}, "a star")
        assert "★ Article" in reader.screen_text
        assert sum("★" in line for line in reader.screen_text.splitlines()) >= 2
        await reader.press("s")
        await reader.until(lambda: not reader.library.record.starred, "no star")


async def test_quick_changes_of_mind_end_with_the_last_one() -> None:
    async with reading() as reader:
        await reader.press(*"sssss")
        await reader.until(lambda: reader.library.record.starred == {reader.shown_ids[0]}, "a star")
        assert len(reader.library.record.threads) == 1


async def test_what_was_done_is_written_before_the_program_ends() -> None:
    library = FakeLibrary()
    async with reading(library) as reader:
        first = reader.shown_ids[0]
        await reader.pilot.press("s", "q")
    assert library.record.starred == {first}


async def test_a_library_that_cannot_be_written_says_so_and_reading_goes_on() -> None:
    async with reading() as reader:
        reader.library.record.failure = LibraryLocked("The library is being written.", hint="Try again.")
        await reader.press("s")
        await reader.until(lambda: "is being written" in reader.screen_text, "the trouble")
        await reader.open("carney")


async def test_unread_only_is_a_filter_that_its_key_takes_out_again() -> None:
    async with reading() as reader:
        everything = reader.shown_ids
        reader.library.record.read = {everything[0]}
        await reader.press("U")
        await reader.until(lambda: reader.shown_ids == everything[1:], "the unread")
        assert "[4 is:unread]" in reader.screen_text
        await reader.press("U")
        await reader.until(lambda: reader.shown_ids == everything, "all")


async def test_each_filter_is_taken_out_by_the_key_it_shows() -> None:
    async with reading() as reader:
        await reader.search("carney date:2025 is:unread")
        await reader.press("escape")
        assert "carney AND [4 date 2025] AND [5 is:unread]" in reader.screen_text
        await reader.press("4")
        await reader.settle()
        assert reader.main.query_input.value == "carney is:unread"
        await reader.press("5")
        assert "no such filter" in reader.screen_text
        await reader.press("4")
        await reader.settle()
        assert reader.main.query_input.value == "carney"


async def test_a_click_on_a_filter_takes_it_out() -> None:
    async with reading() as reader:
        await reader.search("carney is:unread")
        line = next(line for line in reader.screen_text.splitlines() if "[4 is:unread]" in line)
        await reader.pilot.click("EchoBar", offset=(line.index("[4") + 2, 0))
        await reader.settle()
        assert reader.main.query_input.value == "carney"


async def test_back_brings_the_filter_back() -> None:
    async with reading() as reader:
        await reader.search("carney is:unread")
        await reader.press("escape", "4")
        await reader.settle()
        await reader.press("backspace")
        await reader.settle()
        assert reader.main.query_input.value == "carney is:unread"


async def test_the_order_goes_round_and_is_told() -> None:
    async with reading() as reader:
        await reader.search("carney")
        await reader.press("escape")
        by_relevance = reader.shown_ids
        orders = []
        for _ in range(3):
            await reader.press("O")
            await reader.settle()
            assert reader.main.result is not None
            orders.append(reader.main.result.sort)
        assert orders == ["newest", "oldest", "relevance"]
        assert reader.shown_ids == by_relevance
        await reader.press("O", "slash", *" ")
        await reader.settle()
        assert "newest first" in reader.screen_text


async def test_results_say_how_often_they_name_the_current_entity() -> None:
    async with reading() as reader:
        await reader.open("carney")
        await reader.press("1")
        await reader.until(lambda: reader.main.results.mentions, "the counts")
        opened = reader.opened
        assert opened is not None
        times = reader.library.articles_with("mark-carney")[opened]
        assert f" {times}×" in reader.screen_text
        await reader.press("2", "escape")
        await reader.settle()
        assert not reader.main.results.mentions


async def test_by_date_the_day_stands_where_it_begins_and_not_again() -> None:
    days = ["2025-08-25", "2025-08-25", "2025-08-24"]
    articles = [make_article(n, text="Snow.", title=f"Title {n}", date=day) for n, day in enumerate(days, 1)]
    for size in ((80, 24), (120, 40)):
        async with reading(FakeLibrary(articles), size=size) as reader:
            assert reader.screen_text.count("2025-08-25") == 1
            await reader.search("snow")
            assert reader.screen_text.count("2025-08-25") == 2
            await reader.press("escape", "O")
            await reader.settle()
            assert reader.screen_text.count("2025-08-25") == 1
            assert reader.screen_text.count("2025-08-24") == 1
