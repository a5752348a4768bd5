"""What somebody most likely meant by a name that there is not: for messages that say so."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str], count: int = 1) -> list[str]:
    """The known names that look most like this one, best first; few or none if nothing does."""
    import difflib  # here, because commands that are spelt right never need it

    return difflib.get_close_matches(name, list(known), n=count)
