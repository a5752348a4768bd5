"""The settings a person may make: one TOML file, overridden by the environment, overridden by flags."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from index.errors import ConfigError
from index.nearest import nearest
from index.paths import config_file

ENVIRONMENT = {"library": "DATELINE_LIBRARY", "model": "DATELINE_MODEL", "theme": "DATELINE_THEME"}


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting with its default. An empty string means: choose for me."""

    library: str = ""  # folder of the library a bare `dateline` opens
    model: str = ""  # an installed spaCy pipeline, or a path to one
    theme: str = "textual-dark"
    max_article_bytes: int = 20_000_000  # a larger article is set aside

    @classmethod
    def load(cls, path: Path | None = None) -> Config:
        """The file's settings (none, where there is no file) under the environment's. Raises ConfigError."""
        config = cls().with_settings(_read(path or config_file()), where=str(path or config_file()))
        environment = {key: os.environ[name] for key, name in ENVIRONMENT.items() if os.environ.get(name)}
        return config.with_settings(environment, where="the environment")

    def with_settings(self, settings: dict[str, Any], *, where: str) -> Config:
        """A copy with these settings. Raises ConfigError for unknown keys and values of the wrong kind."""
        kinds = {setting.name: type(getattr(self, setting.name)) for setting in fields(self)}
        for key, value in settings.items():
            if key not in kinds:
                near = nearest(key, kinds)
                hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(kinds)}."
                raise ConfigError(f"Unknown setting {key!r} in {where}.", hint=hint)
            if type(value) is not kinds[key]:
                expected = "a whole number" if kinds[key] is int else "text in quotes"
                raise ConfigError(f"The setting {key} in {where} must be {expected}, not {value!r}.")
            if kinds[key] is int and value <= 0:
                raise ConfigError(f"The setting {key} in {where} must be above zero, not {value!r}.")
        return replace(self, **settings)


def _read(path: Path) -> dict[str, Any]:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}.") from error
    import tomllib  # here, because most people never write a configuration

    try:
        return tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not valid TOML: {error}.") from error
