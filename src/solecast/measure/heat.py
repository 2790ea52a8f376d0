"""Weekly series in, heat out: one popularity line per shoe from all its signals.

The model and what was tried are in docs/decisions/0011-heat-model.md.
"""

import datetime as dt

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..model import MEASURED
from .chain import chain_series
from .heat_model import Fit, Index, drift, fit, index
from .heat_platform import levels
from .heat_signals import Signals, signals
from .heat_smooth import Floats
from .heat_sources import source_table
from .intervals import Z80
from .season import season


def heat(series: pa.Table, as_of: dt.date) -> tuple[pa.Table, pa.Table]:
    """Estimate `MEASURED["heat"]` and `MEASURED["heat_sources"]` from `MEASURED["series"]`.

    Weeks that begin after the day `as_of` are not looked at.

    Heat runs weekly from a shoe's first to its last observed week. It is 0-100 with one maximum
    over all shoes and weeks; `lo` and `hi` (80%) may pass 100. `level` is its natural log up to
    one constant; `adjusted` is heat without the shoe's own season, where one is significant.
    A shoe is `anchored` when a comparable source counts it beside others. The interval is that
    of the shape: for a shoe that is not anchored, the size is unknown and set to the typical.
    """
    known = series.filter(pc.less_equal(series["week"], pa.scalar(as_of)))
    chained, notes = chain_series(known)
    panel = signals(chained)
    if not panel.lines:
        return MEASURED["heat"].empty_table(), MEASURED["heat_sources"].empty_table()
    at = index(panel)
    state = fit(panel, at)
    shift, anchored = _shifts(panel, at, state)
    level = state.heat.mean + shift
    top = float(level[at.inside].max())
    table = _heat_table(panel, at, state, level - top, anchored)
    return table, source_table(panel, at, state, shift - top, anchored, notes)


def _shifts(panel: Signals, at: Index, state: Fit) -> tuple[Floats, np.ndarray]:
    """Give what turns each shoe's shape into a level.

    A shoe that is not anchored gets the typical level: its mean is the median of the anchored
    shoes' means, and its peak at most theirs, so that an unknown size never tops the scale.
    """
    shift, anchored = levels(panel, state.offset)
    weeks = at.inside.sum(axis=0)
    line = np.where(at.inside, state.heat.mean, 0.0)
    mean = line.sum(axis=0) / weeks
    peak = np.where(at.inside, state.heat.mean, -np.inf).max(axis=0)
    if not anchored.any():
        return -mean, anchored
    typical = float(np.median((mean + shift)[anchored]))
    highest = float((peak + shift)[anchored].max())
    return np.where(anchored, shift, np.minimum(typical - mean, highest - peak)), anchored


def _heat_table(
    panel: Signals, at: Index, state: Fit, level: Floats, anchored: np.ndarray
) -> pa.Table:
    shoe, week = np.nonzero(at.inside.T)
    here = level[week, shoe]
    sd = np.sqrt(state.heat.variance + drift(state, panel, at))[week, shoe]
    partial = np.zeros(at.inside.shape, dtype=bool)
    partial[panel.week[panel.partial], panel.shoe_of[panel.line[panel.partial]]] = True
    adjusted = level - _seasons(at, level)
    columns = {
        "shoe": pa.array(np.array(panel.shoes, dtype=object)[shoe], pa.string()),
        "week": pa.array(panel.weeks[week], pa.date32()),
        "heat": _scaled(here),
        "lo": _scaled(here - Z80 * sd),
        "hi": _scaled(here + Z80 * sd),
        "level": np.round(here, 9),
        "adjusted": _scaled(adjusted[week, shoe]),
        "partial": partial[week, shoe],
        "anchored": anchored[shoe],
    }
    return pa.table(columns, schema=MEASURED["heat"])


def _scaled(level: Floats) -> Floats:
    # Nine decimals: sums may be taken in any order without two builds differing.
    return np.round(100 * np.exp(level), 9)


def _seasons(at: Index, level: Floats) -> Floats:
    seasons = np.zeros_like(level)
    for shoe in range(level.shape[1]):
        weeks = np.flatnonzero(at.inside[:, shoe])
        seasons[weeks, shoe] = season(level[weeks, shoe]).along(len(weeks))
    return seasons
