"""Lists packed by the thousand are byte for byte what packing each of them gives."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from index.engines.packing import Inverter, Part, merged, renumbering
from index.engines.postings import Postings, gathered, joined, pack, unpack

_words = st.lists(st.sampled_from(("a", "b", "c", "é", "zz")) | st.text(alphabet="xyz", max_size=3), max_size=9)
_documents = st.lists(_words, max_size=9)


@given(_documents, st.booleans(), st.integers(1, 300))
def test_inverting_gives_each_word_its_list(documents: list[list[str]], has_places: bool, spread: int) -> None:
    inverter = Inverter(has_places=has_places)
    expected: dict[str, list[tuple[int, list[int]]]] = defaultdict(list)
    for n, words in enumerate(documents):
        inverter.add(n * spread, words)
        for word in dict.fromkeys(words):
            expected[word].append((n * spread, [at for at, other in enumerate(words) if other == word]))
    found = dict(inverter.lists("en:"))
    assert list(found) == sorted(found) == sorted(f"en:{word}".encode() for word in expected)
    for word, postings in expected.items():
        places = [places if has_places else [] for _, places in postings]
        documents_, counts = [number for number, _ in postings], [len(places) for _, places in postings]
        assert found[f"en:{word}".encode()] == pack(gathered(documents_, counts, places))


_numbers = st.integers(0, 40) | st.integers(0, 300) | st.integers(0, 70_000)
_postings = st.tuples(_numbers, st.integers(1, 300), st.lists(_numbers, max_size=3))
_lists = st.lists(_postings, min_size=1, max_size=5, unique_by=lambda posting: posting[0]).map(sorted)


def _of(items: list[tuple[int, int, list[int]]], *, counts_places: bool) -> Postings:
    return gathered(
        [number for number, *_ in items],
        [max(len(places), 1) if counts_places else count for _, count, places in items],
        [places for *_, places in items],
    )


@given(st.lists(st.tuples(_lists, st.sets(st.integers(0, 4)), st.booleans()), min_size=1, max_size=4), st.booleans())
def test_merging_is_joining(
    parts: list[tuple[list[tuple[int, int, list[int]]], set[int], bool]], counts_places: bool
) -> None:
    packed_parts, plain_parts, base = [], [], 0
    for items, gone, is_partly_deleted in parts:
        postings = _of(items, counts_places=counts_places)
        size = items[-1][0] + 1
        if is_partly_deleted:
            left_out = {items[n][0] for n in gone if n < len(items)}
            numbers = renumbering(size, left_out, base)
            packed_parts.append(Part(pack(postings), base, numbers))
            plain_parts.append((postings, [int(numbers[number]) for number in postings.documents]))
            base += size - len(left_out)
        else:
            packed_parts.append(Part(pack(postings), base))
            plain_parts.append((postings, [base + number for number in postings.documents]))
            base += size
    expected = joined(plain_parts)
    found = merged(packed_parts)
    if found is None:
        assert not expected.documents
    else:
        assert bytes(found) == pack(expected)
        assert unpack(found, with_places=True) == expected
