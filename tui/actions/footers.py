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
        "pick-entity", "compare", "select-text", "copy", "export", "toggle-entities", "command-palette", "leave",
    ),
    "selecting": (
        "extend-word-right", "extend-sentence-right", "extend-paragraph-down", "other-end", "keep-selection",
        "copy-or-tell", "step-out",
    ),
    "entities": (
        "open-entity", "pick-listed-entity", "next-mention", "filter-entities", "compare", "show-types",
        "order-entities", "toggle-values", "search", "toggle-entities", "back", "leave",
    ),
    "entity-filter": ("keep-filter", "next-entity", "previous-entity", "step-out"),
    "kwic": (
        "open-line", "sort-lines", "add-entity", "copy-in-dossier", "export-dossier", "walk-entity", "next-part",
        "leave-dossier",
    ),
    "companions": ("open-companion", "sort-companions", "add-entity", "next-part", "leave-dossier"),
    "dossier-chart": ("pick-bin", "finer-bins", "coarser-bins", "add-entity", "next-part", "leave-dossier"),
    "contexts": ("open-line", "sort-lines", "leave-contexts"),
    "timeline": ("pick-bin", "finer-bins", "coarser-bins", "leave-timeline"),
    "saved": ("run-saved", "save-search", "rename-saved", "forget-saved", "leave-saved"),
    "saved-name": ("keep-name", "drop-name"),
    "themes": ("keep-theme", "leave-themes"),
    "facet-list": ("narrow", "exclude", "next-facets", "walk-facet", "leave-filters"),
}  # fmt: skip
