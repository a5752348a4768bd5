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
from tui.comparing import MOST
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
    compared_as,
    number_sign,
    type_keys,
    type_letter,
)
from tui.render.line import line_segments
from tui.render.palette import Palette, entity_styles, palette
from tui.render.spans import MentionIndex, SpanIndex, nearest
from tui.render.wrap import Layout

DARK = palette(Color.parse("#121212"), Color.parse("#e0e0e0"))
LIGHT = palette(Color.parse("#e0e0e0"), Color.parse("#1f1f1f"))
PLAINLY = palette(Color.parse("#121212"), Color.parse("#e0e0e0"), has_colours=False)
NUMBERS = range(1, MOST + 1)
GROUNDS = [
    pytest.param(Color.parse(colours[ground]), Color.parse(colours["foreground"]), id=f"{name}-{ground}")
    for name, theme in BUILTIN_THEMES.items()
    if not theme.ansi
    for colours in [theme.to_color_system().generate()]
    for ground in ("background", "surface", "panel")
]
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
    assert nearest(index.of(None), 21, 0, 50) == mentions[1]
    assert nearest(index.of(None), 31, 0, 50) == mentions[1]  # a date is nobody
    assert nearest(index.of(None), 36, 0, 50) == mentions[2]
    assert nearest(index.of(None), 36, 0, 30) == mentions[1]
    assert nearest(index.of(None), 10, 60, 70) is None


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


@pytest.mark.parametrize("number", [0, 1, 4])
def test_what_lies_highest_gives_the_ground(number: int) -> None:
    person = PERSON | compared_as(number)

    def ground(look: int) -> tuple[object, object]:
        style = DARK.style(look)
        return style.reverse, style.bgcolor

    everything = SELECTED | HIT | OF_CURRENT_ENTITY
    assert ground(person | CURRENT_MENTION | everything) == ground(person | CURRENT_MENTION)
    assert ground(person | SELECTED | HIT) == ground(PLAIN | SELECTED)
    assert ground(person | CURRENT_HIT | HIT | OF_CURRENT_ENTITY) == ground(CURRENT_HIT | HIT)
    assert ground(person | HIT | OF_CURRENT_ENTITY) == ground(person if number else HIT)
    assert DARK.style(person | CURRENT_HIT | HIT) == DARK.style(person | CURRENT_HIT)
    if number:
        assert ground(person | OF_CURRENT_ENTITY) == ground(person) != ground(PERSON | OF_CURRENT_ENTITY)


def meanings() -> list[tuple[object, ...]]:
    """Everything that can come together over one name in a text: (what it is, whether current, hit or place, selected).

    What it is: a label, a number of the compared, or nothing.
    """
    found: list[tuple[object, ...]] = []
    for what in (None, "DATE", "PERSON", "ORG", "GPE", "NORP", "EVENT", "LAW", 1, 2, 3, 4):
        places = ("", "hit", "current hit") + (("current mention", "current mention, hit") if what else ())
        for place, is_selected in itertools.product(places, (False, True)):
            found.append((what, False, place, is_selected))
            if what not in (None, "DATE"):
                found.append((what, True, place, is_selected))
    return found


def drawn_as(meaning: tuple[object, ...], colours: Palette, *, has_letters: bool = True) -> tuple[object, ...]:
    """How `Carney` is drawn where that is meant: what stands on the line, and the style of every cell."""
    what, is_of_current, place, is_selected = meaning
    label = what if isinstance(what, str) else "PERSON"
    here = mention(5, 11, label, None if label == "DATE" else "mark-carney")
    highlighter = Highlighter([here] if what else [])
    highlighter.compared = {"mark-carney": what} if isinstance(what, int) else {}
    highlighter.current_entity = "mark-carney" if is_of_current else None
    highlighter.hits = SpanIndex([Span(5, 11)] if "hit" in str(place) else [])
    highlighter.current_hit = Span(5, 11) if place == "current hit" else None
    highlighter.current_mention = here if "mention" in str(place) else None
    highlighter.selection = Span(5, 11) if is_selected else None
    layout = Layout("Then Carney left", 40, highlighter.letters(has_types=has_letters))
    segments = line_segments(layout, highlighter, colours, 0, margin=1)
    cells = [(character, segment.style) for segment in segments for character in segment.text]
    return tuple(cells[5:-4])  # with the blanks beside it, which brackets may take, and the letter


@pytest.mark.parametrize("colours", [DARK, LIGHT, PLAINLY], ids=["dark", "light", "without colours"])
def test_no_two_meanings_are_drawn_alike(colours: Palette) -> None:
    drawn_so: dict[tuple[object, ...], tuple[object, ...]] = {}
    for meaning in meanings():
        drawn_here = drawn_as(meaning, colours)
        assert drawn_here not in drawn_so, (meaning, drawn_so[drawn_here])
        drawn_so[drawn_here] = meaning
    assert len(drawn_so) == 6 + 10 + 10 * 20


@pytest.mark.parametrize("colours", [DARK, LIGHT], ids=["dark", "light"])
def test_with_colours_the_style_alone_tells_every_meaning(colours: Palette) -> None:
    """So that the middle of a long name, far from its letter, is as clear as its end."""
    styles = [drawn_as(meaning, colours, has_letters=False)[2] for meaning in meanings()]
    assert len(set(styles)) == len(styles)


@pytest.mark.parametrize(("background", "foreground"), GROUNDS)
def test_so_it_is_in_every_theme(background: Color, foreground: Color) -> None:
    themed = palette(background, foreground)
    styles = [drawn_as(meaning, themed, has_letters=False)[2] for meaning in meanings()]
    assert len(set(styles)) == len(styles)


