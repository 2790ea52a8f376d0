"""Simulated panels with a known latent line, and what simpler methods make of them."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from solecast.model import MEASURED

Floats = NDArray[np.float64]
START = dt.date(2020, 1, 6)


@dataclass(frozen=True)
class Scenario:
    """What a simulated panel suffers from."""

    shoes: int = 30
    weeks: int = 156
    sources: int = 3
    missing: float = 0.0
    """Chance that a source does not know a shoe, and a quarter of it that a week is lacking."""
    doubling: bool = False
    """The first source doubles half-way, for all shoes."""
    spam: float = 1.0
    """Factor on one shoe in one source, for 20 weeks."""
    step: float = 0.06
    spread: float = 1.0
    """Standard deviation of the shoes' log levels."""
    unlike: float = 0.0
    """Standard deviation of the logs of the shoes' steps; of their noise, about half of it."""


SCENARIOS = {
    "clean": Scenario(),
    "missing sources": Scenario(missing=0.4),
    "platform doubling": Scenario(doubling=True),
    "one spammed source": Scenario(spam=10.0),
    "all three": Scenario(missing=0.4, doubling=True, spam=10.0),
    "six shoes, one year": Scenario(shoes=6, weeks=60, spam=10.0),
    "one source": Scenario(sources=1),
    "unlike shoes": Scenario(unlike=0.7, missing=0.4),
}

_LEVEL = (5.0, 3.0, 4.0)
_NOISE = (0.2, 0.35, 0.5)
_METRIC = ("sales", "views", "searches")


@dataclass(frozen=True)
class Simulated:
    """`truth` (shoes, weeks) is the log line; `logs` (sources, shoes, weeks) has NaN for missing;
    `series` is the same data as `MEASURED["series"]`.
    """

    truth: Floats
    logs: Floats
    series: pa.Table


def simulate(scenario: Scenario, seed: int) -> Simulated:
    """Draw a panel: counts are Poisson, the third source has a scale of its own for each shoe."""
    s, rng = scenario, np.random.default_rng(seed)
    week = np.arange(s.weeks)
    # A generator of its own, so that scenarios with like shoes draw what they always drew.
    unlike = np.exp(s.unlike * np.random.default_rng(1000 + seed).normal(size=(2, s.shoes, 1)))
    size = rng.normal(0, s.spread, (s.shoes, 1))
    truth = size + (unlike[0] * rng.normal(0, s.step, (s.shoes, s.weeks))).cumsum(1)
    values = np.empty((s.sources, s.shoes, s.weeks))
    for k in range(s.sources):
        season = 0.25 * np.sin(2 * np.pi * week / 52 + k)
        growth = np.log(2) * (week >= s.weeks // 2) * (s.doubling and k == 0)
        log = (
            _LEVEL[k]
            + truth
            + season
            + growth
            + np.sqrt(unlike[1]) * rng.normal(0, _NOISE[k], truth.shape)
        )
        if k == min(1, s.sources - 1):
            log[0, -40:-20] += np.log(s.spam)
        values[k] = rng.poisson(np.exp(log))
        if k:
            values[k, rng.random(s.shoes) < s.missing] = np.nan
            values[k, rng.random(truth.shape) < s.missing / 4] = np.nan
    if s.sources == 3:
        tops = np.nanmax(np.nan_to_num(values[2]), axis=1, keepdims=True)
        values[2] = np.round(100 * values[2] / np.maximum(tops, 1))
    return Simulated(truth, np.log(values + 0.5), _series(values))


def _series(values: Floats) -> pa.Table:
    source, shoe, week = np.nonzero(np.isfinite(values))
    names = np.array([f"source-{k}" for k in range(3)], dtype=object)
    groups = [f"own-{i}" if k == 2 else f"source-{k}" for k, i in zip(source, shoe, strict=True)]
    none = np.zeros(len(source), dtype=bool)
    columns = [
        pa.array([f"shoe-{i:03d}" for i in shoe]),
        pa.array(names[source], pa.string()),
        pa.array(groups),
        pa.array(np.array(_METRIC, dtype=object)[source], pa.string()),
        pa.array(source != 2),
        pa.array([START + dt.timedelta(7 * int(t)) for t in week], pa.date32()),
        pa.array(values[source, shoe, week]),
        pa.array(none),
        pa.array(none),
        pa.array(np.ones(len(source), dtype=np.int64)),
    ]
    return pa.table(columns, schema=MEASURED["series"])


@dataclass(frozen=True)
class Score:
    """How near a line (shoes, weeks) comes to the truth, shapes only."""

    correlation: float
    rmse: float


def score(line: Floats, truth: Floats, scaled: bool) -> Score:
    """Compare shapes; `scaled` first gives each line the slope that fits the truth best."""
    a, b = (x - np.nanmean(x, axis=1, keepdims=True) for x in (line, truth))
    a = np.nan_to_num(a)
    both = (a * b).sum(axis=1)
    size = np.maximum((a * a).sum(axis=1), 1e-12)
    correlation = both / np.sqrt(size * (b * b).sum(axis=1))
    slope = (both / size)[:, None] if scaled else 1.0
    return Score(float(correlation.mean()), float(np.sqrt(((slope * a - b) ** 2).mean())))


def z_mean(logs: Floats) -> Floats:
    """Average the z-scores of each shoe's sources, as dashboards do."""
    with np.errstate(invalid="ignore"):
        centred = logs - _nanmean(logs, 2)[:, :, None]
        spread = np.sqrt(_nanmean(centred**2, 2))[:, :, None]
    return _nanmean(centred / np.where(spread > 0, spread, 1.0), 0)


def smoothed(line: Floats) -> Floats:
    """Take the centred mean of nine weeks."""
    return np.stack(
        [_nanmean(np.stack([_shifted(row, k) for k in range(-4, 5)]), 0) for row in line]
    )


def _shifted(row: Floats, by: int) -> Floats:
    moved = np.full_like(row, np.nan)
    moved[max(0, by) : len(row) + min(0, by)] = row[max(0, -by) : len(row) - max(0, by)]
    return moved


def _nanmean(x: Floats, axis: int) -> Floats:
    known = np.isfinite(x)
    number = known.sum(axis=axis)
    total = np.where(known, x, 0.0).sum(axis=axis)
    return np.where(number > 0, total / np.maximum(number, 1), np.nan)


def best_single(logs: Floats, truth: Floats) -> Floats:
    """Take the source that comes nearest to the truth on average: a choice nobody has."""
    scores = [
        score(np.where(np.isfinite(x).any(1)[:, None], x, 0.0), truth, scaled=True).rmse
        for x in logs
    ]
    return np.asarray(logs[int(np.argmin(scores))], dtype=np.float64)
