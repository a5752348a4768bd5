"""The strip after a key that waits for another: what may follow, at any width, and what a key or a click does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

import tui.actions
from tests.tui.conftest import Reader, reading
from tui.actions import ACTIONS, PREFIXES, Action, rebind
from tui.providers.registry import actions_at
from tui.screens.help import help_text
from tui.screens.prefix import Choice, PrefixScreen, PrefixStrip, choices_after, follow
from tui.widgets.lines import one_line

_plain = Style.null()

_CHOICES = (Choice("u", "the address"), Choice("s", "the selection"), Choice("c", "a citation"))


@pytest.fixture
def zooming(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A prefix of the registry: `Z`, then `z` zooms, `t` or Tab shows the entities."""
    prefix = Action("arrange", "Arrange", ("Z",), "main", "Arrange the panes.", "Screen", is_priority=True)
    followers = (
        Action("zoom-it", "Zoom", ("z",), "results", "Zoom the pane.", "Screen"),
        Action("entities-too", "Entities", ("t", "tab"), "results", "Show the entities.", "Screen"),
        Action("nothing-yet", "No key", (), "results", "Nothing.", "Screen"),
    )
    everything = {action.id: action for action in (*ACTIONS, prefix)}
    monkeypatch.setitem(PREFIXES, "arrange", "find")  # a scope that the followers have to themselves here
    monkeypatch.setattr(
        tui.actions,
        "_IN_FORCE",
        {action_id: action for action_id, action in everything.items() if action.scope != "find"}
        | {action.id: Action(**{**_fields(action), "scope": "find"}) for action in followers},
    )
    yield
    monkeypatch.undo()
    rebind({})


def _fields(action: Action) -> dict[str, object]:
    return {name: getattr(action, name) for name in Action.__dataclass_fields__}


async def _opened(reader: Reader, *choices: Choice, takes_any: bool = False) -> list[str | None]:
    """Wait for one key of these; what it was comes into the list."""
    answers: list[str | None] = []
    screen = PrefixScreen("Copy", choices or _CHOICES, note="Esc: none of them", takes_any=takes_any, key="y")
    reader.app.push_screen(screen, answers.append)
    await reader.pilot.pause()
    return answers


async def test_the_strip_says_what_may_follow_above_the_footer() -> None:
    async with reading() as reader:
        await _opened(reader)
        last_lines = "\n".join(reader.screen_text.split("\n")[-2:])
        assert "y  Copy   Esc: none of them" in last_lines
        assert "u  the address" in last_lines
        assert "c  a citation" in last_lines


@pytest.mark.parametrize(("key", "answer"), [("u", "u"), ("x", None), ("escape", None), ("tab", None)])
async def test_a_key_is_taken_if_it_may_follow_and_ends_the_waiting_in_any_case(key: str, answer: str | None) -> None:
    async with reading() as reader:
        answers = await _opened(reader)
        await reader.press(key)
        assert answers == [answer]
        assert reader.app.screen is reader.main


async def test_keys_with_names_may_follow_too() -> None:
    async with reading() as reader:
        answers = await _opened(reader, Choice("a", "this", also=("Tab",)), Choice("Enter", "that"))
        await reader.press("tab")
        answers += await _opened(reader, Choice("a", "this", also=("Tab",)), Choice("Enter", "that"))
        await reader.press("enter")
        assert answers == ["Tab"]


async def test_any_character_may_be_the_answer_where_it_names_something() -> None:
    async with reading() as reader:
        answers = await _opened(reader, takes_any=True)
        await reader.press("q")
        assert answers == ["q"]
        answers = await _opened(reader, takes_any=True)
        await reader.press("escape")
        assert answers == [None]


async def test_quitting_works_while_a_key_is_waited_for() -> None:
    async with reading() as reader:
        await _opened(reader)
        await reader.press("ctrl+q")
        assert not reader.app.is_running


async def test_a_click_takes_a_choice() -> None:
    async with reading(size=(80, 24)) as reader:
        answers = await _opened(reader)
        lines = reader.screen_text.split("\n")
        row = next(number for number, line in enumerate(lines) if "the selection" in line)
        await reader.pilot.click(offset=(lines[row].index("the selection") + 3, row))
        await reader.pilot.pause()
        assert answers == ["s"]


async def test_a_click_beside_the_strip_takes_none() -> None:
    async with reading(size=(80, 24)) as reader:
        answers = await _opened(reader)
        await reader.pilot.click(offset=(10, 5))
        await reader.pilot.pause()
        assert answers == [None]


@pytest.mark.usefixtures("zooming")
async def test_a_prefix_of_the_registry_does_what_its_second_key_says() -> None:
    async with reading(size=(120, 40)) as reader:
        done: list[str] = []
        for name in ("zoom_it", "entities_too"):
            setattr(type(reader.main), f"action_{name}", lambda _self, name=name: done.append(name))
        reader.app.open_prefix("arrange")
        await reader.pilot.pause()
        assert "Z  Arrange" in reader.screen_text
        await reader.press("z")
        reader.app.open_prefix("arrange")
        await reader.pilot.pause()
        await reader.press("tab")
        reader.app.open_prefix("arrange")
        await reader.pilot.pause()
        await reader.press("escape")
        assert done == ["zoom_it", "entities_too"]


@pytest.mark.usefixtures("zooming")
def test_help_and_palette_tell_the_two_keys_of_a_follower() -> None:
    told = help_text("results", 80).plain
    assert "Z then z" in told
    assert "Z then t or Tab" in told
    shown = {action.id: keys for action, keys in actions_at("results")}
    assert shown["entities-too"] == "Z then t"
    assert shown["nothing-yet"] == ""


@pytest.mark.usefixtures("zooming")
def test_a_follower_without_a_key_is_not_offered_and_any_key_of_one_is_followed() -> None:
    assert [choice.label for choice in choices_after("arrange")] == ["Zoom", "Entities"]
    assert follow("arrange", "Tab") == follow("arrange", "t")
    assert follow("arrange", None) is None
    assert follow("arrange", "x") is None


_LABELS = st.text(st.characters(codec="utf-8"), max_size=30)
_STRIPS = st.lists(st.builds(Choice, st.sampled_from(["a", "Enter", "^k", "日", "?"]), _LABELS), max_size=40)


@given(_STRIPS, st.text(max_size=20), st.integers(1, 240))
def test_any_choices_fit_any_width_and_each_can_be_clicked(choices: list[Choice], note: str, width: int) -> None:
    strip = PrefixStrip("Copy", choices, note, "y")
    strip.part = lambda _name: _plain  # styles need a running app
    rows = strip.rows(width)
    lines = ["".join(text for text, _ in strip._line(y, width)) for y in range(rows)]
    assert width < 10 or all(cell_len(line.rstrip()) <= width for line in lines)
    seen = [choice for y in range(1, rows) for choice in strip._row(y, width)]
    assert sorted(map(id, seen)) == sorted(map(id, choices))
    step = strip._column_width(width)
    if width >= 20:
        for y in range(1, rows):
            for column, choice in enumerate(strip._row(y, width)):
                key = one_line(choice.key)
                at = 1 + column * step
                assert key[:1] == _from_cell(lines[y], at)[:1]


def _from_cell(line: str, cell: int) -> str:
    """What of a line begins at a cell."""
    taken = 0
    for index in range(len(line)):
        if cell_len(line[:index]) >= cell:
            return line[index:]
        taken = index
    return line[taken + 1 :]
