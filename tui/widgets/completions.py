"""The list under the query line: what may stand at its cursor, while the typing goes on in the line itself."""

from __future__ import annotations

from rich.cells import cell_len
from textual.geometry import Offset

from index.answers import Candidate, Completions
from tui.render.highlight import type_letter
from tui.widgets.lines import Piece, cut, fill, grouped, one_line, plural
from tui.widgets.virtual_list import VirtualList

MOST_ROWS = 8  # shown at once; the rest is scrolled to
NARROWEST, WIDEST = 24, 72  # cells
_DETAIL_GAP = 2


class CompletionList(VirtualList, can_focus=False):
    """Candidates, one a line: type letter, name, articles."""

    def __init__(self) -> None:
        super().__init__(id="completions")
        self.candidates: tuple[Candidate, ...] = ()
        self.display = False

    @property
    def count(self) -> int:
        return len(self.candidates)

    @property
    def shows_cursor(self) -> bool:
        return True  # its keys are pressed in the query line

    @property
    def selected(self) -> Candidate | None:
        """What the cursor is on."""
        return self.candidates[self.cursor] if self.cursor < len(self.candidates) else None

    def show(self, found: Completions, *, column: int, room: Offset) -> None:
        """Offer these under a column of the screen, in so much room; what was selected stays selected."""
        before = self.selected
        self.candidates = found.candidates
        has_frame = room.y > MOST_ROWS  # on a very small screen the candidates need every line
        frame = 2 if has_frame else 0
        width = min(max(NARROWEST, self._widest_line() + 4 + frame), WIDEST, room.x)
        self.set_class(not has_frame, "-bare")
        self.styles.width = width
        self.styles.height = min(len(found.candidates), MOST_ROWS, room.y - frame) + frame
        left = column - (4 if self._has_types else 3)  # so that names stand under what is typed of them
        self.styles.offset = (max(0, min(left, room.x - width)), 0)
        total = f"more than {grouped(len(found.candidates))}" if found.has_more else ""
        self.border_title = total or plural(len(found.candidates), "choice")
        self.rows_changed()
        at = next((place for place, other in enumerate(self.candidates) if other == before), 0)
        self.cursor = at
        self.display = bool(self.candidates)
        self.call_after_refresh(self.reveal, at)

    def hide(self) -> None:
        """Put the list away."""
        self.display = False
        self.candidates = ()

    def _widest_line(self) -> int:
        return max((cell_len("".join(text for text, _ in self._left(row, WIDEST))) + len(_count(row))
                    for row in self.candidates), default=0)  # fmt: skip

    def row_line(self, index: int, _line: int, width: int, /) -> list[Piece]:
        candidate = self.candidates[index]
        count = _count(candidate)
        left = self._left(candidate, width - len(count))
        taken = sum(cell_len(text) for text, _ in left)
        return [*left, (fill("", width - len(count) - taken), self.part("meta")), (count, self.part("meta"))]

    def _left(self, candidate: Candidate, width: int) -> list[Piece]:
        letter = f"{type_letter(candidate.type) or ' '} " if self._has_types else ""
        name = cut(one_line(candidate.label), width - len(letter))
        pieces = [(letter, self.part("group")), (name, self.part("title"))]
        room = width - len(letter) - cell_len(name) - _DETAIL_GAP
        if candidate.detail and room > 0:
            pieces.append((" " * _DETAIL_GAP + cut(one_line(candidate.detail), room), self.part("meta")))
        return pieces

    @property
    def _has_types(self) -> bool:
        return any(candidate.type for candidate in self.candidates)


def _count(candidate: Candidate) -> str:
    return "" if candidate.articles is None else f"  {grouped(candidate.articles):>5} art."
