"""What is never in doubt between two titles: codes, versions, years, genders, soles."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

Column = npt.NDArray[np.float64]
# Log odds of what codes, versions and soles settle: a probability of .95.
CERTAIN = 3.0


def settled(
    odds: Column,
    column: Mapping[str, npt.NDArray[np.floating[Any]]],
    names: npt.NDArray[np.int8],
    confirmed: npt.NDArray[np.bool_],
) -> Column:
    """Hold the odds to what is never in doubt.

    Two style codes, two version numbers, two years, two genders or two soles are two colorways,
    unless a decision joined the titles (`confirmed`); one and the same style code is one colorway.
    So are two bare names that agree, and those that do not are two (`names`: 1, -1; 0 where a
    title is more than a name) unless both end on one colour code. `column` holds the features of
    the pairs by name.
    """
    odds = np.where(names > 0, np.maximum(odds, CERTAIN), odds)
    unlike = (names < 0) & (column["ending_verdict"] <= 0) & ~confirmed
    odds = np.where(unlike, np.minimum(odds, -1.5), odds)
    verdict = column["code_verdict"]
    contradicted = _versions_differ(column)
    for name in ("surfaces", "genders", "year"):
        contradicted |= column[name] == -1
    apart = (verdict < 0) | (verdict <= 0) & contradicted
    odds = np.where(apart & ~confirmed, np.minimum(odds, -CERTAIN), odds)
    return np.where(verdict > 0, np.maximum(odds, CERTAIN), odds)


def _versions_differ(column: Mapping[str, npt.NDArray[np.floating[Any]]]) -> npt.NDArray[np.bool_]:
    """Two versions, or a version against none where a shop's carelessness cannot explain it.

    Shops drop numbers from long titles; a title of nothing but a name means what it says, and so
    do two titles that neither share a number nor name a colour.
    """
    two = (column["head_number_low"] > 0) & (column["model_ratio"] < 100)
    one = (column["head_number_high"] > 0) & (column["number_low"] == 0)
    bare = (column["language"] == 0) & (column["noise_high"] == 0)
    vague = (column["number_shared"] == 0) & (column["families"] == -0.5)
    return np.asarray(two | one & (bare | vague))
