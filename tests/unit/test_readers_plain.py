"""Plain text files come in as the person who wrote them meant, header and all."""

from __future__ import annotations

import codecs
import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import index.readers
from index.errors import BadEncoding, ReadError, TooLarge
from index.model import Article
from index.readers import content_key
from index.readers.plain import PlainReader
from index.text import normalise

CAP = 1_000_000
written_text = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
same_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def write(folder: Path, content: str | bytes, name: str = "article.txt") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(path: Path, max_bytes: int = CAP) -> list[Article | ReadError]:
    return list(PlainReader().read(path, max_bytes=max_bytes))


def only(path: Path) -> Article:
    (article,) = read(path)
    assert isinstance(article, Article)
    return article


class TestHeaders:
    def test_a_date_may_open_the_first_line(self, tmp_path: Path) -> None:
        article = only(write(tmp_path, " date 2025-08-25 Carney is in Kyiv. He spoke.\n\nMore."))
        assert article.date == datetime.date(2025, 8, 25)
        assert article.text == "Carney is in Kyiv. He spoke.\n\nMore."
        assert article.title == "Carney is in Kyiv."

    def test_lines_of_fields_come_before_a_blank_line(self, tmp_path: Path) -> None:
        article = only(
            write(
                tmp_path,
                "Title: Canada may send troops: Carney\ndate: 2025-08-25\nsource: Sample\nauthor: Staff\n"
                "url: https://example.org/a?b=1\nlanguage: en\n"
                "tags: canada, ukraine,, canada\nedition: late\n\nThe text.\n",
            )
        )
        assert article.title == "Canada may send troops: Carney"
        assert article.date == datetime.date(2025, 8, 25)
        assert (article.source, article.byline, article.language) == ("Sample", "Staff", "en")
        assert article.url == "https://example.org/a?b=1"
        assert article.tags == ("canada", "ukraine")
        assert article.meta == {"edition": "late"}
        assert article.text == "The text."

    @pytest.mark.parametrize(
        "text",
        [
            "Warning: this is how the story begins.\n\nAnd goes on.",
            "Ottawa: troops may go.\nKyiv: they are welcome.\n\nSo it went.",
            "title: not a header\nbecause this line is text\n\nMore.",
            "http://example.org/page\n\nMore.",
            "source://odd\n\nMore.",
            "No header at all",
            "The date 2025-08-25 was a Monday.",
        ],
    )
    def test_text_that_merely_looks_like_a_header_is_text(self, tmp_path: Path, text: str) -> None:
        article = only(write(tmp_path, text))
        assert article.text == text
        assert article.date is None
        assert article.meta == {}

    def test_no_date_is_no_date_whatever_the_file_says(self, tmp_path: Path) -> None:
        assert only(write(tmp_path, "Undated.", "2025-08-25.txt")).date is None

    @pytest.mark.parametrize("header", ["date: 25 August 2025\n\n", "date: 2025-02-30\n\n", " date 2025-13-45 "])
    def test_a_date_not_understood_is_told_and_the_article_kept(self, tmp_path: Path, header: str) -> None:
        article, warning = read(write(tmp_path, f"{header}The text."))
        assert isinstance(article, Article)
        assert isinstance(warning, ReadError)
        assert article.date is None
        assert article.text == "The text."
        assert article.meta["date"] in warning.message
        assert "article.txt" in warning.message

    def test_a_date_with_a_time_keeps_its_own_day(self, tmp_path: Path) -> None:
        assert only(write(tmp_path, "date: 2025-08-25T23:59:00-11:00\n\nText.")).date == datetime.date(2025, 8, 25)

    @pytest.mark.parametrize(
        "content", ["title: Only a title", "title: A\n\n", "date: 2025-08-25\n\n \n\t\n", " date 2025-08-25 "]
    )
    def test_a_header_without_text_says_so(self, tmp_path: Path, content: str) -> None:
        with pytest.raises(ReadError, match=r"article\.txt has a header but no text"):
            read(write(tmp_path, content))

    @pytest.mark.parametrize("content", ["", "\n\n", " \t\n", "\ufeff", "\u2003\n"])
    def test_an_empty_file_says_so(self, tmp_path: Path, content: str) -> None:
        with pytest.raises(ReadError, match=r"article\.txt is empty"):
            read(write(tmp_path, content))

    @same_folder
    @given(text=written_text, title=st.text(alphabet="abc: é", min_size=1))
    def test_text_after_a_header_comes_back_as_written(self, tmp_path: Path, text: str, title: str) -> None:
        lines = normalise(text).split("\n")
        while lines and not lines[0].strip(" \t"):
            del lines[0]
        while lines and not lines[-1].strip(" \t"):
            del lines[-1]
        body = "\n".join(lines)
        assume(body.strip())
        article = only(write(tmp_path, f"title: {title}\ndate: 2020-02-29\n\n{text}"))
        assert article.text == body
        assert article.date == datetime.date(2020, 2, 29)
        assert article.title == " ".join(title.split()) or not title.strip()


