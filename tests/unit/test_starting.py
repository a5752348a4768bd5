"""Which command lines open the reader for certain, so that its frame may be shown before anything else is known."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.cli import COMMANDS
from tui.cli import is_plain


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--no-restore"],
        ["--library", "anywhere"],
        ["--library=anywhere", "--model", "some_model"],
        ["./articles"],
        ["--model", "some_model", "./articles", "articles/a.txt"],
    ],
)
def test_the_reader_starts_at_once_where_nothing_else_can_be_meant(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").touch()
    monkeypatch.chdir(tmp_path)
    assert is_plain(arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["-V"],
        ["--libary", "anywhere"],
        ["--library"],
        ["--library", "--no-restore"],
        ["./nowhere"],
        ["articles"],  # might be a command of that name
        ["search"],
        ["--library", "anywhere", "status"],
    ],
)
def test_everything_else_is_understood_first(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "search").mkdir()
    monkeypatch.chdir(tmp_path)
    assert not is_plain(arguments)


@given(
    st.lists(st.sampled_from(["--no-restore", "--library=x", "--model=y"])),
    st.sampled_from(sorted(COMMANDS)),
    st.lists(st.text(max_size=8)),
)
def test_no_command_is_taken_for_the_reader(before: list[str], command: str, after: list[str]) -> None:
    assert not is_plain([*before, command, *after])
