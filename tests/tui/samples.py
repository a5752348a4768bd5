"""A few articles of long ago and not so long ago, and who is named in them: what the fake library holds."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from index.model import Article, EntityMention


@dataclass(frozen=True)
class Known:
    """An entity of the fake library and the surfaces it goes by, longest first."""

    id: str
    name: str
    type: str
    surfaces: tuple[str, ...]


ENTITIES = (
    Known("mark-carney", "Mark Carney", "PERSON", ("Mark Carney", "Carney")),
    Known("volodymyr-zelenskyy", "Volodymyr Zelenskyy", "PERSON", ("Volodymyr Zelenskyy", "Zelenskyy")),
    Known("irene-curie", "Irène Curie", "PERSON", ("Irène Curie",)),
    Known("marie-curie", "Marie Curie", "PERSON", ("Marie Curie", "Curie")),
    Known("roald-amundsen", "Roald Amundsen", "PERSON", ("Roald Amundsen", "Amundsen")),
    Known("robert-falcon-scott", "Robert Falcon Scott", "PERSON", ("Robert Falcon Scott", "Scott")),
    Known("canada", "Canada", "GPE", ("Canada",)),
    Known("canadian", "Canadian", "NORP", ("Canadian",)),
    Known("ukraine", "Ukraine", "GPE", ("Ukraine",)),
    Known("kyiv", "Kyiv", "GPE", ("Kyiv",)),
    Known("ottawa", "Ottawa", "GPE", ("Ottawa",)),
    Known("norway", "Norway", "GPE", ("Norway",)),
    Known("paris", "Paris", "GPE", ("Paris",)),
    Known("bank-of-canada", "Bank of Canada", "ORG", ("Bank of Canada",)),
    Known("bank-of-england", "Bank of England", "ORG", ("Bank of England",)),
    Known("nato", "NATO", "ORG", ("NATO",)),
    Known("sorbonne", "Sorbonne", "ORG", ("Sorbonne",)),
    Known("antarctica", "Antarctica", "LOC", ("Antarctica",)),
    Known("south-pole", "South Pole", "LOC", ("South Pole",)),
)

VALUES = (
    ("DATE", r"\b(?:August|December|January|March|June) \d{4}\b|\b(?:Sunday|Monday)\b"),
    ("MONEY", r"\$\d+ (?:billion|million)"),
)

_ARTICLES: tuple[tuple[str, str, str, str], ...] = (
    (
        "2025-08-24",
        "Kyiv Notebook",
        "Canada leaves the door open to troops, Carney says in Kyiv",
        """\
Prime Minister Mark Carney came to Kyiv on Sunday and did not rule out that Canadian soldiers might one day
stand in Ukraine.

Beside him stood President Volodymyr Zelenskyy. Carney said that Canada would be there when peace comes, on
land, in the air and at sea.

“I would not exclude the presence of troops,” Carney told reporters. Zelenskyy thanked Canada for $2 billion
in aid.

Ottawa has trained Ukraine’s soldiers since 2015. NATO members have discussed guarantees for months, and
Carney has joined most of those calls from Ottawa.""",
    ),
    (
        "2025-06-17",
        "Summit Desk",
        "Leaders meet in the Rockies as Canada hosts the summit",
        """\
Canada opened the summit in Kananaskis in June 2025 with Ukraine high on the list.

Mark Carney, who had led the Bank of Canada and the Bank of England before politics, chaired the first
session. Volodymyr Zelenskyy arrived on Monday.

Carney announced $2 billion for drones and armoured vehicles.""",
    ),
    (
        "2025-03-14",
        "Ottawa Letter",
        "A central banker becomes prime minister",
        """\
Mark Carney was sworn in as prime minister in Ottawa in March 2025.

He had never held elected office. He had steered the Bank of Canada through the crisis of 2008 and the Bank of
England through Brexit.

On his first day Carney spoke with Zelenskyy and promised that Canada would keep its word to Ukraine.""",
    ),
    (
        "2014-08-28",
        "Ottawa Letter",
        "Canada and its allies look east",
        """\
NATO leaders met while the war in the east of Ukraine went on. Canada said it would send winter clothing and
radios. In Kyiv the offer was welcomed.""",
    ),
    (
        "1911-12-15",
        "Polar Gazette",
        "Amundsen stands at the South Pole",
        """\
Roald Amundsen of Norway reached the South Pole in December 1911 with four companions, weeks before Robert
Falcon Scott.

Amundsen had told almost nobody that he was going south. Scott learned of it by telegram.

The dogs, the skis and the depots laid across Antarctica decided it.""",
    ),
    (
        "1912-01-18",
        "Polar Gazette",
        "Scott finds the tent of his rival",
        """\
Robert Falcon Scott and his party arrived at the South Pole in January 1912 and found the tent that Amundsen
had left.

None of the five men came back from Antarctica. Their diaries did.""",
    ),
    (
        "1903-12-10",
        "Science Leaf",
        "A prize for rays nobody could see",
        """\
Marie Curie, her husband and Henri Becquerel shared the prize in physics in December 1903.

Curie taught and worked in Paris; in 1906 she became the first woman to teach at the Sorbonne.""",
    ),
    (
        "1911-12-10",
        "Science Leaf",
        "Curie is honoured a second time",
        """\
Marie Curie received the prize in chemistry in December 1911, for radium and polonium.

Paris was divided about her, the laboratories were not. Curie spoke in her own name.""",
    ),
)


def unwrapped(text: str) -> str:
    """Paragraphs on one line each."""
    return re.sub(r"(?<!\n)\n(?!\n)", " ", text)


def make_article(number: int, *, text: str, title: str, date: str | None = None, source: str = "") -> Article:
    """An article of the fake library; `number` makes its key."""
    day = datetime.date.fromisoformat(date) if date else None
    return Article(key=f"key{number:04}", text=text, title=title, date=day, source=source)


def sample_articles() -> list[Article]:
    """The eight articles that most tests read."""
    return [
        make_article(number, text=unwrapped(text), title=title, date=date, source=source)
        for number, (date, source, title, text) in enumerate(_ARTICLES, 1)
    ]


def mentions_of(text: str) -> tuple[EntityMention, ...]:
    """Every surface of a known entity in a text, and the values."""
    found: dict[int, EntityMention] = {}
    for known in ENTITIES:
        for surface in known.surfaces:
            for match in re.finditer(rf"\b{re.escape(surface)}\b", text):
                start, end = match.span()
                if not any(start < other.end and other.start < end for other in found.values()):
                    reason = (
                        "the full name" if surface == known.name else "the surname, with the full name in the article"
                    )
                    found[start] = EntityMention(start, end, known.type, surface, known.id, known.name, reason)
    for label, pattern in VALUES:
        for match in re.finditer(pattern, text):
            start, end = match.span()
            if not any(start < other.end and other.start < end for other in found.values()):
                found[start] = EntityMention(start, end, label, match[0], None, match[0], "a value")
    return tuple(found[start] for start in sorted(found))


def goes_by(known: Known, prefix: str) -> bool:
    """Whether a word of one of its surfaces begins so."""
    return any(f" {surface.lower()}".find(f" {prefix}") >= 0 for surface in known.surfaces)
