"""`solecast.forecast`: where every series of a panel goes next, with honest bands.

Each series is split into level, season and noise (`forecast_state`). Two forecasters say how the
level will move: a damped trend of the series itself, and a few small nets that are trained on the
spot on the panel's own past (`forecast_pool`, `forecast_models`); their mean is the forecast. The
bands come from the errors at past origins (`forecast_intervals`). Method and search:
docs/decisions/0010-forecast-method.md.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from ...errors import SeriesError
from ..launches.births import Births
from ..series.panel import Panel, read_signal
from .conformal import Bands
from .growth import fit_outlook, growth_of
from .joined import bands, read_with_births, split, young_growth
from .learning import learn, states
from .models import AHEAD
from .series_state import Floats, Integers, State

METHOD = "solecast-3"
"""Version of the method, frozen with every forecast of the ledger."""

_CHUNK = 1000


def forecast(
    series: Any,
    horizon: int = 52,
    levels: Sequence[float] = (80, 95),
    season: int = 52,
    signal: Any = None,
    seed: int = 0,
    born: Any = None,
) -> pa.Table:
    """Forecast each series for the `horizon` weeks after its own last week.

    series: Arrow table `id` (string), `week` (date; any weekday, weekly), `value` (>= 0; null =
    missing), at least 8 weeks an id. levels: coverage of the bands in percent. season: weeks of a
    season. signal: the same form, an early-adopter series for each id (influencers, press). born:
    Arrow table `id`, `born` (date of release) and optionally `group` (model), `brand` (or
    collaborator) and `parent` (id of the version before): a series with a birth may be shorter,
    and is forecast from the lives of other launches until it is two years old. An id without a
    series that is born after the last week is forecast from its release on, for the weeks after
    the last of all. How births are read, and found where none is given: `read_births`.

    Returns `id`, `week` (date32, the weekday of the input), `mean`, and `lo{L}`, `hi{L}` for each
    level; never negative, never NaN, bands nested and `mean` inside. The same input and seed give
    the same table. Raises SeriesError, naming the id, for what `inspect_series` cannot repair.
    """
    levels = _check(horizon, levels, season)
    panel, births = read_with_births(series, born)
    other = read_signal(signal, panel)
    result = forecast_all(panel, births, horizon, levels, season, other, seed)
    ids = [*panel.ids, *births.coming]
    last = np.append(panel.last, np.full(len(births.coming), panel.last.max()))
    return to_table(ids, last, result, levels)


def growth(
    series: Any, season: int = 52, signal: Any = None, seed: int = 0, born: Any = None
) -> pa.Table:
    """How far each series will have grown in 26 and in 52 weeks (arguments as for `forecast`).

    Returns one row an id: `now` (mean of the last 13 weeks), `in26` and `in52` (expected mean of
    the 13 weeks up to then) with their 80% intervals `in26_lo`, `in26_hi`, `in52_lo`, `in52_hi`,
    `p_half_more` (chance that `in52` is more than half above `now`) and `rank_score` (order by
    it, highest first, to find the next breakout). Raises SeriesError as `forecast` does.
    """
    _check(AHEAD, (80,), season)
    panel, births = read_with_births(series, born)
    other = read_signal(signal, panel)
    parts = split(panel, births, AHEAD)
    columns: dict[str, Floats] = {}
    if len(parts.old):
        chosen = other.select(parts.old) if other is not None else None
        columns = growth_panel(panel.select(parts.old), season, chosen, seed)
    if parts.outset is not None:
        columns = parts.join_growth(young_growth(parts.outset, panel, parts.young), columns)
    return pa.table({"id": pa.array([*panel.ids, *births.coming], pa.string())} | columns)


def forecast_all(
    panel: Panel,
    births: Births,
    horizon: int,
    levels: Sequence[float],
    season: int = 52,
    signal: Panel | None = None,
    seed: int = 0,
) -> Floats:
    """(1 + 2 levels, horizon, N + M): rows as of `forecast_panel`, for all ages (see `joined`), in
    the values' own unit.
    """
    parts = split(panel, births, horizon)
    mature: Floats = np.zeros((1 + 2 * len(levels), horizon, 0))
    if len(parts.old):
        old, other = panel.select(parts.old), signal
        if signal is not None:
            other = signal.select(parts.old)
        rows = forecast_panel(old, horizon, levels, season, other, seed)
        mature = rows.astype(np.float64) * old.unit
    if parts.outset is None:
        return mature
    return parts.join(bands(parts.outset, levels), mature)


def growth_panel(
    panel: Panel, season: int = 52, signal: Panel | None = None, seed: int = 0
) -> dict[str, Floats]:
    """The number columns of `growth`, in the values' own unit."""
    panel, parts = panel.launched(), []
    with threadpool_limits(1, "blas"):  # As in `forecast_panel`.
        learnt, pasts = learn(panel, AHEAD, (80,), season, signal, seed)
        outlook = fit_outlook(pasts, learnt.age)
        for start in range(0, len(panel.ids), _CHUNK):
            chunk = slice(start, start + _CHUNK)
            state, other = states(panel, signal, season, chunk)
            ahead = learnt.predict(state, other, panel.weeks[chunk])
            part = panel.select(np.arange(len(panel.ids))[chunk])
            parts.append(growth_of(part, ahead, state, outlook))
    columns = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    unitless = ("p_half_more", "rank_score")
    return {
        name: column.astype(np.float64) * (1 if name in unitless else panel.unit)
        for name, column in columns.items()
    }


