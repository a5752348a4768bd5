"""`dateline config`: where the file is, every mistake in it at once, and what all of it comes to."""

from __future__ import annotations

import dataclasses
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from index.choices import keep_choice
from index.cli import run
from index.config import Config
from index.errors import ConfigError
from index.paths import choices_file, config_file
from tests.conftest import ROOT
from tui.actions import ACTIONS
from tui.cli import command_line, open_reader

Answer = tuple[int, str, str]
Command = Callable[..., Answer]


@pytest.fixture
def dateline(capsys: pytest.CaptureFixture[str]) -> Command:
    def call(*arguments: str) -> Answer:
        capsys.readouterr()
        code = run(command_line(open_reader), arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def _write(text: str) -> Path:
    path = config_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_path_prints_where_the_file_would_be(dateline: Command) -> None:
    code, out, err = dateline("config", "--path")
    assert (code, out) == (0, f"{config_file()}\n")
    assert "no such file yet" in err
    _write("")
    assert dateline("config", "--path") == (0, f"{config_file()}\n", "")


def test_a_file_in_order_is_said_to_be(dateline: Command) -> None:
    assert dateline("config", "--check")[0] == 0
    _write('theme = "nord"\n[keymap]\nzoom = ["Z", "ctrl+k"]\n')
    code, out, err = dateline("config", "--check")
    assert (code, out) == (0, "")
    assert "is in order" in err


def test_every_mistake_is_named_with_its_line_and_what_would_be_right(dateline: Command) -> None:
    path = _write(
        'thme = "nord"\n'
        'theme = "nrod"\n'
        'restore = "no"\n'
        "[keymap]\n"
        'nxt-hit = "x"\n'
        'find = "ctrl+i"\n'
        "quit = []\n"
        'next-article = ["pgdwn"]\n'
        'zoom = "N"\n'
        'open-selected = "x"\n'
    )
    code, out, _ = dateline("config", "--check")
    assert code == 2
    told = out.splitlines()
    for line, words in [
        (1, "Did you mean theme?"), (2, "There is no theme called nrod. Did you mean nord?"), (3, "true or false"),
        (5, "Did you mean next-hit?"), (6, "terminals send it as tab"), (7, "quit must keep a key"),
        (8, "Did you mean pagedown?"), (9, "of previous-hit"), (10, "written into the line"),
    ]:  # fmt: skip
        assert any(one.startswith(f"{path}:{line}: ") and words in one for one in told), (line, words)
    assert len(told) == 9


def test_a_mistake_in_the_environment_is_named_with_its_variable(
    dateline: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_THEME", "nrod")
    code, out, _ = dateline("config", "--check")
    assert code == 2
    assert out.startswith("$DATELINE_THEME: There is no theme called nrod.")


def test_a_file_that_is_no_toml_is_told_with_its_line(dateline: Command) -> None:
    _write("theme = \n")
    code, out, _ = dateline("config", "--check")
    assert code == 2
    assert "line 1" in out


def test_names_in_the_file_that_a_terminal_would_obey_are_shown_as_marks(dateline: Command) -> None:
    _write('"a\\u001b]0;owned\\u0007" = 1\n')
    _, out, _ = dateline("config", "--check")
    assert "\x1b" not in out


def test_show_says_where_each_setting_comes_from(dateline: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    _write('theme = "dracula"\nrestore = false\n[keymap]\nzoom = "Z"\n')
    monkeypatch.setenv("DATELINE_MODEL", "some_model")
    code, out, _ = dateline("--library", "/my/library", "config", "--show")
    assert code == 0
    lines = {line.partition(" = ")[0]: line for line in out.splitlines()}
    assert '"/my/library"' in lines["library"]
    assert "# flag" in lines["library"]
    assert "# $DATELINE_MODEL" in lines["model"]
    assert "# file" in lines["theme"]
    assert "# file" in lines["restore"]
    assert "# default" in lines["max_article_bytes"]
    assert '["Z"]' in lines["zoom"]
    assert "# file" in lines["zoom"]
    assert "# default" in lines["next-mention"]


def test_show_is_what_config_does_without_being_told(dateline: Command) -> None:
    assert dateline("config") == dateline("config", "--show")
    assert dateline("config", "--show", "--path")[0] == 2


def test_what_show_prints_is_a_configuration_that_comes_to_the_same(dateline: Command) -> None:
    keep_choice(choices_file(), "theme", "nord")
    _, before, _ = dateline("config", "--show")
    assert "# chosen in the reader" in before
    written = tomllib.loads(before)
    assert set(written["keymap"]) == {action.id for action in ACTIONS}
    _write(before)
    assert dateline("config", "--check")[0] == 0
    assert Config.load().theme == "nord"


def test_headless_commands_and_the_check_of_a_keymap_never_load_the_interface(tmp_path: Path) -> None:
    _write('[keymap]\nzoom = "Z"\nsearch = "nope nope"\n')
    probe = (
        "import sys; from tui.cli import main\n"
        "sys.argv = ['dateline', 'config', sys.argv[1]]\n"
        "try: main()\n"
        "except SystemExit as end: print(end.code)\n"
        "print([name for name in ('textual', 'rich', 'spacy', 'numpy') if name in sys.modules])"
    )
    for option in ("--check", "--show"):
        done = subprocess.run(
            [sys.executable, "-c", probe, option], capture_output=True, text=True, check=True, env=os.environ.copy()
        )
        assert done.stdout.splitlines()[-1] == "[]", done.stdout


def test_the_reader_does_not_open_with_keys_that_make_no_sense(monkeypatch: pytest.MonkeyPatch) -> None:
    _write('[keymap]\nzoom = "j"\n')
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    from index.cli.options import Flags, Settings
    from tests.tui.fake_library import FakeLibrary

    with pytest.raises(ConfigError) as raised:
        open_reader(FakeLibrary(), [], Settings.load(Flags(), Flags()))
    assert "j is a key of zoom (Zoom), and at the same place of cursor-down" in str(raised.value)


def test_headless_commands_care_for_the_files_shape_but_not_for_keys(dateline: Command) -> None:
    _write('[keymap]\nzoom = "j"\n')
    assert dateline("status")[0] == 3  # there is no library, and that is all
    _write("thme = 3\n")
    assert dateline("status")[0] == 2


def test_the_configuration_the_guide_shows_is_in_order(dateline: Command) -> None:
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    _write("\n".join(re.findall(r"```toml\n(.*?)```", page, re.DOTALL)))
    assert dateline("config", "--check")[:2] == (0, "")
    assert set(re.findall(r"^(\w+) = ", page, re.MULTILINE)) >= {
        field.name for field in dataclasses.fields(Config) if field.name != "keymap"
    }
