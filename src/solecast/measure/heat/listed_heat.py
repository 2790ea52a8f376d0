"""Places on published lists in, a popularity line out: for models and brands with nothing else.

The estimator of heat takes a datum for a noisy sign of a slow line. A place that a list published
is no sign but the thing itself, and a list has one line only: smoothed as noise, a brand at no. 1
would lie under its own no. 3. So the line runs through the places.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...model import MEASURED, table
from ..smoother import Floats
from .levels import LONGEST_GAP

_NEXT = 0.5
"""Half a place: how far a place may lie from the popularity that stands behind it."""


def only_listed(series: pa.Table) -> set[str]:
    """Name the lines (column `shoe`) that have ranks and no other sign of popularity."""
    metrics: dict[str, set[str]] = defaultdict(set)
    for row in series.group_by(["shoe", "metric"]).aggregate([]).to_pylist():
        metrics[row["shoe"]].add(row["metric"])
    return {shoe for shoe, known in metrics.items() if known == {"rank"}}


def listed_heat(series: pa.Table, as_of: dt.date) -> pa.Table:
    """Give `MEASURED["heat"]` of lines that are only ranked: 100 / place, log-linear between.

    Popularity falls about as 1 / place (Zipf). Of several lists in a week the best place counts;
    a place below a list is the first one below it. `lo` and `hi` are half a place away; weeks in
    a gap longer than `LONGEST_GAP` are `open`.
    """
    known = series.filter(pc.less_equal(series["week"], pa.scalar(as_of)))
    places: dict[str, dict[dt.date, float]] = defaultdict(dict)
    for row in known.to_pylist():
        place = row["value"] + row["censored"]
        places[row["shoe"]][row["week"]] = min(place, places[row["shoe"]].get(row["week"], place))
    rows = [row for shoe in sorted(places) for row in _weekly(shoe, places[shoe])]
    return table(MEASURED["heat"], rows)


def _weekly(shoe: str, places: dict[dt.date, float]) -> Iterator[dict[str, object]]:
    weeks = sorted(places)
    at = np.array([(week - weeks[0]).days // 7 for week in weeks])
    place = np.array([places[week] for week in weeks])
    lines = {
        "heat": _between(at, place),
        "adjusted": _between(at, place),
        "lo": _between(at, place + _NEXT),
        "hi": _between(at, place - _NEXT),
    }
    after = np.searchsorted(at, np.arange(at[-1] + 1))
    for k in range(at[-1] + 1):
        gap = at[after[k]] - at[max(after[k] - 1, 0)] - 1 > LONGEST_GAP and at[after[k]] != k
        yield {
            "shoe": shoe,
            "week": weeks[0] + dt.timedelta(weeks=k),
            **{name: round(float(line[k]), 9) for name, line in lines.items()},
            "partial": False,
            "open": bool(gap),
            "anchored": False,
        }


def _between(at: np.ndarray, place: Floats) -> Floats:
    weeks = np.arange(at[-1] + 1)
    level: Floats = 100.0 * np.exp(np.interp(weeks, at, -np.log(np.maximum(place, _NEXT))))
    return level
