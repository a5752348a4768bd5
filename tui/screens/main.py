"""The main screen: what is said when there is nothing yet, the Esc ladder, dossiers, and trouble told to people."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from textual import on

from index.library import Library
from index.model import ArticleEntity
from index.text import printable
from tui.actions import key_of
from tui.messages import Trouble
from tui.screens.dossier import DossierScreen
from tui.screens.outward import OutwardMainScreen
from tui.session import Session
from tui.widgets.article_view import ArticleView
from tui.widgets.entities import Value
from tui.widgets.lines import plural
from tui.widgets.virtual_list import VirtualList


class MainScreen(OutwardMainScreen):
    """Search, read, walk: everything on one screen."""

    def __init__(
        self,
        library: Library,
        query: str = "",
        *,
        job_paths: Sequence[Path] = (),
        model: str = "",
        starter: Path | None = None,
        session: Session | None = None,
    ) -> None:
        super().__init__(library, query, job_paths=job_paths, model=model, session=session)
        self.starter = starter
        self._articles: int | None = None

    def on_mount(self) -> None:
        self.view.set_letters(self.settings.type_letters)
        self.greet()

    # ------------------------------------------------------------------ nothing there yet

    @property
    def offers_starter(self) -> bool:
        """Whether the starter articles may be loaded: there are some, the library is empty, no job is running."""
        return self.starter is not None and self._articles == 0 and not self.is_job_running

    def library_counted(self, articles: int) -> None:
        if articles != self._articles:
            self._articles = articles
            self.greet()

    def job_ended(self) -> None:
        self.greet()

    def greet(self) -> None:
        """What the article pane says while nothing is open."""
        view = self.view
        if self._articles == 0 and self.was_job_stopped and not self.is_job_running:
            view.placeholder = "Stopped before anything was read"
            view.hint = f"{key_of('stop-job')} goes on"
        elif self._articles == 0 and self._job_paths and not self.is_job_running:
            view.placeholder = "No articles were found there"
            view.hint = "dateline reads plain text (.txt) and JSON lines (.jsonl)"
        elif self._articles == 0 and not self.is_job_running:
            view.placeholder = "This library is empty"
            starter = f"{key_of('load-starter')} loads the starter articles · " if self.starter is not None else ""
            view.hint = f"{starter}dateline add FOLDER adds yours"
        else:
            view.placeholder = plural(self._articles, "article") if self._articles else "dateline"
            hints = (("search", "search"), ("open-result", "read"), ("help", "help"))
            view.hint = "    ".join(f"{key_of(action_id)} {label}" for action_id, label in hints)
        if view.open_article is None:
            view.clear()
        self._say_results()

    def empty_library_hint(self) -> str:
        if self.is_job_running:
            return "They appear here as they are read."
        lines = [f"It is kept in {self.library.path}", "", "Add a folder of articles:", "  dateline add FOLDER"]
        if self.starter is not None:
            lines += ["", f"Or press {key_of('load-starter')} for the starter", "articles that come with it."]
        return "\n".join(lines)

    def action_load_starter(self) -> None:
        if self.starter is not None and self.offers_starter:
            self.start_job((self.starter,))
            self.greet()
        else:
            self.status_line.tell("the starter articles are for an empty library")

    # ------------------------------------------------------------------ trouble

    @on(Trouble)
    def _trouble(self, message: Trouble) -> None:
        if message.where == "results":
            self.show_search_trouble(message)
            return
        if message.where == "article":
            self.show_article_trouble(message)
            return
        if message.where == "tally":
            self.show_tally_trouble(message)
            return
        if message.where == "job":
            self.job_could_not_start()
        error = message.error
        text = printable(f"{error.message} {error.hint}".strip(), keep_newlines=True)
        self.notify(text, title=error.title, severity="error", markup=False)

    # ------------------------------------------------------------------ dossiers

    @on(ArticleView.MentionClicked)
    def _mention_clicked(self, message: ArticleView.MentionClicked) -> None:
        """One click makes somebody current; a click on somebody current opens the dossier."""
        if message.mention.entity is not None:
            self._clicked(message.mention.entity)

    @on(VirtualList.Chosen, "#entity-list")
    def _entity_clicked(self) -> None:
        selected = self.entity_list.selected
        if isinstance(selected, ArticleEntity):
            self._clicked(selected.id)
        elif isinstance(selected, Value):
            self.view.go_to_offset(selected.start)

    def _clicked(self, entity: str) -> None:
        if entity == self.view.current_entity:
            self.open_dossier(entity)
        else:
            self._make_current(entity)

    def action_open_mention(self) -> None:
        mention = self.view.mention_at_cursor_or_nearest()
        if mention is None or mention.entity is None:
            self.status_line.tell("nobody is named here")
        else:
            self.open_dossier(mention.entity)

    def action_open_entity(self) -> None:
        selected = self.entity_list.selected
        if isinstance(selected, ArticleEntity):
            self.open_dossier(selected.id)
        elif isinstance(selected, Value):
            self.view.go_to_offset(selected.start)
            self.focus_pane("article")

    def open_dossier(self, entity: str) -> None:
        """Everything about an entity, on a screen of its own."""
        self.app.push_screen(DossierScreen(self.library, entity), self.take)

    # ------------------------------------------------------------------ out

    def action_step_out(self) -> None:
        """One rung of the ladder: leave the input, drop what is selected, found, compared, current, narrowed."""
        rungs = (
            self.stop_exporting, self.stop_going_on, self.leave_find_input, self.leave_query_input,
            self.clear_entity_filter, self.drop_selection, self.clear_find, self.clear_comparison,
            self.clear_current_entity, self.clear_type,
        )  # fmt: skip
        for rung in rungs:
            if rung():
                return
        self.focus_pane("results")

    def action_toggle_letters(self) -> None:
        self.view.set_letters(not self.view.has_letters)
        has_letters = self.view.has_letters
        self.status_line.tell("type letters are shown" if has_letters else "type letters are left out")

    def action_leave(self) -> None:
        self.app.exit()
