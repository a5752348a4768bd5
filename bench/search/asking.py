"""Asking a process that has one library open: the parent's end, and what passes between the two.

A process for each engine keeps their memory apart and lets a run put the same question to all of them in turn, so that
whatever else the machine is doing hits all alike.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Literal, Self

from bench.search.building import PROJECT, directory
from bench.search.queries import Question

What = Literal["search", "page", "facets"]
_CHILD: Final = "bench.search.answering"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a question. Seconds are for the search alone, with a page of rows and snippets, and with facets.

    `cannot` says why there is none.
    """

    total: int = 0
    ids: Sequence[int] = ()
    search: float = 0.0
    page: float = 0.0
    facets: float = 0.0
    cannot: str = ""


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes of a process: all that is resident, the part that is its own and not mapped from files, and the peak."""

    resident: int
    private: int
    peak: int


@dataclass(frozen=True, slots=True)
class Opened:
    """What the process says first: how long opening took, what it had to import included, and whether it has facets."""

    seconds: float
    has_facets: bool


@dataclass(slots=True)
class Engine:
    """The parent's end."""

    name: str
    folder: Path
    process: subprocess.Popen[bytes] = field(init=False)
    opened: Opened = field(init=False)

    @classmethod
    def start(cls, work: Path, name: str, articles: int) -> Self:
        """A fresh process with a freshly opened index."""
        engine = cls(name, directory(work, name, articles))
        engine.process = subprocess.Popen(
            [sys.executable, "-m", _CHILD, name, str(engine.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=PROJECT,
        )
        engine.opened = engine._receive()
        return engine

    def ask(self, question: Question, what: What = "search") -> Answer:
        answer: Answer = self._call("ask", question, what)
        return answer

    def memory(self) -> Memory:
        memory: Memory = self._call("memory")
        return memory

    def stop_after(self, question: Question, delay: float) -> float | None:
        """Seconds from asking a search to stop, which had run that long, until it did; None if it was done before."""
        seconds: float | None = self._call("stop_after", question, delay)
        return seconds

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        with suppress(OSError):
            self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()

    def _call(self, *order: object) -> Any:
        assert self.process.stdin is not None
        pickle.dump(order, self.process.stdin)
        self.process.stdin.flush()
        return self._receive()

    def _receive(self) -> Any:
        assert self.process.stdout is not None
        try:
            return pickle.load(self.process.stdout)
        except EOFError:
            sys.exit(f"The process that searches {self.folder} broke off.")
