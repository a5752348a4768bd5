"""`dateline serve`: the reader in a browser. What is heavy stays out of here, since every command loads this."""

from __future__ import annotations

import importlib.util
import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from index.cli.options import Flags, Settings, library_option, model_option
from index.errors import ConfigError, UsageError

DEFAULT_PORT = 8000


def is_served() -> bool:
    """Whether this process draws for a browser: then there is no terminal, and none is needed."""
    return bool(os.environ.get("TEXTUAL_DRIVER"))


@click.command()
@click.argument("words", nargs=-1, metavar="[PATH]...")
@library_option
@model_option
@click.option("--host", default="localhost", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=DEFAULT_PORT, show_default=True,
    help="The port to listen on; 0: any that is free.",
)  # fmt: skip
@click.pass_context
def serve(
    context: click.Context, words: tuple[str, ...], folder: Path | None, model: str | None, host: str, port: int
) -> None:
    """Show the reader in a browser.

    Listens on this computer only, unless --host says otherwise. There is no password: whoever reaches the address can
    read the library, and mark what they read. Ctrl-C ends it. Needs an extra: pip install 'dateline[web]'
    """
    articles = [Path(word).expanduser().absolute() for word in words]
    for path in articles:
        if not os.path.lexists(path):
            raise UsageError(f"There is no file or folder {path}.")
    settings = Settings.load(context.obj, Flags(folder, model))
    if importlib.util.find_spec("textual_serve") is None:
        raise ConfigError(
            "Showing the reader in a browser needs an extra that is not installed.",
            hint="Install it: pip install 'dateline[web]'  (pipx: pipx inject dateline textual-serve)",
        )
    if not articles:
        settings.open(create=True).close()  # whatever is wrong with it is told here, and not in every browser
    from tui.web_server import run  # here: it brings a web server along

    run(command_line(articles, settings), host, port)


def command_line(articles: Sequence[Path], settings: Settings) -> str:
    """The command that a browser's session runs, quoted for the shell that the server hands it to."""
    # -P: a folder called `index` where the user happens to stand must not be taken for this package.
    words = [sys.executable, "-P", "-c", "from tui.cli import main; main()"]
    if settings.library is not None:
        words += ["--library", str(settings.library.expanduser().absolute())]
    if settings.model:
        words += ["--model", settings.model]
    # `open` is the name of what a bare folder does; with it a folder called `search` is no command.
    return shlex.join([*words, "open", "--", *map(str, articles)] if articles else words)
