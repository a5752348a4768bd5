"""Opening an article's address in the browser: http and https only, whatever the article says its address is.

Python's own `webbrowser` is not used: it falls back on text browsers, which would draw over the reader, and on some
platforms hands the address to a script. Here an address that passed `checked_address` is one argument of one program.
"""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from index.errors import DatelineError
from index.text import printable

_LONGEST: Final = 8_000  # what servers and browsers take
_SETTLED_AFTER: Final = 1.5  # seconds; an opener that fails does so at once, a browser may go on for hours
# These draw in the terminal, so that they need it to themselves.
TEXT_BROWSERS: Final = frozenset({"lynx", "w3m", "links", "links2", "elinks", "browsh", "www-browser", "carbonyl"})


def checked_address(url: str) -> str:
    """The address if it is one of the web. Raises DatelineError with the reason otherwise."""
    address = url.strip()
    if not address:
        raise DatelineError("This article brought no address along.")
    shown = printable(address[:60])
    if len(address) > _LONGEST:
        raise DatelineError(f"The address {shown} … is too long to be one.")
    if any(character.isspace() or not character.isprintable() or character in '"<>\\' for character in address):
        raise DatelineError(f"The address {shown} has characters that no address has.")
    try:
        parts = urlsplit(address)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        raise DatelineError(f"The address {shown} is not a whole one.") from None
    if parts.scheme not in {"http", "https"}:
        kind = f"begins with {parts.scheme}:" if parts.scheme else "does not say http or https"
        raise DatelineError(
            f"Not opened: the address {shown} {kind}.", hint="Only http and https are opened; y u copies it."
        )
    if not host:
        raise DatelineError(f"The address {shown} names no site.")
    return address


def site_of(address: str) -> str:
    """The site that a checked address leads to: what a reader should see before they trust it."""
    return urlsplit(address).hostname or address


def opener(environment: Mapping[str, str]) -> list[str]:
    """The command that opens addresses here, without the address (`%s` stands for it, where the user wrote so).

    `$BROWSER` first (a list separated by colons, as usual), then the desktop's own. Raises DatelineError.
    """
    path = environment.get("PATH")
    for choice in environment.get("BROWSER", "").split(":"):
        try:
            words = shlex.split(choice)
        except ValueError:
            continue
        if words and shutil.which(words[0], path=path):
            return words
    has_desktop = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    candidates = ["open"] if sys.platform == "darwin" else ["xdg-open"] if has_desktop else []
    candidates += ["wslview"] if environment.get("WSL_DISTRO_NAME") else []
    for name in candidates:
        if shutil.which(name, path=path):
            return [name]
    where = "over ssh" if environment.get("SSH_CONNECTION") else "here"
    raise DatelineError(
        f"There is no browser to open it with {where}.", hint="y u copies the address; BROWSER names a browser."
    )


def command(words: list[str], address: str) -> list[str]:
    """The whole command; the address is one argument, wherever it stands."""
    if any("%s" in word for word in words):
        return [word.replace("%s", address) for word in words]
    return [*words, address]


def open_beside(arguments: list[str], environment: Mapping[str, str]) -> None:
    """Start a browser with a window of its own and come back soon. Raises DatelineError if it fails at once."""
    try:
        process = subprocess.Popen(
            arguments,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=dict(environment),
            start_new_session=True,
        )
    except OSError as error:
        raise DatelineError(f"{printable(arguments[0])} could not be started: {error.strerror}.") from error
    try:
        code = process.wait(_SETTLED_AFTER)
    except subprocess.TimeoutExpired:
        threading.Thread(target=process.wait, daemon=True).start()  # nobody is left as a zombie
        return
    if code:
        raise DatelineError(f"{printable(arguments[0])} ended with exit code {code}.", hint="y u copies the address.")
