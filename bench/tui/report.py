"""What was measured of the reader, as Markdown, with whether each target is met."""

from __future__ import annotations

import platform
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import textual

from bench.search.report import ms, percentile, table
from bench.tui.measuring import Measured, median

_MARKS: Final = re.compile(r"<!-- tui: written by .*? -->\n.*?<!-- /tui -->\n?", re.DOTALL)
_MEGABYTE: Final = 1_000_000
_INTRODUCTION: Final = """\
Starts are timed in a pseudo-terminal of 120 × 40, from exec to the first paint and to the first result on the screen;
the trivial app (an empty one of the same framework) takes turns with the reader. Keys are pressed in the real app, in a
process of its own that draws for a terminal and throws away what it drew: the time is the processor's, of all threads,
from the key to the end of the painting. Memory is that of the reader with an article open, before any search was typed.
"""
# What each key may cost: name in the measurements, words, seconds of the processor.
_KEYS: Final = (
    ("open long", "opening an article of 50 KB", 0.060),
    ("open very long", "opening an article of 1 MB with 20,000 mentions", 0.200),
    ("next mention long", "next mention, 50 KB", 0.012),
    ("next mention very long", "next mention, 1 MB", 0.012),
    ("scroll long", "scrolling by a line, 50 KB", 0.010),
    ("scroll very long", "scrolling by a line, 1 MB", 0.010),
)
_LONGEST_GAP: Final = 0.050
_MOST_MEMORY: Final = 120 * _MEGABYTE


@dataclass(frozen=True, slots=True)
class Verdict:
    """A target, the figure, and whether it is met; None where it was not measured."""

    target: str
    figure: str
    is_met: bool | None


def verdicts(measured: Measured) -> list[Verdict]:
    """Every target in turn."""
    found = []
    if measured.first:
        empty, first, content = median(measured.empty), median(measured.first), median(measured.content)
        figure = f"{ms(first)} to {ms(empty)} ms: {first / empty:.2f} ×"
        found.append(Verdict("first paint ≤ 1.3 × the trivial app's", figure, first <= 1.3 * empty))
        figure = f"median {ms(content)}, p95 {ms(percentile(measured.content, 0.95))} ms"
        found.append(Verdict("results on the screen ≤ 1 s after exec", figure, content <= 1.0))
    for name, words, most in _KEYS:
        samples = measured.keys.get(name)
        figure = "–" if samples is None else f"{ms(samples['cpu'])} ms (wall {ms(samples['wall'])})"
        is_met = None if samples is None else samples["cpu"] <= most
        found.append(Verdict(f"{words} ≤ {ms(most)} ms of the processor", figure, is_met))
    if measured.gaps:
        worst = max(measured.gaps, key=lambda what: measured.gaps[what])
        longest = measured.gaps[worst]
        figure = f"{ms(longest)} ms ({worst})"
        found.append(Verdict("the event loop never stands still > 50 ms", figure, longest <= _LONGEST_GAP))
    if measured.memory is not None:
        memory = measured.memory
        figure = f"{memory.resident / _MEGABYTE:.0f} MB, {memory.private / _MEGABYTE:.0f} of it not mapped files"
        found.append(Verdict("memory while reading ≤ 120 MB", figure, memory.resident <= _MOST_MEMORY))
    return found


def report(measured: Measured, command: str) -> str:
    """The whole section, between its marks."""
    versions = (
        f"Python {platform.python_version()}, Textual {textual.__version__}, {platform.machine()} {platform.system()}"
    )
    words = {True: "met", False: "**not met**", None: "not measured"}
    parts = [
        f"<!-- tui: written by {command} -->\n",
        f"Written by `{command}` ({versions}); milliseconds throughout.\n",
        _INTRODUCTION,
        f"### The reader on {measured.articles:,} articles: targets\n",
        table(("target", "measured", ""), [(v.target, v.figure, words[v.is_met]) for v in verdicts(measured)]),
        "### Starting\n",
        table(("from exec to", "median", "p95"), [
            (name, ms(median(values)), ms(percentile(values, 0.95)))
            for name, values in (
                ("first paint of the trivial app", measured.empty), ("first paint of the reader", measured.first),
                ("results of the library", measured.content),
            ) if values
        ]),
        "### Keys\n",
        table(("key", "processor, median", "processor, most", "wall, median", "runs"), [
            (name, ms(each["cpu"]), ms(each["most"]), ms(each["wall"]), f"{each['runs']:.0f}")
            for name, each in measured.keys.items() if "cpu" in each
        ]),
        "### The longest that the event loop stood still\n",
        table(("while", "ms"), [(what, ms(gap)) for what, gap in measured.gaps.items()]),
    ]  # fmt: skip
    if measured.memory is not None and measured.empty_memory is not None:
        parts += ["### Memory, MB\n", table(("", "resident", "proportional", "mapped files", "all else"), [
            (name, *(f"{value / _MEGABYTE:.0f}" for value in (m.resident, m.proportional, m.files, m.private)))
            for name, m in (("the trivial app", measured.empty_memory), ("the reader, reading", measured.memory))
        ])]  # fmt: skip
    return "\n".join([*parts, "<!-- /tui -->"]) + "\n"


def write(path: Path, section: str) -> None:
    """Put the section between its marks in a page; at the end, where there are none yet."""
    page = path.read_text("utf-8") if path.exists() else "# Performance\n"
    page, found = _MARKS.subn(lambda _: section, page, count=1)
    path.write_text(page if found else f"{page.rstrip()}\n\n{section}", "utf-8")
