"""What every engine must do, checked on each with the same body; and that all answer alike, in the same order."""

from __future__ import annotations

import datetime
import itertools
import json
import shutil
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.engines import ENGINES, manifest, open_engine
from index.engines.base import Engine
from index.errors import ConfigError, EngineError, EngineUnavailable
from index.events import Cancelled, CancelToken
from index.model import Hits, IndexDoc, Sort
from index.query import bind, parse
from index.query.ast import Query
from tests.contract.engine_corpus import ARTICLES, Names, marked

ENGINE_NAMES = ("memory", "whoosh", "whoosh-plain")
SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest")
TODAY = datetime.date(2025, 8, 27)
GOLD = Path(__file__).resolve().parents[2] / ".." / "shared" / "gold" / "wikinews_dev.jsonl"

ALL = frozenset(range(1, 13))

# A query, and the articles it is to find.
GOLDEN: list[tuple[str, set[int] | frozenset[int]]] = [
    ("", ALL),
    # words: stemmed in lower case, exact with a capital, folded always
    ("radium", {2, 8}),
    ("element", {2}),
    ("elements", {2}),
    ("Elements", {2}),
    ("Element", {2}),
    ("sledge", {4, 12}),
    ("Sledge", set()),
    ("skis", {1, 10}),
    ("ski", {1, 10}),
    ("zurich", {8}),
    ("Zürich", {8}),
    ("lodz", {8}),
    ("lefevre", set()),
    ("curie", {2, 3, 8}),
    ("Curie", {2, 3, 8}),
    ("Curies", {3}),
    ("weren't", {5}),
    ("werent", {5}),
    ("U.S.", {6}),
    ("US", {6}),
    ("us", {6}),
    ("12000", {7}),
    ("12,000", {7}),
    ("3.5", {7}),
    ("post-war", {6}),
    ("war", {6, 9}),  # `waren` in the German one
    ("self-made", {12}),
    ("ice-cap", {1}),
    ("北京", {12}),
    ("京北", set()),
    ("zeppelin", set()),
    # languages: the German article is stemmed as German
    ("telegramm", {9}),
    ("haus", {9}),
    ("hauser", {9}),
    ("strassen", {9}),
    ("stadt", {9}),
    # operators
    ("dogs skis", {10}),
    ("dogs OR radium", {2, 4, 8, 10}),
    ("letter -museum", {4, 5}),
    ("letter NOT museum", {4, 5}),
    ("letter AND museum", {11}),
    ("-curie -ice", {4, 5, 6, 7, 9, 11}),
    ("(radium OR dogs) -paris", {4, 10}),
    ("-(letter OR ice OR curie)", {6, 7, 9}),
    ("letter OR -said", {3, 4, 5, 6, 7, 8, 9, 10, 11}),
    ("radium|dogs", {2, 4, 8, 10}),
    ("--radium", {2, 8}),
    # phrases
    ('"south pole"', {4, 5}),
    ('"pole south"', set()),
    ('"the ice"', {1, 10, 12}),
    ('"ice was colder"', {1}),
    ('"said that it"', {2}),
    ('"said * it"', {2}),
    ('"the dogs were"', {4}),
    ('"letter ... year"', {11}),
    ('"society ... year"', {11}),
    ('"museum ... year"', set()),  # not in one sentence
    ('"museum ...3 year"', set()),
    ('"letter ... dogs"', set()),
    ('"radioact* substance"', {2}),
    ('"prize for"', {3, 7}),
    # fields
    ("title:prize", {3, 7}),
    ("title:prizes", {3, 7}),
    ("title:Prizes", set()),
    ('title:"south pole"', {4}),
    ("title:(curie OR pole)", {3, 4, 5, 8}),
    ("source:reuters", {6, 7}),
    ("source:post", {3, 4}),
    ('source:"northern post"', {3, 4}),
    ('source:"post northern"', set()),
    ("source:reuters|wire -prize", {1, 2, 5, 6, 8, 11, 12}),
    ("source:north*", {3, 4}),
    ("author:lefevre", {2}),
    ("author:Lefèvre", {2}),
    ("lang:de", {9}),
    ("lang:en-GB", {11}),
    ("-lang:en", {9}),
    ("tag:science", {2, 3, 8}),
    ("tag:prizes tag:science", {3}),
    ('tag:"polar ice"', {1}),
    ('tag:"exploration polar"', set()),  # two tags do not make a phrase
    ('tag:"ice polar"~3', {1}),
    ('tag:"exploration ice"~9', set()),
    # dates
    ("date:1912", {5, 9}),
    ("date:1912-01", {5}),
    ("date:1912-01-17", {5}),
    ("date:1911-12-14..1912-01-17", {4, 5}),
    ("date:..1900", {1, 2}),
    ("date:1934-07-04..", {8, 11, 12}),
    ("date:last-week", {12}),
    ("date:this-week", {11}),
    ("date:10d", {11, 12}),
    ("-date:1..", ALL),  # no date, so literal words; nothing has them
    ("-date:0001..9999", {10}),
    # near
    ('"pole south"~0', {4, 5}),
    ('"ice colder"~1', {1}),
    ('"colder ice"~1', {1}),
    ('"colder ice"~0', set()),
    ('"the the"~3', {4, 6, 10}),
    ('"dogs letter"~s', set()),
    ('"dogs letter"~p', {4}),
    ('"ice months"~p', set()),
    ('"letter society"~s', {11}),
    ('"dogs reason"~s', {4}),
    # wildcard, fuzzy
    ("radio*", {2, 8}),
    ("am*", {4, 5, 9, 11}),
    ("a*", {1, 2, 3, 4, 5, 10, 11}),  # needs two letters, so the word itself
    ("amundson~", {4, 5, 9, 11}),
    ("amundzon~", set()),
    ("amundzon~2", {4, 5, 9, 11}),
    ("raduim~", {2, 8}),
    ("title:skys~", {1, 10}),
    # entities
    ("@nansen", {1, 6, 7}),
    ("@marie-curie", {2, 3, 8}),
    ("@curie", {2, 3, 8}),
    ("@pierre-curie", {2, 3}),
    ("person:curie", {2, 3, 8}),
    ("place:paris", {2, 8}),
    ("person:paris", set()),
    ("org:league", {6, 7}),
    ("entity:scott", {4, 5}),
    ('person:"roald amundsen"', {4, 5, 9, 11}),
    ("@nansen @league-of-nations", {6, 7}),
    ("@nansen -@norway", {1, 6}),
    ("@amundsen|nansen", {1, 4, 5, 6, 7, 9, 11}),
    ("@nobody", set()),
    ("-@nobody", ALL),
    # slots
    ('"{person} said"', {1, 2}),
    ('"{org} said"', {11}),
    ('"{person|org} said"', {1, 2, 11}),
    ('"{person} told {org}"', set()),
    ('"{person} told the {org}"', {6}),
    ('"{person} * the {org}"', {6}),
    ('"{person:marie-curie} said"', {2}),
    ('"@nansen said"', {1}),
    ('"@amundsen ... letter"', {4}),
    ('"letter ... @amundsen"', {5, 11}),
    ('"{person} and {person}"', {2}),
    ('"{place}"', {1, 2, 4, 5, 6, 7, 8}),
    ('"{date}"', {1}),
    ('"{person} ...2 {place}"', {7}),
    ('"{person} ...4 {place}"', {2, 4, 7}),
    ('"{person} letter"~s', {4, 5, 11}),
    ('"{person} {place}"~1', {4, 7}),
    # flags
    ("is:unread", {2, 4, 6, 8, 10, 12}),
    ("is:starred", {3}),
    ("is:read", set()),
    ("curie is:unread", {2, 8}),
    ("-is:unread radium", set()),
]