class TestEncodings:
    @pytest.mark.parametrize(
        "content",
        [
            "Zürich, naïve — “Kyiv”".encode(),
            codecs.BOM_UTF8 + "Zürich, naïve — “Kyiv”".encode(),
            "Zürich, naïve — “Kyiv”".encode("utf-16"),
            codecs.BOM_UTF16_BE + "Zürich, naïve — “Kyiv”".encode("utf-16-be"),
            "Zu\u0308rich, nai\u0308ve — “Kyiv”".encode(),
        ],
    )
    def test_marked_and_unmarked_unicode_is_read(self, tmp_path: Path, content: bytes) -> None:
        assert only(write(tmp_path, content)).text == "Zürich, naïve — “Kyiv”"

    def test_windows_line_ends_become_newlines(self, tmp_path: Path) -> None:
        article = only(write(tmp_path, "title: A\r\n\r\nOne.\r\n\r\nTwo.\r\n"))
        assert article.text == "One.\n\nTwo."

    @pytest.mark.parametrize(("mark", "offset"), [(b"", 7), (codecs.BOM_UTF8, 10)])
    def test_bytes_that_are_no_text_are_named_by_file_and_offset(
        self, tmp_path: Path, mark: bytes, offset: int
    ) -> None:
        path = write(tmp_path, mark + b"caf\xc3\xa9 Z\xfcrich")
        with pytest.raises(BadEncoding, match=rf"article\.txt.*byte {offset} \(0xfc\)"):
            read(path)


class TestLimits:
    def test_a_file_over_the_cap_says_how_to_raise_it(self, tmp_path: Path) -> None:
        path = write(tmp_path, "word " * 100)
        assert len(read(path, 500)) == 1
        with pytest.raises(TooLarge, match="500 bytes, over the limit of 499 bytes") as raised:
            read(path, 499)
        assert "max_article_bytes" in raised.value.hint

    def test_a_file_that_vanished_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(ReadError, match=r"gone\.txt"):
            read(tmp_path / "gone.txt")


class TestKeys:
    def test_the_key_does_not_depend_on_the_file(self, tmp_path: Path) -> None:
        content = "title: A\ndate: 2025-08-25\n\nText."
        first = only(write(tmp_path, content, "a.txt"))
        second = only(write(tmp_path, content.replace("\n", "\r\n"), "b.text"))
        assert first.key == second.key
        assert len(first.key) == 12

    def test_any_field_that_tells_articles_apart_changes_it(self) -> None:
        day = datetime.date(2025, 8, 25)
        keys = {
            content_key("a"), content_key("b"), content_key("a", title="b"), content_key("ab"),
            content_key("a", date=day), content_key("a", title="b", date=day), content_key("", title="a"),
        }  # fmt: skip
        assert len(keys) == 7

    def test_it_is_the_same_in_every_version(self) -> None:
        """Libraries already hold keys: changing how they are made would double every article."""
        assert content_key("Text.", title="A", date=datetime.date(2025, 8, 25)) == "13505340bec5"


@same_folder
@given(content=st.binary() | st.text().map(lambda text: text.encode("utf-8", "replace")))
def test_no_bytes_at_all_break_the_reader(tmp_path: Path, content: bytes) -> None:
    results = list(index.readers.read(write(tmp_path, content)))
    for result in results:
        if isinstance(result, ReadError):
            assert "article.txt" in result.message
        else:
            assert normalise(result.text) == result.text
    assert results


class TestSniffing:
    @pytest.mark.parametrize(
        ("head", "suffix", "is_text"),
        [
            (b"Carney said", ".txt", True),
            (b"Carney said", "", True),
            (b"Z\xfcrich", ".txt", True),  # so that the reader can say which byte is wrong
            (codecs.BOM_UTF16_LE + "Kyiv".encode("utf-16-le"), ".txt", True),
            (b"\x7fELF\x02\x01", "", False),
            (b"PK\x03\x04rest", ".docx", False),
            (b"%PDF-1.7", ".txt", False),
            (b"text\0with", ".txt", False),
            (b"<!DOCTYPE html><html>", ".html", False),
        ],
    )
    def test_binaries_are_told_from_text(self, head: bytes, suffix: str, is_text: bool) -> None:
        assert (PlainReader().sniff(head, suffix) > 0) is is_text
