"""The `dateline` command: a subcommand runs headless, before Textual is ever imported; all else opens the reader."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from index.cli import build, run
from index.cli.options import Settings
from index.errors import ConfigError, UsageError
from index.library import Library
from index.nearest import nearest
from index.paths import app_log, starter_articles
from tui.serving import is_served, serve


def main() -> None:
    """Entry point."""
    sys.exit(run(build(open_reader, (serve,))))


def open_reader(library: Library, articles: Sequence[Path], settings: Settings) -> int:
    """Show a library in the terminal until the user leaves; returns the exit code."""
    if not is_served() and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "The reader needs a terminal to draw on.",
            hint="For scripts there are: dateline search, show, entities, mentions, export",
        )
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
    )
    theme = settings.config.theme
    if theme not in app.available_themes:
        near = nearest(theme, app.available_themes)
        raise ConfigError(
            f"There is no theme called {theme}.",
            hint=f"Did you mean {near[0]}?" if near else f"There are: {', '.join(sorted(app.available_themes))}.",
        )
    app.theme = theme
    app.run()
    return app.return_code or 0


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
