"""An evening with the archive, from the shell's prompt and back to it: keys only, in a real pseudo-terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.archive import ingest
from tests.e2e.conftest import COMMAND
from tests.e2e.terminal import Terminal

# As a shell would start it, with the terminal's settings noted before and after.
_FROM_A_SHELL = 'stty -g > "$1/before"; shift; "$@"; echo "ended with $?"; stty -g > "$FOLDER/after"; read line'
_DEPARTURE = r"From Kyiv\S? went"  # a letter may stand behind a name, for its type
_CURSOR = "25"
_LINE_WRAP = "7"


def colours(written: bytes) -> set[bytes]:
    """The colours that were sent, of 256 or of all; greys are none."""
    palette = {number for number in re.findall(rb"[;\[][34]8;5;(\d+)", written) if not 231 <= int(number) <= 255}
    mixed = {triple for triple in re.findall(rb"[;\[][34]8;2;(\d+;\d+;\d+)", written) if len({*triple.split(b";")}) > 1}
    return palette | mixed


@contextmanager
def session(
    env: Mapping[str, str], three: Path, columns: int, rows: int, *more: str
) -> Iterator[tuple[Terminal, Path]]:
    """The reader on a library of three articles, started by a shell; and the folder that has the settings."""
    library = three.parent / "lib"
    if not library.exists():
        ingest(library, three)
    shell = ["sh", "-c", _FROM_A_SHELL, "sh", str(three.parent), str(COMMAND), "--library", str(library), *more]
    with Terminal(shell, {**env, "FOLDER": str(three.parent)}, columns=columns, rows=rows) as terminal:
        terminal.wait_for("3 articles")
        yield terminal, three.parent


def leave(terminal: Terminal, folder: Path, key: str = "q") -> None:
    """Quit; the shell's next words are there, and the terminal is as it was."""
    terminal.press(key)
    terminal.wait_for("ended with 0")
    terminal.press("enter")
    assert terminal.wait_until_ended() == 0
    assert (folder / "before").read_text() == (folder / "after").read_text()
    assert terminal.modes_left_on - {_LINE_WRAP} <= {_CURSOR}
    assert not terminal.screen.cursor.hidden
    assert "Traceback" not in terminal.text


@pytest.mark.parametrize("colour", [{}, {"NO_COLOR": "1"}], ids=["colour", "no colour"])
def test_search_read_walk_look_somebody_up_and_come_back(
    env: Mapping[str, str], three: Path, colour: Mapping[str, str]
) -> None:
    with session({**env, **colour}, three, 120, 40) as (terminal, folder):
        terminal.press("/", *"carney")
        terminal.wait_for(r"/ carney .*2 articles")
        terminal.press("enter")
        terminal.wait_for("mention 1/2 Mark Carney")
        terminal.press("]")
        terminal.wait_for("mention 2/2 Mark Carney")
        terminal.press("]")  # on into the other article that names him
        terminal.wait_for("next article: Departure")
        terminal.wait_for("mention 1/1 Mark Carney")
        terminal.press("enter")
        terminal.wait_for("3 mentions in 2 articles")
        assert "Together with" in terminal.text
        terminal.press("j", "enter")  # a mention in the first article, read where it stands
        terminal.wait_for(r"mention \d/\d Mark Carney")
        terminal.press("backspace")
        terminal.wait_for("mention 1/1 Mark Carney")
        terminal.press("backspace")
        terminal.wait_for("mention 2/2 Mark Carney")
        terminal.press("s", "m", "a", "f", *"peace", "enter")
        terminal.wait_for("hit 1/1")
        terminal.press("escape", "escape", "ctrl+u")
        terminal.wait_for(r"/ search the library .*3 articles")
        terminal.press("'", "a")
        terminal.wait_for(r"/ carney ")
        terminal.wait_for("mention 2/2 Mark Carney")
        leave(terminal, folder)
        assert bool(colours(terminal.written)) == (not colour)


def test_a_window_that_grows_and_shrinks_is_followed(env: Mapping[str, str], three: Path) -> None:
    with session(env, three, 120, 40) as (terminal, folder):
        terminal.press("/", *"carney", "enter")
        terminal.wait_for("mention 1/2 Mark Carney")
        terminal.resize(80, 24)
        terminal.wait_for(r"\[2 Article\]")
        terminal.wait_for("mention 1/2 Mark Carney")
        terminal.resize(40, 12)
        terminal.wait_for("Mark Carney")
        terminal.press("]")
        terminal.wait_for(r"mention 2/2")
        assert all(len(line) == 40 for line in terminal.screen.display)
        terminal.press("1")
        terminal.wait_for("Departure")
        terminal.resize(200, 60)
        terminal.wait_for("Entities")
        terminal.wait_for("mention 2/2 Mark Carney")
        leave(terminal, folder, "ctrl+q")


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 12)])
def test_a_small_window_is_enough_for_all_of_it(env: Mapping[str, str], three: Path, columns: int, rows: int) -> None:
    with session(env, three, columns, rows) as (terminal, folder):
        terminal.press("/", *"departure", "enter")
        terminal.wait_for(_DEPARTURE)
        terminal.press("}", "enter")
        terminal.wait_for("mentions? in")
        terminal.press("?")
        terminal.wait_for("Keys")
        terminal.press("escape", "escape")
        terminal.wait_for(_DEPARTURE)
        terminal.press("F")
        terminal.wait_for("What is in these results")
        terminal.press("escape", "1")
        terminal.wait_for(r"\[1 Results\]")
        leave(terminal, folder)
