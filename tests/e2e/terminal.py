"""A terminal for tests: runs a program in a pseudo-terminal and keeps the screen a person would see (drawn by pyte)."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self

import pyte

_KEYS = {
    "enter": "\r", "escape": "\x1b", "backspace": "\x7f", "tab": "\t", "down": "\x1b[B", "up": "\x1b[A",
    "ctrl+q": "\x11", "ctrl+c": "\x03",
}  # fmt: skip


class Terminal:
    """`with Terminal([...]) as terminal:` starts a program; leaving the block ends it."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], *, columns: int = 120, rows: int = 40) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self.screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.written = b""  # every byte the program wrote
        self.exit_code: int | None = None
        self._pid, self._master = pty.fork()
        if self._pid == 0:
            os.execvpe(command[0], list(command), {"TERM": "xterm-256color", **env})
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def press(self, *keys: str) -> None:
        """Send keys by name, or text as it is."""
        for key in keys:
            os.write(self._master, _KEYS.get(key, key).encode())
            self.read(0.05)

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        os.kill(self._pid, number)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size, as dragging a window's corner does."""
        self.screen.resize(rows, columns)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    @property
    def modes(self) -> list[object]:
        """The line's modes (echo, line editing …) as the system keeps them."""
        return termios.tcgetattr(self._master)

    def read(self, seconds: float) -> None:
        """Take in what the program writes within so many seconds."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not select.select([self._master], [], [], left)[0]:
                return
            try:
                data = os.read(self._master, 65536)
            except OSError:  # the program has closed its end
                return
            if not data:
                return
            self.written += data
            # Private modes with `$` or `>` are unknown to pyte, which would print their tails.
            text = self._decoder.decode(data)
            self._stream.feed(re.sub(r"\x1b\[[?>=<][0-9;:]*\$?[a-zA-Z]", _known_mode, text))

    def wait_for(self, pattern: str, *, timeout: float = 30.0) -> str:
        """The screen as soon as the pattern is on it. Fails with the screen otherwise."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            if re.search(pattern, self.text):
                return self.text
            self.read(0.1)
        raise AssertionError(f"never saw {pattern!r}; the screen was:\n{self.text}")

    @property
    def text(self) -> str:
        """The screen, line by line."""
        return "\n".join(self.screen.display)

    def wait_until_ended(self, *, timeout: float = 10.0) -> int:
        """The exit code of the program. Fails if it goes on."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            self.read(0.05)
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            if pid:
                self.exit_code = os.waitstatus_to_exitcode(status)
                return self.exit_code
        raise AssertionError(f"the program did not end; the screen was:\n{self.text}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.exit_code is None:
            try:
                os.kill(self._pid, signal.SIGKILL)
                os.waitpid(self._pid, 0)
            except (ProcessLookupError, ChildProcessError):
                pass
        os.close(self._master)


def _known_mode(sequence: re.Match[str]) -> str:
    # pyte has one screen only: to change to the other, and back, is to begin with an empty one.
    if sequence[0] in {"\x1b[?1049h", "\x1b[?1049l"}:
        return "\x1b[2J\x1b[H"
    # What else pyte understands of the private modes does not change what is read.
    return sequence[0] if sequence[0] in {"\x1b[?25l", "\x1b[?25h", "\x1b[?7l", "\x1b[?7h"} else ""
