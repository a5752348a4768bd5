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


def test_importing_the_app_loads_no_model() -> None:
    probe = subprocess.run(
        [sys.executable, "-c", "import tui.app, sys; print('spacy' in sys.modules, 'numpy' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert probe.stdout.split() == ["False", "False"]


def test_what_leads_out_of_the_reader_is_loaded_when_it_is_asked_for() -> None:
    probe = subprocess.run(
        [sys.executable, "-c", "import tui.cli, tui.app, sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(probe.stdout.split())
    late = {"tui.outside.clipboard", "tui.outside.programs", "tui.screens.exporting", "tui.web_server", "aiohttp"}
    assert not loaded & late


_SESSION = """
import asyncio, sys
from pathlib import Path
from index.library import Library
from tui.app import DatelineApp

async def read(library):
    app = DatelineApp(library)
    async with app.run_test(size=(160, 40)) as pilot:
        for keys in (["slash", *"carney"], ["enter"], ["enter"], ["escape"], ["1", "F"], ["escape"], ["question_mark"]):
            await pilot.press(*keys)
            await pilot.pause(0.3)
        assert app.main.view.open_article is not None

library = Library.open(Path(sys.argv[1]))
asyncio.run(read(library))
library.close()
print(*sorted(sys.modules))
"""
# Never wanted on a first screen, and each the beginning of a long chain of imports.
_HEAVY = {
    "textual.widgets._markdown", "textual.widgets._text_area", "textual.widgets._data_table", "markdown_it", "pygments",
    "tree_sitter", "whoosh",
}  # fmt: skip


def test_the_app_begins_without_heavy_widgets_and_without_an_index() -> None:
    probe = subprocess.run(
        [sys.executable, "-c", "import tui.cli, tui.app, sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert not set(probe.stdout.split()) & _HEAVY


def test_reading_never_loads_a_model_nor_widgets_that_nothing_here_is_made_of(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("title: Arrival\ndate: 2025-08-26\n\nMark Carney came to Kyiv.", encoding="utf-8")
    ingest(tmp_path / "library", article)
    probe = subprocess.run(
        [sys.executable, "-c", _SESSION, str(tmp_path / "library")], capture_output=True, text=True, check=True
    )
    loaded = set(probe.stdout.split())
    assert "tui.screens.dossier" in loaded
    assert not {"spacy", "thinc", "textual.widgets._markdown", "textual.widgets._text_area", "markdown_it"} & loaded
