"""What a running job says of itself, one line of JSON an event, and the token that stops it."""

from __future__ import annotations

import json
import threading
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is. `phase` is `reading`, `annotating`, `resolving` or `indexing`; `rate` is items a second."""

    phase: str
    done: int
    total: int | None  # None while it is not yet known
    rate: float = 0.0
    eta: float | None = None  # seconds
    changed: int = 0  # articles added or changed since the job began
    generation: int = 0  # of the library: a reader that is behind should look again


@dataclass(frozen=True, slots=True)
class ArticleFailed:
    """One file, or one record of it, was set aside; the rest goes on."""

    where: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Finished:
    """The job ended well, or was cancelled by request."""

    added: int
    updated: int
    unchanged: int
    failed: int
    annotated: int
    generation: int
    seconds: float
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """The job could not go on."""

    title: str
    message: str
    hint: str = ""
    exit_code: int = 6


Event = Progress | ArticleFailed | Finished | Failed

_KINDS: dict[str, type[Event]] = {kind.__name__: kind for kind in (Progress, ArticleFailed, Finished, Failed)}


def to_line(event: Event) -> str:
    """One line of JSON, ASCII only, without the newline."""
    return json.dumps({"event": type(event).__name__, **asdict(event)})


def from_line(line: str) -> Event:
    """The event a line holds. Raises ValueError for anything else."""
    fields = json.loads(line)
    if not isinstance(fields, dict) or fields.get("event") not in _KINDS:
        raise ValueError(f"not an event: {line[:80]!r}")
    kind = _KINDS[fields.pop("event")]
    try:
        return kind(**fields)
    except TypeError as error:
        raise ValueError(str(error)) from error


class Cancelled(Exception):
    """Raised inside long work when its token was cancelled: a request granted, not an error."""


class CancelToken:
    """A flag that one thread sets and another polls."""

    __slots__ = ("_event",)

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        self._event.set()

    @property
    def is_cancelled(self) -> bool:
        return self._event.is_set()

    def check(self) -> None:
        """Raise `Cancelled` if somebody asked for it. Cheap enough for inner loops of a few microseconds."""
        if self._event.is_set():
            raise Cancelled
