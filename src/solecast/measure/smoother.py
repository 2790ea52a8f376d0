"""The smoother under heat: many random walks at once, seen through noise of known precision."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_DIFFUSE = 1e4


@dataclass(frozen=True)
class Smoothed:
    """Lines of shape (weeks, shoes): mean, variance, and each week's expected squared step."""

    mean: Floats
    variance: Floats
    step2: Floats
    gain: Floats
    """How far the filter moved towards that week's data, 0-1; its product is a source's say."""


def smooth(value: Floats, precision: Floats, q: Floats) -> Smoothed:
    """Smooth random walks with step variance `q` (shoes,) seen as `value` with `precision`.

    `value` and `precision` have the shape (weeks, shoes); precision 0 means not seen. Kalman
    filter and Rauch-Tung-Striebel smoother (Rauch, Tung and Striebel 1965), diffuse start.
    """
    weeks = len(value)
    mean, variance, gain = np.empty_like(value), np.empty_like(value), np.empty_like(value)
    m, p = np.zeros_like(q), np.full_like(q, _DIFFUSE)
    for t in range(weeks):
        k = p * precision[t] / (1 + p * precision[t])
        m = m + k * (value[t] - m)
        p = (1 - k) * p
        mean[t], variance[t], gain[t] = m, p, k
        p = p + q
    step2 = np.zeros_like(value)
    for t in range(weeks - 2, -1, -1):
        back = variance[t] / (variance[t] + q)
        moved = mean[t + 1] - mean[t]
        later = variance[t + 1]
        mean[t] += back * moved
        variance[t] += back * back * (later - variance[t] - q)
        step2[t + 1] = (mean[t + 1] - mean[t]) ** 2 + later + variance[t] - 2 * back * later
    return Smoothed(mean, np.maximum(variance, 1e-9), np.maximum(step2, 0.0), gain)
