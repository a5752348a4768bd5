"""What a screen may hand to the world outside: which article, passage, name and query are meant where one stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.screen import Screen, ScreenResultType

from index.errors import DatelineError
from index.library import Library
from index.model import ArticleEntity, OpenArticle, Span
from tui.messages import Trouble
from tui.outward import OutwardApp
from tui.screens.jobs import JobsScreen
from tui.widgets.entities import EntityList
from tui.widgets.lines import one_line
from tui.widgets.results import ResultList

if TYPE_CHECKING:  # the dialog is loaded when it is first asked for
    from tui.screens.exporting import Choice, Exportable


@dataclass(frozen=True, slots=True)
class Cited:
    """The article that is meant, by its number or as it is open, and the place in it, if one is.

    `about` is the name that stands at the place, where it is the place of a name.
    """

    article_id: int
    opened: OpenArticle | None = None
    place: Span | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """The entity that is meant."""

    entity: str
    name: str


@runtime_checkable
class OpensPrefixes(Protocol):
    """An app that waits for the key after a prefix."""

    def open_prefix(self, action_id: str) -> None:
        """Wait for it."""


class OutwardScreen(Screen[ScreenResultType]):
    """Copying, opening elsewhere, exporting. The classes built on it say what is meant."""

    library: Library

    def cited(self) -> Cited | None:
        """The article and place that are meant here."""
        raise NotImplementedError

    def named(self) -> Named | None:
        """The entity that is meant here."""
        raise NotImplementedError

    def asked(self) -> str:
        """The query that led here."""
        raise NotImplementedError

    def exportables(self) -> list[Exportable]:
        """What may be written to a file here, the likeliest first."""
        raise NotImplementedError

    no_article = "open an article first: Enter"

    @property
    def outward(self) -> OutwardApp:
        """The app, which does the handing over."""
        assert isinstance(self.app, OutwardApp)
        return self.app

    def _with_article(self, then: Callable[[OpenArticle, Cited], None]) -> None:
        """Do something with the article that is meant, once it has been read."""
        cited = self.cited()
        if cited is None:
            self.outward.tell(self.no_article)
            return
        if cited.opened is not None:
            then(cited.opened, cited)
            return
        library, app = self.library, self.app

        def work() -> None:
            try:
                opened = library.open_article(cited.article_id)
            except DatelineError as error:
                self.post_message(Trouble(error))
            else:
                app.call_from_thread(then, opened, cited)

        self.run_worker(work, thread=True, exclusive=True, group="cited")

    # ------------------------------------------------------------------ copying

    def _open_prefix(self, action_id: str) -> None:
        app = self.app
        assert isinstance(app, OpensPrefixes)
        app.open_prefix(action_id)

    def action_copy(self) -> None:
        self._open_prefix("copy")

    def action_copy_in_dossier(self) -> None:
        self._open_prefix("copy-in-dossier")

    def action_copy_here(self) -> None:
        """The selection, or a citation: two letters for what is wanted most, whether or not anything is selected.

        `y` alone does not copy a selection, as in vim: one may want to cite what is selected, or its article's address,
        and a key should not mean something else because of a selection that has scrolled out of sight.
        """
        selected = self.get_selected_text()
        if selected:
            self.outward.copy_out(selected, "the selection")
        else:
            self.action_copy_citation()

    def action_copy_citation(self) -> None:
        def copy(opened: OpenArticle, cited: Cited) -> None:
            from index.exporting.citation import citation

            text = citation(opened.article, cited.place, about=cited.about)
            self.outward.copy_out(text, "the citation")

        self._with_article(copy)

    def action_copy_address(self) -> None:
        def copy(opened: OpenArticle, _cited: Cited) -> None:
            url = opened.article.url.strip()
            if url:
                self.outward.copy_out(url, "the address")
            else:
                self.outward.tell("this article brought no address along; y c copies a citation")

        self._with_article(copy)

    def action_copy_text(self) -> None:
        self._with_article(lambda opened, _: self.outward.copy_out(opened.article.text, "the article"))

    def action_copy_name(self) -> None:
        named = self.named()
        if named is None:
            self.outward.tell("nobody is named here")
        else:
            self.outward.copy_out(named.name, f"the name {one_line(named.name)}")

    def action_copy_query(self) -> None:
        query = self.asked().strip()
        if query:
            self.outward.copy_out(query, "the query")
        else:
            self.outward.tell("the query is empty: every article is listed")

    # ------------------------------------------------------------------ opening elsewhere

    def action_browse(self) -> None:
        self._with_article(lambda opened, _: self.outward.open_address(opened.article.url))

    def action_browse_line(self) -> None:
        self.action_browse()

    def action_edit(self) -> None:
        self._open_in_editor_or_pager(is_editor=True)

    def action_page(self) -> None:
        self._open_in_editor_or_pager(is_editor=False)

    def _open_in_editor_or_pager(self, *, is_editor: bool) -> None:
        def open_it(opened: OpenArticle, cited: Cited) -> None:
            offset = cited.place.start if cited.place is not None else 0
            self.outward.open_in("editor" if is_editor else "pager", opened.article, offset)

        self._with_article(open_it)

    # ------------------------------------------------------------------ exporting

    def action_export(self) -> None:
        from tui.screens.exporting import ExportScreen

        found = self.exportables()
        if not found:
            self.outward.tell("there is nothing to write yet")
            return
        self.app.push_screen(ExportScreen(found, is_served=self.outward.is_served), self._export_chosen)

    def action_export_dossier(self) -> None:
        self.action_export()

    def _export_chosen(self, choice: Choice | None) -> None:
        if choice is not None:
            self.outward.start_export(choice.order)


class OutwardMainScreen(OutwardScreen[None], JobsScreen):
    """The main screen's part: what is meant depends on the pane that has the focus."""

    def cited(self) -> Cited | None:
        view, selected = self.view, self.results.selected_id
        opened = view.open_article
        is_in_results = isinstance(self.focused, ResultList) or opened is None
        if is_in_results and selected is not None and not view.selected_text:
            return Cited(selected, opened if opened is not None and opened.id == selected else None)
        if opened is None:
            return None
        mention = view.current_mention if view.selected_span is None else None
        about = (mention.entity_name or mention.text) if mention is not None else ""
        return Cited(opened.id, opened, view.place, about)

    def named(self) -> Named | None:
        listed = self.entity_list.selected if isinstance(self.focused, EntityList) else None
        if isinstance(listed, ArticleEntity):
            return Named(listed.id, listed.name)
        view = self.view
        mention = view.current_mention
        if (mention is None or mention.entity is None) and view.current_entity is not None:
            return Named(view.current_entity, self.name_of(view.current_entity))
        if mention is None or mention.entity is None:
            mention = view.mention_at_cursor_or_nearest()
        if mention is None or mention.entity is None:
            return None
        return Named(mention.entity, mention.entity_name)

    def asked(self) -> str:
        return self.result.query if self.result is not None else ""

    def exportables(self) -> list[Exportable]:
        from tui.screens import exporting

        found: list[Exportable] = []
        result, opened = self.result, self.view.open_article
        if opened is not None:
            found.append(exporting.of_article(self.library, opened.id, opened.article.title, opened.article.date))
        if result is not None and result.ids:
            results = exporting.of_results(self.library, result, is_typing=self.result_is_typing)
            found.insert(0 if isinstance(self.focused, ResultList) else len(found), results)
        named = self.named()
        if named is not None and opened is not None:
            dossier = exporting.of_dossier(self.library, named.entity, named.name)
            found.insert(0 if isinstance(self.focused, EntityList) else len(found), dossier)
        return found

    def stop_exporting(self) -> bool:
        """A rung of Esc: no more of a file that is being written."""
        return self.outward.stop_export()
