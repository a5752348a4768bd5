"""What an engine does when things go wrong: damage, cancellation, spent time, readers and writers at once."""

from __future__ import annotations

import json
import shutil
import threading
from pathlib import Path

import pytest

from index.engines import ENGINES, manifest, open_engine
from index.errors import ConfigError, EngineUnavailable
from index.events import Cancelled, CancelToken
from tests.contract.engines.alike import ENGINE_NAMES, SERVING, bound, filled
from tests.contract.engines.articles import ARTICLES, marked


def test_a_missing_index_says_how_to_mend_it(name: str, tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable, match="doctor --rebuild"):
        open_engine(name, tmp_path / "nowhere")


def test_an_unknown_engine_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="Did you mean whoosh"):
        open_engine("whosh", tmp_path)
    assert set(ENGINE_NAMES) <= set(ENGINES.names())


@pytest.mark.parametrize("damage", ["manifest", "version", "segment missing", "segment short", "segment garbage"])
def test_a_damaged_index_is_refused_in_words(tmp_path: Path, damage: str) -> None:
    filled(SERVING, tmp_path, ARTICLES).close()
    contents = tmp_path / manifest.NAME
    segment = next(tmp_path.glob("*.seg"))
    match damage:
        case "manifest":
            contents.write_text("{")
        case "version":
            contents.write_text(json.dumps({**json.loads(contents.read_text()), "format": 0}))
        case "segment missing":
            segment.unlink()
        case "segment short":
            segment.write_bytes(segment.read_bytes()[:-100])
        case _:
            segment.write_bytes(b"\x00" * segment.stat().st_size)
    with pytest.raises(EngineUnavailable, match="doctor --rebuild"):
        open_engine(SERVING, tmp_path)


def test_a_flipped_bit_is_found_by_verifying(tmp_path: Path) -> None:
    engine = filled(SERVING, tmp_path, ARTICLES)
    engine.verify()
    segment = next(tmp_path.glob("*.seg"))
    content = bytearray(segment.read_bytes())
    content[len(content) // 2] ^= 1
    segment.write_bytes(content)
    with pytest.raises(EngineUnavailable, match="damaged"):
        engine.verify()


def test_a_commit_that_was_cut_short_leaves_the_last_one(tmp_path: Path) -> None:
    engine = filled(SERVING, tmp_path, ARTICLES)
    copy = tmp_path.with_name("copy")
    engine.put([marked(80, "", "Half", "zeppelin")])
    shutil.copytree(tmp_path, copy)  # what a killed process leaves: files of a segment that no manifest names
    (copy / "dateline_0123456789abcdef.seg").write_bytes(b"half")
    survivor = open_engine(SERVING, copy, writable=True)
    assert survivor.search(bound("")).total == len(ARTICLES)
    survivor.delete([1])
    survivor.commit(2)
    assert [path.name for path in copy.glob("*.seg")] == [entry.file for entry in manifest.read(copy).segments]
    engine.rollback()


def test_a_cancelled_search_stops(name: str, tmp_path: Path) -> None:
    engine = filled(name, tmp_path, ARTICLES)
    cancel = CancelToken()
    cancel.cancel()
    for text in ("ice", '"the ice"', "", "ra*"):
        with pytest.raises(Cancelled):
            engine.search(bound(text), cancel=cancel)


def test_a_spent_budget_says_so_and_estimates(tmp_path: Path) -> None:
    many = tuple(marked(n, "", "", "the ice always decides") for n in range(1, 6_001))
    engine = filled(SERVING, tmp_path, many)
    hits = engine.search(bound('"the ice"'), budget=0.0)
    assert not hits.total_is_exact
    assert 0 < len(hits.hits) < 6_000
    assert hits.total == 6_000
    assert "of 6,000 articles" in hits.partial
    whole = engine.search(bound('"the ice"'), budget=60.0)
    assert (len(whole.hits), whole.total_is_exact, whole.partial) == (6_000, True, "")


def test_searching_goes_on_while_others_refresh(tmp_path: Path) -> None:
    writer = filled(SERVING, tmp_path, ARTICLES)
    reader = open_engine(SERVING, tmp_path)
    wrong: list[object] = []
    is_done = threading.Event()

    def search() -> None:
        while not is_done.is_set():
            try:
                total = reader.search(bound('"the ice" OR letter')).total
            except Exception as error:  # noqa: BLE001 - whatever goes wrong in a thread is the finding
                wrong.append(error)
                return
            if total < 5:
                wrong.append(total)

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for generation in range(2, 20):
        writer.put([marked(100 + generation, "", "More", "a letter on the ice")])
        writer.commit(generation)
        reader.refresh()
    is_done.set()
    for thread in threads:
        thread.join()
    assert not wrong
