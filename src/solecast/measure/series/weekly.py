"""Linked observations in, weekly series out: one line per shoe, source, scale group and metric.

Nothing is scaled here. Counts of a week are summed, states (price, searches, rank, rating) are
averaged; a month's or a quarter's value stays one value, placed on the week of its first day.
"""

import datetime as dt

import ibis
import pyarrow as pa
from ibis.expr.types import Table as Expression

from ...engine import Engine
from ...model import MEASURED

COUNTS = ("sales", "views", "mentions")
"""Metrics whose values add up over days and colorways."""

EVENTS = ("sales", "mentions")
"""Metrics where a week in which the source saw other shoes only means zero, not missing."""

_GROUP = ("source", "scale_group", "metric")
_LINE = ("shoe", *_GROUP, "comparable")
_FINE = (*_LINE, "colorway", "currency", "place", "instant", "stretch", "week")
"""What parts observations into lines and weeks, and what is looked at to decide how."""


def weekly(observations: Expression, engine: Engine, as_of: dt.date) -> pa.Table:
    """Sum up `LINKED["observations"]` to `MEASURED["series"]`, up to the day `as_of`.

    A week that begins on another day than Monday counts for the Monday week that holds most of
    its days. A row of one transaction (`price`, period `instant`) is one sale and one price,
    unless its source also counts sales itself. Colorways are rolled up to their shoe, prices
    weighted by sales, ranks by the best. A source of searches or ranks of several places is one
    source for each. A scale group that mixes currencies or stretches of
    time is split, so that one line never mixes them. The first and last week of a source are
    partial when they hold fewer days than the source's usual week.
    """
    # The only look at the observations: all that follows is asked of their sums.
    sums = engine.hold(_summed(_placed(observations, as_of)))
    by_colorway = engine.hold(_by_colorway(_split_mixed(_with_sales(_by_place(sums)))))
    lines = engine.hold(_mark_partial(_by_shoe(by_colorway), by_colorway))
    filled = ibis.union(lines, _zeros(lines))
    schema = MEASURED["series"]
    return engine.arrow(filled, schema).sort_by([(name, "ascending") for name in (*_LINE, "week")])


def _placed(rows: Expression, as_of: dt.date) -> Expression:
    """Keep usable rows and give each its Monday week and its stretch of time."""
    rows = rows.filter(
        rows.date <= ibis.literal(as_of),
        rows.shoe.notnull(),
        rows.value.notnull(),
        rows.metric.notnull(),
    )
    # Three days on, every seven-day week falls into the Monday week that holds most of it.
    middle = ibis.ifelse(
        rows.period == "week", (rows.date + ibis.interval(days=3)).cast("date"), rows.date
    )
    return rows.select(
        "shoe",
        "metric",
        "value",
        "currency",
        "date",
        "place",
        source=rows.source.coalesce(rows.file, "unknown"),
        scale_group=rows.scale_group.coalesce(rows.source, ""),
        colorway=rows.colorway.coalesce(""),
        comparable=rows.comparable.coalesce(False),
        censored=rows.censored.coalesce(False),
        partial=rows.partial.coalesce(False),
        week=middle.truncate("W").cast("date"),
        instant=(rows.period == "instant").coalesce(False),
        dated=rows.period.isin(("day", "instant")).coalesce(False),
        stretch=ibis.ifelse(rows.period.isin(("month", "quarter")), rows.period, "week"),
    )


def _summed(rows: Expression) -> Expression:
    return rows.group_by(_FINE).agg(
        total=rows.value.sum(),
        observations=rows.count(),
        censored=rows.censored.all(),
        partial=rows.partial.any(),
        first_day=rows.date.min(),
        last_day=rows.date.max(),
        dated=rows.dated.any(),
    )


def _by_place(sums: Expression) -> Expression:
    """Take a source that states one thing for several places, as searches, for several sources.

    Counts of places add up; interest or ranks of two countries have nothing to add.
    """
    stated = sums.filter(~sums.metric.isin(COUNTS))
    places = stated.group_by(("source", "metric")).agg(places=stated.place.nunique())
    sums = sums.left_join(places, ("source", "metric"))
    several = (sums.places > 1).coalesce(False) & sums.place.notnull()
    named = ibis.ifelse(several, sums.source + ", " + sums.place.coalesce(""), sums.source)
    return sums.mutate(source=named).drop("place", "places")


def _with_sales(sums: Expression) -> Expression:
    """Add one sale for each transaction of the sources that do not count sales themselves."""
    counted = sums.filter(sums.metric == "sales").select("source").distinct()
    deals = sums.filter(sums.metric == "price", sums.instant).anti_join(counted, "source")
    none = ibis.null("string")
    sold = deals.mutate(
        metric=ibis.literal("sales"), total=deals.observations.cast("float64"), currency=none
    )
    return ibis.union(sums, sold.select(sums.columns))


