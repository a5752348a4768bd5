"""The same tokens for every engine: what dateline's analyzer makes of an article and of a question, as strings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from bench.search import generator
from bench.search.generator import Generated
from bench.search.world import world
from index.analysis import stem, tokenize
from index.model import Name


@dataclass(frozen=True, slots=True)
class Fed:
    """What an engine that splits at spaces is fed of an article. `id` is the one that a new library gives it."""

    id: int
    title: str
    source: str
    day: int | None
    title_forms: str
    text_forms: str
    title_stems: str
    text_stems: str
    names: str  # one token for each name, as often as it is mentioned


def fed(generated: Generated) -> Fed:
    article = generated.article
    title, text = tokenize(article.title), tokenize(article.text)
    return Fed(
        generated.number + 1,
        article.title,
        article.source,
        article.date.toordinal() if article.date else None,
        " ".join(title.forms),
        " ".join(text.forms),
        " ".join(title.stems),
        " ".join(text.stems),
        " ".join(name_token(name) for *_, name in generated.mentions if name is not None),
    )


def name_token(name: Name) -> str:
    """The token of a name."""
    return f"name{_numbers()[name]}"


@cache
def _numbers() -> dict[Name, int]:
    about = world(generator.SEED)
    kinds = (about.people, about.organizations, about.places, about.groups, about.events)
    return {entity.name: n for n, entity in enumerate(entity for kind in kinds for entity in kind)}


def stems(words: Iterable[str]) -> list[str]:
    """The stems that a question's words are looked up by."""
    return [stem(word) for word in words]
