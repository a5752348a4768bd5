"""Text that means harm to a terminal, a library that is full of it, and what a drawn widget must be in spite of it."""

from __future__ import annotations

import dataclasses
import functools
import unicodedata
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from hypothesis import strategies as st
from rich.cells import cell_len
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from index.errors import EngineUnavailable
from index.model import EntityMention
from index.reading import Mark, SavedSearch
from index.text import normalise
from tests.tui.fake_library import FakeLibrary, make_article

# Escape sequences, C0 and C1 controls, bidi and zero-width characters, lone surrogates, stacked marks, emoji joined to
# one, wide and joining scripts, markup of Rich and Textual, style variables, and words longer than any line.
PIECES = (
    "\x1b[31m", "\x1b]0;owned\x07", "\x1b]52;c;aGk=\x1b\\", "\x1b[2J\x1b[H", "\x9b2J", "\x90q\x9c", "\x00", "\x07",
    "\x08", "\r", "\n", "\t", "\x0b", "\x7f", "\x85", "\u2028", "\u202e", "\u2066", "\u200f", "\u061c", "\u200b",
    "\u200d", "\u200c", "\ufeff", "\u2060", "\xad", "\ud800", "\udfff", "\ufffe", "\U000e0041",
    "e" + "\u0301" * 40, "\u0301", "n\u0303", "🇨🇦", "🇨", "👩\u200d👩\u200d👧\u200d👦", "🏳️\u200d🌈",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "日本語", "한국", "مرحبا", "हिन्दी", "ﷺ",
    "[red]", "[/red]", "[/]", "[@click=app.quit]x[/]", "[link=file:///]x[/link]", "[", "]", "\\[", "$text-accent",
    "[$error on black]", "{}", "%s", ":smile:", "word", "Carney", " ", "a" * 300,
)  # fmt: skip

hostile = st.lists(
    st.one_of(st.sampled_from(PIECES), st.text(st.characters(), max_size=6)), min_size=1, max_size=7
).map("".join)

# Fields of the library's answers that hold the world's text and that no offset counts in.
_DATA = frozenset(
    "name entity_name title source reason detail echo partial message hint term model where".split()  # noqa: SIM905 - so many strings
)
_FORBIDDEN = frozenset(
    "\u061c\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)


class Words:
    """Hostile words, of which there is no end; whoever asks twice for the same thing gets the same one."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = tuple(words)

    def __getitem__(self, number: int) -> str:
        return self.words[number % len(self.words)]

    def __repr__(self) -> str:
        return f"Words({list(self.words)!r})"

    def first(self, count: int) -> tuple[str, ...]:
        """So many, or all there are."""
        return self.words[:count]

    def instead_of(self, text: str) -> str:
        """One for an innocent name."""
        return self[zlib.crc32(text.encode(errors="surrogatepass"))] if text not in self.words else text


class HostileLibrary(FakeLibrary):
    """A library whose every title, source, name, echo and note is hostile; offsets are as true as ever."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self._depth = 0
        articles = [
            make_article(
                number,
                title=normalise(words[number]),
                source=normalise(words[number + 3]),
                date="2025-08-24" if number % 2 else f"19{10 + number}-01-0{number}",
                text=normalise(
                    f"Mark Carney{words[number + 1]}, Canada {words[number + 2]} in Kyiv Zelenskyy\n\n{words[number]}"
                ),
            )
            for number in range(1, 7)
        ]
        super().__init__(articles)
        self.name = words[5]
        for word in words.first(4):
            self.record.saved[word] = SavedSearch(word, words.instead_of(f"query of {word!r}"), 0)
        self.record.asked = list(dict.fromkeys(words.words))
        self.record.marked = {"a": Mark("a", "key0001", words[2], 0, 0), "b": Mark("b", "gone", words[3], 0, 0)}

    def break_search(self) -> None:
        """From now on it cannot search, and says so in hostile words."""
        self.failures["search"] = EngineUnavailable(self.words[0], hint=self.words[1])

    def taint(self, answer: Any) -> Any:
        """The same answer with hostile words where the world's text stands."""
        if isinstance(answer, list):
            return [self.taint(each) for each in answer]
        if isinstance(answer, tuple) and not hasattr(answer, "_fields"):
            return tuple(self.taint(each) for each in answer)
        if hasattr(answer, "_fields") and "label" in answer._fields:
            return answer._replace(label=self.words.instead_of(answer.label))
        if not dataclasses.is_dataclass(answer) or isinstance(answer, type):
            return answer
        changes: dict[str, Any] = {}
        for field in dataclasses.fields(answer):
            value = getattr(answer, field.name)
            if field.name in _DATA and isinstance(value, str) and value:
                changes[field.name] = self.words.instead_of(value)
            elif field.name == "fillers":
                changes[field.name] = tuple(self.words.instead_of(each) for each in value)
            elif field.name == "label" and not isinstance(answer, EntityMention):
                changes[field.name] = self.words.instead_of(value)
            elif isinstance(value, tuple | list) or dataclasses.is_dataclass(value):
                changes[field.name] = self.taint(value)
        return dataclasses.replace(answer, **changes)


def _tainting(method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def tainted(self: HostileLibrary, *arguments: Any, **named: Any) -> Any:
        return self.taint(method(self, *arguments, **named))

    return tainted


# What months and the like mean to the program, `facets` keeps: their labels are not the world's text.
for _name in (
    "status", "search", "rows", "open_article", "entities", "dossier", "mentions", "completions", "tallies",
    "query_entities", "unsettled_names", "without_each",
):  # fmt: skip
    setattr(HostileLibrary, _name, _tainting(getattr(FakeLibrary, _name)))


# ------------------------------------------------------------------------------------------------ what must be so


def check_strip(strip: Strip, width: int | None, whose: str, *, is_whole: bool = True) -> None:
    """Exactly as wide as its place (if that is given), and nothing in it that a terminal would obey.

    A strip is not whole where something covers half of a cluster that is joined of several emoji: the framework then
    counts what is left of it otherwise.
    """
    text = "".join(segment.text for segment in strip)
    if width is not None:
        assert strip.cell_length == width, f"{whose}: {strip.cell_length} cells for {width}: {text!r}"
        measured = sum(cell_len(segment.text) for segment in strip)
        assert measured == width or not is_whole, f"{whose}: {measured} cells for {width}: {text!r}"
    for character in text:
        is_harmful = unicodedata.category(character) in {"Cc", "Cs"} or character in _FORBIDDEN
        assert not is_harmful, f"{whose}: {character!r} in {text!r}"
    for segment in strip:
        assert not segment.control, whose
        assert segment.style is None or not segment.style.link, f"{whose}: a link in {text!r}"


def own_widgets(screen: Screen[Any]) -> Iterator[Widget]:
    """The widgets of this program that are to be seen on a screen."""
    for node in screen.walk_children(Widget, with_self=True):
        if type(node).__module__.startswith("tui.") and node.display and node.size.width and node.size.height:
            yield node


def check_screen(screen: Screen[Any]) -> set[type[Widget]]:
    """Draws every widget on its own and the screen as a whole; which widgets there were."""
    seen = set()
    for widget in own_widgets(screen):
        seen.add(type(widget))
        if isinstance(widget, Screen):
            continue  # drawn as a whole below
        # The framework's input draws one cell more than it has, for its cursor.
        width = None if isinstance(widget, Input) else widget.size.width
        for y in range(widget.size.height):
            check_strip(widget.render_line(y), width, type(widget).__name__)
    for strip in screen._compositor.render_strips(screen.app.size):
        check_strip(strip, screen.app.size.width, type(screen).__name__, is_whole=False)
    return seen
