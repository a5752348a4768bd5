"""Settings: file under environment, and mistakes named with the nearest right word."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.choices import keep_choice, read_choices
from index.config import CHOSEN, DEFAULT, FILE, Config, Loaded
from index.errors import ConfigError
from index.paths import choices_file


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
        ("restore = 1", "must be true or false, not 1"),
        ('type_letters = "yes"', "true or false"),
        ("mark_read_after = -1", "zero or more"),
        ("mark_read_after = nan", "zero or more"),
        ("mark_read_after = true", "must be a number of seconds, zero or more, not true"),
        ('keymap = "vim"', "must be a table"),
        ("[keymap]\nsearch = 3", 'As in: search = ["x", "ctrl+k"]'),
        ('[keymap]\nsearch = ["/", ""]', "must be a key in quotes, or a list of them"),
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


def test_the_first_of_several_mistakes_is_told_with_how_to_see_the_others(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as raised:
        Config.load(_written(tmp_path, 'modle = "x"\ntheme = 3\nrestore = 0'))
    assert "Did you mean model? (2 more: dateline config --check)" in str(raised.value)


def test_every_mistake_is_found_and_what_makes_sense_is_taken(tmp_path: Path) -> None:
    text = 'modle = "x"\n# a comment\ntheme = 3\nrestore = false\n[keymap]\nzoom = "Z"\nsearch = 4'
    loaded = Loaded.from_places(_written(tmp_path, text))
    assert [problem.key for problem in loaded.problems] == ["modle", "theme", "keymap.search"]
    assert [loaded.line_of(problem.key) for problem in loaded.problems] == [1, 3, 7]
    assert loaded.config.restore is False
    assert loaded.config.keymap == {"zoom": ("Z",)}
    assert loaded.config.theme == Config().theme


def test_a_whole_number_of_seconds_is_a_number_of_seconds(tmp_path: Path) -> None:
    assert Config.load(_written(tmp_path, "mark_read_after = 3")).mark_read_after == 3.0
    assert Config.load(_written(tmp_path, "mark_read_after = 0.5")).mark_read_after == 0.5


def test_a_theme_that_was_kept_gives_way_to_the_file_and_the_file_to_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = tmp_path / "none.toml"
    assert Loaded.from_places(nothing).origins["theme"] == DEFAULT
    keep_choice(choices_file(), "theme", "nord")
    loaded = Loaded.from_places(nothing)
    assert (loaded.config.theme, loaded.origins["theme"]) == ("nord", CHOSEN)
    loaded = Loaded.from_places(_written(tmp_path, 'theme = "dracula"'))
    assert (loaded.config.theme, loaded.origins["theme"]) == ("dracula", FILE)
    monkeypatch.setenv("DATELINE_THEME", "monokai")
    loaded = Loaded.from_places(tmp_path / "config.toml")
    assert (loaded.config.theme, loaded.origins["theme"]) == ("monokai", "$DATELINE_THEME")


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"theme": 3}', "[" * 100_000, '{"library": "/elsewhere"}'])
def test_what_was_kept_never_stands_in_the_way(damage: str) -> None:
    choices_file().parent.mkdir(parents=True, exist_ok=True)
    choices_file().write_text(damage, encoding="utf-8")
    assert Config.load() == Config()
    keep_choice(choices_file(), "theme", "nord")
    assert Config.load().theme == "nord"


def test_keeping_one_choice_keeps_the_others(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "choices.json"
    keep_choice(path, "theme", "nord")
    keep_choice(path, "other", "thing")
    assert read_choices(path) == {"theme": "nord", "other": "thing"}


def test_where_nothing_can_be_written_nothing_is_kept_and_nothing_breaks(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    keep_choice(tmp_path / "file" / "choices.json", "theme", "nord")
    assert read_choices(tmp_path / "file" / "choices.json") == {}
