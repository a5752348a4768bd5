"""Find, the block above the text, the page's rows and the minimap: the small pure parts of the reading view."""

from __future__ import annotations

import datetime
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import Article, EntityMention, OpenArticle, Span
from index.text import graphemes
from tui.render.find import find_spans
from tui.render.header import about_line, minutes_to_read, title_lines
from tui.render.page import MAX_TEXT_WIDTH, Page
from tui.render.selecting import STEPS, Step, cluster_at, paragraph_at, stepped, word_at
from tui.render.wrap import Layout
from tui.widgets.minimap import BOTH, CURSOR, ELSEWHERE, HERE, HIT, MEETING, MENTION, glyph_column, rows_of


def opened(text: str, *, title: str = "A title", **fields: object) -> OpenArticle:
    article = Article("key", text, title, **fields)  # type: ignore[arg-type]  # fields are the article's own
    return OpenArticle(1, article, len(text.split()), True, (), ())


# ---------------------------------------------------------------------------------------------- find


def test_small_letters_find_any_case_and_a_capital_only_itself() -> None:
    text = "Carney said carney CARNEY"
    assert find_spans(text, "carney") == [Span(0, 6), Span(12, 18), Span(19, 25)]
    assert find_spans(text, "Carney") == [Span(0, 6)]


def test_a_phrase_is_found_across_a_line_break() -> None:
    assert find_spans("Prime\n  Minister", "prime minister") == [Span(0, 16)]


def test_nothing_and_blanks_find_nothing() -> None:
    assert find_spans("text", "") == find_spans("text", "  ") == []


@given(st.text(min_size=1, max_size=10), st.text(max_size=60))
def test_what_is_typed_is_taken_literally(wanted: str, text: str) -> None:
    for span in find_spans(text + wanted, wanted):
        found = (text + wanted)[span.start : span.end]
        assert len(found.split()) == len(wanted.split())
        assert re.sub(r"\s+", "", found).lower() == re.sub(r"\s+", "", wanted).lower() or not found.isascii()


# ---------------------------------------------------------------------------------------------- header and page


def test_the_line_under_the_title_says_when_where_from_and_how_long() -> None:
    article = opened("word " * 441, date=datetime.date(2025, 8, 25), source="A  Source")
    assert about_line(article, 80) == "2025-08-25 · A Source · 441 words · 2 min"
    assert about_line(opened("one"), 80) == "undated · 1 word · 1 min"
    assert about_line(article, 15).endswith("…")


def test_a_long_source_gives_way_to_the_length_of_the_article() -> None:
    article = opened("word " * 441, date=datetime.date(2025, 8, 25), source="A source that goes on and on")
    assert about_line(article, 41) == "2025-08-25 · A sourc… · 441 words · 2 min"
    assert about_line(article, 32) == "2025-08-25 · 441 words · 2 min"


def test_an_article_that_awaits_its_names_says_so() -> None:
    article = OpenArticle(1, Article("key", "text", "Title"), 1, False, (), ())
    assert about_line(article, 80).endswith("names pending")


def test_minutes_are_rounded_and_never_none() -> None:
    assert [minutes_to_read(words) for words in (0, 100, 440, 1000)] == [1, 1, 2, 5]


def test_a_title_is_wrapped_on_one_paragraph_and_made_safe() -> None:
    assert title_lines(opened("", title="One two\nthree\x1b"), 9) == ["One two", "three␛"]
    assert title_lines(opened("", title=""), 9) == []


@pytest.mark.parametrize(("width", "margin"), [(40, 1), (80, 2), (120, 16), (200, 56)])
def test_text_is_at_most_88_wide_and_centred(width: int, margin: int) -> None:
    page = Page(opened("word " * 400))
    page.lay_out(width, 40, has_letters=True)
    assert page.margin == margin
    assert page.layout.width == min(MAX_TEXT_WIDTH, width - 2 * margin)


