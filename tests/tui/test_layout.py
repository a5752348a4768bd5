"""Which panes are on screen at which width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.screens.layout import NARROWEST_SIDE, PANES, Arrangement, Pane


def test_a_narrow_screen_shows_one_pane_the_active_one() -> None:
    for pane in PANES:
        assert Arrangement(active=pane).shown(80) == {pane: None}


def test_a_medium_screen_shows_results_and_article() -> None:
    assert Arrangement().shown(100) == {"results": 38, "article": None}
    assert Arrangement().shown(159) == {"results": 38, "article": None}


def test_a_wide_screen_shows_all_three() -> None:
    assert Arrangement().shown(160) == {"results": 48, "article": None, "entities": 40}


def test_t_swaps_the_entities_in_for_the_results_on_a_medium_screen_and_back() -> None:
    swapped = Arrangement(active="article").toggle_entities(120)
    assert list(swapped.shown(120)) == ["article", "entities"]
    assert list(swapped.toggle_entities(120).shown(120)) == ["results", "article"]


def test_capital_t_docks_them_beside_both() -> None:
    docked = Arrangement().dock_entities(120)
    assert list(docked.shown(120)) == ["results", "article", "entities"]
    assert list(docked.dock_entities(120).shown(120)) == ["results", "article"]


def test_zoom_gives_the_active_pane_everything() -> None:
    assert Arrangement(active="article").zoom().shown(200) == {"article": None}


def test_a_pane_that_goes_away_leaves_the_article_active() -> None:
    assert Arrangement(active="results").toggle_entities(120).active == "article"
    assert Arrangement(active="entities").toggle_entities(200).active == "article"


def test_widths_are_remembered_for_each_width_of_screen() -> None:
    wider = Arrangement(active="results").resize(4, 120)
    assert wider.shown(120)["results"] == 42
    assert wider.shown(200)["results"] == 48
    assert wider.resize(-4, 120).shown(120)["results"] == 38


def test_with_the_article_active_the_side_pane_is_resized() -> None:
    assert Arrangement(active="article").resize(4, 120).shown(120)["results"] == 42


arrangements = st.builds(
    Arrangement, active=st.sampled_from(PANES), is_zoomed=st.booleans(), has_entities=st.booleans(),
    is_docked=st.booleans(), hides_entities=st.booleans(),
    widths=st.dictionaries(
        st.tuples(st.sampled_from(("medium", "wide")), st.sampled_from(("results", "entities"))), st.integers(20, 300)
    ),
)  # fmt: skip


@given(arrangements, st.integers(100, 400))
def test_the_article_always_keeps_room_to_read(arrangement: Arrangement, columns: int) -> None:
    shown = arrangement.shown(columns)
    sides = [width for width in shown.values() if width is not None]
    assert all(width >= NARROWEST_SIDE for width in sides)
    if "article" in shown:
        assert columns - sum(sides) >= 40


@pytest.mark.parametrize("columns", [40, 80, 100, 120, 160, 200])
@given(arrangement=arrangements, pane=st.sampled_from(PANES))
def test_a_pane_asked_for_is_on_screen(columns: int, arrangement: Arrangement, pane: Pane) -> None:
    activated = arrangement.activate(pane, columns)
    assert pane in activated.shown(columns)
    assert activated.active == pane
