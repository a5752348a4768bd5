"""The application: one library, the main screen, help and palette; the last place where trouble becomes a sentence."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import signal
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events
from textual.app import App, SystemCommand
from textual.screen import Screen

from index.config import Config
from tui.actions import bindings, by_id, key_of, rebind
from tui.actions.keymap import Keymap, checked, for_the_framework
from tui.outward import OutwardApp
from tui.screens.opening import OpeningScreen
from tui.theming import ansi_theme, counterpart

if TYPE_CHECKING:  # all of it is loaded when it is first used: the first picture needs none of it
    from pathlib import Path

    from textual.command import Provider

    from index.library import Library
    from index.reading import SavedSearch
    from tui.screens.main import MainScreen
    from tui.session import Session

log = logging.getLogger("dateline.tui")


def _actions() -> type[Provider]:
    from tui.providers.registry import ActionProvider

    return ActionProvider


def _places() -> type[Provider]:
    from tui.providers.places import PlaceProvider

    return PlaceProvider


def _keep_what_is_loaded() -> None:
    """Modules and widgets stay until the end: they need not be looked through for garbage.

    While they are loaded that would only delay the first picture (see `tui.cli`), and later, whenever a long
    article is opened, take longer than reading it from the library.
    """
    gc.freeze()
    gc.enable()


class DatelineApp(OutwardApp, inherit_bindings=False):
    """The reader, on one open library; on none, until `read` brings one.

    What is named belongs to the library (see `read`). `on_painted` is called once, as soon as there is a first picture.
    """

    TITLE = "dateline"
    CSS_PATH = "dateline.tcss"
    BINDINGS = bindings("app")
    COMMANDS = {_actions, _places}  # noqa: RUF012 - as the framework declares it
    ENABLE_COMMAND_PALETTE: ClassVar[bool] = True

    def __init__(
        self, library: Library | None = None, *, on_painted: Callable[[], None] | None = None, **named: Any
    ) -> None:
        super().__init__()
        self.log_path: Path | None = None
        self.config = Config()
        self._on_painted = on_painted
        self._main: MainScreen | None = None
        self._keep_theme: Callable[[str], None] | None = None
        self._theme_from = ""
        self._keymap_of_config: Keymap = {}
        self.register_theme(ansi_theme())
        self.theme = self.config.theme
        if library is not None:
            self.read(library, **named)

    def read(
        self,
        library: Library,
        *,
        job_paths: Sequence[Path] = (),
        query: str = "",
        model: str = "",
        starter: Path | None = None,
        log_path: Path | None = None,
        session: Session | None = None,
        config: Config | None = None,
        keep_theme: Callable[[str], None] | None = None,
        theme_from: str = "",
    ) -> None:
        """Show a library; called once, before the app runs or from its own thread.

        `job_paths` are files and folders to add in the background, `starter` the articles offered for an empty library,
        `log_path` where an unexpected error is written (it is only named here; the caller sets logging up), `session`
        where the reader left this library. `config` has been checked. `keep_theme` writes down a theme that was chosen,
        `theme_from` says what goes before it the next time (the configuration file, an environment variable), if
        anything does.
        """
        from tui.screens.main import MainScreen

        self.library, self.log_path = library, log_path
        self.config = config or Config()
        self._keep_theme, self._theme_from = keep_theme, theme_from
        self.theme = self.config.theme
        self._keymap_of_config, _ = checked(self.config.keymap)
        rebind(self._keymap_of_config)
        self._main = MainScreen(library, query, job_paths=job_paths, model=model, starter=starter, session=session)
        self._main.settings = self.config
        if self.is_running:
            self.set_keymap(for_the_framework(self._keymap_of_config))
            self.call_next(self._show_main)

    async def _show_main(self) -> None:
        """From the empty frame to the library; what was typed meanwhile was meant for that."""
        opening = self.screen
        with self.batch_update():  # the frame stays until there is something better to see than parts of a screen
            await self.push_screen(self.main)  # over the first one, which the framework cannot take away
        for key in opening.keys if isinstance(opening, OpeningScreen) else ():
            await self.on_event(events.Key(key.key, key.character))  # as if pressed now: an event is handled once
        self.call_after_refresh(_keep_what_is_loaded)

    @property
    def main(self) -> MainScreen:
        """The screen that all others lie on, once there is a library."""
        assert self._main is not None
        return self._main

    def get_default_screen(self) -> Screen[None]:
        return self._main or OpeningScreen()

    def get_system_commands(self, screen: Screen[object]) -> list[SystemCommand]:  # noqa: ARG002 - the framework's signature
        """None: the palette offers the registry's actions only."""
        return []

    def on_mount(self) -> None:
        self.set_keymap(for_the_framework(self._keymap_of_config))
        # A closed terminal or a polite kill ends the app as `q` does: job stopped, terminal put back. Signals reach the
        # main thread only, and not every platform has them.
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, self.exit, None, 128 + number)
        if self._on_painted is not None:
            self.call_after_refresh(self._on_painted)

    def exit(self, *arguments: Any, **named: Any) -> None:
        """Leave, whichever way: where the reader is goes into the library first."""
        if self._main is not None and self._main.is_mounted:
            self._main.keep_session()
        super().exit(*arguments, **named)

    async def on_unmount(self) -> None:
        self.stop_export()
        if self._main is not None:
            await asyncio.to_thread(self._main.stop_work)

    # ------------------------------------------------------------------ actions

    def action_command_palette(self) -> None:
        from textual.command import CommandPalette

        if not CommandPalette.is_open(cast("App[object]", self)):
            self.push_screen(CommandPalette(placeholder="an action, an article, a name …", id="--command-palette"))

    def action_help(self) -> None:
        from tui.screens.help import HelpScreen
        from tui.whereabouts import place_on

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(place_on(self.screen)))

    def open_prefix(self, action_id: str) -> None:
        """Wait for the key that says what a prefix is to do, and do that."""
        from tui.screens.prefix import PrefixScreen, follow

        async def done(key: str | None) -> None:
            call = follow(action_id, key)
            if call is not None:
                await self.run_action(call, self.screen)

        self.push_screen(PrefixScreen.of(action_id), done)

    def action_choose_theme(self) -> None:
        from tui.screens.themes import ThemeScreen

        if not isinstance(self.screen, ThemeScreen):
            self.push_screen(ThemeScreen(), self._theme_chosen)

    def action_switch_theme(self) -> None:
        self.theme = counterpart(self.current_theme)
        self._theme_chosen(self.theme)

    def _theme_chosen(self, name: str | None) -> None:
        """Keep a theme for the next time, and say what will go before it then."""
        if name is None or self._keep_theme is None:
            return
        keep = self._keep_theme
        self.run_worker(lambda: keep(name), thread=True, group="keeping")
        if self._theme_from:
            self.notify(f"{name}, until you quit: the next time {self._theme_from} goes before it.", markup=False)

    # ------------------------------------------------------------------ going places from any screen

    def go_to_article(self, article_id: int) -> None:
        """Open an article, leaving whatever screens lie over the main one; Back leads back to where the reader was."""
        from tui.messages import Landing

        self._back_to_main()
        self.main.open_article(article_id, Landing())

    def go_to_entity(self, entity: str) -> None:
        """Open an entity's dossier over the main screen."""
        self._back_to_main()
        self.main.open_dossier(entity)

    def go_to_saved(self, saved: SavedSearch) -> None:
        """Run a saved search."""
        self._back_to_main()
        self.main.run_saved(saved)

    def _back_to_main(self) -> None:
        while self.screen is not self.main:
            self.pop_screen()

    def action_copy_or_tell(self) -> None:
        selected = self.screen.get_selected_text()
        if selected:
            self.copy_out(selected, "the selection")
        else:
            leave, quit_, copy = key_of("leave"), by_id("quit").keys[0], key_of("copy")
            self.notify(
                f"{leave} leaves, {quit_} quits from anywhere; {copy} copies without a selection.", markup=False
            )

    # ------------------------------------------------------------------ the last resort

    def _fatal_error(self) -> None:
        """Instead of a traceback on the screen: a sentence, and the traceback in the log."""
        from rich.text import Text

        from index.errors import DatelineError

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
