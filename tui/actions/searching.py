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
        "previous-query", "Query before", ("up",), "query",
        "Bring back the query asked before; ↓ goes on to later ones, and from the last to the results.", "Search",
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
        "saved-searches", "Saved searches", ("S",), "main",
        "Searches kept under a name, with what is new since they were last looked at, and the queries asked lately.",
        "Search", "saved searches",
    ),
    Action(
        "run-saved", "Search for it", ("enter",), "saved", "Run the search on this line.", "Search", "search for it",
    ),
    Action(
        "save-search", "Save the query", ("a",), "saved",
        "Keep the query of the results (or the one on this line) under a name.", "Search", "save the query",
    ),
    Action("rename-saved", "Rename", ("R",), "saved", "Give the saved search another name.", "Search", "rename"),
    Action(
        "forget-saved", "Forget", ("x",), "saved",
        "Forget the saved search; x again brings it back, as long as the list is open.", "Search", "forget",
    ),
    Action("leave-saved", "Close", ("escape", "q", "S"), "saved", "Close the list.", "Search", "close"),
    Action(
        "keep-name", "Keep the name", ("enter",), "saved-name", "Keep the search under this name.", "Search", "keep",
    ),
    Action("drop-name", "Leave it", ("escape",), "saved-name", "Do not keep it.", "Search", "leave it"),
    Action(
        "narrow", "Keep only these", ("enter",), "facet-list",
        "Keep only the articles that have this; on a year, list its months, and once they are listed, keep the year.",
        "Search", "keep only these",
    ),
    Action(
        "exclude", "Leave these out", ("-",), "facet-list", "Leave out the articles that have this.", "Search",
        "leave these out",
    ),
    Action(
        "drop-filter", "Take out a filter", tuple("456789"), "main",
        "Take the filter with this number out of the query.", "Search", takes_key=True,
    ),
    Action("unread-only", "Unread only", ("U",), "main", "Keep only unread articles, or list all again.", "Search"),
    Action("starred-only", "Starred only", (), "main", "Keep only starred articles, or list all again.", "Search"),
    Action(
        "change-order", "Change the order", ("O",), "main",
        "List the results by relevance, newest first, or oldest first.", "Search", "order",
    ),
    Action("open-result", "Open", ("enter",), "results", "Open the article at its first hit.", "Search", "open"),
)  # fmt: skip
