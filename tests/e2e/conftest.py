"""The installed command, an environment of its own, and articles to read."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

COMMAND = Path(sys.executable).parent / "dateline"


@pytest.fixture
def env(own_home: Path) -> dict[str, str]:
    if not COMMAND.exists():
        pytest.skip("the dateline command is not installed beside this Python")
    kept = {
        name: os.environ[name] for name in ("PATH", "LANG", "DATELINE_DATA", "DATELINE_CONFIG") if name in os.environ
    }
    return {"HOME": str(own_home), "LC_ALL": "C.UTF-8", **kept}


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
