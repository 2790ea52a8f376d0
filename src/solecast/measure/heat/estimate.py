"""Weekly series in, heat out: one popularity line per shoe from all its signals.

The model and what was tried are in docs/decisions/0011-heat-model.md.
"""

import datetime as dt

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...model import MEASURED
from ..intervals import Z80
from ..series.chain import Errors, chain_series
from ..series.season import season
from ..smoother import Floats
from .additive_model import Fit, Index, drift, fit, index
from .levels import Levels, levels
from .signal_arrays import Signals, signals
from .source_shares import source_table


def heat(series: pa.Table, as_of: dt.date) -> tuple[pa.Table, pa.Table]:
    """Estimate `MEASURED["heat"]` and `MEASURED["heat_sources"]` from `MEASURED["series"]`.

    Weeks that begin after the day `as_of` are not looked at.

    Heat runs weekly from a shoe's first to its last observed week. It is 0-100 with one maximum
    over all shoes and weeks; `lo` and `hi` (80%) may pass 100. `level` is its natural log up to
    one constant; `adjusted` is heat without the shoe's own season, where one is significant.
    A week of a shoe is `anchored` when sources compare it with the others on the guide's main
    scale; `scale` names the one it is on, null for none; `open` marks gaps too long to bridge. The
    interval is that of the shape: where a week is not anchored, the size is the typical one.
    """
    known = series.filter(pc.less_equal(series["week"], pa.scalar(as_of)))
    joined = chain_series(known)
    panel = signals(joined.series)
    if not panel.lines:
        return MEASURED["heat"].empty_table(), MEASURED["heat_sources"].empty_table()
    at = index(panel)
    state = fit(panel, at)
    sizes = levels(panel, at, state)
    level = state.heat.mean + sizes.shift
    top = float(level[at.inside].max())
    variance = state.heat.variance + drift(state, panel, at)
    variance += _joining(panel, at, state, joined.errors)
    table = _heat_table(panel, at, state.heat.mean, variance, level - top, sizes)
    return table, source_table(panel, at, state, level - top, sizes, joined.notes)


def _joining(panel: Signals, at: Index, state: Fit, errors: Errors) -> Floats:
    """Give the variance (weeks, shoes) that joined exports add, by their say in a week."""
    known = np.bincount(at.cell, state.precision, at.inside.size)
    share = state.precision / known[at.cell]
    variance = np.zeros(at.inside.size)
    for number, line in enumerate(panel.lines):
        error = errors.get((panel.shoes[line.shoe], line.source), {})
        if error and line.metric == "searches":
            data = np.flatnonzero(panel.line == number)
            weeks = panel.weeks[panel.week[data]].tolist()
            sd = np.array([error.get(week, 0.0) for week in weeks])
            variance[at.cell[data]] += (share[data] * sd) ** 2
            # Weeks between two data are as unsure as those.
            inner = np.arange(panel.week[data].min(), panel.week[data].max() + 1)
            row = inner * len(panel.shoes) + line.shoe
            order = np.argsort(panel.week[data])
            told = variance[at.cell[data]][order]
            variance[row] = np.interp(inner, panel.week[data][order], told)
    return variance.reshape(at.inside.shape)


def _heat_table(
    panel: Signals, at: Index, shape: Floats, variance: Floats, level: Floats, sizes: Levels
) -> pa.Table:
    shoe, week = np.nonzero(at.inside.T)
    here = level[week, shoe]
    sd = np.sqrt(variance)[week, shoe]
    partial = np.zeros(at.inside.shape, dtype=bool)
    partial[panel.week[panel.partial], panel.shoe_of[panel.line[panel.partial]]] = True
    adjusted = level - _seasons(at, shape)
    scale = sizes.scale[week, shoe]
    columns = {
        "shoe": pa.array(np.array(panel.shoes, dtype=object)[shoe], pa.string()),
        "week": pa.array(panel.weeks[week], pa.date32()),
        "heat": _scaled(here),
        "lo": _scaled(here - Z80 * sd),
        "hi": _scaled(here + Z80 * sd),
        "level": np.round(here, 9),
        "adjusted": _scaled(adjusted[week, shoe]),
        "partial": partial[week, shoe],
        "open": sizes.open[week, shoe],
        "scale": pa.array([sizes.names[k] if k >= 0 else None for k in scale], pa.string()),
        "anchored": (scale >= 0) & (scale == sizes.main),
    }
    return pa.table(columns, schema=MEASURED["heat"])


def _scaled(level: Floats) -> Floats:
    # Nine decimals: sums may be taken in any order without two builds differing.
    return np.round(100 * np.exp(level), 9)


def _seasons(at: Index, shape: Floats) -> Floats:
    seasons = np.zeros_like(shape)
    for shoe in range(shape.shape[1]):
        weeks = np.flatnonzero(at.inside[:, shoe])
        seasons[weeks, shoe] = season(shape[weeks, shoe]).along(len(weeks))
    return seasons
