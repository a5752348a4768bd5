"""Measure the reader: starting it, reading with it, its memory. From the project's folder:

    python -m bench.tui                             100 000 articles; the first run builds the library
    python -m bench.tui --articles 10000 --runs 5   a quick look
    python -m bench.tui --write docs/performance.md

The library is that of `bench.search`, copied before it is opened: the reader writes down where it was left. Progress
goes to standard error, the tables to standard output.
"""

from __future__ import annotations

import argparse
import shlex
import shutil
import sys
import tempfile
from pathlib import Path

from bench.search import building
from bench.tui import report
from bench.tui.measuring import measure


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.tui", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=100_000, metavar="N", help="how many (default: %(default)s)")
    parser.add_argument(
        "--work", type=Path, default=building.PROJECT / "build" / "bench-search", help="where libraries are kept"
    )
    parser.add_argument("--runs", type=int, default=15, help="how often each start is timed (default: %(default)s)")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the tables into this page as well")
    arguments = parser.parse_args()
    work = arguments.work.absolute()
    building.ensure(work, "dateline", arguments.articles)
    with tempfile.TemporaryDirectory() as scratch:
        library = Path(scratch) / "library"
        shutil.copytree(building.directory(work, "dateline", arguments.articles), library)
        measured = measure(library, arguments.articles, Path(scratch), runs=arguments.runs)
    section = report.report(measured, shlex.join(["python", "-m", "bench.tui", *sys.argv[1:]]))
    print(section)
    if arguments.write:
        report.write(arguments.write, section)


if __name__ == "__main__":
    main()
