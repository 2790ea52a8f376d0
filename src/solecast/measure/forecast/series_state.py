"""Where a series stands at its origin: level, season, history without season, noise.

Comes in: a panel matrix, weeks x series, right-aligned so that its last row is the last week
before the origin of every series. Goes out: a `SeriesState`, on which all forecasters work.

    log(value / size + .1) = trend + season + remainder

`size` is the mean of the last two years. The season is estimated twice (the second time around a
trend that no longer contains it) and shrunk across series towards a rank-4 pattern, because the
series of one panel share their summers and Christmases; what they share of a single week is kept
sharp, where a season of one series must be smoothed.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[Any]
Integers: TypeAlias = NDArray[Any]

OFFSET = 0.1
"""Added before the logarithm, in units of a series' size: keeps weeks of zero finite."""

_TRUSTED = 5
"""Series that must agree on a season before others borrow it."""

_ALONE = 0.5
"""Young series that what is assumed without them, no season, weighs as much as. By backtest on
panels of 1 to 20 series of 30 to 73 weeks (decision 0010)."""

LAG_EDGES = (0, 2, 4, 8, 13, 20, 26, 39, 52, 78, 104)
"""Bins of past weeks, counted back from the origin."""


_LATER = 0.07
"""Weeks a yearly event falls later each year on a calendar of 52 weeks. A year is 1.25 days
longer than 52 weeks, but shop events keep their weekday: about half of that is right."""


@dataclass(frozen=True)
class Tuning:
    """How a decomposition smooths: sd of the circular smoother of the season (weeks), rank of the
    season shared across series, sd of the smoother of the trend and half-life of the level (weeks).
    """

    season_smoothing: float = 0.65
    rank: int = 4
    trend_bandwidth: float = 15.0
    level_half_life: float = 6.0


TUNING = Tuning()


@dataclass(frozen=True)
class SeriesState:
    """What is known about N series at their origins; `season` is s, the weeks of a season.

    size: (N,) mean of the last two years; season: (s, N) log season of the weeks after the
    origin; adjusted: (T, N) log history without season; seen: (T, N) 1 where a week was observed;
    level: (N,); noise: (N,) sd of the remainder over two years; scale: (N,) size / MASE
    denominator.
    """

    size: Floats
    season: Floats
    adjusted: Floats
    seen: Floats
    level: Floats
    noise: Floats
    scale: Floats


def gaussian_circulant(length: int, bandwidth: float) -> Floats:
    """A (length, length) circular Gaussian smoother; rows sum to 1."""
    lag = np.arange(length)
    distance = np.minimum(lag, length - lag)
    kernel = np.exp(-0.5 * (distance / bandwidth) ** 2)
    matrix = kernel[(lag[:, None] - lag[None, :]) % length] / kernel.sum()
    return np.asarray(matrix.astype(np.float32))


def local_linear(values: Floats, seen: Floats, bandwidth: float) -> Floats:
    """Gaussian local-linear smooth of each column of (T, N); weeks not seen have no weight."""
    steps = np.arange(len(values), dtype=np.float32)
    gap = (steps[None, :] - steps[:, None]) / np.float32(bandwidth)
    kernel = np.exp(-0.5 * gap * gap)
    slope_kernel = kernel * gap
    if seen.all():
        s0, s1 = kernel.sum(1), slope_kernel.sum(1)
        s2 = (slope_kernel * gap).sum(1)
        weights = (s2[:, None] * kernel - s1[:, None] * slope_kernel) / (s0 * s2 - s1**2)[:, None]
        return np.asarray(weights @ values)
    masked = values * seen
    s0, s1 = kernel @ seen + 1e-6, slope_kernel @ seen
    s2 = (slope_kernel * gap) @ seen + 1e-3
    t0, t1 = kernel @ masked, slope_kernel @ masked
    return np.asarray((s2 * t0 - s1 * t1) / np.maximum(s0 * s2 - s1**2, 1e-6))


