"""Programs outside: which is chosen, what it is given, and what is said when it does not work."""

from __future__ import annotations

import json
import os
import stat
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import DatelineError
from index.model import Article
from index.text import printable
from tests.programs import keeps_arguments, keeps_input, make_program
from tui.outside import browser, clipboard, programs
from tui.outside.programs import Command

# ------------------------------------------------------------------------------------------------ clipboard


def _tools(folder: Path, *names: str) -> dict[str, str]:
    for name in names:
        make_program(folder, name, keeps_input(folder / f"{name}.got"))
    return {"PATH": str(folder), "TERM": "xterm-256color"}


def _chosen(environment: dict[str, str]) -> list[str]:
    return [tool.name for tool in clipboard.tools(environment)]


def test_the_tool_is_that_of_the_display_there_is(tmp_path: Path) -> None:
    here = _tools(tmp_path, "wl-copy", "xclip", "xsel", "tmux", "clip.exe")
    assert _chosen({**here, "WAYLAND_DISPLAY": "wayland-0"})[0] == "wl-copy"
    assert _chosen({**here, "DISPLAY": ":0"})[:2] == ["xclip", "xsel"]
    assert _chosen(here) == ["clip.exe"]
    assert _chosen({"PATH": str(tmp_path / "nothing"), "DISPLAY": ":0"}) == []


def test_over_ssh_only_tools_that_reach_back_are_used(tmp_path: Path) -> None:
    here = {**_tools(tmp_path, "wl-copy", "xclip", "tmux", "clip.exe"), "SSH_CONNECTION": "1"}
    assert _chosen({**here, "WAYLAND_DISPLAY": "wayland-0"}) == []
    assert _chosen({**here, "DISPLAY": "localhost:10.0"}) == ["xclip"]
    assert _chosen({**here, "TMUX": "/tmp/tmux"}) == ["tmux", "tmux"]


def test_served_to_a_browser_no_tool_fills_this_machines_clipboard(tmp_path: Path) -> None:
    here = _tools(tmp_path, "xclip", "clip.exe")
    assert _chosen({**here, "DISPLAY": ":0", "TEXTUAL_DRIVER": "web"}) == []


def test_the_text_arrives_whole_and_by_standard_input(tmp_path: Path) -> None:
    here = {**_tools(tmp_path, "xclip"), "DISPLAY": ":0"}
    text = "“Zürich”; $(touch x) `y`\nsecond line"
    assert clipboard.fill(text, here) == ("xclip", "")
    assert (tmp_path / "xclip.got").read_text(encoding="utf-8") == text


def test_a_tool_that_fails_gives_way_to_the_next(tmp_path: Path) -> None:
    here = {**_tools(tmp_path, "xsel"), "DISPLAY": ":0"}
    make_program(tmp_path, "xclip", 'sys.exit("Error: Can\'t open display: :0")')
    assert clipboard.fill("x", here) == ("xsel", "")
    (tmp_path / "xsel").unlink()
    assert clipboard.fill("x", here) == ("", "xclip failed: Error: Can't open display: :0")


def test_a_tool_that_hangs_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "TIMEOUT", 0.3)
    make_program(tmp_path, "xclip", "time.sleep(30)")
    began = time.monotonic()
    tool, trouble = clipboard.fill("x", {"PATH": str(tmp_path), "DISPLAY": ":0"})
    assert time.monotonic() - began < 5
    assert (tool, trouble) == ("", "xclip did not answer within 0.3 s")


def test_a_tool_that_stays_to_serve_the_clipboard_is_not_waited_for(tmp_path: Path) -> None:
    # As xclip and wl-copy do: a child keeps what the parent had open, and the parent ends.
    make_program(tmp_path, "xclip", "sys.stdin.read()\nif os.fork() == 0:\n    time.sleep(3)")
    began = time.monotonic()
    assert clipboard.fill("x", {"PATH": str(tmp_path), "DISPLAY": ":0"}) == ("xclip", "")
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    ("environment", "tool", "trouble", "says", "is_trouble"),
    [
        ({"TERM": "xterm"}, "xclip", "", "copied the citation, 1 200 characters (xclip)", False),
        ({"TERM": "xterm"}, "", "", "copied the citation, 1 200 characters (by the terminal)", False),
        ({"TERM": "xterm", "VTE_VERSION": "7"}, "", "", "which may not take it", False),
        ({"TERM": "xterm", "VTE_VERSION": "7", "DISPLAY": ":0"}, "", "", "xclip would help", False),
        ({"TERM": "xterm"}, "", "xclip failed: no display", "by the terminal, xclip failed: no display", False),
        ({"TERM": "linux"}, "", "", "Nothing could be copied: this console has no clipboard", True),
        ({"TERM": "linux"}, "", "xsel failed", "Nothing could be copied: xsel failed. x writes a file", True),
    ],
)
def test_it_says_what_was_copied_and_how(
    environment: dict[str, str], tool: str, trouble: str, says: str, is_trouble: bool
) -> None:
    sentence, flag = clipboard.told("the citation", "x" * 1200, environment, tool=tool, trouble=trouble)
    assert says in sentence
    assert flag == is_trouble


