"""The installed command in a real pseudo-terminal, as a new user meets it: an empty home and the starter articles."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from index.annotate.models import find_model
from index.errors import ModelMissing
from tests.archive import QUICK_MODEL, ingest
from tests.e2e.conftest import COMMAND
from tests.e2e.terminal import Terminal

_ALTERNATE_SCREEN_OFF = b"\x1b[?1049l"


def test_a_new_user_opens_the_starter_articles_and_walks_a_persons_mentions(
    env: Mapping[str, str], seeds: Path
) -> None:
    try:
        find_model("")
    except ModelMissing:
        pytest.skip("no language model is installed")
    with Terminal([str(COMMAND), str(seeds)], env, columns=120, rows=40) as terminal:
        terminal.wait_for("28 articles")
        terminal.wait_for("entities 100 %", timeout=90)
        terminal.press("/", *"carney")
        terminal.wait_for(r"\b(9|10|11) articles")
        terminal.press("enter")
        first = re.search(r"mention 1/(\d+) Mark Carney", terminal.wait_for(r"mention 1/\d+ Mark Carney"))
        assert first is not None
        count = int(first[1])
        for place in range(2, count + 1):
            terminal.press("]")
            terminal.wait_for(rf"mention {place}/{count} Mark Carney")
        terminal.press("]")
        terminal.wait_for(r"mention 1/\d+ Mark Carney")
        terminal.press("backspace")
        terminal.wait_for(rf"mention {count}/{count} Mark Carney")
        terminal.press("ctrl+q")
        assert terminal.wait_until_ended() == 0
        assert _ALTERNATE_SCREEN_OFF in terminal.written


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40), (200, 60), (40, 12)])
def test_at_every_size_one_can_search_read_and_leave(
    env: Mapping[str, str], three: Path, columns: int, rows: int
) -> None:
    with Terminal([str(COMMAND), "--model", QUICK_MODEL, str(three)], env, columns=columns, rows=rows) as terminal:
        # An option before the folder is an option of the reader.
        terminal.wait_for("Arrival")
        terminal.press("/", *"departure", "enter")
        terminal.wait_for("From Kyiv")
        terminal.press("ctrl+q")
        assert terminal.wait_until_ended() == 0
        assert "Traceback" not in terminal.text


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40)])
def test_tab_completes_a_name_and_asks_where_several_fit(
    env: Mapping[str, str], three: Path, columns: int, rows: int
) -> None:
    with Terminal([str(COMMAND), "--model", QUICK_MODEL, str(three)], env, columns=columns, rows=rows) as terminal:
        terminal.wait_for("entities 100 %")
        terminal.press("/", *"@carn", "tab")
        terminal.wait_for(r"/ @mark-carney +.*2 articles")
        terminal.press(*" place:", "tab")
        terminal.wait_for(r"3 choices")
        terminal.press(*"ot")
        terminal.wait_for(r"1 choice\b")
        terminal.press("enter")
        terminal.wait_for(r"/ @mark-carney place:ottawa +.*1 article\b")
        terminal.press("ctrl+q")
        assert terminal.wait_until_ended() == 0
        assert "Traceback" not in terminal.text


def test_without_colour_no_colour_is_sent(env: Mapping[str, str], three: Path) -> None:
    with Terminal([str(COMMAND), str(three), "--model", QUICK_MODEL], {**env, "NO_COLOR": "1"}) as terminal:
        terminal.wait_for("Arrival")
        terminal.press("/", *"carney", "enter")
        terminal.wait_for("mention 1/2")
        coloured = re.findall(rb"\x1b\[[0-9;]*(?:38|48);[25];(\d+;\d+;\d+|\d+)", terminal.written)
        # Grey is not a colour: whatever is left must be a shade of it.
        assert all(len(set(colour.split(b";"))) == 1 for colour in coloured)
        terminal.press("ctrl+q")
        assert terminal.wait_until_ended() == 0


def test_an_articles_escape_codes_never_reach_the_terminal(env: Mapping[str, str], tmp_path: Path) -> None:
    hostile = tmp_path / "hostile"
    hostile.mkdir()
    (hostile / "x.txt").write_text("title: T\x1b]0;owned\x07itle\n\nText \x1b[31mred \u202edesrever.", encoding="utf-8")
    with Terminal([str(COMMAND), str(hostile), "--model", QUICK_MODEL], env) as terminal:
        terminal.wait_for("itle")
        terminal.press("enter")
        terminal.wait_for("desrever")
        assert b"]0;owned" not in terminal.written.replace("␛]0;owned".encode(), b"")
        assert "\u202e".encode() not in terminal.written
        terminal.press("ctrl+q")
        assert terminal.wait_until_ended() == 0


def test_the_second_time_a_folder_opens_from_its_library(env: Mapping[str, str], three: Path) -> None:
    for _ in range(2):
        with Terminal([str(COMMAND), str(three), "--model", QUICK_MODEL], env) as terminal:
            terminal.wait_for("3 articles")
            terminal.press("ctrl+q")
            assert terminal.wait_until_ended() == 0
    libraries = list((Path(env["DATELINE_DATA"]) / "libraries").iterdir())
    assert len(libraries) == 1


def test_a_session_comes_back_where_it_was_left_unless_told_not_to(env: Mapping[str, str], three: Path) -> None:
    ingest(three.parent / "lib", three)
    command = [str(COMMAND), "--library", str(three.parent / "lib")]
    with Terminal(command, env, columns=120, rows=40) as terminal:
        terminal.wait_for("3 articles")
        terminal.press("/", *"carney")
        terminal.wait_for("2 articles")
        terminal.press("enter")
        terminal.wait_for("mention 1/2 Mark Carney")
        terminal.press("]", "s", "q")
        assert terminal.wait_until_ended() == 0
    with Terminal(command, env, columns=120, rows=40) as terminal:
        terminal.wait_for("mention 2/2 Mark Carney")
        assert "★" in terminal.text
        terminal.press("q")
        assert terminal.wait_until_ended() == 0
    with Terminal([*command, "--no-restore"], env, columns=120, rows=40) as terminal:
        terminal.wait_for("search the library")
        terminal.wait_for("3 articles")
        assert "Mark Carney (PERSON)" not in terminal.text
        terminal.press("q")
        assert terminal.wait_until_ended() == 0


def test_leaving_ends_the_background_job(env: Mapping[str, str], three: Path) -> None:
    with Terminal([str(COMMAND), str(three), "--model", QUICK_MODEL], env) as terminal:
        terminal.wait_for("Arrival")
        terminal.press("ctrl+q")
        terminal.wait_until_ended()
    if shutil.which("pgrep"):
        running = subprocess.run(["pgrep", "-f", "index.worker"], capture_output=True, text=True, check=False)
        environments = [Path(f"/proc/{pid}/environ") for pid in running.stdout.split()]
        mine = env["DATELINE_DATA"].encode()
        assert not any(mine in path.read_bytes() for path in environments if path.exists())


def test_the_piped_commands_end_as_documented(env: Mapping[str, str], three: Path, tmp_path: Path) -> None:
    ingest(tmp_path / "lib", three)
    command = [str(COMMAND), "--library", str(tmp_path / "lib")]

    def code(*arguments: str) -> int:
        return subprocess.run([*command, *arguments], env=dict(env), capture_output=True, check=False).returncode

    assert code("search", "carney") == 0
    assert code("search", "nothinglikeit") == 1
    assert code("search", "--limit", "x") == 2
    assert code("mentions", "Nobody At All") == 1
    assert code("add", str(tmp_path / "missing")) == 4


def test_a_burst_of_keys_is_typed_where_its_first_key_leads(env: Mapping[str, str], three: Path) -> None:
    with Terminal([str(COMMAND), str(three), "--model", QUICK_MODEL], env) as terminal:
        terminal.wait_for("3 articles")
        terminal.press("/departure/f")
        terminal.wait_for(r"/ departure/f")
        terminal.press("ctrl+q")
        assert terminal.wait_until_ended() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_polite_kill_puts_the_terminal_back(env: Mapping[str, str], three: Path, number: signal.Signals) -> None:
    with Terminal([str(COMMAND), str(three), "--model", QUICK_MODEL], env) as terminal:
        terminal.wait_for("3 articles")
        terminal.signal(number)
        assert terminal.wait_until_ended() == 128 + number
        assert _ALTERNATE_SCREEN_OFF in terminal.written
