"""A job's events as a person follows them: a progress bar on a terminal, plain lines now and then in a pipe."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from typing import Self

import click

from index.errors import DatelineError, JobError
from index.events import ArticleFailed, Event, Failed, Finished, Progress
from index.text import printable

_EVERY_SECONDS = 5.0  # between plain lines
_VERBS = {"reading": "reading articles", "annotating": "finding names", "indexing": "indexing"}


def narrate(events: Iterable[Event], *, is_ending: bool = False) -> Finished:
    """Follow a job to its end on standard error. Raises the error it failed with."""
    follow = _Bar() if sys.stderr.isatty() else _Lines()
    finished: Finished | None = None
    with follow:
        for event in events:
            if isinstance(event, Progress):
                follow.progress(event)
            elif isinstance(event, ArticleFailed):
                follow.say(_failure(event))
            elif isinstance(event, Failed):
                raise _as_error(event)
            else:
                finished = event
    if finished is None:
        raise JobError("The background job ended without a word.")
    if not is_ending:
        click.echo(_summary(finished), err=True)
    return finished


def _failure(event: ArticleFailed) -> str:
    # Messages name the file themselves.
    return printable(f"set aside: {event.message} {event.hint}".rstrip())


def _summary(finished: Finished) -> str:
    parts = [f"{finished.added} added", f"{finished.updated} updated", f"{finished.unchanged} already there"]
    if finished.failed:
        parts.append(f"{finished.failed} set aside (dateline status --failures)")
    parts += [f"names found in {finished.annotated}", f"{finished.seconds:.1f} s"]
    return ("stopped early; " if finished.cancelled else "") + " · ".join(parts)


def _as_error(event: Failed) -> DatelineError:
    error = DatelineError(event.message, hint=event.hint)
    error.exit_code = event.exit_code
    return error


class _Lines:
    """Plain lines, for logs."""

    def __init__(self) -> None:
        self._said_at = 0.0
        self._phase = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def progress(self, event: Progress) -> None:
        now = time.monotonic()
        if event.phase != self._phase or now - self._said_at > _EVERY_SECONDS:
            self._phase, self._said_at = event.phase, now
            total = f"/{event.total}" if event.total is not None else ""
            eta = f", {_clock(event.eta)} left" if event.eta is not None and event.done else ""
            rate = f", {_pace(event.rate)}" if event.done else ""
            self.say(f"{_VERBS.get(event.phase, event.phase)} {event.done}{total}{rate}{eta}")

    def say(self, line: str) -> None:
        click.echo(line, err=True)


class _Bar:
    """A progress bar with rate and time left."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
        from rich.progress import Progress as RichProgress

        self._console = Console(stderr=True, highlight=False, markup=False)
        self._bar = RichProgress(
            TextColumn("{task.description:16}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[pace]}"),
            console=self._console,
        )  # fmt: skip
        self._tasks: dict[str, int] = {}

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def progress(self, event: Progress) -> None:
        from rich.progress import TaskID

        if event.phase not in self._tasks:
            self._tasks[event.phase] = self._bar.add_task(_VERBS.get(event.phase, event.phase), total=None, pace="")
        eta = f" · {_clock(event.eta)} left" if event.eta else ""
        pace = f"{_pace(event.rate)}{eta}" if event.done else ""
        task = TaskID(self._tasks[event.phase])
        self._bar.update(task, completed=event.done, total=event.total, pace=pace)

    def say(self, line: str) -> None:
        self._console.print(line, markup=False, soft_wrap=True)


def _pace(rate: float) -> str:
    return f"{rate:.0f}/s" if rate >= 1 or not rate else f"{60 * rate:.0f}/min"


def _clock(seconds: float | None) -> str:
    whole = round(seconds or 0)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    return f"{minutes} min {rest:02d} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02d} min"
