"""What the nets learn from: the series of a panel at past origins, and how each went on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..series.panel import Panel
from ..threads import in_threads
from .leading_signal import foretold
from .models import AHEAD, SPREAD, Net, Recipe, smooth_ahead, train_net
from .series_state import (
    OFFSET,
    Floats,
    Integers,
    SeriesState,
    gaussian_circulant,
    lag_means,
    life,
    liveliness,
    observe,
)

HISTORY = 78
"""Weeks a series must have before an origin to be learnt from."""

RECIPE = Recipe()


@dataclass(frozen=True)
class PastOrigin:
    """The series of a panel at one past origin.

    usable: (N,) series with enough history; future, known: (52, N) values that came and whether
    they were seen; targets: (52, N) their log deviation from level + season.
    """

    state: SeriesState
    signal: SeriesState | None
    usable: NDArray[np.bool_]
    future: Floats
    known: Floats
    targets: Floats


def phases(panel: Panel, season: int) -> Integers:
    """(N,) week of the season that comes right after each series."""
    return (panel.last // 7 + 1) % season


def look_back(
    panel: Panel, signal: Panel | None, season: int, step: int, history: int = HISTORY
) -> list[PastOrigin]:
    """The panel at every `step`-th week that leaves `history` weeks behind, latest first."""
    rows = len(panel.values)
    return in_threads(
        lambda back: _past(panel, signal, season, back, history),
        range(step, rows - history + 1, step),
    )


def _past(panel: Panel, signal: Panel | None, season: int, back: int, history: int) -> PastOrigin:
    row = len(panel.values) - back
    phase = (phases(panel, season) - back) % season
    state = observe(panel.values[:row], panel.seen[:row], phase, season)
    other = (
        observe(signal.values[:row], signal.seen[:row], phase, season)
        if signal is not None
        else None
    )
    future = np.zeros((AHEAD, len(panel.ids)), np.float32)
    known = np.zeros_like(future)
    come = min(back, AHEAD)
    future[:come], known[:come] = panel.values[row : row + come], panel.seen[row : row + come]
    expected = state.level + state.season[np.arange(AHEAD) % season]
    targets = np.log(future / state.size + np.float32(OFFSET)) - expected
    usable = (panel.weeks - back >= history) & (panel.seen[:row].sum(0) >= history / 2)
    return PastOrigin(state, other, usable, future, known, targets)


def inputs(state: SeriesState, signal: SeriesState | None) -> Floats:
    """(N, p) what a net sees of each series and its signal, in units of its own liveliness.

    Two-week means of the last year, lag means, the life so far, the season to come, what was
    unusual a season ago, and how noisy and lively the series is.
    """
    unit = liveliness(state)
    parts = [
        _last_year(state).reshape(AHEAD // 2, 2, -1).mean(1),
        lag_means(state),
        life(state),
        state.season[::4],
        _unusual(state)[::4],
        state.noise[None],
        _last_year(state).std(0)[None],
    ]
    size = [np.log(unit / SPREAD)[None], np.stack([state.noise, _last_year(state).std(0)]) / SPREAD]
    told = [foretold(state, signal)] if signal is not None else []
    return np.asarray(np.concatenate([np.concatenate(parts) / unit, *size, *told]).T, np.float32)


def _last_year(state: SeriesState) -> Floats:
    """(52, N) deviation from the level."""
    recent = (state.adjusted[-AHEAD:] - state.level) * state.seen[-AHEAD:]
    return np.pad(recent, ((AHEAD - len(recent), 0), (0, 0)))


def _unusual(state: SeriesState) -> Floats:
    """(s, N) smoothed deviation from the level in the same week a season ago."""
    season = len(state.season)
    recent = (state.adjusted[-season:] - state.level) * state.seen[-season:]
    recent = np.pad(recent, ((season - len(recent), 0), (0, 0)))
    return np.asarray(gaussian_circulant(season, 2.0) @ recent)


def train_nets(
    pasts: Sequence[PastOrigin], count: int, seed: int, recipe: Recipe = RECIPE
) -> list[Net]:
    """Nets that differ by their seed only, trained on every usable series of every past.

    Targets are in units of each series' liveliness, so that a calm and a lively series that move
    alike teach the same. A target weighs the root of what it moves the MASE of its series by,
    cut at the 99th percentile: between fairness to the score and to the many small series.
    """
    seen, targets, weights = [], [], []
    for past in pasts:
        state, kept = past.state, past.usable
        expected = state.level + state.season[np.arange(AHEAD) % len(state.season)]
        unit = liveliness(state)
        influence = np.sqrt(state.scale * unit * np.exp(expected))
        seen.append(inputs(state, past.signal)[kept])
        targets.append((past.targets / unit * past.known)[:, kept].T)
        weights.append(np.where(past.known > 0, influence, np.nan)[:, kept].T)
    weight = np.concatenate(weights)
    bound = np.nanpercentile(weight[::7], 99)
    weight = np.minimum(weight, bound)
    weight = np.nan_to_num(weight / np.nanmean(weight)).astype(np.float32)
    target = np.concatenate(targets).astype(np.float32)
    given = np.concatenate(seen)

    def train(number: int) -> Net:
        return train_net(given, target, weight, seed + number, recipe)

    return in_threads(train, range(count))


def nets_correction(nets: Sequence[Net], state: SeriesState, signal: SeriesState | None) -> Floats:
    """(52, N) mean correction of the nets, smoothed over the weeks ahead."""
    given = inputs(state, signal)
    total = sum((net(given) for net in nets), np.zeros((len(given), AHEAD), np.float32))
    return smooth_ahead(total.T * (liveliness(state) / len(nets)))
