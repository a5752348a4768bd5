"""Building the libraries that are searched, each in a process of its own and once: what it cost is kept beside it."""

from __future__ import annotations

import json
import re
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from bench.search import generator
from bench.search.generator import Generated

PROJECT: Final = Path(__file__).resolve().parents[2]
BATCH: Final = 2_000
_RECEIPT: Final = "build.json"
# Linux tells what this process alone held; the peak that every system tells is, there, at least its parent's.
_STATUS: Final = Path("/proc/self/status")
_KIBIBYTE_UNITS: Final = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss


@dataclass(frozen=True, slots=True)
class Built:
    """A library on disk, and what it took: seconds by step, bytes by part, and the most memory it ever held."""

    engine: str
    articles: int
    seconds: dict[str, float]
    bytes: dict[str, int]
    peak_memory: int
    version: int = generator.VERSION
    notes: dict[str, Any] = field(default_factory=dict)


Builder = Callable[[Path, int], Built]


def directory(work: Path, engine: str, articles: int) -> Path:
    """Where the library of an engine is kept."""
    return work / f"{engine}-{articles}"


def receipt(folder: Path) -> Built | None:
    """What building a library took; None if it is not there whole, or holds other texts."""
    try:
        built = Built(**json.loads((folder / _RECEIPT).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return built if built.version == generator.VERSION else None


def ensure(work: Path, engine: str, articles: int, *, anew: bool = False) -> Built:
    """The library of that engine, built if it is not there."""
    folder = directory(work, engine, articles)
    found = None if anew else receipt(folder)
    if found is not None:
        return found
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    subprocess.run([sys.executable, "-m", __name__, engine, str(articles), str(folder)], check=True, cwd=PROJECT)
    built = receipt(folder)
    assert built is not None  # the process ended well, and writing the receipt is the last thing it does
    return built


def batches(articles: int, doing: str) -> Iterator[list[Generated]]:
    """All articles, some at a time, with a line of progress on standard error."""
    started = time.monotonic()
    for first in range(0, articles, BATCH):
        yield list(generator.articles(min(BATCH, articles - first), first=first))
        done = min(first + BATCH, articles)
        rate = done / (time.monotonic() - started)
        left = (articles - done) / rate
        end = "\n" if done == articles else ""
        line = f"\r{doing}: {done:,} of {articles:,} articles, {rate:,.0f}/s, {left:,.0f} s left   "
        print(line, end=end, file=sys.stderr, flush=True)


class Stopwatch:
    """Seconds by step, added up."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._since = time.perf_counter()

    def start(self) -> None:
        self._since = time.perf_counter()

    def lap(self, step: str) -> None:
        """What passed since the last lap, or since `start`, went into this step."""
        now = time.perf_counter()
        self.seconds[step] = self.seconds.get(step, 0.0) + now - self._since
        self._since = now


def size_of(folder: Path, pattern: str = "**/*") -> int:
    """Bytes of the files in a folder."""
    return sum(path.stat().st_size for path in folder.glob(pattern) if path.is_file())


def memory() -> tuple[int, int, int]:
    """Bytes of this process: resident, of those its own and not mapped from files, and the most it ever held."""
    try:
        said = dict(re.findall(r"^(VmRSS|RssAnon|VmHWM):\s+(\d+) kB", _STATUS.read_text("ascii"), re.MULTILINE))
        return int(said["VmRSS"]) * 1024, int(said["RssAnon"]) * 1024, int(said["VmHWM"]) * 1024
    except (OSError, KeyError):  # a system that does not tell: the peak is all there is
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIBIBYTE_UNITS
        return peak, peak, peak


def main() -> None:
    engine, articles, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    from bench.search.engines import BUILDERS

    built = BUILDERS[engine](folder, articles)
    (folder / _RECEIPT).write_text(json.dumps(asdict(built), indent=1), "utf-8")


if __name__ == "__main__":
    main()
