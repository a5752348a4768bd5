"""The second archive: articles in which words, sentences, gaps and names are where they are hardest to tell."""

from __future__ import annotations

from dataclasses import replace

from index.model import IndexDoc, IndexedMention
from tests.contract.engines.articles import marked
from tests.contract.engines.names import KnownName, Names

NAMES = Names.of(
    (
        KnownName(30, "bank-of-canada", "ORG", ("bank of canada",)),
        KnownName(31, "canada", "GPE", ("canada",)),
        KnownName(32, "jean-rae", "PERSON", ("jean rae", "rae", "dr. rae")),
        KnownName(33, "george-simpson", "PERSON", ("george simpson", "simpson")),
        KnownName(34, "st-johns", "GPE", ("st. john's",)),
        KnownName(35, "swedes", "NORP", ("swedes",)),
        KnownName(36, "winter-fair", "EVENT", ("winter fair",)),
        KnownName(37, "the-long-night", "WORK_OF_ART", ("the long night",)),
        KnownName(38, "kodak-brownie", "PRODUCT", ("kodak brownie",)),
        KnownName(39, "navigation-act", "LAW", ("navigation act",)),
        KnownName(40, "norse", "LANGUAGE", ("norse",)),
        KnownName(41, "north-pier", "FAC", ("north pier",)),
        KnownName(42, "obrien", "PERSON", ("o'brien", "obrien")),
        KnownName(43, "washington-dc", "GPE", ("washington",)),
        KnownName(44, "george-washington", "PERSON", ("george washington", "washington")),
        KnownName(45, "volodymyr", "PERSON", ("volodymyr",)),
        KnownName(46, "bank", "FAC", ("bank",)),  # only ever within a longer name
    ),
    unread=(21, 22, 40),
    starred=(40,),
)

_FILLING = "one two three four five six seven eight nine ten eleven"  # eleven words


def _with_mentions(article: IndexDoc, *mentions: tuple[str, str, int | None]) -> IndexDoc:
    """The article with mentions of surfaces that may overlap, each where it first occurs."""
    found = [
        IndexedMention(start, start + len(surface), label, name_id)
        for surface, label, name_id in mentions
        for start in [article.text.index(surface)]
    ]
    return replace(article, mentions=tuple(sorted(found, key=lambda mention: (mention.start, -mention.end))))


EDGES: tuple[IndexDoc, ...] = (
    marked(
        21,
        "2001-03-01",
        "Les pêcheurs de l'île",
        "Les ouvriers mangeaient des pommes. La liberté des pêcheurs était entière; ils chantaient toujours.",
        language="fr",
    ),
    marked(
        22,
        "2001-03-02",
        "Ледники",
        "Учёные изучали ледники. Толстой писал о снеге. Ледник тает.",
        language="ru",
    ),
    marked(23, "2001-03-03", "Η θάλασσα", "Η ΘΆΛΑΣΣΑ ήταν ήρεμη. Οι ψαράδες της Κρήτης γύρισαν.", language="el"),
    marked(24, "2001-03-04", "Zonder stam", "Klingon ships were sailing; the sailors sang.", language="tlh"),
    marked(
        25, "2001-03-05", "Navegadores", "Os navegadores portugueses viajaram. Navegação difícil.", language="pt_BR"
    ),
    marked(
        26,
        "2001-03-06",
        "What didn't hold",
        "The post-conflict peace didn't hold. [O'Brien:PERSON:42] of the U.S. Navy sailed at 5 p.m. from the U.K., "
        "with self\u2011contained gear. “Don’t,” he said. Version 3.14 cost 1,250,000 kroner; F-16s and AT&T weren't "
        "in it. A rock 'n' roll band of the 1970s played in the naïve café.",
    ),
    # eleven and twelve words between, in one sentence; and the same in two
    marked(27, "2001-03-07", "Twelve between", f"Alpha {_FILLING} twelve omega."),
    marked(28, "2001-03-08", "Thirteen between", f"Alpha {_FILLING} twelve thirteen omega."),
    marked(29, "2001-03-09", "Parted", "Alpha came first. Then came omega."),
    # what ends a sentence and what does not
    marked(
        30,
        "2001-03-10",
        "Dr. Rae reports",
        "[Dr. Rae:PERSON:32] met Mr. [Simpson:PERSON:33] in [St. John's:GPE:34] at 3.30 p.m. on the pier. He left! "
        "Why? “Because,” she said. [Rae:PERSON:32] stayed… and wrote\nof ice.",
    ),
    marked(
        31, "2001-03-11", "Lines", "Harbour\nA list of boats\n\nBoats left. Harbour lights shone.\n\n \nBoats came."
    ),
    # names that overlap, that end within a word, that hold no word
    _with_mentions(
        marked(32, "2001-03-12", "Rates", "The Bank of Canada said rates hold. Canada said nothing. Rates ... hold."),
        ("Bank of Canada", "ORG", 30),
        ("Canada", "GPE", 31),
        ("Bank", "FAC", 46),
        ("Canada said nothing", "EVENT", 36),
        (" ...", "DATE", None),
    ),
    _with_mentions(
        marked(33, "2001-03-13", "Founders", "George Washington's men left Washington. Washingtonians cheered him."),
        ("George Washington", "PERSON", 44),
        ("Washington.", "GPE", 43),
        ("Washingtonian", "NORP", None),
    ),
    # every type that a slot may be of
    marked(
        34,
        "2001-03-14",
        "A fair",
        "The [Swedes:NORP:35] spoke [Norse:LANGUAGE:40] at the [Winter Fair:EVENT:36] by the [North Pier:FAC:41]. "
        "A [Kodak Brownie:PRODUCT:38] cost [$5 million:MONEY], or [12 percent:PERCENT] of [two tons:QUANTITY]. "
        "The [first:ORDINAL] of [nine:CARDINAL] came [on Friday:DATE] at [5 p.m.:TIME] to read "
        "[The Long Night:WORK_OF_ART:37] and the [Navigation Act:LAW:39]. "
        "[Volodymyr:PERSON:45] [Rae:PERSON:32] said it, [Volodymyr:PERSON:45] too.",
    ),
    # hardly anything to look at
    marked(35, "2001-03-15", "", "untitled words alone"),
    marked(36, "2001-03-16", "Textless", ""),
    marked(37, "2001-03-17", "…", "— … — ?! —"),
    marked(38, "2001-03-18", "Echo echo", "Echo, echo; echo echo. ECHO? Écho’s echo"),
    marked(39, "2001-03-19", "Canada", "Nothing of it here.", tags=("canada", "bank of", "canada said")),
    marked(
        40,
        "2001-03-19",
        "Same day",
        "Nothing of it there: zürich, Zürich, zurich. Łukasz drank æther in Ærø, ﬁne weather, İzmir, STRASSE, ẞ.",
        source="The Daily, Weekly & Hourly",
        byline="Jean-Luc O'Neill, Ana María",
    ),
    # a name that fills a slot here, and lost its place to longer names in the thirty-second
    marked(41, "2001-03-20", "Hold", "[Canada:GPE:31] said it would hold."),
)
