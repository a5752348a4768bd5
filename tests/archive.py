"""Small archives for tests: written as files, taken in by the real ingest, opened through the real facade."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from index.events import ArticleFailed, CancelToken, Event, Finished
from index.ingest import run_job
from index.library import Library

# Finds capitalised words and needs no language model: quick, and the same on every machine.
QUICK_MODEL = "capitalised"


def write_jsonl(path: Path, records: Iterable[Mapping[str, object]]) -> Path:
    """A JSON lines file of these articles."""
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


def ingest(folder: Path, *paths: Path, model: str = QUICK_MODEL, cancel: CancelToken | None = None) -> Ingested:
    """Take files into the library at `folder`, in this process."""
    events: list[Event] = []
    finished = run_job(
        folder,
        list(paths),
        model=model,
        max_article_bytes=1_000_000,
        report=events.append,
        cancel=cancel or CancelToken(),
    )
    return Ingested(finished, events)


class Ingested:
    """What a job said."""

    def __init__(self, finished: Finished, events: list[Event]) -> None:
        self.finished = finished
        self.events = events

    @property
    def failures(self) -> list[ArticleFailed]:
        return [event for event in self.events if isinstance(event, ArticleFailed)]


def opened(folder: Path, *paths: Path, model: str = QUICK_MODEL) -> Library:
    """A library of these files, open for reading."""
    ingest(folder, *paths, model=model)
    return Library.open(folder)
