"""Where dateline keeps things: the platform's directories, or the environment's, and the layout of a library folder."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from pathlib import Path

from platformdirs import user_config_path, user_data_path

DATABASE = "dateline.db"
INDEX = "index"
LOCK = "write.lock"
WORKER_LOG = "worker.log"


def data_directory() -> Path:
    """`$DATELINE_DATA`, or the platform's place for user data. Not created here."""
    override = os.environ.get("DATELINE_DATA")
    return Path(override).expanduser() if override else user_data_path("dateline", appauthor=False)


def config_file() -> Path:
    """`$DATELINE_CONFIG`, or `config.toml` in the platform's place for configuration. It need not exist."""
    override = os.environ.get("DATELINE_CONFIG")
    return Path(override).expanduser() if override else user_config_path("dateline", appauthor=False) / "config.toml"


def choices_file() -> Path:
    """Where the reader keeps what was chosen in it, such as the theme. It need not exist."""
    return data_directory() / "choices.json"


def default_library() -> Path:
    """The library that a bare `dateline` opens."""
    return data_directory() / "libraries" / "default"


def library_of(paths: Sequence[Path]) -> Path:
    """The library kept for exactly these files and folders, wherever it is called from and in whatever order."""
    resolved = sorted({str(path.expanduser().resolve()) for path in paths})
    digest = hashlib.sha256("\0".join(resolved).encode(errors="surrogateescape")).hexdigest()[:8]
    label = re.sub(r"[^\w.-]+", "-", name_of(paths)).strip("-.")[:40] or "articles"
    return data_directory() / "libraries" / f"{label}-{digest}"


def name_of(paths: Sequence[Path]) -> str:
    """What to call the library of these files and folders: the first one's name, and how many more."""
    first = paths[0].expanduser().resolve().name or "root"
    return first if len(paths) == 1 else f"{first} and {len(paths) - 1} more"


def starter_articles() -> Path | None:
    """The folder of articles that ships with dateline: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    return next((folder for folder in (package / "_seeds", package.parent / "seeds") if folder.is_dir()), None)


def app_log() -> Path:
    """Where the app writes what went wrong inside it."""
    return data_directory() / "dateline.log"
