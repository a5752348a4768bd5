"""The web server behind `dateline serve`: textual-serve, with the doors closed that it leaves open.

A page anywhere on the web may open a connection to a server on the reader's own computer, and a name anywhere may come
to mean that computer. So only pages of this server get a connection, and on the loopback address only its usual names
are answered to. That keeps strangers' pages out; it does not keep out people: there is no password.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from pathlib import Path
from urllib.parse import urlsplit

import click
from aiohttp import web
from aiohttp.typedefs import Handler
from textual_serve.server import Server

from index.errors import UsageError
from index.text import printable

_PAGE = Path(__file__).parent / "web_page"  # textual-serve's own fetches a font from elsewhere
_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


class GuardedServer(Server):
    """Serves the command to pages of its own only, under whatever name it was asked for."""

    def __init__(self, command: str, host: str, port: int, *, is_loopback: bool) -> None:
        super().__init__(command, host=host, port=port, title="dateline", templates_path=_PAGE)
        self.is_loopback = is_loopback

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._guard)
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Nothing: `run` says where it listens once it does."""

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if self.is_loopback and _name_of(request.host) not in {*_LOOPBACK_NAMES, self.host}:
            raise web.HTTPForbidden(text="This address answers to localhost only.")
        origin = request.headers.get("Origin")
        if origin is not None and urlsplit(origin).netloc != request.host:
            raise web.HTTPForbidden(text="Only pages of this address may connect.")
        # The page names its connection and files in full: by the name it was asked for, which works from everywhere.
        self.public_url = f"{request.scheme}://{request.host}"
        return await handler(request)


def _name_of(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises UsageError."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
            listening.listen()
        except OSError:
            listening.close()
            raise
    except OSError as error:
        raise UsageError(
            f"Nothing can listen on {host}, port {port}: {(error.strerror or str(error)).lower()}.",
            hint="Choose another with --port, or 0 for any that is free.",
        ) from error
    except (UnicodeError, OverflowError) as error:
        raise UsageError(f"{host} is no address to listen on.") from error
    return listening


def is_loopback(listening: socket.socket) -> bool:
    """Whether only this computer reaches it."""
    return ipaddress.ip_address(listening.getsockname()[0].partition("%")[0]).is_loopback


def run(command: str, host: str, port: int) -> None:
    """Serve until interrupted. Raises UsageError if there is nothing to listen on."""
    listening = listen(host, port)
    bound = listening.getsockname()[1]
    server = GuardedServer(command, host, bound, is_loopback=is_loopback(listening))
    shown = f"[{host}]" if ":" in host else host

    def announce(*_: object) -> None:
        click.echo(printable(f"The reader is at http://{shown}:{bound}/"), err=True)
        who = "Anyone on this computer" if server.is_loopback else "Anyone who reaches that address"
        click.echo(f"{who} can read the library there: there is no password. Ctrl-C ends it.", err=True)
        if not server.is_loopback:
            click.echo("What is read travels unencrypted.", err=True)

    loop = asyncio.new_event_loop()
    web.run_app(
        server._make_app(), sock=listening, print=announce, access_log=None, loop=loop, handle_signals=True  # noqa: SLF001 - textual-serve's own way runs it with a log of its own on the terminal
    )  # fmt: skip
