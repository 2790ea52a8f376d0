"""Signals in, heat out: the additive model of docs/decisions/0011-heat-model.md, fitted.

    log(value + e) of line j (shoe i, platform c) in week t
        = offset of j + effect of c in t + heat of i in t + noise of c and j

Heat is a random walk; effects are shared by all shoes of a platform; noise has heavy tails
where several sources speak of one shoe and week, so that a lone dissenter counts little.
"""

from dataclasses import dataclass, field

import numpy as np

from .heat_platform import common_moves, platform_totals
from .heat_signals import COUNTED, Bools, Ints, Signals
from .heat_smooth import Floats, Smoothed, smooth

ROUNDS = 10
_TAIL = 4.0
"""Degrees of freedom of the noise where several lines speak of one shoe and week."""
_PARTIAL = 0.1
"""Weight of a partial week beside a full one."""
_PRIOR = 26.0
"""Weeks of data that the panel's typical step counts for beside a shoe's own."""


@dataclass
class Fit:
    """Heat of shape (weeks, shoes) and what it rests on; changed in place by each round."""

    offset: Floats
    total: Floats
    effect: Floats
    effect_variance: Floats
    noise: Floats
    spread: Floats
    q: Floats
    weight: Floats
    y: Floats
    precision: Floats
    heat: Smoothed = field(init=False)


@dataclass(frozen=True)
class Index:
    """Where each datum belongs: its shoe and week, its platform and week."""

    cell: Ints
    moment: Ints
    platform: Ints
    several: Bools
    inside: Bools
    """Weeks of shape (weeks, shoes) between a shoe's first and last datum."""


def index(panel: Signals) -> Index:
    """Index the data of a panel."""
    shoes, weeks = len(panel.shoes), len(panel.weeks)
    cell = panel.week * shoes + panel.shoe_of[panel.line]
    platform = panel.platform_of[panel.line]
    seen = np.bincount(cell, minlength=weeks * shoes).reshape(weeks, shoes)
    before = np.maximum.accumulate(seen > 0, axis=0)
    after = np.maximum.accumulate((seen > 0)[::-1], axis=0)[::-1]
    return Index(
        cell=cell,
        moment=platform * weeks + panel.week,
        platform=platform,
        several=seen.ravel()[cell] > 1,
        inside=before & after,
    )


def fit(panel: Signals, at: Index) -> Fit:
    """Fit by backfitting: smooth heat, then move offsets, effects, noise and steps."""
    state = _start(panel, at)
    for turn in range(ROUNDS):
        _smooth(state, panel, at, last=turn == ROUNDS - 1)
        if turn < ROUNDS - 1:
            _move_offsets(state, panel, at)
            _move_effects(state, panel, at)
            _move_noise(state, panel, at)
            _move_steps(state, at)
    return state


def grouped_median(group: Ints, x: Floats, size: int) -> Floats:
    """Give the median of `x` in each of `size` groups; NaN for an empty one."""
    order = np.lexsort((x, group))
    counts = np.bincount(group, minlength=size)
    start = np.cumsum(counts) - counts
    result = np.full(size, np.nan)
    full = counts > 0
    low, high = start + (counts - 1) // 2, start + counts // 2
    ordered = x[order]
    result[full] = (ordered[low[full]] + ordered[high[full]]) / 2
    return result


def _start(panel: Signals, at: Index) -> Fit:
    platforms, weeks = int(panel.platform_of.max()) + 1, len(panel.weeks)
    total = platform_totals(panel)
    centred = panel.y - total[at.moment]
    offset = grouped_median(panel.line, centred, len(panel.lines))
    effect = np.where(total == 0, common_moves(panel, at.moment, centred - offset[panel.line]), 0.0)
    offset = grouped_median(panel.line, centred - effect[at.moment], len(panel.lines))
    noise, step = _first_spreads(panel, at, platforms)
    rest = centred - effect[at.moment] - offset[panel.line]
    middle = grouped_median(at.cell, rest, weeks * len(panel.shoes))[at.cell]
    return Fit(
        offset=offset,
        total=total,
        effect=effect,
        effect_variance=np.full(platforms, 0.04),
        noise=noise,
        spread=np.ones(len(panel.lines)),
        q=np.full(len(panel.shoes), step),
        weight=_tail_weight(rest - middle, 2 * noise[at.platform], at.several),
        y=panel.y.copy(),
        precision=np.ones(len(panel.y)),
    )


