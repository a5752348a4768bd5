"""`dateline config`: where the configuration is, what is wrong with it, and what it comes to.

What only the reader knows (its themes, its actions and their keys) is given by whoever builds the command line, so that
no headless command has to load the interface for it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from index import paths
from index.cli.options import Flags, Settings, library_option, model_option
from index.config import CHOSEN, DEFAULT, FILE, Config, ConfigProblem, Loaded, settings_of
from index.errors import UsageError
from index.text import printable

READER_SIDE = "index.cli.reader_side"  # where the context keeps it


@dataclass(frozen=True, slots=True)
class KeyLine:
    """An action and the keys it has with a configuration; `is_own` if they are not the defaults."""

    action_id: str
    keys: tuple[str, ...]
    title: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class ReaderSide:
    """What the reader can say about a configuration: problems of its settings, and the keys that come of it."""

    problems: Callable[[Config], Sequence[ConfigProblem]]
    keys: Callable[[Config], Sequence[KeyLine]]


@click.command()
@click.option("--path", "wants_path", is_flag=True, help="Print where the configuration file is, or would be.")
@click.option("--check", "wants_check", is_flag=True, help="Name every mistake in it; exit 2 if there is any.")
@click.option("--show", "wants_settings", is_flag=True, help="Print every setting as TOML, and where it comes from.")
@library_option
@model_option
@click.pass_context
def config(
    context: click.Context,
    wants_path: bool,
    wants_check: bool,
    wants_settings: bool,
    folder: Path | None,
    model: str | None,
) -> None:
    """Say where the configuration is, what is wrong with it, or what it comes to (which is the default)."""
    if wants_path + wants_check + wants_settings > 1:
        raise UsageError("One of --path, --check and --show at a time.")
    reader: ReaderSide | None = context.meta.get(READER_SIDE)
    file = paths.config_file()
    if wants_path:
        click.echo(printable(str(file)))
        if not file.exists():
            click.echo("There is no such file yet; every setting has its default.", err=True)
        return
    loaded = Loaded.from_places(file)
    problems = list(loaded.problems)
    if reader is not None:
        found = reader.problems(loaded.config)
        problems += [problem for problem in found if loaded.origins.get(problem.key) != CHOSEN]
    if wants_check:
        for problem in sorted(problems, key=lambda problem: loaded.line_of(problem.key) or 0):
            click.echo(printable(_told(problem, loaded, file)))
        if problems:
            context.exit(2)
        about = "is in order" if file.exists() else "does not exist; every setting has its default"
        click.echo(printable(f"{file} {about}."), err=True)
        return
    settings = Settings.over(loaded, context.obj, Flags(folder, model))
    for line in _shown(settings, reader, file):
        click.echo(printable(line))
    if problems:
        click.echo(f"{len(problems)} of the settings cannot be used: dateline config --check", err=True)


def _told(problem: ConfigProblem, loaded: Loaded, file: Path) -> str:
    """`config.toml:3: what is wrong. What to do.`; a setting from elsewhere is told with its place instead."""
    origin = loaded.origins.get(problem.key.partition(".")[0], FILE)
    line = loaded.line_of(problem.key) if origin in {FILE, DEFAULT} else None
    place = (f"{file}:{line}" if line else str(file)) if origin in {FILE, DEFAULT} else origin
    hint = " ".join(problem.hint.split())
    return f"{place}: {problem.message} {hint}".rstrip()


def _shown(settings: Settings, reader: ReaderSide | None, file: Path) -> Iterator[str]:
    yield f"# {file}" + ("" if file.exists() else " (which does not exist)")
    flags = {"library": str(settings.library or ""), "model": settings.model}
    rows: list[tuple[str, str]] = []
    for name, value, about in settings_of(settings.config):
        effective = flags.get(name, value)
        note = f"{settings.origins[name]}; {about}"
        if name == "library" and not effective:
            note += f": {paths.default_library()}"
        rows.append((f"{name} = {_toml(effective)}", note))
    yield from _columns(rows)
    if reader is not None:
        yield from ("", "[keymap]")
        yield from _columns(
            [
                (f"{line.action_id} = {_toml(line.keys)}", f"{FILE if line.is_own else DEFAULT}; {line.title}")
                for line in reader.keys(settings.config)
            ]
        )


def _columns(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Lines of TOML with their comments one below the other, those of long lines apart."""
    width = min(40, max((len(line) for line, _ in rows), default=0))
    for line, note in rows:
        yield f"{line:<{width}}  # {note}"


def _toml(value: Any) -> str:
    """A value as TOML has it; its text in double quotes is JSON's."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value)
