"""Groups of mentions linked to the fullest name of their chain, in the order in which the rules may be trusted."""

from __future__ import annotations

from index.model import Link, Mention, Name
from index.resolve.acronyms import link_acronyms
from index.resolve.bearers import qualify
from index.resolve.chains import Found, Group
from index.resolve.heads import label_by_head
from index.resolve.kinds import link_kinds
from index.resolve.occurrences import Page
from index.resolve.organizations import link_generic_heads, link_short_forms
from index.resolve.people import link_people
from index.resolve.places import link_shared_names
from index.resolve.rules import Rules
from index.resolve.spelling import link_misspellings
from index.resolve.tables import tables
from index.resolve.teams import TEAM, link_players, mark_teams


def link_groups(page: Page, groups: dict[str, Group], title: str, rules: Rules) -> None:
    """Set `head` and `reason` of each group, or of single mentions where one spelling stands for several."""
    if rules.demonyms:
        for group in groups.values():
            is_people = group.key in tables().by_demonym and tables().find(group.surface) is None
            if is_people and group.label in ("GPE", "LOC", "ORG"):
                group.label = "NORP"
    if rules.head_labels:
        label_by_head(page, groups)
    if rules.teams:
        mark_teams(page, groups)
    link_people(groups, title, rules)
    if rules.kinds:
        link_kinds(groups.values())
    if rules.known_names:
        link_shared_names(groups)
    if rules.teams:
        link_players(page, groups)
    if rules.qualifiers:
        qualify(page, groups)
    if rules.misspellings:
        link_misspellings(groups)
    if rules.acronyms:
        link_acronyms(page, groups)
    if rules.short_forms:
        link_short_forms(groups.values())
    if rules.generic_heads:
        link_generic_heads(groups)


def named(text: str, groups: dict[str, Group], rules: Rules) -> list[Link]:
    """A link for each mention, with the Name of its chain."""
    links = []
    names: dict[int, tuple[Name, str, str]] = {}
    for group in groups.values():
        for found in group.found:
            head, reason = settled(group, found)
            if id(head) not in names:
                names[id(head)] = name_of(head, rules)
            name, label, known = names[id(head)]
            if group.label in ("NORP", "LANGUAGE") and head is group:
                label = group.label
            shown = label if rules.vote_labels else found.label
            why = reason or known or found.why or "a name of its own"
            links.append(Link(Mention(found.start, found.end, shown, text[found.start : found.end]), name, why))
    return links


def settled(group: Group, found: Found) -> tuple[Group, str]:
    """The group at the end of the way from a mention to fuller and fuller names, and the first step's reason."""
    head = found.head or group.head
    reason = found.reason if found.head else group.reason
    seen = {id(group)}
    current = group
    while head is not None and id(head) not in seen:
        seen.add(id(head))
        current = head
        head = current.head
    return current, reason


def name_of(head: Group, rules: Rules) -> tuple[Name, str, str]:
    """The Name a chain goes by, its label, and what the tables know it as."""
    surface = head.surface
    table = tables()
    if rules.demonyms and head.label == "NORP" and head.key in table.by_demonym:
        return Name(surface, "NORP"), "NORP", f"demonym of {table.by_demonym[head.key].name}"
    if head.is_team:
        known = table.find(surface)
        return Name(known.name if known else surface, "ORG", TEAM), "ORG", "a team in this article"
    found = table.find(surface) if rules.known_names else None
    is_person = head.label == "PERSON" and surface not in table.by_acronym and (found is None or found.type != "LOC")
    if found is not None and not is_person and head.label not in ("NORP", "LANGUAGE"):
        label = found.type
        reason = "" if found.name == surface else f"another name of {found.name}"
        return Name(found.name, label), label, reason
    return Name(surface, head.label, head.qualifier), head.label, ""
