"""What was measured, as Markdown: tables side by side, and for each target whether it is met."""

from __future__ import annotations

import itertools
import math
import platform
import re
import sqlite3
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.search.measuring import ADDED, FACETS, Measured, Samples, Table
from bench.search.queries import CLASSES

_MARKS: Final = re.compile(r"<!-- search: written by .*? -->\n.*?<!-- /search -->\n?", re.DOTALL)
_INTRODUCTION: Final = """\
Articles are made up: about 300 words each, words by Zipf's law, names that recur, twenty years of dates; the same for
all engines, and the same tokens. Each engine has a process of its own; a question goes to one after the other before
the next is asked. The plain tables are the exact total and the first 50 ids in the order asked for; "with 50 rows and
snippets" adds what a list of results shows. FTS5 and tantivy cut their snippets, by their own functions, from the
tokens they were fed. FTS5 has an index on dates, indexes of prefixes, a cache of 64 MB and its file mapped; tantivy the
date as a fast field. Neither can be asked for spans of typed names, nor FTS5 for likeness; tantivy's fuzzy words may
differ in the first letter too, dateline's may not.

- *cold*: a new process, the index just opened, each question of one class once; the system has the files in its cache.
  What the very first of them costs, with everything that is loaded on demand, stands in the table of memory.
- *new*: one process for everything, each question for the first time, all classes mixed.
- *warm*: the same process, each question again, class by class, in several rounds.
"""
_STARTING: Final = ("opening, with imports, ms", "first page ever, median", "first page ever, most")
_MEGABYTE: Final = 1_000_000
_FREE: Final = 0.001  # seconds: nobody notices a difference below that
_NOISE: Final = 1.1  # of a ratio between two runs
TEXTS_PER_SECOND: Final = 400


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that this share of them does not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(math.ceil(share * len(ordered)) - 1, 0)]


