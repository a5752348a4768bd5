"""The reading view as a reader meets it: walking mentions, finding, scrolling, resizing, selecting, clicking."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.pilot import Pilot

from index.model import Article, EntityMention, OpenArticle, Span
from tui.widgets.article_view import ArticleView
from tui.widgets.minimap import Minimap

CARNEY, CANADA = "mark-carney", "canada"
PARAGRAPH = (
    "Mark Carney spoke in Kyiv on Sunday about troops. Nothing was decided there, though many words were said about "
    "what Canada might do. Later Carney left, and Canada waited for news of him.\n\n"
)
NAMES = {"Mark Carney": (CARNEY, "PERSON"), "Carney": (CARNEY, "PERSON"), "Canada": (CANADA, "GPE")}


def annotated(text: str) -> tuple[EntityMention, ...]:
    found = []
    for match in re.finditer(r"Mark Carney|Carney|Canada|Kyiv|Sunday", text):
        entity, label = NAMES.get(match[0], (None, "DATE") if match[0] == "Sunday" else ("kyiv", "GPE"))
        found.append(EntityMention(match.start(), match.end(), label, match[0], entity, entity or "", ""))
    return tuple(found)


def opened(text: str = PARAGRAPH * 12, *, is_annotated: bool = True) -> OpenArticle:
    article = Article("key", text, "Carney speaks")
    mentions = annotated(text) if is_annotated else ()
    return OpenArticle(1, article, len(text.split()), is_annotated, mentions, ())


def starts(article: OpenArticle, entity: str) -> list[int]:
    return [mention.start for mention in article.mentions if mention.entity == entity]


class Reader(App[None]):
    """A view, its minimap, and everything the view says."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[Message] = []

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield ArticleView(id="view")
            yield Minimap()

    def on_article_view_cursor_moved(self, message: ArticleView.CursorMoved) -> None:
        self.said.append(message)

    def on_article_view_mention_clicked(self, message: ArticleView.MentionClicked) -> None:
        self.said.append(message)

    def on_article_view_selection_changed(self, message: ArticleView.SelectionChanged) -> None:
        self.said.append(message)

    def on_article_view_scrolled(self, message: ArticleView.Scrolled) -> None:
        self.query_one(Minimap).update_marks(*self.query_one(ArticleView).marks())

    def on_minimap_jumped(self, message: Minimap.Jumped) -> None:
        self.query_one(ArticleView).scroll_to_fraction(message.fraction)


@asynccontextmanager
async def reading(
    article: OpenArticle | None = None, *, size: tuple[int, int] = (80, 24), **shown: Any
) -> AsyncIterator[tuple[Pilot[None], ArticleView]]:
    app = Reader()
    async with app.run_test(size=size) as pilot:
        view = app.query_one(ArticleView)
        if article is not None:
            view.show(article, **shown)
        await pilot.pause()
        yield pilot, view
        await pilot.pause()  # what was posted last is still handled before the screen goes away


def screen(view: ArticleView) -> list[str]:
    return [view.render_line(y).text for y in range(view.size.height)]


def is_on_screen(view: ArticleView, words: str) -> bool:
    return any(words in line for line in screen(view))


def cell_of(view: ArticleView, words: str, *, nth: int = 0) -> tuple[int, int]:
    """Column and row of the screen where some words are shown."""
    places = [
        (match.start(), y) for y, line in enumerate(screen(view)) for match in re.finditer(re.escape(words), line)
    ]
    return places[nth]


# ---------------------------------------------------------------------------------------------- what is shown


async def test_with_nothing_open_it_says_what_to_do() -> None:
    async with reading() as (pilot, view):
        assert is_on_screen(view, "Nothing open yet")
        view.placeholder, view.hint = "No results\x1b", "Try fewer words."
        view.refresh()
        view.clear()
        await pilot.pause()
        assert is_on_screen(view, "No results␛")
        assert is_on_screen(view, "Try fewer words.")
        assert view.next_mention(None) is view.mention_at_cursor_or_nearest() is view.open_article is None
        assert view.find("x") == view.find_position == (0, 0)
        assert view.find_next() == (0, 0, False)
        assert view.selected_text == ""
        assert view.progress == 0


async def test_an_article_opens_with_its_title_and_what_is_known_of_it() -> None:
    async with reading(opened()) as (_, view):
        lines = screen(view)
        assert "Carney speaks" in lines[1]
        assert "undated" in lines[2]
        assert "Mark Carneyᵖ spoke in Kyivᵍ on Sunday" in lines[4]


