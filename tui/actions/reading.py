"""Reading the open article: finding words in it, scrolling, the next one."""

from __future__ import annotations

from tui.actions.action import Action, movement

ACTIONS: tuple[Action, ...] = (
    Action(
        "find", "Find in the article", ("f",), "main", "Find words in the open article.", "Read", "find",
        is_priority=True,
    ),
    Action(
        "next-hit", "Next hit", ("n",), "main",
        "Go to the next hit of find, or of the search that led here.", "Read", "next hit",
    ),
    Action("previous-hit", "Previous hit", ("N",), "main", "Go to the hit before.", "Read"),
    Action(
        "leave-find", "Done typing", ("enter",), "find",
        "Keep the hits and go back to the article.", "Read", "keep",
    ),
    Action("next-find", "Next hit", ("down",), "find", "Go to the next hit while typing.", "Read", "next"),
    Action("previous-find", "Previous hit", ("up",), "find", "Go to the hit before while typing.", "Read", "previous"),
    Action(
        "next-article", "Next result", ("J",), "main",
        "Open the next article of the result list.", "Read", "next article",
    ),
    Action("previous-article", "Previous result", ("K",), "main", "Open the article before.", "Read"),
    Action(
        "toggle-read", "Read or unread", ("r",), "main",
        "Mark the article as read, or as unread again; two seconds on screen or a scroll mark it by themselves.",
        "Read", "read",
    ),
    Action("toggle-star", "Star", ("s",), "main", "Star the article, or take the star off.", "Read", "star"),
    movement("scroll-line-down", "Down", "j down", "article", "Read"),
    movement("scroll-line-up", "Up", "k up", "article", "Read"),
    movement("scroll-page-down", "Page down", "space pagedown", "article", "Read"),
    movement("scroll-page-up", "Page up", "b pageup", "article", "Read"),
    movement("scroll-half-down", "Half a page down", "d", "article", "Read"),
    movement("scroll-half-up", "Half a page up", "u", "article", "Read"),
    movement("scroll-top", "To the beginning", "g home", "article", "Read"),
    movement("scroll-bottom", "To the end", "G end", "article", "Read"),
)  # fmt: skip
