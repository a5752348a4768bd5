"""JSON lines come in line by line: a bad one is named by its number and costs nothing but itself."""

from __future__ import annotations

import codecs
import datetime
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import BadEncoding, ReadError, TooLarge
from index.model import Article
from index.readers import content_key
from index.readers.jsonl import JsonLinesReader
from index.text import normalise

CAP = 1_000_000
same_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
any_text = st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1).filter(
    lambda text: text.strip() != ""
)


def read(folder: Path, *lines: str | bytes | dict[str, Any], max_bytes: int = CAP) -> list[Article | ReadError]:
    path = folder / "archive.jsonl"
    encoded = [
        line if isinstance(line, bytes) else line.encode() if isinstance(line, str) else json.dumps(line).encode()
        for line in lines
    ]
    path.write_bytes(b"\n".join(encoded) + b"\n")
    return list(JsonLinesReader().read(path, max_bytes=max_bytes))


def only(folder: Path, record: dict[str, Any]) -> Article:
    (article,) = read(folder, record)
    assert isinstance(article, Article)
    return article


class TestFields:
    def test_every_known_field_finds_its_place(self, tmp_path: Path) -> None:
        article = only(
            tmp_path,
            {"id": "a-1", "title": "T", "date": "2025-08-25", "source": "S", "author": "B", "url": "https://example.org",
             "language": "en", "tags": ["x", "y", "x"], "text": "Text.", "section": "world", "page": 3, "chains": [1]},
        )  # fmt: skip
        assert (article.key, article.external_id) == ("a-1", "a-1")
        assert (article.title, article.source, article.byline, article.language) == ("T", "S", "B", "en")
        assert article.date == datetime.date(2025, 8, 25)
        assert article.tags == ("x", "y")
        assert article.meta == {"section": "world", "page": "3"}

    def test_text_alone_is_enough(self, tmp_path: Path) -> None:
        article = only(tmp_path, {"text": "Carney is in Kyiv. He spoke.", "title": None, "date": None, "id": None})
        assert article.title == "Carney is in Kyiv."
        assert article.date is None
        assert article.external_id == ""
        assert article.key == content_key("Carney is in Kyiv. He spoke.")

    @pytest.mark.parametrize(("given_id", "external_id"), [(7, "7"), ("a b", "a b"), (0, "0")])
    def test_ids_may_be_numbers_or_strings(self, tmp_path: Path, given_id: object, external_id: str) -> None:
        article = only(tmp_path, {"id": given_id, "text": "Text."})
        assert (article.key, article.external_id) == (external_id, external_id)

    @pytest.mark.parametrize("given_id", ["", "x" * 201, "a\nb", " padded", "\x1b[2J"])
    def test_an_id_nobody_could_type_does_not_name_the_article(self, tmp_path: Path, given_id: str) -> None:
        article = only(tmp_path, {"id": given_id, "text": "Text."})
        assert article.key == content_key("Text.")
        assert article.external_id == given_id

    def test_tags_may_be_one_string_and_authors_a_list(self, tmp_path: Path) -> None:
        article = only(tmp_path, {"text": "Text.", "tags": "x, y", "author": ["One", "Two"]})
        assert article.tags == ("x", "y")
        assert article.byline == "One, Two"

    def test_a_date_not_understood_is_told_by_line_and_the_article_kept(self, tmp_path: Path) -> None:
        first, article, warning = read(tmp_path, {"text": "One."}, {"text": "Two.", "date": "yesterday"})
        assert isinstance(first, Article)
        assert isinstance(article, Article)
        assert isinstance(warning, ReadError)
        assert article.date is None
        assert article.meta["date"] == "yesterday"
        assert warning.line == 2
        assert "'yesterday'" in warning.message

    def test_text_that_opens_with_a_date_is_kept_as_it_is(self, tmp_path: Path) -> None:
        article = only(tmp_path, {"text": " date 2025-08-25 Carney is in Kyiv. He spoke.", "date": "2025-08-25"})
        assert article.text == " date 2025-08-25 Carney is in Kyiv. He spoke."
        assert article.title == "Carney is in Kyiv."

    @same_folder
    @given(texts=st.lists(any_text, min_size=1, max_size=5), is_ascii=st.booleans())
    def test_text_comes_back_unchanged_but_for_composition_and_newlines(
        self, tmp_path: Path, texts: list[str], is_ascii: bool
    ) -> None:
        lines = [json.dumps({"text": text}, ensure_ascii=is_ascii) for text in texts]
        results = read(tmp_path, *lines)
        assert [article.text for article in results if isinstance(article, Article)] == [
            normalise(text) for text in texts
        ]
        assert len(results) == len(texts)


