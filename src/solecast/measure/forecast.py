"""`solecast.forecast`: where every series of a panel goes next, with honest bands.

Each series is split into level, season and noise (`forecast_state`). Two forecasters say how the
level will move: a damped trend of the series itself, and a few small nets that are trained on the
spot on the panel's own past (`forecast_pool`, `forecast_models`); their mean is the forecast. The
bands come from the errors at past origins (`forecast_intervals`). Method and search:
docs/decisions/0010-forecast-method.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from solecast.errors import SeriesError
from solecast.measure.forecast_intervals import Bands, fit_bands
from solecast.measure.forecast_models import AHEAD, Net, blend, damped_trend, weekly
from solecast.measure.forecast_pool import (
    HISTORY,
    look_back,
    nets_correction,
    phases,
    train_nets,
)
from solecast.measure.forecast_state import Floats, State, observe
from solecast.measure.panel import Panel, read_panel, read_signal

METHOD = "solecast-1"
"""Version of the method, frozen with every forecast of the ledger."""

_CHUNK = 1000
_TEACHERS = 300
_NETS = 4
_ENOUGH_SERIES = 25


@dataclass(frozen=True)
class Forecaster:
    """What was learnt from a panel; `predict` answers for any chunk of its series."""

    season: int
    horizon: int
    nets: tuple[Net, ...]
    drift: Floats
    bands: Bands

    def predict(self, state: State, signal: State | None, weeks: Floats) -> Floats:
        """(horizon, N) central forecast in units of the panel."""
        correction = damped_trend(state)
        if self.nets:
            learnt = nets_correction(self.nets, state, signal)
            mixed = blend(correction, learnt, self.drift)
            correction = np.where(weeks >= HISTORY, mixed, correction)
        return weekly(state, correction, self.horizon)


def forecast(
    series: Any,
    horizon: int = 52,
    levels: Sequence[float] = (80, 95),
    season: int = 52,
    signal: Any = None,
    seed: int = 0,
) -> pa.Table:
    """Forecast each series for the `horizon` weeks after its own last week.

    series: Arrow table `id` (string), `week` (date; any weekday, weekly), `value` (>= 0; null =
    missing), at least 8 weeks an id. levels: coverage of the bands in percent. season: weeks of a
    season. signal: the same form, an early-adopter series for each id (influencers, press).

    Returns `id`, `week` (date32, the weekday of the input), `mean`, and `lo{L}`, `hi{L}` for each
    level; never negative, never NaN, bands nested and `mean` inside. The same input and seed give
    the same table. Raises SeriesError, naming the id, for what `inspect_series` cannot repair.
    """
    levels = _check(horizon, levels, season)
    panel = read_panel(series)
    other = read_signal(signal, panel) if signal is not None else None
    return to_table(panel, forecast_panel(panel, horizon, levels, season, other, seed), levels)


def forecast_panel(
    panel: Panel,
    horizon: int,
    levels: Sequence[float],
    season: int = 52,
    signal: Panel | None = None,
    seed: int = 0,
) -> Floats:
    """(1 + 2 levels, horizon, N): mean, then lo and hi of each level, in the values' own unit."""
    panel = panel.launched()
    learnt = learn(panel, horizon, levels, season, signal, seed)
    result = np.empty((1 + 2 * len(levels), horizon, len(panel.ids)), np.float32)
    for start in range(0, len(panel.ids), _CHUNK):
        chunk = slice(start, start + _CHUNK)
        state, other = states(panel, signal, season, chunk)
        centre = learnt.predict(state, other, panel.weeks[chunk])
        result[:, :, chunk] = _nest(centre, learnt.bands, state, levels)
    return result


def states(
    panel: Panel, signal: Panel | None, season: int, chunk: slice
) -> tuple[State, State | None]:
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
) -> Forecaster:
    """Train nets and bands on the past of (a sample of) the panel."""
    random = np.random.default_rng(seed)
    able = np.flatnonzero(panel.weeks >= HISTORY + 26)
    chosen = able
    if len(able) > _TEACHERS:
        chosen = np.sort(random.choice(able, _TEACHERS, replace=False))
    taught = panel.select(chosen)
    other = signal.select(chosen) if signal is not None else None
    tails = [p for level in levels for p in (0.5 - level / 200, 0.5 + level / 200)]
    if len(chosen) < _ENOUGH_SERIES:
        everyone = panel.select(np.arange(min(len(panel.ids), _TEACHERS)))
        pasts = look_back(everyone, None, season, 4, 26)
        return Forecaster(season, horizon, (), np.zeros((AHEAD, 1)), fit_bands(pasts, tails))
    pasts = look_back(taught, other, season, 4)
    nets = train_nets(pasts, _NETS, seed)
    state, now = states(taught, other, season, slice(None))
    drift = np.median(nets_correction(nets, state, now), axis=1) - np.median(
        damped_trend(state), axis=1
    )
    return Forecaster(season, horizon, tuple(nets), drift[:, None], fit_bands(pasts, tails))


def _nest(centre: Floats, bands: Bands, state: State, levels: Sequence[float]) -> Floats:
    """Mean and bands with every lo <= mean <= hi, and wider levels outside narrower ones."""
    rows = [centre] + [centre] * (2 * len(levels))
    low = high = centre
    for k in np.argsort(levels, kind="stable"):
        low = np.minimum(low, bands.edges(centre, state, 0.5 - levels[k] / 200))
        high = np.maximum(high, bands.edges(centre, state, 0.5 + levels[k] / 200))
        rows[1 + 2 * k], rows[2 + 2 * k] = low, high
    return np.stack(rows)


def to_table(panel: Panel, result: Floats, levels: Sequence[float]) -> pa.Table:
    """The long form of `forecast_panel`'s result."""
    horizon, count = result.shape[1:]
    names = pa.array(panel.ids, pa.string())
    ids = names.take(pa.array(np.repeat(np.arange(count), horizon)))
    days = panel.last[:, None] + 7 * np.arange(1, horizon + 1)
    columns = {"id": ids, "week": pa.array(days.ravel().astype(np.int32)).cast(pa.date32())}
    labels = ["mean"] + [f"{side}{level:g}" for level in levels for side in ("lo", "hi")]
    for label, row in zip(labels, result, strict=True):
        columns[label] = pa.array((row.astype(np.float64) * panel.unit).T.ravel())
    return pa.table(columns)


def _check(horizon: int, levels: Sequence[float], season: int) -> list[float]:
    if not 1 <= horizon <= 520:
        raise SeriesError(f"horizon is {horizon}; it must be a number of weeks from 1 to 520.")
    if not 4 <= season <= 104:
        raise SeriesError(f"season is {season}; it must be a number of weeks from 4 to 104.")
    wrong = [level for level in levels if not 0 < level < 100]
    if wrong or not len(levels):
        raise SeriesError(
            f"levels is {list(levels)}; give percentages between 0 and 100, such as 80."
        )
    return [float(level) for level in dict.fromkeys(levels)]
