"""Why a query found what it found: what each part was taken for, how many articles have it, and where in each hit."""

from __future__ import annotations

from collections.abc import Sequence

from index.analysis import stem
from index.answers import ExplainedHit, ExplainedPart, Explanation, Occurrences
from index.engines.base import Engine
from index.model import Sort
from index.query.ast import DateRange, EntityFilter, Flag, Fuzzy, Gap, Not, Phrase, Query, Slot, Wildcard, Word, leaves
from index.query.dates import describe
from index.query.document import DocumentView
from index.query.matching import Matcher, TextLeaf, fields_of
from index.query.scoring import FIELD_BOOST
from index.query.words import form_of
from index.store import articles
from index.store.database import Database


def explain(query: Query, sort: Sort, ids: Sequence[int], engine: Engine, database: Database) -> Explanation:
    """An explanation of a bound query and of these articles that it found."""
    excluded = set(leaves(query, is_positive=False))
    parts = list(dict.fromkeys(leaves(query)))
    explained = tuple(
        ExplainedPart(str(part), _meaning(part), engine.search(part, sort="newest").total, part in excluded)
        for part in parts
    )
    hits = engine.search(query, sort=sort)
    scores = dict(zip(hits.ids[: len(ids)], hits.scores[: len(ids)], strict=True))
    ranked = [part for part in parts if isinstance(part, TextLeaf | EntityFilter) and part not in excluded]
    matcher = Matcher(query)
    views = {document.id: DocumentView(document) for document in articles.documents(database, ids)}
    shown = tuple(
        ExplainedHit(scores.get(article_id, 0.0), _occurrences(ranked, matcher, views[article_id]))
        for article_id in ids
        if article_id in views
    )
    return Explanation(explained, shown)


def _occurrences(
    parts: Sequence[TextLeaf | EntityFilter], matcher: Matcher, view: DocumentView
) -> tuple[Occurrences, ...]:
    found = []
    for part in parts:
        counts = [(name, matcher.frequency(part, view, name)) for name in fields_of(part)]
        present = tuple((name, count) for name, count in counts if count)
        if present:
            found.append(Occurrences(str(part), present))
    return tuple(found)


def _meaning(part: Query) -> str:
    """What a part of a query was taken for, in words."""
    match part:
        case Word(text, field) if not part.is_exact:
            return f'any word with the stem "{stem(form_of(text))}"{_scored(field)}'
        case Word(field=field):
            return f"this very word, case and accents apart{_scored(field)}"
        case Wildcard(field=field):
            return f"any word that begins so{_scored(field)}"
        case Fuzzy(distance=distance, field=field):
            return f"any word at most {distance} {'letter' if distance == 1 else 'letters'} off{_scored(field)}"
        case Phrase():
            has_slots = any(isinstance(item, Slot) for item in part.items)
            return f"{_phrase(part)}{'; in the text only' if has_slots else _scored(part.field)}"
        case EntityFilter(name_ids=name_ids):
            count = len(name_ids or ())
            return f"a mention under any of {count} {'name' if count == 1 else 'names'}; ranked by how many"
        case DateRange():
            return f"dated {describe(part)}"
        case Flag(flag):
            return f"articles marked as {flag}"
        case Not():  # leaves have none
            return ""
    return "every article"


def _phrase(phrase: Phrase) -> str:
    what = "words and names" if any(isinstance(item, Slot) for item in phrase.items) else "words"
    if phrase.near == "s":
        return f"these {what} in one sentence"
    if phrase.near == "p":
        return f"these {what} in one paragraph"
    if phrase.near is not None:
        return f"these {what} in any order, at most {phrase.near} others between"
    gaps = [item.limit for item in phrase.items if isinstance(item, Gap)]
    between = f", at most {max(gaps)} words in a gap" if gaps else ""
    return f"these {what} in this order{between}{', within a sentence' if phrase.stays_in_sentence else ''}"


def _scored(field: str) -> str:
    """Where a part is looked for, and what that counts."""
    if not field:
        return f"; in the title it counts {FIELD_BOOST['title']:g} times"
    return f", in {field}" if field in FIELD_BOOST else f", in {field}; not ranked"
