"""What people install is whole: the wheel is built, unpacked away from the sources, and asked."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_holds_the_program_its_styles_and_the_starter_articles(unpacked: Path) -> None:
    assert (unpacked / "tui" / "dateline.tcss").is_file()
    assert (unpacked / "tui" / "web_page" / "app_index.html").is_file()
    assert len(list((unpacked / "index" / "_seeds").glob("*.txt"))) >= 24
    assert list((unpacked / "index" / "resolve" / "data").iterdir())
    assert {path.name for path in unpacked.iterdir()} - {"index", "tui"} == {
        path.name for path in unpacked.glob("dateline-*.dist-info")
    }


def test_the_unpacked_wheel_runs_without_the_sources(unpacked: Path, tmp_path: Path) -> None:
    probe = (
        "import index, index.cli, tui.cli, index.paths as p; print(index.__file__); print(p.starter_articles());"
        "raise SystemExit(index.cli.run(index.cli.build(tui.cli.open_reader), ['--version']))"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", probe],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    where, starter, version = done.stdout.splitlines()
    assert Path(where).is_relative_to(unpacked)
    assert Path(starter) == unpacked / "index" / "_seeds"
    assert version.startswith("dateline ")
