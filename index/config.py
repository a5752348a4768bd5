"""The settings a person may make: one TOML file over what was kept from the reader, the environment over the file.

Flags go before all of these; they are the command line's affair (`index.cli.options`). Every setting is one line of the
file, but for the keymap, which is a table. The file is the person's own and is never written by the program.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from index.choices import read_choices
from index.errors import ConfigError
from index.nearest import nearest
from index.paths import choices_file, config_file

ENVIRONMENT = {"library": "DATELINE_LIBRARY", "model": "DATELINE_MODEL", "theme": "DATELINE_THEME"}
KEPT = ("theme",)  # what the reader keeps by itself
DEFAULT, CHOSEN, FILE, FLAG = "default", "chosen in the reader", "file", "flag"  # where a value comes from
DEFAULT_THEME = "textual-dark"


@dataclass(frozen=True, slots=True)
class ConfigProblem:
    """One thing that is wrong with a setting, and what to do. `key` is dotted, as in `keymap.quit`; empty for all."""

    key: str
    message: str
    hint: str = ""


def complain(problems: Sequence[ConfigProblem]) -> None:
    """Raises ConfigError for the first problem, saying how many more there are."""
    if problems:
        first = problems[0]
        more = f"{len(problems) - 1} more: dateline config --check" if problems[1:] else ""
        raise ConfigError(first.message, hint=" ".join(filter(None, (first.hint, f"({more})" if more else ""))))


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting with its default. An empty text means: choose for me."""

    library: str = field(default="", metadata={"help": "the folder of the library a bare `dateline` opens"})
    model: str = field(default="", metadata={"help": "an installed spaCy pipeline, or the path to one"})
    theme: str = field(default=DEFAULT_THEME, metadata={"help": "the colours of the reader"})
    max_article_bytes: int = field(default=20_000_000, metadata={"help": "a larger article is set aside"})
    type_letters: bool = field(default=True, metadata={"help": "a small letter for the type after each name"})
    mark_read_after: float = field(default=2.0, metadata={"help": "seconds an article is open until it counts as read"})
    restore: bool = field(default=True, metadata={"help": "begin where the last session ended"})
    keymap: Mapping[str, tuple[str, ...]] = field(default_factory=dict, metadata={"help": "keys of your own"})

    @classmethod
    def load(cls, path: Path | None = None) -> Config:
        """The effective settings, without flags. Raises ConfigError where anything is wrong with them."""
        loaded = Loaded.from_places(path)
        complain(loaded.problems)
        return loaded.config


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings with where each comes from (DEFAULT, CHOSEN, FILE or `$NAME`), and all that is wrong with them.

    A setting that makes no sense is left out of `config`.
    """

    config: Config
    origins: Mapping[str, str]
    problems: tuple[ConfigProblem, ...]
    text: str = ""  # of the file

    @classmethod
    def from_places(cls, path: Path | None = None) -> Loaded:
        """Defaults, what was kept, the file (`path`, or the usual one; there need not be any), the environment."""
        file = path or config_file()
        config = Config()
        origins = {setting.name: DEFAULT for setting in fields(Config)}
        problems: list[ConfigProblem] = []
        kept = {key: value for key, value in read_choices(choices_file()).items() if key in KEPT}
        text = ""
        try:
            text, written = _read(file)
        except ConfigError as error:
            problems.append(ConfigProblem("", error.message, error.hint))
            written = {}
        layers: list[tuple[Mapping[str, Any], str]] = [(kept, CHOSEN), (written, FILE)]
        layers += [({key: os.environ[name]}, f"${name}") for key, name in ENVIRONMENT.items() if os.environ.get(name)]
        for layer, origin in layers:
            taken, wrong = _taken(layer, where=str(file) if origin == FILE else origin)
            config = replace(config, **taken)
            origins |= dict.fromkeys(taken, origin)
            problems += wrong if origin != CHOSEN else []  # what the program keeps for itself is no fault of anybody's
        return cls(config, origins, tuple(problems), text)

    def line_of(self, key: str) -> int | None:
        """The 1-based line of the file that a setting or a key of the keymap stands on, where that can be told."""
        import re  # here, because only a check asks

        name = re.escape(key.removeprefix("keymap."))
        pattern = re.compile(rf"\s*(?:keymap\s*\.\s*)?([\"']?){name}\1\s*=")
        lines = enumerate(self.text.splitlines(), 1)
        return next((number for number, line in lines if name and pattern.match(line)), None)


def _taken(settings: Mapping[str, Any], *, where: str) -> tuple[dict[str, Any], list[ConfigProblem]]:
    """The settings that make sense, and what is wrong with the others."""
    defaults = {setting.name: getattr(Config(), setting.name) for setting in fields(Config)}
    taken: dict[str, Any] = {}
    problems: list[ConfigProblem] = []
    for key, value in settings.items():
        if key not in defaults:
            near = nearest(key, defaults)
            hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(defaults)}."
            problems.append(ConfigProblem(key, f"Unknown setting {key!r} in {where}.", hint))
        elif key == "keymap":
            keymap, wrong = _keymap(value, where)
            taken[key] = keymap
            problems += wrong
        elif (expected := _unlike(value, defaults[key])) is not None:
            message = f"The setting {key} in {where} must be {expected}, not {_shown(value)}."
            problems.append(ConfigProblem(key, message))
        else:
            taken[key] = float(value) if isinstance(defaults[key], float) else value
    return taken, problems


def _unlike(value: object, default: object) -> str | None:
    """What a value should have been, or None if it is of the default's kind and within reason."""
    if isinstance(default, bool):
        return None if isinstance(value, bool) else "true or false"
    if isinstance(default, float):
        fits = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < float("inf")
        return None if fits else "a number of seconds, zero or more"
    if isinstance(default, int):
        if type(value) is not int:
            return "a whole number"
        return None if value > 0 else "above zero"
    return None if isinstance(value, str) else "text in quotes"


def _shown(value: object) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else repr(value)


def _keymap(value: object, where: str) -> tuple[dict[str, tuple[str, ...]], list[ConfigProblem]]:
    """Action ids and their keys, as written: which there are is known to the reader only."""
    if not isinstance(value, dict):
        hint = 'As in:\n  [keymap]\n  search = "/"'
        return {}, [ConfigProblem("keymap", f"The keymap in {where} must be a table.", hint)]
    keymap: dict[str, tuple[str, ...]] = {}
    problems: list[ConfigProblem] = []
    for action_id, keys in value.items():
        listed = [keys] if isinstance(keys, str) else keys
        if isinstance(listed, list) and all(isinstance(key, str) and key for key in listed):
            keymap[action_id] = tuple(listed)
        else:
            message = f"The keys of {action_id} in {where} must be a key in quotes, or a list of them."
            problems.append(ConfigProblem(f"keymap.{action_id}", message, f'As in: {action_id} = ["x", "ctrl+k"]'))
    return keymap, problems


def settings_of(config: Config) -> Iterator[tuple[str, Any, str]]:
    """Name, value and explanation of each setting but the keymap, in their order."""
    for setting in fields(config):
        if setting.name != "keymap":
            yield setting.name, getattr(config, setting.name), setting.metadata["help"]


def _read(path: Path) -> tuple[str, dict[str, Any]]:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return "", {}
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}.") from error
    import tomllib  # here, because most people never write a configuration

    try:
        text = content.decode("utf-8")
        return text, tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not valid TOML: {error}.") from error
