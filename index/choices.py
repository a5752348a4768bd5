"""What was chosen in the reader and is kept for the next time: a small file that the program writes itself.

It stands apart from the configuration, which is the person's own and may hold comments that no program should lose.
Nothing depends on it: a file that is missing or damaged means that nothing was chosen.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path


def read_choices(path: Path) -> dict[str, str]:
    """Every choice kept in the file."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return {key: value for key, value in found.items() if isinstance(value, str)} if isinstance(found, dict) else {}


def keep_choice(path: Path, name: str, value: str) -> None:
    """Keep one more choice. Where the file cannot be written it is not kept, and nobody is any the worse."""
    choices = {**read_choices(path), name: value}
    beside = path.with_suffix(".new")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(choices, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        beside.replace(path)
