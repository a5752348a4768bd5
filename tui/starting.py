"""Starting the reader: the frame is on screen before the command line is parsed and the library opened.

For the plain cases, in which what follows can hardly go wrong (`tui.cli.is_plain`): the app starts at once, and a
thread does the rest, by the same command line as ever. In all others an app is given an open library.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from tui.app import DatelineApp

if TYPE_CHECKING:
    from pathlib import Path

    from index.cli.options import Settings
    from index.library import Library

_PATIENCE: Final = 5.0  # seconds that a library still being opened is waited for when the reader leaves


def read(arguments: Sequence[str]) -> int:
    """Show the reader, open what the command line says meanwhile; returns the exit code."""
    opening = _Opening(arguments)
    opening.app.run()
    return opening.end()


class _Opening:
    """The command line, parsed and carried out by a thread that hands the app its library and keeps it open."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self._arguments = arguments
        self._code = 0
        self._error: BaseException | None = None
        self._told: list[tuple[str, str]] = []
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="opening", daemon=True)
        self.app = DatelineApp(on_painted=self._thread.start)
        self._take_theme()

    def _take_theme(self) -> None:
        """The theme of the first picture; whatever is wrong with the configuration is told later, by its own door."""
        from index.config import Config
        from index.errors import ConfigError

        with contextlib.suppress(ConfigError):
            theme = Config.load().theme
            if theme in self.app.available_themes:
                self.app.theme = theme

    def _run(self) -> None:
        try:
            from index.cli import run
            from tui.cli import command_line

            self._code = run(command_line(self._read), self._arguments, tell=lambda *told: self._told.append(told))
        except BaseException as error:  # noqa: BLE001 - raised again where the terminal is free to show it
            self._error = error
        if not self._is_over.is_set():  # it came to nothing
            self._call(self.app.exit)

    def _read(self, library: Library, articles: Sequence[Path], settings: Settings) -> int:
        import tui.screens.main  # noqa: F401 - here, so that the UI thread finds it loaded
        from tui.cli import prepare

        self._call(prepare(self.app, library, articles, settings))
        self._is_over.wait()
        return self.app.return_code or 0

    def _call(self, callback: Callable[[], None]) -> None:
        with contextlib.suppress(RuntimeError):  # the app has ended meanwhile
            self.app.call_later(callback)

    def end(self) -> int:
        """The app has ended: close the library, and tell what went wrong."""
        self._is_over.set()
        if self._thread.ident is not None:
            self._thread.join(_PATIENCE)
        if self._error is not None:
            raise self._error
        if self._told:
            from index.cli import complain

            for message, hint in self._told:
                complain(message, hint)
        return self._code or self.app.return_code or 0
