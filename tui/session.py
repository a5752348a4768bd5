"""Where a reader left a library, as it is kept for the next session. Pure."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, get_args

from index.model import Sort
from tui.screens.layout import Arrangement


@dataclass(frozen=True, slots=True)
class Session:
    """Query, order, article (by its key), place in it, current entity, and how the panes stood.

    `offset` and `top` are code points of the article's text: the cursor, and the first line on screen.
    """

    query: str = ""
    sort: Sort | None = None
    selected_key: str = ""
    article_key: str = ""
    offset: int = 0
    top: int = 0
    entity: str | None = None
    arrangement: Arrangement = field(default_factory=Arrangement)

    def to_json(self) -> dict[str, Any]:
        """As JSON values."""
        return {**asdict(self), "arrangement": self.arrangement.to_json()}

    @classmethod
    def from_json(cls, kept: object) -> Session:
        """What `to_json` gave. Whatever does not fit (another version's, a damaged one's) counts for nothing."""
        if not isinstance(kept, dict):
            return cls()
        texts = {
            name: kept[name] for name in ("query", "selected_key", "article_key") if isinstance(kept.get(name), str)
        }
        numbers = {name: kept[name] for name in ("offset", "top") if _is_place(kept.get(name))}
        return cls(
            **texts,
            **numbers,
            sort=next((sort for sort in get_args(Sort) if sort == kept.get("sort")), None),
            entity=kept["entity"] if isinstance(kept.get("entity"), str) else None,
            arrangement=Arrangement.from_json(kept.get("arrangement")),
        )


def _is_place(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and number >= 0
