"""Counts over a whole answer as rows to choose from: sources, time, types of names, entities, and who fills a slot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len

from index.answers import Facet, Facets, Tally
from tui.actions import bindings
from tui.refining import asks, filled
from tui.widgets.lines import Piece, cut, fill, grouped, one_line, plural
from tui.widgets.virtual_list import VirtualList

MOST_MONTHS: Final = 24  # listed as they are; more are gathered into years
KIND_NAMES: Final = {
    "person": "People", "org": "Organizations", "place": "Places", "group": "Groups", "event": "Events",
    "work": "Works", "product": "Products", "law": "Laws", "language": "Languages",
}  # fmt: skip
COLUMNS: Final = ("sources", "time", "types", "entities")

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_BAR_FROM = 18  # cells of a row from which on there is room for a bar
_SHORTEST_BAR, _LONGEST_BAR, _LONGEST_LABEL = 4, 24, 48
_CLOSED, _OPEN, _INDENT = "▸ ", "▾ ", "    "


@dataclass(frozen=True, slots=True)
class Choice:
    """One line to choose: what it says, how often, and what it makes of the query.

    `narrowing` is query text, empty where nothing can be asked. It is added, or takes the place of `replaces`.
    """

    label: str
    count: int
    narrowing: str
    replaces: str = ""
    entity: str = ""
    months: tuple[Choice, ...] = ()  # of a year


@dataclass(frozen=True, slots=True)
class Section:
    """Choices of one kind; `key` is one of `COLUMNS`, or `tally`."""

    key: str
    title: str
    choices: tuple[Choice, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A line that is only read: a heading, a note, or nothing."""

    text: str = ""
    part: str = "note"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A choice as it stands in a list; `most` is the count that a full bar means."""

    choice: Choice
    section: str
    most: int
    mark: str = ""


Row = Said | Line


def facet_sections(facets: Facets) -> tuple[Section, ...]:
    """The four columns, in their order."""
    return (
        Section("sources", "Sources", _choices(facets.sources)),
        Section("time", "Time", time_choices(facets.months)),
        Section("types", "Types of names", _choices(facets.types, KIND_NAMES)),
        Section("entities", "Entities", tuple(_entity(facet) for facet in facets.entities)),
    )


def time_choices(months: Sequence[Facet]) -> tuple[Choice, ...]:
    """Months, or years with their months where there are many."""
    choices = _choices(months)
    if len(choices) <= MOST_MONTHS:
        return choices
    by_year: dict[str, list[Choice]] = {}
    for month in choices:
        by_year.setdefault(month.label.partition("-")[0], []).append(month)
    return tuple(
        Choice(year, sum(month.count for month in within), f"date:{year}", months=tuple(within))
        for year, within in by_year.items()
    )


def tally_sections(tallies: Iterable[Tally], articles: int | None) -> tuple[Section, ...]:
    """Who fills each phrase with open slots; `articles` is how many the query finds, if that is known."""
    return tuple(
        Section(
            "tally",
            f"{asks(tally.phrase).capitalize()}: {tally.phrase}",
            tuple(Choice(" + ".join(row.fillers), row.times, filled(tally, row), tally.phrase,
                         next(iter(row.entities)) or "" if len(row.entities) == 1 else "")
                  for row in tally.rows),
            tally_note(tally, articles),
        )
        for tally in tallies
    )  # fmt: skip


def tally_note(tally: Tally, articles: int | None) -> str:
    """How many fillers there are, and of how many articles where not all were read."""
    note = f"{grouped(tally.different)} different"
    if tally.articles_read is not None and tally.articles_read != articles:
        note += f", newest {plural(tally.articles_read, 'article')} only"
    return note


def _choices(facets: Iterable[Facet], names: dict[str, str] | None = None) -> tuple[Choice, ...]:
    return tuple(Choice((names or {}).get(facet.label, facet.label), facet.articles, facet.narrowing)
                 for facet in facets)  # fmt: skip


def _entity(facet: Facet) -> Choice:
    return Choice(facet.label, facet.articles, facet.narrowing, entity=facet.narrowing.removeprefix("@"))


def bar(count: int, most: int, cells: int) -> str:
    """A bar of block characters, of `cells` cells for the most; something is never nothing."""
    eighths = max(1, round(count * cells * 8 / max(most, 1))) if count else 0
    whole, rest = divmod(min(eighths, cells * 8), 8)
    return "█" * whole + (_EIGHTHS[rest] if rest else "")


class FacetList(VirtualList):
    """Sections of choices; with headings where it holds several."""

    BINDINGS = bindings("facet-list")

    def __init__(self, *, id: str, has_headings: bool = False) -> None:  # noqa: A002 - the framework's own name
        super().__init__(id=id)
        self.sections: tuple[Section, ...] = ()
        self.rows: list[Row] = []
        self.has_headings = has_headings
        self._opened: set[str] = set()  # years
        self._widest_label = 0

    @property
    def count(self) -> int:
        return len(self.rows)

    def is_selectable(self, index: int) -> bool:
        return 0 <= index < len(self.rows) and isinstance(self.rows[index], Line)

    @property
    def selected(self) -> Line | None:
        """What the cursor is on."""
        row = self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None
        return row if isinstance(row, Line) else None

    def show(self, sections: tuple[Section, ...], *, starts_over: bool = False) -> None:
        """Other choices; the cursor stays on the same one if it is still there, unless it starts over."""
        self.sections = sections
        if starts_over:
            self.rows = []
        self._lay_out()

    def stand_on(self, line: Line | None) -> None:
        """Put the cursor on a choice, if it is here."""
        if line is not None:
            self._opened |= {year.label for section in self.sections for year in section.choices
                             if line.choice in year.months}  # fmt: skip
        self._lay_out(line)

    def is_open(self, line: Line) -> bool:
        """Whether the months of a year are listed under it."""
        return line.choice.label in self._opened

    def open_year(self, line: Line) -> None:
        """List the months of a year."""
        self._opened.add(line.choice.label)
        self._lay_out()

    def section_starts(self) -> list[int]:
        """The first row of each section that has any choices."""
        lines = [(n, row.section) for n, row in enumerate(self.rows) if isinstance(row, Line)]
        return [n for place, (n, key) in enumerate(lines) if not place or lines[place - 1][1] != key]

    def action_facets_page_down(self) -> None:
        self.action_page_down()

    def _lay_out(self, selected: Line | None = None) -> None:
        before = selected or self.selected
        self.rows = []
        for section in self.sections:
            if self.has_headings and section.choices:
                self.rows += [Said()] if self.rows else []
                self.rows.append(Said(section.title, "group", section.note))
            self.rows += self._lines_of(section)
        labels = (cell_len(one_line(row.mark + row.choice.label)) for row in self.rows if isinstance(row, Line))
        self._widest_label = min(max(labels, default=0), _LONGEST_LABEL)
        self.rows_changed()
        same = (n for n, row in enumerate(self.rows) if isinstance(row, Line) and before is not None
                and (row.section, row.choice) == (before.section, before.choice))  # fmt: skip
        starts = self.section_starts()
        self.move_to(next(same, starts[0] if starts else 0), by_hand=False)
        self.refresh()

    def _lines_of(self, section: Section) -> Iterable[Row]:
        most = max((choice.count for choice in section.choices), default=0)
        for choice in section.choices:
            if not choice.months:
                yield Line(choice, section.key, most)
                continue
            is_open = choice.label in self._opened
            yield Line(choice, section.key, most, _OPEN if is_open else _CLOSED)
            if is_open:
                most_of_year = max(month.count for month in choice.months)
                yield from (Line(month, section.key, most_of_year, _INDENT) for month in choice.months)

    def _bar_cells(self, room: int) -> int:
        """How long bars are: names come first, but a bar too short to compare is none."""
        return max(_SHORTEST_BAR, min(room - self._widest_label - 1, room // 3, _LONGEST_BAR))

    def row_line(self, index: int, _line: int, width: int, /) -> list[Piece]:
        row = self.rows[index]
        if isinstance(row, Said):
            title = cut(one_line(row.text), width)
            note = cut(one_line(row.note), width - cell_len(title) - 2)
            return [(title, self.part(row.part)), (f"  {note}" if note else "", self.part("meta"))]
        count = f" {grouped(row.choice.count):>{len(grouped(row.most))}}"
        cells = self._bar_cells(width - len(count)) if width >= _BAR_FROM else 0
        room = width - len(count) - (cells + 1 if cells else 0)
        label = fill(row.mark + one_line(row.choice.label), min(room, max(self._widest_label, 8)))
        shown = f" {bar(row.choice.count, row.most, cells)}" if cells else ""
        return [(label, self.part("title")), (count, self.part("meta")), (shown, self.part("mark"))]
