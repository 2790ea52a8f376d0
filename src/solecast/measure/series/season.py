"""The season of a weekly line on a log scale: what comes back every 52 weeks, and only that."""

from dataclasses import dataclass

import numpy as np

from ..smoother import Floats

YEAR = 52
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
    trend = local_line(x, 26.0)
    years = len(x) // YEAR
    if years < 2:
        trend = local_line(x, 10.0)
        return Season(np.zeros(YEAR), False, trend, x - trend)
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
    reach = int(min(4 * bandwidth, len(x)))
    at = np.arange(-reach, reach + 1) / bandwidth
    kernel = np.exp(-(at**2) / 2)

    def spread(values: Floats, weights: Floats) -> Floats:
        return np.convolve(values, weights)[reach : reach + len(x)]

    one = np.ones(len(x))
    # np.convolve flips the kernel: the odd moment changes its sign.
    s0, s1, s2 = spread(one, kernel), spread(one, -at * kernel), spread(one, at**2 * kernel)
    t0, t1 = spread(x, kernel), spread(x, -at * kernel)
    determinant = s0 * s2 - s1**2
    flat = determinant < 1e-9
    line = (s2 * t0 - s1 * t1) / np.where(flat, 1.0, determinant)
    return np.asarray(np.where(flat, t0 / s0, line), dtype=np.float64)


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
