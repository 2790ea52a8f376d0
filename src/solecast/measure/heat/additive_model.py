"""Signals in, heat out: the additive model of docs/decisions/0011-heat-model.md, fitted.

    log(value + e) of line j (shoe i, platform c) in week t
        = offset of j + effect of c in t + heat of i in t + noise of c and j

Heat is a random walk; effects are shared by all shoes of a platform; noise has heavy tails
where several sources speak of one shoe and week, so that a lone dissenter counts little.
"""

from dataclasses import dataclass, field

import numpy as np

from ..smoother import Cells, Floats, Smoothed, smooth
from .platform import FEWEST, common_moves, grouped_median, platform_metrics
from .signal_arrays import COUNTED, Bools, Ints, Signals

ROUNDS = 10
_TAIL = 4.0
"""Degrees of freedom of the noise where several lines speak of one shoe and week."""
_INFORMATION = (_TAIL + 1) / (_TAIL + 3)
"""What a datum of such noise tells of its mean, beside normal noise of the same scale."""
_HASTE = 1.7
"""Over-relaxation of the step variances, which plain EM moves slowly."""
_FAR = 13
_PARTIAL = 0.1
"""Weight of a partial week beside a full one."""
_PRIOR = 5.0
"""Weeks of data that the panel's typical step counts for beside a shoe's own."""


@dataclass
class HeatFit:
    """Heat of each shoe and week, and what it rests on; changed in place by each round."""

    offset: Floats
    effect: Floats
    effect_step: Floats
    effect_error: Floats
    noise: Floats
    spread: Floats
    q: Floats
    weight: Floats
    y: Floats
    precision: Floats
    heat: Smoothed = field(init=False)


@dataclass(frozen=True)
class Index:
    """Where each datum belongs: its shoe and week (`cell` of `cells`), its platform and week.

    `cells` are the weeks of each shoe from its first datum to its last.
    """

    cells: Cells
    cell: Ints
    moment: Ints
    platform: Ints
    several: Bools


def index(panel: Signals) -> Index:
    """Index the data of a panel."""
    shoes, weeks = len(panel.shoes), len(panel.weeks)
    shoe = panel.shoe_of[panel.line]
    first, last = np.full(shoes, weeks), np.zeros(shoes, dtype=np.int64)
    np.minimum.at(first, shoe, panel.week)
    np.maximum.at(last, shoe, panel.week)
    cells = Cells.between(first, last)
    cell = cells.at(shoe, panel.week)
    platform = panel.platform_of[panel.line]
    return Index(
        cells=cells,
        cell=cell,
        moment=platform * weeks + panel.week,
        platform=platform,
        several=np.bincount(cell, minlength=len(cells))[cell] > 1,
    )


def fit(panel: Signals, at: Index) -> HeatFit:
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


def _start(panel: Signals, at: Index) -> HeatFit:
    platforms, weeks = int(panel.platform_of.max()) + 1, len(panel.weeks)
    lines = len(panel.lines)
    offset = grouped_median(panel.line, panel.y, lines)
    effect = common_moves(panel, at.moment, panel.y - offset[panel.line])
    shared = effect.ravel()[at.moment]
    offset = grouped_median(panel.line, panel.y - shared, lines)
    noise, step = _first_spreads(panel, at, platforms)
    rest = panel.y - shared - offset[panel.line]
    middle = grouped_median(at.cell, rest, len(at.cells))[at.cell]
    return HeatFit(
        offset=offset,
        effect=effect,
        effect_step=np.full(platforms, 0.01),
        effect_error=np.zeros((platforms, weeks)),
        noise=noise,
        spread=np.ones(lines),
        q=np.full(len(panel.shoes), step),
        weight=_tail_weight(rest - middle, 2 * noise[at.platform], at.several),
        y=panel.y.copy(),
        precision=np.ones(len(panel.y)),
    )


