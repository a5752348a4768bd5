"""The `dateline` command: a subcommand runs headless, before Textual is ever imported; all else opens the reader."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    import click

    from index.cli.configuring import KeyLine
    from index.cli.options import Settings
    from index.config import Config, ConfigProblem
    from index.library import Library
    from tui.app import DatelineApp

_WITH_VALUE: Final = ("--library", "--model")
_WITHOUT: Final = ("--no-restore",)


def main() -> None:
    """Entry point."""
    sys.exit(start(sys.argv[1:]))


def start(arguments: Sequence[str]) -> int:
    """Do what the command line says; returns the exit code."""
    if is_plain(arguments) and sys.stdin.isatty() and sys.stdout.isatty():
        gc.disable()  # nothing of what is loaded is garbage; the app switches it on again when all of it is there
        from tui.starting import read  # nothing else is loaded before the first picture

        return read(arguments)
    from index.cli import run

    return run(command_line(open_reader), arguments)


def command_line(reader: Callable[[Library, Sequence[Path], Settings], int]) -> click.Group:
    """The whole command line, which opens the reader by a function."""
    from index.cli import build
    from index.cli.configuring import ReaderSide
    from tui.serving import serve

    return build(reader, ReaderSide(_problems, _keys), (serve,))


def is_plain(arguments: Sequence[str]) -> bool:
    """Whether these open the reader for certain: known options, and paths that cannot be meant as commands."""
    left = list(arguments)
    while left:
        word = left.pop(0)
        name, has_value, value = word.partition("=")
        if name in _WITH_VALUE:
            if not has_value:
                if not left:
                    return False
                value = left.pop(0)
            if not value or value.startswith("-"):
                return False
        elif word not in _WITHOUT and (os.sep not in word or word.startswith("-") or not os.path.lexists(word)):
            return False
    return True


def open_reader(library: Library, articles: Sequence[Path], settings: Settings) -> int:
    """Show a library in the terminal until the user leaves; returns the exit code."""
    from tui.serving import is_served

    if not is_served() and not (sys.stdin.isatty() and sys.stdout.isatty()):
        from index.errors import UsageError

        raise UsageError(
            "The reader needs a terminal to draw on.",
            hint="For scripts there are: dateline search, show, entities, mentions, export",
        )
    from index.config import complain

    complain(_problems(_usable(settings)))
    from tui.app import DatelineApp  # here, so that no headless command waits for Textual

    app = DatelineApp()
    prepare(app, library, articles, settings)()
    app.run()
    return app.return_code or 0


def prepare(app: DatelineApp, library: Library, articles: Sequence[Path], settings: Settings) -> Callable[[], None]:
    """Set the app up for a library, from any thread; what is returned, called by the app's own, shows it."""
    from index.config import CHOSEN, DEFAULT, FILE, complain
    from index.paths import app_log, starter_articles
    from tui.session import Session

    config = _usable(settings)
    complain(_problems(config))
    theme_from = settings.origins.get("theme", DEFAULT)
    log_path = app_log()
    _log_to(log_path)
    return partial(
        app.read,
        library,
        job_paths=[path.absolute() for path in articles],
        model=settings.model,
        starter=starter_articles(),
        log_path=log_path,
        session=Session.from_json(library.reading.session()) if settings.restores else None,
        config=config,
        keep_theme=theme_keeper(),
        theme_from={CHOSEN: "", DEFAULT: "", FILE: "the configuration file"}.get(theme_from, theme_from),
    )


def _usable(settings: Settings) -> Config:
    """The configuration without a theme that another version of this program kept."""
    from dataclasses import replace

    from index.config import CHOSEN, DEFAULT_THEME
    from tui.themes import THEMES

    config = settings.config
    if settings.origins.get("theme") == CHOSEN and config.theme not in THEMES:
        return replace(config, theme=DEFAULT_THEME)
    return config


def _problems(config: Config) -> Sequence[ConfigProblem]:
    from tui.settings import problems  # here, as only the reader and one command need the registry of actions

    return problems(config)


def _keys(config: Config) -> Sequence[KeyLine]:
    from tui.settings import keys

    return keys(config)


def theme_keeper() -> Callable[[str], None]:
    """Writes down which theme was chosen, for the next time."""
    from index.choices import keep_choice
    from index.paths import choices_file

    return partial(keep_choice, choices_file(), "theme")


def _log_to(path: Path) -> None:
    """Keep what goes wrong inside the app in a file: its terminal is taken."""
    import logging  # here, as all that only the reader needs

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = logging.FileHandler(path, encoding="utf-8", delay=True)
    except OSError:
        handler = logging.NullHandler()
    logger = logging.getLogger("dateline")
    logger.addHandler(handler)
    logger.propagate = False
