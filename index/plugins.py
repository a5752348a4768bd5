"""The one pattern behind every plug point: names to `module:Class`, loaded when first asked for.

What ships with dateline is listed in code; an installed package adds to it by an entry point in the group.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from index.errors import ConfigError
from index.nearest import nearest


class Registry:
    """Lazily loaded implementations of one plug point (`group` is also the name of its entry-point group)."""

    def __init__(self, group: str, what: str, built_in: Mapping[str, str]) -> None:
        self.group = group
        self._what = what
        self._targets: dict[str, str] = dict(built_in)
        self._has_looked_for_more = False

    def names(self) -> tuple[str, ...]:
        """Every known name: those shipped first, then those of installed packages, alphabetically."""
        if not self._has_looked_for_more:
            from importlib.metadata import entry_points  # slow, and only asked for what is not shipped

            for entry in sorted(entry_points(group=self.group), key=lambda entry: entry.name):
                self._targets.setdefault(entry.name, entry.value)
            self._has_looked_for_more = True
        return tuple(self._targets)

    def load(self, name: str) -> Any:
        """The class of that name. Raises ConfigError for a name nobody registered."""
        if name not in self._targets and name not in self.names():
            near = nearest(name, self._targets)
            hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(self._targets)}."
            raise ConfigError(f"There is no {self._what} called {name!r}.", hint=hint)
        module, _, attribute = self._targets[name].partition(":")
        return getattr(import_module(module), attribute)