@given(st.text(alphabet="ab \n中", max_size=200), st.integers(6, 100), st.integers(1, 40))
def test_rows_and_offsets_of_a_page_agree(text: str, width: int, height: int) -> None:
    page = Page(opened(text))
    page.lay_out(width, height, has_letters=True)
    for offset in range(len(text)):
        row = page.row_of(offset)
        start, end = page.shown(row, 1)
        assert start <= offset or text[end:offset].strip() == ""
        assert page.first_text_row <= row < page.height
    assert page.shown(0, page.height) == (0, page.layout.ends[-1])
    assert page.offset_at(0, 0) == 0
    assert page.offset_at(page.height, 0) == len(text)


def test_a_megabyte_wraps_while_nobody_waits() -> None:
    text = ("The prime minister said “nothing” of the plan on Monday, and left. " * 40 + "\n\n") * 380
    started = time.process_time()
    page = Page(opened(text))
    page.lay_out(120, 40, has_letters=True)
    assert len(text) > 1_000_000
    assert time.process_time() - started < 1.0  # some 40 ms; the margin is for slow machines


# ---------------------------------------------------------------------------------------------- selecting


def test_a_word_holds_its_apostrophes_and_hyphens() -> None:
    text = "He said: post-conflict, don’t."
    assert word_at(text, 12) == Span(9, 22)
    assert word_at(text, 27) == Span(24, 29)
    assert word_at(text, 7) is None


def test_a_paragraph_lies_between_line_feeds() -> None:
    assert paragraph_at("one\ntwo\nthree", 5) == Span(4, 7)
    assert paragraph_at("one", 3) == Span(0, 3)


def test_steps_go_by_what_a_reader_sees() -> None:
    layout = Layout("e\u0301 中文 flag 🇨🇦 end", 40)
    assert cluster_at(layout, 1) == Span(0, 2)
    assert stepped(layout, 0, "right") == 2
    assert stepped(layout, 2, "left") == 0
    flag = layout.text.index("🇨🇦")
    assert stepped(layout, flag, "right") == flag + 2
    assert stepped(layout, flag + 2, "left") == flag
    assert stepped(layout, 0, "line_end") == len(layout.text)
    assert stepped(layout, 3, "word_right") == 5


@given(st.text(alphabet="ab e\u0301中\n", max_size=80), st.integers(0, 80))
def test_steps_stay_in_the_text(text: str, offset: int) -> None:
    layout = Layout(text, 10)
    for step in STEPS:
        assert 0 <= stepped(layout, min(offset, len(text)), step) <= len(text)


FORWARD: tuple[Step, ...] = ("right", "word_right", "sentence_right", "paragraph_down", "end")
BACK: tuple[Step, ...] = ("left", "word_left", "sentence_left", "paragraph_up", "start")
READ = st.lists(
    st.sampled_from(["Ab", "c", ". ", " ", "\n", "\n\n", "“", "!”", "e\u0301", "中。", "👩‍👩‍👧", "\t"]), max_size=30
).map("".join)


@given(READ, st.integers(0, 60))
def test_steps_on_and_back_always_get_on_and_never_land_inside_a_cluster(text: str, offset: int) -> None:
    layout = Layout(text, 12)
    heads = {0, len(text), *(start for start, _, _ in graphemes(text))}
    offset = max(head for head in heads if head <= offset)
    for step in FORWARD:
        reached = stepped(layout, offset, step)
        assert reached in heads
        assert reached > offset or offset == len(text), step
    for step in BACK:
        reached = stepped(layout, offset, step)
        assert reached in heads
        assert reached < offset or offset == 0, step


def test_sentences_and_paragraphs_are_stepped_over_whole() -> None:
    text = "Mr. One came. Two left.\n\nThree slept."
    layout = Layout(text, 40)
    ends = [text.index(" Two"), text.index("\n"), len(text)]
    assert [stepped(layout, offset, "sentence_right") for offset in (0, *ends[:2])] == ends
    starts = [0, text.index("Two"), text.index("Three")]
    assert [stepped(layout, offset, "sentence_left") for offset in (starts[1], starts[2], len(text))] == starts
    assert stepped(layout, starts[1] + 1, "sentence_left") == starts[1]
    assert stepped(layout, 3, "paragraph_down") == ends[1]
    assert stepped(layout, ends[1], "paragraph_down") == len(text)
    assert stepped(layout, len(text), "paragraph_up") == starts[2]
    assert stepped(layout, starts[2], "paragraph_up") == 0


