"""Golden queries: what a reader would find in twelve articles, every engine finds, and marks alike."""

from __future__ import annotations

import pytest

from tests.contract.engines.alike import Archive
from tests.contract.engines.golden import GOLDEN


@pytest.mark.parametrize(("text", "expected"), GOLDEN, ids=[text or "empty" for text, _ in GOLDEN])
def test_golden_queries_find_their_articles_on_every_engine(
    archive: Archive, text: str, expected: set[int] | frozenset[int]
) -> None:
    answer = archive.ask(text)
    assert answer.found == expected
