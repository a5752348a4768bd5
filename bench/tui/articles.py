"""Two articles, long and very long, full of names: what opening and walking are measured on."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Final

from index.events import CancelToken
from index.ingest import run_job

LONG_BYTES: Final = 50_000
VERY_LONG_BYTES, VERY_LONG_MENTIONS = 1_000_000, 20_000
_WORDS: Final = "spoke of peace after talks that went on and on with little to show for it in the end".split()  # noqa: SIM905
_NAMES: Final = (
    "Mark Carney",
    "Volodymyr Zelenskyy",
    "Marie Curie",
    "Roald Amundsen",
    "Robert Scott",
    "Fridtjof Nansen",
)


def text(size: int, mentions: int) -> str:
    """About `size` characters with so many names, in paragraphs of five sentences."""
    random = Random(size)
    sentences = []
    each = size // mentions
    for n in range(mentions):
        name = _NAMES[0] if n % 10 == 0 else random.choice(_NAMES)
        sentence = name
        while len(sentence) < each - 6:
            sentence += " " + random.choice(_WORDS)
        sentences.append(sentence + "." + ("\n\n" if n % 5 == 4 else " "))
    return "".join(sentences)


def build(folder: Path) -> None:
    """A library of the two."""
    source = folder.with_name("long-articles")
    source.mkdir()
    (source / "long.txt").write_text(f"title: Long\ndate: 2025-01-02\n\n{text(LONG_BYTES, 1000)}", "utf-8")
    very = text(VERY_LONG_BYTES, VERY_LONG_MENTIONS)
    (source / "very.txt").write_text(f"title: Very long\ndate: 2025-01-01\n\n{very}", "utf-8")
    run_job(
        folder, [source], model="capitalised", max_article_bytes=4 * VERY_LONG_BYTES, report=lambda _: None,
        cancel=CancelToken(),
    )  # fmt: skip