def test_it_says_when_text_is_long_for_a_terminal() -> None:
    told, _ = clipboard.told("the article", "x" * 80_000, {"TERM": "xterm"}, tool="", trouble="")
    assert "x writes a file" in told


# ------------------------------------------------------------------------------------------------ browser


@pytest.mark.parametrize(
    "url",
    ["https://news.example/a?b=c&d=%20#e", "http://news.example:8080/", " https://news.example/ ", "HTTPS://X.example"],
)
def test_addresses_of_the_web_are_opened(url: str) -> None:
    assert browser.checked_address(url) == url.strip()


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "no address"),
        ("file:///etc/passwd", "begins with file:"),
        ("javascript:alert(1)", "begins with javascript:"),
        ("news.example/a", "does not say http or https"),
        ("--help", "does not say http or https"),
        ("https://", "names no site"),
        ("https://x.example/a b", "characters"),
        ("https://x.example/\x1b]0;owned\x07", "characters"),
        ("https://x.example/\u202e", "characters"),
        ("https://x.example:port/", "not a whole one"),
        ("https://[x/", "not a whole one"),
        ("https://x.example/" + "a" * 9000, "too long"),
    ],
)
def test_anything_else_is_refused_with_the_reason(url: str, reason: str) -> None:
    with pytest.raises(DatelineError, match=reason) as refused:
        browser.checked_address(url)
    assert printable(str(refused.value)) == str(refused.value)


@given(st.text())
def test_what_is_opened_is_always_one_argument_that_is_no_option(url: str) -> None:
    try:
        address = browser.checked_address(url)
    except DatelineError:
        return
    assert address.lower().startswith(("http://", "https://"))
    assert browser.command(["xdg-open"], address)[1:] == [address]


def test_the_site_that_is_told_is_the_one_that_is_gone_to() -> None:
    assert browser.site_of("https://bank.example@evil.example/login") == "evil.example"


def test_the_users_browser_comes_first_then_the_desktops(tmp_path: Path) -> None:
    make_program(tmp_path, "xdg-open", "")
    make_program(tmp_path, "fox", "")
    path = {"PATH": str(tmp_path)}
    assert browser.opener({**path, "BROWSER": "missing:fox --new-tab %s", "DISPLAY": ":0"}) == [
        "fox", "--new-tab", "%s",
    ]  # fmt: skip
    assert browser.opener({**path, "DISPLAY": ":0"}) == ["xdg-open"]
    assert browser.command(["fox", "--new-tab", "%s"], "https://x") == ["fox", "--new-tab", "https://x"]


def test_without_a_browser_it_says_so_and_what_to_do_instead(tmp_path: Path) -> None:
    make_program(tmp_path, "xdg-open", "")
    with pytest.raises(DatelineError, match=r"no browser to open it with over ssh.*y u copies the address"):
        browser.opener({"PATH": str(tmp_path), "SSH_CONNECTION": "1"})


def test_the_address_is_given_to_the_program_as_it_is(tmp_path: Path) -> None:
    program = make_program(tmp_path, "xdg-open", keeps_arguments(tmp_path / "got"))
    browser.open_beside([str(program), "https://x.example/?a=$(id)&b='\"*"], {"PATH": os.defpath})
    assert json.loads((tmp_path / "got").read_text()) == ["https://x.example/?a=$(id)&b='\"*"]


def test_an_opener_that_fails_is_told_of(tmp_path: Path) -> None:
    program = make_program(tmp_path, "xdg-open", "sys.exit(3)")
    with pytest.raises(DatelineError, match="exit code 3"):
        browser.open_beside([str(program), "https://x.example/"], {"PATH": os.defpath})


def test_a_browser_that_stays_open_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "_SETTLED_AFTER", 0.2)
    program = make_program(tmp_path, "fox", "time.sleep(3)")
    began = time.monotonic()
    browser.open_beside([str(program), "https://x.example/"], {"PATH": os.defpath})
    assert time.monotonic() - began < 2


# ------------------------------------------------------------------------------------------------ editor and pager


def test_visual_comes_before_editor_and_is_split_as_a_shell_would(tmp_path: Path) -> None:
    make_program(tmp_path / "my tools", "ed it", "")
    make_program(tmp_path, "vi", "")
    path = f"{tmp_path / 'my tools'}:{tmp_path}"
    chosen = programs.editor({"PATH": path, "VISUAL": '"ed it" -n', "EDITOR": "vi"})
    assert chosen.words == ("ed it", "-n")
    assert programs.editor({"PATH": path, "EDITOR": "vi -R"}).words == ("vi", "-R")
    assert programs.editor({"PATH": path}).words == ("vi",)


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        ({"EDITOR": "nosuch"}, "EDITOR names nosuch, which is not installed. Set EDITOR to an editor that is."),
        ({"VISUAL": "vi 'x"}, "VISUAL is vi 'x, which has no end: No closing quotation."),
        ({}, "There is no editor here. Set EDITOR to an editor that is installed."),
        ({"EDITOR": "\x1b[31mred"}, "EDITOR names ␛[31mred, which is not installed. Set EDITOR to an editor that is."),
    ],
)
def test_a_missing_editor_is_told_in_words(tmp_path: Path, variables: dict[str, str], says: str) -> None:
    with pytest.raises(DatelineError) as told:
        programs.editor({"PATH": str(tmp_path), **variables})
    assert str(told.value) == says


