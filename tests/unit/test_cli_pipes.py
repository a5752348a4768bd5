"""Output that nobody reads to its end: `dateline kwic the | head`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.archive import ingest, write_jsonl

_RUN = "import sys; from index.cli import build, run; sys.exit(run(build(lambda *_: 0)))"


@pytest.mark.parametrize("command", [("kwic", "--limit", "9999", "rain"), ("search", "--limit", "9999", "rain")])
def test_a_reader_that_has_had_enough_is_no_failure(tmp_path: Path, command: tuple[str, ...]) -> None:
    records = [{"id": f"a{n}", "text": f"The rain of day {n}. " * 40} for n in range(60)]
    ingest(tmp_path / "lib", write_jsonl(tmp_path / "a.jsonl", records))
    read, write = os.pipe()
    environment = os.environ | {"DATELINE_LIBRARY": str(tmp_path / "lib")}
    with subprocess.Popen(
        [sys.executable, "-c", _RUN, *command], stdout=write, stderr=subprocess.PIPE, env=environment
    ) as running:
        os.close(write)
        assert os.read(read, 10)
        os.close(read)
        _, told = running.communicate(timeout=60)
    assert running.returncode == 0
    assert b"Traceback" not in told
    assert b"Broken" not in told
