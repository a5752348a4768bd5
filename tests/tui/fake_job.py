"""A background job in memory, whose events the test sends."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

from index.events import Event, Finished
from index.library import Job


@dataclass
class Call:
    """One call of the facade and the thread it ran in."""

    name: str
    arguments: tuple[object, ...]
    thread: int


@dataclass
class FakeJob(Job):
    """A job whose events the test sends."""

    preferred: list[int] = field(default_factory=list)
    is_closed: bool = False
    cancellings: int = 0
    answers_cancel: bool = True

    def __post_init__(self) -> None:
        self._events: list[Event | None] = []
        self._there = threading.Condition()

    def send(self, *events: Event | None) -> None:
        """Let events happen; None ends them."""
        with self._there:
            self._events.extend(events)
            self._there.notify_all()

    def events(self) -> Iterator[Event]:
        while True:
            with self._there:
                self._there.wait_for(lambda: bool(self._events))
                event = self._events.pop(0)
            if event is None:
                return
            yield event

    def prefer(self, article_id: int) -> None:
        self.preferred.append(article_id)

    def cancel(self) -> None:
        self.cancellings += 1
        if self.answers_cancel:
            self.send(Finished(3, 0, 0, 0, 2, 2, 0.1, cancelled=True), None)

    @property
    def is_running(self) -> bool:
        return not self.is_closed

    def close(self, timeout: float = 5.0) -> None:
        self.is_closed = True
        self.send(None)