def _first_spreads(panel: Signals, at: Index, platforms: int) -> tuple[Floats, float]:
    """Guess noise and step variance from how differences grow with their lag."""
    order = np.lexsort((panel.week, panel.line))
    near, far = (
        _difference(panel, at, order, 1, platforms),
        _difference(panel, at, order, 4, platforms),
    )
    steps = (far - near) / 3
    known = steps[np.isfinite(steps)]
    step = float(np.clip(np.median(known), 1e-4, 0.1)) if len(known) else 0.01
    noise = np.where(np.isfinite(near), (near - step) / 2, 0.1)
    return np.clip(noise, 0.01, 2.0), step


def _difference(panel: Signals, at: Index, order: Ints, lag: int, platforms: int) -> Floats:
    """Give each platform's robust variance of differences over `lag` weeks."""
    a, b = order[:-lag], order[lag:]
    fits = (panel.line[a] == panel.line[b]) & (panel.week[b] - panel.week[a] == lag)
    moved = np.abs(panel.y[b] - panel.y[a])[fits]
    spread = grouped_median(at.platform[a][fits], moved, platforms) / 0.6745
    return np.asarray(spread**2, dtype=np.float64)


def _tail_weight(rest: Floats, variance: Floats, several: Bools) -> Floats:
    return np.where(several, (_TAIL + 1) / (_TAIL + rest**2 / variance), 1.0)


def stray(panel: Signals, fitted: Floats) -> Floats:
    """Give the variance that counting (1/n) or rounding ((1/2n)^2) alone puts on a log."""
    counted = np.array([line.metric in COUNTED for line in panel.lines], dtype=bool)[panel.line]
    stepped = panel.step > 0
    size = np.exp(np.clip(fitted, -30, 30)) / np.where(stepped, panel.step, 1.0)
    size = np.maximum(size, 0.5)
    return np.where(stepped, np.where(counted, 1 / size, 0.25 / size**2), 0.0)


def _expected(state: Fit, panel: Signals, at: Index) -> Floats:
    return state.offset[panel.line] + state.total[at.moment] + state.effect[at.moment]


def _variance(state: Fit, panel: Signals, at: Index, fitted: Floats) -> Floats:
    own = state.noise[at.platform] * state.spread[panel.line]
    return np.asarray(own + stray(panel, fitted), dtype=np.float64)


def _smooth(state: Fit, panel: Signals, at: Index, last: bool) -> None:
    shape = (len(panel.weeks), len(panel.shoes))
    base = _expected(state, panel, at)
    heat = state.heat.mean.ravel()[at.cell] if hasattr(state, "heat") else 0.0
    variance = _variance(state, panel, at, base + heat)
    if last:
        variance = variance + _effect_error(state, at, variance)
    state.precision = state.weight * np.where(panel.partial, _PARTIAL, 1.0) / variance
    size = shape[0] * shape[1]
    known: Floats = np.bincount(at.cell, state.precision, size).astype(np.float64)
    value: Floats = np.bincount(at.cell, state.precision * (state.y - base), size).astype(
        np.float64
    )
    value = np.divide(value, known, out=np.zeros_like(value), where=known > 0)
    state.heat = smooth(value.reshape(shape), known.reshape(shape), state.q)


