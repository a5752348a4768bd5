"""What every test stands on: a home of its own, and the folders that may or may not be beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

# Timings are for benchmarks: no test fails because a machine is slow today.
settings.register_profile("dateline", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("dateline")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test sees the developer's home, data, configuration, colour settings, clipboard or programs."""
    home = tmp_path_factory.mktemp("home")
    for name in ("DATELINE_LIBRARY", "DATELINE_MODEL", "DATELINE_THEME", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "TMUX", "BROWSER", "VISUAL", "EDITOR", "PAGER", "TEXTUAL_DRIVER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SSH_CONNECTION", "as if from elsewhere")  # no test fills the developer's clipboard
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("DATELINE_DATA", str(home / "data" / "dateline"))
    monkeypatch.setenv("DATELINE_CONFIG", str(home / "config" / "dateline" / "config.toml"))
    return home


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The starter articles."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def shared_article() -> Path:
    """The article the project was created from; it does not ship with the project."""
    folder = SHARED / "seeds"
    found = sorted(folder.glob("*.txt")) if folder.is_dir() else []
    if not found:
        pytest.skip("the article the project was created from is not beside this checkout (../shared/seeds)")
    return found[0]
