"""Phrases, gaps and nearness, and the articles of the first archive that they are to find."""

from __future__ import annotations

from tests.contract.engines.golden_words import ALL, Golden

PHRASES: Golden = [
    ('"south pole"', {4, 5}),
    ("“south pole”", {4, 5}),
    ('"South-Pole"', {4, 5}),
    ('"pole south"', set()),
    ('-"south pole"', ALL - {4, 5}),
    ('"south pole" OR "royal society"', {3, 4, 5, 11}),
    # with the commonest words in them, in any case, exactly as written
    ('"the ice"', {1, 10, 12}),
    ('"THE ICE"', {1, 10, 12}),
    ('"ice was colder"', {1}),
    ('"said that it"', {2}),
    ('"the dogs were"', {4}),
    ('"the dogs were the reason"', {4}),
    ('"the dog were"', set()),
    ('"pulled the sledges"', {4}),
    ('"pulled the sledge"', set()),
    ('"radium"', {2, 8}),
    ('"sledge"', set()),
    ('"element"', {2}),
    ('"an undated note"', {10}),
    ('"prize for"', {3, 7}),
    ('"the royal society"', {3, 11}),
    # across punctuation, and across what is no part of a word
    ('"decides the ice"', {10}),
    ('"skis nansen said"', {1}),
    ('"west the crossing took"', {1}),
    ('"curie notebooks"', {8}),
    ('"us senate"', {6}),
    ('"the U.S. Senate"', {6}),
    ('"post-war relief"', {6}),
    ('"post war relief"', {6}),
    ("post-war-relief", {6}),
    ('"zürich and lodz"', {8}),
    ('"wasn\'t self made"', {12}),
    ('"12,000 people"', {7}),
    ('"3.5 times as many"', {7}),
    ('"museum in 北京 opened"', {12}),
    # a title and a text are two things
    ('"dogs dogs"', set()),
    ('"dies marie"', set()),
    # one word, whatever it is
    ('"said * it"', {2}),
    ('"reached the * pole"', {4, 5}),
    ('"reached the * * pole"', set()),
    ('"the * were"', {2, 4}),
    ('"the * * was"', {1}),
    ('"the * was"', {12}),
    ('"* pole *"', {4, 5}),  # means nothing at the ends
    ('"said * would show"', {11}),
    # the beginning of a word
    ('"radioact* substance"', {2}),
    ('"strong* radio*"', {2}),
    ('"the sled*"', {4}),
    ('"prize fo*"', {3, 7}),
    ('"prize f*"', set()),  # needs two letters
    ('"zebra sled*"', set()),
]

GAPS: Golden = [
    ('"letter ... year"', {11}),
    ('"society ... year"', {11}),
    ('"museum ... year"', set()),  # not in one sentence
    ('"museum ...3 year"', set()),
    ('"letter ... dogs"', set()),
    ('"reached ... pole"', {4, 5}),
    ('"nansen ... ice"', {1}),
    ('"nansen ...3 ice"', {1}),
    ('"nansen ...2 ice"', set()),
    ('"letter ...2 scott"', {4}),
    ('"letter ...0 for"', {4}),
    ('"letter ...0 scott"', set()),
    ('"letter...scott"', {4}),
    ('"letter…scott"', {4}),
    ('"skis ... colder"', set()),
    ('"dogs ... reason"', {4}),
    ('"reason ... dogs"', set()),
    ('"dogs ... the ... said"', {4}),
    ('"dogs ...1 the * he"', {4}),
    ('"... letter ..."', {4, 5, 11}),  # means nothing at the ends
    ('"reach* ... po*"', {4, 5}),
    ('"u.s. ... senate"', {6}),
]

NEAR: Golden = [
    ('"pole south"~0', {4, 5}),
    ('"ice colder"~1', {1}),
    ('"colder ice"~1', {1}),
    ('"colder ice"~0', set()),
    ('"the the"~3', {4, 6, 10}),
    ('"reason dogs"~2', {4}),
    ('"reason dogs"~1', set()),
    ('"letter amundsen"~2', {4, 5, 11}),
    ('"letter amundsen"~1', {5, 11}),
    ('"letter amundsen"~0', set()),
    ('"dogs sledges pulled"~1', {4}),
    ('"dogs sledges pulled"~0', set()),
    ('"ice ice"~2', {10}),
    ('"ice ice"~8', {10}),
    ('"ice ice"~9', {1, 10}),
    ('"ice ice ice"~9', set()),
    ('"greenland party"~1', {1}),  # in a title
    ('"greenland party"~0', set()),
    ('"letter amunds*"~1', {5, 11}),
    ('"pole * south"~0', {4, 5}),  # `*` means nothing in any order
    ('-"colder ice"~1', ALL - {1}),
    ('"radium paris"~', {8}),  # ten words are taken: 11 stand between them in the second article, 5 in the eighth
    ('"pole"~3', {4, 5}),
    # in one sentence, in one paragraph
    ('"dogs letter"~s', set()),
    ('"dogs letter"~p', {4}),
    ('"ice months"~p', set()),
    ('"letter society"~s', {11}),
    ('"dogs reason"~s', {4}),
    ('"scott letter"~s', {4}),
    ('"scott letter"~p', {4, 5}),
    ('"us nansen"~s', set()),
    ('"us nansen"~p', {6}),
    ('"us relief"~p', set()),
    ('"us senate us"~s', {6}),  # a full stop in U.S. ends no sentence
    ('"curie curie"~s', {2, 3}),
    ('"curie curie curie"~p', {2}),
    ('"called radium substance"~p', {2}),
    ('"greenland party"~s', {1}),
    ('"greenland party"~p', {1}),
    ('"sled* reason"~s', {4}),
]
