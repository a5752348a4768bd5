"""What an article becomes in an index: terms with their places, and a few numbers; and where each kind lives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from index.engines.evaluation import UNDATED
from index.model import IndexDoc
from index.query.document import DocumentView
from index.query.terms import Term

# The index field of each kind of term of each query field.
TERM_FIELDS: Final[dict[tuple[str, str], str]] = {
    ("text", "form"): "text",
    ("text", "stem"): "text_stem",
    ("text", "label"): "name",
    ("text", "name"): "name",
    ("title", "form"): "title",
    ("title", "stem"): "title_stem",
    ("source", "form"): "source",
    ("author", "form"): "author",
    ("lang", "form"): "lang",
    ("tag", "form"): "tag",
}
# Of each article as a whole, as lists too, so that they are packed, merged and read like any other:
SENTENCES, PARAGRAPHS, TAGS = "sentence", "paragraph", "tag"  # `unit`: the words that start one
NAMES, MENTIONS, FILLERS = (
    "name",
    "mention",
    "filler",
)  # `forward`: its names; first words of mentions; their names, or 0
FIELDS_WITH_PLACES: Final = ("author", "forward", "lang", "name", "source", "tag", "text", "title", "unit")
FIELDS_WITHOUT_PLACES: Final = ("language", "text_stem", "title_stem", "whole")
FIELDS: Final = tuple(sorted(FIELDS_WITH_PLACES + FIELDS_WITHOUT_PLACES))
NUMBERS: Final = (
    "id",
    "date",
    "text_length",
    "title_length",
)  # kept of each article; `date` is a day ordinal or UNDATED


class Entry(NamedTuple):
    """One posting of one article: how often it has a term, and where (as in `Postings`; not in all fields)."""

    field: str
    term: bytes
    frequency: int
    places: Sequence[int]


@dataclass(frozen=True, slots=True)
class Entries:
    """Everything an index keeps of an article."""

    numbers: tuple[int, ...]  # in the order of NUMBERS
    entries: list[Entry]


def term_bytes(term: Term) -> bytes:
    """The name of a term in its index field: labels and names share one, told apart by the first letter."""
    return f"{term.kind[0]}{term.text}".encode() if term.kind in ("label", "name") else term.text.encode()


def entries_of(document: IndexDoc) -> Entries:
    """Analyse an article. Pure, so that whatever may be wrong with a document is wrong before anything is written."""
    view = DocumentView(document)
    entries = [Entry("language", view.language.encode(), 1, ())]
    for field in ("text", "title"):
        tokens = view.field(field).tokens
        _add_forms(entries, field, tokens.forms)
        stems = Counter(tokens.stems)
        prefix = f"{view.language}:"
        entries.extend(Entry(f"{field}_stem", f"{prefix}{stem}".encode(), count, ()) for stem, count in stems.items())
    for field, found in view.values.items():
        _add_forms(entries, field, found.tokens.forms)
    if document.source:
        entries.append(Entry("whole", document.source.encode(), 1, ()))
    _add_mentions(entries, view)
    _add_units(entries, view)
    date = document.date.toordinal() if document.date else UNDATED
    lengths = len(view.text.tokens.forms), len(view.title.tokens.forms)
    return Entries((document.id, date, *lengths), entries)


def _add_forms(entries: list[Entry], field: str, forms: Iterable[str]) -> None:
    places: dict[str, list[int]] = {}
    for number, form in enumerate(forms):
        found = places.get(form)
        if found is None:
            places[form] = [number]
        else:
            found.append(number)
    entries.extend(Entry(field, form.encode(), len(numbers), numbers) for form, numbers in places.items())


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
    if view.text.mentions:
        firsts = [found.first for found in view.text.mentions]
        fillers = [found.mention.name_id or 0 for found in view.text.mentions]
        entries.append(Entry("forward", MENTIONS.encode(), len(firsts), firsts))
        entries.append(Entry("forward", FILLERS.encode(), len(fillers), fillers))


def _add_units(entries: list[Entry], view: DocumentView) -> None:
    units = {SENTENCES: view.text.sentences, PARAGRAPHS: view.text.paragraphs, TAGS: view.values["tag"].sentences}
    entries.extend(Entry("unit", unit.encode(), len(starts), starts) for unit, starts in units.items() if starts)
