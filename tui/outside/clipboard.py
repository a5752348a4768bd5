"""The clipboard: which local tool can fill it here, and what may be hoped of the terminal itself (OSC 52).

Neither is sure alone. A terminal may refuse OSC 52, or take it and say nothing; a tool fills the clipboard of the
machine it runs on, which over ssh is the wrong one. So both are used as far as they make sense, and the reader is told
which.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

TIMEOUT: Final = 2.0  # seconds; a tool that waits for a display that is gone would wait for ever
# More than this much base64 is cut or dropped by some terminals.
LARGEST_FOR_TERMINALS: Final = 74_994  # bytes of text in base64, the limit that hterm made customary
_WITHOUT_OSC_52: Final = frozenset({"linux", "dumb", ""})


@dataclass(frozen=True, slots=True)
class Tool:
    """A program that fills the clipboard from its standard input."""

    arguments: tuple[str, ...]
    encoding: str = "utf-8"

    @property
    def name(self) -> str:
        """What a person calls it."""
        return self.arguments[0]


def tools(environment: Mapping[str, str]) -> list[Tool]:
    """The tools that are installed and make sense here, best first.

    tmux keeps OSC 52 from the terminal unless it was told otherwise, but hands on what `load-buffer -w` is given; its
    own buffer has it in any case. Over ssh only tools that reach back count: tmux's, and those of a forwarded X
    display; served to a browser none do.
    """
    if environment.get("TEXTUAL_DRIVER"):
        return []
    is_remote = any(environment.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"))
    candidates: list[Tool] = []
    if environment.get("WAYLAND_DISPLAY") and not is_remote:
        candidates.append(Tool(("wl-copy", "--type", "text/plain;charset=utf-8")))
    if environment.get("DISPLAY"):
        candidates.append(Tool(("xclip", "-selection", "clipboard", "-in")))
        candidates.append(Tool(("xsel", "--clipboard", "--input")))
    if not is_remote:
        if sys.platform == "darwin":
            candidates.append(Tool(("pbcopy",)))
        candidates.append(Tool(("clip.exe",), "utf-16"))  # Windows, from within WSL
    if environment.get("TMUX"):
        candidates.append(Tool(("tmux", "load-buffer", "-w", "-")))
        candidates.append(Tool(("tmux", "load-buffer", "-")))  # before tmux 3.2
    path = environment.get("PATH")
    return [tool for tool in candidates if shutil.which(tool.name, path=path)]


def fill(text: str, environment: Mapping[str, str]) -> tuple[str, str]:
    """Try the tools in turn: the name of the one that took the text (or nothing), and what went wrong (or nothing).

    May take `TIMEOUT` for each: not for the UI thread.
    """
    troubles = []
    for tool in tools(environment):
        trouble = _run(tool, text, environment)
        if not trouble:
            return tool.name, ""
        troubles.append(f"{tool.name} {trouble}")
    return "", "; ".join(troubles)


def _run(tool: Tool, text: str, environment: Mapping[str, str]) -> str:
    """Nothing if it worked, else what went wrong."""
    # A file and not a pipe takes the errors: the tools that serve the clipboard stay in the background with whatever
    # they were given open, and a pipe would be waited for until they end.
    with tempfile.TemporaryFile() as errors:
        try:
            ended = subprocess.run(
                tool.arguments,
                input=text.encode(tool.encoding),
                stdout=subprocess.DEVNULL,
                stderr=errors,
                env=dict(environment),
                timeout=TIMEOUT,
                start_new_session=True,  # so that the clipboard outlives the terminal
                check=False,
            )
        except subprocess.TimeoutExpired:
            return f"did not answer within {TIMEOUT:g} s"
        except OSError as error:
            return f"could not be started ({error.strerror})"
        if ended.returncode == 0:
            return ""
        errors.seek(0)
        said = errors.read(200).decode("utf-8", "replace").strip().partition("\n")[0]
        return f"failed: {said}" if said else f"failed with exit code {ended.returncode}"


def terminal_may_take(environment: Mapping[str, str]) -> bool:
    """Whether there is any point in OSC 52: plain consoles know it not, and may print it."""
    return environment.get("TERM", "") not in _WITHOUT_OSC_52


def terminal_may_refuse(environment: Mapping[str, str]) -> bool:
    """Whether this terminal is known to drop OSC 52 (macOS's own, and those built on VTE as they come)."""
    return environment.get("TERM_PROGRAM") == "Apple_Terminal" or bool(environment.get("VTE_VERSION"))


def told(what: str, text: str, environment: Mapping[str, str], *, tool: str, trouble: str) -> tuple[str, bool]:
    """What to tell of a copy, and whether it is trouble; `tool` took the text, unless it is empty."""
    count = f"{len(text):,}".replace(",", " ") + (" character" if len(text) == 1 else " characters")
    if tool:
        return f"copied {what}, {count} ({tool})", False
    if not terminal_may_take(environment):
        why = trouble or "this console has no clipboard, and no tool for one was found"
        return f"Nothing could be copied: {why}. x writes a file instead.", True
    notes = ["by the terminal"]
    if trouble:
        notes.append(trouble)
    elif terminal_may_refuse(environment):
        helps = tool_to_install(environment)
        notes.append("which may not take it" + (f": {helps} would help" if helps else ""))
    elif 4 * len(text.encode("utf-8", "replace")) // 3 > LARGEST_FOR_TERMINALS:
        notes.append("long for one: x writes a file")
    return f"copied {what}, {count} ({', '.join(notes)})", False


def tool_to_install(environment: Mapping[str, str]) -> str:
    """The tool that would help here."""
    if environment.get("WAYLAND_DISPLAY"):
        return "wl-copy (wl-clipboard)"
    return "xclip" if environment.get("DISPLAY") else ""
