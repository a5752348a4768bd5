"""A library at a glance: right, and without a look at every article where the reader opens it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from index.library import Library
from index.paths import DATABASE
from index.store.database import Database
from tests.archive import QUICK_MODEL, opened


def _library(tmp_path: Path) -> Library:
    for name, day in (("a", "2025-08-26"), ("b", "2025-08-24"), ("c", "2025-08-25")):
        (tmp_path / f"{name}.txt").write_text(f"title: {name}\ndate: {day}\n\nMark Carney came.", encoding="utf-8")
    return opened(tmp_path / "library", *sorted(tmp_path.glob("*.txt")))


def test_what_is_annotated_and_the_days_are_told(tmp_path: Path) -> None:
    library = _library(tmp_path)
    pending = Database(tmp_path / "library", writable=True)
    with pending.transaction():
        pending.connection.execute("UPDATE articles SET model = NULL WHERE title = 'b'")
    pending.close()
    status = library.status()
    assert (status.articles, status.annotated) == (3, 2)
    assert (str(status.first_date), str(status.last_date)) == ("2025-08-24", "2025-08-26")
    library.close()


def test_the_model_is_told_where_it_is_asked_for(tmp_path: Path) -> None:
    library = _library(tmp_path)
    status = library.status()
    assert QUICK_MODEL in status.model
    assert library.status(has_model=False) == dataclasses.replace(status, model="")
    library.close()


def test_opening_reads_no_article_to_count_them(tmp_path: Path) -> None:
    import sqlite3

    library = _library(tmp_path)
    asked: list[str] = []
    library._database.connection.set_trace_callback(asked.append)
    library.status(has_model=False)
    library.close()
    connection = sqlite3.connect(tmp_path / "library" / DATABASE)
    plans = [
        str(step[3])
        for statement in asked
        if "articles" in statement
        for step in connection.execute(f"EXPLAIN QUERY PLAN {statement}")
    ]
    connection.close()
    read = [plan for plan in plans if "articles" in plan.split()]
    assert read
    assert all("USING" in plan for plan in read)
