"""An article in somebody's editor or pager: which program, with which arguments, and running it on the terminal.

What an editor gets is the article in dateline's own plain format, so that it can be saved elsewhere and taken in
again; what a pager gets is wrapped for reading. Text goes out exactly as it is only to editors that are known to show
control characters and not to send them; everything else, pagers above all (`more`, `cat`, and `less -R`), gets it made
printable, so that no article ever commands a terminal through them.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from index.errors import DatelineError
from index.exporting.articles import heading
from index.model import Article
from index.text import printable
from tui.widgets.lines import wrapped

AT_ONCE: Final = 1.0  # seconds: what ends sooner has shown nothing, or has handed its file to a window elsewhere
_NEAR_THE_TOP, _LINES_BEFORE = 12, 5  # lines
PAGE_WIDTH: Final = 88  # cells, as in the reader
# Editors that draw control characters as stand-ins of their own.
_SHOW_CONTROLS: Final = frozenset({
    "vi", "vim", "nvim", "view", "gvim", "nano", "emacs", "emacsclient", "mg", "joe", "hx", "helix", "kak", "code",
    "codium", "subl", "zed", "gedit", "kate",
})  # fmt: skip
_PLUS_LINE: Final = frozenset({
    "vi", "vim", "nvim", "view", "gvim", "nano", "pico", "emacs", "emacsclient", "mg", "joe", "jed", "micro", "kak",
    "ne", "vis", "gedit", "less", "more", "most",
})  # fmt: skip
_COLON_LINE: Final = frozenset({"hx", "helix", "subl", "zed"})
_GOTO_LINE: Final = frozenset({"code", "codium"})
# These come back before the file has been read, unless they are asked to wait.
_WAITING: Final = {"code": "--wait", "codium": "--wait", "subl": "--wait", "zed": "--wait", "gvim": "-f", "kate": "-b"}


@dataclass(frozen=True, slots=True)
class Command:
    """A program and its arguments; `name` is what its settings and a person know it by."""

    words: tuple[str, ...]

    @property
    def name(self) -> str:
        return Path(self.words[0]).name

    @property
    def known_as(self) -> str:
        """The name without an ending, for looking it up."""
        return Path(self.words[0]).stem.lower()


def editor(environment: Mapping[str, str]) -> Command:
    """`$VISUAL`, `$EDITOR`, or whatever editor there is. Raises DatelineError."""
    return _program(environment, ("VISUAL", "EDITOR"), ("editor", "vi", "nano"), "an editor")


def pager(environment: Mapping[str, str]) -> Command:
    """`$PAGER`, else less, else more. Raises DatelineError."""
    return _program(environment, ("PAGER",), ("less", "more"), "a pager")


def _program(environment: Mapping[str, str], variables: Sequence[str], otherwise: Sequence[str], what: str) -> Command:
    path = environment.get("PATH")
    for variable in variables:
        written = environment.get(variable, "").strip()
        if not written:
            continue
        try:
            words = shlex.split(written)
        except ValueError as error:
            raise DatelineError(f"{variable} is {printable(written)}, which has no end: {error}.") from None
        if not shutil.which(words[0], path=path):
            raise DatelineError(
                f"{variable} names {printable(words[0])}, which is not installed.",
                hint=f"Set {variable} to {what} that is.",
            )
        return Command(tuple(words))
    for name in otherwise:
        if shutil.which(name, path=path):
            return Command((name,))
    raise DatelineError(
        f"There is no {what.removeprefix('an ').removeprefix('a ')} here.",
        hint=f"Set {variables[-1]} to {what} that is installed.",
    )


# ------------------------------------------------------------------------------------------------ what they are given


@dataclass(frozen=True, slots=True)
class Sheet:
    """Text for a program, and the 1-based line to begin at."""

    text: str
    line: int


def editor_sheet(article: Article, offset: int, program: Command) -> Sheet:
    """The article in the plain format, exact for editors that can be trusted with it."""
    head = "\n".join(heading(article)) + "\n"
    text = f"{head}{article.text}"
    if program.known_as not in _SHOW_CONTROLS:
        text = printable(text, keep_newlines=True)
    return Sheet(text if text.endswith("\n") else text + "\n", text.count("\n", 0, len(head) + offset) + 1)


def pager_sheet(article: Article, offset: int, width: int) -> Sheet:
    """The article wrapped for reading and made printable."""
    width = max(20, min(PAGE_WIDTH, width))
    facts = [article.date.isoformat() if article.date else "undated", article.source, article.byline, article.url]
    lines = [*wrapped(article.title, width), *wrapped(" · ".join(fact for fact in facts if fact), width), ""]
    at = len(lines) + 1
    place = 0
    for paragraph in article.text.split("\n"):
        if place <= offset <= place + len(paragraph):
            at = len(lines) + len(wrapped(paragraph[: offset - place], width))
        lines += wrapped(paragraph, width)
        place += len(paragraph) + 1
    return Sheet("\n".join(lines) + "\n", at)


def editor_arguments(program: Command, path: Path, line: int) -> list[str]:
    """The command line that opens a file, at a line where the editor is known to take one."""
    name, words = program.known_as, list(program.words)
    waiting = _WAITING.get(name)
    if waiting and waiting not in words:
        words.append(waiting)
    if name in _PLUS_LINE:
        return [*words, f"+{line}", str(path)]
    if name in _COLON_LINE:
        return [*words, f"{path}:{line}"]
    return [*words, "--goto", f"{path}:{line}"] if name in _GOTO_LINE else [*words, str(path)]


def pager_arguments(program: Command, line: int) -> list[str]:
    """The command line of a pager, which reads its standard input, as every pager does.

    It begins some lines before the one that is meant, or at the top where that is near: context is read, too.
    """
    is_far = line > _NEAR_THE_TOP and program.known_as in _PLUS_LINE
    return [*program.words, *([f"+{line - _LINES_BEFORE}"] if is_far else [])]


# ------------------------------------------------------------------------------------------------ running them


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program came back: its exit code (negative: the signal that ended it) and how long it took, in seconds."""

    code: int
    seconds: float

    @property
    def trouble(self) -> str:
        """What went wrong, in words, or nothing."""
        if self.code < 0:
            return f"was ended by signal {-self.code}"
        return f"ended with exit code {self.code}" if self.code else ""


