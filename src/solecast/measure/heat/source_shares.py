"""A fit in, reasons out: what each source says about a shoe's heat in its last week."""

import numpy as np
import pyarrow as pa

from ...model import MEASURED, table
from ..series.chain import Notes
from ..smoother import Floats
from .additive_model import HeatFit, Index
from .levels import Levels
from .signal_arrays import SignalLine, Signals

_HARDLY = 0.01
"""Weight below which a line says hardly anything of a week."""


def source_table(
    panel: Signals,
    at: Index,
    state: HeatFit,
    level: Floats,
    sizes: Levels,
    notes: Notes,
) -> pa.Table:
    """Give `MEASURED["heat_sources"]`: one row for each line of each shoe.

    `weight` is the line's share in the last week's estimate (0-1, sums to 1 for a shoe);
    `contribution` is in points of heat and sums to the heat of that week. `level` (cells,) is
    the log of heat / 100.
    """
    weight, said = _says(panel, at, state, sizes)
    last = at.cells.ends
    shift = level[last] - state.heat.mean[last]
    said = 100 * np.exp(np.clip(said + shift[panel.shoe_of], -50, 50))
    heat = 100 * np.exp(level[last])
    drawn = np.bincount(panel.shoe_of, weight * said, len(panel.shoes))
    share = weight * said / np.maximum(drawn, 1e-300)[panel.shoe_of]
    number = np.bincount(panel.line, minlength=len(panel.lines))
    ends = np.zeros(len(panel.lines), dtype=np.int64)
    np.maximum.at(ends, panel.line, panel.week)
    rows = [
        {
            "shoe": panel.shoes[line.shoe],
            "source": line.source,
            "scale_group": line.scale_group,
            "metric": line.metric,
            "comparable": line.comparable,
            "weight": round(float(weight[j]), 9),
            "contribution": round(float(share[j] * heat[line.shoe]), 9),
            "weeks": int(number[j]),
            "last_week": panel.weeks[ends[j]].item(),
            "shows": _shows(line, bool(sizes.sized[j])),
            "counts": _counts(float(weight[j]), bool(sizes.now[j])),
            "alone": round(float(said[j]), 9),
            "joined": notes.get((panel.shoes[line.shoe], line.source, line.metric)),
        }
        for j, line in enumerate(panel.lines)
    ]
    return table(MEASURED["heat_sources"], rows)


def _says(panel: Signals, at: Index, state: HeatFit, sizes: Levels) -> tuple[Floats, Floats]:
    """Give each line's share in the filter's last estimate, and what it says there on its own."""
    gain = state.heat.gain
    known = np.bincount(at.cell, state.precision, len(gain))
    part = (gain * _reach(at, gain))[at.cell] * state.precision / known[at.cell]
    part = np.where(sizes.now[panel.line], part, 0.0)
    value = state.y - state.offset[panel.line] - state.effect.ravel()[at.moment]
    lines = len(panel.lines)
    weight = np.bincount(panel.line, part, lines)
    said = np.bincount(panel.line, part * value, lines) / np.maximum(weight, 1e-300)
    drawn = np.bincount(panel.shoe_of, weight, len(panel.shoes))
    return weight / np.maximum(drawn, 1e-300)[panel.shoe_of], said


def _reach(at: Index, gain: Floats) -> Floats:
    """(cells,) what the weeks after a week leave of what it said."""
    reach = np.ones_like(gain)
    for shoe in range(len(at.cells.first)):
        later = slice(at.cells.start[shoe] + 1, at.cells.start[shoe + 1])
        reach[later.start - 1 : later.stop - 1] = np.cumprod((1 - gain[later])[::-1])[::-1]
    return reach


def _shows(line: SignalLine, sized: bool) -> str:
    """Say what a line shows, of `SOURCE_SHOWS`."""
    if line.comparable:
        return "size" if sized else "untied"
    return "shape"


def _counts(weight: float, now: bool) -> str:
    """Say how far a line counts this week, of `SOURCE_COUNTS`."""
    if not now:
        return "ended"
    return "hardly" if weight < _HARDLY else "now"
