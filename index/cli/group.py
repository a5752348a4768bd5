"""The command line as a whole: global options, which word is a command and which a folder, and how errors end."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from index import paths
from index.cli import commands, configuring, kwic
from index.cli.configuring import ReaderSide
from index.cli.options import Flags, Settings, library_option, model_option
from index.errors import DatelineError, UsageError
from index.library import Library
from index.nearest import nearest
from index.text import printable

# Opens the interface on a library, adding these paths to it in the background; returns an exit code.
Reader = Callable[[Library, Sequence[Path], Settings], int]

COMMANDS: dict[str, click.Command] = {
    command.name or "": command
    for command in (
        commands.add, commands.search, kwic.kwic, commands.show, commands.entities, commands.mentions, commands.export,
        commands.status, commands.doctor, commands.backup, commands.restore, configuring.config,
    )
}  # fmt: skip

_HELP = """Read a news archive in the terminal: search as you type, walk every mention of a person.

\b
  dateline                     open your library
  dateline FOLDER              open a folder of articles as a library of its own
  dateline --library DIR PATH  add files or folders to the library at DIR, and open it

\b
The same from scripts:
  dateline add FOLDER          take articles in (plain text or JSON lines)
  dateline search 'carney "prime minister" date:2025'
  dateline kwic ceasefire      every hit in its context
  dateline mentions @mark-carney
"""

_EPILOG = """\b
Articles are plain text (an optional header, then text) or JSON lines with a "text".
Data goes to standard output, everything else to standard error. Exit codes:
  0  done; for search and kwic: something was found
  1  nothing found, or no such article or entity
  2  a command line, query or configuration that makes no sense
  3  the library or its search index cannot be used, or needs attention (doctor)
  4  some files could not be read; all the others were
  5  the language model is missing or failed
  6  a background job broke off
130  interrupted
"""


class _Group(click.Group):
    """A group whose first word, when it is no command, is a file or folder to open."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands:
            return "open", self.commands["open"], args
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return [name for name, command in self.commands.items() if not command.hidden]  # in the order of a session


def build(
    open_reader: Reader, reader_side: ReaderSide | None = None, more: Sequence[click.Command] = ()
) -> click.Group:
    """The whole command line around an interface, which knows more of the settings than the archive does.

    `more` are commands of the interface's own.
    """

    @click.group(
        cls=_Group,
        invoke_without_command=True,
        help=_HELP,
        epilog=_EPILOG,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    @library_option
    @model_option
    @click.option("--no-restore", is_flag=True, help="Start afresh, not where the last session was left.")
    @click.version_option(None, "-V", "--version", package_name="dateline", message="dateline %(version)s")
    @click.pass_context
    def dateline(context: click.Context, folder: Path | None, model: str | None, no_restore: bool) -> None:
        context.obj = Flags(folder, model, no_restore)
        context.meta[configuring.READER_SIDE] = reader_side
        if context.invoked_subcommand is None:
            context.invoke(open_, words=(), folder=None, model=None, no_restore=False)

    @click.command("open", hidden=True)
    @click.argument("words", nargs=-1, metavar="[PATH]...")
    @library_option
    @model_option
    @click.option("--no-restore", is_flag=True, help="Start afresh, not where the last session was left.")
    @click.pass_context
    def open_(
        context: click.Context, words: tuple[str, ...], folder: Path | None, model: str | None, no_restore: bool
    ) -> None:
        """Open files or folders in the reader."""
        commands = [name for name, command in dateline.commands.items() if not command.hidden]
        articles = [_existing(word, commands) for word in words]
        settings = Settings.load(context.obj, Flags(folder, model, no_restore))
        if articles and settings.library is None:
            place, name = paths.library_of(articles), paths.name_of(articles)
        else:
            place, name = settings.folder, "" if settings.library else "default"
        library = Library.open(place, name=name, create=True, config=settings.config)
        try:
            context.exit(open_reader(library, articles, settings))
        finally:
            library.close()

    for command in (*COMMANDS.values(), *more):
        dateline.add_command(command)
    dateline.add_command(open_)
    return dateline


def _existing(word: str, commands: Sequence[str]) -> Path:
    path = Path(word).expanduser()
    if os.path.lexists(path):
        return path
    near = nearest(word, commands)
    hint = f"Did you mean: dateline {near[0]}" if near else "See: dateline --help"
    raise UsageError(f"There is no command, file or folder called {word}.", hint=hint)


def complain(message: str, hint: str) -> None:
    """Tell of an error on standard error, in one or two lines."""
    click.echo(f"dateline: {printable(message)}", err=True)
    if hint:
        click.echo(f"  {printable(hint)}", err=True)


def run(
    group: click.Group, arguments: Sequence[str] | None = None, *, tell: Callable[[str, str], None] = complain
) -> int:
    """Run the command line; returns the exit code. Every error that was foreseen is told, as a message and a hint."""
    output = sys.stdout
    try:
        code: Any = group.main(
            args=None if arguments is None else list(arguments), prog_name="dateline", standalone_mode=False
        )
        sys.stdout.flush()
    except click.exceptions.Exit as request:
        return request.exit_code
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        tell(error.format_message(), f"See: {context.command_path} --help" if context else "")
        return 2
    except DatelineError as error:
        tell(error.message, error.hint)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        tell("Interrupted; what was finished is kept.", "")
        return 128 + signal.SIGINT
    except BrokenPipeError:
        return _read_enough()
    except SystemExit:
        if sys.stdout is output:
            raise
        return _read_enough()  # click made this of a broken pipe, and put something mute in the place of the output
    else:
        return code if isinstance(code, int) else 0


def _read_enough() -> int:
    """`dateline export | head`: whoever read the output has had enough, and that is no failure."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
