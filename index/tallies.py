"""Who fills the slots of a query's phrases, in words: the engine counts names, the store knows whose they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from index.answers import Tally, TallyRow
from index.engines.base import Engine, FillerCount
from index.events import CancelToken
from index.model import VALUE_LABELS, EntityRow
from index.query import Phrase, Query, Slot
from index.query.document import DocumentView
from index.query.matching import Filled, Matcher, slot_phrases
from index.store import articles, entities
from index.store.database import Database
from index.text import collapse

_MOST_READ: Final = 300  # articles whose texts are read for what is no name: dates, amounts

_Filling = tuple[tuple[str, str | None], ...]  # in words, and the entity; slot by slot


class Tallies:
    """Makes the tallies of one state of a library."""

    def __init__(self, database: Database, engine: Engine, entity_of: Mapping[int, int]) -> None:
        self._database = database
        self._engine = engine
        self._entity_of = entity_of

    def of(self, query: Query, limit: int, cancel: CancelToken | None) -> tuple[Tally, ...]:
        """One for each phrase with open slots, in the order of the query."""
        phrases = [(n, phrase, _open_slots(phrase)) for n, phrase in slot_phrases(query)]
        phrases = [(n, phrase, slots) for n, phrase, slots in phrases if slots]
        if not phrases:
            return ()
        counted = self._engine.tally(query, cancel=cancel)
        tallies = []
        for n, phrase, slots in phrases:
            rows = [row for row in counted if row.leaf == n]
            if _has_values(phrase):
                tallies.append(self._read(query, n, phrase, slots, limit, cancel))
            else:
                tallies.append(_tally(phrase, self._named(rows, slots), limit))
        return tuple(tallies)

    def _named(self, rows: list[FillerCount], slots: list[int]) -> Counter[_Filling]:
        """Counts of entities in the open slots from counts of names in all of them."""
        counts = Counter[tuple[int, ...]]()
        for row in rows:
            counts[tuple(self._entity_of.get(row.names[slot], 0) for slot in slots)] += row.times
        known = entities.by_number(self._database, {number for numbers in counts for number in numbers})
        found = Counter[_Filling]()
        for numbers, times in counts.items():
            found[tuple(_named(known.get(number)) for number in numbers)] += times
        return found

    def _read(
        self, query: Query, n: int, phrase: Phrase, slots: list[int], limit: int, cancel: CancelToken | None
    ) -> Tally:
        """The tally of a phrase that asks for dates, amounts and the like, which only the texts have."""
        ids = self._engine.search(query, sort="newest", cancel=cancel).ids[:_MOST_READ]
        matcher = Matcher(query)
        found = Counter[_Filling]()
        for document in articles.documents(self._database, ids):
            if cancel is not None:
                cancel.check()
            for filled in matcher.filled(DocumentView(document)):
                if filled.leaf == n:
                    found[self._in_words(filled, slots, document.text)] += 1
        return _tally(phrase, found, limit, articles_read=len(ids))

    def _in_words(self, filled: Filled, slots: list[int], text: str) -> _Filling:
        filling = []
        for slot in slots:
            mention = filled.mentions[slot]
            number = self._entity_of.get(mention.name_id or 0)
            known = entities.by_number(self._database, [number]) if number else {}
            surface = collapse(text[mention.start : mention.end])
            filling.append(_named(known[number]) if number in known else (surface, None))
        return tuple(filling)


def _open_slots(phrase: Phrase) -> list[int]:
    """Which slots of a phrase leave open who fills them."""
    slots = [item for item in phrase.items if isinstance(item, Slot)]
    return [n for n, slot in enumerate(slots) if not slot.name]


def _has_values(phrase: Phrase) -> bool:
    return any(
        isinstance(item, Slot) and not item.name and not set(item.labels).isdisjoint(VALUE_LABELS)
        for item in phrase.items
    )


def _named(entity: EntityRow | None) -> tuple[str, str | None]:
    return ("somebody not yet resolved", None) if entity is None else (entity.name, entity.id)


def _tally(phrase: Phrase, counts: Counter[_Filling], limit: int, *, articles_read: int | None = None) -> Tally:
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], [words for words, _ in pair[0]]))
    rows = tuple(
        TallyRow(tuple(words for words, _ in filling), tuple(entity for _, entity in filling), times)
        for filling, times in ordered[:limit]
    )
    return Tally(str(phrase), rows, counts.total(), len(counts), articles_read)
