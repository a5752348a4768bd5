"""How long a call of the library keeps another thread of the program from running: what it can do to the event loop.

`python -m bench.tui.holding LIBRARY` prints, as JSON and by call, the longest time that a thread which only wanted to
tick waited for Python's lock while another made the call. Nothing is drawn meanwhile, so that nothing else is measured.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from index.library import Library

_BEAT: Final = 0.001  # seconds
_ROUNDS: Final = 5
_QUERY: Final = "storm OR fire"


def calls(library: Library) -> dict[str, Callable[[], object]]:
    """What the screens ask for, with questions that find much; the very first of them loads the search."""
    ids = library.search(_QUERY).ids
    opened = library.open_article(ids[0])
    entity = max(opened.entities, key=lambda entity: entity.library_articles).id
    return {
        "status": lambda: library.status(has_model=False),
        "everything by date": lambda: library.search(""),
        "a search": lambda: library.search(_QUERY),
        "a beginning": lambda: library.search("st", is_typing=True),
        "rows": lambda: library.rows(ids[:50]),
        "snippets": lambda: library.snippets(ids[:50], _QUERY),
        "mentions counted": lambda: library.mention_total(ids, _QUERY),
        "an article": lambda: library.open_article(ids[0]),
        "filters": lambda: library.facets(_QUERY),
        "a dossier": lambda: library.dossier(entity),
        "mentions in context": lambda: library.mentions(entity, limit=200),
        "completions": lambda: library.completions("storm @a", 8),
    }


def longest_wait(call: Callable[[], object]) -> float:
    """Seconds that a tick came late at most while another thread made the call."""
    making = threading.Thread(target=call)
    latest = 0.0
    making.start()
    last = time.perf_counter()
    while making.is_alive():
        time.sleep(_BEAT)
        now = time.perf_counter()
        latest = max(latest, now - last - _BEAT)
        last = now
    making.join()
    return latest


def measure(library: Library) -> dict[str, list[float]]:
    """Of each call, several rounds; "the first search" is that of a new process, which loads what it needs."""
    found = {"the first search": [longest_wait(lambda: library.search(""))]}
    asked = calls(library)
    for _ in range(_ROUNDS):
        for name, call in asked.items():
            found.setdefault(name, []).append(longest_wait(call))
        found.setdefault("nothing", []).append(longest_wait(lambda: time.sleep(0.05)))
    return found


def main() -> None:
    library = Library.open(Path(sys.argv[1]))
    try:
        print(json.dumps(measure(library)))
    finally:
        library.close()


if __name__ == "__main__":
    main()
