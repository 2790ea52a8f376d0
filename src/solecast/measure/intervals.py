"""How wide an interval is, and what it says of values beyond its ends."""

import math

import numpy as np

Z80 = 1.2815515655446004
"""80% of a normal distribution lie within so many standard deviations of its mean."""

Z95 = 1.959963984540054
"""95% of a normal distribution lie within so many standard deviations of its mean."""

_FLOOR, _TINY = 0.05, 1e-9
"""What is added before logs, as a share of the middle, so that ends at zero stay finite."""


def chance_above(bar: np.ndarray, middle: np.ndarray, lo: np.ndarray, hi: np.ndarray) -> np.ndarray:
    """Give the probability of a value above `bar` where 80% of them lie from `lo` to `hi`.

    The logarithm is taken as normal on either side of `middle`, each with the spread that its end
    of the interval shows. So the chance is 10% at `hi`, 50% at `middle` and 90% at `lo`.
    """
    floor = _FLOOR * middle + _TINY
    above, below = (np.log((end + floor) / (middle + floor)) for end in (hi, lo))
    asked = np.log((bar + floor) / (middle + floor))
    spread = np.maximum(np.where(asked > 0, above, -below) / Z80, _TINY)
    # SciPy's normal distribution would take longer to import than a forecast takes.
    return np.array([math.erfc(z) / 2 for z in asked / spread / math.sqrt(2)])
