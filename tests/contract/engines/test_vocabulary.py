"""What depends on the words an index holds: beginnings that stand for too many, and guesses at misspelt words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.contract.engines.alike import ENGINE_NAMES, ORACLE, SORTS, Archive, bound, filled, same_on_all
from tests.contract.engines.articles import ARTICLES, marked


def test_a_wildcard_for_too_many_words_takes_the_most_frequent_and_says_so(tmp_path: Path) -> None:
    articles = (
        marked(1, "", "", " ".join(f"ab{n}" for n in range(1_200))),
        marked(2, "", "", "zebra abzz"),
        marked(3, "", "", "zoo abzz"),
        marked(4, "", "", "ab1199"),
        marked(5, "", "", "ab9z"),
    )
    engines = {name: filled(name, tmp_path / name, articles) for name in ENGINE_NAMES}
    for sort in SORTS:
        hits = same_on_all(engines, bound("ab*"), sort)
        assert {hit.id for hit in hits.hits} == {1, 2, 3, 4}
        assert "1,202 words" in hits.partial
        assert [hit.id for hit in same_on_all(engines, bound('"zebra ab*"'), sort).hits] == [2]
        assert [hit.id for hit in same_on_all(engines, bound("zebra -ab*"), sort).hits] == []


@pytest.mark.parametrize("words", [999, 1_000, 1_001])
def test_a_thousand_words_are_searched_in_full(tmp_path: Path, words: int) -> None:
    articles = (marked(1, "", "", " ".join(f"ab{n:04}" for n in range(words))),)
    engines = {name: filled(name, tmp_path / name, articles) for name in ENGINE_NAMES}
    hits = same_on_all(engines, bound("ab*"), "relevance")
    assert hits.total == 1
    assert bool(hits.partial) == (words > 1_000)


def test_misspelt_words_are_guessed(name: str, tmp_path: Path) -> None:
    engine = filled(name, tmp_path, ARTICLES)
    assert engine.suggest("amundson")[0] == "amundsen"
    assert engine.suggest("rdaium")[0] == "radium"
    assert engine.suggest("qqqqqq") == ()
    assert engine.suggest("x") == ()


@pytest.mark.parametrize(
    "word", ["curei", "leter", "musem", "polle", "greenlnad", "prise", "radiun", "Zurch", "北", ""]
)
def test_all_engines_guess_alike(archive: Archive, word: str) -> None:
    guesses = {name: engine.suggest(word) for name, engine in archive.engines.items() if "pieces" not in name}
    assert guesses == dict.fromkeys(guesses, guesses[ORACLE])
