"""What was measured, as Markdown: the targets first, then the tables."""

from __future__ import annotations

import platform
import re
import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bench.search.report import Verdict, ms, percentile, table
from bench.tui.libraries import LONG_TITLE, VERY_LONG_TITLE
from bench.tui.measuring import Measured
from bench.tui.terminal import COLUMNS, ROWS

_MARKS: Final = re.compile(r"<!-- tui: written by .*? -->\n.*?<!-- /tui -->\n?", re.DOTALL)
_MEGABYTE: Final = 1_000_000
_INTRODUCTION: Final = """\
The real program in a pseudo-terminal of {columns} x {rows} cells, at a library of {articles} made-up articles (see
above), beside an empty Textual app (`bench/tui/empty.py`) in the same pseudo-terminal, by turns. *First paint*: from
exec until half the cells of the screen have been written; dateline's first picture is the frame of its main screen,
still empty. *Content*: until the first result's title is on the screen. *cpu* is the processor time of all threads of
the program, which other work on the machine disturbs little; *wall* is what a person waits. The long articles are in a
library of two, opened by turns; the first time is told apart. A key's cost ends when the program is at rest again.
"""
_HOLDING: Final = """\
That no call into the library is ever waited for is held by a test (`tests/tui/test_blocking.py`). What a call can do to
the loop all the same is to hold Python's lock: how late a thread that only ticks was, while another made the call.
"""
_HEARTBEAT: Final = """\
And the app in one process with a heartbeat of 1 ms. A *pause* is the whole time between two beats, drawing and the
making of screens included; in a part of it the loop's thread wanted to run, but another had its turn (of Python, or of
the processor: see *nothing*).
"""


def _median(values: Sequence[float]) -> float:
    return statistics.median(values) if values else float("nan")


def _ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    return _median(ours) / _median(theirs)


def verdicts(measured: Measured) -> list[Verdict]:
    """Each target, and whether it is met."""
    empty, reader = measured.empty, measured.reader
    wall, cpu = _ratio(reader.wall, empty.wall), _ratio(reader.cpu, empty.cpu)
    content = _median(reader.content)
    reading = measured.memory["reading, before the first search"]
    found = [
        Verdict("first paint ≤ 1.3 × an empty Textual app's", f"{wall:.2f} × (cpu: {cpu:.2f} ×)", wall <= 1.3),
        Verdict("content ≤ 1 s after exec", f"{ms(content)} ms", content <= 1.0),
        Verdict(
            "memory ≤ 120 MB reading, before the first search",
            f"{reading.resident / _MEGABYTE:,.0f} MB, {reading.mapped / _MEGABYTE:,.0f} of it mapped files",
            reading.resident <= 120 * _MEGABYTE,
        ),
    ]
    for what, limit in (
        (f"open: {LONG_TITLE}", 0.06), (f"open: {VERY_LONG_TITLE}", 0.2),
        (f"next mention: {LONG_TITLE}", 0.012), (f"next mention: {VERY_LONG_TITLE}", 0.012),
        (f"scroll a line: {LONG_TITLE}", 0.01), (f"scroll a line: {VERY_LONG_TITLE}", 0.01),
    ):  # fmt: skip
        spent = _median([cost.cpu for cost in measured.costs[what]])
        found.append(Verdict(f"{what} ≤ {limit * 1000:g} ms cpu", f"{ms(spent)} ms", spent <= limit))
    held = {call: _median(seconds) for call, seconds in measured.held.items()}
    longest = max(held, key=lambda call: held[call])
    figure = f"most: {longest} {ms(held[longest])} ms"
    found.append(Verdict("no call of the library keeps the event loop > 50 ms", figure, held[longest] <= 0.05))
    return found


def _starting(measured: Measured) -> str:
    rows = [
        [
            name,
            *(f"{ms(_median(values))} ({ms(min(values))}–{ms(max(values))})" if values else "–" for values in series),
        ]
        for name, series in (
            ("an empty Textual app", (measured.empty.wall, measured.empty.cpu, [], [])),
            (
                "dateline",
                (
                    measured.reader.wall,
                    measured.reader.cpu,
                    measured.reader.content,
                    measured.reader.content_cpu,
                ),
            ),
        )
    ]
    head = ["median (least–most)", "first paint", "first paint, cpu", "content", "cpu until at rest"]
    return table(head, rows)


def _memory(measured: Measured) -> str:
    rows = [
        [
            what,
            *(f"{size / _MEGABYTE:,.0f}" for size in (held.resident, held.proportional, held.anonymous, held.mapped)),
        ]
        for what, held in measured.memory.items()
    ]
    return table(["MB", "resident", "its share (Pss)", "its own", "mapped files"], rows)


def _costs(measured: Measured) -> str:
    rows = [[f"{what}, the first time", ms(cost.cpu), "–", ms(cost.wall), "–"] for what, cost in measured.first.items()]
    for what, costs in measured.costs.items():
        cpu, wall = [cost.cpu for cost in costs], [cost.wall for cost in costs]
        rows.append([what, ms(_median(cpu)), ms(percentile(cpu, 0.95)), ms(_median(wall)), ms(percentile(wall, 0.95))])
    return table(["key", "cpu, median", "cpu, p95", "wall, median", "wall, p95"], rows)


def _blocking(measured: Measured) -> str:
    rows = [[doing, ms(late), ms(waiting)] for doing, (late, waiting) in measured.blocked.items()]
    return table(["while", "longest pause", "longest in which it was kept waiting"], rows)


def _holding(measured: Measured) -> str:
    rows = [[call, ms(_median(seconds)), ms(max(seconds))] for call, seconds in measured.held.items()]
    return table(["call", "longest wait, median", "most"], rows)


def report(measured: Measured, command: str) -> str:
    """Everything, as the section of a Markdown page."""
    long, very_long = measured.long
    sizes = "; ".join(
        f"{one.title}: {one.characters:,} characters, {one.mentions:,} mentions" for one in (long, very_long)
    )
    machine = f"Python {platform.python_version()}, {platform.machine()} {platform.system()}"
    introduction = _INTRODUCTION.format(columns=COLUMNS, rows=ROWS, articles=f"{measured.articles:,}")
    parts = [
        f"<!-- tui: written by {command} -->\n",
        "## How quick the reader is\n",
        f"Written by `{command}` ({machine}); milliseconds throughout.\n",
        introduction,
        "### The reader: targets\n",
        table(["target", "measured", ""], [verdict.row() for verdict in verdicts(measured)]),
        "### Starting\n",
        _starting(measured),
        "### Memory\n",
        _memory(measured),
        "### Reading\n",
        f"{sizes}.\n",
        _costs(measured),
        "### What keeps the event loop\n",
        _HOLDING,
        _holding(measured),
        _HEARTBEAT,
        _blocking(measured),
    ]
    return "\n".join([*parts, "<!-- /tui -->\n"])


def write(path: Path, section: str) -> None:
    """Put the section between its marks in a page; at the end, where there are none yet."""
    page = path.read_text("utf-8") if path.exists() else "# Performance\n"
    page, found = _MARKS.subn(lambda _: section, page, count=1)
    path.write_text(page if found else f"{page.rstrip()}\n\n{section}", "utf-8")
