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
