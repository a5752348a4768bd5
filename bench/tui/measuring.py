"""One run: starting beside an empty app, memory, opening and walking long articles, and what blocks the event loop."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from bench.search.building import PROJECT
from bench.tui import libraries
from bench.tui.libraries import LONG_TITLE, VERY_LONG_TITLE, Long
from bench.tui.terminal import Cost, Memory, Watched, python

WALKED: Final = 40  # mentions, and lines scrolled, in either article
OPENED: Final = 7  # times that each article is opened after the first
_READER: Final = ("-c", "from tui.cli import main; main()")  # what the installed command does
_NEXT, _PREVIOUS, _MENTION, _ANY_MENTION, _DOWN, _PAGE = "J", "K", "]", "}", "j", " "


@dataclass(slots=True)
class Start:
    """Seconds since exec: to the first picture, in all and of processor time, and to the library on it."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    content: list[float] = field(default_factory=list)
    content_cpu: list[float] = field(default_factory=list)


@dataclass(slots=True)
class Measured:
    """Everything one run found; costs by what was done, the first time a thing was done apart."""

    articles: int
    long: tuple[Long, Long]
    empty: Start = field(default_factory=Start)
    reader: Start = field(default_factory=Start)
    memory: dict[str, Memory] = field(default_factory=dict)
    first: dict[str, Cost] = field(default_factory=dict)
    costs: dict[str, list[Cost]] = field(default_factory=dict)
    blocked: dict[str, tuple[float, float]] = field(default_factory=dict)  # see `bench.tui.blocking`
    held: dict[str, list[float]] = field(default_factory=dict)  # see `bench.tui.holding`


def measure(work: Path, articles: int, *, runs: int) -> Measured:
    """Start, read, walk: each in processes of its own, the two that are compared in turn."""
    libraries.compile_all()
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as made:
        place = Path(made)
        _say("libraries")
        large = libraries.large(work, articles, place)
        long, sizes = libraries.two_long(place)
        env = _environment(place)
        found = Measured(articles, sizes)
        _starting(found, large, env, runs)
        _remembering(found, large, env)
        _reading(found, long, env)
        _blocking(found, large)
        return found


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _environment(place: Path) -> dict[str, str]:
    """A new user's, with nothing that slows Python down."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    own = {"HOME": place, "DATELINE_CONFIG": place / "config.toml", "DATELINE_DATA": place / "data"}
    return {**kept, **{name: str(path) for name, path in own.items()}, "PYTHONPATH": str(PROJECT)}


@contextmanager
def _reader(library: Path, env: dict[str, str]) -> Iterator[Watched]:
    with Watched(python(*_READER, "--library", str(library), "--no-restore"), env) as program:
        yield program


# ------------------------------------------------------------------------------------------------ starting


def _newest(library: Path) -> str:
    """How the first title in the list begins."""
    from index.library import Library

    opened = Library.open(library)
    try:
        return opened.rows(opened.search("").ids[:1])[0].title[:16]
    finally:
        opened.close()


def _starting(found: Measured, library: Path, env: dict[str, str], runs: int) -> None:
    title = _newest(library)
    for run in range(runs + 1):  # the first of each warms the file cache and does not count
        _say(f"starting {run}/{runs}")
        with Watched(python("-m", "bench.tui.empty"), env) as program:
            painted, spent = program.first_paint(), program.cpu()
            if run:
                found.empty.wall.append(painted)
                found.empty.cpu.append(spent)
        with _reader(library, env) as program:
            painted, spent = program.first_paint(), program.cpu()
            shown = program.shows(title)
            if run:
                found.reader.wall.append(painted)
                found.reader.cpu.append(spent)
                found.reader.content.append(shown)
                found.reader.content_cpu.append(program.settle())


def _remembering(found: Measured, library: Path, env: dict[str, str]) -> None:
    """Memory: an empty app, the reader with the list, with an article open, and after a search for two words."""
    _say("memory")
    with Watched(python("-m", "bench.tui.empty"), env) as program:
        program.settle()
        found.memory["an empty app"] = program.memory()
    with _reader(library, env) as program:
        program.settle()
        found.memory["the list of all articles"] = program.memory()
        program.press("\r")
        for _ in range(10):
            program.press(_PAGE)
        found.memory["reading, before the first search"] = program.memory()
        program.press("/")
        program.press("storm said")
        found.memory["after a search"] = program.memory()


# ------------------------------------------------------------------------------------------------ reading


def _reading(found: Measured, library: Path, env: dict[str, str]) -> None:
    with _reader(library, env) as program:
        program.shows(LONG_TITLE)
        _say("opening")
        found.first[LONG_TITLE] = program.press("\r")
        found.first[VERY_LONG_TITLE] = program.press(_NEXT)
        for _ in range(OPENED):
            _add(found, f"open: {LONG_TITLE}", program.press(_PREVIOUS))
            _add(found, f"open: {VERY_LONG_TITLE}", program.press(_NEXT))
        program.press("2")
        program.press("3*")  # the first of the entities, who is named most often
        program.press("2g")
        for title, walk in ((VERY_LONG_TITLE, _MENTION), (LONG_TITLE, _ANY_MENTION)):
            _say(f"walking: {title}")
            for _ in range(WALKED):
                _add(found, f"next mention: {title}", program.press(walk))
            for _ in range(WALKED):
                _add(found, f"scroll a line: {title}", program.press(_DOWN))
            for _ in range(WALKED // 2):
                _add(found, f"scroll a screen: {title}", program.press(_PAGE))
            program.press(_PREVIOUS)


def _add(found: Measured, what: str, cost: Cost) -> None:
    found.costs.setdefault(what, []).append(cost)


def _blocking(found: Measured, library: Path) -> None:
    """In processes of their own: the app with a heartbeat, and the library alone."""
    _say("event loop")
    found.blocked = _said_by("bench.tui.blocking", library)
    found.held = _said_by("bench.tui.holding", library)


def _said_by(module: str, library: Path) -> Any:
    command = [sys.executable, "-m", module, str(library)]
    return json.loads(subprocess.run(command, check=True, cwd=PROJECT, stdout=subprocess.PIPE).stdout)
