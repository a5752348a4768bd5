"""The shared articles are found by what is in them, on every engine, wherever they lie beside the checkout."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from tests.contract.engines.alike import Archive
from tests.contract.engines.gold import ARTICLES, NAMES
from tests.contract.engines.golden_gold import GOLDEN_GOLD
from tests.contract.engines.reading import Ids

pytestmark = pytest.mark.skipif(
    not ARTICLES, reason="the shared articles (../shared/gold) are not beside this checkout"
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    made = Archive(tmp_path_factory.mktemp("gold"), ARTICLES, NAMES)
    yield made
    made.close()


@pytest.mark.parametrize(("text", "expected", "count"), GOLDEN_GOLD, ids=[text for text, *_ in GOLDEN_GOLD])
def test_queries_find_what_a_reader_with_grep_finds(archive: Archive, text: str, expected: Ids, count: int) -> None:
    assert archive.ask(text).found == expected
    assert len(expected) == count


def test_every_word_of_every_title_is_searched_alike(archive: Archive) -> None:
    words = sorted({word for article in ARTICLES for word in article.title.split() if word.isalnum()})
    texts = [*words, *(f'"{first} {second}"~9' for first, second in itertools.pairwise(words))]
    texts += [f"{first} OR {second} -the" for first, second in zip(words[::3], words[1::3], strict=False)]
    texts += [f"{word[:3]}*" for word in words if len(word) > 3] + [f"{word}~" for word in words if len(word) > 4]
    for text in texts:
        archive.hits(text, ("relevance", "newest"))