def _first_spreads(panel: Signals, at: Index, platforms: int) -> tuple[Floats, float]:
    """Guess noise and step variance from how differences grow with their lag."""
    order = np.lexsort((panel.week, panel.line))
    near, far = (_difference(panel, at, order, lag, platforms) for lag in (1, _FAR))
    steps, trust = (far - near) / (_FAR - 1), np.maximum(far + near, 1e-12) ** -2
    known = np.isfinite(steps) & (far > 0)
    mean = np.sum((steps * trust)[known]) / np.sum(trust[known]) if known.any() else 0.01
    step = float(np.clip(mean, 1e-4, 0.1))
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
    step = panel.step[panel.line]
    size = np.maximum(np.exp(np.minimum(fitted, 30)) / np.where(step > 0, step, 1.0), 0.5)
    counted = np.array([line.metric in COUNTED for line in panel.lines], dtype=bool)[panel.line]
    rough = np.where(counted, 1.0, 0.25 / size) / size
    return np.where(step > 0, rough, 0.0)


def _expected(state: HeatFit, panel: Signals, at: Index) -> Floats:
    base: Floats = state.offset[panel.line] + state.effect.ravel()[at.moment]
    return base


def _variance(state: HeatFit, panel: Signals, at: Index, fitted: Floats) -> Floats:
    own = state.noise[at.platform] * state.spread[panel.line]
    return np.asarray(own + stray(panel, fitted), dtype=np.float64)


def _smooth(state: HeatFit, panel: Signals, at: Index, last: bool) -> None:
    base, size = _expected(state, panel, at), len(at.cells)
    heat = state.heat.mean[at.cell] if hasattr(state, "heat") else 0.0
    variance = _variance(state, panel, at, base + heat)
    if last:
        variance = variance + state.effect_error.ravel()[at.moment]
    told = np.where(panel.partial, _PARTIAL, 1.0) * np.where(at.several, _INFORMATION, 1.0)
    state.precision = state.weight * told / variance
    known: Floats = np.bincount(at.cell, state.precision, size).astype(np.float64)
    value: Floats = np.bincount(at.cell, state.precision * (state.y - base), size).astype(
        np.float64
    )
    value = np.divide(value, known, out=np.zeros_like(value), where=known > 0)
    state.heat = smooth(at.cells, value, known, state.q)


def _rest(state: HeatFit, panel: Signals, at: Index) -> Floats:
    return np.asarray(
        state.y - _expected(state, panel, at) - state.heat.mean[at.cell], dtype=np.float64
    )


def _move_offsets(state: HeatFit, panel: Signals, at: Index) -> None:
    known = np.bincount(panel.line, state.precision, len(panel.lines))
    moved = np.bincount(panel.line, state.precision * _rest(state, panel, at), len(panel.lines))
    state.offset = state.offset + moved / np.maximum(known, 1e-12)


def _move_effects(state: HeatFit, panel: Signals, at: Index) -> None:
    """Move effects to what their shoes have in common, itself a random walk of the platform."""
    shape = state.effect.shape
    spread = 1 / state.precision + state.heat.variance[at.cell]
    number = np.bincount(at.moment, minlength=state.effect.size)
    told = state.effect.ravel()[at.moment] + _rest(state, panel, at)
    known: Floats = np.bincount(at.moment, 1 / spread, number.size).astype(np.float64)
    known[~_telling(panel, number)] = 0.0
    asked = np.bincount(at.moment, told / spread, number.size)
    value = np.divide(asked, known, out=np.zeros(number.size), where=known > 0)
    every = np.zeros(shape[0], dtype=np.int64)
    walk = smooth(Cells.between(every, every + shape[1] - 1), value, known, state.effect_step)
    told_weeks = known.reshape(shape) > 0
    weeks = np.maximum(told_weeks.sum(axis=1), 1)
    effect = np.where(told_weeks, walk.mean.reshape(shape), 0.0)
    centre = effect.sum(axis=1) / weeks
    state.effect = np.where(told_weeks, effect - centre[:, None], 0.0)
    state.effect_error = np.where(told_weeks, walk.variance.reshape(shape), 0.0)
    steps = np.where(told_weeks, walk.step2.reshape(shape), 0.0).sum(axis=1)
    state.effect_step = np.clip(steps / weeks, 1e-4, 1.0)


