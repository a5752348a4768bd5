"""The entities of the open article: in which order, which of them, and two or more of them compared."""

from __future__ import annotations

from tui.actions.action import Action

ACTIONS: tuple[Action, ...] = (
    Action(
        "filter-entities", "Find an entity", ("\\",), "main",
        "Narrow the entities of the article to those whose name has what you type, whatever its accents.",
        "Mentions", "narrow", is_priority=True,
    ),
    Action(
        "keep-filter", "Done typing", ("enter",), "entity-filter",
        "Keep the list as narrow as it is and go into it; Esc lists all again.", "Mentions", "keep",
    ),
    Action(
        "next-entity", "Next entity", ("down",), "entity-filter", "Go down the list while typing.", "Mentions", "down",
    ),
    Action(
        "previous-entity", "Entity before", ("up",), "entity-filter", "Go up the list while typing.", "Mentions", "up",
    ),
    Action(
        "show-types", "Only one type", ("w",), "main",
        "Show only people, only organizations …: in the list, in the article, and for } and {.", "Mentions", "one type",
        is_priority=True,
    ),
    Action(
        "order-entities", "Order of the entities", (";",), "main",
        "List them by type, the most central first, the most named here first, or by articles in the library.",
        "Mentions", "order",
    ),
    Action(
        "toggle-values", "Dates and figures", ("V",), "main",
        "List dates, amounts and other values among the entities, or not.", "Mentions", "values",
    ),
    Action(
        "compare", "Compare", ("=",), "main",
        "Follow this entity (in the article: the one at the cursor) beside others, each in a colour; again: no more.",
        "Mentions", "compare",
    ),
    Action(
        "next-meeting", "Next place where they meet", (")",), "main",
        "Go to the next paragraph that names two of those you compare, on into the next article that names them.",
        "Mentions", "where they meet",
    ),
    Action(
        "previous-meeting", "Place before where they meet", ("(",), "main",
        "Go to the paragraph before that names two of those you compare, back into the article before.", "Mentions",
    ),
    Action(
        "search-compared", "Search for those compared", ("&",), "main",
        "Keep only the articles that name everybody you compare.", "Mentions", "search for them",
    ),
    Action("clear-comparison", "Compare nobody", (), "main", "Follow nobody beside others any more.", "Mentions"),
)  # fmt: skip
