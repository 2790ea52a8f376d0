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
from ..series.season import LEAST, season
from ..smoother import Floats
from .additive_model import HeatFit, Index, drift, fit, index
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
    top = float(level.max())
    variance = state.heat.variance + drift(state, panel, at)
    variance += _joining(panel, at, state, joined.errors)
    table = _heat_table(panel, at, state.heat.mean, variance, level - top, sizes)
    return table, source_table(panel, at, state, level - top, sizes, joined.notes)


def _joining(panel: Signals, at: Index, state: HeatFit, errors: Errors) -> Floats:
    """Give the variance (cells,) that joined exports add, by their say in a week."""
    known = np.bincount(at.cell, state.precision, len(at.cells))
    share = state.precision / known[at.cell]
    variance = np.zeros(len(at.cells))
    joined = [
        (number, line, error)
        for number, line in enumerate(panel.lines)
        if line.metric == "searches"
        and (error := errors.get((panel.shoes[line.shoe], line.source)))
    ]
    order = np.lexsort((panel.week, panel.line)) if joined else at.cell
    for number, line, error in joined:
        data = order[slice(*np.searchsorted(panel.line, (number, number + 1), sorter=order))]
        sd = np.array([error.get(week, 0.0) for week in panel.weeks[panel.week[data]].tolist()])
        variance[at.cell[data]] += (share[data] * sd) ** 2
        # Weeks between two data are as unsure as those.
        weeks = panel.week[data]
        inner = np.arange(weeks[0], weeks[-1] + 1)
        row = at.cells.at(np.full(len(inner), line.shoe), inner)
        variance[row] = np.interp(inner, weeks, variance[at.cell[data]])
    return variance


def _heat_table(
    panel: Signals, at: Index, shape: Floats, variance: Floats, level: Floats, sizes: Levels
) -> pa.Table:
    sd = np.sqrt(variance)
    partial = np.zeros(len(at.cells), dtype=bool)
    partial[at.cell[panel.partial]] = True
    columns = {
        "shoe": pa.array(panel.shoes, pa.string()).take(pa.array(at.cells.line)),
        "week": pa.array(panel.weeks[at.cells.week], pa.date32()),
        "heat": _scaled(level),
        "lo": _scaled(level - Z80 * sd),
        "hi": _scaled(level + Z80 * sd),
        "level": np.round(level, 9),
        "adjusted": _scaled(level - _seasons(at, shape)),
        "partial": partial,
        "open": sizes.open,
        "scale": pa.array(sizes.names, pa.string()).take(
            pa.array(sizes.scale, mask=sizes.scale < 0)
        ),
        "anchored": (sizes.scale >= 0) & (sizes.scale == sizes.main),
    }
    return pa.table(columns, schema=MEASURED["heat"])


def _scaled(level: Floats) -> Floats:
    # Nine decimals: sums may be taken in any order without two builds differing.
    return np.round(100 * np.exp(level), 9)


def _seasons(at: Index, shape: Floats) -> Floats:
    seasons, start = np.zeros_like(shape), at.cells.start
    for shoe in np.flatnonzero(at.cells.weeks >= LEAST):
        here = slice(start[shoe], start[shoe + 1])
        seasons[here] = season(shape[here]).along(here.stop - here.start)
    return seasons
