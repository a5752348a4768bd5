"""The export dialog: what to write, as what, and where; the file name's ending is the format."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from index.errors import DatelineError
from index.events import CancelToken
from index.exporting import FORMATS, Format, format_of, suggested_name
from index.exporting.files import checked_target
from index.exporting.gathering import export_article, export_dossier, export_results
from index.library import Library
from index.model import SearchResult
from tui.actions import bindings, by_id
from tui.outward import ExportOrder
from tui.widgets.bars import Bar
from tui.widgets.line_input import LineInput
from tui.widgets.lines import Piece, cut, one_line, plural

LABELS = 5  # cells of the labels at the left
_NAMES: dict[Format, str] = {"md": "Markdown", "json": "JSON", "csv": "CSV"}


@dataclass(frozen=True, slots=True)
class Exportable:
    """Something that can be written: what to call it, a file name for it, and its text in a format."""

    title: str
    file_words: str
    otherwise: str  # the file's name where those words come to nothing
    pieces: Callable[[Format, CancelToken], Iterable[str]]
    date: datetime.date | None = None
    total: int | None = None


def of_article(library: Library, article_id: int, title: str, date: datetime.date | None) -> Exportable:
    """One article."""
    return Exportable(
        f"the article “{one_line(title)}”", title, "article",
        lambda format_name, _: export_article(library, article_id, format_name), date,
    )  # fmt: skip


def of_results(library: Library, result: SearchResult, *, is_typing: bool) -> Exportable:
    """A whole result list."""

    def pieces(format_name: Format, token: CancelToken) -> Iterable[str]:
        return export_results(library, result, format_name, is_typing=is_typing, cancel=token)

    count = plural(len(result.ids), "result")
    return Exportable(f"the {count}", result.query, "all-articles", pieces, total=len(result.ids))


def of_dossier(library: Library, entity: str, name: str) -> Exportable:
    """Everything about an entity."""

    def pieces(format_name: Format, token: CancelToken) -> Iterable[str]:
        return export_dossier(library, entity, format_name, cancel=token)

    return Exportable(f"the dossier of {one_line(name)}", name, entity, pieces)


@dataclass(frozen=True, slots=True)
class Choice:
    """What was settled on."""

    order: ExportOrder


class ChoiceBar(Bar):
    """One line of alternatives, the chosen one set off; a click chooses."""

    def __init__(self, label: str, alternatives: Sequence[str], *, id: str) -> None:  # noqa: A002 - the framework's name
        super().__init__(id=id)
        self.label, self.alternatives, self.chosen = label, alternatives, 0
        self._starts: list[tuple[int, int]] = []

    def choose(self, chosen: int) -> None:
        """Set another one off."""
        self.chosen = chosen
        self.refresh()

    def pieces(self, width: int) -> list[Piece]:
        out: list[Piece] = [(f"{self.label:<{LABELS}}", self.part("soft"))]
        at, self._starts = LABELS, []
        limits = self._limits(width - LABELS - 3 * len(self.alternatives))
        for number, alternative in enumerate(self.alternatives):
            is_chosen = number == self.chosen
            text = cut(alternative, limits[number])
            shown = f"[{text}]" if is_chosen else f" {text} "
            self._starts.append((at, at + cell_len(shown)))
            out.append((shown + " ", self.part("strong" if is_chosen else "soft")))
            at += cell_len(shown) + 1
        return out

    def _limits(self, room: int) -> list[int]:
        """Cells for each alternative: all of it if there is room for all, else half of the room for the chosen one."""
        lengths = [cell_len(alternative) for alternative in self.alternatives]
        if sum(lengths) <= room:
            return lengths
        chosen = min(lengths[self.chosen], max(room // 2, room - sum(lengths) + lengths[self.chosen]))
        others = (room - chosen) // max(1, len(lengths) - 1)
        return [chosen if number == self.chosen else others for number in range(len(lengths))]

    def at(self, x: int) -> int | None:
        """Which alternative stands at a cell."""
        return next((number for number, (start, end) in enumerate(self._starts) if start <= x < end), None)


class ExportInput(LineInput):
    """Where the file's name is typed."""

    BINDINGS = bindings("export")

    def __init__(self) -> None:
        super().__init__(id="export-name", compact=True)


