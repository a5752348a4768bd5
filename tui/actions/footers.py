"""Which keys the last line of the screen shows."""

from __future__ import annotations

# The most useful keys for what has the focus, best first; what does not fit is left out.
FOOTERS: dict[str, tuple[str, ...]] = {
    "query": ("open-selected", "complete", "leave-query", "step-out"),
    "completion": ("choose-candidate", "next-candidate", "previous-candidate", "close-completions"),
    "find": ("leave-find", "next-find", "previous-find", "step-out"),
    "results": (
        "open-result", "search", "filters", "next-mention", "toggle-entities", "copy", "export", "zoom", "back",
        "command-palette", "leave",
    ),
    "ways": ("take-way", "search", "back", "command-palette", "leave"),
    "article": (
        "next-mention", "previous-mention", "open-mention", "search", "find", "next-hit", "next-article", "back",
        "pick-entity", "copy", "export", "toggle-entities", "command-palette", "leave",
    ),
    "entities": (
        "open-entity", "pick-listed-entity", "next-mention", "toggle-values", "search", "toggle-entities", "back",
        "leave",
    ),
    "kwic": ("open-line", "walk-entity", "next-part", "copy-in-dossier", "export-dossier", "leave-dossier"),
    "companions": ("open-companion", "walk-entity", "next-part", "leave-dossier"),
    "saved": ("run-saved", "save-search", "rename-saved", "forget-saved", "leave-saved"),
    "saved-name": ("keep-name", "drop-name"),
    "facet-list": ("narrow", "exclude", "next-facets", "walk-facet", "leave-filters"),
}  # fmt: skip
