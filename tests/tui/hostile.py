"""Text that tries to break out of a screen, and a library in which everything that is data is such text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import cycle
from typing import Any

from hypothesis import strategies as st

from index.answers import Candidate, Completions, DroppedTerm, Facets, HitPlace, Tally, TallyRow
from index.model import (
    Dossier,
    EntityRow,
    MentionInContext,
    OpenArticle,
    QueryProblem,
    SearchResult,
    Snippet,
    Span,
)
from index.reading import Mark
from tests.tui.fake_library import FakeLibrary
from tests.tui.samples import make_article

# Each is a way in which text has been known to take a terminal, a layout or a markup parser in.
_TRICKS = (
    "\x1b[31m", "\x1b]0;owned\x07", "\x1b]8;;http://example.org\x1b\\", "\x1bP1$r\x1b\\", "\x9b2J", "\x90", "\x85",
    "\x00", "\x07", "\b\b\b", "\t", "\n", "\r\n", "\x0b", "\x0c", "\x7f",
    "\u202e", "\u202d", "\u2066", "\u2069", "\u200f", "\u061c",
    "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\xad", "\u2028", "\u2029", "\u180e",
    "\ud800", "\udfff", "\ufffe", "\U000e0041", "\U0001d173",
    "e" + "\u0301" * 12, "\u0301", "\u20dd", "\ufe0f",
    "👩‍👩‍👧‍👦", "👍🏽", "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", "🇨🇦", "🇨", "☎️",
    "漢字", "한글", "ｆｕｌｌ", "नमस्ते", "العربية", "ไทยี่",
    "[red]", "[/]", "[@click=app.quit]x[/]", "[", "]", "\\[", "{person}", "$text-accent", "&lt;",
    "x" * 90, "漢" * 60, "a b c", " ", "",
)  # fmt: skip

texts = st.lists(st.sampled_from(_TRICKS) | st.text(max_size=8), min_size=1, max_size=6).map("".join)


class HostileLibrary(FakeLibrary):
    """Titles, sources, names, queries, passages, errors: all of it taken from `words` in turn."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words: Iterator[str] = cycle(words)
        articles = [
            make_article(n, text=f"Mark Carney {self.word()} said {self.word()} in Kyiv on Sunday. " * 3,
                         title=self.word(), date="2025-01-01", source=self.word())
            for n in range(1, 13)
        ]  # fmt: skip
        super().__init__(articles)
        self.name = self.word()
        self.record.save_search(self.word(), self.word())
        self.record.asked = [self.word(), self.word()]
        self.record.set_mark(Mark("a", "key0001", self.word(), 0, 0))

    def word(self) -> str:
        """The next of the words."""
        return next(self._words)

    def search(self, query: str, **asked: Any) -> SearchResult:
        found = super().search("", **asked)
        problem = QueryProblem(self.word(), 0, 1)
        return replace(found, query=query, echo=self.word(), partial=self.word(), problems=(problem,))

    def snippets(self, ids: Sequence[int], query: str, **asked: Any) -> list[Snippet]:
        return [Snippet(word, (Span(0, len(word) // 2),)) for word in (self.word() for _ in ids)]

    def open_article(self, article_id: int) -> OpenArticle:
        opened = super().open_article(article_id)
        mentions = tuple(replace(each, entity_name=self.word()) for each in opened.mentions)
        entities = tuple(replace(each, name=self.word()) for each in opened.entities)
        return replace(opened, mentions=mentions, entities=entities)

    def _entity(self) -> EntityRow:
        return EntityRow("mark-carney", self.word(), "PERSON", 12, 36)

    def entities(self, query: str = "", *, types: Iterable[str] = (), limit: int | None = None) -> list[EntityRow]:
        return [self._entity(), self._entity()]

    def dossier(self, entity: str) -> Dossier:
        found = super().dossier(entity)
        return replace(
            found,
            entity=self._entity(),
            aliases=tuple(replace(each, text=self.word(), reason=self.word()) for each in found.aliases),
            companions=tuple(replace(each, name=self.word()) for each in found.companions),
            sources=((self.word(), 3), (self.word(), 1)),
            possibly=(self._entity(),),
            related=(self._entity(),),
        )

    def context_lines(self, places: Sequence[HitPlace], **asked: Any) -> list[MentionInContext]:
        found = super().context_lines(places, **asked)
        passages = [self.word() + self.word() for _ in found]
        return [
            replace(each, title=self.word(), source=self.word(), text=text, hit=Span(len(text) // 3, len(text) // 2))
            for each, text in zip(found, passages, strict=True)
        ]

    def facets(self, query: str, **asked: Any) -> Facets:
        found = super().facets("", **asked)
        return replace(
            found,
            sources=tuple(each._replace(label=self.word()) for each in found.sources),
            entities=tuple(each._replace(label=self.word()) for each in found.entities),
        )

    def tally(self) -> Tally:
        """Who fills a slot."""
        rows = tuple(TallyRow((self.word(),), ("mark-carney",), times) for times in (9, 4, 1))
        return Tally('"{person} said"', rows, 14, 5)

    def tallies(self, query: str, **asked: Any) -> tuple[Tally, ...]:
        return (self.tally(), self.tally())

    def candidates(self) -> Completions:
        """What may stand at the cursor."""
        kinds = ("PERSON", "ORG", "")
        return Completions(0, 1, tuple(Candidate("x", self.word(), kind, 3, self.word()) for kind in kinds))

    def dropped(self) -> tuple[DroppedTerm, ...]:
        """What is found without a term."""
        return (DroppedTerm(self.word(), self.word(), 3), DroppedTerm(self.word(), "x", 0))
