"""BM25F as every engine computes it: one formula in one place, so that engines order articles alike to the last bit.

Each field has its own length normalisation, and a term's contributions from the fields are added up (Robertson and
Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, without the joint saturation). A group of
terms that stand for one word (a wildcard's, a stem's in several languages, an entity's names) counts as one term whose
occurrences are added up and whose document frequency is that of the most frequent; a phrase weighs what its words
weigh together. A part that did not match adds nothing, and filters add nothing at all.
"""

from __future__ import annotations

import math
from typing import Final

K1: Final = 1.2
FIELD_BOOST: Final = {"text": 1.0, "title": 2.5}
FIELD_B: Final = {"text": 0.75, "title": 0.4}


def idf(documents_with: int, documents: int) -> float:
    """How much a term says, by how few articles of how many have it; never negative."""
    return math.log(1.0 + (documents - documents_with + 0.5) / (documents_with + 0.5))


def norm(field: str, length: int, average: float) -> float:
    """The part of the saturation that depends on the length of the field, in words."""
    b = FIELD_B[field]
    return K1 * (1.0 - b + b * (length / average if average else 1.0))


def weight(field: str, idf_sum: float) -> float:
    """What one leaf of the query is worth in a field, before saturation."""
    return FIELD_BOOST[field] * idf_sum * (K1 + 1.0)