def _moving_average(values: Floats, seen: Floats, season: int) -> tuple[Floats, Floats]:
    """Centred 2 x season moving average and where it rests on nearly a whole window."""
    weights = np.ones(season + 1, np.float32)
    weights[[0, -1]] = 0.5

    def window(columns: Floats) -> Floats:
        half = season // 2
        padded = np.pad(columns, ((half + 1, season - half), (0, 0)))
        sums = np.cumsum(padded, axis=0, dtype=np.float64)
        inner = sums[season:-1] - sums[: -season - 1]
        outer = sums[season + 1 :] - sums[: -season - 1]
        return np.asarray((inner + outer)[: len(columns)] / 2, np.float32)

    count = window(seen)
    return window(values * seen) / np.maximum(count, 1), count > 0.9 * season


def _phase_mean(rest: Floats, seen: Floats, season: int) -> tuple[Floats, Floats]:
    """Mean of each phase (row h: the phase of the h-th week ahead), old years weighing less."""
    weeks, count = rest.shape
    lead = -weeks % season
    years = (weeks + lead) // season
    age = (weeks - 1 - np.arange(weeks)) / np.float32(season)
    weight = (0.7**age)[:, None].astype(np.float32) * seen
    shape = (years, season, count)
    late = (_LATER if season == 52 else 0.0) * np.arange(years, 0, -1).clip(max=14)
    moved = late.astype(np.float32)[:, None, None]

    def gather(columns: Floats) -> Floats:
        each = np.pad(columns, ((lead, 0), (0, 0))).reshape(shape)
        after = (moved * each).sum(0)
        return np.asarray(each.sum(0) - after + np.roll(after, 1, axis=0))

    return gather(weight * rest), gather(weight)


def _season(rest: Floats, seen: Floats, smoother: Floats) -> tuple[Floats, Floats]:
    """(s, N) smoothed season of each series, and the detail that smoothing took from it."""
    sums, total = _phase_mean(rest, seen, len(smoother))
    raw = (smoother @ sums) / np.maximum(smoother @ total, 1e-6)
    detail = np.where(total > 0, sums / np.maximum(total, 1e-6) - raw, 0)
    return np.asarray(raw - raw.mean(0)), np.asarray(detail)


def _common_detail(detail: Floats, scale: Floats) -> Floats:
    """(s, 1) the detail that n series share, shrunk by the error of their weighted mean."""
    weight = scale / scale.sum()
    mean = (detail * weight).sum(1, keepdims=True)
    error = (((detail - mean) * weight) ** 2).sum(1).mean()
    return np.asarray(mean * max(1 - error / (mean.var() + 1e-9), 0))


def _young_season(logs: Floats, seen: Floats, phase: Integers, season: int) -> Floats:
    """(s, 1) season, by calendar week, that the series of a young panel share; else zeros.

    One series of a year cannot tell season from trend; the mean of many can, nearly: their own
    trends cancel, and their common one shows in weeks that were seen twice. The fewer they are,
    the further it is drawn towards none.
    """
    many = seen.sum(0) >= season / 2
    if not many.any():
        return np.zeros((season, 1), np.float32)
    logs, seen = logs[:, many], seen[:, many]
    twice = seen[season:] * seen[:-season]
    slope = 0.0
    if twice.sum() > 4 * many.sum():
        slope = float(((logs[season:] - logs[:-season]) * twice).sum() / twice.sum()) / season
    rest = logs - slope * np.arange(len(logs), dtype=np.float32)[:, None]
    rest = (rest - (rest * seen).sum(0) / seen.sum(0)) * seen
    sums, total = (_roll(part, phase[many]).sum(1) for part in _phase_mean(rest, seen, season))
    mean = np.where(total > 0, sums / np.maximum(total, 1e-6), 0)
    believed = many.sum() / (many.sum() + _ALONE)
    return np.asarray(believed * (mean - mean.mean())[:, None], np.float32)


