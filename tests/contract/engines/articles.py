"""The first archive: twelve short articles with their names marked, `[Marie Curie:PERSON:1]` being one of name 1."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from index.model import IndexDoc, IndexedMention
from tests.contract.engines.names import KnownName, Names

_MARKED = re.compile(r"\[([^\[\]:]+):([A-Z_]+)(?::(\d+))?\]")

# Names by the numbers that the texts use. Articles with an even id are unread, the third is starred.
NAMES = Names.of(
    (
        KnownName(1, "marie-curie", "PERSON", ("marie curie", "curie")),
        KnownName(2, "pierre-curie", "PERSON", ("pierre curie", "curie")),
        KnownName(3, "fridtjof-nansen", "PERSON", ("fridtjof nansen", "nansen")),
        KnownName(4, "roald-amundsen", "PERSON", ("roald amundsen", "amundsen")),
        KnownName(5, "paris", "GPE", ("paris",)),
        KnownName(6, "greenland", "LOC", ("greenland",)),
        KnownName(7, "league-of-nations", "ORG", ("league of nations", "league")),
        KnownName(8, "south-pole", "LOC", ("south pole",)),
        KnownName(9, "marie-curie", "PERSON", ("madame curie",)),  # a second name of the same person
        KnownName(10, "norway", "GPE", ("norway",)),
        KnownName(11, "robert-scott", "PERSON", ("robert scott", "scott")),
        KnownName(12, "royal-society", "ORG", ("royal society",)),
        KnownName(13, "united-states", "GPE", ("u.s", "united states")),
    ),
    unread=range(2, 100, 2),
    starred=(3,),
)


def marked(
    id: int,  # noqa: A002 - named after the field it fills
    date: str,
    title: str,
    body: str,
    *,
    source: str = "Sample Wire",
    byline: str = "",
    language: str = "en",
    tags: Iterable[str] = (),
) -> IndexDoc:
    """An article from text with marked names; an empty date is none."""
    pieces: list[str] = []
    mentions: list[IndexedMention] = []
    at = length = 0
    for match in _MARKED.finditer(body):
        before, surface = body[at : match.start()], match[1]
        start = length + len(before)
        mentions.append(IndexedMention(start, start + len(surface), match[2], int(match[3]) if match[3] else None))
        pieces += [before, surface]
        length = start + len(surface)
        at = match.end()
    text = "".join((*pieces, body[at:]))
    day = datetime.date.fromisoformat(date) if date else None
    return IndexDoc(id, title, text, day, source, byline, language, tuple(tags), tuple(mentions))


ARTICLES: tuple[IndexDoc, ...] = (
    marked(
        1,
        "1888-10-03",
        "Skis carry a party across Greenland",
        "[Fridtjof Nansen:PERSON:3] and five companions reached the west coast of [Greenland:LOC:6] on skis. "
        "[Nansen:PERSON:3] said the inland ice was colder than anyone had thought. They crossed the ice-cap from "
        "east to west.\n\nThe crossing took [two months:DATE].",
        tags=("exploration", "polar ice"),
    ),
    marked(
        2,
        "1898-12-26",
        "A new element found in Paris",
        "[Marie Curie:PERSON:1] and [Pierre Curie:PERSON:2] told the academy in [Paris:GPE:5] of a strongly "
        "radioactive substance. [Madame Curie:PERSON:9] said that it should be called radium. The elements were "
        "found in pitchblende.",
        byline="Élodie Lefèvre",
        tags=("science",),
    ),
    marked(
        3,
        "1903-12-10",
        "Curies share a prize",
        "The prize for physics was shared. [Pierre Curie:PERSON:2] did not travel; he was ill, and so was "
        "[Marie Curie:PERSON:1]. The [Royal Society:ORG:12] had honoured both in November.",
        source="Northern Post",
        tags=("science", "prizes"),
    ),
    marked(
        4,
        "1911-12-14",
        "Flag at the South Pole",
        "[Roald Amundsen:PERSON:4] and four men of [Norway:GPE:10] reached the [South Pole:LOC:8]. "
        "[Amundsen:PERSON:4] left a letter for [Scott:PERSON:11]. Dogs pulled the sledges; the dogs were the "
        "reason, he said.",
        source="Northern Post",
        tags=("exploration",),
    ),
    marked(
        5,
        "1912-01-17",
        "Second at the Pole",
        "[Robert Scott:PERSON:11] and his men reached the [South Pole:LOC:8] and found a tent there. A letter from "
        "[Amundsen:PERSON:4] waited in it. They weren't first.",
        source="Sample Wire",
    ),
    marked(
        6,
        "1920-11-15",
        "First assembly meets in Geneva",
        "The [League of Nations:ORG:7] met for the first time. [Nansen:PERSON:3] told the [League:ORG:7] about "
        "prisoners of war. The [U.S.:GPE:13] stayed away; the U.S. Senate had refused.\n\nPost-war relief was "
        "discussed.",
        source="Reuters",
        tags=("diplomacy",),
    ),
    marked(
        7,
        "1922-12-10",
        "Peace prize for relief work",
        "[Fridtjof Nansen:PERSON:3] of [Norway:GPE:10] was honoured for his work for refugees. The "
        "[League:ORG:7] had asked him. About 12,000 people travelled on his passports, or 3.5 times as many as "
        "planned.",
        source="Reuters",
        tags=("diplomacy", "prizes"),
    ),
    marked(
        8,
        "1934-07-04",
        "Marie Curie dies",
        "[Marie Curie:PERSON:1] died at Sancellemoz. She had given radium its name. Newspapers in [Paris:GPE:5], "
        "Zürich and Łódź mourned her. Curie's notebooks are still radioactive.",
        byline="A. Editor",
        tags=("science",),
    ),
    marked(
        9,
        "1912-03-07",
        "Zur Eroberung des Südpols",
        "Die Nachrichten aus Hobart waren kurz. [Amundsen:PERSON:4] schickte Telegramme. Die Häuser und Straßen der "
        "Stadt waren ruhig.",
        source="Beispielblatt",
        language="de",
        tags=("exploration",),
    ),
    marked(
        10,
        "",
        "An undated note on skis and dogs",
        "Dogs or skis? A ski is quiet. A dog is company. The ice decides, the ice always decides.",
        source="",
    ),
    marked(
        11,
        "2025-08-25",
        "Museum lends a letter",
        "A museum lent a letter that [Amundsen:PERSON:4] had written. The [Royal Society:ORG:12] said it would "
        "show the letter next year.",
        language="en-GB",
        tags=("museums",),
    ),
    marked(
        12,
        "2025-08-18",
        "北京 museum opens",
        "The museum in 北京 opened. Visitors said the ice was real — it wasn't. Self-made sledges were shown.",
        language="en",
    ),
)
