"""Names that nothing labelled but that do what only names do: say, tell, report."""

from __future__ import annotations

import re

from index.resolve.chains import Found
from index.resolve.fold import fold
from index.resolve.occurrences import Page, is_plain
from index.resolve.words import GENERIC_HEADS, NAMELESS, PORTFOLIOS, TITLES

_SAYS = "said|says|told|tells|added|adds|asked|asks|warned|warns|argued|argues|insisted|insists|replied|recalled|joked"
_PUBLISHES = "reported|interviewed|interviews|published|quoted"
_EITHER = "announced|announces|wrote|writes|tweeted|declared|declares|claimed|denied|confirmed|stated"
_SPEAKER = re.compile(
    r"(?<![\w'’@#/.-])(?P<name>[A-Z]\w*[a-z]\w*(?: [A-Z]\w*[a-z]\w*)?) "
    rf"(?P<verb>{_SAYS}|(?P<publishes>{_PUBLISHES})|{_EITHER})\b"
)


def add_speakers(page: Page) -> None:
    """Put the untaken capitalised words before a verb of saying on the page."""
    for match in _SPEAKER.finditer(page.text):
        name = match["name"]
        start, end = match.span("name")
        while is_plain(name.split(" ")[0]) and " " in name:
            name = name.partition(" ")[2]
            start = end - len(name)
        if not page.is_free(start, end):
            continue
        words = [fold(word) for word in name.split(" ")]
        if any(is_plain(word) or word in NAMELESS or word in TITLES or word in PORTFOLIOS for word in words):
            continue
        if words[-1] in GENERIC_HEADS or any(map(page.times_lower, name.split(" "))):
            continue
        label = "ORG" if match["publishes"] else "PERSON"
        page.put(Found(start, end, label, name, f"{match['verb']} something in this article"))
