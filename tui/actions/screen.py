"""How the screen is arranged and coloured."""

from __future__ import annotations

from tui.actions.action import Action

ACTIONS: tuple[Action, ...] = (
    Action(
        "toggle-entities", "Entities pane", ("t",), "main",
        "Show the entities, or put them away.", "Screen", "entities",
    ),
    Action(
        "dock-entities", "Dock entities", ("T",), "main", "Keep the entities beside results and article.", "Screen"
    ),
    Action("zoom", "Zoom", ("z",), "main", "Give the pane the whole screen, or give it back.", "Screen", "zoom"),
    Action("narrower", "Narrower", ("<",), "main", "Make the side pane narrower.", "Screen"),
    Action("wider", "Wider", (">",), "main", "Make the side pane wider.", "Screen"),
    Action(
        "toggle-letters", "Type letters", (), "main",
        "Show a small letter for the type after each name, or leave it out.", "Screen",
    ),
    Action(
        "choose-theme", "Themes", ("ctrl+t",), "app",
        "Choose the colours; the screen shows each theme while you choose.", "Screen", "themes",
    ),
    Action(
        "keep-theme", "Keep this theme", ("enter",), "themes",
        "Keep the theme on screen, for the next time as well.", "Screen", "keep",
    ),
    Action(
        "leave-themes", "Back to the theme before", ("escape", "q"), "themes",
        "Close the list and put the theme back that there was.", "Screen", "as before",
    ),
    Action("switch-theme", "Dark or light", (), "app", "Change between the dark and the light theme.", "Screen"),
)  # fmt: skip
