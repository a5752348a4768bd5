"""A home of its own for the installed command, and something to read."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

COMMAND = Path(sys.executable).parent / "dateline"
_PROJECT = Path(__file__).resolve().parents[2]
_KEPT = ("PATH", "LANG", "DATELINE_DATA", "DATELINE_CONFIG")


@pytest.fixture
def env(own_home: Path) -> dict[str, str]:
    """An empty home; the code of this checkout, wherever the command was installed from."""
    if not COMMAND.exists():
        pytest.skip("the dateline command is not installed beside this Python")
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {"HOME": str(own_home), "LC_ALL": "C.UTF-8", "PYTHONPATH": str(_PROJECT), **kept}


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """Three short articles, two of them about one man."""
    folder = tmp_path / "three"
    folder.mkdir()
    texts = {
        "a": "title: Arrival\ndate: 2025-08-26\nsource: AP\n\nMark Carney came to Kyiv. Later Carney spoke of peace.",
        "b": "title: Departure\ndate: 2025-08-25\nsource: AP\n\nFrom Kyiv went Mark Carney home to Ottawa.",
        "c": "title: Weather\ndate: 2025-08-24\nsource: AP\n\nIt rained all day in Paris.",
    }
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder
