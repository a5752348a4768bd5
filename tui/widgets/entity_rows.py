"""What the entities pane lists and in which order: the entities of an article, narrowed by type and by typed words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from index.model import ENTITY_LABELS, VALUE_LABELS, ArticleEntity, OpenArticle
from index.text import fold

Order = Literal["type", "centrality", "mentions", "library"]
ORDERS: tuple[Order, ...] = get_args(Order)
ORDER_NAMES: dict[Order, str] = {
    "type": "by type", "centrality": "most central first", "mentions": "most named first",
    "library": "most articles first",
}  # fmt: skip

TYPE_NAMES = {
    "PERSON": "People", "ORG": "Organizations", "GPE": "Countries and cities", "LOC": "Places",
    "FAC": "Buildings and sites",
    "NORP": "Peoples and groups", "EVENT": "Events", "WORK_OF_ART": "Works", "PRODUCT": "Products", "LAW": "Laws",
    "LANGUAGE": "Languages", "DATE": "Dates", "TIME": "Times", "MONEY": "Amounts", "PERCENT": "Percentages",
    "QUANTITY": "Quantities", "ORDINAL": "Ordinals", "CARDINAL": "Numbers",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heading:
    """A type and how many entities of it follow."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Value:
    """A date, an amount …: shown, but no entity; `start` is where it first stands in the article."""

    label: str
    text: str
    count: int
    start: int


@dataclass(frozen=True, slots=True)
class Gap:
    """An empty line between two types."""


Item = Heading | ArticleEntity | Value | Gap


@dataclass(frozen=True, slots=True)
class Listing:
    """What is wanted of the list: its order, one type or all (None), words that a name must have, values or none."""

    order: Order = "type"
    type: str | None = None
    words: str = ""
    with_values: bool = False


def type_name(label: str) -> str:
    """A type as people call it."""
    return TYPE_NAMES.get(label, label)


def types_of(entities: Iterable[ArticleEntity]) -> dict[str, int]:
    """The types there are, in the order of the pane, with how many entities are of each."""
    known = {label: place for place, label in enumerate(ENTITY_LABELS)}
    counts = Counter(entity.type for entity in entities)
    return dict(sorted(counts.items(), key=lambda item: (known.get(item[0], len(known)), item[0])))


def searchable_names(opened: OpenArticle) -> dict[str, str]:
    """For each entity all it is called: its name, and every way the article writes it; folded, one on a line."""
    names: dict[str, dict[str, None]] = {entity.id: {fold(entity.name): None} for entity in opened.entities}
    for mention in opened.mentions:
        if mention.entity in names:
            names[mention.entity][fold(mention.text)] = None
    return {entity: "\n".join(there) for entity, there in names.items()}


def has_words(searchable: str, words: str) -> bool:
    """Whether every word typed is somewhere in what is searched, whatever its case and accents."""
    return all(word in searchable for word in fold(words).split())


def entity_items(
    opened: OpenArticle, listing: Listing | None = None, names: Mapping[str, str] | None = None
) -> list[Item]:
    """The rows of the pane. `names` is `searchable_names(opened)`, to be kept by whoever asks with every key."""
    listing = listing or Listing()
    entities = shown_entities(opened, listing.type)
    if listing.words.strip():
        names = searchable_names(opened) if names is None else names
        entities = [entity for entity in entities if has_words(names.get(entity.id, ""), listing.words)]
    items = _by_type(entities) if listing.order == "type" else _in_order(entities, listing.order)
    if listing.with_values and listing.type is None:
        items += _value_items(opened, listing.words)
    return items[1:] if items and isinstance(items[0], Gap) else items


def shown_entities(opened: OpenArticle, label: str | None) -> list[ArticleEntity]:
    """The entities of a type, all for None."""
    return [entity for entity in opened.entities if label in (None, entity.type)]


def _by_type(entities: list[ArticleEntity]) -> list[Item]:
    items: list[Item] = []
    for label, count in types_of(entities).items():
        members = [entity for entity in entities if entity.type == label]
        items += [Gap(), Heading(label, count), *_in_order(members, "centrality")]
    return items


def _in_order(entities: list[ArticleEntity], order: Order) -> list[Item]:
    def key(entity: ArticleEntity) -> tuple[float, ...]:
        first = {"mentions": entity.count, "library": entity.library_articles}.get(order, 0)
        return -first, -entity.centrality, -entity.count

    return [*sorted(entities, key=lambda entity: (key(entity), entity.name, entity.id))]


def _value_items(opened: OpenArticle, words: str) -> list[Item]:
    items: list[Item] = []
    for label in VALUE_LABELS:
        mentions = [mention for mention in opened.mentions if mention.entity is None and mention.label == label]
        mentions = [mention for mention in mentions if has_words(fold(mention.text), words)]
        if not mentions:
            continue
        counts = Counter(mention.text for mention in mentions)
        first = {mention.text: mention.start for mention in reversed(mentions)}
        items += [Gap(), Heading(label, len(counts))]
        items += [Value(label, text, count, first[text]) for text, count in counts.items()]
    return items
