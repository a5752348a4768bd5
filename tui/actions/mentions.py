"""Walking an entity from mention to mention."""

from __future__ import annotations

from tui.actions.action import Action

ACTIONS: tuple[Action, ...] = (
    Action(
        "next-mention", "Next mention", ("]",), "main",
        "Go to the current entity's next mention, on into the next article that has one.", "Mentions", "next mention",
    ),
    Action(
        "previous-mention", "Previous mention", ("[",), "main",
        "Go to the current entity's mention before, back into the article before.", "Mentions", "previous",
    ),
    Action(
        "next-any-mention", "Next mention of anyone", ("}",), "main", "Go to the next mention of any entity shown.",
        "Mentions"
    ),
    Action(
        "previous-any-mention", "Previous mention of anyone", ("{",), "main",
        "Go to the mention before, of any entity shown.", "Mentions",
    ),
    Action(
        "pick-entity", "Make current", ("*",), "main",
        "Make the entity at the cursor (or nearest to it) the current one.", "Mentions", "make current",
    ),
    Action("clear-entity", "No current entity", (), "main", "Have no entity current any more.", "Mentions"),
    Action(
        "open-mention", "Dossier", ("enter",), "article",
        "Everything about the entity at the cursor (or nearest to it).", "Mentions", "dossier",
    ),
    Action("open-entity", "Dossier", ("enter",), "entities", "Everything about the entity.", "Mentions", "dossier"),
    Action(
        "pick-listed-entity", "Make current", ("space",), "entities",
        "Make the entity the current one, so that ] and [ walk it.", "Mentions", "make current",
    ),
)  # fmt: skip
