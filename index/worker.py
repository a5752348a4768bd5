"""The process that writes: one spawned for each job, fed commands on its standard input, telling events on its output.

A process of its own keeps spaCy out of the reader's memory and a crash of either from the other. It is a plain
subprocess and not `multiprocessing`, which hands the child the parent's standard streams; those belong to the
full-screen app. When the parent goes, for whatever reason, the child's standard input ends, and it stops after the
batch in hand.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

from index.errors import DatelineError, JobError
from index.events import CancelToken, Event, Failed, Finished, from_line, to_line
from index.paths import WORKER_LOG

_NICENESS = 5  # a reader at the keyboard goes before the job


class Job:
    """A running job, as its parent sees it."""

    def __init__(self, library: Path, paths: Sequence[Path], *, model: str, max_article_bytes: int) -> None:
        """Start it. Raises JobError if no process can be made."""
        order = {
            "library": str(library),
            "paths": [str(path) for path in paths],
            "model": model,
            "max_article_bytes": max_article_bytes,
        }
        self._log = library / WORKER_LOG
        try:
            with self._log.open("ab") as log:
                # -P: a folder called `index` where the user happens to stand must not be taken for this package.
                self._process = subprocess.Popen(
                    [sys.executable, "-P", "-m", "index.worker"],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    text=True,
                    encoding="ascii",
                )
        except OSError as error:
            raise JobError(f"The background job could not be started: {error.strerror}.") from error
        self._tell(json.dumps(order))

    def events(self) -> Iterator[Event]:
        """Events as they come, blocking; the last is Finished or Failed, whatever happens. For one thread."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            try:
                event = from_line(line)
            except ValueError:
                continue  # a library's stray print; the log has the rest
            yield event
            if isinstance(event, Finished | Failed):
                self._process.wait()
                return
        code = self._process.wait()
        how = f"killed by signal {-code}" if code < 0 else f"with exit code {code}"
        yield Failed(
            "Background job",
            f"The background job ended early ({how}).",
            f"What it had finished is kept. See {self._log}",
        )

    def prefer(self, article_id: int) -> None:
        """Annotate this article next: somebody is reading it."""
        self._tell(f"prefer {article_id}")

    def cancel(self) -> None:
        """Ask the job to stop after the batch in hand; what is done stays done."""
        self._tell("cancel")

    @property
    def process_id(self) -> int:
        """The worker's process."""
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """Whether the process is still there."""
        return self._process.poll() is None

    def close(self, timeout: float = 5.0) -> None:
        """Cancel, wait, and if that is not heeded, kill: the store survives it."""
        with contextlib.suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()
        try:
            self._process.wait(timeout)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(OSError, ValueError):  # it has ended, or was closed: nothing to tell any more
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()


# ------------------------------------------------------------------------------------------------ the child's side


class _Orders:
    """What the parent said so far; read by a thread, because a batch must not wait for the parent."""

    def __init__(self, stream: TextIO) -> None:
        self.cancel = CancelToken()
        self._preferred: list[int] = []
        self._stream = stream

    def listen(self) -> None:
        for line in self._stream:
            command, _, argument = line.strip().partition(" ")
            if command == "cancel":
                self.cancel.cancel()
            elif command == "prefer" and argument.isdigit():
                self._preferred.append(int(argument))
        self.cancel.cancel()  # the parent is gone

    def preferred(self) -> list[int]:
        """The last few articles asked for, the latest first."""
        return list(reversed(self._preferred[-4:]))


def main() -> int:
    """The child: one order in, events out. Returns the exit code."""
    out = _take_standard_output()
    # Ctrl-C in the parent's terminal reaches the whole group; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(OSError):
        os.nice(_NICENESS)
    report_lock = threading.Lock()

    def report(event: Event) -> None:
        with report_lock, contextlib.suppress(OSError):
            out.write(to_line(event) + "\n")
            out.flush()

    try:
        order = json.loads(sys.stdin.readline())
        orders = _Orders(sys.stdin)
        threading.Thread(target=orders.listen, daemon=True).start()
        report(_run(order, orders, report))
    except DatelineError as error:
        report(Failed(error.title, error.message, error.hint, error.exit_code))
        return error.exit_code
    except Exception as error:  # noqa: BLE001 - the process's last line of defence; the log gets the traceback
        traceback.print_exc()
        report(
            Failed("Background job", f"The background job broke: {type(error).__name__}: {error}.", "See worker.log")
        )
        return JobError.exit_code
    return 0


def _run(order: dict[str, Any], orders: _Orders, report: Callable[[Event], None]) -> Finished:
    from index.ingest import run_job  # here, because the parent imports this module too and must stay light

    return run_job(
        Path(order["library"]),
        [Path(path) for path in order["paths"]],
        model=order["model"],
        max_article_bytes=order["max_article_bytes"],
        report=report,
        cancel=orders.cancel,
        preferred=orders.preferred,
    )


def _take_standard_output() -> TextIO:
    """Keep standard output for events alone: whatever else is printed goes to the log."""
    kept = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(kept, "w", encoding="ascii")


if __name__ == "__main__":
    sys.exit(main())
