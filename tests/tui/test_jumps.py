"""Back and Forward behave like a browser's."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.jumps import LONGEST, JumpList, Place


def place(number: int) -> Place:
    return Place(article_id=number, offset=number * 10)


def test_back_returns_to_the_place_left_and_forward_to_where_back_began() -> None:
    jumps = JumpList()
    jumps.leave(place(1))
    jumps.leave(place(2))
    assert jumps.back(place(3)) == place(2)
    assert jumps.back(place(2)) == place(1)
    assert jumps.back(place(1)) is None
    assert jumps.forward(place(1)) == place(2)
    assert jumps.forward(place(2)) == place(3)
    assert jumps.forward(place(3)) is None


def test_a_new_jump_forgets_what_lay_ahead() -> None:
    jumps = JumpList()
    jumps.leave(place(1))
    assert jumps.back(place(2)) == place(1)
    jumps.leave(place(1))
    assert jumps.forward(place(5)) is None


def test_a_place_that_looks_like_this_one_is_skipped() -> None:
    jumps = JumpList()
    jumps.leave(place(1))
    jumps.leave(place(2))
    assert jumps.back(place(2)) == place(1)


@given(st.lists(st.integers(0, 5), max_size=30))
def test_going_all_the_way_back_and_forward_again_ends_where_it_began(visits: list[int]) -> None:
    jumps = JumpList()
    here = place(99)
    for number in visits:
        jumps.leave(here)
        here = place(number)
    start = here
    trail = [here]
    while (before := jumps.back(here)) is not None:
        here = before
        trail.append(here)
    back = []
    while (after := jumps.forward(here)) is not None:
        here = after
        back.append(here)
    assert here == start
    assert back == trail[-2::-1]


def test_a_long_session_does_not_grow_without_end() -> None:
    jumps = JumpList()
    for number in range(LONGEST * 3):
        jumps.leave(place(number))
    here, count = place(-1), 0
    while (before := jumps.back(here)) is not None:
        here, count = before, count + 1
    assert count == LONGEST
