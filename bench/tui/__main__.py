"""Measure the reader, beside an empty Textual app. From the project's folder, on Linux:

    python -m bench.tui                                         at 100 000 articles; the first run builds the library
    python -m bench.tui --articles 10000 --runs 3               a small archive: a quick look
    python -m bench.tui --write docs/performance.md

The library is that of `bench.search`, kept under `--work`; a copy of it is read. Progress goes to standard error, the
tables to standard output. Nothing else should run on the machine meanwhile.
"""

from __future__ import annotations

import argparse
import shlex
import sys
from pathlib import Path

from bench.search.building import PROJECT
from bench.tui import report
from bench.tui.measuring import measure


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.tui", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=100_000, metavar="N", help="how many (default: %(default)s)")
    parser.add_argument(
        "--work", type=Path, default=PROJECT / "build" / "bench-search", help="where libraries are kept"
    )
    parser.add_argument("--runs", type=int, default=11, help="how often each is started (default: %(default)s)")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the tables into this page as well")
    arguments = parser.parse_args()
    found = measure(arguments.work.absolute(), arguments.articles, runs=arguments.runs)
    section = report.report(found, shlex.join(["python", "-m", "bench.tui", *sys.argv[1:]]))
    print(section)
    if arguments.write:
        report.write(arguments.write, section)


if __name__ == "__main__":
    main()
