"""Measure searching, beside SQLite FTS5 and tantivy. From the project's folder:

    python -m bench.search                                      100 000 articles; the first run builds the libraries
    python -m bench.search --articles 10000                     a small archive: a quick look
    python -m bench.search --articles 100000 --articles 300000 --write docs/performance.md
    python -m bench.search --engines dateline --build           build only, dateline only
    python -m bench.search --rebuild dateline                   the index has changed: build its library anew

Libraries are kept under `--work` and used again. Progress goes to standard error, the tables to standard output.
Needs `tantivy` (a development dependency) unless `--engines` leaves it out.
"""

from __future__ import annotations

import argparse
import shlex
import sys
from pathlib import Path

from bench.search import building, report
from bench.search.building import PROJECT
from bench.search.engines import BUILDERS
from bench.search.measuring import measure
from bench.search.queries import PER_CLASS


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.search", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, action="append", metavar="N", help="how many; may be given twice")
    parser.add_argument(
        "--work", type=Path, default=PROJECT / "build" / "bench-search", help="where libraries are kept"
    )
    parser.add_argument(
        "--engines", default=",".join(BUILDERS), help="which, separated by commas (default: %(default)s)"
    )
    parser.add_argument("--queries", type=int, default=PER_CLASS, help="how many of each class (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is asked warm (default: %(default)s)")
    parser.add_argument("--build", action="store_true", help="only build the libraries")
    parser.add_argument("--rebuild", metavar="ENGINE", action="append", default=[], help="build its library anew")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the tables into this page as well")
    arguments = parser.parse_args()
    sizes = sorted(set(arguments.articles or [100_000]))
    engines = arguments.engines.split(",")
    unknown = [engine for engine in (*engines, *arguments.rebuild) if engine not in BUILDERS]
    if unknown or engines[0] != "dateline":
        parser.error(f"engines are {', '.join(BUILDERS)}, dateline first")
    work = arguments.work.absolute()
    for articles in sizes:
        for engine in engines:
            built = building.ensure(work, engine, articles, anew=engine in arguments.rebuild)
            if arguments.build:
                print(built)
    if arguments.build:
        return
    runs = [measure(work, engines, n, per_class=arguments.queries, rounds=arguments.rounds) for n in sizes]
    section = report.report(runs, shlex.join(["python", "-m", "bench.search", *sys.argv[1:]]))
    print(section)
    if arguments.write:
        report.write(arguments.write, section)


if __name__ == "__main__":
    main()
