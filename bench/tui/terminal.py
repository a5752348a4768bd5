"""A program in a pseudo-terminal, and the clock on what it writes: from exec to the first paint, to a given text."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

# The framework paints a screen from its first row on; what it writes before are questions to the terminal and modes.
FIRST_PAINT: Final = re.compile(rb"\x1b\[1;1H")
_SEQUENCES: Final = re.compile(rb"\x1b\[[0-9;?<>=]*[ -/]*[@-~]|\x1b\][^\x07]*\x07")
_PATIENCE: Final = 60.0  # seconds


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes of a process as Linux tells them: all that is mapped in and resident, and what of it are files."""

    resident: int
    proportional: int  # shared pages counted by share
    files: int  # of the resident, pages of files: the system takes them back when it needs them
    private: int  # of the resident, everything else


class Session:
    """A running program; times are seconds since it was started."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], size: tuple[int, int]) -> None:
        self.started = time.perf_counter()
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], list(command), dict(environment))
        columns, rows = size
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.written = b""

    def until(self, wanted: re.Pattern[bytes], *, is_plain: bool = False) -> float:
        """When the program had written this; `is_plain` looks at the text between the control sequences only."""
        begin = time.perf_counter()
        while True:
            looked_at = _SEQUENCES.sub(b"", self.written) if is_plain else self.written
            if wanted.search(looked_at):
                return time.perf_counter() - self.started
            if time.perf_counter() - begin > _PATIENCE:
                raise TimeoutError(f"never saw {wanted.pattern!r}")
            self._read(0.5)

    def _read(self, seconds: float) -> None:
        if select.select([self._master], [], [], seconds)[0]:
            self.written += os.read(self._master, 1 << 16)

    def rest(self, seconds: float) -> None:
        """Let it finish what it is doing."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._read(left)

    def press(self, keys: str) -> None:
        """Type; forgets what was written before."""
        self.written = b""
        os.write(self._master, keys.encode())

    def memory(self) -> Memory:
        """What it holds now."""
        lines = Path(f"/proc/{self.pid}/smaps_rollup").read_text("ascii").splitlines()[1:]
        kibibytes = {line.split(":")[0]: int(line.split()[1]) for line in lines}
        status = dict(line.split(":", 1) for line in Path(f"/proc/{self.pid}/status").read_text().splitlines())
        files = sum(int(status[name].split()[0]) for name in ("RssFile", "RssShmem"))
        resident = kibibytes["Rss"]
        return Memory(1024 * resident, 1024 * kibibytes["Pss"], 1024 * files, 1024 * (resident - files))

    def end(self) -> None:
        """Stop it, however it is."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._master)


@contextlib.contextmanager
def running(
    command: Sequence[str], environment: Mapping[str, str], size: tuple[int, int] = (120, 40)
) -> Iterator[Session]:
    """A program in a terminal of that many columns and rows."""
    session = Session(command, environment, size)
    try:
        yield session
    finally:
        session.end()