def _effect_error(state: Fit, at: Index, variance: Floats) -> Floats:
    known = np.bincount(at.moment, state.weight / variance, len(state.effect))
    prior = np.repeat(state.effect_variance, len(state.effect) // len(state.effect_variance))
    return np.asarray((1 / (known + 1 / prior))[at.moment], dtype=np.float64)


def _rest(state: Fit, panel: Signals, at: Index) -> Floats:
    return np.asarray(
        state.y - _expected(state, panel, at) - state.heat.mean.ravel()[at.cell], dtype=np.float64
    )


def _move_offsets(state: Fit, panel: Signals, at: Index) -> None:
    known = np.bincount(panel.line, state.precision, len(panel.lines))
    moved = np.bincount(panel.line, state.precision * _rest(state, panel, at), len(panel.lines))
    state.offset = state.offset + moved / np.maximum(known, 1e-12)


def _move_effects(state: Fit, panel: Signals, at: Index) -> None:
    """Move effects to what their shoes have in common, shrunk; alone, no shoe tells one."""
    size = len(state.effect)
    platforms = len(state.effect_variance)
    spread = 1 / state.precision + state.heat.variance.ravel()[at.cell]
    known = np.bincount(at.moment, 1 / spread, size)
    asked = np.bincount(
        at.moment, (_rest(state, panel, at) + state.effect[at.moment]) / spread, size
    )
    shared = np.bincount(at.moment, minlength=size) >= 3
    prior = np.repeat(state.effect_variance, size // platforms)
    effect = np.where(shared, asked / (known + 1 / prior), 0.0).reshape(platforms, -1)
    error = np.where(shared, 1 / (known + 1 / prior), 0.0).reshape(platforms, -1)
    weeks = np.maximum(shared.reshape(platforms, -1).sum(axis=1), 1)
    centre = effect.sum(axis=1) / weeks
    effect = np.where(shared.reshape(platforms, -1), effect - centre[:, None], 0.0)
    state.effect = effect.ravel()
    state.effect_variance = np.clip((effect**2 + error).sum(axis=1) / weeks, 1e-3, 1.0)


def _move_noise(state: Fit, panel: Signals, at: Index) -> None:
    """Move each platform's noise, each line's share of it, tails and censored values."""
    rest = _rest(state, panel, at)
    heat = state.heat.variance.ravel()[at.cell]
    fitted = state.y - rest
    whole = (~panel.partial & ~panel.censored).astype(np.float64)
    excess = whole * (state.weight * (rest**2 + heat) - stray(panel, fitted))
    platforms, lines = len(state.noise), len(state.spread)
    number = np.bincount(at.platform, whole, platforms)
    noise = (np.bincount(at.platform, excess, platforms) + 0.05) / (number + 0.5)
    state.noise = np.clip(noise, 0.0025, 4.0)
    own = np.bincount(panel.line, excess, lines) / state.noise[panel.platform_of]
    spread = (own + 8) / (np.bincount(panel.line, whole, lines) + 8)
    state.spread = np.clip(spread, 0.25, 16.0)
    variance = _variance(state, panel, at, fitted)
    state.weight = _tail_weight(rest, variance + heat, at.several)
    state.y = np.where(panel.censored, _below(panel.y, fitted, np.sqrt(variance)), panel.y)


def _below(limit: Floats, mean: Floats, sd: Floats) -> Floats:
    """Give the mean of a normal variable known to lie below `limit`."""
    z = np.clip((limit - mean) / sd, -6, 6)
    density = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    # Normal distribution function, logistic form of Page (1977): error below 0.0002.
    share = 1 / (1 + np.exp(-np.sqrt(8 / np.pi) * z * (1 + 0.044715 * z**2)))
    return np.asarray(np.minimum(limit, mean - sd * density / share), dtype=np.float64)


def _move_steps(state: Fit, at: Index) -> None:
    """Move each shoe's step variance, shrunk to the panel's typical one."""
    inside = at.inside[1:] & at.inside[:-1]
    asked = np.where(inside, state.heat.step2[1:], 0.0).sum(axis=0)
    number = inside.sum(axis=0)
    pooled = asked.sum() / max(number.sum(), 1)
    state.q = np.clip((asked + _PRIOR * pooled) / (number + _PRIOR), 1e-5, 1.0)
