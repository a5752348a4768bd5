"""The starter articles are found by what is in them, on every engine."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.contract.engines.alike import Archive
from tests.contract.engines.golden_seeds import FIND_NOTHING, GOLDEN_SEEDS
from tests.contract.engines.reading import Ids
from tests.contract.engines.seeds import NAMES, SEEDS, surfaces


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    made = Archive(tmp_path_factory.mktemp("seeds"), SEEDS, NAMES)
    yield made
    made.close()


@pytest.mark.parametrize(("text", "expected"), GOLDEN_SEEDS, ids=[text for text, _ in GOLDEN_SEEDS])
def test_queries_find_what_a_reader_with_grep_finds(archive: Archive, text: str, expected: Ids) -> None:
    assert archive.ask(text).found == expected
    assert bool(expected) == (text not in FIND_NOTHING), "an expectation of nothing would hold of anything"


# A query, and the pattern of what it marks in the texts as they are written.
MARKED = [
    ("troop", r"(?i)\btroops?\b"),
    ("Carney", r"\bCarney\b"),
    ("ukrain*", r"(?i)\bukrain\w*"),
    ("secretary-general", r"(?i)\bsecretary[- ]general\b"),
    ('"prime minister"', r"(?i)\bprime minister\b"),
    ('"the prime minister"', r"(?i)\bthe prime minister\b"),
    ("hammarskjold", "Hammarskjöld"),
    ("3008", "3,008"),
    ("@kyiv", r"\bKyiv\b"),
    ("@mark-carney", r"\b(?:Mark )?Carney\b"),
    ('"{person} said"', rf"\b(?i:{surfaces('PERSON')}) said\b"),
    ('"in {place}"', rf"\b[Ii]n (?i:{surfaces('GPE')})\b"),
    ('"{money}"', r"(?<=\$)[\d.]+ (?:million|billion)"),
]


@pytest.mark.parametrize(("text", "pattern"), MARKED, ids=[text for text, _ in MARKED])
def test_they_mark_what_it_marks(archive: Archive, text: str, pattern: str) -> None:
    matches = archive.ask(text).matches
    for article_id, article in archive.articles.items():
        marked = [article.text[start:end] for start, end in matches[article_id].text]
        assert marked == [found[0] for found in re.finditer(pattern, article.text)], article.title