def test_without_colours_and_letters_only_the_types_are_no_longer_told_apart() -> None:
    without_types = [meaning for meaning in meanings() if meaning[0] not in ("ORG", "GPE", "NORP", "EVENT", "LAW")]
    drawn_so = {drawn_as(meaning, PLAINLY, has_letters=False) for meaning in without_types}
    assert len(drawn_so) == len(without_types)


@pytest.mark.parametrize("style", ["bold", "reverse", "underline", "italic"])
def test_without_colours_no_style_is_there_for_show(style: str) -> None:
    """Text that nothing lies over has none of the attributes that mean something."""
    assert not getattr(PLAINLY.style(PLAIN), style)


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


def test_the_key_of_a_type_is_its_letter_and_no_two_types_share_one() -> None:
    keys = type_keys([*ENTITY_LABELS, "MISC", "ANIMAL", "PLANT"])
    assert [keys[label] for label in ("PERSON", "ORG", "GPE", "MISC", "ANIMAL", "PLANT")] == [
        "p",
        "o",
        "g",
        "x",
        "1",
        "2",
    ]
    assert len(set(keys.values())) == len(keys)
    assert len(type_keys(map(str, range(50)))) == 11


# ---------------------------------------------------------------------------------------------- colours


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
    for kind in (PLAIN, *KINDS, VALUE, *map(compared_as, NUMBERS)):
        for some in itertools.chain.from_iterable(itertools.combinations(flags, size) for size in range(1, 4)):
            style = themed.style(kind | sum(some))
            assert style.color is not None
            assert style.bgcolor is not None
            ink, paper = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
            assert contrast(ink, paper) >= READABLE, (kind, some)
    for number in NUMBERS:
        sign = themed.number_ink(number).color
        assert sign is not None
        assert contrast(Color.from_rich_color(sign), background) >= READABLE
    assert themed.quiet.color is not None
    assert contrast(Color.from_rich_color(themed.quiet.color), background) >= READABLE


@pytest.mark.parametrize("name", [name for name, theme in BUILTIN_THEMES.items() if theme.ansi])
def test_themes_of_the_terminals_own_colours_use_no_others_and_tell_every_meaning(name: str) -> None:
    colours = BUILTIN_THEMES[name].to_color_system().generate()
    background, foreground = Color.parse(colours["background"]), Color.parse(colours["foreground"])
    for style in entity_styles(background, foreground).values():
        assert style.color is not None
        assert style.color.triplet is None
    assert entity_styles(background, foreground)["PERSON"].underline
    drawn_so = {drawn_as(meaning, palette(background, foreground)) for meaning in meanings()}
    assert len(drawn_so) == len(meanings())


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


def test_compared_entities_have_their_number_in_place_of_the_letter_with_type_letters_or_without() -> None:
    highlighter = Highlighter([mention(5, 11), mention(17, 23, "GPE", "canada"), mention(24, 28, "GPE", "cuba")])
    highlighter.compared = {"canada": 1, "mark-carney": 2}
    assert drawn("Then Carney left Canada Cuba", highlighter) == [" Then Carney² left Canada¹ Cubaᵍ"]
    layout = Layout("Then Carney left Canada Cuba", 40, highlighter.letters(has_types=False))
    assert list(layout.letters.values()) == ["²", "¹"]


def test_every_number_has_a_sign_of_one_cell() -> None:
    signs = [number_sign(number) for number in NUMBERS]
    assert len(set(signs)) == len(signs)
    assert all(cell_len(sign) == 1 for sign in signs)


def test_types_that_are_not_shown_are_ordinary_text_but_for_those_who_are_followed() -> None:
    highlighter = Highlighter([mention(5, 11), mention(17, 23, "GPE", "canada"), mention(24, 28, "DATE", None)])
    text = "Then Carney left Canada 1999"
    highlighter.shown_entities = {"mark-carney"}
    assert drawn(text, highlighter) == [" Then Carneyᵖ left Canada 1999"]
    assert highlighter.looks(17, 28) == [PLAIN] * 11
    assert [found.entity for found in highlighter.walked(None).spans] == ["mark-carney"]
    assert highlighter.nearest(18, 0, 28) == highlighter.mentions.all.spans[0]
    highlighter.current_entity = "canada"
    assert highlighter.looks(17, 18) == [PLACE | OF_CURRENT_ENTITY]
    assert [found.entity for found in highlighter.walked(None).spans] == ["mark-carney", "canada"]
    highlighter.current_entity, highlighter.compared = None, {"canada": 1}
    assert highlighter.looks(17, 18) == [PLACE | compared_as(1)]
    assert drawn(text, highlighter) == [" Then Carneyᵖ left Canada¹ 1999"]


def test_without_colours_a_number_is_never_covered_by_a_bracket() -> None:
    highlighter = Highlighter([mention(5, 11)])
    highlighter.current_mention = highlighter.mentions.all.spans[0]
    highlighter.compared = {"mark-carney": 1}
    assert drawn("Then Carney's left", highlighter, colours=PLAINLY) == [" Then⟦Carney¹'s left"]


def test_without_colours_the_brackets_of_a_hit_are_other_ones() -> None:
    highlighter = Highlighter([mention(5, 11)])
    highlighter.current_hit = Span(5, 11)
    assert drawn("Then Carney left", highlighter, colours=PLAINLY) == [" Then⟪Carneyᵖ⟫left"]


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
