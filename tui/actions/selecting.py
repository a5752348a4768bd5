"""Selecting text of the article from the keyboard."""

from __future__ import annotations

from tui.actions.action import Action, movement

ACTIONS: tuple[Action, ...] = (
    Action(
        "select-text", "Select text", ("v",), "main",
        "Select from the cursor on: the name or hit there, else the word; the keys that move then move its end.",
        "Read", "select",
    ),
    Action(
        "keep-selection", "Keep the selection", ("enter",), "selecting",
        "Have it selected, and the keys of the article back; Esc selects nothing.", "Read", "keep",
    ),
    Action(
        "extend-word-right", "To the end of the word", ("w", "e"), "selecting",
        "Move the end of the selection on to the end of a word.", "Read", "word", is_movement=True,
    ),
    movement("extend-word-left", "To the start of the word", "b", "selecting", "Read"),
    movement("extend-left", "One character back", "h left", "selecting", "Read"),
    movement("extend-right", "One character on", "l right", "selecting", "Read"),
    movement("extend-down", "One line down", "j down", "selecting", "Read"),
    movement("extend-up", "One line up", "k up", "selecting", "Read"),
    movement("extend-line-start", "To the start of the line", "0 home", "selecting", "Read"),
    movement("extend-line-end", "To the end of the line", "$ end", "selecting", "Read"),
    Action(
        "extend-sentence-right", "To the end of the sentence", (")",), "selecting",
        "Move the end of the selection on to the end of a sentence.", "Read", "sentence", is_movement=True,
    ),
    movement("extend-sentence-left", "To the start of the sentence", "(", "selecting", "Read"),
    Action(
        "extend-paragraph-down", "To the end of the paragraph", ("}",), "selecting",
        "Move the end of the selection on to the end of a paragraph.", "Read", "paragraph", is_movement=True,
    ),
    movement("extend-paragraph-up", "To the start of the paragraph", "{", "selecting", "Read"),
    movement("extend-start", "To the beginning of the article", "g", "selecting", "Read"),
    movement("extend-end", "To the end of the article", "G", "selecting", "Read"),
    Action(
        "other-end", "The other end", ("o",), "selecting",
        "Go on with the other end of the selection.", "Read", "other end", is_movement=True,
    ),
)  # fmt: skip
