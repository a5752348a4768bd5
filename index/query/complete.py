"""What is being completed at the cursor of a query line: a name after `@`, a field, or a field's value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from index.query.ast import FIELDS, NAME_FIELDS

_BEFORE = re.compile(
    r"(?<![^\s(\"“{|:-])@(?P<entity>[\w\-'’.&]*)\Z"
    r"|(?<![^\W_])(?P<field>[^\W\d_]+):(?P<value>[^\s()\"“”|:]*)\Z"
    r"|(?<![^\s(|-])(?P<start>[^\W\d_]+)\Z"
)
_AFTER = re.compile(r"[\w\-'’.&]*")


@dataclass(frozen=True, slots=True)
class Completion:
    """`text[start:end]` is to be replaced by the choice; `prefix` is what is typed of it. `@` and `field:` stay.

    `field` is set for values: `source`, or `person` for a name of that kind, which has kind `entity`.
    """

    kind: Literal["entity", "field", "value"]
    field: str
    prefix: str
    start: int
    end: int


def completion_at(text: str, cursor: int) -> Completion | None:
    """What could be completed at a cursor column, or None."""
    match = _BEFORE.search(text, 0, cursor)
    if match is None:
        return None
    after = _AFTER.match(text, cursor)
    end = after.end() if after else cursor
    if match["entity"] is not None:
        return Completion("entity", "@", match["entity"], match.start("entity"), end)
    if match["field"] is not None:
        field = match["field"].lower()
        if field not in FIELDS:
            return None
        kind: Literal["entity", "value"] = "entity" if field in NAME_FIELDS else "value"
        return Completion(kind, field, match["value"], match.start("value"), end)
    prefix = match["start"].lower()
    is_field = any(field.startswith(prefix) for field in FIELDS)
    return Completion("field", "", prefix, match.start("start"), cursor) if is_field else None
