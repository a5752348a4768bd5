"""What every reader owes the rest of the program, run on each of them."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import ReadError, TooLarge
from index.model import Article
from index.readers import READERS
from index.readers.base import HEAD_BYTES, Reader

Writer = Callable[[Path, str, str, str], None]


def write_plain(path: Path, title: str, date: str, text: str) -> None:
    path.write_text(f"title: {title}\ndate: {date}\n\n{text}\n", encoding="utf-8")


def write_jsonl(path: Path, title: str, date: str, text: str) -> None:
    path.write_text(json.dumps({"title": title, "date": date, "text": text}) + "\n", encoding="utf-8")


WRITERS: dict[str, Writer] = {"text": write_plain, "jsonl": write_jsonl}


@pytest.fixture(params=[name for name in READERS.names() if name in WRITERS])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def reader(name: str) -> Reader:
    made = READERS.load(name)()
    assert isinstance(made, Reader)
    return made


@pytest.fixture
def file(name: str, reader: Reader, tmp_path: Path) -> Path:
    path = tmp_path / f"article{reader.suffixes[0]}"
    WRITERS[name](path, "A title", "2025-08-25", "Cafe\u0301 in Zürich.\r\n\r\nSecond paragraph 👩\u200d👩\u200d👧.")
    return path


def only(reader: Reader, path: Path) -> Article:
    (article,) = reader.read(path, max_bytes=100_000)
    assert isinstance(article, Article)
    return article


def test_every_shipped_reader_is_under_this_contract() -> None:
    assert set(READERS.names()) >= set(WRITERS)
    assert {READERS.load(name)().format for name in WRITERS} == set(WRITERS)


def test_it_recognises_its_own_files(reader: Reader, file: Path) -> None:
    assert reader.sniff(file.read_bytes()[:HEAD_BYTES], file.suffix) > 0.5


def test_it_refuses_a_binary_of_any_name(reader: Reader) -> None:
    assert reader.sniff(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", reader.suffixes[0]) == 0


def test_its_suffixes_are_written_as_they_are_compared(reader: Reader) -> None:
    assert reader.suffixes
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in reader.suffixes)


def test_its_estimate_is_right_for_a_small_file(reader: Reader, file: Path) -> None:
    assert reader.estimate(file) == 1


def test_text_is_composed_with_plain_newlines(reader: Reader, file: Path) -> None:
    text = only(reader, file).text
    assert text == "Café in Zürich.\n\nSecond paragraph 👩\u200d👩\u200d👧."
    assert unicodedata.is_normalized("NFC", text)


def test_fields_arrive(reader: Reader, file: Path) -> None:
    article = only(reader, file)
    assert article.title == "A title"
    assert str(article.date) == "2025-08-25"


def test_it_says_where_the_article_came_from(reader: Reader, file: Path) -> None:
    origin = only(reader, file).origin
    assert origin is not None
    assert (origin.path, origin.format, origin.ordinal) == (file, reader.format, 0)


def test_the_key_outlives_the_file_name(reader: Reader, file: Path) -> None:
    key = only(reader, file).key
    moved = file.rename(file.with_name(f"moved{file.suffix}"))
    assert only(reader, moved).key == key


def test_one_text_has_one_key_in_every_format(tmp_path: Path) -> None:
    keys = set()
    for name, write in WRITERS.items():
        path = tmp_path / name
        write(path, "A title", "2025-08-25", "Text.")
        keys.add(only(READERS.load(name)(), path).key)
    assert len(keys) == 1


def test_what_cannot_be_read_is_named(reader: Reader, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="nowhere"):
        list(reader.read(tmp_path / "nowhere", max_bytes=1000))


def test_the_cap_holds(reader: Reader, file: Path) -> None:
    try:
        results = list(reader.read(file, max_bytes=20))
    except ReadError as error:
        results = [error]
    assert any(isinstance(result, TooLarge) for result in results)
    assert not any(isinstance(result, Article) for result in results)
