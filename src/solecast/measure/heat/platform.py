"""What all shoes of a source share: its growth as a platform, and its season."""

import numpy as np

from ..series.season import local_line
from ..smoother import Floats
from .signal_arrays import Bools, Ints, Signals

FEWEST = 3
"""Lines that must speak in a week before they tell what their platform did."""
_DOUBT = 2.0
"""Common moves of n lines are believed n / (n + 2): a few shoes may well move alike."""


def common_moves(panel: Signals, moment: Ints, rest: Floats) -> Floats:
    """Give the median of `rest` (platforms, weeks) over the lines of each, shrunk.

    A count less this is the log of its share of the source's total, the total taken as a
    geometric one: an arithmetic total follows its hottest shoes, and a single flood of spam.
    Search interest is a share already: only what passes quickly, or with the season, is the
    platform's. A rank list has neither growth nor season.
    """
    shape = (int(panel.platform_of.max()) + 1, len(panel.weeks))
    number = np.bincount(moment, minlength=shape[0] * shape[1])
    middle = np.nan_to_num(grouped_median(moment, rest, len(number)))
    told = (number >= FEWEST).reshape(shape)
    moves = np.where(told, (middle * number / (number + _DOUBT)).reshape(shape), 0.0)
    for platform, metric in enumerate(platform_metrics(panel)):
        if metric == "rank":
            moves[platform] = 0.0
        elif metric == "searches" and told[platform].any():
            moves[platform] = _without_trend(moves[platform], told[platform])
    return moves


def platform_metrics(panel: Signals) -> list[str]:
    """Name the metric of each platform."""
    first = np.unique(panel.platform_of, return_index=True)[1]
    return [panel.lines[j].metric for j in first]


def _without_trend(moves: Floats, told: Bools) -> Floats:
    weeks = np.flatnonzero(told)
    whole = np.interp(np.arange(len(moves)), weeks, moves[weeks])
    return np.where(told, whole - local_line(whole, 26.0), 0.0)


def grouped_median(group: Ints, x: Floats, size: int) -> Floats:
    """Give the median of `x` in each of `size` groups; NaN for an empty one."""
    # One sort of a joint key, x squeezed into 0-1, takes a quarter of the time of lexsort.
    order = np.argsort(group + 0.499 + 0.317 * np.arctan(x))
    counts = np.bincount(group, minlength=size)
    start = np.cumsum(counts) - counts
    result = np.full(size, np.nan)
    full = counts > 0
    low, high = start + (counts - 1) // 2, start + counts // 2
    ordered = x[order]
    result[full] = (ordered[low[full]] + ordered[high[full]]) / 2
    return result
