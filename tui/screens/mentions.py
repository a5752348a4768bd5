"""Moving within and between articles: along an entity's mentions, along hits, and finding words."""

from __future__ import annotations

from dataclasses import replace

from textual import on
from textual.message import Message
from textual.widgets import Input

from index.model import ArticleEntity
from tui.actions import key_of
from tui.jumps import Place
from tui.messages import Landing, WalkEnded, WalkFound
from tui.screens.reading import ReadingScreen
from tui.screens.walking import next_on_tour, tour
from tui.widgets.article_pane import ArticlePane, FindInput
from tui.widgets.entities import EntityList


class MentionsScreen(ReadingScreen):
    """Adds walking and finding to reading."""

    # ------------------------------------------------------------------ mentions

    def action_next_mention(self) -> None:
        self._walk(1)

    def action_previous_mention(self) -> None:
        self._walk(-1)

    def _walk(self, step: int) -> None:
        view = self.view
        if view.open_article is None:
            self.status_line.tell(f"open an article first: {key_of('open-result')}")
            return
        self.status_line.hush()
        start = self.here
        entity = view.current_entity
        if entity is None:
            entity = self._take_nearest()
            if entity is None:
                return
        elif view.next_mention(entity, backwards=step < 0) is None:
            self._walk_on(entity, step)
            return
        self._walk_end = None
        self._stepped_from(start)
        self._say_place()

    def _stepped_from(self, start: Place) -> None:
        """A row of steps along mentions or hits is one jump: Back returns to where it began."""
        if not self._is_walking:
            self.jumps.leave(start)
            self._is_walking = True

    @on(ArticlePane.Leaving)
    def _leaving(self, message: ArticlePane.Leaving) -> None:
        self.jumps.leave(replace(self.here, offset=message.offset, top=message.top))
        self._is_walking = False

    def _take_nearest(self) -> str | None:
        """With no entity current, the one at the cursor (or nearest) becomes it, and the cursor goes there."""
        mention = self.view.mention_at_cursor_or_nearest()
        if mention is None or mention.entity is None:
            pending = self.view.open_article is not None and not self.view.open_article.is_annotated
            self.status_line.tell(
                "the names of this article are still being found" if pending else "nobody is named here"
            )
            return None
        self._make_current(mention.entity)
        self.view.go_to_offset(mention.start, align="nearest")
        return mention.entity

    def _walk_on(self, entity: str, step: int) -> None:
        """Into the next article with the entity: in result order, then by date; at the end say so, then start over."""
        opened = self.view.open_article
        here = opened.id if opened is not None else None
        starts_over = self._walk_end == (entity, step)
        self._open_no += 1
        open_no, library, result_ids = self._open_no, self.library, self.results.ids

        def work() -> Message:
            stops = tour(result_ids, library.articles_with(entity))
            target = None if starts_over else next_on_tour(stops, here, result_ids, step)
            notice = "→ next article" if step > 0 else "← previous article"
            if starts_over and stops:
                target, notice = stops[0 if step > 0 else -1], "↺ over again"
            if target is None:
                return WalkEnded(open_no, entity, step)
            return WalkFound(open_no, target, Landing(entity=entity, mention=step, notice=notice))

        self.in_thread(work, group="open", where="walk", request_no=open_no)

    @on(WalkEnded)
    def _walk_ended(self, message: WalkEnded) -> None:
        if message.request_no != self._open_no:
            return
        self._walk_end = (message.entity, message.step)
        key, place = ("]", "first") if message.step > 0 else ("[", "last")
        direction = "further" if message.step > 0 else "earlier"
        self.status_line.tell(
            f"no {direction} mentions of {self.name_of(message.entity)}; {key} starts over from the {place}"
        )

    @on(WalkFound)
    def _walk_found(self, message: WalkFound) -> None:
        """The next article with the entity is known: go there."""
        if message.request_no != self._open_no:
            return
        opened = self.view.open_article
        if opened is not None and opened.id == message.article_id:  # the only one: start over within it
            self.jumps.leave(self.here)
            entity = message.landing.entity
            (self.view.first_mention if message.landing.mention > 0 else self.view.last_mention)(entity)
            self._walk_end = None
            self.status_line.tell(message.landing.notice)
            self._say_place()
            return
        landing = replace(message.landing, has_focus=self.arrangement.active != "entities")
        self.open_article(message.article_id, landing)

    def action_next_any_mention(self) -> None:
        self._walk_any(backwards=False)

    def action_previous_any_mention(self) -> None:
        self._walk_any(backwards=True)

    def _walk_any(self, *, backwards: bool) -> None:
        start = self.here
        if self.view.open_article is None:
            self.status_line.tell(f"open an article first: {key_of('open-result')}")
        elif self.view.next_mention(None, backwards=backwards) is None:
            self.status_line.tell("no mention before this one" if backwards else "no mention after this one")
        else:
            self._stepped_from(start)

    def action_pick_entity(self) -> None:
        if isinstance(self.focused, EntityList):
            self.action_pick_listed_entity()
            return
        mention = self.view.mention_at_cursor_or_nearest()
        if mention is None or mention.entity is None:
            self.status_line.tell("nobody is named here")
            return
        self._make_current(mention.entity)
        self.view.go_to_offset(mention.start, align="nearest")

    def action_pick_listed_entity(self) -> None:
        selected = self.entity_list.selected
        if isinstance(selected, ArticleEntity):
            is_same = selected.id == self.view.current_entity
            self._make_current(None if is_same else selected.id)

    def action_clear_entity(self) -> None:
        self._make_current(None)

    def _make_current(self, entity: str | None) -> None:
        self.view.set_current_entity(entity)
        self.entity_list.set_current(entity)
        self._walk_end = None
        self._say_place()

    # ------------------------------------------------------------------ find

    def action_find(self) -> None:
        if self.view.open_article is None:
            self.status_line.tell(f"open an article first: {key_of('open-result')}")
            return
        self.focus_pane("article")
        find_bar = self.article_pane.find_bar
        find_bar.display = True
        find_input = find_bar.query_one(FindInput)
        self.set_focus(find_input)
        find_input.select_all()
        if find_input.value:
            self._find(find_input.value)

    @on(Input.Changed, "#find")
    def _find_changed(self, event: Input.Changed) -> None:
        self._find(event.value)

    def _find(self, text: str) -> None:
        position, total = self.view.find(text)
        self.article_pane.find_bar.count(position, total)
        self._say_place()

    def action_leave_find(self) -> None:
        if not self.view.find_text:
            self._end_find()
        self.focus_pane("article")

    def action_next_find(self) -> None:
        self._next_hit(backwards=False)

    def action_previous_find(self) -> None:
        self._next_hit(backwards=True)

    def action_next_hit(self) -> None:
        self._next_hit(backwards=False)

    def action_previous_hit(self) -> None:
        self._next_hit(backwards=True)

    def _next_hit(self, *, backwards: bool) -> None:
        view = self.view
        if view.open_article is None:
            self.status_line.tell(f"open an article first: {key_of('open-result')}")
            return
        if not view.hits:
            self.status_line.tell("no hits here: f finds words in the article")
            return
        start = self.here
        found = view.find_next(backwards=backwards)
        self._stepped_from(start)
        if found.wrapped:
            self.status_line.tell(
                "that was the first hit: on from the end"
                if backwards
                else "that was the last hit: on from the beginning"
            )
        if view.find_text:
            self.article_pane.find_bar.count(found.i, found.n)
        self._say_place()

    def article_shown(self) -> None:
        self._end_find()

    def _end_find(self) -> None:
        self.view.clear_find()
        self.article_pane.find_bar.display = False

    def leave_find_input(self) -> bool:
        """A rung of Esc: out of the find line, its hits kept."""
        if not isinstance(self.focused, FindInput):
            return False
        self.action_leave_find()
        return True

    def clear_find(self) -> bool:
        """A rung of Esc: no more find hits."""
        if not self.view.find_text and not self.article_pane.find_bar.display:
            return False
        self._end_find()
        self._say_place()
        return True

    def clear_current_entity(self) -> bool:
        """A rung of Esc: nobody is current."""
        if self.view.current_entity is None:
            return False
        self._make_current(None)
        return True
