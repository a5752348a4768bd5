"""Out of the reader: what is copied, opened and written, where one stands, and what is said of it."""

from __future__ import annotations

import csv
import io
import json
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.events import Key

from index.errors import NotFound
from index.model import Span
from tests.programs import keeps_arguments, keeps_input, make_program
from tests.tui.conftest import Reader, reading
from tests.tui.fake_library import FakeLibrary
from tests.tui.samples import make_article, sample_articles
from tui.app import DatelineApp
from tui.outside import programs
from tui.screens.dossier import DossierScreen
from tui.screens.exporting import ExportInput, ExportScreen
from tui.screens.prefix import PrefixScreen, PrefixStrip
from tui.widgets.results import ResultList

URL = "https://news.example/carney?a=1"


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole PATH: what is in it is what is installed."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.fixture(autouse=True)
def where_files_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def _with_url(url: str = URL) -> FakeLibrary:
    return FakeLibrary([replace(article, url=url) for article in sample_articles()])


def _toasts(reader: Reader) -> str:
    """What is said in boxes over the screen."""
    return " ".join(toast.message for toast in reader.app._notifications)


def _files(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def _wait_until_empty(folder: Path) -> None:
    end = time.monotonic() + 5
    while _files(folder):
        assert time.monotonic() < end, _files(folder)
        time.sleep(0.05)


async def _says(reader: Reader, text: str) -> None:
    await reader.until(lambda: text in reader.screen_text, text)


# ------------------------------------------------------------------------------------------------ copying


async def test_y_says_what_may_be_copied_and_escape_copies_nothing() -> None:
    async with reading() as reader:
        await reader.press("y")
        assert isinstance(reader.app.screen, PrefixScreen)
        await _says(reader, "Copy a citation")
        await reader.press("escape")
        assert reader.app.screen is reader.main
        assert reader.app.clipboard == ""


async def test_yy_copies_the_selection_as_it_stands_but_printable() -> None:
    article = make_article(1, text="Good \x1b]0;owned\x07 text\nand more", title="T", date="2025-08-25")
    async with reading(FakeLibrary([article])) as reader:
        await reader.press("enter")
        await reader.until(lambda: reader.opened == 1)
        reader.main.view.select(Span(0, 25))
        await reader.press("y", "y")
        await reader.until(lambda: reader.app.clipboard == "Good ␛]0;owned␇ text\nand ")
        await _says(reader, "copied the selection, 25 characters (by the terminal)")


async def test_yy_with_nothing_selected_copies_a_citation() -> None:
    async with reading(_with_url()) as reader:
        await reader.open("rule")
        await reader.press("y", "y")
        place = reader.main.view.place
        assert place is not None
        await reader.until(lambda: f"2025-08-24, characters {place.start}–{place.end}, {URL}" in reader.app.clipboard)
        assert reader.app.clipboard.startswith("“rule”\nCanada leaves the door open to troops, Carney says in Kyiv, ")


async def test_a_citation_quotes_the_selection_with_its_offsets() -> None:
    async with reading() as reader:
        await reader.open("carney")
        text = sample_articles()[0].text
        start = text.index("came to Kyiv")
        reader.main.view.select(Span(start, start + 12))
        await reader.press("y", "c")
        await reader.until(lambda: "“came to Kyiv”\n" in reader.app.clipboard)
        assert f"characters {start}–{start + 12}" in reader.app.clipboard


async def test_a_citation_of_a_mention_has_the_words_around_it_and_the_name() -> None:
    async with reading() as reader:
        await reader.open("carney")
        await reader.press("right_square_bracket", "y", "c")
        await reader.until(lambda: "(Mark Carney)" in reader.app.clipboard)
        assert "Carney said that Canada would be there" in reader.app.clipboard


async def test_a_citation_of_an_article_just_opened_or_only_selected_names_it_as_a_whole() -> None:
    async with reading() as reader:
        await reader.press("j", "y", "c")
        await reader.until(
            lambda: (
                reader.app.clipboard
                == "Leaders meet in the Rockies as Canada hosts the summit, Summit Desk, 2025-06-17"
            )
        )
        await reader.press("enter")
        await reader.until(lambda: reader.opened == 2)
        reader.app._clipboard = ""
        await reader.press("y", "c")
        await reader.until(lambda: "Summit Desk, 2025-06-17" in reader.app.clipboard)
        assert "characters" not in reader.app.clipboard


async def test_the_address_the_text_the_name_and_the_query_are_one_key_each() -> None:
    async with reading(_with_url()) as reader:
        await reader.open("carney")
        for key, copied in [
            ("u", URL), ("t", sample_articles()[0].text), ("n", "Mark Carney"), ("q", "carney"),
        ]:  # fmt: skip
            await reader.press("y", key)
            await reader.until(lambda copied=copied: reader.app.clipboard == copied, key)


async def test_the_name_is_that_of_the_entity_under_the_cursor() -> None:
    async with reading(size=(200, 60)) as reader:
        await reader.open("carney")
        await reader.press("3", "j")
        listed = reader.main.entity_list.selected
        assert listed is not None
        await reader.press("y", "n")
        await reader.until(lambda: reader.app.clipboard == listed.name)
        await _says(reader, "copied the name")


async def test_what_is_not_there_is_told_and_nothing_is_copied() -> None:
    async with reading(FakeLibrary([make_article(1, text="Nothing.", title="T")])) as reader:
        await reader.press("y", "q")
        await _says(reader, "the query is empty")
        await reader.press("y", "u")
        await _says(reader, "this article brought no address along; y c copies a citation")
        await reader.press("y", "n")
        await _says(reader, "nobody is named here")
        assert reader.app.clipboard == ""
    async with reading(FakeLibrary([])) as reader:
        await reader.press("y", "t")
        await _says(reader, "open an article first: Enter")


async def test_the_local_tool_is_used_off_the_ui_thread_and_named(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    make_program(tools, "xclip", "time.sleep(0.3)\n" + keeps_input(tools / "got"))
    async with reading() as reader:
        await reader.open("carney")
        began = time.monotonic()
        await reader.press("y", "n")
        assert time.monotonic() - began < 0.3
        await _says(reader, "copied the name Mark Carney, 11 characters (xclip)")
        assert (tools / "got").read_text() == "Mark Carney"


async def test_where_nothing_can_copy_it_says_what_to_do(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    async with reading(size=(160, 40)) as reader:
        await reader.open("carney")
        await reader.press("y", "n")
        await _says(reader, "Nothing could be copied")
        assert "x writes a file" in _toasts(reader)
        assert reader.app.clipboard == ""


async def test_a_burst_of_keys_after_y_is_taken_in_order() -> None:
    async with reading() as reader:
        await reader.open("carney")
        for key in ("y", "q", "y", "n", "slash", "x", "y", "z"):
            reader.app._driver.send_message(_key(key))
        await reader.until(lambda: reader.main.query_input.value == "xyz")
        assert reader.app.clipboard == "Mark Carney"
        assert reader.app.screen is reader.main


async def test_keys_that_mean_nothing_after_y_close_the_strip_once() -> None:
    async with reading() as reader:
        for key in ("y", "w", "j", "j"):
            reader.app._driver.send_message(_key(key))
        await reader.until(lambda: reader.main.results.cursor == 2)
        assert reader.app.screen is reader.main


def _key(key: str) -> Key:
    return Key(key, {"slash": "/"}.get(key, key))


async def test_a_click_on_the_strip_copies() -> None:
    async with reading() as reader:
        await reader.open("carney")
        await reader.press("y")
        rows = reader.screen_text.split("\n")
        row = next(number for number, line in enumerate(rows) if "Copy the name" in line)
        await reader.pilot.click(offset=(rows[row].index("Copy the name") + 2, row))
        await reader.until(lambda: reader.app.clipboard == "Mark Carney")


async def test_in_a_dossier_the_mention_the_name_and_a_query_are_copied() -> None:
    async with _dossier(_with_url()) as reader:
        await reader.press("y", "n")
        await reader.until(lambda: reader.app.clipboard == "Mark Carney")
        await reader.press("y", "q")
        await reader.until(lambda: reader.app.clipboard == "@mark-carney")
        await reader.press("y", "c")
        await reader.until(lambda: "(Mark Carney)" in reader.app.clipboard)
        assert URL in reader.app.clipboard
        await reader.press("y", "u")
        await reader.until(lambda: reader.app.clipboard == URL)
        await reader.press("tab", "y", "n")
        await reader.until(lambda: reader.app.clipboard not in (URL, "Mark Carney"))


# ------------------------------------------------------------------------------------------------ the browser


async def test_o_opens_the_address_and_says_which_site(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    make_program(tools, "xdg-open", keeps_arguments(tools / "got"))
    async with reading(_with_url()) as reader:
        await reader.press("o")
        await _says(reader, "opened news.example in the browser (xdg-open)")
        assert json.loads((tools / "got").read_text()) == [URL]


@pytest.mark.parametrize(
    ("url", "reason"),
    [("file:///etc/passwd", "begins with file:"), ("", "brought no address along"), ("--help", "does not say http")],
)
async def test_o_refuses_anything_but_the_web(
    tools: Path, monkeypatch: pytest.MonkeyPatch, url: str, reason: str
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    make_program(tools, "xdg-open", keeps_arguments(tools / "got"))
    async with reading(_with_url(url), size=(160, 40)) as reader:
        await reader.press("o")
        await reader.until(lambda: reason in _toasts(reader))
        assert not (tools / "got").exists()


async def test_o_without_a_browser_offers_to_copy(tools: Path) -> None:
    async with reading(_with_url(), size=(160, 40)) as reader:
        await reader.press("o")
        await reader.until(lambda: "no browser to open it with" in _toasts(reader))
        assert "y u copies the address" in _toasts(reader)


async def test_o_in_a_dossier_opens_the_article_of_the_mention(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    make_program(tools, "xdg-open", keeps_arguments(tools / "got"))
    async with _dossier(_with_url()) as reader:
        await reader.press("o")
        await reader.until(lambda: (tools / "got").exists() and (tools / "got").read_text())
        assert json.loads((tools / "got").read_text()) == [URL]


async def test_served_to_a_browser_nothing_is_opened_on_this_machine(
    tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(DatelineApp, "is_web", True)
    opened: list[str] = []
    monkeypatch.setattr(DatelineApp, "open_url", lambda _app, url, **_: opened.append(url))
    make_program(tools, "xdg-open", keeps_arguments(tools / "got"))
    async with reading(_with_url()) as reader:
        await reader.press("o")
        await reader.until(lambda: opened == [URL])
        assert not (tools / "got").exists()


# ------------------------------------------------------------------------------------------------ editor and pager


@pytest.fixture
def hands_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' driver has no terminal to give away; a real one is used in the end-to-end tests."""

    @contextmanager
    def suspended(_app: DatelineApp) -> Iterator[None]:
        yield

    monkeypatch.setattr(DatelineApp, "suspend", suspended)
    monkeypatch.setattr(programs, "wait_for_enter", lambda _prompt: None)


@pytest.mark.usefixtures("hands_over")
async def test_e_gives_the_editor_a_file_at_the_line_of_the_cursor(
    tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_program(tools, "vi", f"time.sleep(1.1)\n{keeps_arguments(tools / 'got')}\n"
                 f"open({str(tools / 'text')!r}, 'w').write(open(sys.argv[2]).read())")  # fmt: skip
    monkeypatch.setenv("EDITOR", "vi")
    async with reading() as reader:
        await reader.open("guarantees")
        await reader.press("e")
        await reader.until((tools / "text").exists)
        line, name = json.loads((tools / "got").read_text())
        text = (tools / "text").read_text()
        assert text.startswith("title: Canada leaves the door open to troops, Carney says in Kyiv\ndate: 2025-08-24\n")
        assert "guarantees" in text.split("\n")[int(line[1:]) - 1]
        assert Path(name).name.startswith("canada-leaves-the-door")
        await reader.until(lambda: not Path(name).exists())


@pytest.mark.usefixtures("hands_over")
async def test_an_editor_that_fails_or_saves_is_told_of(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_program(tools, "failing", "sys.exit(4)")
    make_program(tools, "saving", "os.chmod(sys.argv[1], 0o600); open(sys.argv[1], 'w').write('mine')")
    async with reading(size=(160, 40)) as reader:
        for editor, says in [
            ("failing", "failing ended with exit code 4."),
            ("saving", "What you changed was not kept"),
            ("missing", "EDITOR names missing, which is not installed."),
        ]:
            monkeypatch.setenv("EDITOR", editor)
            await reader.press("e")
            await reader.until(lambda says=says: says in _toasts(reader), says)


@pytest.mark.usefixtures("hands_over")
async def test_the_pager_gets_printable_text_on_its_standard_input(
    tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_program(tools, "cat", keeps_input(tools / "got"))
    monkeypatch.setenv("PAGER", "cat")
    article = make_article(1, text="Text \x1b[31mred.", title="T\x1b]0;owned\x07")
    async with reading(FakeLibrary([article])) as reader:
        await reader.press("vertical_line")
        await reader.until(lambda: (tools / "got").exists() and (tools / "got").read_bytes())
        assert "Text ␛[31mred." in (tools / "got").read_text()
        assert b"\x1b" not in (tools / "got").read_bytes()


async def test_a_screen_that_cannot_be_given_away_is_told_of(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_program(tools, "less", "")
    async with reading(size=(160, 40)) as reader:
        await reader.press("vertical_line")
        await reader.until(lambda: "cannot be given to another program" in _toasts(reader))
        assert reader.app.is_running


# ------------------------------------------------------------------------------------------------ exporting


@asynccontextmanager
async def _dossier(library: FakeLibrary | None = None) -> AsyncIterator[Reader]:
    """The dossier of the first result's first name, on screen."""
    async with reading(library, size=(160, 40)) as reader:
        await reader.open("carney")
        await reader.press("enter")
        await reader.until(lambda: isinstance(reader.app.screen, DossierScreen))
        await reader.settle()
        yield reader


async def _exporting(reader: Reader) -> ExportScreen:
    await reader.press("x")
    await reader.until(lambda: isinstance(reader.app.screen, ExportScreen))
    screen = reader.app.screen
    assert isinstance(screen, ExportScreen)
    return screen


async def test_x_writes_the_results_under_the_suggested_name(where_files_go: Path) -> None:
    async with reading() as reader:
        await reader.search("carney")
        await reader.press("down")
        await _exporting(reader)
        assert "[the 3 results]" in reader.screen_text
        await reader.press("enter")
        await _says(reader, "wrote the 3 results to ")
        assert "## A central banker becomes prime minister" in (where_files_go / "carney.md").read_text()


async def test_tab_changes_the_format_and_arrows_the_subject(where_files_go: Path) -> None:
    async with reading() as reader:
        await reader.open("carney")
        screen = await _exporting(reader)
        field = screen.query_one(ExportInput)
        assert field.value == "2025-08-24-canada-leaves-the-door-open-to-troops-carney-says.md"
        await reader.press("tab", "tab")
        assert field.value.endswith(".csv")
        await reader.press("down")
        assert field.value == "carney.csv"
        await reader.press("down")
        assert field.value == "mark-carney.csv"
        await reader.press("up", "shift+tab")
        assert field.value == "carney.json"
        await reader.press("enter")
        await _says(reader, "wrote the 3 results")
        assert len(json.loads((where_files_go / "carney.json").read_text())["articles"]) == 3


async def test_the_name_may_be_edited_and_its_ending_is_the_format(where_files_go: Path) -> None:
    async with reading() as reader:
        await reader.open("carney")
        screen = await _exporting(reader)
        field = screen.query_one(ExportInput)
        field.value = "mine.csv"
        await reader.pilot.pause()
        assert "[CSV]" in reader.screen_text
        await reader.press("enter")
        await reader.until((where_files_go / "mine.csv").exists)
        rows = list(csv.DictReader(io.StringIO((where_files_go / "mine.csv").read_text(), newline="")))
        assert {row["name"] for row in rows} >= {"Mark Carney", "Kyiv"}


async def test_a_name_without_a_known_ending_gets_one(where_files_go: Path) -> None:
    async with reading() as reader:
        await reader.open("carney")
        screen = await _exporting(reader)
        screen.query_one(ExportInput).value = "notes.v2"
        await reader.pilot.pause()
        assert "notes.v2.md in " in reader.screen_text
        await reader.press("enter")
        await reader.until((where_files_go / "notes.v2.md").exists)


async def test_a_file_that_exists_is_asked_about(where_files_go: Path) -> None:
    target = where_files_go / "carney.md"
    target.write_text("mine")
    async with reading() as reader:
        await reader.search("carney")
        await reader.press("down")
        await _exporting(reader)
        await reader.press("enter")
        await _says(reader, "carney.md exists already: Enter again replaces it")
        assert target.read_text() == "mine"
        await reader.press("enter")
        await _says(reader, "wrote the 3 results")
        assert target.read_text().startswith("# carney")


async def test_a_folder_that_is_not_there_is_told_in_the_dialog() -> None:
    async with reading() as reader:
        screen = await _exporting(reader)
        screen.query_one(ExportInput).value = "nowhere/a.md"
        await reader.press("enter")
        await _says(reader, "Make it first")
        assert reader.app.screen is screen
        screen.query_one(ExportInput).value = ""
        await reader.press("enter")
        await _says(reader, "a file name, please")
        await reader.press("escape")
        assert reader.app.screen is reader.main


async def test_a_long_export_says_how_far_it_is_and_escape_stops_it(where_files_go: Path) -> None:
    library = FakeLibrary([make_article(n, text=f"Text {n}.", title=f"T {n}") for n in range(1, 2001)])
    library.delays["listed"] = 0.1
    async with reading(library) as reader:
        await _exporting(reader)
        await reader.press("enter")
        await reader.until(lambda: "/2 000 · Esc stops" in reader.screen_text, "progress")
        await reader.press("x")
        await reader.press("enter")
        await _says(reader, "an export is under way already")
        await reader.press("escape")
        await _says(reader, "stopped; nothing was written")
        assert not _files(where_files_go)
        assert "Esc stops" not in reader.screen_text


async def test_leaving_the_reader_stops_an_export_and_leaves_nothing(where_files_go: Path) -> None:
    library = FakeLibrary([make_article(n, text=f"Text {n}.", title=f"T {n}") for n in range(1, 2001)])
    library.delays["listed"] = 0.1
    async with reading(library) as reader:
        await _exporting(reader)
        await reader.press("enter")
        await reader.until(lambda: "/2 000 · Esc stops" in reader.screen_text, "progress")
    _wait_until_empty(where_files_go)


async def test_an_export_that_fails_is_told_in_words(where_files_go: Path) -> None:
    async with reading(size=(160, 40)) as reader:
        await _exporting(reader)
        reader.library.failures["listed"] = NotFound("The article went away.")
        await reader.press("enter")
        await reader.until(lambda: "The article went away." in reader.screen_text)
        assert not _files(where_files_go)


async def test_a_dossier_is_written_from_its_screen(where_files_go: Path) -> None:
    async with _dossier() as reader:
        await _exporting(reader)
        assert "[the dossier of Mark Carney]" in reader.screen_text
        await reader.press("enter")
        await reader.until((where_files_go / "mark-carney.md").exists)
        text = (where_files_go / "mark-carney.md").read_text()
        assert "## Together with" in text
        assert text.count("\n- ") == len(reader.library.mentions("mark-carney"))


async def test_the_dialog_can_be_clicked(where_files_go: Path) -> None:
    async with reading() as reader:
        await reader.open("carney")
        screen = await _exporting(reader)
        rows = reader.screen_text.split("\n")
        row = next(number for number, line in enumerate(rows) if "Markdown" in line)
        await reader.pilot.click(offset=(rows[row].index("CSV") + 1, row))
        assert screen.query_one(ExportInput).value.endswith(".csv")
        await reader.pilot.click(offset=(0, 0))
        assert reader.app.screen is reader.main


@pytest.mark.parametrize("size", [(40, 12), (20, 6)])
async def test_copying_and_exporting_work_on_a_screen_that_is_too_small(size: tuple[int, int]) -> None:
    async with reading(size=size) as reader:
        await reader.open("carney")
        await reader.press("y")
        assert reader.app.screen.query(PrefixStrip)
        await reader.press("n")
        await reader.until(lambda: reader.app.clipboard == "Mark Carney")
        await _exporting(reader)
        await reader.press("tab", "down", "escape")
        assert isinstance(reader.main.query_one(ResultList), ResultList)


async def test_markup_in_titles_and_names_stays_text_in_the_dialog(where_files_go: Path) -> None:
    library = FakeLibrary([make_article(1, text="Nothing.", title="[red]Rare[/red] \x1b]0;x\x07")])
    async with reading(library) as reader:
        await reader.press("enter")
        await reader.until(lambda: reader.opened == 1)
        await _exporting(reader)
        assert "[red]Rare[/red] ␛]0;x␇" in reader.screen_text
        await reader.press("enter")
        await _says(reader, "[red]Rare[/red]")
