"""What the reader did, in memory, with the signatures of `index.reading.ReadingRecord`."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from index.reading import Mark, ReadingRecord, SavedSearch, State


class FakeReading(ReadingRecord):
    """`failure` makes every write fail; `newest` says which article was added last."""

    def __init__(self, newest: Callable[[], int]) -> None:
        self.newest = newest
        self.read: set[int] = set()
        self.starred: set[int] = set()
        self.asked: list[str] = []
        self.saved: dict[str, SavedSearch] = {}
        self.marked: dict[str, Mark] = {}
        self.left: dict[str, Any] = {}
        self.failure: Exception | None = None
        self.threads: set[int] = set()

    def close(self) -> None: ...

    def _writing(self) -> None:
        self.threads.add(threading.get_ident())
        if self.failure is not None:
            raise self.failure

    def set_state(self, ids: Sequence[int], state: State, *, to: bool) -> None:
        self._writing()
        kept = self.read if state == "read" else self.starred
        (kept.update if to else kept.difference_update)(ids)

    def remember_query(self, query: str) -> None:
        self._writing()
        if query.strip():
            self.asked = [query.strip(), *(asked for asked in self.asked if asked != query.strip())]

    def queries(self) -> list[str]:
        return list(self.asked)

    def saved_searches(self) -> list[SavedSearch]:
        return sorted(self.saved.values(), key=lambda saved: saved.name.lower())

    def save_search(self, name: str, query: str, *, seen_id: int | None = None) -> None:
        self._writing()
        self.saved[name] = SavedSearch(name, query, self.newest() if seen_id is None else seen_id)

    def rename_search(self, name: str, new: str) -> None:
        self._writing()
        self.saved[new] = replace(self.saved.pop(name), name=new)

    def forget_search(self, name: str) -> None:
        self._writing()
        self.saved.pop(name, None)

    def search_seen(self, name: str) -> None:
        self._writing()
        self.saved[name] = replace(self.saved[name], seen_id=self.newest())

    def marks(self) -> list[Mark]:
        return [self.marked[letter] for letter in sorted(self.marked)]

    def set_mark(self, mark: Mark) -> None:
        self._writing()
        self.marked[mark.letter] = mark

    def forget_mark(self, letter: str) -> None:
        self._writing()
        self.marked.pop(letter, None)

    def session(self) -> dict[str, Any]:
        return dict(self.left)

    def remember_session(self, session: dict[str, Any]) -> None:
        self._writing()
        self.left = json.loads(json.dumps(session))
