"""Which shoes have a history that can be forecast, and that history as plain weekly series."""

import datetime as dt
from dataclasses import dataclass

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...engine import Engine
from ..intervals import Z80

MINIMUM_WEEKS = 8
"""Weeks with observations that a forecast needs."""

YOUNGEST = 4
"""Weeks with observations that suffice once the day of release is known."""

_WATCHED, _STAYED = 8, 4
_RECENT_WEEKS = 52
_TINY = 1e-12
_DENSE = 0.5
"""Share of the weeks of a shoe's last year that must have observations: quarterly ranks do not."""


@dataclass(frozen=True)
class WeeksSeen:
    """First and last week with an observation; `weekly` where the last year of it is dense, and no
    shorter than `YOUNGEST`.
    """

    first: dt.date
    last: dt.date
    weeks: int
    weekly: bool


def lives(series: pa.Table, engine: Engine) -> dict[str, WeeksSeen]:
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


def _life(first: dt.date, last: dt.date, weeks: int, recent: int) -> WeeksSeen:
    span = min((last - first).days // 7 + 1, _RECENT_WEEKS)
    return WeeksSeen(first, last, weeks, weeks >= YOUNGEST and recent >= _DENSE * span)


def appearances(series: pa.Table, engine: Engine) -> dict[str, dt.date]:
    """Give the week in which each shoe was first counted, where that was its appearance.

    Each of its sources must have been there, on other shoes or with zeros, for `_WATCHED` weeks
    before it counted this one: otherwise the shoe may be older than the sources. It must have
    been counted in at least `_STAYED` weeks, and in half of those since: otherwise it is rare.
    """
    rows = engine.table(series)
    rows = rows.filter(rows.value.notnull())
    span = rows.group_by("source").agg(start=rows.week.min(), end=rows.week.max())
    positive = rows.filter(rows.value > 0)
    first = positive.group_by(["shoe", "source"]).agg(
        first=positive.week.min(), counted=positive.week.nunique()
    )
    both = first.join(span, "source")
    watched = both["first"] >= both.start + ibis.interval(weeks=_WATCHED)
    half = both["first"] + both.counted * ibis.interval(weeks=2) > both.end
    stayed = (both.counted >= _STAYED) & half
    found = both.group_by("shoe").agg(
        first=both["first"].min(), appeared=watched.all() & stayed.any()
    )
    found = found.filter(found.appeared).order_by("shoe")
    return {row["shoe"]: row["first"] for row in engine.arrow(found).to_pylist()}


def history(
    heat: pa.Table,
    shoes: set[str],
    until: dt.date | None = None,
    least: int = MINIMUM_WEEKS,
) -> pa.Table:
    """Give the complete weeks of the heat of `shoes`: `id`, `week`, `value`, `unsure`.

    Gaps too long to bridge are left out. `value` is heat, 0-100; `unsure` the standard deviation
    of its log, from its interval. `until` leaves out later weeks. A shoe with fewer than `least`
    weeks is left out.
    """
    kept = pc.and_(
        pc.is_in(heat["shoe"], pa.array(sorted(shoes), pa.string())), pc.invert(heat["partial"])
    )
    kept = pc.and_(kept, pc.invert(heat["open"]))
    if until is not None:
        kept = pc.and_(kept, pc.less_equal(heat["week"], pa.scalar(until)))
    weeks = heat.filter(kept)
    ends = (np.maximum(weeks[name].to_numpy(), _TINY) for name in ("hi", "lo"))
    unsure = np.log(np.divide(*ends)) / (2 * Z80)
    lines = weeks.select(["shoe", "week", "heat"]).rename_columns(["id", "week", "value"])
    lines = lines.append_column("unsure", pa.array(unsure, pa.float64()))
    counts = lines.group_by("id").aggregate([("week", "count")])
    enough = counts.filter(pc.greater_equal(counts["week_count"], least))["id"]
    return lines.filter(pc.is_in(lines["id"], enough.combine_chunks())).sort_by(
        [("id", "ascending"), ("week", "ascending")]
    )
