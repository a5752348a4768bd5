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

    from index.cli.options import Settings
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
    from index.cli import build, run

    return run(build(open_reader), arguments)


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
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        from index.errors import UsageError

        raise UsageError(
            "The reader needs a terminal to draw on.",
            hint="For scripts there are: dateline search, show, entities, mentions, export",
        )
    from tui.app import DatelineApp  # here, so that no headless command waits for Textual

    app = DatelineApp()
    prepare(app, library, articles, settings)()
    app.run()
    return app.return_code or 0


def prepare(app: DatelineApp, library: Library, articles: Sequence[Path], settings: Settings) -> Callable[[], None]:
    """Set the app up for a library, from any thread; what is returned, called by the app's own, shows it."""
    from index.errors import ConfigError
    from index.nearest import nearest
    from index.paths import app_log, starter_articles
    from tui.session import Session

    log_path = app_log()
    _log_to(log_path)
    theme = settings.config.theme
    if theme not in app.available_themes:
        near = nearest(theme, app.available_themes)
        raise ConfigError(
            f"There is no theme called {theme}.",
            hint=f"Did you mean {near[0]}?" if near else f"There are: {', '.join(sorted(app.available_themes))}.",
        )
    return partial(
        app.read,
        library,
        job_paths=[path.absolute() for path in articles],
        model=settings.model,
        starter=starter_articles(),
        log_path=log_path,
        session=Session.from_json(library.reading.session()) if settings.restores else None,
        theme=theme,
    )


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