async def test_opening_at_a_hit_shows_it_and_makes_it_current() -> None:
    article = opened()
    hits = [Span(*match.span()) for match in re.finditer("troops", article.article.text)]
    async with reading(article, hits=hits, at=hits[7].start) as (_, view):
        assert view.current_hit == hits[7]
        assert view.find_position == (8, 12)
        assert view.scroll_offset.y > 0
        assert is_on_screen(view, "troops")


async def test_the_next_article_starts_afresh() -> None:
    async with reading(opened()) as (pilot, view):
        view.set_current_entity(CARNEY)
        view.find("canada")
        view.select(Span(0, 5))
        view.scroll_to_bottom()
        await pilot.pause()
        view.show(opened("Another one."))
        await pilot.pause()
        assert (view.scroll_offset.y, view.find_text, view.selected_span, view.current_entity) == (0, "", None, None)
        assert is_on_screen(view, "Another one.")


async def test_text_is_centred_and_never_wider_than_88() -> None:
    async with reading(opened("word " * 300), size=(140, 24)) as (_, view):
        body = [line for line in screen(view) if "word word" in line]
        assert {len(line) - len(line.lstrip()) for line in body} == {25}
        assert max(len(line.strip()) for line in body) <= 88


async def test_switching_type_letters_keeps_the_place() -> None:
    article = opened()
    async with reading(article) as (pilot, view):
        view.go_to_offset(starts(article, CARNEY)[9])
        view.set_letters(False)
        await pilot.pause()
        assert not is_on_screen(view, "ᵖ")
        assert view.current_mention is not None
        assert view.current_mention.start == starts(article, CARNEY)[9]
        assert view._is_on_screen(view.cursor)


# ---------------------------------------------------------------------------------------------- walking mentions


async def test_walking_visits_every_mention_of_the_entity_in_order_and_says_when_there_is_no_more() -> None:
    article = opened()
    async with reading(article) as (pilot, view):
        view.set_current_entity(CARNEY)
        visited = []
        while (found := view.next_mention(CARNEY)) is not None:
            visited.append(found.start)
            await pilot.pause()
            assert view._is_on_screen(found.start)
            assert view.mention_position(CARNEY) == (len(visited), 24)
        assert visited == starts(article, CARNEY)
        back = [visited[-1]]
        while (found := view.next_mention(CARNEY, backwards=True)) is not None:
            back.append(found.start)
        assert back == visited[::-1]


async def test_any_entity_is_walked_without_the_dates() -> None:
    article = opened(PARAGRAPH)
    async with reading(article) as (_, view):
        visited = []
        while (found := view.next_mention(None)) is not None:
            visited.append(found.text)
        assert visited == ["Mark Carney", "Kyiv", "Canada", "Carney", "Canada"]


async def test_a_walk_begins_where_the_reader_is_after_scrolling_on() -> None:
    article = opened()
    async with reading(article) as (pilot, view):
        view.next_mention(CARNEY)
        view.scroll_pages(1)
        await pilot.pause()
        top = view.top_offset
        found = view.next_mention(CARNEY)
        assert found is not None
        assert found.start == min(start for start in starts(article, CARNEY) if start >= top)


async def test_from_a_hit_inside_a_mention_the_walk_goes_on_to_the_next_one() -> None:
    article = opened()
    hit = Span(5, 11)  # Carney of Mark Carney
    async with reading(article, hits=[hit], at=5) as (_, view):
        assert view.current_hit == hit
        assert view.current_mention is not None
        assert view.current_mention.text == "Mark Carney"
        found = view.next_mention(CARNEY)
        assert found is not None
        assert found.start == starts(article, CARNEY)[1]
        back = view.next_mention(CARNEY, backwards=True)
        assert back is not None
        assert back.start == 0


async def test_first_and_last_mention_go_there() -> None:
    article = opened()
    async with reading(article) as (_, view):
        last = view.last_mention(CANADA)
        assert last is not None
        assert view.cursor == last.start == starts(article, CANADA)[-1]
        first = view.first_mention(CANADA)
        assert first is not None
        assert view.cursor == first.start == starts(article, CANADA)[0]
        assert view.first_mention("nobody") is None


async def test_the_mention_taken_is_the_one_under_the_cursor_or_the_nearest_on_screen() -> None:
    article = opened()
    async with reading(article) as (pilot, view):
        view.next_mention(CANADA)
        taken = view.mention_at_cursor_or_nearest()
        assert taken is not None
        assert taken.entity == CANADA
        view.scroll_to_bottom()
        await pilot.pause()
        taken = view.mention_at_cursor_or_nearest()
        assert taken is not None
        assert view._is_on_screen(taken.start)


async def test_each_move_is_told_with_the_mention_and_how_far_it_is() -> None:
    async with reading(opened()) as (pilot, view):
        found = view.last_mention(CARNEY)
        await pilot.pause()
        app = pilot.app
        assert isinstance(app, Reader)
        message = app.said[-1]
        assert isinstance(message, ArticleView.CursorMoved)
        assert message.mention == found
        assert message.percent == view.progress > 90


