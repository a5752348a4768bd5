"""`dateline kwic`: every hit of a query in its context, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from index.cli import build, printing, run
from index.cli import kwic as command
from tests.archive import ingest, write_jsonl
from tui.cli import open_reader

_RECORDS = [
    {
        "id": "a1",
        "date": "2025-08-24",
        "title": "Rain",
        "text": "Old rain fell. Then young rain came\x1b]0;x\x07 down.",
    },
    {"id": "a2", "date": "2024-01-02", "title": "Dry", "text": "No rain at all, Über rain they said."},
    {"id": "a3", "date": "2026-03-04", "title": "Rain again", "text": "Nothing of the kind."},
]

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    ingest(tmp_path / "lib", write_jsonl(tmp_path / "a.jsonl", _RECORDS))
    monkeypatch.setenv("DATELINE_LIBRARY", str(tmp_path / "lib"))

    def dateline(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(build(open_reader), ["kwic", *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return dateline


def _words_before(out: str) -> list[str]:
    return [line.split("\t")[3].split()[-1] for line in out.splitlines()]


def test_hits_come_oldest_first_as_fields(call: Call) -> None:
    code, out, err = call("rain")
    assert code == 0
    lines = [line.split("\t") for line in out.splitlines()]
    assert [line[1] for line in lines] == ["2024-01-02", "2024-01-02", "2025-08-24", "2025-08-24"]
    assert [line[4] for line in lines] == ["rain"] * 4
    assert lines[0][2:] == ["3-7", "No ", "rain", " at all, Über rain they said."]
    assert "4 hits in 2 articles; 1 article without one in the text" in err
    assert "\x1b" not in out


def test_hits_are_sorted_by_the_words_beside_them_whatever_their_case(call: Call) -> None:
    assert _words_before(call("--sort", "left", "rain")[1]) == ["No", "Old", "young", "Über"]
    after = [line.split("\t")[5].split()[0] for line in call("--sort", "right", "rain")[1].splitlines()]
    assert after == ["at", "came␛]0;x␇", "fell.", "they"]


def test_json_has_the_three_parts_and_says_how_far_it_went(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "_BATCH", 1)
    code, out, _ = call("--json", "--limit", "1", "rain")
    told = json.loads(out)
    assert code == 0
    assert (told["articles"], told["articles_read"], told["is_whole"], told["sort"]) == (3, 1, False, "date")
    assert [(line["left"], line["hit"], line["start"]) for line in told["lines"]] == [("No ", "rain", 3)]


def test_what_was_not_read_is_said(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "_BATCH", 1)
    monkeypatch.setattr(command, "MOST_SORTED", 2)
    _, out, err = call("--sort", "left", "rain")
    assert _words_before(out) == ["No", "Über"]
    assert "2 hits in the first 1 article by date; 2 more were not read (at most 2 hits are put in order)" in err


def test_exit_codes_are_those_of_search(call: Call) -> None:
    assert call("nowhere")[0] == 1
    assert call("title:again")[0] == 1  # found, but nothing in the text to show
    assert call("--sort", "sideways", "rain")[0] == 2
    assert call()[0] == 2


def test_on_a_terminal_hits_stand_in_one_column(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "_is_terminal", lambda: True)
    monkeypatch.setattr(printing, "_width", lambda: 80)
    monkeypatch.setenv("NO_COLOR", "1")
    _, out, _ = call("rain")
    lines = out.splitlines()
    assert len({line.index("rain", 26) for line in lines[:1] + lines[2:]}) == 1
    assert all(len(line) <= 80 for line in lines)
    _, out, _ = call("--width", "8", "rain")
    assert out.splitlines()[0].endswith("rain at all…")
