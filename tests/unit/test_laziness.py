"""Every command starts quickly, because it loads only what it needs: proved in a fresh interpreter."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.archive import ingest

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


_READING = """
import asyncio, json, sys
from pathlib import Path
from index.library import Library
from tui.app import DatelineApp

async def read(library):
    app = DatelineApp(library)
    async with app.run_test(size=(120, 40)) as pilot:
        for key in ("enter", "2", "]", "J", "/", *"carney", "escape", "F", "escape", "1", "enter"):
            await pilot.press({"]": "right_square_bracket", "/": "slash"}.get(key, key))
            while not all(worker.is_finished for worker in app.workers):
                await pilot.pause(0.02)
            await pilot.pause(0.1)
        return app.main.view.open_article is not None

library = Library.open(Path(sys.argv[1]))
has_read = asyncio.run(read(library))
library.close()
print(json.dumps([has_read, sorted(sys.modules)]))
"""


def test_reading_and_searching_and_filtering_load_no_model_and_no_heavy_widget(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("title: A\n\nMark Carney came to Kyiv.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("title: B\n\nLater Mark Carney left Kyiv.", encoding="utf-8")
    ingest(tmp_path / "library", tmp_path / "a.txt", tmp_path / "b.txt")
    command = [sys.executable, "-c", _READING, str(tmp_path / "library")]
    probe = subprocess.run(command, capture_output=True, text=True, check=True)
    has_read, loaded = json.loads(probe.stdout)
    assert has_read
    assert not set(loaded) & (_NEVER | {module for module in _AT_FIRST_USE if module.startswith("textual")})


def test_what_leads_out_of_the_reader_is_loaded_when_it_is_asked_for() -> None:
    loaded = _loaded_by("import tui.cli, tui.app")
    late = {"tui.outside.clipboard", "tui.outside.programs", "tui.screens.exporting", "tui.web_server", "aiohttp"}
    assert not loaded & late
