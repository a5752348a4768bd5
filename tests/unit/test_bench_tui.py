"""The benchmark of the reader measures what it says: articles of the promised size, paints, and fair verdicts."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench.tui import articles, report
from bench.tui.measuring import Measured
from bench.tui.terminal import FIRST_PAINT, Memory, running

PAINTS = (
    "import time; print('\\x1b[?1049h', flush=True); time.sleep(.2); print('\\x1b[1;1Hx', flush=True); time.sleep(9)"
)


def test_the_articles_are_as_long_and_as_full_of_names_as_said() -> None:
    text = articles.text(articles.VERY_LONG_BYTES, articles.VERY_LONG_MENTIONS)
    assert 0.9 * articles.VERY_LONG_BYTES < len(text) < 1.1 * articles.VERY_LONG_BYTES
    assert text.count(".") == articles.VERY_LONG_MENTIONS
    assert text == articles.text(articles.VERY_LONG_BYTES, articles.VERY_LONG_MENTIONS)


def test_a_paint_is_told_from_what_a_terminal_is_asked_before_it() -> None:
    with running([sys.executable, "-c", PAINTS], {"PATH": "/usr/bin"}) as session:
        assert session.until(FIRST_PAINT) >= 0.2
        if Path("/proc/self/smaps_rollup").exists():
            memory = session.memory()
            assert 0 < memory.private <= memory.resident
            assert memory.files + memory.private == memory.resident


@pytest.mark.parametrize(
    ("first", "cpu", "gap", "resident", "is_met"), [(0.3, 0.009, 0.02, 100, True), (0.5, 0.3, 0.2, 200, False)]
)
def test_a_target_is_met_only_by_the_figures(
    first: float, cpu: float, gap: float, resident: int, *, is_met: bool
) -> None:
    found = Measured(100_000, empty=[0.25], first=[first], content=[2 * first])
    found.keys = {
        f"{what} {length}": {"cpu": cpu, "wall": cpu, "most": cpu, "runs": 1}
        for what in ("open", "next mention", "scroll")
        for length in ("long", "very long")
    }
    found.gaps = {"walking": gap}
    found.memory = Memory(resident * 1_000_000, 1, 1, 1)
    told = {verdict.target: verdict.is_met for verdict in report.verdicts(found)}
    assert told.pop("results on the screen ≤ 1 s after exec") is True
    assert set(told.values()) == {is_met}


def test_the_tables_replace_those_of_the_last_run(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text("# Performance\n\n<!-- search: written by s -->\nkept\n<!-- /search -->\n", "utf-8")
    for command in ("first", "second"):
        report.write(page, report.report(Measured(10, empty=[0.2], first=[0.3], content=[0.4]), command))
    said = page.read_text("utf-8")
    assert "kept" in said
    assert said.count("<!-- /tui -->") == 1
    assert "first -->" not in said
