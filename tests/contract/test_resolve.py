"""On the article the project started from, walking a person's mentions visits all of them and nothing else.

What the two shipped models say of it is recorded here as offsets; the text itself is read from the shared folder.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from index.model import Mention, NameCount
from index.resolve import identify, resolve_document

_GOLD = Path(__file__).resolve().parents[2] / ".." / "shared" / "gold" / "seed.jsonl"
_RECORDED = {
    "medium": """
        6-16-DATE 32-43-PERSON 49-55-GPE 86-93-GPE 115-121-GPE 132-136-GPE 147-156-NORP 167-186-PERSON
        208-214-DATE 228-241-FAC 243-249-PERSON 258-264-GPE 289-296-GPE 382-388-GPE 467-481-DATE 483-489-GPE
        557-564-GPE 586-595-DATE 629-637-NORP 647-653-GPE 655-660-GPE 666-675-GPE 727-734-GPE 834-841-NORP
        864-870-GPE 881-885-CARDINAL 909-915-GPE 930-945-CARDINAL 949-956-GPE 1016-1026-DATE 1038-1043-PERSON
        1068-1073-PERSON 1077-1083-GPE 1093-1102-PERSON 1107-1115-NORP 1127-1142-FAC 1153-1159-GPE 1181-1188-GPE
        1242-1251-PERSON 1262-1267-PERSON 1300-1304-GPE 1367-1373-PERSON 1381-1387-GPE 1394-1401-GPE
        1451-1479-ORG 1523-1532-PERSON 1553-1561-NORP 1670-1676-GPE 1711-1718-GPE 1755-1764-NORP 1816-1825-NORP
        1869-1879-DATE 1881-1887-GPE 1897-1922-MONEY 2006-2012-GPE 2083-2087-CARDINAL 2118-2126-ORG
        2134-2142-PERCENT 2150-2153-ORG 2173-2177-ORG 2198-2205-ORG 2215-2225-PERSON 2244-2253-DATE
        2259-2265-GPE 2303-2310-GPE 2328-2334-GPE 2373-2386-DATE 2415-2420-PERSON 2566-2574-DATE
        2596-2610-PERSON 2641-2649-NORP 2660-2667-GPE 2703-2711-NORP 2723-2727-GPE 2740-2745-ORDINAL
        2761-2767-GPE 2811-2818-PERSON 2841-2849-NORP 2945-2950-ORDINAL
    """,
    "small": """
        6-16-DATE 32-43-PERSON 49-55-GPE 86-93-GPE 115-121-GPE 147-156-NORP 167-186-PERSON 208-214-DATE
        228-241-FAC 243-249-GPE 258-264-GPE 289-296-GPE 382-388-GPE 467-481-DATE 483-489-GPE 557-564-GPE
        586-595-DATE 629-637-NORP 647-653-GPE 655-660-GPE 666-675-GPE 727-734-GPE 834-841-NORP 864-870-ORG
        881-885-CARDINAL 909-915-GPE 930-945-CARDINAL 949-956-GPE 1016-1026-DATE 1038-1043-PERSON
        1068-1073-PERSON 1077-1083-GPE 1093-1102-GPE 1107-1115-NORP 1127-1142-FAC 1153-1159-GPE 1181-1188-GPE
        1242-1251-ORG 1300-1304-GPE 1367-1373-GPE 1381-1387-GPE 1394-1401-GPE 1553-1561-NORP 1670-1676-GPE
        1711-1718-GPE 1755-1764-NORP 1816-1825-NORP 1860-1879-DATE 1881-1887-GPE 1897-1922-MONEY 2006-2012-GPE
        2083-2087-DATE 2118-2126-ORG 2134-2142-PERCENT 2150-2153-ORG 2173-2177-ORG 2198-2205-ORG
        2215-2225-PERSON 2244-2253-DATE 2259-2265-GPE 2303-2310-GPE 2328-2334-GPE 2373-2386-DATE
        2415-2420-PERSON 2566-2574-DATE 2596-2610-PERSON 2641-2649-NORP 2660-2667-GPE 2703-2711-NORP
        2740-2745-ORDINAL 2761-2767-GPE 2811-2818-PERSON 2841-2849-NORP 2945-2950-ORDINAL
    """,
}


def _walks(model: str) -> tuple[dict[str, list[tuple[int, int]]], dict[str, object]]:
    """Places by entity, and the gold record."""
    if not _GOLD.exists():
        pytest.skip("the shared gold texts are not here")
    gold = json.loads(_GOLD.read_text(encoding="utf-8").splitlines()[0])
    text = gold["text"]
    mentions = []
    for item in _RECORDED[model].split():
        start, end, label = item.split("-")
        mentions.append(Mention(int(start), int(end), label, text[int(start) : int(end)]))
    links = [link for link in resolve_document(text, mentions).links if link.name is not None]
    counts: dict[object, int] = defaultdict(int)
    for link in links:
        counts[link.name] += 1
    entity_of = {i.name: i.entity for i in identify(NameCount(n, 1, c) for n, c in counts.items()).identities}  # type: ignore[arg-type] # names only
    walks: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for link in links:
        assert link.name is not None
        walks[entity_of[link.name]].append((link.mention.start, link.mention.end))
    return walks, gold


@pytest.mark.parametrize("model", list(_RECORDED))
@pytest.mark.parametrize(
    "entity",
    [
        "mark-carney",
        "volodymyr-zelenskyy",
        "trump",
        "putin",
        "bill-blair",
        "justin-trudeau",
        "canada",
        "ukraine",
        "russia",
        "kyiv",
    ],
)
def test_walking_an_entity_visits_exactly_its_mentions(model: str, entity: str) -> None:
    walks, gold = _walks(model)
    chains = {c["identity"].lower().replace("_", "-"): c for c in gold["chains"]}  # type: ignore[attr-defined] # plain JSON
    chain = next(chain for identity, chain in chains.items() if identity.endswith(entity))
    assert walks[entity] == [(start, end) for start, end, _ in chain["mentions"]]


@pytest.mark.parametrize("model", list(_RECORDED))
def test_peoples_walk_apart_from_their_countries(model: str) -> None:
    walks, _ = _walks(model)
    assert len(walks["canadian"]) == 3
    assert not set(walks["canadian"]) & set(walks["canada"])
