"""What all shoes of a source share: its growth as a platform, and how levels compare."""

import numpy as np

from .heat_signals import COUNTED, Ints, Signals
from .heat_smooth import Floats

_SHOES = 5
"""Shoes that a source must count for its total to stand for the source."""
_COVERED = 0.8
"""Share of the source's weeks in which that many must be seen."""
_DOMINANT = 0.5
"""A shoe with more than this share of the total would be divided by itself."""
_CAP = 5.0
"""A week counts in the total up to this many times its line's median: one flood of spam must
not sink all other shoes."""


def platform_totals(panel: Signals) -> Floats:
    """Give the log of each platform's total by week, flat (platforms * weeks), mean 0.

    Zero where coverage does not allow a total: fewer than five shoes in a fifth of the weeks,
    one shoe with more than half, several scales, or a metric that is not a count.
    """
    platforms, weeks = int(panel.platform_of.max()) + 1, len(panel.weeks)
    total = np.zeros((platforms, weeks))
    for platform in range(platforms):
        lines = np.flatnonzero(panel.platform_of == platform)
        counted = all(panel.lines[j].metric in COUNTED for j in lines)
        if counted and len(set(panel.scale_of[lines])) == 1 and len(lines) >= _SHOES:
            total[platform] = _log_total(panel, platform)
    return total.ravel()


def _log_total(panel: Signals, platform: int) -> Floats:
    rows = panel.platform_of[panel.line] == platform
    line, week = panel.line[rows], panel.week[rows]
    value = np.exp(panel.y[rows]) - panel.step[rows] / 2
    value = np.minimum(value, _CAP * _medians(line, value)[line])
    weeks = len(panel.weeks)
    added = np.bincount(week, value, weeks)
    seen = np.bincount(week, minlength=weeks)
    covered = (seen >= _SHOES).sum() >= _COVERED * (seen > 0).sum()
    shares = np.bincount(line, value) / max(value.sum(), 1e-300)
    if not covered or shares.max() > _DOMINANT:
        return np.zeros(weeks)
    known = added > 0
    log = np.where(known, np.log(np.where(known, added, 1.0)), 0.0)
    return np.where(known, log - log[known].mean(), 0.0)


def _medians(line: Ints, value: Floats) -> Floats:
    medians = np.zeros(line.max() + 1)
    order = np.argsort(line, kind="stable")
    for part in np.split(order, np.flatnonzero(np.diff(line[order])) + 1):
        positive = value[part][value[part] > 0]
        medians[line[part[0]]] = np.median(positive) if len(positive) else 0.0
    return medians


def common_moves(panel: Signals, moment: Ints, rest: Floats) -> Floats:
    """Give the median of `rest` over the lines of each platform and week, where three speak."""
    size = (int(panel.platform_of.max()) + 1) * len(panel.weeks)
    moves = np.zeros(size)
    order = np.argsort(moment, kind="stable")
    for part in np.split(order, np.flatnonzero(np.diff(moment[order])) + 1):
        if len(part) >= 3:
            moves[moment[part[0]]] = np.median(rest[part])
    return moves


def levels(panel: Signals, offset: Floats) -> tuple[Floats, np.ndarray]:
    """Split offsets of comparable lines into scale plus shoe; give shoes' levels, and anchored.

    Least squares of offset = level of the scale + level of the shoe, lines of few weeks counting
    less. Scales that no shoe connects are joined by taking their average shoes as equal. Shoes
    without a comparable line are not anchored and have the level NaN.
    """
    scales, shoes = int(panel.scale_of.max()) + 1, len(panel.shoes)
    comparable = np.array([line.comparable for line in panel.lines], dtype=bool)
    members = np.bincount(panel.scale_of[comparable], minlength=scales)
    use = comparable & (members[panel.scale_of] > 1)
    number = np.bincount(panel.line, minlength=len(panel.lines)).astype(np.float64)
    trust = np.where(use, number / (number + 8), 0.0)
    size = np.bincount(panel.shoe_of, trust, shoes) + 1e-3
    used = np.unique(panel.scale_of[use])
    place = np.zeros(scales, dtype=np.int64)
    place[used] = np.arange(len(used))
    held = np.zeros((shoes, len(used)))
    np.add.at(held, (panel.shoe_of[use], place[panel.scale_of[use]]), trust[use])
    said = np.bincount(panel.shoe_of, trust * np.where(use, offset, 0.0), shoes)
    asked = np.bincount(place[panel.scale_of[use]], (trust * offset)[use], len(used))
    left = np.diag(held.sum(axis=0)) - held.T @ (held / size[:, None])
    scale = np.linalg.solve(left, asked - held.T @ (said / size)) if len(used) else np.zeros(0)
    shoe = (said - held @ scale) / size
    anchored = held.sum(axis=1) > 0
    return np.where(anchored, shoe, np.nan), anchored
