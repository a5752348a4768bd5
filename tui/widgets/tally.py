"""The line under the echo line that says who fills the open slots of a query's phrase."""

from __future__ import annotations

from rich.cells import cell_len

from index.answers import Tally
from tui.actions import by_id, key_of
from tui.refining import asks
from tui.widgets.bars import Bar
from tui.widgets.facets import tally_note
from tui.widgets.lines import Piece, cut, grouped, one_line

_INDENT = "   "  # as the echo line's
_GAP = " · "
_OTHERS = " · …"


class TallyBar(Bar):
    """`who: Carney 3 · Trudeau 2 · … (17 different)`; a click opens the whole of it."""

    def __init__(self) -> None:
        super().__init__(id="tally")
        self.tallies: tuple[Tally, ...] = ()
        self.articles = 0
        self.note = ""  # instead of a tally that is not there yet
        self.display = False

    def show(self, tallies: tuple[Tally, ...], articles: int) -> None:
        """Who fills the slots; `articles` is how many the query finds."""
        self.tallies, self.articles, self.note = tallies, articles, ""
        self.refresh()

    def say(self, note: str) -> None:
        """Something else than a tally."""
        self.tallies, self.note = (), note
        self.refresh()

    async def on_click(self) -> None:
        await self.app.run_action(by_id("filters").call, self.screen)

    def pieces(self, width: int) -> list[Piece]:
        if not self.tallies:
            return [(cut(_INDENT + one_line(self.note), width - 1), self.part("soft"))]
        tally = self.tallies[0]
        head = f"{_INDENT}{asks(tally.phrase)}: "
        if not tally.rows:
            return [(cut(f"{head}nobody and nothing", width - 1), self.part("soft"))]
        more = f" · {len(self.tallies) - 1} more: {key_of('filters')}" if len(self.tallies) > 1 else ""
        tail = cut(f" ({tally_note(tally, self.articles)}{more})", max(0, width - cell_len(head) - 8))
        room = width - 1 - cell_len(head) - cell_len(tail)
        said: list[Piece] = [(head, self.part("accent"))]
        shown = 0
        for row in tally.rows:
            gap, name, times = _GAP if shown else "", one_line(" + ".join(row.fillers)), f" {grouped(row.times)}"
            # Whoever is not the last leaves room for what then stands for the others.
            spare = room - (0 if shown + 1 == tally.different else cell_len(_OTHERS))
            if not shown:
                name = cut(name, spare - len(times))
            if cell_len(gap + name + times) > spare:
                break
            said += [(gap, self.part("soft")), (name, self.part("strong")), (times, self.part("soft"))]
            room -= cell_len(gap + name + times)
            shown += 1
        others = _OTHERS if shown < tally.different else ""
        return [*said, (others + tail, self.part("soft"))]
