"""One run: every class of questions to every engine in turn, cold and warm; memory, stopping, the command, and adding.

cold: a new process, the index just opened, each question of one class asked once (for `all by date`, which is always
the same question, a new process each time). The system's own cache of files is warm.
new: one process for everything, each question of all classes for the first time, in mixed order.
warm: the same process, each question again, class by class, several rounds.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

from bench.search import building, generator
from bench.search.asking import Answer, Engine, Memory
from bench.search.building import PROJECT, Built, directory
from bench.search.queries import CLASSES, Question, questions
from index.library import Library

FACETS: Final = "first page with facets"
ADDED: Final = 1_000
_ALL_BY_DATE: Final = "all by date"
_COLD_REPEATS: Final = 8  # of a class that is one question, with a new process each
_COMMAND_RUNS: Final = 15
_DELAYS: Final = (0.002, 0.005, 0.01, 0.02, 0.04)
_HEAVY: Final = (
    '"the of"~10', '"the ... of"', '"{entity} ... {entity}"', '"{person} ... {org}"', "st* OR tr*", "co* OR re*",
    '"the * the"', '"of the"~s', '-storm "in the"', '"{person} said"',
)  # fmt: skip
_WITH_TIES: Final = ("dateline", "fts5")  # engines that order articles of one day alike, by id
_PATIENCE: Final = 300.0  # seconds


@dataclass(slots=True)
class Samples:
    """Seconds of one class on one engine: for the search alone, and with the first page."""

    search: list[float] = field(default_factory=list)
    page: list[float] = field(default_factory=list)
    facets: list[float] = field(default_factory=list)
    cannot: str = ""

    def add(self, answer: Answer) -> None:
        if answer.cannot:
            self.cannot = answer.cannot
            return
        self.search.append(answer.search)
        self.page.append(answer.page)
        self.facets.append(answer.facets)


Table = dict[tuple[str, str], Samples]  # by class and engine


@dataclass(slots=True)
class Measured:
    """Everything one run found at one size."""

    articles: int
    built: list[Built]
    questions: int
    cold: Table = field(default_factory=dict)
    new: Table = field(default_factory=dict)
    warm: Table = field(default_factory=dict)
    totals: dict[str, list[int]] = field(default_factory=dict)  # by class, of the first engine
    opened: dict[str, list[float]] = field(default_factory=dict)
    first: dict[str, list[float]] = field(default_factory=dict)  # the first page that a new process gave
    memory: dict[str, Memory] = field(default_factory=dict)
    disagreements: list[str] = field(default_factory=list)
    stopped: list[tuple[float, str]] = field(default_factory=list)  # seconds, query
    not_stopped: int = 0
    command: dict[str, list[float]] = field(default_factory=dict)  # by query
    added: float | None = None


def measure(work: Path, engines: Sequence[str], articles: int, *, per_class: int, rounds: int) -> Measured:
    """Build what is missing, and measure all of it."""
    built = [building.ensure(work, engine, articles) for engine in engines]
    asked = questions(articles, per_class=per_class)
    found = Measured(articles, built, per_class)
    _cold(found, work, engines, asked)
    _warm(found, work, engines, asked, rounds)
    _stopping(found, work)
    _command(found, work, asked)
    _adding(found, work)
    return found


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _all(work: Path, engines: Sequence[str], articles: int, stack: contextlib.ExitStack) -> list[Engine]:
    return [stack.enter_context(Engine.start(work, engine, articles)) for engine in engines]


def _in_turn(engines: Sequence[Engine], n: int) -> Iterator[Engine]:
    """All engines, each first as often as any other."""
    first = n % len(engines)
    yield from engines[first:]
    yield from engines[:first]


def _into(table: Table, kind: str, engine: Engine, answer: Answer) -> None:
    table.setdefault((kind, engine.name), Samples()).add(answer)


# ------------------------------------------------------------------------------------------------ searching


def _cold(found: Measured, work: Path, engines: Sequence[str], asked: Sequence[Question]) -> None:
    for kind in CLASSES:
        _say(f"cold: {kind}")
        of_kind = [question for question in asked if question.kind == kind]
        sittings = [[question] for question in of_kind[:_COLD_REPEATS]] if kind == _ALL_BY_DATE else [of_kind]
        for sitting in sittings:
            with contextlib.ExitStack() as stack:
                running = _all(work, engines, found.articles, stack)
                for engine in running:
                    found.opened.setdefault(engine.name, []).append(engine.opened.seconds)
                for n, question in enumerate(sitting):
                    answers = {engine.name: engine.ask(question, "page") for engine in _in_turn(running, n)}
                    for engine in running:
                        answer = answers[engine.name]
                        _into(found.cold, kind, engine, answer)
                        if n == 0 and not answer.cannot:
                            found.first.setdefault(engine.name, []).append(answer.page)
                    _compare(found, question, answers)


def _compare(found: Measured, question: Question, answers: dict[str, Answer]) -> None:
    """Note where engines differ in totals, or in the order by date; what is fuzzy each of them defines for itself."""
    answered = {name: answer for name, answer in answers.items() if not answer.cannot}
    found.totals.setdefault(question.kind, []).append(next((answer.total for answer in answered.values()), 0))
    if len({answer.total for answer in answered.values()}) > 1 and question.kind != "fuzzy":
        said = ", ".join(f"{name} {answer.total:,}" for name, answer in answered.items())
        found.disagreements.append(f"{question.kind}: {question.text}: {said}")
    ordered = [answered[name].ids for name in _WITH_TIES if name in answered]
    if question.sort != "relevance" and len(set(map(tuple, ordered))) > 1:
        found.disagreements.append(f"{question.kind}: {question.text}: {' and '.join(_WITH_TIES)} differ in the order")


def _warm(found: Measured, work: Path, engines: Sequence[str], asked: Sequence[Question], rounds: int) -> None:
    mixed = list(asked)
    Random(0).shuffle(mixed)
    # Of all classes but the slots, whose limit is another.
    facetted = [question for question in mixed if not question.has_slots][: found.questions]
    with contextlib.ExitStack() as stack:
        running = _all(work, engines, found.articles, stack)
        _say("new: every question for the first time, in mixed order")
        for n, question in enumerate(mixed):
            for engine in _in_turn(running, n):
                _into(found.new, question.kind, engine, engine.ask(question, "page"))
        for round_number in range(1, rounds + 1):
            for kind in CLASSES:
                _say(f"warm, round {round_number} of {rounds}: {kind}")
                for n, question in enumerate(question for question in asked if question.kind == kind):
                    for engine in _in_turn(running, n + round_number):
                        _into(found.warm, kind, engine, engine.ask(question, "page"))
        for engine in running:
            if engine.opened.has_facets:
                _facets(found, engine, facetted, rounds)
            found.memory[engine.name] = engine.memory()


def _facets(found: Measured, engine: Engine, facetted: Sequence[Question], rounds: int) -> None:
    _say(f"{engine.name}: {FACETS}")
    for table in (found.new, *[found.warm] * rounds):
        for question in facetted:
            _into(table, FACETS, engine, engine.ask(question, "facets"))


def _stopping(found: Measured, work: Path) -> None:
    """Heavy searches, each told to stop after having run for a while; what is done by then counts for nothing.

    The reader lists everything when it opens, so that no search that is superseded is the first of its process: what
    that one waits for is told as the cost of the first page.
    """
    _say("stopping a superseded search")
    with Engine.start(work, "dateline", found.articles) as engine:
        engine.ask(Question("all by date", "", "newest"))
        for text in _HEAVY:
            for delay in _DELAYS:
                seconds = engine.stop_after(Question("heavy", text), delay)
                if seconds is None:
                    found.not_stopped += 1
                else:
                    found.stopped.append((seconds, text))


# ------------------------------------------------------------------------------------------------ the whole program


def _environment(work: Path) -> dict[str, str]:
    """For the installed command: this tree's code, and nobody's configuration."""
    nowhere = {"DATELINE_CONFIG": str(work / "no-config.toml"), "DATELINE_DATA": str(work / "no-data")}
    # Modules are compiled once, when they are installed: what keeps Python from that is left out.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**inherited, **nowhere, "PYTHONPATH": str(PROJECT)}


def _dateline(library: Path) -> list[str]:
    return [str(Path(sys.executable).with_name("dateline")), "--library", str(library)]


def _command(found: Measured, work: Path, asked: Sequence[Question]) -> None:
    """`dateline search` from exec to its end, its output read through a pipe: several questions by turns."""
    _say("the command as a whole process")
    kinds = ("common", "and3", "phrase", "date + term", "entity + term", "rare")
    chosen = [next(question for question in asked if question.kind == kind) for kind in kinds]
    command = [*_dateline(directory(work, "dateline", found.articles)), "search", "--"]
    environment = _environment(work)
    for run in range(_COMMAND_RUNS + 1):
        for question in chosen:
            started = time.perf_counter()
            done = subprocess.run([*command, question.text], env=environment, capture_output=True, check=False)
            seconds = time.perf_counter() - started
            if done.returncode != 0:
                sys.exit(f"dateline search {question.text!r} failed:\n{done.stderr.decode()}")
            if run:  # the first brings the program's files into the system's cache
                found.command.setdefault(question.text, []).append(seconds)


def _adding(found: Measured, work: Path) -> None:
    """`dateline add` with new articles to a copy of the library, until a reader that has it open finds them all."""
    _say(f"adding {ADDED:,} articles")
    scratch = work / "adding"
    shutil.rmtree(scratch, ignore_errors=True)
    try:
        shutil.copytree(directory(work, "dateline", found.articles), scratch / "library")
        file = scratch / "added.jsonl"
        _write(file, found.articles)
        reader = Library.open(scratch / "library")
        try:
            found.added = _until_found(
                reader, [*_dateline(reader.path), "--model", "capitalised", "add", str(file)], work
            )
        finally:
            reader.close()
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _write(file: Path, first: int) -> None:
    with file.open("w", encoding="utf-8") as stream:
        for generated in generator.articles(ADDED, first=first):
            article = generated.article
            record = {
                "id": article.key, "title": article.title, "text": article.text, "source": article.source,
                "date": article.date.isoformat() if article.date else None, "language": "en", "tags": ["addedlately"],
            }  # fmt: skip
            stream.write(json.dumps(record) + "\n")


def _until_found(reader: Library, command: Sequence[str], work: Path) -> float:
    reader.search("tag:addedlately")
    started = time.perf_counter()
    job = subprocess.Popen(command, env=_environment(work), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while True:
            reader.refresh()
            found = reader.search("tag:addedlately").total
            seconds = time.perf_counter() - started
            if found == ADDED:
                return seconds
            if seconds > _PATIENCE or job.poll() is not None:
                sys.exit(f"dateline add ended or was slow: {found:,} articles found after {seconds:.0f} s")
            time.sleep(0.02)
    finally:
        job.send_signal(signal.SIGINT)  # their names are no part of it
        with contextlib.suppress(subprocess.TimeoutExpired):
            job.wait(_PATIENCE)
        if job.poll() is None:
            job.kill()
            job.wait()
