"""The `dateline` command: a subcommand runs headless, before Textual is ever imported; all else opens the reader."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from index.choices import keep_choice
from index.cli import build, run
from index.cli.options import Settings
from index.config import CHOSEN, DEFAULT, DEFAULT_THEME, FILE, complain
from index.errors import UsageError
from index.library import Library
from index.paths import app_log, choices_file, starter_articles
from tui.settings import READER_SIDE, problems
from tui.themes import THEMES


def main() -> None:
    """Entry point."""
    sys.exit(run(build(open_reader, READER_SIDE)))


def open_reader(library: Library, articles: Sequence[Path], settings: Settings) -> int:
    """Show a library in the terminal until the user leaves; returns the exit code."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "The reader needs a terminal to draw on.",
            hint="For scripts there are: dateline search, show, entities, mentions, export",
        )
    config = settings.config
    theme_from = settings.origins.get("theme", DEFAULT)
    if theme_from == CHOSEN and config.theme not in THEMES:  # kept by another version of this program
        config = replace(config, theme=DEFAULT_THEME)
    complain(problems(config))
    from tui.app import DatelineApp  # here, so that no headless command waits for Textual
    from tui.session import Session

    log_path = app_log()
    _log_to(log_path)
    app = DatelineApp(
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
    app.run()
    return app.return_code or 0


def theme_keeper() -> Callable[[str], None]:
    """Writes down which theme was chosen, for the next time."""
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
