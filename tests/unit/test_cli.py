"""The headless commands, as scripts use them: data on standard output, words on standard error, honest exit codes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from index.cli import build, run
from index.library import Library
from tests.archive import ingest, write_jsonl
from tui.cli import open_reader

_RECORDS = [
    {
        "id": "a1",
        "text": "Mark Carney spoke in Kyiv. Then Carney left.",
        "title": "In Kyiv",
        "date": "2025-08-24",
        "source": "AP",
    },
    {
        "id": "a2",
        "text": "In Ottawa it snowed on Mark Carney.",
        "title": "Snow",
        "date": "2025-12-01",
        "source": "Reuters",
    },
    {"id": "a3", "text": "Nothing of note happened\x1b]0;owned\x07 in Paris.", "title": "Quiet", "date": "2024-01-01"},
]


class Outcome:
    """What a command left behind."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


Dateline = Callable[..., Outcome]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    ingest(tmp_path / "lib", write_jsonl(tmp_path / "a.jsonl", _RECORDS))
    return tmp_path / "lib"


@pytest.fixture
def dateline(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Dateline:
    monkeypatch.setenv("DATELINE_LIBRARY", str(folder))
    monkeypatch.setenv("DATELINE_MODEL", "capitalised")

    def call(*arguments: str) -> Outcome:
        capsys.readouterr()
        code = run(build(open_reader), arguments)
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return call


def test_search_prints_a_line_an_article_and_tells_the_rest_beside(dateline: Dateline) -> None:
    found = dateline("search", "carney")
    assert found.code == 0
    keys = {line.split("\t")[0] for line in found.out.splitlines()}
    assert keys == {"a1", "a2"}
    assert "2 articles" in found.err


def test_search_that_finds_nothing_exits_1_and_offers_a_spelling(dateline: Dateline) -> None:
    found = dateline("search", "carny")
    assert (found.code, found.out) == (1, "")
    assert "carney" in found.err.lower()


def test_a_nearer_spelling_is_offered_only_if_it_finds_something(dateline: Dateline) -> None:
    told = json.loads(dateline("search", "--json", "carny snowed").out)
    assert told["suggestions"][0] == "carney snowed"
    assert json.loads(dateline("search", "--json", "carny geneva").out)["suggestions"] == []


def test_search_without_a_query_is_bad_use(dateline: Dateline) -> None:
    assert dateline("search").code == 2


def test_search_json_holds_totals_snippets_and_marks(dateline: Dateline) -> None:
    found = json.loads(dateline("search", "--json", "--sort", "oldest", "carney").out)
    assert found["total"] == 2
    hit = found["hits"][0]
    assert hit["id"] == "a1"
    assert [hit["snippet"][start:end] for start, end in hit["marks"]] == ["Carney", "Carney"]


def test_search_sorts_by_date_both_ways(dateline: Dateline) -> None:
    newest = [line.split("\t")[0] for line in dateline("search", "--sort", "newest", "in").out.splitlines()]
    oldest = [line.split("\t")[0] for line in dateline("search", "--sort", "oldest", "in").out.splitlines()]
    assert newest == oldest[::-1] == ["a2", "a1", "a3"]


def test_search_explains_the_query_and_every_hit(dateline: Dateline) -> None:
    found = dateline("search", "--explain", "carney -kyiv date:2025")
    assert "carney   " in found.err
    assert 'stem "carney"' in found.err
    assert "without: any word" in found.err
    assert "dated 2025" in found.err
    assert found.out.splitlines()[0].split("\t")[-1].startswith("score ")
    assert "carney: text 1" in found.out
    told = json.loads(dateline("search", "--explain", "--json", "carney -kyiv").out)
    assert [(part["text"], part["articles"], part["is_excluded"]) for part in told["parts"]] == [
        ("carney", 2, False),
        ("kyiv", 1, True),
    ]
    assert told["hits"][0]["why"] == [{"part": "carney", "text": 1}]
    assert told["hits"][0]["score"] > 0


def test_export_writes_what_a_query_finds_in_each_format(dateline: Dateline, tmp_path: Path) -> None:
    found = dateline("export", "--query", "carney date:2025-12", "--format", "json")
    assert [item["id"] for item in json.loads(found.out)["articles"]] == ["a2"]
    rows = list(csv.DictReader(io.StringIO(dateline("export", "--query", "carney", "--format", "csv").out)))
    assert {row["id"] for row in rows} == {"a1", "a2"}
    dateline("export", "--format", "md", "-o", str(tmp_path / "all.md"))
    text = (tmp_path / "all.md").read_text(encoding="utf-8")
    assert text.count("\n## ") == 3
    assert "\x1b" not in text
    lines = dateline("export", "--query", "snowed").out.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["a2"]


def test_export_writes_a_dossier(dateline: Dateline) -> None:
    found = json.loads(dateline("export", "--entity", "Mark Carney", "--format", "json").out)
    assert found["entity"]["name"] == "Mark Carney"
    assert len(found["mentions"]) == found["entity"]["mentions"]
    assert dateline("export", "--entity", "Mark Carney").code == 2
    assert dateline("export", "--entity", "Nobody At All", "--format", "md").code == 1


def test_export_to_a_folder_that_is_not_there_is_told_in_words(dateline: Dateline, tmp_path: Path) -> None:
    told = dateline("export", "-o", str(tmp_path / "nowhere" / "a.jsonl"))
    assert told.code == 2
    assert "does not exist" in told.err


def test_search_counts_the_whole_answer_when_asked(dateline: Dateline) -> None:
    found = dateline("search", "--facets", "--limit", "1", "in")
    assert "by source: AP 1 · Reuters 1" in found.err
    assert "by month: 2024-01 1 · 2025-08 1 · 2025-12 1" in found.err
    told = json.loads(dateline("search", "--facets", "--json", "carney").out)["facets"]
    assert told["articles"] == 2
    assert {"label": "Mark Carney", "articles": 2, "narrowing": "@mark-carney"} in told["entities"]
    assert [month["narrowing"] for month in told["months"]] == ["date:2025-08", "date:2025-12"]


def test_what_facets_say_to_add_keeps_only_those_articles(dateline: Dateline) -> None:
    told = json.loads(dateline("search", "--facets", "--json", "in").out)["facets"]
    for values in (told["sources"], told["months"], told["entities"]):
        for value in values:
            narrowed = json.loads(dateline("search", "--json", "in", value["narrowing"]).out)
            assert narrowed["total"] == value["articles"], value


def test_search_tells_who_fills_a_slot(dateline: Dateline) -> None:
    told = json.loads(dateline("search", "--json", '"{entity} spoke"').out)["tallies"]
    assert [(tally["phrase"], tally["times"]) for tally in told] == [('"{entity} spoke"', 1)]
    assert told[0]["rows"] == [{"fillers": ["Mark Carney"], "entities": ["mark-carney"], "times": 1}]
    assert 'who "{entity} spoke": Mark Carney 1' in dateline("search", '"{entity} spoke"').err


def test_the_library_may_be_named_before_or_after_the_command(
    folder: Path, dateline: Dateline, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATELINE_LIBRARY", str(tmp_path / "elsewhere"))
    assert dateline("--library", str(folder), "search", "carney").code == 0
    assert dateline("search", "carney", "--library", str(folder)).code == 0
    missing = dateline("search", "carney")
    assert missing.code == 3
    assert "no library" in missing.err


def test_show_takes_the_beginning_of_an_id(dateline: Dateline) -> None:
    assert "Then Carney left." in dateline("show", "a1").out
    assert dateline("show", "zzz").code == 1
    assert "a1 (In Kyiv)" in dateline("show", "a").err


def test_no_control_character_of_an_article_reaches_the_terminal(dateline: Dateline) -> None:
    for arguments in (("show", "a3"), ("search", "note"), ("mentions", "Paris"), ("search", "--json", "note")):
        printed = dateline(*arguments)
        assert printed.code == 0
        assert not {"\x1b", "\x07"} & set(printed.out + printed.err)


def test_entities_are_listed_by_articles_and_explained(dateline: Dateline) -> None:
    first = dateline("entities").out.splitlines()[0].split("\t")
    assert first[0] == "mark-carney"
    assert first[2:4] == ["2", "3"]
    why = dateline("entities", "carney", "--why").out
    assert "Carney" in why
    assert "surname" in why
    assert dateline("entities", "nobody").code == 1


def test_mentions_of_an_entity_come_with_place_and_passage(dateline: Dateline) -> None:
    lines = [line.split("\t") for line in dateline("mentions", "@mark-carney").out.splitlines()]
    assert [(line[0], line[2]) for line in lines] == [("a1", "0-11"), ("a1", "32-38"), ("a2", "23-34")]
    assert lines[1][3].endswith("Then [[Carney]] left.")
    assert dateline("mentions", "Nobody").code == 1


def test_export_gives_back_what_came_in(dateline: Dateline) -> None:
    exported = {record["id"]: record for record in map(json.loads, dateline("export").out.splitlines())}
    assert {key: exported[key]["text"] for key in exported} == {str(r["id"]): r["text"] for r in _RECORDS}
    for record in exported.values():
        for mention in record["mentions"]:
            assert set(mention) == {"start", "end", "label", "entity", "name"}
            assert record["text"][mention["start"] : mention["end"]].strip()
    carneys = [m for m in exported["a1"]["mentions"] if m["entity"] == "mark-carney"]
    assert [m["name"] for m in carneys] == ["Mark Carney", "Mark Carney"]


def test_export_to_a_file_leaves_no_half_file(dateline: Dateline, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    assert dateline("export", "-o", str(target)).code == 0
    assert len(target.read_text(encoding="utf-8").splitlines()) == 3
    assert dateline("export", "-o", str(tmp_path / "no" / "where.jsonl")).code == 2
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_status_counts_and_lists_failures(dateline: Dateline, folder: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text("{broken\n", encoding="utf-8")
    ingest(folder, bad)
    told = json.loads(dateline("status", "--json").out)
    assert (told["articles"], told["annotated"], told["failures"]) == (3, 3, 1)
    assert "bad.jsonl:1" in dateline("status", "--failures").out


def test_doctor_finds_a_healthy_library_healthy_and_a_hurt_one_hurt(dateline: Dateline, folder: Path) -> None:
    assert dateline("doctor").code == 0
    (folder / "index" / "current").write_text("nowhere-1\n", encoding="utf-8")
    hurt = dateline("doctor")
    assert hurt.code == 3
    assert "--rebuild" in hurt.out
    mended = dateline("doctor", "--rebuild")
    assert mended.code == 0
    assert dateline("search", "carney").code == 0


def test_add_tells_what_it_did_and_exits_4_if_a_file_was_bad(dateline: Dateline, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("title: Good\n\nIn Geneva Mark Carney rested.", encoding="utf-8")
    bad.write_bytes(b"A caf\xe9 in Latin-1")
    done = dateline("add", "--json", str(good), str(bad))
    assert done.code == 4
    assert json.loads(done.out)["added"] == 1
    assert "bad.txt" in done.err
    assert dateline("search", "geneva").code == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("serach", "x"), "Did you mean: dateline search"),
        (("search", "--limit", "0", "x"), "limit"),
        (("search", "--nonsense", "x"), "--nonsense"),
        (("/nonexistent/folder",), "no command, file or folder"),
    ],
)
def test_bad_use_is_one_clear_line_and_exit_2(dateline: Dateline, arguments: tuple[str, ...], told: str) -> None:
    outcome = dateline(*arguments)
    assert outcome.code == 2
    assert told in outcome.err
    assert "Traceback" not in outcome.err
    assert outcome.out == ""


def test_a_mistake_in_the_configuration_is_told(dateline: Dateline, own_home: Path) -> None:
    path = own_home / "config" / "dateline" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text('modle = "x"\n', encoding="utf-8")
    outcome = dateline("status")
    assert outcome.code == 2
    assert "Did you mean model?" in outcome.err


def test_the_reader_needs_a_terminal(dateline: Dateline) -> None:
    outcome = dateline()
    assert outcome.code == 2
    assert "terminal" in outcome.err


def test_help_teaches(dateline: Dateline) -> None:
    told = dateline("--help").out
    for word in (
        "add",
        "search",
        "show",
        "entities",
        "mentions",
        "kwic",
        "export",
        "status",
        "doctor",
        "Exit codes",
        "dateline FOLDER",
    ):
        assert word in told


def test_a_library_of_an_unknown_format_is_refused_and_left_alone(folder: Path, dateline: Dateline) -> None:
    database = folder / "dateline.db"
    database.write_bytes(b"garbage" * 1000)
    outcome = dateline("search", "carney")
    assert outcome.code == 3
    assert "Traceback" not in outcome.err
    assert database.read_bytes() == b"garbage" * 1000


def test_opening_the_facade_on_nothing_says_how_to_begin(tmp_path: Path) -> None:
    from index.errors import LibraryMissing

    with pytest.raises(LibraryMissing):
        Library.open(tmp_path / "none")


def test_doctor_notices_a_changed_byte_in_the_index(dateline: Dateline, folder: Path) -> None:
    largest = max(
        (path for path in (folder / "index").rglob("*") if path.is_file()), key=lambda path: path.stat().st_size
    )
    data = bytearray(largest.read_bytes())
    data[len(data) // 2] ^= 0xFF
    largest.write_bytes(data)
    hurt = dateline("doctor")
    assert hurt.code == 3
    assert "--rebuild" in hurt.out
    assert dateline("doctor", "--rebuild").code == 0


def test_a_library_is_copied_into_a_file_and_made_from_it_again(
    dateline: Dateline, folder: Path, tmp_path: Path
) -> None:
    done = dateline("backup", str(tmp_path / "copy.db"))
    assert (done.code, done.out) == (0, "")
    assert "3 articles are in" in done.err
    again = dateline("backup", str(tmp_path / "copy.db"))
    assert again.code == 3
    assert "--force" in again.err
    assert dateline("restore", str(tmp_path / "copy.db"), "--library", str(tmp_path / "other")).code == 0
    assert dateline("--library", str(tmp_path / "other"), "search", "carney").code == 0
    refused = dateline("restore", str(tmp_path / "copy.db"))
    assert refused.code == 3
    assert "kept aside" in refused.err
    assert "is kept in" in dateline("restore", "--force", str(tmp_path / "copy.db")).err
    assert dateline("restore", str(tmp_path / "nothing")).code == 3
