"""How quick the overviews of a library are: a dossier, words in context, an answer over time.

    python -m bench.overviews LIBRARY [--entity ID] [--word WORD]

Without `--entity` the one named in most articles is taken, which is the worst case. Medians of nine runs, in process,
everything through the facade; the reading of the search index is done before, the operating system's cache is warm.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from index.answers import MOST_SORTED
from index.library import Library

_RUNS = 9
_PAGE = 100


def measured(what: str, work: Callable[[], object]) -> None:
    """Do it once for the caches, then print the median of so many runs."""
    work()
    took = []
    for _ in range(_RUNS):
        started = time.perf_counter()
        work()
        took.append(time.perf_counter() - started)
    print(f"{what:58} {statistics.median(took) * 1000:8.1f} ms")


def main() -> None:
    """Measure one library."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("library", type=Path)
    arguments.add_argument("--entity")
    arguments.add_argument("--word", default="the")
    asked = arguments.parse_args()
    library = Library.open(asked.library)
    row = library.find_entity(asked.entity) if asked.entity else library.entities(limit=1)[0]
    status = library.status()
    print(
        f"{status.articles} articles, {status.mentions} mentions; {row.id}: {row.mentions} in {row.articles} articles"
    )
    every = library.search("", sort="oldest").ids or list(library.articles_with(row.id))
    places = library.mention_places(row.id, limit=MOST_SORTED)
    measured("dossier: aliases, company by count and G², sources", lambda: library.dossier(row.id))
    measured("dossier: its days", lambda: library.timeline(list(library.articles_with(row.id))))
    measured("mentions: a page in the middle", lambda: library.mentions(row.id, limit=_PAGE, offset=row.mentions // 2))
    measured(f"mentions: {len(places)} by left context", lambda: library.in_context_order(places, "left"))
    measured(f"hits of “{asked.word}” in 25 articles", lambda: library.hit_places(asked.word, every[:25]))
    measured("lines of 100 places", lambda: library.context_lines(places[:_PAGE]))
    measured(f"days of {len(every)} articles", lambda: library.timeline(every))
    library.close()


if __name__ == "__main__":
    main()
