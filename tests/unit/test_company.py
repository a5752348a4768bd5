"""The company an entity keeps is the same whether the search index counts it or the store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import dossiers
from index.errors import EngineUnavailable
from index.library import Library
from index.searcher import Searcher
from index.store import company, library
from index.store.database import Database
from tests.archive import opened, write_jsonl

_TEXTS = (
    "Mark Carney met Keir Starmer in Ottawa. Carney and Starmer spoke of Ukraine.",
    "In Ottawa, Mark Carney spoke. Ottawa listened.",
    "Keir Starmer went to Paris without Emmanuel Macron.",
    "Nobody was there.",
    "Emmanuel Macron and Mark Carney and Keir Starmer met in Paris, and then in Ottawa.",
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Library]:
    records = [{"id": f"a{n}", "title": f"T{n}", "text": text} for n, text in enumerate(_TEXTS)]
    found = opened(tmp_path / "lib", write_jsonl(tmp_path / "a.jsonl", records))
    yield found
    found.close()


def test_index_and_store_count_the_same_company(archive: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = archive.entities()
    assert len(rows) >= 4
    counted = [archive.dossier(row.id) for row in rows]
    assert any(dossier.associates for dossier in counted)
    for chunk in (1, 5_000):
        monkeypatch.setattr(company, "_CHUNK", chunk)
        assert [archive.dossier(row.id) for row in rows] == counted
    assert [dossiers.dossier(archive._database, row) for row in rows] == counted


def test_nobody_is_their_own_company(archive: Library) -> None:
    for row in archive.entities():
        assert row.id not in {other.id for other in archive.dossier(row.id).companions}


def test_an_index_that_is_behind_is_not_asked(archive: Library) -> None:
    before = archive.dossier("mark-carney")
    assert archive._searcher.company_of("mark-carney") is not None
    writer = Database(archive.path, writable=True)
    with writer.transaction():
        library.next_generation(writer)
    writer.close()
    assert archive._searcher.company_of("mark-carney") is None
    assert archive.dossier("mark-carney") == before


def test_an_index_that_cannot_be_used_hides_no_dossier(archive: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    before = archive.dossier("mark-carney")

    def damaged(_searcher: Searcher) -> None:
        raise EngineUnavailable("The index is damaged.")

    monkeypatch.setattr(Searcher, "_current", damaged)
    assert archive.dossier("mark-carney") == before
