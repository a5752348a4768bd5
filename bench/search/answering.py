"""A process that has one library open and is asked one question at a time, timing itself (see `asking`)."""

from __future__ import annotations

import pickle
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from bench.search.asking import Answer, Memory, Opened, What
from bench.search.building import memory
from bench.search.queries import Cannot, Question
from index.errors import DatelineError


def _ask(engine: Any, question: Question, what: What) -> Answer:
    clock = time.perf_counter
    try:
        started = clock()
        total, ids = engine.search(question)
        search = clock() - started
        page = facets = 0.0
        if what != "search":
            engine.page(question, ids)
            page = clock() - started
        if what == "facets":
            engine.facets(question)
            facets = clock() - started
    except Cannot as reason:
        return Answer(cannot=str(reason))
    return Answer(total, list(ids), search, page, facets)


def main() -> None:
    name, folder = sys.argv[1], Path(sys.argv[2])
    started = time.perf_counter()
    from bench.search.engines import OPENERS

    engine = OPENERS[name](folder)
    opened = Opened(time.perf_counter() - started, engine.has_facets)

    def say(value: object) -> None:
        pickle.dump(value, sys.stdout.buffer)
        sys.stdout.buffer.flush()

    say(opened)
    try:
        with suppress(EOFError):
            while True:
                order, *arguments = pickle.load(sys.stdin.buffer)
                if order == "ask":
                    say(_ask(engine, *arguments))
                elif order == "memory":
                    say(Memory(*memory()))
                else:
                    say(engine.stop_after(*arguments))
    except DatelineError as error:
        sys.exit(f"{error.message} If the index has changed since it was built: --rebuild {name}")
    finally:
        engine.close()


if __name__ == "__main__":
    main()
