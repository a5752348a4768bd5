"""The writing process: it tells what it does, heeds its parent, and its end is always noticed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index.events import Failed, Finished, Progress
from index.library import Library
from index.store.lock import is_being_written, writing
from index.worker import Job
from tests.archive import QUICK_MODEL, ingest, write_jsonl


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    ingest(tmp_path / "lib")
    return tmp_path / "lib"


def _job(folder: Path, *paths: Path, model: str = QUICK_MODEL) -> Job:
    return Job(folder, paths, model=model, max_article_bytes=1_000_000)


def _many(path: Path, count: int = 3000) -> Path:
    text = "Mark Carney met Mélanie Joly in Kyiv. " * 20
    return write_jsonl(path, ({"id": str(number), "text": f"{text} Number {number}."} for number in range(count)))


def _wait(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def test_a_job_tells_how_far_it_is_and_how_it_ended(folder: Path, tmp_path: Path) -> None:
    job = _job(folder, _many(tmp_path / "a.jsonl", 40))
    events = list(job.events())
    job.close()
    assert isinstance(events[-1], Finished)
    assert events[-1].added == events[-1].annotated == 40
    assert any(isinstance(event, Progress) and event.phase == "annotating" for event in events)
    assert not job.is_running


def test_a_missing_model_is_told_with_its_remedy_and_the_text_is_there(folder: Path, tmp_path: Path) -> None:
    job = _job(folder, _many(tmp_path / "a.jsonl", 3), model="no_such_pipeline")
    last = list(job.events())[-1]
    job.close()
    assert isinstance(last, Failed)
    assert last.exit_code == 5
    assert "no_such_pipeline" in last.message
    assert "pip install" in last.hint
    library = Library.open(folder)
    assert library.search("kyiv").total == 3
    library.close()


def test_a_library_in_use_is_told_of(folder: Path, tmp_path: Path) -> None:
    with writing(folder):
        job = _job(folder, _many(tmp_path / "a.jsonl", 3))
        last = list(job.events())[-1]
        job.close()
    assert isinstance(last, Failed)
    assert last.exit_code == 3
    assert f"process {os.getpid()}" in last.message


def test_a_killed_job_is_noticed_and_the_next_one_goes_on(folder: Path, tmp_path: Path) -> None:
    source = _many(tmp_path / "a.jsonl")
    job = _job(folder, source)
    seen = []
    for event in job.events():
        seen.append(event)
        if isinstance(event, Progress) and event.phase == "annotating" and event.done:
            os.kill(job.process_id, signal.SIGKILL)
    job.close()
    last = seen[-1]
    assert isinstance(last, Failed)
    assert "killed by signal 9" in last.message
    assert not is_being_written(folder)
    again = _job(folder, source)
    finished = list(again.events())[-1]
    again.close()
    assert isinstance(finished, Finished)
    library = Library.open(folder)
    status = library.status()
    assert (status.articles, status.annotated) == (3000, 3000)
    assert library.search("kyiv").total == 3000
    library.close()


def test_a_cancelled_job_keeps_what_it_did(folder: Path, tmp_path: Path) -> None:
    job = _job(folder, _many(tmp_path / "a.jsonl"))
    last = None
    for event in job.events():
        if isinstance(event, Progress) and event.phase == "annotating" and event.done:
            job.cancel()
        last = event
    job.close()
    assert isinstance(last, Finished)
    assert last.cancelled
    assert 0 < last.annotated < 3000


def test_a_job_ends_when_its_parent_is_killed(folder: Path, tmp_path: Path) -> None:
    source = _many(tmp_path / "a.jsonl")
    program = (
        "import sys; from pathlib import Path; from index.worker import Job;"
        f"job = Job(Path({str(folder)!r}), [Path({str(source)!r})], model={QUICK_MODEL!r}, max_article_bytes=10**6);"
        "print(job.process_id, flush=True); [event for event in job.events()]"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        _wait(lambda: is_being_written(folder))
        parent.kill()
    _wait(lambda: not is_being_written(folder))
    _wait(lambda: not Path(f"/proc/{worker}").exists() if Path("/proc").is_dir() else True)


def test_a_folder_called_index_where_the_user_stands_is_not_taken_for_the_program(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trap = tmp_path / "here" / "index"
    trap.mkdir(parents=True)
    (trap / "__init__.py").write_text("raise SystemExit('the wrong index')\n", encoding="utf-8")
    source = _many(tmp_path / "a.jsonl", 2)
    monkeypatch.chdir(trap.parent)
    job = _job(folder, source)
    last = list(job.events())[-1]
    job.close()
    assert isinstance(last, Finished)
