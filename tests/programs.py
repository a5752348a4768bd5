"""Programs that tests put in the place of a clipboard tool, a browser, an editor or a pager."""

from __future__ import annotations

import sys
from pathlib import Path


def make_program(folder: Path, name: str, body: str) -> Path:
    """A program of that name in the folder, in Python; it finds its arguments in `sys.argv[1:]`."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"#!{sys.executable} -I\nimport sys, os, time, json, signal\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def keeps_input(target: Path) -> str:
    """The body of a program that writes its standard input to a file."""
    return f"open({str(target)!r}, 'wb').write(sys.stdin.buffer.read())"


def keeps_arguments(target: Path) -> str:
    """The body of a program that writes its arguments to a file, as JSON."""
    return f"open({str(target)!r}, 'w').write(json.dumps(sys.argv[1:]))"
