"""Words, operators, beginnings and likenesses, and the articles of the first archive that they are to find."""

from __future__ import annotations

from tests.contract.engines.articles import ARTICLES

Golden = list[tuple[str, set[int] | frozenset[int]]]

ALL = frozenset(article.id for article in ARTICLES)

WORDS: Golden = [
    ("", ALL),
    ("radium", {2, 8}),
    ("RADIUM", {2, 8}),
    ("zeppelin", set()),
    # stemmed in lower case, exact with a capital
    ("element", {2}),
    ("elements", {2}),
    ("Elements", {2}),
    ("Element", {2}),
    ("sledge", {4, 12}),
    ("Sledge", set()),
    ("skis", {1, 10}),
    ("ski", {1, 10}),
    ("curie", {2, 3, 8}),
    ("Curie", {2, 3, 8}),
    ("Curies", {3}),
    ("prizes", {3, 7}),
    ("Prizes", set()),
    ("notebook", {8}),
    ("Notebook", set()),
    ("travel", {3, 7}),
    ("travelling", {3, 7}),
    ("Travel", {3}),
    ("reaching", {1, 4, 5}),
    ("Reaching", set()),
    # folded always
    ("zurich", {8}),
    ("Zürich", {8}),
    ("ZÜRICH", {8}),
    ("zu\u0308rich", {8}),  # decomposed
    ("lodz", {8}),
    ("Łódź", {8}),
    ("lefevre", set()),  # an author is not in the text
    # the commonest words are words
    ("the", {1, 2, 3, 4, 5, 6, 7, 10, 11, 12}),
    ("The", {1, 2, 3, 4, 5, 6, 7, 10, 11, 12}),
    ("was", {1, 3, 6, 7, 12}),
    # apostrophes, dots, commas, hyphens
    ("weren't", {5}),
    ("werent", {5}),
    ("weren’t", {5}),
    ("wasn't", {12}),
    ("Curie's", {2, 3, 8}),
    ("museum's", {11, 12}),
    ("U.S.", {6}),
    ("U.S", {6}),
    ("u.s.", {6}),
    ("US", {6}),
    ("us", {6}),
    ("U.S. senate", {6}),
    ("12000", {7}),
    ("12,000", {7}),
    ("12", set()),
    ("3.5", {7}),
    ("35", set()),
    ("post-war", {6}),
    ("Post-War", {6}),
    ("post war", {6}),
    ("postwar", set()),
    ("war", {6, 9}),  # `waren` in the German one
    ("War", {6}),
    ("self-made", {12}),
    ("made-self", set()),
    ("ice-cap", {1}),
    ("icecap", set()),
    ("ice-", {1, 10, 12}),
    ("(ice)", {1, 10, 12}),
    ("ice,", {1, 10, 12}),
    # scripts without spaces
    ("北京", {12}),
    ("京北", set()),
    ("京", {12}),
    # languages: the German article is stemmed as German
    ("telegramm", {9}),
    ("Telegramm", set()),
    ("haus", {9}),
    ("hauser", {9}),
    ("Häuser", {9}),
    ("strassen", {9}),
    ("Straßen", {9}),
    ("stadt", {9}),
]

OPERATORS: Golden = [
    ("dogs skis", {10}),
    ("dogs AND skis", {10}),
    ("dogs OR radium", {2, 4, 8, 10}),
    ("dogs skis OR radium", {2, 8, 10}),  # OR binds looser
    ("radium OR dogs skis", {2, 8, 10}),
    ("(radium OR dogs) skis", {10}),
    ("(dogs OR radium) (skis OR paris)", {2, 8, 10}),
    ("or", {7, 10}),  # in lower case it is a word
    ("and", {1, 2, 3, 4, 5, 8, 10}),
    ("not", {3}),
    ('"OR"', {7, 10}),
    ("letter -museum", {4, 5}),
    ("letter NOT museum", {4, 5}),
    ("letter AND NOT museum", {4, 5}),
    ("letter AND museum", {11}),
    ("letter -(museum OR norway)", {5}),
    ("letter -(museum OR scott)", set()),
    ("-curie -ice", {4, 5, 6, 7, 9, 11}),
    ("NOT (curie OR ice)", {4, 5, 6, 7, 9, 11}),
    ("(radium OR dogs) -paris", {4, 10}),
    ("-(letter OR ice OR curie)", {6, 7, 9}),
    ("-(radium -paris)", ALL),
    ("letter OR -said", {3, 4, 5, 6, 7, 8, 9, 10, 11}),
    ("-zeppelin", ALL),
    ("-radium", ALL - {2, 8}),
    ("radium -radium", set()),
    ("radium OR -radium", ALL),
    ("--radium", {2, 8}),
    ("NOT NOT radium", {2, 8}),
    ("radium|dogs", {2, 4, 8, 10}),
    ("dogs|skis -ice", {4}),
    ("-dogs|skis", ALL - {1, 4, 10}),
    # what is unfinished is left out
    ("((radium))", {2, 8}),
    ("(radium", {2, 8}),
    ("radium)", {2, 8}),
    ("radium AND", {2, 8}),
    ("OR radium", {2, 8}),
    ("radium -", {2, 8}),
    ("radium ()", {2, 8}),
]

WIDE: Golden = [
    ("radio*", {2, 8}),
    ("Radi*", {2, 8}),
    ("am*", {4, 5, 9, 11}),
    ("a*", {1, 2, 3, 4, 5, 10, 11}),  # needs two letters, so the word itself
    ("ski*", {1, 10}),
    ("skis*", {1, 10}),
    ("sledge*", {4, 12}),
    ("fri*", {1, 7}),
    ("pos*", {6}),
    ("st*", {2, 6, 8, 9}),
    ("zu*", {8, 9}),
    ("ZÜ*", {8, 9}),
    ("12*", {7}),
    ("北*", {12}),
    ("qu*zz", set()),  # only at the end
    ("-ra*", ALL - {2, 8}),
    ("ra*|dogs", {2, 4, 8, 10}),
    ("radi* -paris", set()),
    ("post-wa*", {6}),
    ("post-w*", set()),  # the last word needs two letters
    ("title:cur*", {3, 8}),
    ("amundson~", {4, 5, 9, 11}),
    ("amundzon~", set()),
    ("amundzon~2", {4, 5, 9, 11}),
    ("amundzon~9", {4, 5, 9, 11}),  # two at most
    ("raduim~", {2, 8}),
    ("Radum~", {2, 8}),
    ("xadium~", set()),  # the first letter must be right
    ("cat~", {1}),  # the ice-cap
    ("ca~", set()),  # too short, so the word itself
    ("curye~", {2, 3, 8}),
    ("nansne~", {1, 6, 7}),
    ("anmundsen~", {4, 5, 9, 11}),
    ("zurch~", {8}),
    ("-curye~ -ice", {4, 5, 6, 7, 9, 11}),
    ("title:skys~", {1, 10}),
    ("title:greenlnad~", {1}),
]
