"""A person's own keys: what is wrong with them is named with what would be right, and what is right takes effect."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.keys import KEY_ALIASES, Keys

from tui.actions import ACTIONS, by_id, in_scope, key_of, meeting_scopes, rebind
from tui.actions.keymap import checked, for_the_framework
from tui.actions.keys import KNOWN_KEYS, is_typed, key_named, shown_key


@pytest.fixture(autouse=True)
def _defaults_again() -> Iterator[None]:
    yield
    rebind({})


def _only_problem(**wanted: list[str]) -> str:
    _, problems = checked({name.replace("_", "-"): keys for name, keys in wanted.items()})
    assert len(problems) == 1, problems
    return f"{problems[0].message} {problems[0].hint}"


def test_a_keymap_that_makes_sense_is_taken_as_it_is() -> None:
    keymap, problems = checked({"next-mention": ["ctrl+n", "~"], "zoom": ["Z"]})
    assert not problems
    assert keymap == {"next-mention": ("ctrl+n", "~"), "zoom": ("Z",)}


def test_two_actions_may_change_places() -> None:
    _, problems = checked({"next-hit": ["N"], "previous-hit": ["n"]})
    assert not problems


@pytest.mark.parametrize(
    ("written", "nearest"), [("nxt-mention", "next-mention"), ("next_mention", "next-mention"), ("Zom", "zoom")]
)
def test_an_unknown_action_is_named_with_the_nearest(written: str, nearest: str) -> None:
    _, problems = checked({written: ["Z"]})
    assert written in problems[0].message
    assert f"Did you mean {nearest}?" in problems[0].hint


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("pgdwn", "Did you mean pagedown?"),
        ("ctrl+enterr", "Did you mean"),
        ("shift+j", "write J"),
        ("ctrl+i", "terminals send it as tab"),
        ("ctrl+m", "terminals send it as enter"),
        ("ctrl+h", "terminals send it as backspace"),
        ("ctrl+[", "terminals send it as escape"),
        ("ctrl+left_square_bracket", "terminals send it as escape"),
        ("ctrl+b", "tmux keeps it"),
        ("ctrl+shift+x", "from few terminals"),
        ("super+k", "from few terminals"),
        ("no such thing at all", "A key is a character"),
    ],
)
def test_a_key_that_cannot_be_pressed_is_named_with_what_to_do(written: str, told: str) -> None:
    assert told in _only_problem(zoom=[written])


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("]", "]"), ("right_square_bracket", "]"), ("question_mark", "?"), ("comma", ","), ("Esc", "escape"),
        ("^p", "ctrl+p"), ("PgDn", "pagedown"), ("S-Tab", "shift+tab"), ("Enter", "enter"), ("↓", "↓"), (" ", "space"),
        ("J", "J"), ("Ctrl+K", "ctrl+k"), ("minus", "-"), ("plus", "+"),
    ],
)  # fmt: skip
def test_a_key_may_be_written_as_the_framework_or_the_screen_has_it(written: str, key: str) -> None:
    assert key_named(written) == key


@pytest.mark.parametrize("key", KNOWN_KEYS)
def test_every_known_key_is_known_by_its_name_and_as_it_is_shown(key: str) -> None:
    assert key_named(key) == key
    shown = shown_key(key)
    assert shown
    if len(shown) > 1 and not shown.startswith(("A-", "S-", "^")):
        assert key_named(shown) == key


def test_the_names_of_keys_are_the_frameworks() -> None:
    known = {key.value for key in Keys} | {"space"}
    for key in KNOWN_KEYS:
        if not key.startswith("alt+"):
            assert key in known, key
    assert {"ctrl+i", "ctrl+m"} <= {alias for aliases in KEY_ALIASES.values() for alias in aliases}


@given(st.text(max_size=12))
def test_whatever_is_written_is_a_key_or_told_as_none(written: str) -> None:
    keymap, problems = checked({"zoom": [written]})
    if problems:
        assert all(problem.message and problem.hint for problem in problems)
    elif keymap:
        (key,) = keymap["zoom"]
        assert key in KNOWN_KEYS or (len(key) == 1 and key.isprintable())
        assert key == key_named(written)


def test_two_actions_on_one_key_at_one_place_are_both_named() -> None:
    told = _only_problem(next_hit=["N"])
    assert "next-hit (Next hit)" in told
    assert "previous-hit (Previous hit)" in told
    told = _only_problem(zoom=["j"])  # which moves in every list, and in the article
    assert "cursor-down" in told
    assert "scroll-line-down" in told


def test_one_key_may_do_two_things_at_two_places() -> None:
    _, problems = checked({"open-mention": ["Z"], "open-entity": ["Z"]})
    assert not problems


@pytest.mark.parametrize("action_id", ["open-selected", "leave-find", "choose-candidate"])
def test_where_something_is_written_no_letter_is_a_key(action_id: str) -> None:
    _, problems = checked({action_id: ["Z"]})
    assert "written into the line" in problems[0].message


@pytest.mark.parametrize("key", ["Q", "space", "delete", "home"])
def test_quitting_keeps_out_of_the_way_of_writing(key: str) -> None:
    _, problems = checked({"quit": [key]})
    assert any("while you write" in problem.message for problem in problems)


@pytest.mark.parametrize("action_id", ["quit", "help"])
def test_quitting_and_help_cannot_be_taken_away(action_id: str) -> None:
    _, problems = checked({action_id: []})
    assert f"{action_id} must keep a key." in problems[0].message


@given(
    st.dictionaries(
        st.sampled_from([action.id for action in ACTIONS]),
        st.lists(st.sampled_from([*KNOWN_KEYS, *"abcxyzJKQ?:;,.-+é"]), max_size=3),
        max_size=6,
    )
)
def test_whatever_passes_leaves_quitting_and_help_within_reach_and_nothing_ambiguous(
    wanted: dict[str, list[str]],
) -> None:
    keymap, problems = checked(wanted)
    if problems:
        return
    in_force = {action.id: keymap.get(action.id, action.keys) for action in ACTIONS}
    assert in_force["help"]
    assert in_force["quit"]
    assert not any(map(is_typed, in_force["quit"]))
    for scopes in meeting_scopes():
        keys = [key for action in ACTIONS if action.scope in scopes for key in in_force[action.id]]
        assert len(keys) == len(set(keys))


def test_what_shows_keys_shows_those_in_force_and_the_registry_keeps_the_defaults() -> None:
    rebind({"search": ("ctrl+f", "s"), "filters": ()})
    assert by_id("search").shown_keys == ("^f", "s")
    assert key_of("search") == "^f"
    assert key_of("filters") == ": Filters"
    assert next(action for action in in_scope("main") if action.id == "search").keys == ("ctrl+f", "s")
    assert next(action for action in ACTIONS if action.id == "search").keys == ("/",)
    rebind({})
    assert by_id("search").keys == ("/",)


def test_the_framework_is_told_of_all_that_share_a_key_with_what_moved() -> None:
    told = for_the_framework({"leave-query": ("ctrl+j",), "zoom": (), "search": (",",)})
    assert told["next-candidate"] == "down,tab,ctrl+n"
    assert told["zoom"] == "no-key"
    assert told["search"] == "comma"
    assert "next-mention" not in told
