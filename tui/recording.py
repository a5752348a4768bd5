"""Writing down what the reader does: one thing after the other, off the UI thread, all done before the program ends."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from index.errors import DatelineError


class Recorder:
    """A single thread that writes in the order things were done, so that the last word stays the last."""

    def __init__(self, on_error: Callable[[DatelineError], None]) -> None:
        """`on_error` is called on the writing thread."""
        self._on_error = on_error
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="recorder")

    def write(self, work: Callable[[], None]) -> None:
        """Do this after everything that was asked before; nothing happens any more once closed."""

        def run() -> None:
            try:
                work()
            except DatelineError as error:
                self._on_error(error)

        try:
            self._thread.submit(run)
        except RuntimeError:  # closed: the program is ending, and whatever was done before has been written
            return

    def close(self) -> None:
        """Wait until everything is written. Blocks: not for the UI thread."""
        self._thread.shutdown(wait=True)