def forecast_panel(
    panel: Panel,
    horizon: int,
    levels: Sequence[float],
    season: int = 52,
    signal: Panel | None = None,
    seed: int = 0,
) -> Floats:
    """(1 + 2 levels, horizon, N): mean, then lo and hi of each level, by the mature method, in
    units of the panel.
    """
    panel = panel.launched()
    # Products of small matrices are many times slower when BLAS splits each between threads.
    with threadpool_limits(1, "blas"):
        learnt, _ = learn(panel, horizon, levels, season, signal, seed)
        result = np.empty((1 + 2 * len(levels), horizon, len(panel.ids)), np.float32)
        for start in range(0, len(panel.ids), _CHUNK):
            chunk = slice(start, start + _CHUNK)
            state, other = states(panel, signal, season, chunk)
            centre = learnt.predict(state, other, panel.weeks[chunk])
            result[:, :, chunk] = _nest(centre, learnt.bands, state, levels)
    return result


def _nest(centre: Floats, bands: Bands, state: State, levels: Sequence[float]) -> Floats:
    """Mean and bands with every lo <= mean <= hi, and wider levels outside narrower ones."""
    rows = [centre] + [centre] * (2 * len(levels))
    low = high = centre
    for k in np.argsort(levels, kind="stable"):
        low = np.minimum(low, bands.edges(centre, state, 0.5 - levels[k] / 200))
        high = np.maximum(high, bands.edges(centre, state, 0.5 + levels[k] / 200))
        rows[1 + 2 * k], rows[2 + 2 * k] = low, high
    return np.stack(rows)


def to_table(
    ids: Sequence[str], last: Integers, result: Floats, levels: Sequence[float]
) -> pa.Table:
    """The long form of `forecast_all`'s result."""
    horizon, count = result.shape[1:]
    names = pa.array(ids, pa.string()).take(pa.array(np.repeat(np.arange(count), horizon)))
    days = last[:, None] + 7 * np.arange(1, horizon + 1)
    columns = {"id": names, "week": pa.array(days.ravel().astype(np.int32)).cast(pa.date32())}
    labels = ["mean"] + [f"{side}{level:g}" for level in levels for side in ("lo", "hi")]
    for label, row in zip(labels, result, strict=True):
        columns[label] = pa.array(row.T.ravel())
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
