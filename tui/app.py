"""The application: one library, the main screen, help and palette; the last place where trouble becomes a sentence."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from rich.text import Text
from textual.app import SystemCommand
from textual.screen import Screen

from index.errors import DatelineError
from index.library import Library
from tui.actions import bindings
from tui.outward import OutwardApp
from tui.providers.places import PlaceProvider
from tui.providers.registry import ActionProvider
from tui.screens.help import HelpScreen
from tui.screens.main import MainScreen
from tui.screens.prefix import PrefixScreen, follow
from tui.session import Session
from tui.widgets.footer import KeyBar

log = logging.getLogger("dateline.tui")

DARK, LIGHT = "textual-dark", "textual-light"


class DatelineApp(OutwardApp, inherit_bindings=False):
    """The reader, on one open library.

    `job_paths` are files and folders to add in the background, `starter` the articles offered for an empty library,
    `log_path` where an unexpected error is written (it is only named here; the caller sets logging up), `session` where
    the reader left this library.
    """

    TITLE = "dateline"
    CSS_PATH = "dateline.tcss"
    BINDINGS = bindings("app")
    COMMANDS = {ActionProvider, PlaceProvider}  # noqa: RUF012 - as the framework declares it
    ENABLE_COMMAND_PALETTE: ClassVar[bool] = True

    def __init__(
        self,
        library: Library,
        *,
        job_paths: Sequence[Path] = (),
        query: str = "",
        model: str = "",
        starter: Path | None = None,
        log_path: Path | None = None,
        session: Session | None = None,
    ) -> None:
        super().__init__()
        self.library = library
        self.log_path = log_path
        self.main = MainScreen(library, query, job_paths=job_paths, model=model, starter=starter, session=session)
        self.theme = DARK

    def get_default_screen(self) -> Screen[None]:
        return self.main

    def get_system_commands(self, screen: Screen[object]) -> list[SystemCommand]:  # noqa: ARG002 - the framework's signature
        """None: the palette offers the registry's actions only."""
        return []

    def on_mount(self) -> None:
        # A closed terminal or a polite kill ends the app as `q` does: job stopped, terminal put back. Signals reach the
        # main thread only, and not every platform has them.
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, self.exit, None, 128 + number)

    def exit(self, *arguments: Any, **named: Any) -> None:
        """Leave, whichever way: where the reader is goes into the library first."""
        if self.main.is_mounted:
            self.main.keep_session()
        super().exit(*arguments, **named)

    async def on_unmount(self) -> None:
        self.stop_export()
        await asyncio.to_thread(self.main.stop_work)

    # ------------------------------------------------------------------ actions

    def action_help(self) -> None:
        if not isinstance(self.screen, HelpScreen):
            bars = self.screen.query(KeyBar)
            self.push_screen(HelpScreen(bars.first().pane if bars else "results"))

    def open_prefix(self, action_id: str) -> None:
        """Wait for the key that says what a prefix is to do, and do that."""

        async def done(key: str | None) -> None:
            call = follow(action_id, key)
            if call is not None:
                await self.run_action(call, self.screen)

        self.push_screen(PrefixScreen.of(action_id), done)

    def action_switch_theme(self) -> None:
        self.theme = LIGHT if self.theme == DARK else DARK

    def action_copy_or_tell(self) -> None:
        selected = self.screen.get_selected_text()
        if selected:
            self.copy_out(selected, "the selection")
        else:
            self.notify("q leaves, ctrl+q quits from anywhere; y copies without a selection.", markup=False)

    # ------------------------------------------------------------------ the last resort

    def _fatal_error(self) -> None:
        """Instead of a traceback on the screen: a sentence, and the traceback in the log."""
        error = self._exception
        cause = getattr(error, "error", error)  # a failed worker wraps what went wrong
        log.critical("The app stopped.", exc_info=cause)
        if isinstance(cause, DatelineError):
            sentence = str(cause)
        else:
            sentence = f"dateline stopped because of an unexpected error ({type(cause).__name__})."
            sentence += "\nNothing in the library was lost."
            sentence += f"\nThe details are in {self.log_path}" if self.log_path is not None else ""
        if not self._exit_renderables:  # what follows from the first error is noise
            self._exit_renderables.append(Text(sentence))
        self._close_messages_no_wait()
