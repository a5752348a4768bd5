"""How closely two things belong together, from how often they are met together and apart."""

from __future__ import annotations

import math

LOG_LIKELIHOOD = "log-likelihood G²"  # what the measure is called where its order is shown


def log_likelihood(both: int, only_first: int, only_second: int, neither: int) -> float:
    """Dunning's log-likelihood ratio G² of a two-by-two table of articles, negative where the two avoid each other.

    The four numbers are of articles with both things, with one of them only, and with neither. G² is
    `2 · Σ observed · ln(observed / expected)` over the four cells, expected being what chance alone would give. Unlike
    the share of common articles it does not favour what is in nearly every article, and unlike pointwise mutual
    information not what is in hardly any. It is 0 where the two are independent; 10.83 is reached by chance in one of
    a thousand pairs. Source: Ted Dunning, "Accurate Methods for the Statistics of Surprise and Coincidence",
    Computational Linguistics 19(1), 1993, pp. 61-74; the sign is this program's.
    """
    total = both + only_first + only_second + neither
    if total <= 0:
        return 0.0
    first, second = both + only_first, both + only_second
    cells = (
        (both, first * second),
        (only_first, first * (total - second)),
        (only_second, (total - first) * second),
        (neither, (total - first) * (total - second)),
    )
    ratio = 2 * math.fsum(seen * math.log(seen * total / margins) for seen, margins in cells if seen > 0)
    ratio = max(ratio, 0.0)  # rounding alone takes it below
    return ratio if both * total >= first * second else -ratio
