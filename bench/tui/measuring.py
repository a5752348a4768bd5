"""One run: starts by turns with the trivial app's, keys in a process of their own, and the memory of a session."""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bench.search.building import PROJECT
from bench.tui import articles
from bench.tui.terminal import FIRST_PAINT, Memory, running

ROUNDS: Final = 60  # times that each key is pressed
_CONTENT: Final = re.compile(rb"\d{4}-\d\d-\d\d")  # the day of a result: the library is on the screen
_OPENED: Final = re.compile(rb"\d words")


@dataclass(slots=True)
class Measured:
    """Seconds of every start, seconds by key, seconds that the loop stood still by what was done, memory."""

    articles: int
    empty: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    content: list[float] = field(default_factory=list)
    keys: dict[str, dict[str, float]] = field(default_factory=dict)
    gaps: dict[str, float] = field(default_factory=dict)
    memory: Memory | None = None
    empty_memory: Memory | None = None


def measure(library: Path, count: int, scratch: Path, *, runs: int) -> Measured:
    """Everything, on a library that may be written into."""
    found = Measured(count)
    environment = _environment(scratch)
    dateline = [str(Path(sys.executable).with_name("dateline")), "--library", str(library), "--no-restore"]
    empty = [sys.executable, "-m", "bench.tui.empty"]
    _starting(found, dateline, empty, environment, runs)
    _memory(found, dateline, empty, environment)
    long = scratch / "long"
    _say("building two long articles")
    articles.build(long)
    _say("keys")
    found.keys = _in_process("keys", long, ROUNDS, environment)
    _say("the event loop")
    found.gaps = _in_process("loop", library, 1, environment)
    return found


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _environment(scratch: Path) -> dict[str, str]:
    """This tree's code, nobody's configuration, a terminal of many colours; modules compiled, as when installed."""
    left_out = {"PYTHONDONTWRITEBYTECODE", "NO_COLOR", "COLUMNS", "LINES"}
    inherited = {name: value for name, value in os.environ.items() if name not in left_out}
    nowhere = {"DATELINE_CONFIG": str(scratch / "no-config.toml"), "DATELINE_DATA": str(scratch / "no-data")}
    return {**inherited, **nowhere, "PYTHONPATH": str(PROJECT), "TERM": "xterm-256color", "COLORTERM": "truecolor"}


def _starting(
    found: Measured, dateline: Sequence[str], empty: Sequence[str], environment: dict[str, str], runs: int
) -> None:
    for run in range(runs + 1):
        _say(f"starting, {run} of {runs}")
        with running(empty, environment) as session:
            painted = session.until(FIRST_PAINT)
        with running(dateline, environment) as session:
            first = session.until(FIRST_PAINT)
            content = session.until(_CONTENT, is_plain=True)
        if run:  # the first brings the program's files into the system's cache
            found.empty.append(painted)
            found.first.append(first)
            found.content.append(content)


def _memory(found: Measured, dateline: Sequence[str], empty: Sequence[str], environment: dict[str, str]) -> None:
    _say("memory")
    if not Path("/proc/self/smaps_rollup").exists():
        return
    with running(empty, environment) as session:
        session.until(FIRST_PAINT)
        session.rest(1.0)
        found.empty_memory = session.memory()
    with running(dateline, environment) as session:
        session.until(_CONTENT, is_plain=True)
        session.press("\r")
        session.until(_OPENED, is_plain=True)
        session.rest(2.0)
        session.press("jjj]]")
        session.rest(2.0)
        found.memory = session.memory()


def _in_process(what: str, library: Path, rounds: int, environment: dict[str, str]) -> dict[str, dict[str, float]]:
    command = [sys.executable, "-m", "bench.tui.keys", what, str(library), str(rounds)]
    done = subprocess.run(command, env=environment, cwd=PROJECT, check=True, stdout=subprocess.PIPE, text=True)
    answer: dict[str, dict[str, float]] = json.loads(done.stdout)
    return answer


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(values)
