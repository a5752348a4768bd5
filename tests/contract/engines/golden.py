"""All golden queries on the first archive; what each is to find was worked out by reading the articles."""

from __future__ import annotations

from tests.contract.engines.golden_fields import DATES, FIELDS
from tests.contract.engines.golden_names import ENTITIES, SLOTS
from tests.contract.engines.golden_phrases import GAPS, NEAR, PHRASES
from tests.contract.engines.golden_words import OPERATORS, WIDE, WORDS, Golden

GOLDEN: Golden = [*WORDS, *OPERATORS, *WIDE, *PHRASES, *GAPS, *NEAR, *FIELDS, *DATES, *ENTITIES, *SLOTS]
