"""Which index terms a leaf of a query stands for: the part of evaluation that depends on the library's vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple, Protocol

from index.analysis import stem
from index.query.ast import EntityFilter, Fuzzy, Phrase, Query, Slot, Wildcard, leaves
from index.query.ast import Literal as LiteralItem
from index.query.fuzzy import nearby
from index.query.matching import TextLeaf, Wide, fields_of
from index.query.words import form_of

MAX_EXPANSION: Final = 1_000  # words that a wildcard stands for at most


class Term(NamedTuple):
    """A posting list's name within a field. A stem's text is `language:stem`; a name's is its number.

    `beside` is a type of name next to a word (see `beside`); not every engine has such lists.
    """

    kind: Literal["form", "stem", "label", "name", "beside"]
    text: str


Group = tuple[Term, ...]


def beside(label: str, form: str, *, is_before: bool) -> str:
    """The term for a mention with this label right after a word (`is_before`: the word is), or right before it."""
    return f"{label}{'<' if is_before else '>'}{form}"


class Vocabulary(Protocol):
    """What an engine knows of the words it holds. Fields are `text`, `title`, `source`, `author`, `lang` and `tag`."""

    def words(self, field: str, prefix: str) -> Mapping[str, int]:
        """All forms of a field that start so, in any order, and in how many articles each is, roughly."""

    def languages(self) -> Iterable[str]:
        """The codes of the languages that articles are stemmed in."""


@dataclass(frozen=True, slots=True)
class Expanded:
    """The words that each wide leaf stands for, and what is to be said where they were too many."""

    words: dict[Wide, tuple[str, ...]] = field(default_factory=dict)
    limited: frozenset[Wide] = frozenset()
    notes: tuple[str, ...] = ()


def expand(query: Query, vocabulary: Vocabulary, check: Callable[[], None]) -> Expanded:
    """Look up every wildcard and fuzzy word of a query; of too many words the most frequent are taken.

    `check` is called between look-ups, and may raise.
    """
    words: dict[Wide, tuple[str, ...]] = {}
    limited: set[Wide] = set()
    notes: list[str] = []
    for wide, fields in _wide_parts(query):
        if wide in words:
            continue
        found = _candidates(wide, fields, vocabulary, check)
        if len(found) > MAX_EXPANSION:
            limited.add(wide)
            notes.append(f"{wide} stands for {len(found):,} words; the {MAX_EXPANSION:,} most frequent were searched")
            found = dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:MAX_EXPANSION])
        words[wide] = tuple(sorted(found))
    return Expanded(words, frozenset(limited), tuple(notes))


def _wide_parts(query: Query) -> Iterable[tuple[Wide, tuple[str, ...]]]:
    for leaf in leaves(query):
        if isinstance(leaf, Wildcard | Fuzzy):
            yield leaf, fields_of(leaf)
        elif isinstance(leaf, Phrase):
            for item in leaf.items:
                if isinstance(item, LiteralItem) and item.is_prefix:
                    yield item, fields_of(leaf)


def _candidates(
    wide: Wide, fields: Sequence[str], vocabulary: Vocabulary, check: Callable[[], None]
) -> Mapping[str, int]:
    form = form_of(wide.text)
    if not form:
        return {}
    if isinstance(wide, Fuzzy):
        # The fields one by one: to join their words first takes longer than to compare some of them twice.
        found: dict[str, int] = {}
        for name in fields:
            check()
            words = vocabulary.words(name, form[:1])  # the first letter must be right
            for near in nearby(form, words, wide.distance):
                found[near.word] = found.get(near.word, 0) + words[near.word]
        return found
    return words_in(vocabulary, fields, form, check)


def words_in(
    vocabulary: Vocabulary, fields: Sequence[str], prefix: str = "", check: Callable[[], None] = lambda: None
) -> Mapping[str, int]:
    """The words of several fields that start so, the counts of those in more than one added up."""
    if len(fields) == 1:
        return vocabulary.words(fields[0], prefix)
    counts: dict[str, int] = {}
    for name in fields:
        check()
        for word, articles in vocabulary.words(name, prefix).items():
            counts[word] = counts.get(word, 0) + articles
    return counts


def groups_of(leaf: TextLeaf | EntityFilter, expanded: Expanded, languages: Iterable[str]) -> list[Group | None]:
    """The terms of a leaf, one group for each of its items; None for an item that stands for any word."""
    if isinstance(leaf, EntityFilter):
        return [_names(leaf.name_ids)]
    if isinstance(leaf, Phrase):
        return [_of_item(item, expanded) for item in leaf.items]
    if isinstance(leaf, Wildcard | Fuzzy):
        return [_forms(expanded.words[leaf])]
    form = form_of(leaf.text)
    if leaf.is_exact:
        return [_forms([form])]
    return [tuple(Term("stem", f"{language}:{stem(form, language)}") for language in sorted(languages))]


def _of_item(item: object, expanded: Expanded) -> Group | None:
    if isinstance(item, Slot):
        return _names(item.name_ids) if item.name else tuple(Term("label", label) for label in item.labels)
    if isinstance(item, LiteralItem):
        return _forms(expanded.words[item] if item.is_prefix else [form_of(item.text)])
    return None


def _forms(forms: Iterable[str]) -> Group:
    return tuple(Term("form", form) for form in forms)


def _names(name_ids: frozenset[int] | None) -> Group:
    return tuple(Term("name", str(name_id)) for name_id in sorted(name_ids or ()))