def _split_mixed(sums: Expression) -> Expression:
    """Split scale groups that mix currencies or stretches of time."""
    mixed = sums.group_by(_GROUP).agg(
        currencies=sums.currency.nunique(), stretches=sums.stretch.nunique()
    )
    sums = sums.join(mixed, _GROUP)
    money = ibis.ifelse(
        (sums.currencies > 1) & sums.currency.notnull(), " in " + sums.currency.coalesce(""), ""
    )
    stretch = ibis.ifelse(sums.stretches > 1, " by " + sums.stretch, "")
    return sums.mutate(scale_group=sums.scale_group + money + stretch)


def _by_colorway(sums: Expression) -> Expression:
    return sums.group_by((*_LINE, "colorway", "week")).agg(
        total=sums.total.sum(),
        mean=sums.total.sum() / sums.observations.sum(),
        observations=sums.observations.sum().cast("int64"),
        censored=sums.censored.all(),
        partial=sums.partial.any(),
        first_day=sums.first_day.min(),
        last_day=sums.last_day.max(),
        dated=sums.dated.any(),
    )


def _by_shoe(rows: Expression) -> Expression:
    """Roll colorways up: counts summed, prices weighted by sales, the best rank."""
    sales = rows.filter(rows.metric == "sales")
    at = ("source", "shoe", "colorway", "week")
    sales = sales.group_by(at).agg(sold=sales.total.sum())
    rows = rows.left_join(sales, at)
    weight = ibis.ifelse(rows.metric == "price", rows.sold, ibis.null("float64")).coalesce(
        rows.observations.cast("float64")
    )
    # A price of a week without a sale still counts, but hardly beside one that was paid.
    rows = rows.mutate(weight=ibis.greatest(weight, 1e-6))
    rolled = rows.group_by((*_LINE, "week")).agg(
        added=rows.total.sum(),
        best=rows["mean"].min(),
        mean=(rows["mean"] * rows.weight).sum() / rows.weight.sum(),
        observations=rows.observations.sum().cast("int64"),
        censored=rows.censored.all(),
        partial=rows.partial.any(),
    )
    value = ibis.cases(
        (rolled.metric.isin(COUNTS), rolled.added),
        (rolled.metric == "rank", rolled.best),
        else_=rolled["mean"],
    )
    # Engines add floats in any order; nine decimals are the same in each.
    return rolled.select(
        *_LINE, "week", "censored", "partial", "observations", value=value.round(9)
    )


def _mark_partial(lines: Expression, rows: Expression) -> Expression:
    """Mark the first and last week of sources by day whose days are fewer than usual."""
    dated = rows.filter(rows.dated)
    weeks = dated.group_by((*_GROUP, "week")).agg(
        first_day=dated.first_day.min(), last_day=dated.last_day.max()
    )
    weeks = weeks.mutate(
        head=_days(weeks.first_day, weeks.week), tail=_days(weeks.last_day, weeks.week)
    )
    usual = weeks.group_by(_GROUP).agg(
        usual_head=weeks["head"].cast("float64").quantile(0.5),
        usual_tail=weeks.tail.cast("float64").quantile(0.5),
        first=weeks.week.min(),
        last=weeks.week.max(),
    )
    ends = weeks.join(usual, _GROUP)
    late_start = (ends.week == ends["first"]) & (ends["head"] > ends.usual_head)
    early_end = (ends.week == ends["last"]) & (ends.tail < ends.usual_tail)
    ends = ends.filter(late_start | early_end).select(*_GROUP, "week", cut=ibis.literal(True))
    marked = lines.left_join(ends, (*_GROUP, "week"))
    names = MEASURED["series"].names
    return marked.mutate(partial=marked.partial | marked.cut.coalesce(False)).select(*names)


def _days(day: Expression, monday: Expression) -> Expression:
    return day.delta(monday, unit="day")


def _zeros(lines: Expression) -> Expression:
    """Make the weeks in which an event source saw other shoes but not this one."""
    events = lines.filter(lines.metric.isin(EVENTS))
    weeks = events.group_by((*_GROUP, "week")).agg(source_partial=events.partial.any())
    spans = events.group_by(_LINE).agg(first=events.week.min())
    grid = spans.join(weeks, _GROUP)
    grid = grid.filter(grid.week > grid["first"])
    grid = grid.anti_join(events, (*_LINE, "week"))
    return grid.select(
        "shoe",
        *_GROUP,
        "comparable",
        "week",
        value=ibis.literal(0.0),
        censored=ibis.literal(False),
        partial=grid.source_partial,
        observations=ibis.literal(0, "int64"),
    ).select(*MEASURED["series"].names)
