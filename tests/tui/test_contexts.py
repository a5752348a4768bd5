"""Lines of context: the hits of a query and the mentions in a dossier, in any order, however many."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from index.answers import ContextSide, HitPlace
from index.errors import EngineUnavailable
from index.events import CancelToken
from tests.tui.conftest import Reader, reading
from tests.tui.fake_library import FakeLibrary
from tests.tui.samples import make_article
from tui.screens import contexts, hits
from tui.screens.dossier import DossierScreen
from tui.screens.hits import HitsScreen
from tui.widgets import kwic
from tui.widgets.kwic import CompanionList, KwicList


async def _hits_of(reader: Reader, query: str) -> HitsScreen:
    await reader.search(query)
    await reader.press("escape", "W")
    await reader.until(lambda: isinstance(reader.app.screen, HitsScreen))
    await reader.settle()
    screen = reader.app.screen
    assert isinstance(screen, HitsScreen)
    return screen


async def _dossier(reader: Reader, query: str = "carney") -> DossierScreen:
    await reader.open(query)
    await reader.press("enter")
    await reader.until(lambda: isinstance(reader.app.screen, DossierScreen))
    await reader.settle()
    screen = reader.app.screen
    assert isinstance(screen, DossierScreen)
    return screen


def _around(screen: HitsScreen | DossierScreen, side: ContextSide) -> list[str]:
    """The word beside each hit, down the list."""
    lines = [screen.kwic.mention(n) for n in range(screen.kwic.count)]
    found = []
    for line in lines:
        assert line is not None
        beside = line.text[: line.hit.start] if side == "left" else line.text[line.hit.end :]
        words = re.findall(r"\w+", beside.casefold())
        found.append(words[-1 if side == "left" else 0] if words else "")
    return found


# ---------------------------------------------------------------------------------------------- of a query


async def test_every_hit_of_the_results_stands_in_its_context_and_opens_there() -> None:
    async with reading() as reader:
        screen = await _hits_of(reader, "carney")
        assert "Every hit in context   carney" in reader.screen_text
        assert "8 hits in 3 articles" in reader.screen_text
        assert "Hits · by relevance" in reader.screen_text
        await reader.press("j", "j")
        line = screen.kwic.selected
        assert line is not None
        await reader.press("enter")
        await reader.until(lambda: reader.app.screen is reader.main and reader.opened == line.article_id)
        await reader.settle()
        assert reader.main.view.cursor == line.start
        await reader.press("backspace")
        assert reader.opened is None


async def test_hits_are_put_into_every_order_in_turn() -> None:
    async with reading() as reader:
        screen = await _hits_of(reader, "carney")
        listed = [screen.kwic.mention(n) for n in range(screen.kwic.count)]
        await reader.press("s")
        await reader.settle()
        assert "Hits · by date" in reader.screen_text
        dated = [screen.kwic.mention(n) for n in range(screen.kwic.count)]
        assert len(dated) == len(listed)
        await reader.press("s")
        await reader.settle()
        assert "Hits · by left context" in reader.screen_text
        assert _around(screen, "left") == sorted(_around(screen, "left"))
        await reader.press("s")
        await reader.settle()
        assert "Hits · by right context" in reader.screen_text
        assert _around(screen, "right") == sorted(_around(screen, "right"))
        await reader.press("s")
        await reader.settle()
        assert [screen.kwic.mention(n) for n in range(screen.kwic.count)] == listed


async def test_one_comes_back_from_an_article_to_where_the_list_was_left() -> None:
    async with reading() as reader:
        screen = await _hits_of(reader, "carney")
        await reader.press("s", "s")
        await reader.settle()
        await reader.press("j", "j", "j")
        line = screen.kwic.selected
        await reader.press("enter")
        await reader.until(lambda: reader.opened is not None)
        await reader.settle()
        await reader.press("W")
        await reader.until(lambda: isinstance(reader.app.screen, HitsScreen))
        await reader.settle()
        again = reader.app.screen
        assert isinstance(again, HitsScreen)
        assert again is not screen
        assert "Hits · by left context" in reader.screen_text
        assert (again.kwic.cursor, again.kwic.selected) == (3, line)
        await reader.press("q")
        fresh = await _hits_of(reader, "canada")  # other results: from the first
        assert (fresh.order, fresh.kwic.cursor) == ("listed", 0)


def _many(count: int) -> FakeLibrary:
    """Articles with two hits each."""
    return FakeLibrary(
        [make_article(n, text=f"In {n:05} Carney said that Carney spoke.", title=f"T{n}") for n in range(1, count + 1)]
    )


async def test_a_large_answer_is_read_only_as_far_as_it_is_looked_at() -> None:
    library = _many(3_000)
    async with reading(library) as reader:
        screen = await _hits_of(reader, "carney")
        assert "of 3 000 articles" in reader.screen_text
        read = screen.reading.articles
        assert 0 < read < 500
        assert f"{2 * read} hits in the first {read} of 3 000 articles" in reader.screen_text
        await reader.press("G")
        await reader.settle()
        assert screen.reading.articles > read
        assert screen.kwic.selected is not None
        made = sum(int(str(call.arguments[0])) for call in library.calls if call.name == "context_lines")
        assert made <= 4 * kwic.PAGE  # lines are made for what is in view, not for every hit


async def test_an_order_by_context_says_what_it_sorted(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (contexts, hits):
        monkeypatch.setattr(module, "MOST_SORTED", 300)
    async with reading(_many(1_000)) as reader:
        screen = await _hits_of(reader, "carney")
        await reader.press("s", "s")
        await reader.settle()
        assert "Hits · by left context: the first 300 hits" in reader.screen_text
        assert screen.kwic.count == 300


async def test_another_order_stops_a_sort_that_takes_long() -> None:
    library = FakeLibrary()
    async with reading(library) as reader:
        screen = await _hits_of(reader, "carney")
        library.delays["in_context_order"] = 5.0
        await reader.press("s", "s")
        await reader.until(lambda: "Sorting …" in reader.screen_text)
        await reader.press("escape")
        assert reader.app.screen is reader.main
        await reader.until(lambda: library.cancelled)
        assert screen.token.is_cancelled


async def test_no_words_no_results_and_hits_in_titles_only_are_told() -> None:
    class InTitles(FakeLibrary):
        def hit_places(
            self, query: str, ids: Sequence[int], *, is_typing: bool = False, cancel: CancelToken | None = None
        ) -> list[HitPlace]:
            return []

    async with reading(InTitles()) as reader:
        await reader.press("W")
        assert "needs words to look for" in reader.screen_text
        await _hits_of(reader, "carney")
        assert "No hits in the texts" in reader.screen_text
        await reader.press("enter", "q")
        await reader.search("xyzzy")
        await reader.press("escape", "W")
        assert "there is nothing to show in context" in reader.screen_text


async def test_trouble_with_the_hits_is_told_in_the_list() -> None:
    library = FakeLibrary()
    async with reading(library) as reader:
        library.failures["hit_places"] = EngineUnavailable("The index cannot be read.")
        await _hits_of(reader, "carney")
        assert "The index cannot be read." in reader.screen_text


async def test_a_line_whose_article_is_gone_says_so_and_opens_nothing() -> None:
    library = FakeLibrary()
    async with reading(library) as reader:
        await reader.search("carney")
        ids = reader.shown_ids
        gone = ids[0]
        article = library.articles[gone]
        real = FakeLibrary.context_lines

        class Gone(FakeLibrary):
            def context_lines(self, places: Sequence[HitPlace], *, width: int = 160):
                return [line for line in real(self, places, width=width) if line.article_key != article.key]

        library.__class__ = Gone
        await reader.press("escape", "W")
        await reader.until(lambda: "this article has changed or is gone" in reader.screen_text)
        await reader.press("enter")
        assert isinstance(reader.app.screen, HitsScreen)


# ---------------------------------------------------------------------------------------------- of an entity


async def test_mentions_in_a_dossier_are_sorted_by_date_and_by_either_context() -> None:
    async with reading() as reader:
        screen = await _dossier(reader)
        assert "Mentions · by date" in reader.screen_text
        await reader.press("s")
        await reader.settle()
        assert "Mentions · by left context" in reader.screen_text
        assert _around(screen, "left") == sorted(_around(screen, "left"))
        await reader.press("s")
        await reader.settle()
        assert _around(screen, "right") == sorted(_around(screen, "right"))
        line = screen.kwic.selected
        assert line is not None
        await reader.press("enter")
        await reader.until(lambda: reader.app.screen is reader.main)
        await reader.settle()
        assert reader.opened == line.article_id
        assert reader.main.view.cursor == line.start


async def test_a_dossier_says_how_many_of_its_mentions_were_sorted(monkeypatch: pytest.MonkeyPatch) -> None:
    from tui.screens import dossier

    for module in (contexts, dossier):
        monkeypatch.setattr(module, "MOST_SORTED", 4)
    async with reading() as reader:
        screen = await _dossier(reader)
        total = screen.kwic.count
        await reader.press("s")
        await reader.settle()
        assert screen.kwic.count == 4
        assert f"the first 4 of {total}" in reader.screen_text


async def test_companions_are_listed_by_association_or_by_count() -> None:
    async with reading() as reader:
        screen = await _dossier(reader)
        assert "log-likelihood G²" in reader.screen_text
        assert screen.dossier is not None
        companions = screen.query_one(CompanionList)
        assert list(companions.companions) == list(screen.dossier.associates)
        await reader.press("tab", "s")
        assert list(companions.companions) == list(screen.dossier.companions)
        assert "by articles" in reader.screen_text
        await reader.press("s")
        assert "log-likelihood G²" in reader.screen_text


async def test_a_adds_the_entity_or_the_pair_to_the_query() -> None:
    async with reading() as reader:
        screen = await _dossier(reader)
        await reader.press("a")
        await reader.until(lambda: "@" in reader.main.query_input.value)
        assert reader.main.query_input.value == f"carney @{screen.entity}"
        assert reader.app.screen is reader.main
        screen = await _dossier(reader)
        await reader.press("tab")
        other = screen.query_one(CompanionList).selected
        assert other is not None
        await reader.press("a")
        await reader.until(lambda: other.id in reader.main.query_input.value)
        assert reader.main.query_input.value == f"carney @{screen.entity} @{other.id}"


async def test_what_was_asked_already_is_not_asked_twice() -> None:
    async with reading() as reader:
        await reader.open("@mark-carney")
        await reader.press("right_square_bracket", "enter")
        await reader.until(lambda: isinstance(reader.app.screen, DossierScreen))
        await reader.settle()
        await reader.press("a")
        await reader.until(lambda: reader.app.screen is reader.main)
        await reader.settle()
        assert reader.main.query_input.value == "@mark-carney"
        assert "the query says that already" in reader.screen_text


async def test_far_pages_are_forgotten_and_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kwic, "_PAGES_KEPT", 2)
    library = _many(400)
    async with reading(library) as reader:
        screen = await _hits_of(reader, "carney")
        for _ in range(6):
            await reader.press("G")
            await reader.settle()
        assert len(screen.query_one(KwicList)._pages) <= 2
        await reader.press("g")
        await reader.until(lambda: screen.kwic.selected is not None)