def test_the_pager_is_the_users_else_less_else_more(tmp_path: Path) -> None:
    for name in ("less", "more", "most"):
        make_program(tmp_path, name, "")
    path = {"PATH": str(tmp_path)}
    assert programs.pager({**path, "PAGER": "most -s"}).words == ("most", "-s")
    assert programs.pager(path).words == ("less",)
    (tmp_path / "less").unlink()
    assert programs.pager(path).words == ("more",)


@pytest.mark.parametrize(
    ("words", "arguments"),
    [
        (("vim", "-R"), ["vim", "-R", "+7", "/f.txt"]),
        (("/usr/bin/nano",), ["/usr/bin/nano", "+7", "/f.txt"]),
        (("code",), ["code", "--wait", "--goto", "/f.txt:7"]),
        (("code", "--wait"), ["code", "--wait", "--goto", "/f.txt:7"]),
        (("hx",), ["hx", "/f.txt:7"]),
        (("my-editor", "-x"), ["my-editor", "-x", "/f.txt"]),
    ],
)
def test_editors_that_are_known_open_at_the_line(words: tuple[str, ...], arguments: list[str]) -> None:
    assert programs.editor_arguments(Command(words), Path("/f.txt"), 7) == arguments


def _hostile() -> Article:
    return Article(
        "k", "First.\n\nSecond \x1b[31mred\u202e.\nThird.", "Title\x1b]0;owned\x07", url="https://x.example/"
    )


@pytest.mark.parametrize("name", ["less", "more", "cat", "script", "micro"])
def test_programs_that_may_send_control_characters_on_never_get_any(name: str) -> None:
    sheets = [programs.editor_sheet(_hostile(), 0, Command((name,))), programs.pager_sheet(_hostile(), 0, 80)]
    for sheet in sheets:
        assert printable(sheet.text, keep_newlines=True) == sheet.text
        assert "␛[31mred" in sheet.text


def test_an_editor_that_shows_control_characters_gets_the_article_exactly_and_the_line() -> None:
    article = _hostile()
    sheet = programs.editor_sheet(article, article.text.index("red"), Command(("vim",)))
    assert sheet.text.endswith(article.text + "\n")
    assert sheet.text.split("\n")[sheet.line - 1].startswith("Second \x1b[31mred")


@pytest.mark.parametrize(("line", "arguments"), [(4, ["less"]), (12, ["less"]), (40, ["less", "+35"])])
def test_a_pager_begins_a_little_before_the_line(line: int, arguments: list[str]) -> None:
    assert programs.pager_arguments(Command(("less",)), line) == arguments
    assert programs.pager_arguments(Command(("cat",)), line) == ["cat"]


def test_a_pager_gets_wrapped_text_and_the_line_of_the_cursor() -> None:
    text = "word " * 60 + "\n\n" + "other " * 30 + "needle " + "rest " * 40
    sheet = programs.pager_sheet(Article("k", text, "T"), text.index("needle"), 200)
    lines = sheet.text.split("\n")
    assert max(map(len, lines)) <= programs.PAGE_WIDTH
    assert "needle" in lines[sheet.line - 1]


@given(st.text(st.characters(codec="utf-8"), max_size=400), st.integers(0, 400), st.integers(1, 120))
def test_a_pagers_line_is_always_in_the_text(text: str, offset: int, width: int) -> None:
    sheet = programs.pager_sheet(Article("k", text, "T"), min(offset, len(text)), width)
    assert 1 <= sheet.line <= sheet.text.count("\n")


def test_a_sheet_is_a_private_read_only_file_that_goes_away() -> None:
    file = programs.SheetFile("a.txt", programs.Sheet("text\ud800", 1))
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o400
    assert stat.S_IMODE(file.path.parent.stat().st_mode) == 0o700
    assert not file.was_changed
    file.path.chmod(0o600)
    file.path.write_text("mine")
    assert file.was_changed
    file.remove()
    assert not file.path.parent.exists()


def test_how_a_program_ended_is_told(tmp_path: Path) -> None:
    failing = make_program(tmp_path, "failing", "sys.exit(3)")
    killed = make_program(tmp_path, "killed", "os.kill(os.getpid(), signal.SIGTERM)")
    here = programs.environment_now()
    assert programs.run_on_terminal([str(failing)], here).trouble == "ended with exit code 3"
    assert programs.run_on_terminal([str(killed)], here).trouble == "was ended by signal 15"
    with pytest.raises(DatelineError, match="could not be started"):
        programs.run_on_terminal([str(tmp_path)], here)
