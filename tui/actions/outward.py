"""Out of the reader: the clipboard, the browser, an editor, a pager, files."""

from __future__ import annotations

from tui.actions.action import Action

ACTIONS: tuple[Action, ...] = (
    Action(
        "copy", "Copy", ("y",), "main",
        "Copy something of what is before you: the next key says what.", "Read", "copy", is_priority=True,
    ),
    Action(
        "copy-in-dossier", "Copy", ("y",), "dossier",
        "Copy something of the entity or of the mention under the cursor: the next key says what.", "Read", "copy",
        is_priority=True,
    ),
    Action(
        "copy-here", "Copy selection or citation", ("y",), "copy",
        "Copy the selected text as it stands, or with nothing selected a citation.", "Read",
    ),
    Action(
        "copy-citation", "Copy a citation", ("c",), "copy",
        "Copy the passage selected, under the cursor or around the mention, with title, source, date and offsets.",
        "Read",
    ),
    Action("copy-address", "Copy the address", ("u",), "copy", "Copy the article's address (URL).", "Read"),
    Action("copy-text", "Copy the article", ("t",), "copy", "Copy the whole text of the article.", "Read"),
    Action(
        "copy-name", "Copy the name", ("n",), "copy",
        "Copy the name of the entity under the cursor, or of the current one.", "Read",
    ),
    Action("copy-query", "Copy the query", ("q",), "copy", "Copy the query as it was run.", "Read"),
    Action("browse", "Open in the browser", ("o",), "main", "Open the article's address in the browser.", "Read"),
    Action(
        "browse-line", "Open in the browser", ("o",), "dossier",
        "Open the address of the article that the cursor is on.", "Read",
    ),
    Action(
        "edit", "Open in the editor", ("e",), "main",
        "Open the article, to look at, in $VISUAL or $EDITOR at the line the cursor is on.", "Read",
    ),
    Action("page", "Open in the pager", ("|",), "main", "Read the article in $PAGER, less or more.", "Read"),
    Action(
        "export", "Export", ("x",), "main",
        "Write the results, the article or a dossier to a file, as Markdown, JSON or CSV.", "Read", "export",
    ),
    Action(
        "export-dossier", "Export", ("x",), "dossier",
        "Write the dossier, or the article of the mention, to a file.", "Read", "export",
    ),
    Action(
        "write-export", "Write", ("enter",), "export",
        "Write the file; a second time, replace one that exists.", "Read", "write",
    ),
    Action("next-format", "Next format", ("tab",), "export", "Markdown, JSON, CSV, in turn.", "Read", "format"),
    Action("previous-format", "Format before", ("shift+tab",), "export", "The format before.", "Read"),
    Action("next-subject", "Next subject", ("down",), "export", "Write something else instead.", "Read", "what"),
    Action("previous-subject", "Subject before", ("up",), "export", "What was offered before.", "Read"),
    Action("leave-export", "Close", ("escape",), "export", "Write nothing.", "Read", "close"),
)  # fmt: skip
