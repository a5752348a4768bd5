"""A file is there as a whole or not at all, and nothing is replaced unasked."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import ExportError, FileExists
from index.events import Cancelled
from index.exporting.files import checked_target, write_pieces


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def _stopped() -> Iterator[str]:
    yield "the first half"
    raise Cancelled


def test_pieces_become_a_file_and_nothing_else_is_left(tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    assert write_pieces(target, ["Zürich ", "\x1b\n"]) == len("Zürich \x1b\n".encode())
    assert target.read_text(encoding="utf-8") == "Zürich \x1b\n"
    assert _names(tmp_path) == ["out.md"]


def test_a_new_file_gets_the_permissions_that_any_new_file_gets(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.write_text("x")
    write_pieces(tmp_path / "out.md", ["x"])
    assert stat.S_IMODE((tmp_path / "out.md").stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


def test_a_file_that_exists_is_replaced_only_when_asked(tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    target.write_text("mine")
    with pytest.raises(FileExists, match=r"out\.md exists already"):
        write_pieces(target, ["theirs"])
    assert target.read_text() == "mine"
    write_pieces(target, ["theirs"], replaces=True)
    assert target.read_text() == "theirs"


def test_a_file_that_comes_up_while_one_is_written_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "out.md"

    def pieces() -> Iterator[str]:
        yield "mine"
        target.write_text("theirs")

    with pytest.raises(FileExists):
        write_pieces(target, pieces())
    assert target.read_text() == "theirs"
    assert _names(tmp_path) == ["out.md"]


def test_what_was_stopped_leaves_nothing_and_the_old_file_whole(tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    with pytest.raises(Cancelled):
        write_pieces(target, _stopped())
    assert not _names(tmp_path)
    target.write_text("old")
    with pytest.raises(Cancelled):
        write_pieces(target, _stopped(), replaces=True)
    assert target.read_text() == "old"


def test_a_tilde_is_the_home_folder(own_home: Path) -> None:
    write_pieces(Path("~/out.md"), ["x"])
    assert (own_home / "out.md").exists()


def test_a_link_is_followed_to_the_file_it_means(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("old")
    (tmp_path / "link.md").symlink_to("real.md")
    write_pieces(tmp_path / "link.md", ["new"], replaces=True)
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text() == "new"


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("missing/out.md", "missing does not exist"),
        ("file/out.md", "file is not a folder"),
        (".", "is a folder"),
        ("pipe", "no ordinary file"),
        ("x" * 300 + ".md", "not usable|cannot be written"),
        ("a\0b", "no good file name"),
        ("a\x1b]0;b", "no good file name"),
    ],
)
def test_what_cannot_be_written_to_is_told_in_words(tmp_path: Path, path: str, sentence: str) -> None:
    (tmp_path / "file").write_text("x")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ExportError, match=sentence):
        write_pieces(tmp_path / path, ["x"])


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_may_not_be_written_to_is_told_in_words(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ExportError, match="permission denied"):
        write_pieces(tmp_path / "out.md", ["x"])
    tmp_path.chmod(0o700)


def test_a_target_is_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert checked_target(Path("out.md")) == tmp_path.resolve() / "out.md"