# ---------------------------------------------------------------------------------------------- find


async def test_find_counts_walks_and_tells_when_it_goes_round() -> None:
    async with reading(opened(PARAGRAPH * 2)) as (_, view):
        assert view.find("carney") == (1, 4)
        assert view.find_next() == (2, 4, False)
        assert [view.find_next() for _ in range(3)][1:] == [(4, 4, False), (1, 4, True)]
        assert view.find_next(backwards=True) == (4, 4, True)
        assert view.find("Nowhere") == (0, 0)
        assert view.find_next() == (0, 0, False)


async def test_find_while_typing_stays_near_where_it_began() -> None:
    article = opened()
    async with reading(article) as (_, view):
        view.go_to_offset(starts(article, CANADA)[10])
        origin = view.cursor
        for typed in ("c", "ca", "can", "canada"):
            view.find(typed)
        assert view.cursor == origin


async def test_clearing_a_find_gives_the_search_hits_back() -> None:
    article = opened()
    hits = [Span(*match.span()) for match in re.finditer("troops", article.article.text)]
    async with reading(article, hits=hits) as (_, view):
        assert view.find_next() == (1, 12, False)
        view.find("canada")
        assert len(view.hits) == 24
        view.set_hits(hits[:3])
        assert len(view.hits) == 24
        view.find("")
        assert list(view.hits) == hits[:3]
        assert view.find_text == ""


async def test_a_find_survives_a_resize() -> None:
    async with reading(opened()) as (pilot, view):
        view.find("canada")
        for _ in range(10):
            view.find_next()
        before = view.find_position, view.current_hit
        await pilot.resize_terminal(50, 20)
        await pilot.pause()
        assert (view.find_position, view.current_hit) == before
        assert view._is_on_screen(view.cursor)
        assert view.find_next().i == 12


# ---------------------------------------------------------------------------------------------- scrolling and resizing


async def test_scrolling_by_lines_pages_and_to_the_ends() -> None:
    async with reading(opened()) as (pilot, view):
        view.scroll_lines(3)
        assert view.scroll_offset.y == 3
        view.scroll_pages(1)
        assert view.scroll_offset.y == 3 + view.size.height - 2
        view.scroll_pages(-0.5)
        assert view.scroll_offset.y == 3 + view.size.height - 2 - view.size.height // 2
        view.scroll_to_bottom()
        await pilot.pause()
        assert view.progress == 100
        assert is_on_screen(view, "news of him.")
        view.scroll_to_top()
        assert view.scroll_offset.y == 0
        assert view.progress < 100


async def test_resizing_keeps_the_line_at_the_top_however_often() -> None:
    async with reading(opened("".join(f"{number} " for number in range(5000)))) as (pilot, view):
        view.scroll_lines(100)
        await pilot.pause()
        top = view.top_offset
        for width in (60, 110, 45, 100, 80):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            layout = view._page.layout if view._page else None
            assert layout is not None
            line = layout.line_of(view.top_offset)
            assert layout.starts[line] <= top < layout.starts[line + 1]
        assert view.top_offset == top


async def test_names_that_arrive_later_move_nothing() -> None:
    article = opened()
    async with reading(opened(is_annotated=False)) as (pilot, view):
        assert is_on_screen(view, "names pending")
        view.scroll_lines(20)
        await pilot.pause()
        top = view.top_offset
        view.set_mentions(article.mentions)
        await pilot.pause()
        assert view._page is not None
        assert view._page.layout.line_of(top) == view._page.layout.line_of(view.top_offset)
        assert is_on_screen(view, "Carneyᵖ")
        assert view.open_article is not None
        assert view.open_article.is_annotated
        assert view.next_mention(CARNEY) is not None


@pytest.mark.parametrize("size", [(200, 60), (40, 12), (10, 5), (4, 2), (2, 1)])
async def test_any_size_is_survived(size: tuple[int, int]) -> None:
    article = opened()
    async with reading(article, size=size, at=900) as (pilot, view):
        view.next_mention(CARNEY)
        view.find("canada")
        view.select(Span(3, 50))
        await pilot.pause()
        screen(view)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert is_on_screen(view, "Canada")


async def test_the_place_asked_for_before_there_is_a_size_is_gone_to() -> None:
    class Hidden(Reader):
        CSS = "ArticleView { display: none; }"

    app = Hidden()
    async with app.run_test() as pilot:
        view = app.query_one(ArticleView)
        article = opened()
        view.show(article)
        view.set_current_entity(CARNEY)
        assert view.last_mention(CARNEY) is not None
        view.styles.display = "block"
        await pilot.pause()
        await pilot.pause()
        assert view.current_mention is not None
        assert view.current_mention.start == starts(article, CARNEY)[-1]
        assert view.scroll_offset.y > 0


