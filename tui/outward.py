"""The app's side of what leaves the reader: the clipboard, the browser, editor and pager, exports.

Screens say what is meant (`tui.screens.outward`); here it is handed over, and what came of it is told in a sentence.
What is heavy or rarely needed is imported when it is first asked for.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from textual.app import App, SuspendNotSupported
from textual.screen import Screen

from index.errors import DatelineError

if TYPE_CHECKING:  # the app is built on this, and its first picture needs none of it
    from index.events import CancelToken
    from index.model import Article
    from tui.messages import ExportEnded, ExportProgress, Told
    from tui.widgets.bars import StatusLine

TELL_EVERY = 0.2  # seconds between two words of an export's progress
_TITLE_TOLD = 40  # cells of a title in a sentence


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What to write where. `pieces` is asked for in a thread; about `total` of them come, if that is known."""

    what: str
    pieces: Callable[[CancelToken], Iterable[str]]
    path: Path
    replaces: bool = False
    total: int | None = None


def _status_line_of(screen: Screen[Any]) -> StatusLine | None:
    """The line where a screen says what happened, if it has one."""
    return getattr(screen, "status_line", None)


class OutwardApp(App[None]):
    """Hands things over to the world outside."""

    _export_token: CancelToken | None = None

    @property
    def is_served(self) -> bool:
        """Whether the screen is a browser's, perhaps elsewhere: then nothing is opened or written on this machine."""
        return self.is_web

    def tell(self, sentence: str, *, is_trouble: bool = False) -> None:
        """Say something where it is looked for: on the status line, or over a screen that has none."""
        from index.text import printable

        screen = self.screen
        if is_trouble:
            self.notify(printable(sentence, keep_newlines=True), severity="warning", markup=False)
        elif (status_line := _status_line_of(screen)) is not None:
            status_line.tell(sentence)
        else:
            self.notify(printable(sentence), markup=False)

    def on_told(self, message: Told) -> None:
        self.tell(message.sentence, is_trouble=message.is_trouble)

    def _tell_error(self, error: DatelineError) -> None:
        self.tell(f"{error.message} {error.hint}".strip(), is_trouble=True)

    # ------------------------------------------------------------------ clipboard

    def copy_out(self, text: str, what: str) -> None:
        """Copy by the terminal at once, by a local tool in the background, and say how it went.

        What is copied is made printable: it may be pasted into a terminal.
        """
        from index.text import printable
        from tui.messages import Told
        from tui.outside import clipboard
        from tui.outside.programs import environment_now

        shown = printable(text, keep_newlines=True)
        environment = environment_now()
        if clipboard.terminal_may_take(environment) or self.is_served:
            self.copy_to_clipboard(shown)

        def work() -> None:
            tool, trouble = clipboard.fill(shown, environment)
            self.post_message(Told(*clipboard.told(what, shown, environment, tool=tool, trouble=trouble)))

        self.run_worker(work, thread=True, exclusive=True, group="clipboard")

    # ------------------------------------------------------------------ browser

    def open_address(self, url: str) -> None:
        """Open an article's address in the browser, if it is one of the web."""
        from tui.messages import Told
        from tui.outside import browser
        from tui.outside.programs import environment_now

        environment = environment_now()
        try:
            address = browser.checked_address(url)
            if self.is_served:
                self.open_url(address)  # in the browser that shows this
                return
            words = browser.opener(environment)
        except DatelineError as error:
            self._tell_error(error)
            return
        arguments, site = browser.command(words, address), browser.site_of(address)
        if Path(words[0]).name in browser.TEXT_BROWSERS:
            self._on_terminal(lambda: self._run_text_browser(arguments, environment))
            return

        def work() -> None:
            try:
                browser.open_beside(arguments, environment)
            except DatelineError as error:
                self.post_message(Told(f"{error.message} {error.hint}".strip(), is_trouble=True))
            else:
                self.post_message(Told(f"opened {site} in the browser ({Path(words[0]).name})"))

        self.run_worker(work, thread=True, exclusive=True, group="browser")

    @staticmethod
    def _run_text_browser(arguments: list[str], environment: dict[str, str]) -> str:
        from tui.outside.programs import run_on_terminal

        trouble = run_on_terminal(arguments, environment).trouble
        return f"{Path(arguments[0]).name} {trouble}." if trouble else ""

    # ------------------------------------------------------------------ editor and pager

    def open_in(self, kind: Literal["editor", "pager"], article: Article, offset: int) -> None:
        """Give an article to the editor or pager, with the terminal; the reader waits until it ends."""
        self._on_terminal(lambda: self._edit(article, offset) if kind == "editor" else self._page(article, offset))

    def _on_terminal(self, run: Callable[[], str]) -> None:
        """Do something with the terminal given up; what it returns is told as trouble, if it is anything."""
        trouble = ""
        try:
            with self.suspend():
                try:
                    trouble = run()
                except DatelineError as error:  # not beyond this block, which would never take the terminal back
                    trouble = f"{error.message} {error.hint}".strip()
        except SuspendNotSupported:
            trouble = "The screen cannot be given to another program here."
        if trouble:
            self.tell(trouble, is_trouble=True)

    @staticmethod
    def _edit(article: Article, offset: int) -> str:
        from index.exporting import suggested_name
        from tui.outside import programs

        environment = programs.environment_now()
        program = programs.editor(environment)
        sheet = programs.editor_sheet(article, offset, program)
        name = Path(suggested_name(article.title, "md", otherwise="article")).with_suffix(".txt").name
        file = programs.SheetFile(name, sheet)
        is_at_once = False
        try:
            ended = programs.run_on_terminal(programs.editor_arguments(program, file.path, sheet.line), environment)
            is_at_once = ended.seconds < programs.AT_ONCE
            if ended.trouble:
                if is_at_once:
                    programs.wait_for_enter(f"{program.name} {ended.trouble}. Enter goes back to dateline.")
                return f"{program.name} {ended.trouble}."
            if file.was_changed:
                return "What you changed was not kept: articles stay as they came. Save it under a name of its own."
        finally:
            file.remove(at_exit=is_at_once)
        return ""

    def _page(self, article: Article, offset: int) -> str:
        import tempfile

        from tui.outside import programs

        environment = programs.environment_now()
        program = programs.pager(environment)
        sheet = programs.pager_sheet(article, offset, self.size.width)
        with tempfile.TemporaryFile() as file:  # it has no name, so that nothing can be left behind
            file.write(sheet.text.encode("utf-8", "replace"))
            file.seek(0)
            ended = programs.run_on_terminal(programs.pager_arguments(program, sheet.line), environment, file)
        if ended.seconds < programs.AT_ONCE:
            programs.wait_for_enter("Enter goes back to dateline.")
        return f"{program.name} {ended.trouble}." if ended.trouble else ""

    # ------------------------------------------------------------------ exports

    def start_export(self, order: ExportOrder) -> None:
        """Write a file in the background, one at a time."""
        from index.events import Cancelled, CancelToken
        from tui.messages import ExportEnded

        if self._export_token is not None:
            self.tell("an export is under way already; Esc stops it")
            return
        token = self._export_token = CancelToken()
        is_served = self.is_served

        def work() -> None:
            ended = ExportEnded(order.what)
            try:
                pieces = self._followed(order, token)
                if is_served:
                    self.call_from_thread(self._deliver, "".join(pieces), order.path.name)
                    ended.path = order.path
                else:
                    from index.exporting.files import write_pieces

                    ended.size = write_pieces(order.path, pieces, replaces=order.replaces)
                    ended.path = order.path
            except Cancelled:
                pass
            except DatelineError as error:
                ended.error = error
            self.post_message(ended)

        self.run_worker(work, thread=True, group="export")

    def _deliver(self, text: str, name: str) -> None:
        """Hand a file to the browser that shows this, to be saved where it is."""
        self.deliver_text(io.StringIO(text), save_filename=Path(name).name)

    def _followed(self, order: ExportOrder, token: CancelToken) -> Iterator[str]:
        from tui.messages import ExportProgress
        from tui.widgets.lines import grouped

        told_at = time.monotonic()
        total = f"/{grouped(order.total)}" if order.total is not None else ""
        for number, piece in enumerate(order.pieces(token), 1):
            token.check()
            yield piece
            if time.monotonic() - told_at > TELL_EVERY:
                told_at = time.monotonic()
                done = grouped(min(number, order.total) if order.total is not None else number)
                self.post_message(ExportProgress(f"writing {done}{total} · Esc stops"))

    def stop_export(self) -> bool:
        """Stop the export under way, if there is one; nothing of it is left."""
        if self._export_token is None or self._export_token.is_cancelled:
            return False
        self._export_token.cancel()
        return True

    def on_export_progress(self, message: ExportProgress) -> None:
        self._show_work(message.text if self._export_token is not None else "")

    def _show_work(self, text: str) -> None:
        for screen in self.screen_stack:
            if (status_line := _status_line_of(screen)) is not None:
                status_line.update_work(text)

    def on_export_ended(self, message: ExportEnded) -> None:
        from tui.widgets.lines import cut, grouped, one_line

        self._export_token = None
        self._show_work("")
        if message.error is not None:
            self._tell_error(message.error)
        elif message.path is None:
            self.tell("stopped; nothing was written")
        else:
            size = f", {grouped(message.size)} bytes" if message.size else ""
            self.tell(f"wrote {cut(one_line(message.what), _TITLE_TOLD)} to {message.path}{size}")
