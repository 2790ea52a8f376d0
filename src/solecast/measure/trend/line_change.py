"""The change of a weekly log line over 13 weeks, its interval, and the weeks where it broke."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ..intervals import Z80
from ..smoother import Floats

QUARTER = 13
YEAR = 52
_LAGS = 6
_BREAKS = 5


@dataclass(frozen=True)
class LineChange:
    """Ratio minus 1, and the ends of its 80% interval."""

    point: float
    lo: float
    hi: float


def change(x: Floats, floor: float, back: int, sd: Floats) -> LineChange | None:
    """Compare the last 13 weeks of a log line with those `back` weeks earlier.

    `x` is log(value + floor), `sd` the error of each week (all of a quarter may err together).
    None where the line is too short or the earlier weeks were zero.
    """
    if len(x) < QUARTER + back:
        return None
    now, then = x[-QUARTER:], x[len(x) - QUARTER - back : len(x) - back]
    error = np.hypot(_mean_error(sd[-QUARTER:]), _mean_error(sd[len(x) - QUARTER - back :][:13]))
    before = float(np.exp(then.mean())) - floor
    if before <= 1e-9 * floor or floor <= 0:
        return None
    ends = now.mean() + np.array([0.0, -Z80, Z80]) * error
    point, lo, hi = np.maximum(np.exp(ends) - floor, 0.0) / before - 1
    return LineChange(float(point), float(lo), float(hi))


def _mean_error(sd: Floats) -> float:
    return float(np.sqrt(np.mean(sd**2)))


def quarter_error(rest: Floats) -> float:
    """Give the standard error of a 13-week mean, from a line's `rest` around its trend.

    Neighbouring weeks err alike: long-run variance with Bartlett weights over 6 lags (Newey and
    West 1987).
    """
    n = len(rest)
    if n < 2:
        return 1.0
    rest = rest - rest.mean()
    variance = float(rest @ rest) / n
    for lag in range(1, min(_LAGS, n - 1) + 1):
        variance += 2 * (1 - lag / (_LAGS + 1)) * float(rest[lag:] @ rest[:-lag]) / n
    return float(np.sqrt(max(variance, float(rest @ rest) / n / 4) / QUARTER))


def breaks(x: Floats, error: float) -> NDArray[np.int64]:
    """Give the places where the level of a log line changed for good, at most five.

    Penalised least squares (ruptures), pieces of eight weeks or more; the penalty grows with the
    error of a quarter's mean, and a step under log 1.25 is not kept.
    """
    if len(x) < 2 * QUARTER or np.ptp(x) < np.log(1.25):
        return np.zeros(0, dtype=np.int64)
    from ruptures.detection import KernelCPD

    penalty = 3 * np.log(len(x)) * max(QUARTER * error**2, 0.002)
    found = KernelCPD(kernel="linear", min_size=8).fit(x[:, None]).predict(pen=float(penalty))
    ends = [0, *found]
    means = [float(x[a:b].mean()) for a, b in pairwise(ends)]
    sizes = {
        int(place): abs(after - before)
        for place, before, after in zip(found[:-1], means[:-1], means[1:], strict=True)
        if abs(after - before) >= np.log(1.25)
    }
    kept = sorted(sizes, key=lambda place: (-sizes[place], place))[:_BREAKS]
    return np.array(sorted(kept), dtype=np.int64)
