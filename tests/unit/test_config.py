"""Settings: file under environment, and mistakes named with the nearest right word."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.config import Config
from index.errors import ConfigError


def _written(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_every_setting_has_its_default(tmp_path: Path) -> None:
    assert Config.load(tmp_path / "none.toml") == Config()


def test_the_environment_goes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _written(tmp_path, 'model = "from_file"\ntheme = "nord"\n')
    monkeypatch.setenv("DATELINE_MODEL", "from_environment")
    config = Config.load(path)
    assert (config.model, config.theme) == ("from_environment", "nord")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('modle = "x"', "Did you mean model?"),
        ('max_article_bytes = "20"', "whole number"),
        ("max_article_bytes = -1", "above zero"),
        ("theme = 3", "text in quotes"),
        ("theme = ", "not valid TOML"),
        ("max_article_bytes = true", "whole number"),
    ],
)
def test_a_mistake_is_told_with_what_would_be_right(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(ConfigError) as raised:
        Config.load(_written(tmp_path, text))
    assert told in str(raised.value)


def test_a_file_that_is_no_text_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"theme = '\xff'")
    with pytest.raises(ConfigError):
        Config.load(path)
