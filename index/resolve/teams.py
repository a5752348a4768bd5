"""Countries that play: in a match report `Belgium` is a team, and keeping it apart keeps the country's chain clean."""

from __future__ import annotations

import re

from index.resolve.chains import Group
from index.resolve.fold import fold
from index.resolve.occurrences import Page
from index.resolve.tables import tables
from index.resolve.words import SPORT

TEAM = "team"
_ENOUGH_SPORT = 4
_SCORE_BEHIND = re.compile(r"\s+\d{1,3}\s?[-–—:]\s?\d{1,3}\b")
_SCORE_BEFORE = re.compile(r"\d{1,3}\s?[-–—:]\s?\d{1,3}\s+$")
_PLAYED = re.compile(
    r"\s+(?:defeated|beat|beats|faced|faces|drew|lost|won|scored|qualified|equalised|equalized|thrashed|trailed|led)\b"
)
_SPORTING_BEHIND = re.compile(
    r"(?:['’]s)?\s+(?:coach|captain|striker|midfielder|defender|goalkeeper|manager|squad|team)\b"
)
_WINDOW = 24


def mark_teams(page: Page, groups: dict[str, Group]) -> bool:
    """Give countries that play the label ORG; whether any does."""
    if sum(len(page.places.get(word, ())) for word in SPORT) < _ENOUGH_SPORT:
        return False
    found = False
    for group in groups.values():
        if (
            group.label in ("GPE", "EVENT")
            and tables().find(group.surface) is not None
            and group.head is None
            and _plays(page, group)
        ):
            group.label = "ORG"
            group.is_team = found = True
    return found


def _plays(page: Page, group: Group) -> bool:
    """Whether a score, or a verb of playing, stands beside one of the mentions."""
    text = page.text
    for mention in group.found:
        if (
            _SCORE_BEHIND.match(text, mention.end)
            or _PLAYED.match(text, mention.end)
            or _SPORTING_BEHIND.match(text, mention.end)
        ):
            return True
        before = text[max(0, mention.start - _WINDOW) : mention.start]
        if _SCORE_BEFORE.search(before):
            return True
    return False


def link_players(page: Page, groups: dict[str, Group]) -> None:
    """`the Belgians` where Belgium plays."""
    by_demonym = tables().by_demonym
    for group in groups.values():
        known = by_demonym.get(group.key)
        team = groups.get(fold(known.name)) if known else None
        if team is None or not team.is_team or group is team:
            continue
        for mention in group.found:
            if mention.surface.endswith("s") and page.word_before(mention.start).casefold() == "the":
                mention.head = team
                mention.reason = f"those who play for {team.surface} in this article"
