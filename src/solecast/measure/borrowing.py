"""Which line a shoe without one of its own shows: its model's, else its brand's.

A borrowed line is shown as what it is. It ranks no shoe, and enters no heat.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ..model import GROUP_KINDS, MEASURED, Tables, table
from .heat.signal_arrays import SIGNALS
from .trend.classes import SPARSE_WEEKS

OWN = SPARSE_WEEKS
"""Weeks, months or quarters above zero that make a line of a shoe's own.

From so many on a trend is called. Fewer are dots: a week of a top-seller list, two quarters of a
rank list. Those stay what they are, and a chart has nothing to draw between them.
"""

BORROWED = {"week": 26, "month": 12, "quarter": 8}
"""Period -> how many of it above zero make a line that may be borrowed; days count by week."""

Group = tuple[str, str]


def borrowed(linked: Tables, series: pa.Table, as_of: dt.date) -> pa.Table:
    """Give `MEASURED["borrowed"]`: one row for each shoe that shows another line, by shoe.

    `series` are those of shoes. What lies after the day `as_of` does not count.
    """
    own = _with_own_line(series)
    seen = linked["group_observations"]
    lines = _lines(seen.filter(pc.less_equal(seen["date"], pa.scalar(as_of))))
    groups: dict[str, dict[str, str]] = defaultdict(dict)
    for row in linked["members"].to_pylist():
        groups[row["shoe"]][row["kind"]] = row["group"]
    rows = [
        {"shoe": shoe, "kind": found[0], "group": found[1]}
        for shoe in linked["shoes"]["shoe"].to_pylist()
        if shoe not in own and (found := _first(groups[shoe], lines))
    ]
    return table(MEASURED["borrowed"], sorted(rows, key=lambda row: str(row["shoe"])))


def _first(groups: Mapping[str, str], lines: set[Group]) -> Group | None:
    wanted = ((kind, groups[kind]) for kind in GROUP_KINDS if kind in groups)
    return next((group for group in wanted if group in lines), None)


def _counted(rows: pa.Table) -> pa.Table:
    """Keep what shows popularity above zero: not prices, not zeros, nothing beyond a list."""
    shows = pc.and_(pc.is_in(rows["metric"], pa.array(SIGNALS)), pc.greater(rows["value"], 0))
    return rows.filter(pc.and_(shows, pc.invert(pc.coalesce(rows["censored"], False))))


def _with_own_line(series: pa.Table) -> set[str]:
    weeks = _counted(series).group_by(["shoe"]).aggregate([("week", "count_distinct")])
    return {row["shoe"] for row in weeks.to_pylist() if row["week_count_distinct"] >= OWN}


def _lines(observations: pa.Table) -> set[Group]:
    """Name the groups with enough weeks, months or quarters of one length."""
    whole = _counted(observations.filter(pc.is_null(observations["part"])))
    found: dict[tuple[str, str, str], set[Any]] = defaultdict(set)
    for row in _dated(whole):
        period = row["period"] if row["period"] in BORROWED else "week"
        found[row["kind"], row["group"], period].add(row["week"])
    enough = {key for key, weeks in found.items() if len(weeks) >= BORROWED[key[2]]}
    return {(kind, group) for kind, group, _ in enough}


def _dated(observations: pa.Table) -> Iterable[dict[str, Any]]:
    week = pc.cast(pc.floor_temporal(observations["date"], unit="week"), pa.date32())
    rows = observations.append_column("week", week)
    columns = ["kind", "group", "period", "week"]
    return rows.group_by(columns).aggregate([]).to_pylist()  # type: ignore[no-any-return]