# ---------------------------------------------------------------------------------------------- mouse and selection


async def test_a_click_on_a_mention_goes_there_and_says_so() -> None:
    article = opened()
    async with reading(article) as (pilot, view):
        column, row = cell_of(view, "Canada")
        await pilot.click(view, offset=(column + 2, row))
        await pilot.pause()
        app = pilot.app
        assert isinstance(app, Reader)
        clicked = [message for message in app.said if isinstance(message, ArticleView.MentionClicked)]
        assert [message.mention.text for message in clicked] == ["Canada"]
        assert view.cursor == starts(article, CANADA)[0]


async def test_dragging_selects_text_without_the_type_letters() -> None:
    async with reading(opened()) as (pilot, view):
        column, row = cell_of(view, "Carney")
        row = next(y for y, line in enumerate(screen(view)) if "Mark Carney" in line)
        column = screen(view)[row].index("Mark")
        await pilot.mouse_down(view, offset=(column, row))
        await pilot.hover(view, offset=(column + len("Mark Carneyᵖ spoke") - 1, row))
        await pilot.mouse_up(view, offset=(column + len("Mark Carneyᵖ spoke") - 1, row))
        await pilot.pause()
        assert view.selected_text == "Mark Carney spoke"
        assert view.selected_span == Span(0, 17)
        await pilot.resize_terminal(50, 20)
        await pilot.pause()
        assert view.selected_text == "Mark Carney spoke"
        await pilot.click(view, offset=(0, view.size.height - 1))
        assert view.selected_span is None


async def test_a_double_click_selects_a_word_and_a_triple_one_the_paragraph() -> None:
    async with reading(opened()) as (pilot, view):
        column, row = cell_of(view, "decided")
        await pilot.click(view, offset=(column + 1, row), times=2)
        assert view.selected_text == "decided"
        await pilot.click(view, offset=(column + 1, row), times=3)
        assert view.selected_text == PARAGRAPH.strip()


async def test_the_keyboard_extends_and_shrinks_a_selection() -> None:
    article = opened()
    async with reading(article) as (_, view):
        view.go_to_offset(0)
        view.extend_selection("word_right")
        view.extend_selection("word_right")
        view.extend_selection("right")
        assert view.selected_text == "Mark Carney "
        view.extend_selection("left")
        assert view.selected_text == "Mark Carney"
        view.extend_selection("down")
        assert "\n" not in view.selected_text
        assert len(view.selected_text) > 60
        view.clear_selection()
        assert view.selected_text == ""


# ---------------------------------------------------------------------------------------------- minimap


async def test_the_minimap_shows_the_entity_and_a_click_jumps_there() -> None:
    article = opened()
    async with reading(article) as (pilot, view):
        minimap = pilot.app.query_one(Minimap)
        before = [minimap.render_line(y).text for y in range(minimap.size.height)]
        assert "●" not in before
        view.set_current_entity(CARNEY)
        await pilot.pause()
        assert "●" in [minimap.render_line(y).text for y in range(minimap.size.height)]
        await pilot.click(minimap, offset=(0, minimap.size.height - 1))
        await pilot.pause()
        assert view.progress == 100


def test_marks_lie_within_the_article() -> None:
    view = ArticleView()
    assert view.marks() == ((), (), (0.0, 1.0), None, None)


# ---------------------------------------------------------------------------------------------- hostile text


HOSTILE = [
    "\x1b]0;owned\x07", "\x1b[31m", "\u202e", "\x9b", "[bold red]x[/]", "[@click=quit]", "\ud800", "\r", "\t", "\u2028",
    "\x00", "a", " ", "\n", "中", "👩\u200d👩\u200d👧", "e\u0301",
]  # fmt: skip


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(HOSTILE), max_size=60).map("".join))
async def test_nothing_an_article_says_reaches_the_terminal_as_a_command(raw: str) -> None:
    article = Article("key", raw, f"title {raw}", source=raw, byline=raw)
    mentions = (EntityMention(0, len(raw), "PERSON", raw, raw, raw, ""),) if raw else ()
    async with reading(OpenArticle(1, article, 1, True, mentions, ()), size=(40, 30)) as (pilot, view):
        view.next_mention(None)
        await pilot.pause()
        for line in screen(view):
            assert not [character for character in line if character < " " or character in "\x7f\x9b\u202e\u2028\ud800"]
        for y in range(view.size.height):
            assert view.render_line(y).cell_length == view.size.width
