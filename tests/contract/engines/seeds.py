"""The starter articles as an archive, read by the plain reader, with names marked wherever a surface stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from index.model import Article, IndexDoc, IndexedMention
from index.readers.plain import PlainReader
from tests.contract.engines.names import KnownName, Names

FOLDER = Path(__file__).resolve().parents[3] / "seeds"

# Entities, their type, and the surfaces they are marked by; each surface is a name of its own.
_ENTITIES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("mark-carney", "PERSON", ("Mark Carney", "Carney")),
    ("justin-trudeau", "PERSON", ("Justin Trudeau", "Trudeau")),
    ("pierre-trudeau", "PERSON", ("Pierre Trudeau",)),
    ("volodymyr-zelenskyy", "PERSON", ("Volodymyr Zelenskyy", "Zelenskyy")),
    ("vladimir-putin", "PERSON", ("Vladimir Putin", "Putin")),
    ("donald-trump", "PERSON", ("Donald Trump", "Trump")),
    ("joe-biden", "PERSON", ("Joe Biden", "Biden")),
    ("bill-blair", "PERSON", ("Bill Blair",)),
    ("chrystia-freeland", "PERSON", ("Chrystia Freeland", "Freeland")),
    ("stephen-harper", "PERSON", ("Stephen Harper", "Harper")),
    ("neil-armstrong", "PERSON", ("Neil Armstrong", "Armstrong")),
    ("lester-pearson", "PERSON", ("Lester Pearson", "Pearson")),
    ("ernest-shackleton", "PERSON", ("Ernest Shackleton", "Shackleton")),
    ("george-washington", "PERSON", ("George Washington",)),
    ("washington", "GPE", ("Washington",)),
    ("kyiv", "GPE", ("Kyiv",)),
    ("ottawa", "GPE", ("Ottawa",)),
    ("moscow", "GPE", ("Moscow",)),
    ("canada", "GPE", ("Canada",)),
    ("ukraine", "GPE", ("Ukraine",)),
    ("russia", "GPE", ("Russia",)),
    ("united-states", "GPE", ("United States",)),
    ("united-nations", "ORG", ("United Nations", "UN")),
    ("nato", "ORG", ("North Atlantic Treaty Organization", "NATO")),
    ("bank-of-canada", "ORG", ("Bank of Canada",)),
    ("bank-of-england", "ORG", ("Bank of England",)),
    ("department-of-national-defence", "ORG", ("Department of National Defence", "DND")),
    ("house-of-commons", "ORG", ("House of Commons",)),
    ("canadian", "NORP", ("Canadians", "Canadian")),
    ("ukrainian", "NORP", ("Ukrainians", "Ukrainian")),
    ("operation-unifier", "EVENT", ("Operation Unifier",)),
)

_KNOWN = tuple(
    (surface, KnownName(0, entity, label, (surface.casefold(),)))
    for entity, label, surfaces in _ENTITIES
    for surface in surfaces
)
NAME_BY_SURFACE = {
    surface: KnownName(n, name.entity, name.label, name.forms) for n, (surface, name) in enumerate(_KNOWN, 1)
}
NAMES = Names.of(NAME_BY_SURFACE.values(), unread=range(1, 11), starred=(28,))
_SURFACE = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, NAME_BY_SURFACE), key=len, reverse=True))})\b")
_MONEY = re.compile(r"\$\d+(?:\.\d+)? (?:million|billion)\b")


def _mentions(text: str) -> tuple[IndexedMention, ...]:
    """Every surface, the longest where several start, and sums of money."""
    names = [(match, NAME_BY_SURFACE[match[0]]) for match in _SURFACE.finditer(text)]
    found = [IndexedMention(match.start(), match.end(), name.label, name.id) for match, name in names]
    found += [IndexedMention(match.start(), match.end(), "MONEY", None) for match in _MONEY.finditer(text)]
    return tuple(sorted(found, key=lambda mention: mention.start))


def _document(number: int, article: Article) -> IndexDoc:
    return IndexDoc(
        number, article.title, article.text, article.date, article.source, article.byline, article.language or "en",
        article.tags, _mentions(article.text),
    )  # fmt: skip


def _articles(paths: Sequence[Path]) -> tuple[IndexDoc, ...]:
    reader = PlainReader()
    read = [article for path in paths for article in reader.read(path, max_bytes=1_000_000)]
    return tuple(_document(number, article) for number, article in enumerate(read, 1) if isinstance(article, Article))


SEEDS = _articles(sorted(FOLDER.glob("*.txt")))


# Surfaces that are no name of their own where they end a longer one.
_UNLESS_AFTER = {"canada": "bank of ", "washington": "george ", "trudeau": "pierre "}


def surfaces(label: str, *entities: str) -> str:
    """A pattern for whatever is marked with a label (of these entities, if any are named), in lower case."""
    found = [
        surface.lower()
        for surface, name in NAME_BY_SURFACE.items()
        if name.label == label and (not entities or name.entity in entities)
    ]
    longest_first = sorted(found, key=len, reverse=True)
    return "|".join(
        f"(?<!{_UNLESS_AFTER[surface]}){surface}" if surface in _UNLESS_AFTER else surface for surface in longest_first
    )
