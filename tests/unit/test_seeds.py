"""The starter library in `seeds/` is what a new user sees first, so its form and its promises are checked here:
dated, titled, marked as samples, written for this project, with names that recur under several forms.
"""

import datetime
import re
import unicodedata
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
SEEDS = REPOSITORY / "seeds"
SHARED_SEEDS = REPOSITORY / ".." / "shared" / "seeds"


@dataclass(frozen=True)
class Seed:
    """One file of the starter library, split at its first blank line."""

    name: str
    header: dict[str, str]
    body: str


def read_seed(path: Path) -> Seed:
    """Split without the project's readers: the library's form must hold for any reader of the format."""
    head, _, body = path.read_bytes().decode("utf-8").partition("\n\n")
    header = dict(line.split(": ", 1) for line in head.split("\n"))
    return Seed(path.name, header, body.removesuffix("\n"))


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:[’'][^\W_]+)*", text.casefold())


def shingles(text: str, size: int) -> set[tuple[str, ...]]:
    """Every run of `size` consecutive words, punctuation and case set aside."""
    sequence = words(text)
    return {tuple(sequence[start : start + size]) for start in range(len(sequence) - size + 1)}


SEED_PATHS = sorted(SEEDS.iterdir())
LIBRARY = [read_seed(path) for path in SEED_PATHS]
each_seed = pytest.mark.parametrize("seed", LIBRARY, ids=[seed.name for seed in LIBRARY])


def test_the_library_is_large_enough_to_be_worth_searching() -> None:
    assert len(LIBRARY) >= 24


def test_the_folder_holds_nothing_but_articles() -> None:
    assert [path.name for path in SEED_PATHS if path.suffix != ".txt" or not path.is_file()] == []


@each_seed
def test_an_article_has_a_title_a_date_and_a_source(seed: Seed) -> None:
    assert set(seed.header) <= {"title", "date", "source", "tags"}
    assert seed.header["title"].strip()
    date = datetime.date.fromisoformat(seed.header["date"])
    assert re.fullmatch(rf"{date.isoformat()}-[a-z0-9]+(?:-[a-z0-9]+)*\.txt", seed.name)


@each_seed
def test_the_source_says_that_the_article_is_a_sample(seed: Seed) -> None:
    assert seed.header["source"].endswith(", a sample written for dateline from public facts")


def test_the_source_facet_has_a_few_values_and_each_holds_several_articles() -> None:
    sources = [seed.header["source"] for seed in LIBRARY]
    assert len(set(sources)) <= 3
    assert min(sources.count(source) for source in set(sources)) >= 4


@each_seed
def test_an_article_is_short_enough_to_read_and_long_enough_to_walk(seed: Seed) -> None:
    assert 120 <= len(seed.body.split()) <= 450


@pytest.mark.parametrize("path", SEED_PATHS, ids=[path.name for path in SEED_PATHS])
def test_a_file_is_clean_text(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert {char for char in text if unicodedata.category(char).startswith("C")} == {"\n"}
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "  " not in text
    assert " \n" not in text


@each_seed
def test_a_paragraph_is_one_line(seed: Seed) -> None:
    paragraphs = seed.body.split("\n\n")
    assert len(paragraphs) >= 4
    assert [paragraph for paragraph in paragraphs if "\n" in paragraph] == []


def test_no_two_articles_share_a_title_or_a_text() -> None:
    assert len({seed.header["title"] for seed in LIBRARY}) == len(LIBRARY)
    assert len({seed.body for seed in LIBRARY}) == len(LIBRARY)


def test_no_two_articles_share_a_run_of_twelve_words() -> None:
    runs = {seed.name: shingles(seed.body, 12) for seed in LIBRARY}
    shared = [(first, second) for first, second in combinations(runs, 2) if runs[first] & runs[second]]
    assert shared == []


def test_carney_appears_in_full_and_by_surname_in_at_least_six_articles() -> None:
    both = [
        seed.name
        for seed in LIBRARY
        if "Mark Carney" in seed.body and re.search(r"(?<!Mark )\bCarney\b(?!'s)", seed.body)
    ]
    assert len(both) >= 6


@pytest.mark.parametrize(
    ("forms", "least_articles"),
    [
        (("Mark Carney", "Mr. Carney", "Prime Minister Carney", "Governor Carney", "Carney's"), 6),
        (("Volodymyr Zelenskyy", "President Zelenskyy", "President Volodymyr Zelenskyy"), 10),
        (("Justin Trudeau", "Mr. Trudeau", "Prime Minister Justin Trudeau"), 8),
        (("Vladimir Putin", "Mr. Putin", "President Vladimir Putin"), 8),
        (("Department of National Defence (DND)", "DND"), 3),
        (("North Atlantic Treaty Organization (NATO)", "NATO"), 6),
        (("United Nations (UN)", "UN General Assembly", "United Nations General Assembly"), 4),
        (("European Space Agency (ESA)", "ESA"), 2),
        (("Canada", "Canadian", "Canadians"), 12),
        (("Ukraine", "Ukrainian", "Ukrainians"), 12),
        (("Soviet Union", "Soviet"), 5),
        (("Antarctic Treaty", "Antarctica", "the Antarctic"), 3),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_a_name_recurs_under_several_forms(forms: tuple[str, ...], least_articles: int) -> None:
    found_in = {form: {seed.name for seed in LIBRARY if form in seed.body} for form in forms}
    assert [form for form, names in found_in.items() if not names] == []
    assert len(set().union(*found_in.values())) >= least_articles


def test_one_name_belongs_to_a_person_and_a_place_in_the_same_article() -> None:
    both = [seed.name for seed in LIBRARY if "George Washington" in seed.body and " in Washington" in seed.body]
    assert both != []


def test_accented_names_are_there_to_be_searched_for() -> None:
    letters = set("".join(seed.body for seed in LIBRARY))
    assert {"é", "ö", "ç", "ø", "ó"} <= letters


def test_the_retelling_of_the_given_article_is_in_its_own_words() -> None:
    given = sorted(SHARED_SEEDS.glob("*.txt")) if SHARED_SEEDS.is_dir() else []
    if not given:
        pytest.skip("the given article is not beside this checkout (../shared/seeds)")
    for path in given:
        runs = shingles(path.read_text(encoding="utf-8-sig"), 8)
        copied = {seed.name: runs & shingles(seed.body, 8) for seed in LIBRARY}
        assert {name: shared for name, shared in copied.items() if shared} == {}
