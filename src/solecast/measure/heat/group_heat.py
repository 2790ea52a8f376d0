"""Weekly lines of models and brands in, their heat out: each on its own scale."""

import datetime as dt

import pyarrow as pa
import pyarrow.compute as pc

from ...model import MEASURED
from ..series.group_lines import identified, taken_apart
from .estimate import heat
from .listed_heat import listed_heat, only_listed

_SCALED = ("heat", "lo", "hi", "adjusted")


def group_heat(series: pa.Table, as_of: dt.date) -> pa.Table:
    """Estimate `MEASURED["group_heat"]` from `MEASURED["group_series"]`.

    The estimator is that of shoes, over models and brands alone; a line that has only places on
    lists runs through them (`listed_heat`). Then each line gets a maximum of
    100 of its own: a brand's searches say nothing of the height of a shoe's. Parts of a group (a
    collaboration) are left out.
    """
    whole = series.filter(pc.is_null(series["part"]))
    rows = identified(whole, ("kind", "group"))
    rows = rows.select(MEASURED["series"].names)
    listed = pc.is_in(rows["shoe"], pa.array(sorted(only_listed(rows)), pa.string()))
    counted, _ = heat(rows.filter(pc.invert(listed)), as_of)
    lines = pa.concat_tables([counted, listed_heat(rows.filter(listed), as_of)])
    return taken_apart(_on_own_scale(lines), ("kind", "group"), MEASURED["group_heat"])


def _on_own_scale(lines: pa.Table) -> pa.Table:
    known = lines.filter(pc.invert(lines["open"]))
    tops = known.group_by("shoe").aggregate([("heat", "max")])
    top = dict(zip(tops["shoe"].to_pylist(), tops["heat_max"].to_pylist(), strict=True))
    factor = pa.array([100.0 / top[shoe] for shoe in lines["shoe"].to_pylist()], pa.float64())
    for column in _SCALED:
        place = lines.column_names.index(column)
        scaled = pc.round(pc.multiply(lines[column], factor), 9)
        lines = lines.set_column(place, column, scaled)
    return lines
