"""Every command starts quickly, because it loads only what it needs: proved in a fresh interpreter."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

_PROBE = """
import contextlib, io, json, sys
from index.cli import build, run
from tui.cli import open_reader
with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    code = run(build(open_reader), sys.argv[1:])
print(json.dumps([code, sorted(sys.modules)]))
"""


def _run(*arguments: str) -> tuple[int, set[str]]:
    probe = subprocess.run([sys.executable, "-c", _PROBE, *arguments], capture_output=True, text=True, check=True)
    code, modules = json.loads(probe.stdout)
    return code, {module.partition(".")[0] for module in modules}


@pytest.mark.parametrize(
    "arguments", [("--help",), ("search", "--help"), ("search", "carney"), ("status",), ("export",)]
)
def test_headless_commands_load_no_model_and_no_interface(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    _, loaded = _run(*arguments)
    assert not loaded & {"spacy", "thinc", "numpy", "textual", "rich"}


def _loaded_by(statement: str) -> set[str]:
    probe = subprocess.run(
        [sys.executable, "-c", f"import json, sys; {statement}; print(json.dumps(sorted(sys.modules)))"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(probe.stdout))


_NEVER = {"spacy", "thinc"}  # by the app: only the process that finds names
_AT_FIRST_USE = {
    "numpy", "whoosh", "index.completion",
    "markdown_it", "tree_sitter", "pygments",
    "textual.widgets._markdown", "textual.widgets._text_area", "textual.widgets._data_table",
    "textual.widgets._rich_log", "textual.widgets._tabbed_content",
}  # fmt: skip


def test_the_first_picture_needs_nothing_of_the_archive_and_no_command_line() -> None:
    loaded = _loaded_by("import tui.starting, index.config")
    assert not loaded & (_NEVER | _AT_FIRST_USE)
    assert not loaded & {"click", "sqlite3", "index.cli", "index.library", "index.model", "tui.screens.main"}


def test_reading_loads_no_model_and_no_widget_before_it_is_used() -> None:
    loaded = _loaded_by("import tui.starting, tui.cli, index.cli, tui.screens.main")
    assert not loaded & (_NEVER | _AT_FIRST_USE)


def test_a_command_line_is_understood_without_the_interface() -> None:
    loaded = _loaded_by("import tui.cli; tui.cli.is_plain(['--library', 'x'])")
    assert not loaded & {"textual", "rich", "click", "index.library"}