def ms(seconds: float) -> str:
    """Milliseconds in three figures or so."""
    value = seconds * 1000
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; all columns but the first are figures."""
    lines = [f"| {' | '.join(head)} |", f"|---|{'---:|' * (len(head) - 1)}"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)]) + "\n"


def _pair(samples: Samples | None, what: str) -> list[str]:
    """Median and p95, or the word for why not."""
    if samples is None:
        return ["–", "–"]
    values: list[float] = getattr(samples, what)
    if not values:
        return ["cannot", "cannot"] if samples.cannot else ["–", "–"]
    return [ms(statistics.median(values)), ms(percentile(values, 0.95))]


def _times(measured: Measured, source: Table, what: str, kinds: Sequence[str] = CLASSES) -> str:
    engines = [built.engine for built in measured.built]
    head = ["class", *(f"{engine} {figure}" for engine in engines for figure in ("median", "p95"))]
    rows = [
        [kind, *(cell for engine in engines for cell in _pair(source.get((kind, engine)), what))]
        for kind in kinds
        if any((kind, engine) in source for engine in engines)
    ]
    return table(head, rows)


def _answers(measured: Measured) -> str:
    """How many articles the questions of each class find."""
    rows = [[kind, f"{statistics.median(totals):,.0f}", f"{max(totals):,}"] for kind, totals in measured.totals.items()]
    return table(["class", "found, median", "found, most"], rows)


def _building(measured: Measured) -> str:
    rows = []
    for built in measured.built:
        steps = "; ".join(f"{step} {seconds:,.1f}" for step, seconds in built.seconds.items())
        sizes = "; ".join(f"{part} {size / _MEGABYTE:,.0f}" for part, size in built.bytes.items())
        seconds = sum(built.seconds.values())
        rows.append([built.engine, steps, f"{seconds:,.0f}", sizes, f"{built.peak_memory / _MEGABYTE:,.0f}"])
    return table(["engine", "seconds by step", "seconds", "MB on disk by part", "peak memory, MB"], rows)


def _memory(measured: Measured) -> str:
    rows = [
        [
            engine,
            f"{memory.resident / _MEGABYTE:,.0f}",
            f"{memory.private / _MEGABYTE:,.0f}",
            f"{memory.peak / _MEGABYTE:,.0f}",
            ms(statistics.median(measured.opened[engine])),
            ms(statistics.median(measured.first[engine])),
            ms(max(measured.first[engine])),
        ]
        for engine, memory in measured.memory.items()
    ]
    return table(["engine", "resident, MB", "of it not mapped files", "peak", *_STARTING], rows)


def _program(measured: Measured) -> str:
    rows = [
        [f"`dateline search '{query}'`", ms(statistics.median(seconds)), ms(percentile(seconds, 0.95))]
        for query, seconds in measured.command.items()
    ]
    return table(["command, exec to exit", "median", "p95"], rows)


# ------------------------------------------------------------------------------------------------ targets


@dataclass(frozen=True, slots=True)
class Verdict:
    """A target, what was measured, and whether that is good enough; None where it was not measured."""

    target: str
    figure: str
    is_met: bool | None

    def row(self) -> list[str]:
        said = "not measured" if self.is_met is None else "met" if self.is_met else "**not met**"
        return [self.target, self.figure, said]


def verdicts(measured: Measured) -> list[Verdict]:
    """The targets that one size can say something about."""
    found = [
        _slowest(
            measured.warm, "warm p95 of the first page ≤ 50 ms (slots ≤ 100)", lambda k: 0.1 if k == "slots" else 0.05
        ),
        _slowest(measured.cold, "cold p95 of the first page ≤ 150 ms", lambda _: 0.15),
        _against(measured, "fts5", 1.0, "warm median at or under FTS5's, or under 1 ms"),
        _against(measured, "tantivy", 10.0, "warm median within 10 × tantivy's, or under 1 ms"),
    ]
    memory = measured.memory.get("dateline")
    if memory:
        figure = f"{memory.resident / _MEGABYTE:,.0f} MB, {memory.private / _MEGABYTE:,.0f} of it not mapped files"
        found.append(Verdict("memory ≤ 400 MB after all questions", figure, memory.resident <= 400 * _MEGABYTE))
    if measured.command:
        every = [seconds for runs in measured.command.values() for seconds in runs]
        figure = f"median {ms(statistics.median(every))}, p95 {ms(percentile(every, 0.95))} ms"
        found.append(Verdict("the command ≤ 300 ms, exec to exit", figure, percentile(every, 0.95) <= 0.3))
    found.append(_superseded(measured))
    found.extend(_indexing(measured))
    if measured.added is not None:
        figure = f"{measured.added:.1f} s"
        found.append(Verdict(f"{ADDED:,} more articles searchable in ≤ 10 s", figure, measured.added <= 10))
    return found


def _superseded(measured: Measured) -> Verdict:
    target = "a superseded search stops within 20 ms"
    if not measured.stopped:
        return Verdict(target, "none ran so long", None)
    slowest, query = max(measured.stopped)
    late = sum(seconds > 0.02 for seconds, _ in measured.stopped)
    return Verdict(target, f"most {ms(slowest)} ms (`{query}`); {late} of {len(measured.stopped)} later", late == 0)


def _slowest(source: Table, target: str, limit: Callable[[str], float]) -> Verdict:
    worst: dict[str, float] = {}
    for (kind, engine), samples in source.items():
        seconds = samples.facets if kind == FACETS else samples.page
        if engine == "dateline" and seconds:
            worst[kind] = percentile(seconds, 0.95)
    if not worst:
        return Verdict(target, "", None)
    over = [f"{kind} {ms(seconds)}" for kind, seconds in worst.items() if seconds > limit(kind)]
    slowest = max(worst, key=lambda kind: worst[kind] / limit(kind))
    figure = f"over it: {', '.join(over)}" if over else f"most: {slowest} {ms(worst[slowest])} ms"
    return Verdict(target, figure, not over)


def _against(measured: Measured, other: str, factor: float, target: str) -> Verdict:
    ratios: dict[str, float] = {}
    over: list[str] = []
    for kind in CLASSES:
        ours, theirs = measured.warm.get((kind, "dateline")), measured.warm.get((kind, other))
        if not (ours and theirs and ours.search and theirs.search):
            continue
        mine, reference = statistics.median(ours.search), statistics.median(theirs.search)
        ratios[kind] = mine / reference
        if mine > max(factor * reference, _FREE):
            over.append(f"{kind} {ms(mine)} against {ms(reference)}")
    if not ratios:
        return Verdict(target, "", None)
    worst = max(ratios, key=lambda kind: ratios[kind])
    return Verdict(target, f"over it: {', '.join(over)}" if over else f"most: {worst} {ratios[worst]:.1f} ×", not over)


def _indexing(measured: Measured) -> list[Verdict]:
    built = next((built for built in measured.built if built.engine == "dateline"), None)
    if built is None:
        return []
    alone = built.articles / built.seconds["indexing texts"]
    both = built.articles / (built.seconds["indexing texts"] + built.seconds["storing texts"])
    figure = f"{alone:,.0f}/s; {both:,.0f}/s with storing them"
    return [Verdict(f"texts indexed ≥ {TEXTS_PER_SECOND} articles/s", figure, both >= TEXTS_PER_SECOND)]


def _growth(small: Measured, large: Measured) -> tuple[str, Verdict]:
    """How much slower each class is on the larger archive, and whether any is worse than in proportion."""
    allowed = large.articles / small.articles
    rows: list[list[str]] = []
    over: list[str] = []
    for kind in CLASSES:
        before, after = small.warm.get((kind, "dateline")), large.warm.get((kind, "dateline"))
        if not (before and after and before.search and after.search):
            continue
        row = [kind]
        for of in (statistics.median, lambda values: percentile(values, 0.95)):
            first, second = of(before.search), of(after.search)
            row += [ms(first), ms(second), f"{second / first:.1f}"]
            if second > max(allowed * _NOISE * first, _FREE):
                over.append(f"{kind} {second / first:.1f} ×")
        rows.append(row)
    sizes = [f"{small.articles:,}", f"{large.articles:,}", "ratio"]
    head = ["class", *(f"median {size}" for size in sizes), *(f"p95 {size}" for size in sizes)]
    target = f"{large.articles:,} against {small.articles:,} articles: no more than {allowed:g} × (a tenth for noise)"
    return table(head, rows), Verdict(target, f"over it: {', '.join(over)}" if over else "none over it", not over)


# ------------------------------------------------------------------------------------------------ the whole


def report(runs: Sequence[Measured], command: str) -> str:
    """Everything, as the section of a Markdown page."""
    machine = (
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.machine()} {platform.system()}"
    )
    parts = [
        f"<!-- search: written by {command} -->\n",
        f"Written by `{command}` ({machine}); milliseconds throughout.\n",
        _INTRODUCTION,
    ]
    for measured in runs:
        parts += _section(measured)
    for small, large in itertools.pairwise(runs):
        grown, verdict = _growth(small, large)
        parts += [f"### From {small.articles:,} to {large.articles:,} articles\n", grown]
        parts.append(table(["target", "measured", ""], [verdict.row()]))
    return "\n".join([*parts, "<!-- /search -->\n"])


def _section(measured: Measured) -> list[str]:
    size = f"{measured.articles:,} articles"
    parts = [
        f"### {size}: targets\n",
        table(["target", "measured", ""], [verdict.row() for verdict in verdicts(measured)]),
        f"### {size}: total and first 50 ids, warm\n",
        _times(measured, measured.warm, "search"),
        f"### {size}: the same with 50 rows and snippets, warm\n",
        _times(measured, measured.warm, "page"),
    ]
    if any(kind == FACETS for kind, _ in measured.warm):
        parts += [
            f"### {size}: first page with facets, questions of all classes, warm\n",
            _times(measured, measured.warm, "facets", [FACETS]),
        ]
    parts += [
        f"### {size}: total and first 50 ids, cold\n",
        _times(measured, measured.cold, "search"),
        f"### {size}: with 50 rows and snippets, cold\n",
        _times(measured, measured.cold, "page"),
        f"### {size}: with 50 rows and snippets, new question to a used process\n",
        _times(measured, measured.new, "page"),
        f"### {size}: building\n",
        _building(measured),
        f"### {size}: memory of the searching process after all questions\n",
        _memory(measured),
        f"### {size}: the whole program\n",
        _program(measured),
        _stopping(measured),
        f"### {size}: what the questions find\n",
        _answers(measured),
        _agreement(measured),
    ]
    return parts


def _stopping(measured: Measured) -> str:
    stopped, done = measured.stopped, measured.not_stopped
    said = f"{done} searches that were to be stopped were done before they were told to stop."
    if stopped:
        seconds = [seconds for seconds, _ in stopped]
        typical, most = ms(statistics.median(seconds)), ms(max(seconds))
        said += f" The {len(stopped)} others stopped {typical} ms (median) or {most} ms (most) after that."
    if measured.added is not None:
        said += f" {ADDED:,} more articles could be searched {measured.added:.1f} s after `dateline add` began."
    return said + "\n"


def _agreement(measured: Measured) -> str:
    if len(measured.built) < 2:
        return ""
    if not measured.disagreements:
        return "All engines that can answer a question find the same number of articles (fuzzy words excepted).\n"
    shown = "\n".join(f"- {line}" for line in measured.disagreements[:20])
    return f"{len(measured.disagreements)} questions on which the engines' totals differ, of them:\n\n{shown}\n"


def write(path: Path, section: str) -> None:
    """Put the section between its marks in a page; at the end, where there are none yet."""
    page = path.read_text("utf-8") if path.exists() else "# Performance\n"
    page, found = _MARKS.subn(lambda _: section, page, count=1)
    path.write_text(page if found else f"{page.rstrip()}\n\n{section}", "utf-8")
