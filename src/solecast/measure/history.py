"""Which shoes have a history that can be forecast, and that history as plain weekly series."""

import datetime as dt
from dataclasses import dataclass

import ibis
import pyarrow as pa
import pyarrow.compute as pc

from ..engine import Engine

MINIMUM_WEEKS = 8
"""Weeks with observations that a forecast needs."""

_WATCHED = 8
_RECENT_WEEKS = 52
_DENSE = 0.5
"""Share of the weeks of a shoe's last year that must have observations: quarterly ranks do not."""


@dataclass(frozen=True)
class Life:
    """First and last week with an observation, and how dense the last year of it is."""

    first: dt.date
    last: dt.date
    weeks: int
    weekly: bool


def lives(series: pa.Table, engine: Engine) -> dict[str, Life]:
    """Sum up the MEASURED series: the life of each shoe, in alphabetical order."""
    rows = engine.table(series)
    weeks = rows.filter(rows.value.notnull() & ~rows.partial).select("shoe", "week").distinct()
    ends = weeks.group_by("shoe").agg(first=weeks.week.min(), last=weeks.week.max())
    both = weeks.join(ends, "shoe")
    recent = both.week > both["last"] - ibis.interval(weeks=_RECENT_WEEKS)
    found = both.group_by(["shoe", "first", "last"]).agg(
        weeks=both.count(), recent=recent.cast("int64").sum()
    )
    return {
        row["shoe"]: _life(row["first"], row["last"], row["weeks"], row["recent"])
        for row in engine.arrow(found.order_by("shoe")).to_pylist()
    }


def _life(first: dt.date, last: dt.date, weeks: int, recent: int) -> Life:
    span = min((last - first).days // 7 + 1, _RECENT_WEEKS)
    return Life(first, last, weeks, weeks >= MINIMUM_WEEKS and recent >= _DENSE * span)


def appearances(series: pa.Table, engine: Engine) -> dict[str, dt.date]:
    """Give the week in which each shoe was first counted, where that was its appearance.

    Each of its sources must have been there, on other shoes or with zeros, for `_WATCHED` weeks
    before it counted this one; otherwise the shoe may be older than the sources.
    """
    rows = engine.table(series)
    rows = rows.filter(rows.value.notnull())
    start = rows.group_by("source").agg(start=rows.week.min())
    positive = rows.filter(rows.value > 0)
    first = positive.group_by(["shoe", "source"]).agg(first=positive.week.min())
    both = first.join(start, "source")
    watched = both["first"] >= both.start + ibis.interval(weeks=_WATCHED)
    found = both.group_by("shoe").agg(first=both["first"].min(), watched=watched.all())
    found = found.filter(found.watched).order_by("shoe")
    return {row["shoe"]: row["first"] for row in engine.arrow(found).to_pylist()}


def history(heat: pa.Table, shoes: set[str], until: dt.date | None = None) -> pa.Table:
    """Give the complete weeks of the heat of `shoes` as `id`, `week`, `value` (heat, 0-100).

    `until` leaves out later weeks. A shoe with fewer than `MINIMUM_WEEKS` is left out.
    """
    kept = pc.and_(
        pc.is_in(heat["shoe"], pa.array(sorted(shoes), pa.string())), pc.invert(heat["partial"])
    )
    kept = pc.and_(kept, pc.is_valid(heat["heat"]))
    if until is not None:
        kept = pc.and_(kept, pc.less_equal(heat["week"], pa.scalar(until)))
    lines = heat.filter(kept).select(["shoe", "week", "heat"])
    lines = lines.rename_columns(["id", "week", "value"])
    counts = lines.group_by("id").aggregate([("week", "count")])
    enough = counts.filter(pc.greater_equal(counts["week_count"], MINIMUM_WEEKS))["id"]
    return lines.filter(pc.is_in(lines["id"], enough.combine_chunks())).sort_by(
        [("id", "ascending"), ("week", "ascending")]
    )
