"""What every annotator owes the rest of the program, run on each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from index.annotate import ANNOTATORS, load_annotator
from index.annotate.base import Annotator
from index.annotate.models import DEFAULT_MODELS, find_model
from index.errors import ModelMissing
from index.model import ENTITY_LABELS, VALUE_LABELS, Article

NEWS = (
    "Prime Minister Mark Carney flew to Kyiv on Sunday to meet the leaders of Ukraine.\n\n"
    "“Canada will be there,” Carney told reporters beside Volodymyr Zelenskyy. He flew home from Warsaw on Monday."
)
ODD_TEXTS = (
    ".",
    " \n\n\t ", "…—…", "\x00\x1b]0;x\x07\u202e", "中文新闻。" * 20, "👩\u200d👩\u200d👧 Mark Carney 🇨🇦", "a" * 5000,
    "\n\n\n".join("ABC"),     "Paris\n\nLondon\r", "É" * 300,
)  # fmt: skip


def article(text: str, key: str = "a") -> Article:
    return Article(key=key, text=text, title="Never annotated: Angela Merkel")


def an_installed_model() -> str:
    """The light model where there is one: its tests are the same, and it loads sooner."""
    for model in reversed(DEFAULT_MODELS):
        try:
            return find_model(model).name
        except ModelMissing:
            continue
    pytest.skip("no language model is installed")


@pytest.fixture(scope="module", params=["capitalised", "spacy"])
def annotator(request: pytest.FixtureRequest) -> Annotator:
    made = load_annotator("capitalised" if request.param == "capitalised" else an_installed_model())
    assert isinstance(made, Annotator)
    return made


def test_every_shipped_annotator_is_under_this_contract() -> None:
    assert {"capitalised", "spacy"} <= set(ANNOTATORS.names())


def test_it_finds_the_people_and_places_of_plain_news(annotator: Annotator) -> None:
    (annotated,) = annotator.annotate([article(NEWS)])
    found = {(mention.text, mention.label) for mention in annotated.mentions}
    assert {("Mark Carney", "PERSON"), ("Canada", "GPE"), ("Volodymyr Zelenskyy", "PERSON")} <= found


def test_every_mention_is_exactly_where_it_says(annotator: Annotator) -> None:
    for annotated, text in zip(
        annotator.annotate([article(text) for text in (NEWS, *ODD_TEXTS)]), (NEWS, *ODD_TEXTS), strict=True
    ):
        ends = 0
        for mention in annotated.mentions:
            assert text[mention.start : mention.end] == mention.text
            assert mention.start >= ends, "in order, without overlap"
            ends = mention.end
            assert mention.text == mention.text.strip() != ""
            assert not re.search(r"\n\s*\n", mention.text)
            assert mention.label in ENTITY_LABELS + VALUE_LABELS


def test_answers_come_in_the_order_of_the_articles(annotator: Annotator) -> None:
    articles = [article(NEWS if number % 3 else "Nothing to see.", key=str(number)) for number in range(50)]
    assert [annotated.key for annotated in annotator.annotate(articles)] == [each.key for each in articles]


def test_a_long_archive_is_not_taken_in_at_once(annotator: Annotator) -> None:
    taken = 0

    def archive() -> Iterator[Article]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield article("Carney is in Kyiv.", key=str(number))

    next(iter(annotator.annotate(archive())))
    assert taken <= 16


def test_nothing_in_nothing_out(annotator: Annotator) -> None:
    assert list(annotator.annotate([])) == []


def test_the_same_article_is_annotated_the_same_in_any_company(annotator: Annotator) -> None:
    (alone,) = annotator.annotate([article(NEWS)])
    among = [*annotator.annotate([*(article(text) for text in ODD_TEXTS), article(NEWS), article(NEWS)])]
    assert among[-1] == among[-2] == alone


def test_the_title_is_not_annotated(annotator: Annotator) -> None:
    (annotated,) = annotator.annotate([article("It rained and it rained.")])
    assert annotated.mentions == ()


def test_names_late_in_a_long_article_are_found_in_their_place(annotator: Annotator) -> None:
    text = "It rained all day in the hills.\n\n" * 2000 + NEWS
    (annotated,) = annotator.annotate([article(text)])
    late = [mention for mention in annotated.mentions if mention.text == "Volodymyr Zelenskyy"]
    assert [mention.start for mention in late] == [text.index("Volodymyr")]


def test_it_signs_its_work(annotator: Annotator) -> None:
    (annotated,) = annotator.annotate([article(NEWS)])
    assert annotated.tag == annotator.tag != ""
    assert annotator.tag.isprintable()
