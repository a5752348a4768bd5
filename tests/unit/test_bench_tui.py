"""The bench of the reader: what it reads off a pseudo-terminal, and how it tells a target that is not met."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from bench.tui import report
from bench.tui.libraries import LONG_TITLE, VERY_LONG_TITLE, Long
from bench.tui.measuring import Measured, Start
from bench.tui.terminal import Cost, Memory, Watched

_PROGRAM = """
import sys, time, tty
tty.setraw(0)
print("\\x1b[?1049h\\x1b[31m", end="", flush=True)
time.sleep(0.1)
print("x" * 40 * 10, end="", flush=True)
time.sleep(0.1)
print("\\x1b[3;3Hthe library", end="", flush=True)
while True:
    key = sys.stdin.read(1)
    end = time.process_time() + 0.03
    while time.process_time() < end:
        pass
    print("\\x1b[5;1Hdone", end="", flush=True)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads what Linux tells of a process")
def test_first_paint_content_and_the_cost_of_a_key_are_told_apart() -> None:
    env = {"PATH": os.environ["PATH"]}
    with Watched([sys.executable, "-c", _PROGRAM], env, columns=40, rows=10) as program:
        painted = program.first_paint()
        shown = program.shows("the library")
        cost = program.press("x")
        memory = program.memory()
    assert 0.1 <= painted <= shown - 0.05
    assert cost.cpu >= 0.03
    assert cost.wall > 0
    assert memory.resident == memory.anonymous + memory.mapped


def _measured(*, first_paint: float) -> Measured:
    found = Measured(100_000, (Long(LONG_TITLE, 50_000, 1_000), Long(VERY_LONG_TITLE, 1_000_000, 20_000)))
    found.empty = Start([0.2], [0.1])
    found.reader = Start([first_paint], [0.11], [0.9], [0.6])
    found.memory["reading, before the first search"] = Memory(80_000_000, 60_000_000, 60_000_000, 20_000_000)
    for doing in ("open", "next mention", "scroll a line"):
        for title in (LONG_TITLE, VERY_LONG_TITLE):
            found.costs[f"{doing}: {title}"] = [Cost(0.009, 0.02)]
    found.blocked["nothing"] = (0.001, 0.001)
    found.held["nothing"] = [0.001]
    return found


def test_a_target_that_is_not_met_says_so() -> None:
    assert "**not met**" not in report.report(_measured(first_paint=0.25), "bench")
    (late,) = (
        line for line in report.report(_measured(first_paint=0.3), "bench").splitlines() if "**not met**" in line
    )
    assert late.startswith("| first paint ≤ 1.3 ×")


def test_the_page_keeps_its_other_text_and_is_written_anew(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Performance\n\nOf old.\n", "utf-8")
    report.write(page, report.report(_measured(first_paint=0.3), "bench --once"))
    report.write(page, report.report(_measured(first_paint=0.2), "bench --again"))
    text = page.read_text("utf-8")
    assert "Of old." in text
    assert "bench --again" in text
    assert "bench --once" not in text
    assert text.count("<!-- tui: ") == text.count("<!-- /tui -->") == 1
