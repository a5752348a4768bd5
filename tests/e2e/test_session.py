"""A reading session of the installed command in a pseudo-terminal, from the first key to the terminal given back."""

from __future__ import annotations

import re
import termios
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.archive import QUICK_MODEL, ingest
from tests.e2e.conftest import COMMAND
from tests.e2e.terminal import Terminal

_COLOUR = re.compile(rb"\x1b\[[0-9;]*[34]8;[25];[0-9;]*m|\x1b\[(?:[0-9;]*;)?[34][0-7]m")
# Everything that the program switches on in a terminal, and how each is switched off again.
_GIVEN_BACK = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[?1006l", b"\x1b[?2004l")


@pytest.fixture
def command(tmp_path: Path, three: Path) -> list[str]:
    """The command on a library of three articles, two of them about one man."""
    ingest(tmp_path / "library", three)
    return [str(COMMAND), "--library", str(tmp_path / "library"), "--model", QUICK_MODEL]


def read_a_while(terminal: Terminal) -> None:
    """Search, open, walk on into the next article, look at the dossier, come back, and quit."""
    terminal.wait_for("Weather")
    terminal.press("/", *"carney")
    terminal.wait_for(r"2 articles")
    terminal.press("enter")
    terminal.wait_for("mention 1/2 Mark Carney")
    terminal.press("]")
    terminal.wait_for("mention 2/2 Mark Carney")
    terminal.press("]")
    terminal.wait_for("From Kyiv")
    terminal.wait_for("mention 1/1 Mark Carney")
    terminal.press("enter")
    terminal.wait_for("3 mentions in 2 articles")
    terminal.press("escape")
    terminal.wait_for("mention 1/1 Mark Carney")
    terminal.press("backspace")
    terminal.wait_for("mention 2/2 Mark Carney")
    terminal.press("q")
    assert terminal.wait_until_ended() == 0


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40)])
def test_reading_from_the_first_key_to_the_last(
    env: Mapping[str, str], command: list[str], columns: int, rows: int
) -> None:
    with Terminal(command, env, columns=columns, rows=rows) as terminal:
        before = terminal.modes
        read_a_while(terminal)
        assert _COLOUR.search(terminal.written)
        for sequence in _GIVEN_BACK:
            assert sequence in terminal.written, sequence
        after = terminal.modes
        assert after == before  # echo and line editing are on again


def test_reading_without_colours(env: Mapping[str, str], command: list[str]) -> None:
    with Terminal(command, {**env, "NO_COLOR": "1"}, columns=120, rows=40) as terminal:
        read_a_while(terminal)
        assert re.search(rb"\x1b\[1[;m]", terminal.written)  # weight still tells


def test_the_terminal_may_shrink_and_grow_while_reading(env: Mapping[str, str], command: list[str]) -> None:
    with Terminal(command, env, columns=120, rows=40) as terminal:
        terminal.wait_for("Weather")
        terminal.press("/", *"carney")
        terminal.wait_for(r"2 articles")
        terminal.press("enter")
        terminal.wait_for("mention 1/2 Mark Carney")
        for columns, rows in ((80, 24), (40, 12), (200, 60)):
            terminal.resize(columns, rows)
            terminal.wait_for("came to Kyiv")
            terminal.wait_for("1/2 Mark Carney")
            assert len(terminal.screen.display) == rows
        terminal.wait_for("Arrival")
        terminal.press("ctrl+q")
        assert terminal.wait_until_ended() == 0
        assert "Traceback" not in terminal.text
        assert terminal.modes[3] & termios.ECHO
