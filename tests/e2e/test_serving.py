"""`dateline serve`: a real server, asked by a real client; strangers' pages are turned away."""

from __future__ import annotations

import importlib.util
import json
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.cli import run
from tests.archive import ingest, write_jsonl
from tui.cli import command_line, open_reader

if importlib.util.find_spec("textual_serve") is None:
    pytest.skip("the extra `web` is not installed", allow_module_level=True)

_PROGRAM = "from tui.cli import main; main()"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "a library; $(touch owned) 'x'"
    ingest(place, write_jsonl(tmp_path / "a.jsonl", [{"id": "a1", "title": "Arrival in Kyiv", "text": "He came."}]))
    return place


class Served:
    """A running server and where it is."""

    def __init__(self, process: subprocess.Popen[str], told: list[str]) -> None:
        self.process, self.told = process, told
        found = re.search(r"http://([\w.]+):(\d+)/", told[0])
        assert found is not None, told
        self.host, self.port = found[1], int(found[2])

    def get(self, path: str = "/", **headers: str) -> tuple[int, str]:
        """Status and body."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()


@pytest.fixture
def served(folder: Path) -> Iterator[Served]:
    command = [sys.executable, "-c", _PROGRAM, "--library", str(folder), "serve", "--port", "0", "--host", "127.0.0.1"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        yield Served(process, [process.stderr.readline(), process.stderr.readline()])
        process.send_signal(signal.SIGINT)
        assert process.wait(15) == 0


def test_the_page_is_served_and_the_terms_are_told(served: Served) -> None:
    assert "Anyone on this computer can read the library there: there is no password." in served.told[1]
    status, page = served.get()
    assert status == 200
    assert f"ws://127.0.0.1:{served.port}/ws" in page
    assert served.get("/static/js/textual.js")[0] == 200
    own = f"http://127.0.0.1:{served.port}/static/"
    named = re.findall(r"""(?:src|href)="([^"]+)"|url\("([^"]+)"\)""", page)
    assert len(named) == 4
    assert all("".join(pair).startswith(own) for pair in named), "nothing is fetched from elsewhere"
    _, page = served.get(Host=f"localhost:{served.port}")
    assert f"ws://localhost:{served.port}/ws" in page


def test_strangers_pages_and_names_are_turned_away(served: Served) -> None:
    assert served.get(Host="evil.example")[0] == 403
    assert served.get("/ws", Origin="https://evil.example")[0] == 403
    assert served.get("/ws", Origin=f"http://localhost:{served.port + 1}")[0] == 403
    assert served.get(Origin=f"http://127.0.0.1:{served.port}")[0] == 200


def _was_owned(folder: Path) -> bool:
    return any((place / "owned").exists() for place in (folder.parent, Path.cwd()))


async def test_a_browsers_session_shows_the_library_and_exports_are_downloads(served: Served, folder: Path) -> None:
    import aiohttp

    seen = ""
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"http://127.0.0.1:{served.port}/ws?width=120&height=40") as connection,
    ):
        while "Arrival in Kyiv" not in seen:
            message = await connection.receive(timeout=60)
            assert message.type == aiohttp.WSMsgType.BINARY, (message, seen)
            seen += message.data.decode("utf-8", "replace")
        await connection.send_json(["stdin", "x"])
        while "Write to a file" not in seen:
            seen += (await connection.receive(timeout=30)).data.decode("utf-8", "replace")
        await connection.send_json(["stdin", "\r"])
        while not isinstance(data := (await connection.receive(timeout=30)).data, str):
            seen += data.decode("utf-8", "replace")
        kind, key = json.loads(data)
        assert kind == "deliver_file_start", "an export is a download, and no file on this machine"
        async with session.get(f"http://127.0.0.1:{served.port}/download/{key}") as answer:
            assert (await answer.text()).startswith("# All articles\n")
            assert "all-articles.md" in answer.headers["Content-Disposition"]
    assert not _was_owned(folder)


def _told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = run(command_line(open_reader), ["serve", *arguments])
    return code, capsys.readouterr().err


def test_a_port_that_is_taken_is_told_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        code, told = _told(capsys, "--host", "127.0.0.1", "--port", port)
    assert code == 2
    assert f"Nothing can listen on 127.0.0.1, port {port}: address already in use." in told
    assert "--port" in told


def test_without_the_extra_it_says_how_to_get_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    code, told = _told(capsys)
    assert code == 2
    assert "pip install 'dateline[web]'" in told


def test_a_misspelt_command_is_recognised(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command_line(open_reader), ["serv"]) == 2
    assert "Did you mean: dateline serve" in capsys.readouterr().err


def test_what_is_not_there_is_told_before_anything_is_served(capsys: pytest.CaptureFixture[str]) -> None:
    code, told = _told(capsys, "/no/such/folder")
    assert code == 2
    assert "There is no file or folder /no/such/folder." in told