def run_on_terminal(arguments: Sequence[str], environment: Mapping[str, str], stdin: IO[Any] | None = None) -> Ended:
    """Run a program on the terminal, which must be free, and wait for it. Raises DatelineError if it cannot start.

    The terminal's line settings are put back as they were, however the program leaves them. Blocks: that is the point.
    """
    began = time.monotonic()
    with _line_settings_kept(), _keys_for_the_program():
        try:
            code = subprocess.run(list(arguments), stdin=stdin, env=dict(environment), check=False).returncode
        except OSError as error:
            raise DatelineError(f"{printable(arguments[0])} could not be started: {error.strerror}.") from error
    return Ended(code, time.monotonic() - began)


def wait_for_enter(prompt: str) -> None:
    """Leave what a program printed on the screen until somebody has seen it."""
    if sys.__stdin__ is None or sys.__stdout__ is None:
        return
    sys.__stdout__.write(f"\n{prompt} ")
    sys.__stdout__.flush()
    with _keys_for_the_program():
        sys.__stdin__.readline()


@contextlib.contextmanager
def _keys_for_the_program() -> Iterator[None]:
    """Ctrl-C and ctrl-\\ reach every program of the terminal: they are the other one's, and must not end the reader."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    # A handler and not SIG_IGN, which the program would inherit.
    before = {number: signal.signal(number, lambda *_: None) for number in (signal.SIGINT, signal.SIGQUIT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)


@contextlib.contextmanager
def _line_settings_kept() -> Iterator[None]:
    import termios  # late: not every platform has it, and nothing else needs it

    try:
        before = termios.tcgetattr(0)
    except termios.error:  # no terminal
        before = None
    try:
        yield
    finally:
        if before is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(0, termios.TCSADRAIN, before)


class SheetFile:
    """A read-only file with a sheet in it, in a folder that only its owner may enter; removed afterwards."""

    def __init__(self, name: str, sheet: Sheet) -> None:
        """Raises DatelineError if it cannot be written."""
        try:
            self._folder = Path(tempfile.mkdtemp(prefix="dateline-"))
            self.path = self._folder / name
            self._content = sheet.text.encode("utf-8", "surrogatepass")
            self.path.write_bytes(self._content)
            self.path.chmod(0o400)
        except OSError as error:
            raise DatelineError(f"No temporary file could be written: {error.strerror}.") from error

    @property
    def was_changed(self) -> bool:
        """Whether somebody saved something over it."""
        try:
            return self.path.read_bytes() != self._content
        except OSError:
            return True

    def remove(self, *, at_exit: bool = False) -> None:
        """Remove it now, or when dateline is left: a window elsewhere may still want to read it."""
        if at_exit:
            atexit.register(shutil.rmtree, self._folder, ignore_errors=True)
        else:
            shutil.rmtree(self._folder, ignore_errors=True)


def environment_now() -> dict[str, str]:
    """The environment that programs are looked up in and started with."""
    return dict(os.environ)