def bound(text: str) -> Query:
    return bind(parse(text, today=TODAY).query, Names())


def filled(name: str, directory: Path, articles: tuple[IndexDoc, ...] = ARTICLES, generation: int = 1) -> Engine:
    engine = open_engine(name, directory, writable=True)
    engine.put(articles)
    engine.commit(generation)
    return engine


@pytest.fixture(params=ENGINE_NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def engines() -> Iterator[dict[str, Engine]]:
    """Every engine with the same archive: in one piece, and in pieces with articles replaced and deleted."""
    with tempfile.TemporaryDirectory() as folder:
        every = {name: filled(name, Path(folder, name)) for name in ENGINE_NAMES}
        pieces = open_engine("whoosh", Path(folder, "pieces"), writable=True)
        for generation, first in enumerate(range(0, len(ARTICLES), 4), 1):
            extra = marked(900 + first, "1900-01-01", "Radium letter", "ice said [Curie:PERSON:1] the radium")
            pieces.put((*ARTICLES[first : first + 4], extra))
            pieces.put([marked(ARTICLES[first].id, "1999-01-01", "Curie to be replaced", "the old radium letter said")])
            pieces.commit(generation)
        pieces.delete([900, 904, 908, 12_345])
        pieces.put(ARTICLES[::4])
        pieces.commit(9)
        every["pieces"] = pieces
        yield every
        for engine in every.values():
            engine.close()


def same_on_all(engines: dict[str, Engine], query: Query) -> dict[Sort, Hits]:
    """The answer in every order, after checking that all engines give it."""
    answers: dict[Sort, Hits] = {}
    for sort in SORTS:
        found = {name: engine.search(query, sort=sort) for name, engine in engines.items()}
        oracle = found["memory"]
        for name, hits in found.items():
            assert list(hits.hits) == list(oracle.hits), (name, sort, str(query))
            assert (hits.total, hits.total_is_exact, hits.partial) == (
                oracle.total,
                oracle.total_is_exact,
                oracle.partial,
            ), (name, sort, str(query))
        answers[sort] = oracle
    return answers


@pytest.mark.parametrize(("text", "expected"), GOLDEN, ids=[text or "empty" for text, _ in GOLDEN])
def test_golden_queries_find_their_articles_on_every_engine(
    engines: dict[str, Engine], text: str, expected: set[int]
) -> None:
    answers = same_on_all(engines, bound(text))
    for hits in answers.values():
        assert {hit.id for hit in hits.hits} == set(expected)
        assert hits.total == len(expected)


# ------------------------------------------------------------------------------------------------ order


def ids(hits: Hits) -> list[int]:
    return [hit.id for hit in hits.hits]


def test_dates_sort_both_ways_with_the_undated_last(engines: dict[str, Engine]) -> None:
    answers = same_on_all(engines, bound(""))
    assert ids(answers["newest"]) == [11, 12, 8, 7, 6, 9, 5, 4, 3, 2, 1, 10]
    assert ids(answers["oldest"]) == [1, 2, 3, 4, 5, 9, 6, 7, 8, 12, 11, 10]


def test_a_word_in_the_title_counts_for_more(engines: dict[str, Engine]) -> None:
    assert ids(same_on_all(engines, bound("greenland"))["relevance"])[0] == 1
    assert ids(same_on_all(engines, bound("curie"))["relevance"])[0] == 8
    assert ids(same_on_all(engines, bound("museum"))["relevance"])[0] in (11, 12)


def test_more_of_the_word_and_less_of_the_rest_ranks_higher(name: str, tmp_path: Path) -> None:
    articles = (
        marked(1, "", "", "ice and a great deal else that has nothing to do with it, at some length"),
        marked(2, "", "", "ice ice ice and a great deal else that has nothing to do with it"),
        marked(3, "", "", "ice and a great deal else"),
        marked(4, "", "", "nothing"),
    )
    assert ids(filled(name, tmp_path, articles).search(bound("ice"))) == [2, 3, 1]


def test_equal_scores_come_in_the_order_of_ids(name: str, tmp_path: Path) -> None:
    articles = tuple(marked(n, "2001-01-01", "Same", "the same words") for n in (5, 3, 9, 1))
    engine = filled(name, tmp_path, articles)
    for sort in SORTS:
        assert ids(engine.search(bound("same"), sort=sort)) == [1, 3, 5, 9]


# ------------------------------------------------------------------------------------------------ generated queries

_WORDS = (
    "ice",
    "the",
    "said",
    "letter",
    "Curie",
    "radium",
    "dog",
    "skis",
    "pole",
    "museum",
    "was",
    "zzz",
    "U.S.",
    "of",
)
_words = st.sampled_from(_WORDS)
_slots = st.sampled_from(
    ("{person}", "{org}", "{place}", "{person|org}", "@nansen", "@amundsen", "{person:curie}", "{date}")
)
_loose = st.sampled_from(("*", "...", "...2"))
_items = st.lists(_words | _words | _slots | _loose, min_size=1, max_size=4)
_phrases = st.builds(
    lambda items, near: f'"{" ".join(items)}"{near}', _items, st.sampled_from(("", "", "~0", "~2", "~7", "~s", "~p"))
)
_filters = st.sampled_from(
    (
        "title:curie", "title:ski", "source:reuters", "source:post|wire", "tag:science", "lang:de", "author:lefevre",
        "date:1912", "date:..1911", "date:2025-08", "is:unread", "is:starred", "@nansen", "@curie", "person:amundsen",
        "place:paris", "@nobody", 'title:"south pole"', 'tag:"ice polar"~2',
    )
)  # fmt: skip
_wide = st.sampled_from(("ra*", "am*", "sk*", "the*", "radum~", "lettre~", "amundzon~2", "title:cur*", "source:re*"))
_atoms = _words | _phrases | _filters | _wide
_queries = st.recursive(
    _atoms,
    lambda inner: (
        st.lists(inner, min_size=2, max_size=3).map(" ".join)
        | st.builds(lambda parts: f"({' OR '.join(parts)})", st.lists(inner, min_size=2, max_size=3))
        | inner.map("-({})".format)
    ),
    max_leaves=6,
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=_queries)
def test_generated_queries_have_the_same_answer_on_every_engine(engines: dict[str, Engine], text: str) -> None:
    same_on_all(engines, bound(text))


@settings(max_examples=60, deadline=None)
@given(
    bodies=st.lists(
        st.lists(st.sampled_from(("a", "b", "c", "d", "B", "c.", "D.\n\n")), max_size=12).map(" ".join),
        min_size=1,
        max_size=6,
    ),
    text=st.sampled_from(
        (
            "a",
            "a b",
            '"a b"',
            '"a ... d"',
            '"a * c"',
            '"a b c"~1',
            '"b b"~2',
            '"a d"~s',
            '"a d"~p',
            "-a",
            "B",
            'a OR "c d"',
        )
    ),
)
def test_any_small_archive_is_searched_alike(bodies: list[str], text: str) -> None:
    articles = tuple(marked(n, "", body[:3], body) for n, body in enumerate(bodies, 1))
    with tempfile.TemporaryDirectory() as folder:
        same_on_all({name: filled(name, Path(folder, name), articles) for name in ENGINE_NAMES}, bound(text))


@pytest.mark.skipif(not GOLD.exists(), reason="the shared gold articles are not there")
def test_real_articles_are_searched_alike(tmp_path: Path) -> None:
    records = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    articles = tuple(
        IndexDoc(n, record["title"], record["text"], datetime.date.fromisoformat(record["date"]))
        for n, record in enumerate(records, 1)
    )
    engines = {name: filled(name, tmp_path / name, articles) for name in ENGINE_NAMES}
    words = sorted({word for record in records for word in record["title"].split() if word.isalnum()})
    texts = [*words, *(f'"{first} {second}"~9' for first, second in itertools.pairwise(words))]
    texts += [f"{first} OR {second} -the" for first, second in zip(words[::3], words[1::3], strict=False)]
    texts += [f"{word[:3]}*" for word in words if len(word) > 3] + [f"{word}~" for word in words if len(word) > 4]
    for text in texts:
        same_on_all(engines, bound(text))


# ------------------------------------------------------------------------------------------------ a life of changes


def test_nothing_shows_before_the_commit_and_everything_after(name: str, tmp_path: Path) -> None:
    engine = filled(name, tmp_path, ARTICLES[:3], generation=7)
    engine.put(ARTICLES[3:])
    assert engine.search(bound("")).total == 3
    engine.commit(8)
    assert (engine.search(bound("")).total, engine.generation) == (12, 8)


def test_an_article_put_again_is_replaced(name: str, tmp_path: Path) -> None:
    engine = filled(name, tmp_path)
    engine.put([marked(2, "1898-12-26", "Retitled", "Polonium it is.")])
    engine.put([marked(2, "1898-12-26", "Retitled again", "Thorium it is.")])
    engine.commit(2)
    assert ids(engine.search(bound("radium"))) == [8]
    assert ids(engine.search(bound("polonium"))) == []
    assert ids(engine.search(bound("thorium"))) == [2]
    assert engine.search(bound("")).total == len(ARTICLES) == engine.stats().documents


def test_deleted_articles_are_gone_and_unknown_ids_are_ignored(name: str, tmp_path: Path) -> None:
    engine = filled(name, tmp_path)
    engine.put([marked(77, "", "New", "a radium clock")])
    engine.delete([8, 77, 4_711])
    engine.commit(2)
    assert ids(engine.search(bound("radium"))) == [2]
    assert engine.search(bound("")).total == 11


def test_rollback_forgets_and_lets_others_write(name: str, tmp_path: Path) -> None:
    engine = filled(name, tmp_path)
    engine.put([marked(50, "", "Gone", "zeppelin")])
    engine.delete([1])
    engine.rollback()
    other = open_engine(name, tmp_path, writable=True)
    other.put([marked(51, "", "Kept", "airship")])
    other.commit(2)
    engine.refresh()
    assert ids(engine.search(bound("zeppelin OR airship OR skis"), sort="oldest")) == [1, 10, 51]


def test_only_one_writes_at_a_time(name: str, tmp_path: Path) -> None:
    engine = filled(name, tmp_path)
    engine.delete([1])
    other = open_engine(name, tmp_path, writable=True)
    with pytest.raises(EngineError, match="writ"):
        other.delete([2])
    engine.commit(2)
    other.delete([2])
    other.commit(3)
    assert other.search(bound("")).total == 10


def test_a_failure_while_putting_drops_the_batch_and_frees_the_lock(name: str, tmp_path: Path) -> None:
    engine = filled(name, tmp_path)

    def documents() -> Iterator[IndexDoc]:
        yield marked(60, "", "Half", "zeppelin")
        raise EngineError("the store went away")

    with pytest.raises(EngineError):
        engine.put(documents())
    other = open_engine(name, tmp_path, writable=True)
    other.put([marked(61, "", "Whole", "airship")])
    other.commit(2)
    assert ids(other.search(bound("zeppelin OR airship"))) == [61]


def test_readers_see_a_commit_when_they_look(name: str, tmp_path: Path) -> None:
    writer = filled(name, tmp_path)
    reader = open_engine(name, tmp_path)
    assert not reader.refresh()
    writer.put([marked(70, "", "Later", "zeppelin")])
    writer.commit(2)
    assert (reader.search(bound("zeppelin")).total, reader.generation) == (0, 1)
    assert reader.refresh()
    assert (reader.search(bound("zeppelin")).total, reader.generation) == (1, 2)
    with pytest.raises(EngineError, match="reading"):
        reader.delete([1])


def test_compacting_changes_no_answer(name: str, tmp_path: Path) -> None:
    engine = open_engine(name, tmp_path, writable=True)
    for generation, article in enumerate(ARTICLES, 1):
        engine.put([article])
        engine.commit(generation)
    engine.delete([3])
    engine.commit(50)
    before = [engine.search(bound(text)).hits for text, _ in GOLDEN]
    engine.compact()
    assert [engine.search(bound(text)).hits for text, _ in GOLDEN] == before
    assert (engine.generation, engine.stats().segments, engine.stats().documents) == (50, 1, 11)
    engine.verify()


def test_many_small_commits_leave_few_segments(tmp_path: Path) -> None:
    engine = open_engine("whoosh", tmp_path, writable=True)
    for n in range(1, 101):
        engine.put([marked(n, "", f"Number {n}", "ice and letters " * (n % 7))])
        engine.commit(n)
    assert engine.stats().segments < 10
    assert engine.search(bound("ice")).total == 86


# ------------------------------------------------------------------------------------------------ trouble


def test_a_missing_index_says_how_to_mend_it(name: str, tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable, match="doctor --rebuild"):
        open_engine(name, tmp_path / "nowhere")


def test_an_unknown_engine_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="Did you mean whoosh"):
        open_engine("whosh", tmp_path)
    assert set(ENGINE_NAMES) <= set(ENGINES.names())


