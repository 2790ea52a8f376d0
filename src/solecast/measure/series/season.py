"""The season of a weekly line on a log scale: what comes back every 52 weeks, and only that."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ..smoother import Floats

YEAR = 52
LEAST = 2 * YEAR
"""Weeks of a line in which a season can be seen."""
_BLOCK = 4
_AGE = 0.7
"""Weight of a year beside the year after it."""


@dataclass(frozen=True)
class Season:
    """`profile` (52,) is the log deviation by phase, mean 0; phase 51 is the line's last week.

    All zero where no season is significant; `rest` (weeks,) is the line without it and without
    its trend.
    """

    profile: Floats
    significant: bool
    trend: Floats
    rest: Floats

    def along(self, weeks: int) -> Floats:
        """Give the season of the last `weeks` weeks of the line."""
        return self.profile[(np.arange(weeks) - weeks) % YEAR]


def season(x: Floats) -> Season:
    """Estimate the season of a log line without gaps; two full years are needed to see one.

    The trend is a local line (Gaussian, bandwidth 26 weeks, 10 once the season is out). A season
    is significant when the means of its 13 four-week blocks differ more between phases than the
    years differ among themselves: F above `_critical`, which allows for blocks that follow each
    other not being independent. What is significant is shrunk by 1 - 1/F.
    """
    if len(x) < LEAST:
        trend = local_line(x, 10.0)
        return Season(np.zeros(YEAR), False, trend, x - trend)
    trend, years = local_line(x, 26.0), len(x) // YEAR
    ratio = _ratio((x - trend)[len(x) - years * YEAR :].reshape(years, YEAR))
    if ratio < _critical(years):
        trend = local_line(x, 10.0)
        return Season(np.zeros(YEAR), False, trend, x - trend)
    profile = _profile(x - trend)
    trend = local_line(x - _along(profile, len(x)), 10.0)
    profile = _profile(x - trend) * (1 - 1 / ratio)
    return Season(profile, True, trend, x - trend - _along(profile, len(x)))


def local_line(x: Floats, bandwidth: float) -> Floats:
    """Smooth by a Gaussian local line, also at the ends (Fan and Gijbels 1996)."""
    if len(x) <= _SHORT:
        return _matrix(len(x), bandwidth) @ x
    return _convolved(x, bandwidth)


_SHORT = 64
"""Weeks up to which one product with a small matrix takes less than two convolutions."""


@lru_cache(maxsize=1024)
def _matrix(weeks: int, bandwidth: float) -> Floats:
    """Give what smooths a line of this length; most lines of a large guide are short."""
    return np.column_stack([_convolved(one, bandwidth) for one in np.eye(weeks)])


def _convolved(x: Floats, bandwidth: float) -> Floats:
    window = _window(len(x), bandwidth)
    t0, t1 = window.spread(x, window.even), window.spread(x, window.odd)
    return np.where(window.flat, t0 / window.s0, (window.s2 * t0 - window.s1 * t1) / window.over)


@dataclass(frozen=True)
class _Window:
    """What smoothing needs of a line's length alone: kernels, and their sums at each week."""

    reach: int
    even: Floats
    odd: Floats
    s0: Floats
    s1: Floats
    s2: Floats
    over: Floats
    flat: NDArray[np.bool_]

    def spread(self, values: Floats, weights: Floats) -> Floats:
        return np.convolve(values, weights)[self.reach : self.reach + len(values)]


@lru_cache(maxsize=4096)
def _window(weeks: int, bandwidth: float) -> _Window:
    """Give the window of a length; kept, as most lines of a guide have one of a few lengths."""
    reach = int(min(4 * bandwidth, weeks))
    at = np.arange(-reach, reach + 1) / bandwidth
    # np.convolve flips the kernel: the odd moment changes its sign.
    even = np.exp(-(at**2) / 2)
    one = np.ones(weeks)
    kernels = (even, -at * even, at**2 * even)
    s0, s1, s2 = (np.convolve(one, kernel)[reach : reach + weeks] for kernel in kernels)
    determinant = s0 * s2 - s1**2
    flat = determinant < 1e-9
    return _Window(reach, even, kernels[1], s0, s1, s2, np.where(flat, 1.0, determinant), flat)


def _along(profile: Floats, weeks: int) -> Floats:
    return profile[(np.arange(weeks) - weeks) % YEAR]


def _profile(rest: Floats) -> Floats:
    """Average by phase, recent years counting more; smooth around the year; centre."""
    weeks = len(rest)
    phase = (np.arange(weeks) - weeks) % YEAR
    weight = _AGE ** ((weeks - 1 - np.arange(weeks)) // YEAR)
    total = np.bincount(phase, weight * rest, YEAR) / np.bincount(phase, weight, YEAR)
    apart = np.minimum(np.arange(YEAR), YEAR - np.arange(YEAR))
    kernel = np.fft.rfft(np.exp(-((apart / 1.5) ** 2) / 2))
    smooth = np.fft.irfft(np.fft.rfft(total) * kernel / kernel[0], YEAR)
    return np.asarray(smooth - smooth.mean(), dtype=np.float64)


def _ratio(years: Floats) -> float:
    """F: how far phases differ, against how far years differ within a phase."""
    blocks = years.reshape(len(years), YEAR // _BLOCK, _BLOCK).mean(axis=2)
    blocks = blocks - blocks.mean(axis=1, keepdims=True)
    between = len(blocks) * blocks.mean(axis=0).var(ddof=1)
    within = blocks.var(axis=0, ddof=1).mean()
    return float(between / max(within, 1e-12))


def _critical(years: int) -> float:
    """Near the 1% point of F with half of the 12 phases' degrees of freedom."""
    return 2.8 * (1 + 2 / (years - 1))
