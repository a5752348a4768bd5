"""Editor, pager and clipboard from the reader in a real pseudo-terminal, which comes back as it was."""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.archive import QUICK_MODEL
from tests.e2e.terminal import Terminal
from tests.programs import make_program

_PROGRAM = "from tui.cli import main; main()"
_ALTERNATE_SCREEN = re.compile(rb"\x1b\[\?1049([hl])")

# Draws something, waits for a key, and says how it was called and what it read.
_EDITOR = """
signal.signal(signal.SIGINT, signal.SIG_IGN)  # as editors do
text = open(sys.argv[-1]).read()
print("EDITING " + repr(text[:40]), flush=True)
import termios
print("cooked" if termios.tcgetattr(0)[3] & termios.ICANON else "raw", flush=True)
line = sys.stdin.readline()
attributes = termios.tcgetattr(0)
attributes[3] &= ~(termios.ICANON | termios.ECHO)
termios.tcsetattr(0, termios.TCSADRAIN, attributes)  # left behind as by a program that crashed
open({got!r}, "w").write(json.dumps([sys.argv[1:], text, line]))
time.sleep(1.1)
sys.exit({code})
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "articles" / "a.txt"
    path.parent.mkdir()
    path.write_text(
        "title: Arrival\ndate: 2025-08-26\nsource: AP\n\n"
        "Mark Carney came to Kyiv.\n\nLater \x1b]0;owned\x07Carney spoke.",
        encoding="utf-8",
    )
    return path


Start = Callable[..., Terminal]


@pytest.fixture
def start(own_home: Path, article: Path) -> Iterator[Start]:
    """Starts the reader on the article, with these variables set."""
    running: list[Terminal] = []
    kept = {name: os.environ[name] for name in ("DATELINE_DATA", "DATELINE_CONFIG", "PYTHONPATH") if name in os.environ}
    kept["PATH"] = os.environ["PATH"]

    def begin(**variables: str) -> Terminal:
        command = [sys.executable, "-c", _PROGRAM, "--model", QUICK_MODEL, str(article.parent)]
        terminal = Terminal(command, {"HOME": str(own_home), "LC_ALL": "C.UTF-8", **kept, **variables})
        running.append(terminal)
        terminal.wait_for("entities 100 %")
        terminal.press("enter")
        terminal.wait_for("came to")
        return terminal

    yield begin
    for terminal in running:
        terminal.__exit__(None, None, None)


def _until(is_so: Callable[[], bool], terminal: Terminal) -> None:
    end = time.monotonic() + 15
    while not is_so():
        assert time.monotonic() < end, terminal.text
        terminal.read(0.05)


def test_the_editor_has_the_terminal_and_gives_it_back(start: Start, tmp_path: Path) -> None:
    got = tmp_path / "got"
    editor = make_program(tmp_path, "vi", _EDITOR.format(got=str(got), code=0))
    terminal = start(VISUAL=f"{editor} -n")
    terminal.press("]", "e")
    terminal.wait_for("EDITING 'title: Arrival")
    terminal.wait_for("cooked")
    assert _ALTERNATE_SCREEN.findall(terminal.written)[-1] == b"l"
    terminal.press("ctrl+c", "hello", "enter")
    terminal.wait_for("came to")
    arguments, text, line = json.loads(got.read_text())
    assert arguments[:2] == ["-n", "+5"]
    assert line == "hello\n"
    assert text.endswith("Later \x1b]0;owned\x07Carney spoke.\n")
    assert not Path(arguments[2]).exists()
    assert _ALTERNATE_SCREEN.findall(terminal.written)[-1] == b"h"
    terminal.press("y", "n")
    terminal.wait_for("copied the name Mark Carney")
    terminal.press("ctrl+q")
    assert terminal.wait_until_ended() == 0
    assert b"]0;owned" not in terminal.written.replace("␛]0;owned".encode(), b"")


def test_an_editor_that_fails_is_told_of_and_the_reader_goes_on(start: Start, tmp_path: Path) -> None:
    editor = make_program(tmp_path, "vi", "print('no display', flush=True)\nsys.exit(7)")
    terminal = start(EDITOR=str(editor))
    terminal.press("e")
    terminal.wait_for("vi ended with exit code 7. Enter goes back to dateline.")
    assert "no display" in terminal.text
    terminal.press("enter")
    terminal.wait_for("vi ended with exit code 7")
    terminal.wait_for("came to")
    terminal.press("ctrl+q")
    assert terminal.wait_until_ended() == 0


@pytest.mark.parametrize("pager", ["cat", "more", "less -R", ""])
def test_no_pager_ever_gets_an_articles_escape_codes(start: Start, pager: str) -> None:
    terminal = start(PAGER=pager, LESS="-R")
    terminal.press("|")
    terminal.wait_for("Arrival\\s*\n\\s*2025-08-26 · AP\\s*\n")
    _until(lambda: "␛]0;owned␇Carney spoke." in terminal.text, terminal)
    terminal.press("q", "enter")
    terminal.wait_for("dateline   library")
    assert b"]0;owned" not in terminal.written.replace("␛]0;owned".encode(), b"")
    terminal.press("ctrl+q")
    assert terminal.wait_until_ended() == 0


def test_ctrl_c_in_the_pager_does_not_end_the_reader(start: Start) -> None:
    terminal = start(PAGER="less")
    terminal.press("|")
    terminal.wait_for("Arrival\\s*\n\\s*2025-08-26 · AP\\s*\n")
    terminal.press("ctrl+c", "q", "enter")
    terminal.wait_for("dateline   library")
    terminal.press("ctrl+q")
    assert terminal.wait_until_ended() == 0


def test_copying_reaches_the_terminal(start: Start) -> None:
    terminal = start()
    terminal.press("y", "t")
    terminal.wait_for("copied the article")
    sent = re.search(rb"\x1b\]52;c;([^\x07]*)\x07", terminal.written)
    assert sent is not None
    assert base64.b64decode(sent[1]).decode() == "Mark Carney came to Kyiv.\n\nLater ␛]0;owned␇Carney spoke."
    terminal.press("ctrl+q")
    assert terminal.wait_until_ended() == 0


def test_within_tmux_its_buffer_is_filled(start: Start, tmp_path: Path) -> None:
    make_program(tmp_path / "bin", "tmux", f"open({str(tmp_path / 'got')!r}, 'w').write(sys.stdin.read())")
    terminal = start(TMUX="/tmp/tmux,1,0", PATH=f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    terminal.press("y", "n")
    terminal.wait_for(r"copied the name Mark Carney, 11 characters \(tmux\)")
    assert (tmp_path / "got").read_text() == "Mark Carney"


def test_an_export_is_written_where_the_reader_was_started(start: Start, tmp_path: Path, own_home: Path) -> None:
    terminal = start()
    terminal.press("x")
    terminal.wait_for("Write to a file")
    terminal.press("tab")
    terminal.wait_for(r"2025-08-26-arrival\.json")
    for _ in range(len("2025-08-26-arrival")):
        terminal.press("backspace")
    terminal.press("~/mine", "enter")
    terminal.wait_for("wrote the article “Arrival” to")
    found = json.loads((own_home / "mine.json").read_text())
    assert found["title"] == "Arrival"
    assert "\x1b" in found["text"]


def test_the_command_line_says_where_the_extra_commands_are() -> None:
    ran = subprocess.run([sys.executable, "-c", _PROGRAM, "--help"], capture_output=True, text=True, check=True)
    assert re.search(r"^ +serve +Show the reader in a browser\.", ran.stdout, re.MULTILINE)
