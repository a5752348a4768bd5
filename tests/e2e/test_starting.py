"""Starting in a real terminal: the frame comes first, and trouble is told when the screen is the shell's again."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.archive import ingest
from tests.e2e.terminal import Terminal

_COMMAND = [sys.executable, "-c", "from tui.cli import main; main()"]
_OFF = b"\x1b[?1049l"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("title: Arrival\n\nMark Carney came to Kyiv.", encoding="utf-8")
    ingest(tmp_path / "library", tmp_path / "a.txt")
    return tmp_path / "library"


def test_the_frame_gives_way_to_the_library(env: Mapping[str, str], library: Path) -> None:
    with Terminal([*_COMMAND, "--library", str(library)], env) as terminal:
        first = terminal.wait_for("Results")
        assert "dateline" in first
        terminal.wait_for("Arrival")
        terminal.press("q")
        assert terminal.wait_until_ended() == 0
        assert terminal.written.rstrip().endswith(b"l")  # nothing was said afterwards
        assert _OFF in terminal.written


@pytest.mark.parametrize(
    ("setting", "said"),
    [("DATELINE_THEME", "There is no theme called nonsense"), ("DATELINE_CONFIG", "cannot be read")],
)
def test_a_bad_setting_is_told_when_the_frame_is_gone(
    env: Mapping[str, str], library: Path, tmp_path: Path, setting: str, said: str
) -> None:
    value = "nonsense" if setting == "DATELINE_THEME" else str(tmp_path)  # a folder is no configuration
    with Terminal([*_COMMAND, "--library", str(library)], {**env, setting: value}) as terminal:
        assert terminal.wait_until_ended() == 2
        assert said in terminal.written.decode().rpartition(_OFF.decode())[2]
        assert "Traceback" not in terminal.text


def test_a_library_that_is_none_is_told_when_the_frame_is_gone(env: Mapping[str, str], tmp_path: Path) -> None:
    (tmp_path / "dateline.db").write_bytes(b"not a database, whatever it is called\n" * 100)
    with Terminal([*_COMMAND, "--library", str(tmp_path)], env) as terminal:
        assert terminal.wait_until_ended() == 3
        assert "does not read back" in terminal.written.decode().rpartition(_OFF.decode())[2]


def test_one_can_quit_at_once(env: Mapping[str, str], library: Path) -> None:
    with Terminal([*_COMMAND, "--library", str(library)], env) as terminal:
        terminal.wait_for("Results")
        terminal.press("ctrl+q")
        assert terminal.wait_until_ended() == 0
        assert "Traceback" not in terminal.text
