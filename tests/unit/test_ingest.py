"""Taking articles in: idempotent, resumable, and one bad file never loses its neighbours."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from index import ingest as ingesting
from index.annotate.capitalised import CapitalisedAnnotator
from index.errors import AnnotateError, LibraryLocked
from index.events import CancelToken, Progress
from index.library import Library
from index.readers import reader_for
from index.readers.base import Reader, cannot_read
from index.store.lock import writing
from tests.archive import ingest, opened, write_jsonl


@pytest.fixture
def press(tmp_path: Path) -> Path:
    folder = tmp_path / "press"
    folder.mkdir()
    for number in range(5):
        header = f"title: Report {number}\ndate: 2025-08-0{number + 1}\n\n"
        text = f"{header}Mark Carney spoke in Kyiv. Carney left on day {number}.\n"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


def _exported(folder: Path) -> list[dict[str, object]]:
    library = Library.open(folder)
    try:
        return [json.loads(line) for line in library.export()]
    finally:
        library.close()


def test_adding_again_adds_nothing(tmp_path: Path, press: Path) -> None:
    assert ingest(tmp_path / "lib", press).finished.added == 5
    again = ingest(tmp_path / "lib", press).finished
    assert (again.added, again.updated, again.failed) == (0, 0, 0)


def test_a_job_that_finds_nothing_new_leaves_the_generation_alone(tmp_path: Path, press: Path) -> None:
    first = ingest(tmp_path / "lib", press).finished
    assert ingest(tmp_path / "lib", press).finished.generation == first.generation
    (press / "bad.txt").write_bytes(b"\xff\xff\xff text")
    assert ingest(tmp_path / "lib", press).finished.generation == first.generation


def test_a_changed_file_is_noticed(tmp_path: Path, press: Path) -> None:
    ingest(tmp_path / "lib", press)
    (press / "3.txt").write_text("title: Report 3, corrected\n\nNobody spoke.\n", encoding="utf-8")
    assert ingest(tmp_path / "lib", press).finished.updated == 1
    library = Library.open(tmp_path / "lib")
    assert library.search("corrected").total == 1
    assert library.status().articles == 5
    library.close()


def test_a_file_that_disappears_takes_nothing_with_it(tmp_path: Path, press: Path) -> None:
    ingest(tmp_path / "lib", press)
    (press / "0.txt").unlink()
    ingest(tmp_path / "lib", press)
    assert len(_exported(tmp_path / "lib")) == 5


def test_bad_files_are_told_of_and_the_rest_goes_on(tmp_path: Path, press: Path) -> None:
    (press / "bad.txt").write_bytes(b"Half a w\xff\xfe\xffrd")
    lines = [{"text": "Good one."}, "not an article", {"text": "Another."}]
    (press / "lines.jsonl").write_text(
        "".join(json.dumps(line) + "\n" for line in lines) + "{broken\n", encoding="utf-8"
    )
    done = ingest(tmp_path / "lib", press, tmp_path / "missing.txt")
    assert done.finished.added == 7
    told = " ".join(failure.message for failure in done.failures)
    assert "bad.txt" in told
    assert "missing.txt" in told
    assert any(failure.where.endswith("lines.jsonl:2") for failure in done.failures)
    assert any(failure.where.endswith("lines.jsonl:4") for failure in done.failures)
    library = Library.open(tmp_path / "lib")
    assert {failure.line for failure in library.failures() if failure.path.endswith("lines.jsonl")} == {2, 4}
    library.close()


def test_a_file_that_failed_is_tried_again_only_when_it_changed(tmp_path: Path, press: Path) -> None:
    bad = press / "bad.txt"
    bad.write_bytes(b"\xff\xff\xff text")
    assert ingest(tmp_path / "lib", press).finished.failed == 1
    assert ingest(tmp_path / "lib", press).finished.failed == 0
    bad.write_text("Mended now.", encoding="utf-8")
    assert ingest(tmp_path / "lib", press).finished.added == 1
    library = Library.open(tmp_path / "lib")
    assert library.status().failures == 0
    library.close()


def test_a_file_out_of_reach_is_tried_again_though_it_did_not_change(
    tmp_path: Path, press: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def out_of_reach(path: Path) -> Reader:
        if path.name == "3.txt":
            raise cannot_read(path, PermissionError(13, "Permission denied"))
        return reader_for(path)

    with monkeypatch.context() as patched:
        patched.setattr(ingesting, "reader_for", out_of_reach)
        done = ingest(tmp_path / "lib", press).finished
    assert (done.added, done.failed) == (4, 1)
    assert ingest(tmp_path / "lib", press).finished.added == 1
    library = Library.open(tmp_path / "lib")
    assert library.status().failures == 0
    library.close()


def test_two_articles_with_one_id_in_a_file_are_both_kept(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", [{"id": "1", "text": "One."}, {"id": "1", "text": "Two."}])
    assert ingest(tmp_path / "lib", path).finished.added == 2
    assert sorted(str(record["text"]) for record in _exported(tmp_path / "lib")) == ["One.", "Two."]


def test_a_stopped_job_goes_on_where_it_was_and_ends_the_same(tmp_path: Path, press: Path) -> None:
    ingest(tmp_path / "whole", press)
    token = CancelToken()
    token.cancel()
    stopped = ingest(tmp_path / "halves", press, cancel=token).finished
    assert stopped.cancelled
    ingest(tmp_path / "halves", press)
    assert _exported(tmp_path / "halves") == _exported(tmp_path / "whole")


def test_the_order_of_import_does_not_show(tmp_path: Path, press: Path) -> None:
    files = sorted(press.iterdir())
    ingest(tmp_path / "one", press)
    for path in reversed(files):
        ingest(tmp_path / "two", path)
    assert _exported(tmp_path / "one") == _exported(tmp_path / "two")


def test_text_can_be_searched_before_its_names_are_found(
    tmp_path: Path, press: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_model(_: str) -> None:
        raise AnnotateError("No model here.")

    monkeypatch.setattr(ingesting, "load_annotator", no_model)
    with pytest.raises(AnnotateError):
        ingest(tmp_path / "lib", press)
    library = Library.open(tmp_path / "lib")
    found = library.search("carney")
    assert found.total == 5
    assert not library.open_article(found.ids[0]).is_annotated
    library.close()


def test_an_article_the_model_chokes_on_does_not_hold_up_the_others(
    tmp_path: Path, press: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Choking(CapitalisedAnnotator):
        def annotate(self, articles):  # type: ignore[no-untyped-def]  # the protocol's, with a fault in it
            for article in articles:
                if article.title == "Report 2":
                    raise AnnotateError("Report 2 is too much.")
                yield from super().annotate([article])

    monkeypatch.setattr(ingesting, "load_annotator", Choking)
    done = ingest(tmp_path / "lib", press)
    assert done.finished.annotated == 4
    assert [failure.message for failure in done.failures] == ["Report 2 is too much."]


def test_progress_ends_at_its_total(tmp_path: Path, press: Path) -> None:
    events = ingest(tmp_path / "lib", press).events
    last = [event for event in events if isinstance(event, Progress) and event.phase == "annotating"][-1]
    assert (last.done, last.total) == (5, 5)


def test_reading_says_how_much_there_is_to_read(tmp_path: Path, press: Path) -> None:
    more = write_jsonl(tmp_path / "more.jsonl", ({"text": f"Number {number}."} for number in range(100)))
    events = ingest(tmp_path / "lib", press, more).events
    reading = [event for event in events if isinstance(event, Progress) and event.phase == "reading"]
    assert {event.total for event in reading} == {105}
    assert reading[-1].done == 105


def test_only_one_job_writes_at_a_time(tmp_path: Path, press: Path) -> None:
    ingest(tmp_path / "lib", press)
    with writing(tmp_path / "lib"), pytest.raises(LibraryLocked, match=f"process {os.getpid()}"):
        ingest(tmp_path / "lib", press)


@pytest.mark.parametrize(
    "harm",
    [
        lambda index: [child.unlink() for child in index.rglob("*") if child.is_file() and child.name != "current"],
        lambda index: (index / "current").write_text("nowhere-9\n", encoding="utf-8"),
        lambda index: (index / "current").unlink(),
    ],
    ids=["its files are gone", "it points nowhere", "its pointer is gone"],
)
def test_a_broken_index_is_built_anew_from_the_store(
    tmp_path: Path, press: Path, harm: Callable[[Path], object]
) -> None:
    folder = tmp_path / "lib"
    ingest(folder, press)
    harm(folder / "index")
    ingest(folder)
    library = Library.open(folder)
    assert library.search("carney").total == 5
    library.close()


def test_the_folder_is_its_owners_alone(tmp_path: Path, press: Path) -> None:
    library = opened(tmp_path / "lib", press)
    library.close()
    assert (tmp_path / "lib").stat().st_mode & 0o077 == 0
