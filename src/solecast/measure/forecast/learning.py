"""What a forecast learns from its panel before it looks ahead, and how it then answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..series.panel import Panel
from .conformal import Bands, fit_bands
from .models import AHEAD, Net, blend, damped_trend, joined, weekly
from .series_state import Floats, SeriesState, observe
from .training_pool import HISTORY, PastOrigin, look_back, nets_correction, phases, train_nets

_TEACHERS = 300
"""Series of a large panel that are learnt from, drawn at random."""
_NETS = 2
"""Nets that are averaged; four were no better (decision 0010)."""
_ENOUGH_SERIES = 25
"""Series with enough history from which on nets are trained."""
_LEAST_HISTORY = 6
"""Weeks that a past origin of a young panel leaves behind."""
_LEAST_WEEKS = 130
"""Weeks of history that a series needs to teach nets."""


@dataclass(frozen=True)
class Forecaster:
    """What was learnt from a panel; `predict` answers for any chunk of its series.

    drift: (52, 1) by how much the nets move the panel as a whole more than damped trends do;
    trust: 0 to 1, how far the nets are believed; age: 0 to 1, how near the panel is to knowing
    its season.
    """

    season: int
    horizon: int
    nets: tuple[Net, ...]
    drift: Floats
    trust: float
    age: float
    bands: Bands

    def predict(self, state: SeriesState, signal: SeriesState | None, weeks: Floats) -> Floats:
        """(horizon, N) central forecast in units of the panel."""
        correction = damped_trend(state)
        if self.nets:
            learnt = nets_correction(self.nets, state, signal)
            mixed = blend(correction, learnt, self.drift, self.trust)
            correction = np.where(weeks >= HISTORY, mixed, correction)
        return weekly(state, joined(state, correction), self.horizon)


def states(
    panel: Panel, signal: Panel | None, season: int, chunk: slice
) -> tuple[SeriesState, SeriesState | None]:
    """States at the end of the panel, of the series and of their signal."""
    phase = phases(panel, season)[chunk]
    state = observe(panel.values[:, chunk], panel.seen[:, chunk], phase, season)
    if signal is None:
        return state, None
    return state, observe(signal.values[:, chunk], signal.seen[:, chunk], phase, season)


def learn(
    panel: Panel,
    horizon: int,
    levels: Sequence[float],
    season: int,
    signal: Panel | None,
    seed: int,
) -> tuple[Forecaster, list[PastOrigin]]:
    """Train nets and bands on the past of (a sample of) the panel; also gives that past."""
    random = np.random.default_rng(seed)
    able = np.flatnonzero(panel.weeks >= _LEAST_WEEKS)
    chosen = able
    if len(able) > _TEACHERS:
        chosen = np.sort(random.choice(able, _TEACHERS, replace=False))
    taught = panel.select(chosen)
    other = signal.select(chosen) if signal is not None else None
    tails = [p for level in levels for p in (0.5 - level / 200, 0.5 + level / 200)]
    if len(chosen) < _ENOUGH_SERIES:
        everyone = panel.select(np.arange(min(len(panel.ids), _TEACHERS)))
        weeks = int(everyone.weeks.max())
        history = int(np.clip(weeks // 2, _LEAST_HISTORY, AHEAD // 2))
        pasts = look_back(everyone, None, season, 4 if weeks > AHEAD else 1, history)
        age = min(weeks / (1.5 * season), 1.0)
        bands = fit_bands(pasts, tails, age)
        return Forecaster(season, horizon, (), np.zeros((AHEAD, 1)), 0.0, age, bands), pasts
    pasts = look_back(taught, other, season, 4)
    nets = train_nets(pasts, _NETS, seed)
    state, now = states(taught, other, season, slice(None))
    # What a signal foretells of all series is news, and no drift.
    silent = replace(now, seen=np.zeros_like(now.seen)) if now is not None else None
    nets_move, own_move = nets_correction(nets, state, silent), damped_trend(state)
    drift = np.median(nets_move, axis=1) - np.median(own_move, axis=1)
    bands = fit_bands(pasts, tails)
    return Forecaster(
        season, horizon, tuple(nets), drift[:, None], _trust(taught), 1.0, bands
    ), pasts


def _trust(taught: Panel) -> float:
    """Grow from 0 to 1 over the first year and a half of complete years ahead to learn from.

    Nets that have seen one season's fashion only take it for a law.
    """
    return float(np.clip((taught.weeks - 2 * AHEAD) / (1.5 * AHEAD), 0, 1).mean())
