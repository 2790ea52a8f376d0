"""How wrong a forecast may be: conformal bands from the errors made at past origins.

Errors are compared as r = log((value + e) / (forecast + e)), divided by
sqrt(noise^2 + common^2), where `noise` is the spread of the series' own weeks and `common` a
spread per horizon bucket that all series share; the quantiles of that ratio over past origins,
per bucket, give the bands (split conformal prediction, Vovk et al. 2005). Between the middles of
the buckets both are interpolated, so that bands widen without steps.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import NormalDist

import numpy as np

from .models import AHEAD, damped_trend, weekly
from .series_state import Floats, SeriesState
from .training_pool import PastOrigin

BUCKETS = (0, 4, 13, 26, 39, AHEAD)
"""Edges of the horizon buckets, in weeks ahead."""

_MIDDLES = [(start + stop - 1) / 2 for start, stop in pairwise(BUCKETS)]

_PRIOR = (0.06, 0.13, 0.22, 0.28, 0.33)
"""Common spread per bucket where the panel is too small to tell."""

_YOUNG = (0.14, 0.24, 0.32, 0.35, 0.35)
"""The same for a panel too young to know its season."""

_ERRORS = 50
_ENOUGH = 25
"""Series from which the panel's own quantiles are believed alone."""


@dataclass(frozen=True)
class Bands:
    """Per bucket: the common spread, and a quantile of the scaled error for each probability."""

    common: Floats
    probabilities: Floats
    quantiles: Floats

    def edges(self, forecast: Floats, state: SeriesState, probability: float) -> Floats:
        """(H, N) the value that stays below with this probability."""
        weeks = np.arange(len(forecast))
        column = int(np.argmin(np.abs(self.probabilities - probability)))
        quantile = np.interp(weeks, _MIDDLES, self.quantiles[:, column])[:, None]
        common = np.interp(weeks, _MIDDLES, self.common)[:, None]
        spread = np.sqrt(state.noise**2 + common**2)
        pad = cushion(forecast)
        edge = (forecast + pad) * np.exp(np.clip(quantile * spread, -12, 12)) - pad
        return np.asarray(np.maximum(edge, 0))


def cushion(forecast: Floats) -> Floats:
    """E of the log ratio: a twentieth of the mean forecast of the series."""
    return np.asarray(0.05 * forecast.mean(0) + 1e-9)


def fit_bands(
    pasts: Sequence[PastOrigin], probabilities: Sequence[float], age: float = 1.0
) -> Bands:
    """Bands from the errors of the damped trend at past origins (it needs no training, so every
    past origin is a fair test), with a normal prior that fades as errors accumulate.

    age: 0 to 1, how far the panel has lived through a year and a half. Below 1 its past origins
    shared one stretch of time: they may widen the prior, and narrow it by `age` only. Buckets
    that no past origin reaches go on from the last one that was: as much wider as in the prior,
    with the same quantiles.
    """
    levels = np.asarray(probabilities, float)
    pieces = [_errors(past) for past in pasts]
    found = []
    for start, stop in pairwise(BUCKETS):
        error, noise, known = (
            np.concatenate([piece[k][start:stop].ravel() for piece in pieces] or [np.zeros(0)])
            for k in range(3)
        )
        found.append((error[known > 0], noise[known > 0]))
    return Bands(*calibrate(found, _YOUNG if age < 1 else _PRIOR, levels, pasts, age))


def calibrate(
    found: Sequence[tuple[Floats, Floats]],
    prior: Sequence[float],
    levels: Floats,
    pasts: Sequence[PastOrigin],
    age: float,
) -> tuple[Floats, Floats, Floats]:
    """The fields of `Bands` from (errors, noise) of each bucket and the prior's common spreads.

    See `fit_bands`.
    """
    trust = min(int(pasts[0].usable.sum()) / _ENOUGH, 1) if pasts else 0.0
    common, quantiles = np.array(prior), np.tile(prior_quantiles(levels), (len(prior), 1))
    for b, (error, noise) in enumerate(found):
        if len(error) >= _ERRORS:
            own = np.sqrt(max(np.median(np.abs(error)) ** 2 * 2.2 - np.median(noise) ** 2, 0.01))
            own += (1 - age) * max(prior[b] - own, 0)
            common[b] = trust * own + (1 - trust) * prior[b]
            seen = np.quantile(error / np.sqrt(noise**2 + common[b] ** 2), levels)
            narrower = np.abs(seen) < np.abs(quantiles[b])
            share = np.where(narrower, trust * age, trust)
            quantiles[b] += share * (seen - quantiles[b])
        elif b:
            common[b] = common[b - 1] * prior[b] / prior[b - 1]
            quantiles[b] = quantiles[b - 1]
    return common, levels, quantiles


def _errors(past: PastOrigin) -> tuple[Floats, Floats, Floats]:
    forecast = weekly(past.state, damped_trend(past.state), AHEAD)
    pad = cushion(forecast)
    error = np.log((past.future + pad) / (forecast + pad))
    noise = np.broadcast_to(past.state.noise, error.shape)
    return error, noise, past.known * (past.usable & (past.state.noise > 1e-4))


def prior_quantiles(levels: Floats) -> Floats:
    """Quantiles of the standard normal distribution: what is assumed of a small panel."""
    return np.array([NormalDist().inv_cdf(float(p)) for p in levels])
