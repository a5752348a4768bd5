"""A pseudo-terminal that keeps when every byte came, and asks the system what the program in it spent.

Nothing is drawn while the program runs, so that watching it costs it little; the screen at any moment is drawn
afterwards. The processor time of another process is read from its own clock (Linux), to the microsecond.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, NamedTuple, Self

COLUMNS: Final = 120
ROWS: Final = 40
_QUIET: Final = 0.06  # seconds without a byte and without work after which a program is at rest
_IDLE: Final = 0.0015  # seconds of processor time in that while that are no work: timers
_PATIENCE: Final = 60.0
_ESCAPES: Final = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1bP.*?\x1b\\|\x1b.", re.DOTALL
)
# Private modes with `$` or `>` are unknown to pyte, which would print their tails.
_PRIVATE: Final = re.compile(rb"\x1b\[[?>=<][0-9;:]*\$?[a-zA-Z]")
_FIELDS: Final = re.compile(
    r"^(Rss|Pss|Pss_Anon|Pss_File|Private_Clean|Private_Dirty|Anonymous):\s+(\d+) kB", re.MULTILINE
)


class Cost(NamedTuple):
    """Of one key, until the program was at rest: seconds of processor time, and until the last byte of the screen."""

    cpu: float
    wall: float


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes of a process: resident; those that are its own; those mapped from files, which others may share."""

    resident: int
    proportional: int
    anonymous: int
    mapped: int


class Watched:
    """`with Watched(command, env) as program:` runs it; leaving the block ends it."""

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str], *, columns: int = COLUMNS, rows: int = ROWS
    ) -> None:
        self.columns, self.rows = columns, rows
        self.chunks: list[tuple[float, bytes]] = []  # seconds since exec, and what came then
        self._started = time.perf_counter()
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvpe(command[0], list(command), {"TERM": "xterm-256color", "COLORTERM": "truecolor", **env})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.close(self._master)
        os.waitpid(self.pid, 0)

    # ------------------------------------------------------------------------------------------- watching

    def cpu(self) -> float:
        """Seconds of processor time of all its threads so far."""
        return time.clock_gettime((~self.pid << 3) | 2)  # what clock_getcpuclockid(3) makes of a process

    def take(self, seconds: float) -> bool:
        """Wait so long for bytes; whether any came."""
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._master, 1 << 20)
        except OSError as error:
            raise RuntimeError(f"the program has ended:\n{self.text}") from error
        self.chunks.append((time.perf_counter() - self._started, data))
        return True

    def settle(self) -> float:
        """Wait until the program is at rest; returns its processor time then."""
        end = time.perf_counter() + _PATIENCE
        while time.perf_counter() < end:
            before = self.cpu()
            if not self.take(_QUIET) and self.cpu() - before < _IDLE:
                return before
        raise TimeoutError("the program does not come to rest")

    def press(self, key: str) -> Cost:
        """Press a key and wait until everything that follows from it is done."""
        spent, since = self.settle(), time.perf_counter() - self._started
        os.write(self._master, key.encode())
        cpu = self.settle() - spent
        return Cost(cpu, max(self.chunks[-1][0] - since, 0.0))

    # ------------------------------------------------------------------------------------------- what was on screen

    def first_paint(self) -> float:
        """Seconds from exec until the first picture was out: until half the cells of the screen had been written."""
        while True:
            written = 0
            data = b""
            for at, chunk in self.chunks:
                data += chunk
                written = sum(1 for byte in _ESCAPES.sub(b"", data) if byte >= 0x20 and not 0x80 <= byte < 0xC0)
                if written >= self.columns * self.rows // 2:
                    return at
            self._more()

    def shows(self, text: str) -> float:
        """Seconds from exec until a text stood on the screen; looked for whenever the program is at rest."""
        import pyte  # only the drawing needs it

        screen = pyte.Screen(self.columns, self.rows)
        stream = pyte.Stream(screen)
        drawn = 0
        while True:
            self.settle()
            for at, data in self.chunks[drawn:]:
                stream.feed(_PRIVATE.sub(b"", data).decode("utf-8", "replace"))
                if any(text in line for line in screen.display):
                    return at
            drawn = len(self.chunks)
            self._more()

    def _more(self) -> None:
        if not self.take(_PATIENCE):
            raise TimeoutError(f"nothing more came; the screen was:\n{self.text}")

    @property
    def text(self) -> str:
        """The screen as it is."""
        import pyte

        screen = pyte.Screen(self.columns, self.rows)
        data = b"".join(chunk for _, chunk in self.chunks)
        pyte.Stream(screen).feed(_PRIVATE.sub(b"", data).decode("utf-8", "replace"))
        return "\n".join(screen.display)

    # ------------------------------------------------------------------------------------------- memory

    def memory(self) -> Memory:
        """What it holds now, after `smaps_rollup` (Linux)."""
        said = dict(_FIELDS.findall(Path(f"/proc/{self.pid}/smaps_rollup").read_text("ascii")))
        resident, anonymous = int(said["Rss"]) * 1024, int(said["Anonymous"]) * 1024
        return Memory(resident, int(said["Pss"]) * 1024, anonymous, resident - anonymous)


def python(*arguments: str) -> list[str]:
    """A command that runs this Python."""
    return [sys.executable, *arguments]
