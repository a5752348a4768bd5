"""Saved searches: run one, see what is new in each, keep another, rename, forget; and the queries asked lately."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen

from index.errors import DatelineError
from index.events import Cancelled, CancelToken
from index.library import Library
from index.reading import SavedSearch
from tui.actions import bindings
from tui.recording import Recorder
from tui.widgets.footer import KeyBar
from tui.widgets.line_input import LineInput
from tui.widgets.lines import one_line
from tui.widgets.saved import Asked, SavedList
from tui.widgets.virtual_list import VirtualList

BUDGET = 3.0  # seconds for counting what is new in one search
MOST_ASKED = 100


@dataclass
class SavedRead(Message):
    """The saved searches, as they are in the library."""

    saved: list[SavedSearch]


@dataclass
class NewCounted(Message):
    """How much is new in a saved search."""

    name: str
    new: int


class NameInput(LineInput):
    """Where the name of a saved search is typed."""

    BINDINGS = bindings("saved-name")


class SavedSearchesScreen(ModalScreen[SavedSearch | str | None], inherit_bindings=False):
    """Ends with the saved search or the query to run, or None."""

    def __init__(self, library: Library, query: str, asked: Sequence[str], recorder: Recorder) -> None:
        super().__init__()
        self.library = library
        self._query, self._asked, self._recorder = query.strip(), tuple(asked)[:MOST_ASKED], recorder
        self._saved: dict[str, SavedSearch] = {}
        self._naming: SavedSearch | None = None  # what the name that is being typed is for
        self._token = CancelToken()

    def compose(self) -> ComposeResult:
        with Vertical(id="saved", classes="pane") as pane:
            pane.border_title = Content("Searches")
            yield SavedList()
            name = NameInput(id="saved-name", placeholder="a name for it", compact=True)
            name.display = False
            yield name
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(KeyBar).show("saved")
        self.saved_list.show((), self._asked)
        self.set_focus(self.saved_list)
        library = self.library
        self._in_thread(lambda: self.post_message(SavedRead(library.reading.saved_searches())))

    def on_unmount(self) -> None:
        self._token.cancel()

    @property
    def saved_list(self) -> SavedList:
        return self.query_one(SavedList)

    @property
    def _name_input(self) -> NameInput:
        return self.query_one(NameInput)

    def _in_thread(self, work: Callable[[], object]) -> None:
        def run() -> None:
            try:
                work()
            except Cancelled:
                return
            except DatelineError as error:
                self.app.call_from_thread(self._tell, f"{error.message} {error.hint}".strip())

        self.run_worker(run, thread=True)

    def _tell(self, text: str) -> None:
        self.notify(one_line(text), severity="error", markup=False)

    # ------------------------------------------------------------------ what there is

    @on(SavedRead)
    def _saved_read(self, message: SavedRead) -> None:
        self._saved = {saved.name: saved for saved in message.saved}
        self._show()
        library, token = self.library, self._token

        def count() -> None:
            for saved in message.saved:
                self.post_message(NewCounted(saved.name, library.new_in(saved, cancel=token, budget=BUDGET)))

        self._in_thread(count)

    @on(NewCounted)
    def _new_counted(self, message: NewCounted) -> None:
        self.saved_list.new[message.name] = message.new
        self.saved_list.refresh()

    def _show(self, on_name: str = "") -> None:
        saved = sorted(self._saved.values(), key=lambda each: each.name.lower())
        self.saved_list.show(saved, self._asked, on=on_name)

    # ------------------------------------------------------------------ actions

    @on(VirtualList.Chosen)
    def _clicked(self) -> None:
        self.action_run_saved()

    def action_run_saved(self) -> None:
        """Run what the cursor is on."""
        selected = self.saved_list.selected
        if selected is None:
            return
        self.dismiss(selected if isinstance(selected, SavedSearch) else selected.query)

    def action_save_search(self) -> None:
        """Keep the query of the results, or one that was asked, under a name."""
        selected = self.saved_list.selected
        query = selected.query if isinstance(selected, Asked) else self._query
        if not query:
            self._tell("There is no query to keep: search for something first.")
            return
        self._ask_name(SavedSearch("", query, -1), query)

    def action_rename_saved(self) -> None:
        """Another name for the saved search."""
        selected = self.saved_list.selected
        if isinstance(selected, SavedSearch) and selected.name not in self.saved_list.forgotten:
            self._ask_name(selected, selected.name)

    def _ask_name(self, saved: SavedSearch, suggestion: str) -> None:
        self._naming = saved
        name = self._name_input
        name.value = suggestion
        name.display = True
        self.set_focus(name)
        name.select_all()
        self.query_one(KeyBar).show("saved-name")

    def action_keep_name(self) -> None:
        """Write it down under the name typed."""
        saved, name = self._naming, " ".join(self._name_input.value.split())
        if saved is None or not name:
            return
        if name in self._saved and name != saved.name and name not in self.saved_list.forgotten:
            self._tell(f"There is a saved search called {name} already: choose another name.")
            return
        record, old = self.library.reading, saved.name
        if old:
            self._saved.pop(old)
            self._saved[name] = replace(saved, name=name)
            self.saved_list.new[name] = self.saved_list.new.pop(old, None)
            self._recorder.write(lambda: record.rename_search(old, name))
        else:
            self._saved[name] = replace(saved, name=name)
            self.saved_list.new[name] = 0
            self._recorder.write(lambda: record.save_search(name, saved.query))
        self.saved_list.forgotten.discard(name)
        self._show(name)
        self.action_drop_name()

    def action_drop_name(self) -> None:
        """Back to the list."""
        self._naming = None
        self._name_input.display = False
        self.set_focus(self.saved_list)
        self.query_one(KeyBar).show("saved")

    def action_forget_saved(self) -> None:
        """Forget the saved search, or bring it back."""
        selected = self.saved_list.selected
        if not isinstance(selected, SavedSearch):
            return
        record, forgotten = self.library.reading, self.saved_list.forgotten
        if selected.name in forgotten:
            forgotten.remove(selected.name)
            seen = selected.seen_id if selected.seen_id >= 0 else None
            self._recorder.write(lambda: record.save_search(selected.name, selected.query, seen_id=seen))
        else:
            forgotten.add(selected.name)
            self._recorder.write(lambda: record.forget_search(selected.name))
        self.saved_list.refresh()

    def action_leave_saved(self) -> None:
        self.dismiss(None)
