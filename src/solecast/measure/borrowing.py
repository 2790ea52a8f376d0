"""Which line a shoe without one of its own shows: its model's, else its brand's.

A borrowed line is shown as what it is. It ranks no shoe, and enters no heat.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping

import ibis
import pyarrow as pa
import pyarrow.compute as pc
from ibis.expr.types import Table as Expression

from ..engine import Engine
from ..model import MEASURED, Tables, table
from ..vocabulary import GROUP_KINDS
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


def borrowed(linked: Tables, series: pa.Table, engine: Engine, as_of: dt.date) -> pa.Table:
    """Give `MEASURED["borrowed"]`: one row for each shoe that shows another line, by shoe.

    `series` are those of shoes. What lies after the day `as_of` does not count.
    """
    own = _with_own_line(series)
    seen = engine.parquet(linked["group_observations"])
    lines = _lines(engine, seen.filter(seen.date <= ibis.literal(as_of)))
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


def _lines(engine: Engine, observations: Expression) -> set[Group]:
    """Name the groups with enough weeks, months or quarters of one length."""
    whole = observations.filter(
        observations.part.isnull(),
        observations.metric.isin(SIGNALS),
        observations.value > 0,
        ~observations.censored.coalesce(False),
    )
    long = whole.period.isin([period for period in BORROWED if period != "week"])
    weeks = whole.group_by("kind", "group", period=ibis.ifelse(long, whole.period, "week")).agg(
        weeks=whole.date.truncate("W").nunique()
    )
    rows = engine.arrow(weeks).to_pylist()
    return {(row["kind"], row["group"]) for row in rows if row["weeks"] >= BORROWED[row["period"]]}
