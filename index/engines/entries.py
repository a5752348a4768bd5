"""What an article becomes in an index: terms with their places, and a few numbers; and where each kind lives."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from index.engines.evaluation import UNDATED, Breaks
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
FIELDS_WITH_PLACES: Final = ("author", "lang", "name", "source", "tag", "text", "title")
FIELDS_WITHOUT_PLACES: Final = ("language", "text_stem", "title_stem")
FIELDS: Final = tuple(sorted(FIELDS_WITH_PLACES + FIELDS_WITHOUT_PLACES))
NUMBERS: Final = (
    "id",
    "date",
    "text_length",
    "title_length",
)  # kept of each article; `date` is a day ordinal or UNDATED
ONE_UNIT: Final = Breaks((0,), (0,))


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
    breaks: bytes
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
    _add_mentions(entries, view)
    date = document.date.toordinal() if document.date else UNDATED
    lengths = len(view.text.tokens.forms), len(view.title.tokens.forms)
    return Entries((document.id, date, *lengths), _pack_breaks(view), entries)


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


def _pack_breaks(view: DocumentView) -> bytes:
    text = view.text
    packed = array("I", [len(text.sentences), len(text.paragraphs)])
    for numbers in (text.sentences, text.paragraphs, view.values["tag"].sentences):
        packed.extend(numbers)
    return packed.tobytes()


def unpack_breaks(packed: bytes, field: str) -> Breaks:
    """The breaks of the text, or of the tags, of a document."""
    numbers = memoryview(packed).cast("I")
    first = 2 + numbers[0]
    second = first + numbers[1]
    if field == "tag":
        return Breaks(numbers[second:], numbers[second:])
    return Breaks(numbers[2:first], numbers[first:second])
