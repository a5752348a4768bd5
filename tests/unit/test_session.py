"""A session comes back as it was left, and nonsense in its place counts for nothing."""

from __future__ import annotations

import json
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from index.model import Sort
from tui.screens.layout import NARROWEST_SIDE, PANES, WIDEST_SIDE, Arrangement, Pane, WidthClass
from tui.session import Session

_SIDES: tuple[tuple[WidthClass, Pane], ...] = (
    ("medium", "results"), ("medium", "entities"), ("wide", "results"), ("wide", "entities"),
)  # fmt: skip
_ARRANGEMENTS = st.builds(
    Arrangement,
    active=st.sampled_from(PANES),
    is_zoomed=st.just(False),  # a zoom is for the moment
    has_entities=st.booleans(),
    is_docked=st.booleans(),
    hides_entities=st.booleans(),
    widths=st.dictionaries(st.sampled_from(_SIDES), st.integers(NARROWEST_SIDE, WIDEST_SIDE)),
)
_SESSIONS = st.builds(
    Session,
    query=st.text(),
    sort=st.none() | st.sampled_from(get_args(Sort)),
    selected_key=st.text(),
    article_key=st.text(),
    offset=st.integers(0, 10**7),
    top=st.integers(0, 10**7),
    entity=st.none() | st.text(),
    arrangement=_ARRANGEMENTS,
)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(_SESSIONS)
def test_a_session_comes_back_as_it_was_left(session: Session) -> None:
    assert Session.from_json(json.loads(json.dumps(session.to_json()))) == session


@given(_JSON)
def test_anything_else_is_a_fresh_start(kept: object) -> None:
    assert isinstance(Session.from_json(kept), Session)


@given(_SESSIONS, st.data())
def test_a_damaged_value_costs_no_more_than_itself(session: Session, data: st.DataObject) -> None:
    kept = session.to_json()
    name = data.draw(st.sampled_from(sorted(kept)))
    kept[name] = data.draw(_JSON)
    found = Session.from_json(kept).to_json()
    assert {key: value for key, value in found.items() if key != name} == {
        key: value for key, value in session.to_json().items() if key != name
    }