BAD_LINES: list[tuple[str | bytes, str]] = [
    ("{not json", "not JSON: expecting property name"),
    ('"a string"', "a string, not an object"),
    ("[1]", "a list, not an object"),
    ("null", "null, not an object"),
    ('{"title": "x"}', "there is no text"),
    ('{"text": 5}', "a number, not a string"),
    ('{"text": " \\n"}', "the text is empty"),
    ('{"text": "x", "title": {"a": 1}}', "title is an object"),
    ('{"text": "x", "tags": [["y"]]}', "tags is a list"),
    ('{"text": "x", "id": true}', "id is true or false"),
    ('{"text": "half \\ud83d"}', "half a character"),
    ('{"text": "x", "title": "\\udc00"}', "half a character"),
    ('{"text": "x", "more": "\\udc00"}', "half a character"),
    ("[" * 100_000, "too deep"),
    ('{"text": "x", "n": ' + "9" * 10_000 + "}", "too long"),
    (b'{"text": "Z\xfcrich"}', "byte 11"),
]


class TestBadLines:
    @pytest.mark.parametrize(("line", "reason"), BAD_LINES, ids=[reason for _, reason in BAD_LINES])
    def test_each_is_named_by_number_and_the_rest_goes_on(self, tmp_path: Path, line: str | bytes, reason: str) -> None:
        first, error, last = read(tmp_path, {"text": "One."}, line, {"text": "Three."})
        assert isinstance(first, Article)
        assert isinstance(last, Article)
        assert isinstance(error, ReadError)
        assert error.line == 2
        assert "archive.jsonl, line 2: " in error.message
        assert reason in error.message
        assert last.origin is not None
        assert last.origin.ordinal == 1

    def test_bytes_that_are_no_text_are_told_as_such(self, tmp_path: Path) -> None:
        (error,) = read(tmp_path, b'{"text": "Z\xfcrich"}')
        assert isinstance(error, BadEncoding)

    def test_blank_lines_marks_and_windows_ends_are_no_trouble(self, tmp_path: Path) -> None:
        results = read(tmp_path, codecs.BOM_UTF8 + b'{"text": "One."}\r', b"", b"  \r", b'{"text": "Two."}\r')
        assert [article.text for article in results if isinstance(article, Article)] == ["One.", "Two."]
        assert len(results) == 2

    def test_a_line_number_counts_blank_lines_too(self, tmp_path: Path) -> None:
        (error,) = read(tmp_path, "", "", "oops")
        assert isinstance(error, ReadError)
        assert error.line == 3

    @same_folder
    @given(content=st.binary() | st.text(alphabet='{}[]":,textidae\\u0d8 \n1e').map(str.encode))
    def test_no_bytes_at_all_break_the_reader(self, tmp_path: Path, content: bytes) -> None:
        for result in read(tmp_path, content):
            assert isinstance(result, Article | ReadError)


class TestLimits:
    def test_a_line_over_the_cap_is_passed_over(self, tmp_path: Path) -> None:
        first, error, last = read(tmp_path, {"text": "One."}, {"text": "x" * 300}, {"text": "Three."}, max_bytes=200)
        assert isinstance(first, Article)
        assert isinstance(error, TooLarge)
        assert isinstance(last, Article)
        assert error.line == 2
        assert "max_article_bytes" in error.hint

    def test_the_cap_itself_is_allowed(self, tmp_path: Path) -> None:
        line = json.dumps({"text": "x" * 50})
        assert isinstance(read(tmp_path, line, max_bytes=len(line))[0], Article)
        assert isinstance(read(tmp_path, line, max_bytes=len(line) - 1)[0], TooLarge)

    def test_an_endless_line_is_never_loaded(self, tmp_path: Path) -> None:
        path = tmp_path / "endless.jsonl"
        with path.open("wb") as file:
            file.truncate(50_000_000)  # a sparse file: one line of NULs
            file.seek(0, 2)
            file.write(b'\n{"text": "After."}')
        tracemalloc.start()
        error, article = list(JsonLinesReader().read(path, max_bytes=100_000))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert isinstance(error, TooLarge)
        assert isinstance(article, Article)
        assert peak < 5_000_000

    def test_articles_come_before_the_file_is_read_to_its_end(self, tmp_path: Path) -> None:
        path = tmp_path / "long.jsonl"
        path.write_text('{"text": "One."}\n' * 100_000)
        tracemalloc.start()
        assert isinstance(next(JsonLinesReader().read(path, max_bytes=CAP)), Article)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 500_000


class TestSniffing:
    @pytest.mark.parametrize(
        ("head", "suffix", "is_jsonl"),
        [
            (b'{"text": "x"}\n', ".jsonl", True),
            (b"oops\n", ".ndjson", True),  # so that the reader can name the bad line
            (b'{"text": "x"}\n{', "", True),
            (b'{"text": "a very long line that goes on', ".log", True),
            (b"{curly} text", "", False),
            (b"Carney said", ".txt", False),
            (b'{"text": "\0"}', ".jsonl", False),
            (b"{" * 4096, "", False),
        ],
    )
    def test_objects_are_told_from_text(self, head: bytes, suffix: str, is_jsonl: bool) -> None:
        assert (JsonLinesReader().sniff(head, suffix) > 0) is is_jsonl
