"""What shows where marks overlap, that it reads without colours, and that every theme leaves it readable."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from index.model import ENTITY_LABELS, VALUE_LABELS, EntityMention, Span
from tui.render.cells import displayable
from tui.render.colours import READABLE, contrast, entity_colours
from tui.render.highlight import (
    CURRENT_HIT,
    CURRENT_MENTION,
    EVENT,
    HIT,
    LETTER,
    OF_CURRENT_ENTITY,
    ORGANIZATION,
    OTHER,
    PEOPLE,
    PERSON,
    PLACE,
    PLAIN,
    SELECTED,
    VALUE,
    Highlighter,
    type_letter,
)
from tui.render.line import line_segments
from tui.render.palette import Palette, entity_styles, palette
from tui.render.spans import MentionIndex, SpanIndex
from tui.render.wrap import Layout

DARK = palette(Color.parse("#121212"), Color.parse("#e0e0e0"))
PLAINLY = palette(Color.parse("#121212"), Color.parse("#e0e0e0"), has_colours=False)
KINDS = (PERSON, ORGANIZATION, PLACE, PEOPLE, EVENT, OTHER)


def mention(start: int, end: int, label: str = "PERSON", entity: str | None = "mark-carney") -> EntityMention:
    return EntityMention(start, end, label, "x" * (end - start), entity, entity or "", "")


SPANS = st.tuples(st.integers(0, 60), st.integers(1, 15)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
MENTIONS = st.builds(
    lambda span, label, entity: mention(*span, label, entity),
    SPANS,
    st.sampled_from([*ENTITY_LABELS, *VALUE_LABELS, "MISC"]),
    st.sampled_from(["one", "two", None]),
)


# ---------------------------------------------------------------------------------------------- spans


@given(st.lists(SPANS), SPANS)
def test_touching_finds_exactly_the_spans_that_share_a_character(spans: list[Span], window: Span) -> None:
    expected = sorted(span for span in spans if span.start < window.end and span.end > window.start)
    assert sorted(SpanIndex(spans).touching(*window)) == expected


@given(st.lists(SPANS), st.integers(0, 80))
def test_next_and_previous_are_the_nearest_starts(spans: list[Span], offset: int) -> None:
    index = SpanIndex(spans)
    following, before = index.starting_from(offset), index.starting_before(offset)
    assert (following.start if following else None) == min((s.start for s in spans if s.start >= offset), default=None)
    assert (before.start if before else None) == max((s.start for s in spans if s.start < offset), default=None)


def test_the_nearest_mention_is_the_one_under_the_cursor_else_the_closest_on_screen() -> None:
    mentions = [mention(0, 4), mention(20, 25, entity="two"), mention(40, 44, entity="three")]
    index = MentionIndex([*mentions, mention(30, 34, "DATE", None)])
    assert index.nearest(21, 0, 50) == mentions[1]
    assert index.nearest(31, 0, 50) == mentions[1]  # a date is nobody
    assert index.nearest(36, 0, 50) == mentions[2]
    assert index.nearest(36, 0, 30) == mentions[1]
    assert index.nearest(10, 60, 70) is None


# ---------------------------------------------------------------------------------------------- overlaps


@given(st.lists(MENTIONS, max_size=8), st.lists(SPANS, max_size=8), st.randoms())
def test_looks_do_not_depend_on_the_order_in_which_marks_are_given(
    mentions: list[EntityMention], hits: list[Span], random: object
) -> None:
    mentions = list({(found.start, found.end): found for found in mentions}.values())
    one, other = Highlighter(mentions), Highlighter(reversed(mentions))
    one.hits, other.hits = SpanIndex(hits), SpanIndex(reversed(hits))
    assert one.looks(0, 80) == other.looks(0, 80)
    assert one.letters() == other.letters()


@given(st.lists(MENTIONS, max_size=8), st.lists(SPANS, max_size=8), SPANS)
def test_looks_of_a_part_are_that_part_of_the_looks(
    mentions: list[EntityMention], hits: list[Span], part: Span
) -> None:
    highlighter = Highlighter(mentions)
    highlighter.hits = SpanIndex(hits)
    highlighter.current_entity = "one"
    assert highlighter.looks(*part) == highlighter.looks(0, 80)[part.start : part.end]
    runs = highlighter.runs(*part)
    assert [run.start for run in runs] == [part.start, *(run.end for run in runs[:-1])]
    assert runs[-1].end == part.end
    assert all(left.look != right.look for left, right in itertools.pairwise(runs))


def test_everything_over_one_mention_is_kept_track_of() -> None:
    highlighter = Highlighter([mention(5, 16)])
    highlighter.hits = SpanIndex([Span(10, 20)])
    highlighter.current_entity = "mark-carney"
    highlighter.current_mention = highlighter.mentions.all.spans[0]
    highlighter.selection = Span(14, 18)
    looks = highlighter.looks(0, 22)
    base = PERSON | OF_CURRENT_ENTITY | CURRENT_MENTION
    assert (
        looks
        == [PLAIN] * 5
        + [base] * 5
        + [base | HIT] * 4
        + [base | HIT | SELECTED] * 2
        + [HIT | SELECTED] * 2
        + [HIT] * 2
        + [PLAIN] * 2
    )


@pytest.mark.parametrize("colours", [DARK, PLAINLY], ids=["colours", "attributes"])
def test_what_lies_higher_hides_what_lies_lower(colours: Palette) -> None:
    person = colours.style(PERSON | CURRENT_MENTION)
    assert colours.style(PERSON | CURRENT_MENTION | SELECTED | CURRENT_HIT | HIT | OF_CURRENT_ENTITY) == person or (
        colours is PLAINLY
    )
    if colours is DARK:
        selected = colours.style(PERSON | SELECTED)
        assert colours.style(PERSON | SELECTED | HIT).bgcolor == selected.bgcolor
        assert colours.style(PERSON | HIT | OF_CURRENT_ENTITY).bgcolor == colours.style(PERSON | HIT).bgcolor
        assert colours.style(PERSON | CURRENT_HIT | HIT) == colours.style(PERSON | CURRENT_HIT)


def attributes(style: Style) -> tuple[object, ...]:
    return style.bold, style.dim, style.italic, style.underline, style.reverse


def test_without_colours_every_layer_still_looks_different() -> None:
    looks = {
        "text": PLAIN,
        "mention": PERSON,
        "mention of the current entity": PERSON | OF_CURRENT_ENTITY,
        "value": VALUE,
        "hit": HIT,
        "hit on a mention": PERSON | HIT,
        "selection": SELECTED,
        "current mention": PERSON | OF_CURRENT_ENTITY | CURRENT_MENTION,
    }
    assert len({attributes(PLAINLY.style(look)) for look in looks.values()}) == len(looks)


def test_with_colours_attributes_alone_tell_mentions_and_the_current_one_apart() -> None:
    assert DARK.style(PERSON).underline
    assert DARK.style(PERSON | CURRENT_MENTION).reverse
    assert DARK.style(PERSON | CURRENT_MENTION).bold
    assert DARK.style(PERSON | HIT).underline
    assert not DARK.style(HIT).underline


def test_every_label_has_a_letter_of_one_cell_and_values_have_none() -> None:
    letters = [type_letter(label) for label in ENTITY_LABELS]
    assert len(set(letters)) == len(letters)
    assert all(cell_len(letter) == 1 for letter in [*letters, type_letter("SOMETHING_ELSE")])
    assert not any(type_letter(label) for label in VALUE_LABELS)


# ---------------------------------------------------------------------------------------------- colours

GROUNDS = [
    pytest.param(Color.parse(colours[ground]), Color.parse(colours["foreground"]), id=f"{name}-{ground}")
    for name, theme in BUILTIN_THEMES.items()
    if not theme.ansi
    for colours in [theme.to_color_system().generate()]
    for ground in ("background", "surface", "panel")
]


@pytest.mark.parametrize(("background", "foreground"), GROUNDS)
def test_entities_are_readable_in_every_theme(background: Color, foreground: Color) -> None:
    colours = entity_colours(background, foreground)
    assert set(colours) == {*KINDS, VALUE}
    assert len({colours[kind] for kind in KINDS}) == len(KINDS)
    for colour in colours.values():
        assert contrast(colour, background) >= READABLE


@pytest.mark.parametrize(("background", "foreground"), GROUNDS)
def test_whatever_overlaps_stays_readable_in_every_theme(background: Color, foreground: Color) -> None:
    themed = palette(background, foreground)
    flags = (OF_CURRENT_ENTITY, HIT, CURRENT_HIT, SELECTED, CURRENT_MENTION, LETTER)
    for kind in (PLAIN, *KINDS, VALUE):
        for some in itertools.chain.from_iterable(itertools.combinations(flags, size) for size in range(1, 4)):
            style = themed.style(kind | sum(some))
            assert style.color is not None
            assert style.bgcolor is not None
            ink, paper = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
            assert contrast(ink, paper) >= READABLE, (kind, some)
    assert themed.quiet.color is not None
    assert contrast(Color.from_rich_color(themed.quiet.color), background) >= READABLE


@pytest.mark.parametrize("name", [name for name, theme in BUILTIN_THEMES.items() if theme.ansi])
def test_themes_of_the_terminals_own_colours_use_attributes_alone(name: str) -> None:
    colours = BUILTIN_THEMES[name].to_color_system().generate()
    background, foreground = Color.parse(colours["background"]), Color.parse(colours["foreground"])
    for style in entity_styles(background, foreground).values():
        assert style.color is not None
        assert style.color.is_default
    assert entity_styles(background, foreground)["PERSON"].underline


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast(Color(0, 0, 0), Color(255, 255, 255)) == pytest.approx(21)
    assert contrast(Color.parse("#767676"), Color(255, 255, 255)) == pytest.approx(4.54, abs=0.01)


# ---------------------------------------------------------------------------------------------- whole lines


def drawn(text: str, highlighter: Highlighter, *, colours: Palette = DARK, width: int = 40) -> list[str]:
    layout = Layout(text, width, highlighter.letters())
    return [
        "".join(segment.text for segment in line_segments(layout, highlighter, colours, line, margin=1))
        for line in range(len(layout))
    ]


def test_a_mention_is_followed_by_its_type_letter() -> None:
    highlighter = Highlighter([mention(5, 11), mention(17, 23, "GPE", "canada")])
    assert drawn("Then Carney left Canada.", highlighter) == [" Then Carneyᵖ left Canadaᵍ."]


def test_without_colours_brackets_stand_around_the_current_mention_and_nothing_moves() -> None:
    highlighter = Highlighter([mention(5, 11)])
    highlighter.current_mention = highlighter.mentions.all.spans[0]
    assert drawn("Then Carney left", highlighter, colours=PLAINLY) == [" Then⟦Carneyᵖ⟧left"]
    assert drawn("Then Carney's left", highlighter, colours=PLAINLY) == [" Then⟦Carney⟧'s left"]
    highlighter = Highlighter([mention(0, 6)])
    highlighter.current_mention = highlighter.mentions.all.spans[0]
    assert drawn("Carney", highlighter, colours=PLAINLY) == ["⟦Carneyᵖ⟧"]


def test_a_mark_that_begins_inside_a_grapheme_does_not_tear_it() -> None:
    text = "e\u0301a 中"
    highlighter = Highlighter()
    highlighter.hits = SpanIndex([Span(1, 3)])
    layout = Layout(text, 10)
    segments = line_segments(layout, highlighter, DARK, 0, margin=0)
    assert [segment.text for segment in segments] == ["e\u0301", "a", " 中"]


@given(st.text(max_size=80), st.lists(MENTIONS, max_size=6), st.lists(SPANS, max_size=6), SPANS, st.booleans())
def test_hostile_text_reaches_no_segment_and_widths_stay_true(
    raw: str, mentions: list[EntityMention], hits: list[Span], selection: Span, has_colours: bool
) -> None:
    text = displayable(raw + "\x1b]0;title\x07\u202e\u2028\x9b31m\ud800")
    highlighter = Highlighter(found for found in mentions if found.end <= len(text))
    highlighter.hits = SpanIndex(hit for hit in hits if hit.end <= len(text))
    highlighter.selection = Span(min(selection.start, len(text)), min(selection.end, len(text)))
    layout = Layout(text, 20, highlighter.letters())
    for line in range(len(layout)):
        segments = line_segments(layout, highlighter, DARK if has_colours else PLAINLY, line, margin=2)
        shown = "".join(segment.text for segment in segments)
        assert not [character for character in shown if character < " " or character in "\x7f\x9b\u202e\u2028\ud800"]
        assert sum(segment.cell_length for segment in segments) == 2 + layout.cells_of(line)