def _shrink(
    raw: Floats, detail: Floats, variance: Floats, years: Floats, young: Floats, tuning: Tuning
) -> Floats:
    """Pull each season towards the low-rank pattern of the panel, as far as its noise says.

    young: (s, 1) season of series of less than 1.5 years where few others are older.
    """
    scale = 1 / np.sqrt(variance + 0.25 * np.median(variance) + 1e-9)
    effective = (1 - 0.7**years) / 0.3 * max(1, 3.5 * tuning.season_smoothing) / 1.5
    noise = 0.5 * variance / np.maximum(effective, 0.3)
    trusted = np.flatnonzero(years >= 2)
    trusted = trusted[:: max(len(trusted) // 750, 1)]
    shared = np.zeros_like(raw)
    if len(trusted) < _TRUSTED:
        shared[:, years < 1.5] = 0.9 * young
    else:
        raw = raw + _common_detail(detail[:, trusted], scale[trusted])
        scaled = raw[:, trusted] * scale[trusted]
        left, _, _ = np.linalg.svd(scaled, full_matrices=False)
        left = left[:, : tuning.rank]
        power = ((left.T @ scaled) ** 2).mean(1, keepdims=True)
        kept = np.maximum(1 - (noise * scale**2)[trusted].mean() / (power + 1e-9), 0)
        shared = (left * kept.T) @ (left.T @ raw)
        shared[:, years < 1.5] = raw[:, trusted].mean(1, keepdims=True)
    own = raw - shared
    signal = np.maximum(own.var(0) - noise, 0)
    trust = np.where(years < 1.5, 0, signal / (signal + noise + 1e-9))
    return np.asarray(shared + own * trust)


def level(adjusted: Floats, seen: Floats, half_life: float) -> Floats:
    """Exponentially weighted mean of the recent weeks, bounded in its trust in outliers."""
    recent, there = adjusted[-104:], seen[-104:]
    age = np.arange(len(recent))[::-1].astype(np.float32)
    weight = (0.5 ** (age / half_life))[:, None] * there
    found: Floats = (weight * recent).sum(0) / np.maximum(weight.sum(0), 1e-9)
    blank = there[-26:].sum(0) == 0
    deviation = np.where((there > 0) | blank, np.abs(recent - found), np.nan)
    bound = 2 * 1.4826 * np.nanmedian(deviation[-26:], axis=0) + 1e-6
    for _ in range(2):
        trust = weight * np.minimum(1, bound / np.maximum(np.abs(recent - found), 1e-9))
        found = (trust * recent).sum(0) / np.maximum(trust.sum(0), 1e-9)
    return found


def observe(
    values: Floats, seen: Floats, phase: Integers, season: int = 52, tuning: Tuning = TUNING
) -> SeriesState:
    """The state after the last row of `values` (T, N), 0 where not `seen`.

    phase: (N,) week of the season of each series' first week ahead, so that the pattern shared
    across series is shared by calendar week.
    """
    recent = slice(-2 * season, None)
    there = np.maximum(seen[recent].sum(0), 1)
    size = values[recent].sum(0) / there
    size = np.where(size > 0, size, 1).astype(np.float32)
    logs = np.log(values / size + np.float32(OFFSET)) * seen
    smoother = gaussian_circulant(season, tuning.season_smoothing)
    trend = local_linear(logs, seen, season / 2)
    if len(values) > 2 * season + 2:
        average, whole = _moving_average(logs, seen, season)
        trend = np.where(whole, average, trend)
    pattern, _ = _season(logs - trend, seen, smoother)
    tiled = _tile(pattern, len(values))
    trend = local_linear(logs - tiled, seen, tuning.trend_bandwidth)
    pattern, detail = _season(logs - trend, seen, smoother)
    rest = (logs - trend - _tile(pattern, len(values))) * seen
    variance = (rest**2).sum(0) / np.maximum(seen.sum(0), 1)
    young = smoother @ _young_season(logs, seen, phase, season)
    years = seen.sum(0) / season
    aligned = _roll(pattern, phase), _roll(detail, phase)
    pattern = _roll(_shrink(*aligned, variance, years, young, tuning), -phase)
    adjusted = (logs - _tile(pattern, len(values))) * seen
    now = level(adjusted, seen, tuning.level_half_life)
    noise = np.sqrt((rest[recent] ** 2).sum(0) / there)
    noise = np.where(years < 2, np.maximum(noise, _unrest(adjusted, seen)), noise)
    return SeriesState(
        size, pattern, adjusted, seen, now, noise, size / denominator(values, seen, season)[0]
    )


def _unrest(adjusted: Floats, seen: Floats) -> Floats:
    """(N,) noise by the differences of neighbouring weeks, for the young: a season and a trend
    fitted to less than two years take most of the noise for themselves.
    """
    both = seen[1:] * seen[:-1]
    squares = (np.diff(adjusted, axis=0) ** 2 * both).sum(0)
    return np.asarray(np.sqrt(squares / 2 / np.maximum(both.sum(0), 1)))


def _roll(columns: Floats, steps: Integers) -> Floats:
    """Roll each column of (s, N) down by its own number of steps."""
    if len(columns) == 0 or (steps == steps[0]).all():
        return columns
    rows = (np.arange(len(columns))[:, None] - steps[None, :]) % len(columns)
    return np.take_along_axis(columns, rows, axis=0)


def _tile(pattern: Floats, weeks: int) -> Floats:
    repeats = -(-weeks // len(pattern))
    return np.tile(pattern, (repeats, 1))[-weeks:]


def denominator(values: Floats, seen: Floats, season: int) -> tuple[Floats, Floats]:
    """(N,) mean absolute change to the same week a season ago, up to the last week but one.

    The MASE denominator of the research protocol. Where a series is too short for it or never
    changed so, its mean absolute weekly change. Also (N,) whether there was any change at all;
    where there was none the denominator is the mean, or 1.
    """
    mean = values.sum(0) / np.maximum(seen.sum(0), 1)
    chosen, changed = np.where(mean > 0, mean, 1), np.zeros(len(mean), bool)
    for lag in (1, season):
        if len(values) > lag + 1:
            both = seen[lag:-1] * seen[: -lag - 1]
            change = (np.abs(values[lag:-1] - values[: -lag - 1]) * both).sum(0)
            found = change / np.maximum(both.sum(0), 1)
            chosen, changed = np.where(found > 0, found, chosen), changed | (found > 0)
    return chosen.astype(np.float32), changed


def lag_means(state: SeriesState) -> Floats:
    """(bins, N): mean of the adjusted history in each lag bin, less the level; 0 where unseen."""
    rows = []
    for near, far in pairwise(LAG_EDGES):
        stop = len(state.adjusted) - near
        part, there = (
            state.adjusted[max(stop - far + near, 0) : max(stop, 0)],
            state.seen[max(stop - far + near, 0) : max(stop, 0)],
        )
        count = there.sum(0)
        rows.append(np.where(count > 0, part.sum(0) / np.maximum(count, 1) - state.level, 0))
    return np.stack(rows)


def liveliness(state: SeriesState) -> Floats:
    """(N,) how far the level moves: its sd over two years, with a floor of .15, in logs."""
    moved = (state.adjusted[-104:] - state.level) * state.seen[-104:]
    return np.asarray(np.sqrt(moved.var(0) + np.float32(0.15**2)), np.float32)


def life(state: SeriesState) -> Floats:
    """(3, N): highest, mean and lowest level so far (9-week means), less the level now."""
    if len(state.adjusted) < 9:
        return np.zeros((3, len(state.level)), np.float32)
    padded = np.pad(np.stack([state.adjusted, state.seen]), ((0, 0), (1, 0), (0, 0)))
    total = np.cumsum(padded, axis=1, dtype=np.float64)
    sums, count = total[:, 9:] - total[:, :-9]
    there = count >= 5
    mean = np.where(there, sums / np.maximum(count, 1), state.level)
    overall = total[0, -1] / np.maximum(total[1, -1], 1)
    found = np.stack([mean.max(0), overall, mean.min(0)]) - state.level
    return np.asarray(found, np.float32)
