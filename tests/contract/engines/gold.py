"""The shared articles with annotated names as an archive, if they lie beside the checkout; their text stays there."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from urllib.parse import unquote

from index.model import IndexDoc, IndexedMention
from tests.contract.engines.names import KnownName, Names
from tests.contract.engines.reading import Ids, bare

FILE = Path(__file__).resolve().parents[4] / "shared" / "gold" / "wikinews_dev.jsonl"

_LABELS = {
    "person": "PERSON", "organization": "ORG", "place": "GPE", "norp": "NORP", "event": "EVENT", "object": "PRODUCT",
}  # fmt: skip


def _read() -> tuple[tuple[IndexDoc, ...], Names]:
    """The articles by their place in the file, and a name for each chain; nothing if the file is not there."""
    articles: list[IndexDoc] = []
    known: list[KnownName] = []
    lines = FILE.read_text("utf-8").splitlines() if FILE.exists() else []
    for number, record in enumerate(map(json.loads, lines), 1):
        mentions: list[IndexedMention] = []
        for chain in record["chains"]:
            if chain["type"] not in _LABELS or not chain["mentions"]:
                continue
            label, name_id = _LABELS[chain["type"]], len(known) + 1
            identity = chain["identity"] or f"{record['id']}_{name_id}"
            forms = {surface.casefold() for _, _, surface in chain["mentions"]}
            known.append(KnownName(name_id, _slug(identity), label, tuple(sorted(forms))))
            mentions += [IndexedMention(start, end, label, name_id) for start, end, _ in chain["mentions"]]
        mentions.sort(key=lambda mention: (mention.start, mention.end))
        day = datetime.date.fromisoformat(record["date"])
        articles.append(
            IndexDoc(number, record["title"], record["text"], day, "Wikinews", "", "en", (), tuple(mentions))
        )
    return tuple(articles), Names.of(known)


def _slug(identity: str) -> str:
    return unquote(identity).casefold().replace("_", "-")


ARTICLES, NAMES = _read()


def naming(*entities: str) -> Ids:
    """Articles with a mention of one of these entities, by the annotation."""
    ids = {name.id for name in NAMES.known if name.entity in entities}
    return frozenset(article.id for article in ARTICLES if any(found.name_id in ids for found in article.mentions))


def beside(label: str, *, before: str = "", after: str = "", entity: str = "") -> Ids:
    """Articles where a mention of a type (of an entity) has these words right before or after it, in one sentence."""
    left = re.compile(rf"\b{before}[^\w.!?]*\Z")
    right = re.compile(rf"(?:['’]s)?[^\w.!?]*{after}\b")
    entities = {name.id: name.entity for name in NAMES.known}
    found = set()
    for article in ARTICLES:
        for mention in _outermost(article):
            is_meant = mention.label == label and entity in ("", entities.get(mention.name_id or 0))
            words_before = bare(article.text[max(0, mention.start - 60) : mention.start])
            words_after = article.text[mention.end : mention.end + 60].lower()
            if is_meant and (not before or left.search(words_before)) and (not after or right.match(words_after)):
                found.add(article.id)
    return frozenset(found)


def _outermost(article: IndexDoc) -> list[IndexedMention]:
    """The mentions that lie within no other."""
    return [
        mention
        for mention in article.mentions
        if not any(
            other.start <= mention.start
            and mention.end <= other.end
            and other.end - other.start > mention.end - mention.start
            for other in article.mentions
        )
    ]
