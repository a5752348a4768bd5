"""Events survive the border between processes, and nothing else passes for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.events import ArticleFailed, Cancelled, CancelToken, Failed, Finished, Progress, from_line, to_line

_NUMBERS = st.integers(min_value=0, max_value=2**40)
_SECONDS = st.floats(min_value=0, max_value=1e9)
_EVENTS = st.one_of(
    st.builds(
        Progress,
        st.sampled_from(["reading", "annotating"]),
        _NUMBERS,
        st.none() | _NUMBERS,
        _SECONDS,
        st.none() | _SECONDS,
    ),
    st.builds(ArticleFailed, st.text(), st.text(), st.text()),
    st.builds(Finished, _NUMBERS, _NUMBERS, _NUMBERS, _NUMBERS, _NUMBERS, _NUMBERS, _SECONDS, st.booleans()),
    st.builds(Failed, st.text(), st.text(), st.text(), st.integers(0, 255)),
)


@given(_EVENTS)
def test_an_event_comes_back_as_it_was_sent_on_one_ascii_line(
    event: Progress | ArticleFailed | Finished | Failed,
) -> None:
    line = to_line(event)
    assert "\n" not in line
    assert line.isascii()
    assert from_line(line) == event


@pytest.mark.parametrize(
    "line", ["", "loading model…", "[]", "{}", '{"event": "Nonsense"}', '{"event": "Progress", "x": 1}']
)
def test_what_a_library_prints_by_the_way_is_no_event(line: str) -> None:
    with pytest.raises(ValueError):
        from_line(line)


def test_a_cancelled_token_stops_whoever_checks_it() -> None:
    token = CancelToken()
    token.check()
    token.cancel()
    with pytest.raises(Cancelled):
        token.check()
