"""What was read lately, within so many bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

_Value = TypeVar("_Value")
_ENTRY = 512  # bytes that any entry takes besides its arrays


class ByteCache:
    """Keeps values that have `nbytes`, the least recently used going first. Any thread may use it."""

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._values: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._held = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], _Value], size: Callable[[_Value], int]) -> _Value:
        """The value of a key, made if it is not there. Two threads may make it at once; one value is kept."""
        with self._lock:
            found = self._values.get(key)
            if found is not None:
                self._values.move_to_end(key)
                value: _Value = found[0]
                return value
        made = make()
        cost = size(made) + _ENTRY
        with self._lock:
            if key not in self._values and cost <= self._budget:
                self._values[key] = (made, cost)
                self._held += cost
                while self._held > self._budget:
                    _, (_, freed) = self._values.popitem(last=False)
                    self._held -= freed
        return made
