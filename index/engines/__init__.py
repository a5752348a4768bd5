"""Full-text engines: the one that serves (`whoosh`), and those it is checked against (`whoosh-plain`, `memory`)."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from index.engines.base import Engine
from index.plugins import Registry

ENGINES: Final = Registry(
    "dateline.engines",
    "engine",
    {
        "whoosh": "index.engines.whoosh:WhooshEngine",
        "whoosh-plain": "index.engines.plain:PlainEngine",
        "memory": "index.engines.memory:MemoryEngine",
    },
)


def open_engine(name: str, directory: Path, *, writable: bool = False) -> Engine:
    """The index in a directory, opened by the engine of that name; created there if missing and `writable`.

    Raises ConfigError for an unknown engine, EngineUnavailable where there is no index that it can read.
    """
    engine: Engine = ENGINES.load(name).open(directory, writable=writable)
    return engine
