"""Options that several commands share, and what they come to together with the configuration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import click

from index import paths
from index.config import FLAG, Config, Loaded, complain
from index.library import Library

_Function = TypeVar("_Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Flags:
    """What one place on the command line says: before the command's name, or after it."""

    library: Path | None = None
    model: str | None = None
    no_restore: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """The configuration with the flags on top; `library` is None where neither names one."""

    config: Config
    library: Path | None
    model: str
    origins: Mapping[str, str] = field(default_factory=dict)  # where each setting of `config` comes from
    restores: bool = True  # whether the reader opens where it was left

    @classmethod
    def load(cls, before: Flags, after: Flags) -> Settings:
        """Flags (those after the command's name first) over environment over file over defaults. Raises ConfigError."""
        loaded = Loaded.from_places()
        complain(loaded.problems)
        return cls.over(loaded, before, after)

    @classmethod
    def over(cls, loaded: Loaded, before: Flags, after: Flags) -> Settings:
        """The flags over what was loaded."""
        config = loaded.config
        library, model = after.library or before.library, after.model or before.model
        configured = Path(config.library).expanduser() if config.library else None
        flagged = {name: FLAG for name, flag in (("library", library), ("model", model)) if flag}
        return cls(
            config,
            library or configured,
            model or config.model,
            {**loaded.origins, **flagged},
            restores=config.restore and not (before.no_restore or after.no_restore),
        )

    @property
    def folder(self) -> Path:
        """The library to use: the one named, or the default one."""
        return self.library or paths.default_library()

    def open(self, *, create: bool = False) -> Library:
        """Open that library."""
        name = "" if self.library else "default"
        return Library.open(self.folder, name=name, create=create, config=self.config)


def library_option(function: _Function) -> _Function:
    """`--library DIR`, before or after the command's name."""
    return click.option(
        "--library",
        "folder",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DIR",
        help="The library to use, instead of the default one.",
    )(function)


def model_option(function: _Function) -> _Function:
    """`--model NAME`."""
    return click.option(
        "--model", metavar="NAME", help="An installed spaCy pipeline, or a path to one, to find the names with."
    )(function)


def json_option(function: _Function) -> _Function:
    """`--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(function)