def _telling(panel: Signals, number: Ints) -> Bools:
    """Say which platforms and weeks, flat, have lines enough to tell what the platform did."""
    ranked = np.array([metric == "rank" for metric in platform_metrics(panel)], dtype=bool)
    telling: Bools = (number >= FEWEST) & ~np.repeat(ranked, len(panel.weeks))
    return telling


def drift(state: HeatFit, panel: Signals, at: Index) -> Floats:
    """Give the variance (cells,) of what cannot be told apart: all shoes of a platform drifting
    together, and the platform.

    The mean of n random walks is one with an n-th of their step; around its own mean over T weeks
    its variance is T (1/3 - u (1 - u)) steps at the fraction u of the way.
    """
    shoes = len(panel.shoes)
    members = np.bincount(panel.platform_of)
    shared: Floats = (state.effect != 0).any(axis=1) / np.sqrt(members)
    said = np.bincount(panel.line, state.precision, len(panel.lines))
    moved = np.bincount(panel.shoe_of, said * shared[panel.platform_of], shoes)
    part: Floats = moved / np.bincount(panel.shoe_of, said, shoes)
    weeks = at.cells.weeks[at.cells.line]
    way = (at.cells.place + 0.5) / weeks
    found: Floats = part[at.cells.line] ** 2 * state.q.mean() * weeks * (1 / 3 - way * (1 - way))
    return found


def _move_noise(state: HeatFit, panel: Signals, at: Index) -> None:
    """Move each platform's noise, each line's share of it, tails and censored values."""
    rest = _rest(state, panel, at)
    heat = state.heat.variance[at.cell]
    fitted = state.y - rest
    whole = (~panel.partial & ~panel.censored).astype(np.float64)
    excess = whole * (state.weight * (rest**2 + heat) - stray(panel, fitted))
    platforms, lines = len(state.noise), len(state.spread)
    number = np.bincount(at.platform, whole, platforms)
    noise = (np.bincount(at.platform, excess, platforms) + 0.05) / (number + 0.5)
    state.noise = np.clip(noise, 0.0025, 4.0)
    own = np.bincount(panel.line, excess, lines) / state.noise[panel.platform_of]
    spread = (own + 8) / (np.bincount(panel.line, whole, lines) + 8)
    # Wide bounds: one line may be noisy where the rest of its platform is nearly exact.
    state.spread = np.clip(spread, 0.05, 1000.0)
    variance = _variance(state, panel, at, fitted)
    state.weight = _tail_weight(rest, variance + heat, at.several)
    cut = np.flatnonzero(panel.censored)
    below = _below(panel.y[cut], fitted[cut], np.sqrt(variance[cut]))
    # A scale that counts tells no less than nothing.
    nothing = np.log(np.maximum(panel.step[panel.line[cut]] / 2, 1e-300))
    state.y[cut] = np.maximum(below, nothing)


def _below(limit: Floats, mean: Floats, sd: Floats) -> Floats:
    """Give the mean of a normal variable known to lie below `limit`."""
    z = np.clip((limit - mean) / sd, -6, 6)
    density = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    # Normal distribution function, logistic form of Page (1977): error below 0.0002.
    share = 1 / (1 + np.exp(-np.sqrt(8 / np.pi) * z * (1 + 0.044715 * z**2)))
    return np.asarray(np.minimum(limit, mean - sd * density / share), dtype=np.float64)


def _move_steps(state: HeatFit, at: Index) -> None:
    """Move each shoe's step variance, shrunk to the panel's typical one."""
    # The squared step of a first week is 0.
    asked = np.bincount(at.cells.line, state.heat.step2, len(state.q))
    number = at.cells.weeks - 1
    pooled = asked.sum() / max(number.sum(), 1)
    better = (asked + _PRIOR * pooled) / (number + _PRIOR)
    state.q = np.clip(state.q * (better / state.q) ** _HASTE, 1e-5, 1.0)
