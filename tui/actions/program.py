"""The program itself: commands, help, quitting."""

from __future__ import annotations

from tui.actions.action import Action

ACTIONS: tuple[Action, ...] = (
    Action(
        "load-starter", "Load the starter articles", ("i",), "main",
        "Add the articles that come with dateline (while the library is empty).", "Program", "starter articles",
    ),
    Action(
        "stop-job", "Stop adding and annotating, or go on", ("P",), "main",
        "Stop the work in the background after the batch in hand, or go on with it; what was done stays.", "Program",
    ),
    Action(
        "resume-job", "Go on adding and annotating", (), "main",
        "Go on with work in the background that was stopped, here or in a session before.", "Program",
    ),
    Action(
        "command-palette", "Commands", (":", "ctrl+p"), "app",
        "Find any action, article or entity by name.", "Program", "commands",
    ),
    Action("help", "Help", ("?",), "app", "The keys that work here, and all the others.", "Program", "help"),
    Action("leave", "Quit", ("q",), "main", "Quit dateline.", "Program", "quit"),
    Action("quit", "Quit at once", ("ctrl+q",), "app", "Quit from anywhere.", "Program", is_priority=True),
    Action(
        "copy-or-tell", "Copy the selected text", ("ctrl+c",), "app",
        "Copy what is selected; says how to quit if nothing is selected.", "Program", "copy",
    ),
)  # fmt: skip
