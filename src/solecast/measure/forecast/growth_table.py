"""What `rising` rests on: heat now and expected, and the chance of growing by half."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from ...model import MEASURED, table
from ..intervals import chance_above

HALF_MORE = 1.5
SURE = 0.95
"""The most that a chance may say: no record of calls of one kind is long enough for more."""

_COLUMNS = ("in26", "in26_lo", "in26_hi", "in52", "in52_lo", "in52_hi")


def growth_table(growth: pa.Table, now: Mapping[str, float]) -> pa.Table:
    """Give the MEASURED growth of the shoes of `growth` (see `forecast.growth`, `id` = shoe).

    `now` is the heat of each shoe's last complete week, the one that its chart ends with. Growth
    is read from season to season: 13 weeks against the same 13 a year on. The chance is that of
    the distribution whose middle and interval stand beside it, so that the two cannot disagree;
    how such chances did on past dates is printed by `bench/trend.py`.
    """
    rows = []
    for row in sorted(growth.to_pylist(), key=lambda row: row["id"]):
        if row["id"] in now:
            kept = {name: row[name] for name in _COLUMNS}
            kept["kept"] = row.get("kept")
            kept |= {"now": now[row["id"]], "quarter": row["now"]}
            rows.append({"shoe": row["id"], "p_half_more": chance(row, row["now"])} | kept)
    return table(MEASURED["growth"], rows)


def chance(row: Mapping[str, float], quarter: float) -> float:
    """Give the probability that heat in a year is more than half above that of this `quarter`."""
    if quarter <= 0:
        return 0.0
    middle, lo, hi = (np.array([row[name]]) for name in ("in52", "in52_lo", "in52_hi"))
    found = float(chance_above(np.array([HALF_MORE * quarter]), middle, lo, hi)[0])
    return round(min(max(found, 0.0), SURE), 4)