# ---------------------------------------------------------------------------------------------- minimap


def test_the_minimap_shows_where_things_are() -> None:
    column = glyph_column(10, rows_of([0.0, 0.55], 10), rows_of([0.58, 0.95], 10), (0.2, 0.4), 0.3)
    assert column == [MENTION, ELSEWHERE, HERE, CURSOR, ELSEWHERE, BOTH, ELSEWHERE, ELSEWHERE, ELSEWHERE, HIT]


@given(st.integers(0, 50), st.lists(st.floats(0, 1)), st.floats(0, 1), st.floats(0, 1))
def test_the_minimap_fills_its_height_and_shows_the_screen_unless_that_is_all(
    height: int, places: list[float], one: float, other: float
) -> None:
    viewport = (min(one, other), max(one, other))
    column = glyph_column(height, rows_of(places, height), set(), viewport, None)
    assert len(column) == height
    assert column.count(MENTION) == len(rows_of(places, height)) or height == 0
    if height and not places and viewport[0] < 1:
        assert (HERE in column) is (viewport != (0.0, 1.0))


def test_those_who_are_compared_are_numbers_on_the_minimap_and_their_meetings_have_a_sign() -> None:
    column = glyph_column(6, {0}, {1, 5}, (0.0, 1.0), 0.99, {1: {0, 1, 5}, 2: {1, 3}})
    assert column == ["1", MEETING, ELSEWHERE, "2", ELSEWHERE, CURSOR]
    assert len({*column, MENTION, HIT, BOTH, HERE}) == 9


# ---------------------------------------------------------------------------------------------- letters


def named(*names: str) -> OpenArticle:
    text = " ".join(names)
    mentions, at = [], 0
    for name in names:
        mentions.append(EntityMention(at, at + len(name), "PERSON", name, name.lower(), name, ""))
        at += len(name) + 1
    return OpenArticle(1, Article("key", text, "t"), len(names), True, tuple(mentions), ())


def test_a_number_in_place_of_a_letter_wraps_nothing_anew() -> None:
    page = Page(named("Anna", "Ben"))
    page.lay_out(40, 20, has_letters=True)
    before = page.layout
    page.highlighter.compared = {"ben": 1}
    assert page.change_letters(has_letters=True)
    assert page.layout is before
    assert page.layout.letters == {4: "ᵖ", 8: "¹"}
    page.highlighter.compared = {}
    assert page.change_letters(has_letters=True)
    assert page.layout.letters == {4: "ᵖ", 8: "ᵖ"}


def test_a_letter_more_or_less_asks_for_wrapping() -> None:
    page = Page(named("Anna", "Ben"))
    page.lay_out(40, 20, has_letters=True)
    page.highlighter.shown_entities = {"anna"}
    assert not page.change_letters(has_letters=True)
    page.lay_out(40, 20, has_letters=True)
    assert page.layout.letters == {4: "ᵖ"}
    page.highlighter.compared = {"ben": 1}
    assert not page.change_letters(has_letters=True)


def test_a_letter_that_was_moved_out_of_a_cluster_is_still_right_after_a_change() -> None:
    text = "Zoe\u0301 x"
    mention = EntityMention(0, 3, "PERSON", "Zoe", "zoe", "Zoe", "")
    page = Page(OpenArticle(1, Article("key", text, "t"), 2, True, (mention,), ()))
    page.lay_out(40, 20, has_letters=True)
    page.highlighter.compared = {"zoe": 2}
    if not page.change_letters(has_letters=True):
        page.lay_out(40, 20, has_letters=True)
    assert page.layout.letters == {4: "²"}
