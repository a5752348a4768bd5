"""What an article becomes in an index: terms with their places, and a few numbers; and where each kind lives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from index.engines.evaluation import UNDATED
from index.model import ENTITY_LABELS, IndexDoc
from index.query.document import DocumentView, unit_of
from index.query.terms import Term, beside

# The index field of each kind of term of each query field.
TERM_FIELDS: Final[dict[tuple[str, str], str]] = {
    ("text", "form"): "text",
    ("text", "stem"): "text_stem",
    ("text", "label"): "name",
    ("text", "name"): "name",
    ("text", "beside"): "beside",
    ("title", "form"): "title",
    ("title", "stem"): "title_stem",
    ("source", "form"): "source",
    ("author", "form"): "author",
    ("lang", "form"): "lang",
    ("tag", "form"): "tag",
}
# Of each article as a whole, as lists too, so that they are packed, merged and read like any other. In `unit`: the
# words that start a sentence, a paragraph, a tag. In `forward`: its names, the first words of its mentions, and whose
# those are.
SENTENCES, PARAGRAPHS, TAGS = "sentence", "paragraph", "tag"
NAMES, MENTIONS, FILLERS = "name", "mention", "filler"
FIELDS_WITH_PLACES: Final = ("author", "beside", "forward", "lang", "name", "source", "tag", "text", "title", "unit")
FIELDS_WITHOUT_PLACES: Final = ("language", "text_stem", "title_stem", "whole")
FIELDS: Final = tuple(sorted(FIELDS_WITH_PLACES + FIELDS_WITHOUT_PLACES))
# Kept of each article in columns; `date` is a day ordinal or UNDATED.
NUMBERS: Final = ("id", "date", "text_length", "title_length")
_ENTITY_LABELS: Final = frozenset(ENTITY_LABELS)


class Entry(NamedTuple):
    """One posting of one article: how often it has a term, and where (as in `Postings`; not in all fields)."""

    field: str
    term: bytes
    frequency: int
    places: Sequence[int]


class Words(NamedTuple):
    """All words of one field of an article, in order; as terms of the index they begin with `prefix`."""

    field: str
    prefix: str
    words: Sequence[str]


@dataclass(frozen=True, slots=True)
class Entries:
    """Everything an index keeps of an article."""

    numbers: tuple[int, ...]  # in the order of NUMBERS
    words: list[Words]
    entries: list[Entry]


def term_bytes(term: Term) -> bytes:
    """The name of a term in its index field: labels and names share one, told apart by the first letter."""
    return f"{term.kind[0]}{term.text}".encode() if term.kind in ("label", "name") else term.text.encode()


def entries_of(document: IndexDoc) -> Entries:
    """Analyse an article. Pure, so that whatever may be wrong with a document is wrong before anything is written."""
    view = DocumentView(document)
    prefix = f"{view.language}:"
    text, title = view.text.tokens, view.title.tokens
    words = [
        Words("text", "", text.forms),
        Words("title", "", title.forms),
        Words("text_stem", prefix, text.stems),
        Words("title_stem", prefix, title.stems),
        *(Words(field, "", found.tokens.forms) for field, found in view.values.items()),
    ]
    entries = [Entry("language", view.language.encode(), 1, ())]
    if document.source:
        entries.append(Entry("whole", document.source.encode(), 1, ()))
    _add_mentions(entries, view)
    _add_units(entries, view)
    date = document.date.toordinal() if document.date else UNDATED
    return Entries((document.id, date, len(text.forms), len(title.forms)), words, entries)


def _add_mentions(entries: list[Entry], view: DocumentView) -> None:
    """Counts are of mentions as given, places of those that are whole words."""
    counts = Counter[Term]()
    for mention in view.document.mentions:
        counts[Term("label", mention.label)] += 1
        if mention.name_id is not None:
            counts[Term("name", str(mention.name_id))] += 1
    places: dict[Term, list[int]] = {term: [] for term in counts}
    for first, end, mention in view.text.mentions:
        places[Term("label", mention.label)].extend((first, end))
        if mention.name_id is not None:
            places[Term("name", str(mention.name_id))].extend((first, end))
    entries.extend(Entry("name", term_bytes(term), count, places[term]) for term, count in counts.items())
    names = sorted({mention.name_id for mention in view.document.mentions if mention.name_id is not None})
    if names:
        entries.append(Entry("forward", NAMES.encode(), len(names), names))
    _add_neighbours(entries, view)
    if view.text.mentions:
        firsts = [found.first for found in view.text.mentions]
        fillers = [found.mention.name_id or 0 for found in view.text.mentions]
        entries.append(Entry("forward", MENTIONS.encode(), len(firsts), firsts))
        entries.append(Entry("forward", FILLERS.encode(), len(fillers), fillers))


def _add_neighbours(entries: list[Entry], view: DocumentView) -> None:
    """Entities with the word before or after them, within a sentence: what the commonest slot phrases ask for."""
    forms, sentences = view.text.tokens.forms, view.text.sentences
    places: dict[str, list[int]] = {}
    for first, end, mention in view.text.mentions:
        if mention.label not in _ENTITY_LABELS:
            continue
        unit = unit_of(sentences, first)
        if end < len(forms) and unit_of(sentences, end) == unit:
            places.setdefault(beside(mention.label, forms[end], is_before=False), []).extend((first, end))
        if first and unit_of(sentences, first - 1) == unit == unit_of(sentences, end - 1):
            places.setdefault(beside(mention.label, forms[first - 1], is_before=True), []).extend((first, end))
    entries.extend(Entry("beside", term.encode(), len(found) // 2, found) for term, found in places.items())


def _add_units(entries: list[Entry], view: DocumentView) -> None:
    units = {SENTENCES: view.text.sentences, PARAGRAPHS: view.text.paragraphs, TAGS: view.values["tag"].sentences}
    entries.extend(Entry("unit", unit.encode(), len(starts), starts) for unit, starts in units.items() if starts)
