"""Whom the entities pane lists, in which order, of which type, and with which words in their names."""

from __future__ import annotations

from dataclasses import replace

from textual import on
from textual.widgets import Input

from index.library import Library
from index.model import OpenArticle
from tui.actions import by_id
from tui.comparing import Comparison
from tui.render.highlight import number_sign, type_keys, type_letter
from tui.screens.completing import CompletingScreen
from tui.screens.prefix import Choice, PrefixScreen
from tui.widgets.entities import EntityFilter, EntityFilterInput
from tui.widgets.entity_rows import (
    ORDER_NAMES,
    ORDERS,
    Listing,
    entity_items,
    searchable_names,
    shown_entities,
    type_name,
    types_of,
)
from tui.widgets.lines import grouped

_ALL_TYPES = "*"
_ROOM_FOR_NAMES = 120  # columns from which on the status line has room for the whole names of several people


class NamingScreen(CompletingScreen):
    """Adds the entities of the open article to the query line and the results."""

    def __init__(self, library: Library, query: str = "") -> None:
        super().__init__(library, query)
        self.listing = Listing()
        self.comparison = Comparison()
        self._entities_of: OpenArticle | None = None  # the article as last read, with the names found since
        self._searchable: tuple[OpenArticle, dict[str, str]] | None = None

    # ------------------------------------------------------------------ what is listed

    @property
    def entity_filter(self) -> EntityFilter:
        return self.query_one(EntityFilter)

    def action_toggle_values(self) -> None:
        shows_values = not self.listing.with_values
        self._list_entities(replace(self.listing, with_values=shows_values))
        self.status_line.tell("dates and figures are listed" if shows_values else "dates and figures are left out")

    def action_order_entities(self) -> None:
        following = ORDERS[(ORDERS.index(self.listing.order) + 1) % len(ORDERS)]
        self._list_entities(replace(self.listing, order=following))
        self.status_line.tell(f"entities: {ORDER_NAMES[following]}")

    def _list_entities(self, listing: Listing) -> None:
        if listing != self.listing:
            self.listing = listing
            self._show_entities()

    def _show_entities(self) -> None:
        entities, listing = self.entity_list, self.listing
        opened, shown = self._entities_of, self.view.open_article
        if shown is None:
            self._entities_of = opened = None
        elif opened is None or opened.id != shown.id:
            self._entities_of = opened = shown
        items = entity_items(opened, listing, self._names_in(opened)) if opened is not None else []
        if opened is None:
            entities.empty, entities.empty_hint = "", "Who and what the open\narticle names"
        elif not opened.is_annotated:
            entities.empty, entities.empty_hint = (
                "Entities pending",
                "The names in this article are\nstill being found.",
            )
        elif opened.entities and listing.words.strip():
            entities.empty, entities.empty_hint = "Nobody is called so here", "Esc lists all again."
        elif opened.entities and listing.type is not None:
            entities.empty, entities.empty_hint = f"No {type_name(listing.type).lower()} here", "w then * lists all."
        else:
            entities.empty, entities.empty_hint = "Nobody and nothing named", ""
        entities.show(items, words=listing.words, has_letters=listing.order != "type")
        entities.set_current(self.view.current_entity)
        entities.set_numbers(self.comparison.numbers)
        listed = sum(1 for index in range(entities.count) if entities.is_selectable(index))
        self.entity_filter.count(listed)
        self._entitle_entities(opened)
        only = None
        if opened is not None and listing.type is not None:
            only = frozenset(entity.id for entity in shown_entities(opened, listing.type))
        self.view.show_only(only)

    def _names_in(self, opened: OpenArticle) -> dict[str, str]:
        """All that the article's entities are called, worked out once and only if somebody asks."""
        if not self.listing.words.strip():
            return {}
        if self._searchable is None or self._searchable[0] is not opened:
            self._searchable = opened, searchable_names(opened)
        return self._searchable[1]

    def _entitle_entities(self, opened: OpenArticle | None) -> None:
        listing = self.listing
        count = ""
        if opened is not None and opened.entities:
            total, of_type = len(opened.entities), len(shown_entities(opened, listing.type))
            count = f" {of_type}/{total}" if listing.type else f" {total}"
        only = f" · {type_name(listing.type).lower()} only" if listing.type else ""
        self.entitle(
            "entities", f"Entities{count}{only}", "" if listing.order == "type" else ORDER_NAMES[listing.order]
        )

    def name_of(self, entity: str) -> str:
        """What an entity is called, as far as the screen knows."""
        opened = self.view.open_article
        for mention in opened.mentions if opened is not None else ():
            if mention.entity == entity:
                return mention.entity_name
        return next((somebody.name for _, somebody in self.comparison.numbered if somebody.id == entity), entity)

    # ------------------------------------------------------------------ one type only

    def action_show_types(self) -> None:
        """Ask for a type: the keys are the letters that stand after the names."""
        opened = self._entities_of
        if opened is None or not opened.entities:
            self.status_line.tell("no entities are listed: open an article first")
            return
        counts = types_of(opened.entities)
        keys = type_keys(counts)
        choices = [
            Choice(key, f"{type_name(label)} {type_letter(label)}  {grouped(counts[label])}")
            for label, key in keys.items()
        ]
        choices.append(Choice(_ALL_TYPES, "All types"))
        by_key = {key: label for label, key in keys.items()}

        def chosen(key: str | None) -> None:
            if key is not None:
                self.show_type(by_key.get(key))

        self.app.push_screen(PrefixScreen(by_id("show-types").title, choices, note="Esc: leave it"), chosen)

    def show_type(self, label: str | None) -> None:
        """Show the entities of one type, in the list and in the article; None shows all."""
        self._list_entities(replace(self.listing, type=label))
        told = "all types are shown" if label is None else f"{type_name(label).lower()} only; w then * shows all"
        self.status_line.tell(told)

    def clear_type(self) -> bool:
        """A rung of Esc: all types again."""
        if self.listing.type is None:
            return False
        self.show_type(None)
        return True

    # ------------------------------------------------------------------ names that have what is typed

    def action_filter_entities(self) -> None:
        if self.view.open_article is None:
            self.status_line.tell("open an article first: Enter")
            return
        self.focus_pane("entities")
        self.entity_filter.display = True
        words = self.entity_filter.words
        self.set_focus(words)
        words.select_all()

    @on(Input.Changed, "#entity-words")
    def _words_changed(self, event: Input.Changed) -> None:
        self._list_entities(replace(self.listing, words=event.value))
        self.entity_list.move_to(0, by_hand=False)

    def action_keep_filter(self) -> None:
        if not self.listing.words.strip():
            self._end_filter()
        self.focus_pane("entities")

    def action_next_entity(self) -> None:
        self.entity_list.move_to(self.entity_list.cursor + 1)

    def action_previous_entity(self) -> None:
        self.entity_list.move_to(self.entity_list.cursor - 1)

    def _end_filter(self) -> None:
        self.entity_filter.display = False
        with self.prevent(Input.Changed):
            self.entity_filter.words.value = ""
        self._list_entities(replace(self.listing, words=""))

    def clear_entity_filter(self) -> bool:
        """A rung of Esc, in the entities: all names again."""
        is_typing = isinstance(self.focused, EntityFilterInput)
        if not is_typing and not (self.entity_filter.display and self.focused is self.entity_list):
            return False
        self._end_filter()
        self.focus_pane("entities")
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that lead elsewhere are letters while somebody types."""
        if action in {"filter_entities", "show_types"} and isinstance(self.focused, Input):
            return False
        return super().check_action(action, parameters)

    def says_comparison(self) -> list[tuple[int, str]]:
        """In how many paragraphs those who are compared meet, who they are, and how often each is named here."""
        if not self.comparison or self.view.open_article is None:
            return []
        says = []
        for number, somebody in self.comparison.numbered:
            is_short = somebody.type == "PERSON" and self._columns < _ROOM_FOR_NAMES
            name = somebody.name.split()[-1] if is_short and somebody.name.strip() else somebody.name
            count = grouped(self.view.mention_position(somebody.id)[1])
            says.append((number, f"{number_sign(number)}{name} {count}×"))
        if len(says) < 2:
            return says
        at, meetings = self.view.meeting_position
        return [(0, f"meet {at}/{grouped(meetings)}" if at else f"meet {grouped(meetings)}×"), *says]
