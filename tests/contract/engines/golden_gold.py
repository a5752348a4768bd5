"""Queries on the shared articles, what a reader with grep finds in them, and in how many articles that is."""

from __future__ import annotations

from tests.contract.engines.gold import ARTICLES, beside, naming
from tests.contract.engines.reading import Ids, Reader

R = Reader(ARTICLES)

GOLD_WORDS: list[tuple[str, Ids, int]] = [
    ("scientology", R.has("scientology"), 2),
    ("Scientology", R.has("scientology"), 2),
    ("scientolog*", R.has(r"scientolog\w*"), 2),
    ("scientolgy~", R.has("scientology"), 2),
    ("wikinews", R.has("wikinews"), 7),
    ("interviewing", R.has("interview(?:s|ed|ing|er|ers)?"), 10),
    ("Interviewing", R.has("interviewing"), 0),
    ("children", R.has("children"), 3),
    ("iodine", R.has("iodine"), 1),
    ("goals", R.has("goals?"), 4),
    ("elections", R.has("elect(?:s|ed|ing|ion|ions|ive)?"), 2),
    ("robots", R.has("robot(?:s|ics?)?"), 1),
    ("Robots", R.has("robots"), 1),
    ("robot*", R.has(r"robot\w*"), 1),
    ("ants", R.has("ants?"), 1),
    ("cyclones", R.has("cyclones?"), 1),
    ("said", R.has("said"), 13),
    ("the", R.has("the"), 22),
    ("U.S.", R.has(r"us|u\.s"), 14),  # which is `us`, too
    ("don't", R.has("don['’]t"), 11),
    ("isn't", R.has("isn['’]t"), 4),
    ("wasn't OR didn't", R.has("wasn['’]t|didn['’]t"), 3),
    ("self-medicating", R.has("self", "medicating"), 1),
    ("austrlia~", R.has("australia"), 1),
    ("wikpedia~", R.has("wikipedia"), 2),
    ("austral*", R.has(r"austral\w*"), 1),
    ("scientology -anonymous", R.has("scientology") - R.has("anonymous"), 1),
    ("ozone OR iodine", R.has("ozone") | R.has("iodine"), 2),
    ("(obama OR trump) -google", (R.has("obama") | R.has("trump")) - R.has("google"), 2),
    ("-the -said", R.all - R.has("the") - R.has("said"), 0),
    ("-wikinews", R.all - R.has("wikinews"), 15),
]

GOLD_PHRASES: list[tuple[str, Ids, int]] = [
    ('"united states"', R.has("united", "states"), 4),
    ('"the united states"', R.has("the", "united", "states"), 4),
    ('"church of scientology"', R.has("church", "of", "scientology"), 2),
    ('"of the"', R.has("of", "the"), 22),
    ('"there is a"', R.has("there", "is", "a"), 2),
    ('"new york"', R.has("new", "york"), 3),
    ('"internet explorer"', R.has("internet", "explorer"), 1),
    ('"climate change"', R.has("climate", "change"), 1),
    ('"climate changes"', R.has("climate", "changes"), 0),
    ('"the * of the"', R.has("the", r"\w+", "of", "the"), 14),
    ('"united st*"', R.has("united", r"st\w+"), 4),
    ('"church ... scientology"', R.followed("church", "scientology"), 2),
    ('"ozone ... crops"', R.followed("ozone", "crops"), 1),
    ('"nations united"~0', R.near("united", "nations", 0), 2),
    ('"google science"~3', R.near("google", "science", 3), 1),
    ('"ozone warming"~s', R.in_one_sentence("ozone", "warming"), 1),
    ('"google california"~p', R.in_one_paragraph("google", "california"), 1),
]

GOLD_FIELDS: list[tuple[str, Ids, int]] = [
    ("title:interview", R.in_title("interview(?:s|ed|ing)?"), 8),
    ("title:Interview", R.in_title("interview"), 5),
    ("title:wikinews -title:interview", R.in_title("wikinews") - R.in_title("interview(?:s|ed|ing)?"), 1),
    ("title:(scientology OR robot*)", R.in_title(r"scientology|robot\w*"), 3),
    ('title:"interview with"', R.in_title("interview with"), 5),
    ("source:wikinews", R.all, 22),
    ("date:2007", R.dated("2007-01-01", "2007-12-31"), 3),
    ("date:2006-05-28", R.dated("2006-05-28", "2006-05-28"), 2),
    ("date:..2006", R.dated("0001-01-01", "2006-12-31"), 3),
    ("date:2015-08-02..2015-09-22", R.dated("2015-08-02", "2015-09-22"), 3),
    ("date:2015-08-03..2015-09-21", R.dated("2015-08-03", "2015-09-21"), 1),
    ("-date:2005..2015", R.dated("2016-01-01", "9999-12-31"), 4),
    ("google date:2015", R.has("google") & R.dated("2015-01-01", "2015-12-31"), 1),
]

GOLD_NAMES: list[tuple[str, Ids, int]] = [
    ("@united-states", naming("united-states"), 7),
    ("@nato", naming("nato"), 1),
    ("@google", naming("google"), 1),
    ("place:california", naming("california"), 3),
    ("org:microsoft", naming("microsoft"), 2),
    ("@donald-trump", naming("donald-trump"), 1),
    ("@barack-obama @google", naming("barack-obama") & naming("google"), 1),
    ("@church-of-scientology", naming("church-of-scientology"), 2),
    ("@united-states -@canada", naming("united-states") - naming("canada"), 5),
    ("@afghanistan|libya", naming("afghanistan") | naming("libya"), 2),
    ("entity:wikipedia OR entity:nasa", naming("wikipedia", "nasa"), 4),
    ("@nobody-at-all", frozenset(), 0),
    ('"{person} said"', beside("PERSON", after="said"), 6),
    ('"{person} told"', beside("PERSON", after="told"), 3),
    ('"{person} is"', beside("PERSON", after="is"), 4),
    ('"{org} and"', beside("ORG", after="and"), 9),
    ('"in {place}"', beside("GPE", before="in"), 15),
    ('"in the {place}"', beside("GPE", before="in the"), 7),
    ('"the {org}"', beside("ORG", before="the"), 18),
    ('"of {person}"', beside("PERSON", before="of"), 4),
    ('"the {event}"', beside("EVENT", before="the"), 8),
    ('"@united-states *"', naming("united-states"), 7),
    ('"of @church-of-scientology"', beside("ORG", before="of", entity="church-of-scientology"), 2),
    ('"{place:united-states} government"', beside("GPE", after="government", entity="united-states"), 1),
]

GOLDEN_GOLD = [*GOLD_WORDS, *GOLD_PHRASES, *GOLD_FIELDS, *GOLD_NAMES]