class ExportScreen(ModalScreen[Choice | None], inherit_bindings=False):
    """Asks for subject, format and file name. Ends with what was settled on, or None."""

    AUTO_FOCUS = "ExportInput"

    def __init__(self, exportables: Sequence[Exportable], *, is_served: bool = False) -> None:
        super().__init__()
        self.exportables = exportables
        self.subject = 0
        self._is_served = is_served
        self._format: Format = "md"
        self._suggested = ""
        self._agreed: Path | None = None  # a file that exists, which was asked about

    def compose(self) -> ComposeResult:
        with Vertical(id="export") as box:
            box.border_title = Content("Write to a file")
            actions = map(by_id, ("write-export", "next-format", "next-subject", "leave-export"))
            box.border_subtitle = Content("  ".join(f"{action.shown_keys[0]} {action.label}" for action in actions))
            yield ChoiceBar("What", [exportable.title for exportable in self.exportables], id="export-what")
            yield ChoiceBar("As", [_NAMES[format_name] for format_name in FORMATS], id="export-format")
            with Horizontal(id="export-file"):
                yield Static("File", id="export-label", markup=False)
                yield ExportInput()
            yield Static("", id="export-note", markup=False)

    def on_mount(self) -> None:
        self._suggest()

    @property
    def _input(self) -> ExportInput:
        return self.query_one(ExportInput)

    def _suggest(self) -> None:
        """Fill the name in, unless the person has written one of their own; then only its ending follows the format."""
        exportable, value = self.exportables[self.subject], self._input.value
        suggested = suggested_name(
            exportable.file_words, self._format, date=exportable.date, otherwise=exportable.otherwise
        )
        if value in ("", self._suggested):
            value = suggested
        elif format_of(value) is not None:
            value = value[: len(value) - len(Path(value).suffix)] + f".{self._format}"
        else:
            value = f"{value}.{self._format}"
        self._suggested = suggested
        self._input.value = value
        self._input.cursor_position = len(value) - len(Path(value).suffix)
        self.query_one("#export-what", ChoiceBar).choose(self.subject)
        self._say_where()

    # ------------------------------------------------------------------ what is meant

    @property
    def _path(self) -> Path:
        """The name as written, with an ending if it has none that means a format."""
        value = self._input.value.strip()
        return Path(value if format_of(value) is not None else f"{value}.{self._format}")

    @on(Input.Changed)
    def _say_where(self) -> None:
        value = self._input.value.strip()
        self._format = format_of(value) or self._format
        self.query_one("#export-format", ChoiceBar).choose(FORMATS.index(self._format))
        if not value:
            self._note("a file name, please")
        elif self._is_served:
            self._note("your browser will save it")
        else:
            path = self._path
            name = f"{path.name} " if format_of(value) is None else ""
            self._note(f"{name}in {path.expanduser().absolute().parent}" if "~" not in value else f"{path}")

    def _note(self, text: str, *, is_warning: bool = False) -> None:
        note = self.query_one("#export-note", Static)
        note.set_class(is_warning, "-warning")
        note.update(Content(one_line(text)))

    # ------------------------------------------------------------------ actions

    def action_write_export(self) -> None:
        """Write it; where the file exists, ask first: the same key again says yes."""
        if not self._input.value.strip():
            self._note("a file name, please", is_warning=True)
            return
        target = self._path
        try:
            if not self._is_served:
                target = checked_target(target)
        except DatelineError as error:
            self._note(f"{error.message} {error.hint}".strip(), is_warning=True)
            return
        is_there = not self._is_served and target.exists()
        if is_there and self._agreed != target:
            self._agreed = target
            self._note(f"{target.name} exists already: Enter again replaces it", is_warning=True)
            return
        exportable, format_name = self.exportables[self.subject], self._format
        order = ExportOrder(
            what=exportable.title,
            pieces=lambda token: exportable.pieces(format_name, token),
            path=target,
            replaces=is_there,
            total=exportable.total,
        )
        self.dismiss(Choice(order))

    def action_next_format(self) -> None:
        self._step_format(1)

    def action_previous_format(self) -> None:
        self._step_format(-1)

    def _step_format(self, step: int) -> None:
        self._format = FORMATS[(FORMATS.index(self._format) + step) % len(FORMATS)]
        self._suggest()

    def action_next_subject(self) -> None:
        self._step_subject(1)

    def action_previous_subject(self) -> None:
        self._step_subject(-1)

    def _step_subject(self, step: int) -> None:
        self.subject = (self.subject + step) % len(self.exportables)
        self._suggest()

    def action_leave_export(self) -> None:
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        """A click on an alternative chooses it; one beside the dialog closes it."""
        pointer = event.screen_offset
        for bar in self.query(ChoiceBar):
            chosen = bar.at(pointer.x - bar.region.x) if bar.region.contains_point(pointer) else None
            if chosen is not None:
                if bar.id == "export-what":
                    self.subject = chosen
                else:
                    self._format = FORMATS[chosen]
                self._suggest()
        if not self.query_one("#export").region.contains_point(pointer):
            self.dismiss(None)