@pytest.mark.parametrize("damage", ["manifest", "version", "segment missing", "segment short", "segment garbage"])
def test_a_damaged_index_is_refused_in_words(tmp_path: Path, damage: str) -> None:
    filled("whoosh", tmp_path).close()
    contents = tmp_path / manifest.NAME
    segment = next(tmp_path.glob("*.seg"))
    match damage:
        case "manifest":
            contents.write_text("{")
        case "version":
            contents.write_text(json.dumps({**json.loads(contents.read_text()), "format": 0}))
        case "segment missing":
            segment.unlink()
        case "segment short":
            segment.write_bytes(segment.read_bytes()[:-100])
        case _:
            segment.write_bytes(b"\x00" * segment.stat().st_size)
    with pytest.raises(EngineUnavailable, match="doctor --rebuild"):
        open_engine("whoosh", tmp_path)


def test_a_flipped_bit_is_found_by_verifying(tmp_path: Path) -> None:
    engine = filled("whoosh", tmp_path)
    engine.verify()
    segment = next(tmp_path.glob("*.seg"))
    content = bytearray(segment.read_bytes())
    content[len(content) // 2] ^= 1
    segment.write_bytes(content)
    with pytest.raises(EngineUnavailable, match="damaged"):
        engine.verify()


def test_a_commit_that_was_cut_short_leaves_the_last_one(tmp_path: Path) -> None:
    engine = filled("whoosh", tmp_path)
    copy = tmp_path.with_name("copy")
    engine.put([marked(80, "", "Half", "zeppelin")])
    shutil.copytree(tmp_path, copy)  # what a killed process leaves: files of a segment that no manifest names
    (copy / "dateline_0123456789abcdef.seg").write_bytes(b"half")
    survivor = open_engine("whoosh", copy, writable=True)
    assert survivor.search(bound("")).total == len(ARTICLES)
    survivor.delete([1])
    survivor.commit(2)
    assert [path.name for path in copy.glob("*.seg")] == [entry.file for entry in manifest.read(copy).segments]
    engine.rollback()


def test_a_cancelled_search_stops(name: str, tmp_path: Path) -> None:
    engine = filled(name, tmp_path)
    cancel = CancelToken()
    cancel.cancel()
    for text in ("ice", '"the ice"', "", "ra*"):
        with pytest.raises(Cancelled):
            engine.search(bound(text), cancel=cancel)


def test_a_spent_budget_says_so_and_estimates(tmp_path: Path) -> None:
    many = tuple(marked(n, "", "", "the ice always decides") for n in range(1, 6_001))
    engine = filled("whoosh", tmp_path, many)
    hits = engine.search(bound('"the ice"'), budget=0.0)
    assert not hits.total_is_exact
    assert 0 < len(hits.hits) < 6_000
    assert hits.total == 6_000
    assert "of 6,000 articles" in hits.partial
    whole = engine.search(bound('"the ice"'), budget=60.0)
    assert (len(whole.hits), whole.total_is_exact, whole.partial) == (6_000, True, "")


def test_a_wildcard_for_too_many_words_takes_the_most_frequent_and_says_so(tmp_path: Path) -> None:
    articles = (
        marked(1, "", "", " ".join(f"ab{n}" for n in range(1_200))),
        marked(2, "", "", "zebra abzz"),
        marked(3, "", "", "zoo abzz"),
        marked(4, "", "", "ab1199"),
        marked(5, "", "", "ab9z"),
    )
    engines = {name: filled(name, tmp_path / name, articles) for name in ENGINE_NAMES}
    hits = same_on_all(engines, bound("ab*"))["oldest"]
    assert ids(hits) == [1, 2, 3, 4]
    assert "1,202 words" in hits.partial
    same_on_all(engines, bound('"zebra ab*"'))


def test_searching_goes_on_while_others_refresh(tmp_path: Path) -> None:
    writer = filled("whoosh", tmp_path)
    reader = open_engine("whoosh", tmp_path)
    wrong: list[object] = []
    is_done = threading.Event()

    def search() -> None:
        while not is_done.is_set():
            try:
                total = reader.search(bound('"the ice" OR letter')).total
            except Exception as error:  # noqa: BLE001 - whatever goes wrong in a thread is the finding
                wrong.append(error)
                return
            if total < 5:
                wrong.append(total)

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for generation in range(2, 20):
        writer.put([marked(100 + generation, "", "More", "a letter on the ice")])
        writer.commit(generation)
        reader.refresh()
    is_done.set()
    for thread in threads:
        thread.join()
    assert not wrong


def test_misspelt_words_are_guessed(name: str, tmp_path: Path) -> None:
    engine = filled(name, tmp_path)
    assert engine.suggest("amundson")[0] == "amundsen"
    assert engine.suggest("rdaium")[0] == "radium"
    assert engine.suggest("qqqqqq") == ()
    assert engine.suggest("x") == ()


def test_both_engines_guess_alike(engines: dict[str, Engine]) -> None:
    for word in ("curei", "leter", "musem", "polle", "greenlnad", "prise", "radiun"):
        assert engines["memory"].suggest(word) == engines["whoosh"].suggest(word)
