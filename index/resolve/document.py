"""One article's mentions settled: spans cleaned, misses added, every mention linked to a name, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from index.model import VALUE_LABELS, Link, Mention, Resolution
from index.resolve.chains import grouped
from index.resolve.linking import link_groups, named
from index.resolve.missed import add_missed, names_on
from index.resolve.occurrences import Page
from index.resolve.rules import ALL_RULES, Rules
from index.resolve.spans import cleaned
from index.text import unwrapped


def resolve_document(
    text: str, mentions: Sequence[Mention], *, title: str = "", language: str = "en", rules: Rules = ALL_RULES
) -> Resolution:
    """The article's mentions as chains of names.

    Takes an annotator's raw mentions in any order; ones that do not fit the text are left out. Returns links in text
    order that do not overlap, with `text[start:end] == mention.text`; all links of one chain share their Name. Values
    (dates, money …) pass through without one. The title counts as evidence where it is no part of the text; rules
    that lean on English are off for other languages (an empty `language` is taken for English).
    """
    if language and not language.lower().startswith("en"):
        rules = rules.for_any_language()
    flat = unwrapped(text) if rules.whole_names else text
    page = Page(flat, cleaned(flat, mentions, rules), as_written=text)
    add_missed(page, rules)
    groups = grouped(names_on(page), by_folding=rules.fold_names)
    link_groups(page, groups, title, rules)
    links = named(text, groups, rules)
    values = [mention for mention in page.mentions() if mention.label in VALUE_LABELS]
    links += [
        Link(Mention(v.start, v.end, v.label, text[v.start : v.end]), None, f"a {v.label.lower()}") for v in values
    ]
    return Resolution(tuple(sorted(links, key=lambda link: link.mention.start)))
