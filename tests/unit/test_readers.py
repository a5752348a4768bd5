"""From the paths a person names to articles: the right files, the right reader, and never more than a ReadError."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import index.readers
from index.errors import BadEncoding, ReadError, UnknownFormat
from index.model import Article
from index.readers import discover, known_suffixes, read, reader_for
from index.readers.base import HEAD_BYTES, open_regular


def names(results: Iterator[Path | ReadError]) -> list[str]:
    return [path.name for path in results if isinstance(path, Path)]


class TestDiscovery:
    def test_a_folder_is_read_in_the_order_of_its_names(self, tmp_path: Path) -> None:
        for name in ("b.txt", "a/z.txt", "a/y.jsonl", "c.TXT", "a.txt"):
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_text("x")
        found = [path for path in discover([tmp_path]) if isinstance(path, Path)]
        assert [str(path.relative_to(tmp_path)) for path in found] == [
            "a/y.jsonl",
            "a/z.txt",
            "a.txt",
            "b.txt",
            "c.TXT",
        ]

    def test_hidden_files_and_other_kinds_are_passed_over(self, tmp_path: Path) -> None:
        (tmp_path / ".git").mkdir()
        for name in (".hidden.txt", ".git/x.txt", "README.md", "photo.jpg", "CHANGELOG", "kept.txt"):
            (tmp_path / name).write_text("x")
        assert names(discover([tmp_path])) == ["kept.txt"]

    def test_a_file_that_is_named_is_taken_whatever_it_is_called(self, tmp_path: Path) -> None:
        for name in ("README.md", ".hidden"):
            (tmp_path / name).write_text("x")
        assert names(discover([tmp_path / "README.md", tmp_path / ".hidden"])) == ["README.md", ".hidden"]

    def test_a_path_that_is_not_there_is_told_and_the_rest_read(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("x")
        error, found = discover([tmp_path / "nope", tmp_path / "a.txt"])
        assert isinstance(error, ReadError)
        assert str(tmp_path / "nope") in error.message
        assert found == tmp_path / "a.txt"

    def test_links_in_a_circle_end(self, tmp_path: Path) -> None:
        inner = tmp_path / "inner"
        inner.mkdir()
        (inner / "a.txt").write_text("x")
        (inner / "loop").symlink_to(tmp_path)
        (inner / "self.txt").symlink_to(inner / "self.txt")
        results = list(discover([tmp_path]))
        assert names(iter(results)) == ["a.txt"]
        (error,) = [result for result in results if isinstance(result, ReadError)]
        assert "self.txt" in error.message

    def test_a_link_to_a_folder_or_a_file_is_followed(self, tmp_path: Path) -> None:
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir()
        (elsewhere / "a.txt").write_text("x")
        library = tmp_path / "library"
        library.mkdir()
        (library / "linked").symlink_to(elsewhere)
        assert names(discover([library])) == ["a.txt"]

    def test_a_link_to_nothing_is_told_if_it_would_have_been_read(self, tmp_path: Path) -> None:
        (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
        (tmp_path / "gone.jpg").symlink_to(tmp_path / "nowhere")
        (error,) = discover([tmp_path])
        assert isinstance(error, ReadError)
        assert "gone.txt" in error.message

    def test_pipes_and_sockets_are_told_and_never_waited_for(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        os.mkfifo(tmp_path / "a.txt")
        (tmp_path / "c.txt").write_text("x")
        monkeypatch.chdir(tmp_path)  # a socket's path must be short
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("b.txt")
            results = list(discover([tmp_path]))
        assert [type(result).__name__ for result in results] == ["ReadError", "ReadError", "PosixPath"]
        assert "FIFO" in str(results[0])
        assert "socket" in str(results[1])

    def test_a_device_that_is_named_is_refused(self) -> None:
        (error,) = discover([Path(os.devnull)])
        assert isinstance(error, ReadError)
        assert "device" in error.message

    def test_a_folder_nobody_may_list_costs_only_itself(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("a", "b"):
            (tmp_path / name).mkdir()
            (tmp_path / name / "x.txt").write_text("x")
        scandir = os.scandir

        def refuse(folder: Path) -> object:
            if Path(folder).name == "a":
                raise PermissionError(13, "Permission denied", str(folder))
            return scandir(folder)

        monkeypatch.setattr(os, "scandir", refuse)  # permissions do not bind the superuser, who may run the tests
        error, found = discover([tmp_path])
        assert isinstance(error, ReadError)
        assert str(tmp_path / "a") in error.message
        assert found == tmp_path / "b" / "x.txt"

    @pytest.mark.parametrize("path", ["x" * 5000, "a\0b", "x/" * 3000])
    def test_paths_no_system_allows_are_told(self, path: str) -> None:
        (error,) = discover([Path(path)])
        assert isinstance(error, ReadError)

    def test_folders_nested_beyond_reason_end(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        depth = 1200  # more than Python may call
        for _ in range(depth):
            Path("d").mkdir()
            os.chdir("d")
        Path("deep.txt").write_text("x")
        os.chdir(tmp_path)
        try:
            assert names(discover([Path()])) == ["deep.txt"]
        finally:  # whoever tidies up after tests may not be able to
            (Path("d/" * depth) / "deep.txt").unlink()
            for level in range(depth, 0, -1):
                Path("d/" * level).rmdir()

    def test_names_with_newlines_and_escapes_are_only_names(self, tmp_path: Path) -> None:
        (tmp_path / "a\n\x1b[2J.txt").write_text("Text.")
        (found,) = discover([tmp_path])
        assert isinstance(found, Path)
        (article,) = read(found)
        assert isinstance(article, Article)


class TestChoosing:
    @pytest.mark.parametrize(
        ("name", "content", "format_name"),
        [
            ("a.txt", b"Carney said.", "text"),
            ("a.jsonl", b'{"text": "x"}', "jsonl"),
            ("export", b'{"text": "x"}\n', "jsonl"),
            ("notes", b"Carney said.", "text"),
            ("a.txt", b"{braces} open the text", "text"),
        ],
    )
    def test_the_reader_that_is_surest_is_chosen(
        self, tmp_path: Path, name: str, content: bytes, format_name: str
    ) -> None:
        path = tmp_path / name
        path.write_bytes(content)
        assert reader_for(path).format == format_name

    def test_a_binary_is_refused_with_the_formats_there_are(self, tmp_path: Path) -> None:
        path = tmp_path / "photo.txt"
        path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
        with pytest.raises(UnknownFormat) as raised:
            reader_for(path)
        assert "photo.txt" in raised.value.message
        assert "text" in raised.value.hint

    def test_an_empty_file_is_called_empty(self, tmp_path: Path) -> None:
        path = tmp_path / "nothing.txt"
        path.touch()
        with pytest.raises(ReadError, match=r"nothing\.txt is empty"):
            reader_for(path)

    def test_four_kilobytes_settle_it(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "long.txt"
        path.write_text("word " * 100_000)
        taken: list[int] = []

        @contextmanager
        def watched(path: Path, *, is_buffered: bool = True) -> Iterator[BinaryIO]:
            with open_regular(path, is_buffered=is_buffered) as file:
                yield file
                taken.append(os.lseek(file.fileno(), 0, os.SEEK_CUR))  # what the system handed out, buffers included

        monkeypatch.setattr(index.readers, "open_regular", watched)
        reader_for(path)
        assert taken == [HEAD_BYTES]

    def test_files_in_folders_are_known_by_their_endings(self) -> None:
        assert {".txt", ".text", ".jsonl", ".ndjson"} <= known_suffixes()
        assert ".md" not in known_suffixes()


class TestReading:
    def test_one_bad_file_among_many_is_yielded_not_raised(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(b"Z\xfcrich")
        (tmp_path / "b.txt").write_text("Good.")
        results = [result for path in discover([tmp_path]) if isinstance(path, Path) for result in read(path)]
        assert isinstance(results[0], BadEncoding)
        assert isinstance(results[1], Article)

    def test_a_file_that_vanishes_or_turns_into_a_pipe_is_told(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        assert isinstance(next(read(path)), ReadError)
        os.mkfifo(path)
        assert isinstance(next(read(path)), ReadError)
        assert isinstance(next(read(tmp_path)), ReadError)

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(content=st.binary(), suffix=st.sampled_from([".txt", ".jsonl", "", ".bin"]))
    def test_no_file_raises(self, tmp_path: Path, content: bytes, suffix: str) -> None:
        path = tmp_path / f"file{suffix}"
        path.write_bytes(content)
        for result in read(path, max_bytes=1000):
            assert isinstance(result, Article | ReadError)
