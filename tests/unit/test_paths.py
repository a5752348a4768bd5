"""Where libraries are kept: the same articles, the same library, wherever one stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import paths


def test_a_folder_has_one_library_however_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "press cuttings"
    folder.mkdir()
    monkeypatch.chdir(tmp_path)
    assert paths.library_of([folder]) == paths.library_of([Path("press cuttings")])
    assert paths.library_of([folder]) == paths.library_of([folder / ".." / "press cuttings"])


def test_folders_of_the_same_name_have_libraries_of_their_own(tmp_path: Path) -> None:
    assert paths.library_of([tmp_path / "a" / "news"]) != paths.library_of([tmp_path / "b" / "news"])


def test_the_order_of_folders_does_not_matter(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    assert paths.library_of([one, two]).name[-8:] == paths.library_of([two, one]).name[-8:]


def test_libraries_lie_in_the_data_directory(own_home: Path) -> None:
    assert paths.default_library().is_relative_to(own_home)


def test_the_starter_articles_are_found_in_a_checkout(seeds: Path) -> None:
    assert paths.starter_articles() == seeds
