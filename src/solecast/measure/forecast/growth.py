"""How much a series will have grown in half a year and in a year, and how sure that is.

Growth is read off 13-week means: the last 13 weeks (`now`) against weeks 14-26 and 40-52 ahead;
the latter are the same weeks of the year, so they show growth without season. Intervals and the
chance of growing by more than half come from the errors of such means at past origins, scaled by
each series' own noise (split conformal prediction, as in `forecast_intervals`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..series.panel import Panel
from .conformal import calibrate
from .models import AHEAD, damped_trend, weekly
from .series_state import OFFSET, Floats, SeriesState, liveliness
from .training_pool import PastOrigin

WINDOWS = ((13, 26), (39, AHEAD))
"""Weeks ahead whose mean stands for "in 26 weeks" and "in 52 weeks"."""

_QUARTER = 13
_GRID = np.linspace(0.005, 0.995, 100)
_LEARNT = (((0, _QUARTER), 4), *((window, _QUARTER - 3) for window in WINDOWS))
"""Windows whose errors are learnt from, and how many of their weeks must have come. The first
only says how a young panel errs where the others have not come at all."""

_PRIOR, _YOUNG = (0.15, 0.22, 0.3), (0.2, 0.3, 0.33)
"""Common spread per window where the panel is too small to tell; where it is too young."""


@dataclass(frozen=True)
class Outlook:
    """Per window: the spread shared by all series, and the scaled error at each of `_GRID`."""

    common: Floats
    quantiles: Floats

    def interval(self, window: int, centre: Floats, state: SeriesState) -> tuple[Floats, Floats]:
        """(N,) the middle 80% for the mean of a window, around its forecast."""
        pad, spread = _pad(state), self._spread(window, state)
        low, high = np.interp((0.1, 0.9), _GRID, self.quantiles[window])
        ends = [(centre + pad) * np.exp(np.minimum(q * spread, 12)) - pad for q in (low, high)]
        return np.clip(ends[0], 0, centre), np.maximum(ends[1], centre)

    def chance(self, window: int, centre: Floats, bar: Floats, state: SeriesState) -> Floats:
        """(N,) probability that the mean of a window exceeds `bar`."""
        pad = _pad(state)
        asked = np.log((bar + pad) / (centre + pad)) / self._spread(window, state)
        return np.asarray(1 - np.interp(asked, self.quantiles[window], _GRID, left=0, right=1))

    def _spread(self, window: int, state: SeriesState) -> Floats:
        return np.asarray(np.sqrt(state.noise**2 + self.common[window] ** 2))


def fit_outlook(pasts: Sequence[PastOrigin], age: float) -> Outlook:
    """Learn from past origins how wrong the damped trend was about each window.

    age: 0 to 1, see `forecast_intervals.fit_bands`.
    """
    errors = [_errors(past) for past in pasts]
    found = []
    for window in range(len(_LEARNT)):
        error = np.concatenate([e[window] for e, _ in errors] or [np.zeros(0)])
        noise = np.concatenate([n for _, n in errors] or [np.zeros(0)])
        known = ~np.isnan(error)
        # Which way all went in a young panel's one stretch of time says nothing of the next.
        shared = np.median(error[known]) if age < 1 and known.any() else 0.0
        found.append((error[known] - shared, noise[known]))
    common, _, quantiles = calibrate(found, _YOUNG if age < 1 else _PRIOR, _GRID, pasts, age)
    return Outlook(common[1:], quantiles[1:])


def _errors(past: PastOrigin) -> tuple[Floats, Floats]:
    """(learnt windows, N) log error of the damped trend's means, NaN where not known; noise."""
    state = past.state
    ahead, pad = weekly(state, damped_trend(state), AHEAD), _pad(state)
    fair = past.usable & (state.noise > 1e-4)
    rows = []
    for (start, stop), least in _LEARNT:
        known = past.known[start:stop]
        count = known.sum(0)
        came = (past.future[start:stop] * known).sum(0) / np.maximum(count, 1)
        error = np.log((came + pad) / (ahead[start:stop].mean(0) + pad))
        rows.append(np.where(fair & (count >= least), error, np.nan))
    return np.stack(rows), state.noise


def _pad(state: SeriesState) -> Floats:
    return np.asarray(0.02 * state.size)


def growth_of(
    panel: Panel, ahead: Floats, state: SeriesState, outlook: Outlook
) -> dict[str, Floats]:
    """The columns of `forecast.growth` for N series, in units of the panel.

    ahead: (52, N) forecast. rank_score: expected log growth of the annual mean plus .4 of the
    liveliness, an upper quantile: among equal expectations the series that moves more breaks out
    more often. Chosen on backtests (decision 0010).
    """
    now = _last_quarter(panel)
    level = np.maximum(np.exp(state.level) - OFFSET, 0) * state.size
    now = np.where(np.isnan(now), level, now)
    known = np.minimum(panel.seen[-AHEAD:].sum(0), AHEAD)
    year = panel.values[-AHEAD:].sum(0) / np.maximum(known, 1)
    pad = _pad(state)
    expected = np.log((ahead.mean(0) + pad) / (year + pad))
    found: dict[str, Floats] = {"now": now}
    for window, (name, (start, stop)) in enumerate(zip(("in26", "in52"), WINDOWS, strict=True)):
        centre = ahead[start:stop].mean(0)
        low, high = outlook.interval(window, centre, state)
        found |= {name: centre, f"{name}_lo": low, f"{name}_hi": high}
    chance = outlook.chance(1, found["in52"], 1.5 * now, state)
    found["p_half_more"] = np.where(now + found["in52"] > 0, chance, 0)
    return found | {"rank_score": expected + 0.4 * np.minimum(liveliness(state), 1)}


def _last_quarter(panel: Panel) -> Floats:
    """(N,) mean of the last 13 weeks; NaN where none was seen."""
    count = panel.seen[-_QUARTER:].sum(0)
    total = panel.values[-_QUARTER:].sum(0)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)
