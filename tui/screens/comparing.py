"""Following several entities at once: who is compared, where they meet, and the query for all of them."""

from __future__ import annotations

from textual import on
from textual.message import Message

from index.model import ArticleEntity
from tui.comparing import MOST, Compared, Comparison
from tui.messages import Landing, WalkFound
from tui.refining import with_added
from tui.render.highlight import number_sign
from tui.screens.mentions import MentionsScreen
from tui.screens.walking import next_on_tour, tour
from tui.widgets.article_view import ArticleView
from tui.widgets.entities import EntityList
from tui.widgets.lines import one_line


class MeetingsEnded(Message):
    """No further article names those who are compared in that direction."""

    def __init__(self, request_no: int, step: int) -> None:
        super().__init__()
        self.request_no, self.step = request_no, step


class ComparingScreen(MentionsScreen):
    """Adds comparing to walking."""

    _meetings_end: tuple[Comparison, int] | None = None  # whom, and the direction in which there are no more

    # ------------------------------------------------------------------ whom

    def action_compare(self) -> None:
        """Compare the entity at the cursor of the list, or of the article; again: no more."""
        if isinstance(self.focused, EntityList):
            selected = self.entity_list.selected
            if isinstance(selected, ArticleEntity):
                self.toggle_compared(Compared(selected.id, selected.name, selected.type))
            else:
                self.status_line.tell("dates and figures cannot be compared")
            return
        mention = self.view.mention_at_cursor_or_nearest()
        if mention is None or mention.entity is None:
            self.status_line.tell("nobody is named here")
            return
        self.toggle_compared(Compared(mention.entity, mention.entity_name, mention.label))

    @on(ArticleView.CompareClicked)
    def _mention_compared(self, message: ArticleView.CompareClicked) -> None:
        mention = message.mention
        if mention.entity is not None:
            self.toggle_compared(Compared(mention.entity, mention.entity_name, mention.label))

    @on(EntityList.CompareClicked)
    def _row_compared(self) -> None:
        selected = self.entity_list.selected
        if isinstance(selected, ArticleEntity):
            self.toggle_compared(Compared(selected.id, selected.name, selected.type))

    def toggle_compared(self, entity: Compared) -> None:
        """Follow somebody beside the others, or no longer."""
        comparison, name = self.comparison, one_line(entity.name)
        if entity.id in comparison.numbers:
            self.compare(comparison.without(entity.id))
            self.status_line.tell(f"{name} is no longer compared")
        elif comparison.is_full:
            self.status_line.tell(f"no more than {MOST} can be compared: = on one of them takes it out")
        else:
            self.compare(comparison.having(entity))
            if len(self.comparison) == 1:
                self.status_line.tell(f"{name} is {self._sign(entity.id)}: = on somebody else compares them")
            else:
                self.status_line.tell(f"{name} is {self._sign(entity.id)}: ) where they meet, & searches for them all")

    def _sign(self, entity: str) -> str:
        return number_sign(self.comparison.numbers[entity])

    def compare(self, comparison: Comparison) -> None:
        if comparison != self.comparison:
            self.comparison = comparison
            self._meetings_end = None
            self.view.set_compared(comparison.numbers)
            self.entity_list.set_numbers(comparison.numbers)
            self._say_place()

    def action_clear_comparison(self) -> None:
        self.clear_comparison()

    def clear_comparison(self) -> bool:
        """A rung of Esc: nobody is compared."""
        if not self.comparison:
            return False
        self.compare(Comparison())
        return True

    # ------------------------------------------------------------------ where they meet

    def action_next_meeting(self) -> None:
        self._walk_meetings(1)

    def action_previous_meeting(self) -> None:
        self._walk_meetings(-1)

    def _walk_meetings(self, step: int) -> None:
        self.status_line.hush()
        if len(self.comparison) < 2:
            self.status_line.tell("compare two first: = on each of them")
            return
        start = self.here
        if self.view.open_article is None or self.view.next_meeting(backwards=step < 0) is None:
            self._meet_further_on(step)
            return
        self._meetings_end = None
        self._stepped_from(start)
        self._say_place()

    def _meet_further_on(self, step: int) -> None:
        """Into the next article that names them all; at the end say so, then start over."""
        opened, comparison = self.view.open_article, self.comparison
        here = opened.id if opened is not None else None
        starts_over = self._meetings_end == (comparison, step)
        self._open_no += 1
        open_no, library, result_ids = self._open_no, self.library, self.results.ids
        entity = self.view.current_entity

        def work() -> Message:
            having = [library.articles_with(somebody.id) for _, somebody in comparison.numbered]
            naming_all = {article: count for article, count in having[0].items() if all(article in h for h in having)}
            stops = tour(result_ids, naming_all)
            target = None if starts_over else next_on_tour(stops, here, result_ids, step)
            notice = "→ next article with them" if step > 0 else "← article with them before"
            if starts_over and stops:
                target, notice = stops[0 if step > 0 else -1], "↺ over again"
            if target is None:
                return MeetingsEnded(open_no, step)
            return WalkFound(open_no, target, Landing(entity=entity, meeting=step, notice=notice))

        self.in_thread(work, group="open", where="walk", request_no=open_no)

    @on(MeetingsEnded)
    def _meetings_ended(self, message: MeetingsEnded) -> None:
        if message.request_no != self._open_no:
            return
        self._meetings_end = (self.comparison, message.step)
        key, place = (")", "first") if message.step > 0 else ("(", "last")
        direction = "further" if message.step > 0 else "earlier"
        self.status_line.tell(f"no {direction} article names them all; {key} starts over from the {place}")

    def land_at_meeting(self, step: int) -> None:
        """Where they meet in an article just opened; else at the first of them who is named."""
        self._meetings_end = None
        view = self.view
        if (view.first_meeting() if step > 0 else view.last_meeting()) is None:
            for _, somebody in self.comparison.numbered:
                if view.first_mention(somebody.id) is not None:
                    break

    # ------------------------------------------------------------------ a query for them

    def action_search_compared(self) -> None:
        if not self.comparison:
            self.status_line.tell("compare somebody first: = on each of them")
            return
        asked = query = self.query_input.value
        for _, somebody in self.comparison.numbered:
            query = with_added(query, f"@{somebody.id}")
        if query == asked:
            self.status_line.tell("the query says that already")
            return
        self.query_leaving()
        self.set_query(query)
        self.focus_pane("results")
