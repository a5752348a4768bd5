"""Asking and refining: the query line, its completions, the ways out of an empty answer."""

from __future__ import annotations

from tui.actions.action import Action, movement

ACTIONS: tuple[Action, ...] = (
    Action(
        "search", "Search", ("/",), "main",
        "Go to the query line; results appear while you type.", "Search", "search", is_priority=True,
    ),
    Action(
        "open-selected", "Open the result", ("enter",), "query",
        "Open the selected result (the first, if you chose none) at its first hit.", "Search", "open",
    ),
    Action(
        "complete", "Complete", ("tab",), "query",
        "Complete the name, field or value at the cursor; where several fit, choose from a list.", "Search", "complete",
    ),
    Action(
        "leave-query", "To the results", ("down",), "query",
        "Go down into the list of results.", "Search", "results",
    ),
    Action(
        "choose-candidate", "Choose", ("enter",), "completion", "Write the selected candidate.", "Search", "choose",
    ),
    Action(
        "next-candidate", "Next candidate", ("down", "tab", "ctrl+n"), "completion",
        "Go to the next candidate; typing narrows the list.", "Search", "next",
    ),
    Action(
        "previous-candidate", "Previous candidate", ("up", "shift+tab", "ctrl+p"), "completion",
        "Go to the candidate before.", "Search", "previous",
    ),
    movement("next-candidates", "Page down", "pagedown", "completion", "Lists"),
    movement("previous-candidates", "Page up", "pageup", "completion", "Lists"),
    Action(
        "close-completions", "Close the list", ("escape",), "completion",
        "Close the list of candidates, and only the list.", "Search", "close",
    ),
    Action(
        "clear-query", "Clear the query", ("ctrl+u",), "main", "Empty the query line; every article is listed again.",
        "Search"
    ),
    Action(
        "show-new", "Show new articles", (".",), "main",
        "Take in the articles that arrived meanwhile; the list never changes under the cursor by itself.",
        "Search", "new",
    ),
    Action(
        "go-on", "Search on", ("ctrl+g", "+"), "main",
        "Go on with a search that ran out of time, for as long as it takes (Esc stops it).", "Search", "search on",
    ),
    Action(
        "take-way", "Search for that instead", ("enter",), "ways",
        "Where nothing was found: run the query on this line.", "Search", "search for that",
    ),
    Action(
        "filters", "Filters", ("F",), "main",
        "What is in these results: sources, time, types of names, entities, who fills a slot; each narrows the query.",
        "Search", "filters",
    ),
    Action(
        "narrow", "Keep only these", ("enter",), "facet-list",
        "Keep only the articles that have this; on a year, list its months, and once they are listed, keep the year.",
        "Search", "keep only these",
    ),
    Action(
        "exclude", "Leave these out", ("-",), "facet-list", "Leave out the articles that have this.", "Search",
        "leave these out",
    ),
    Action("open-result", "Open", ("enter",), "results", "Open the article at its first hit.", "Search", "open"),
)  # fmt: skip
