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
_COLORWAYS = pa.schema(
    [(name, pa.string()) for name in ("shoe", *_GROUP, "colorway")]
    + [(name, pa.bool_()) for name in ("comparable", "censored", "partial", "dated")]
    + [(name, pa.date32()) for name in ("week", "first_day", "last_day")]
    + [("total", pa.float64()), ("mean", pa.float64()), ("observations", pa.int64())]
)


def weekly(observations: pa.Table, engine: Engine, as_of: dt.date) -> pa.Table:
    """Sum up `LINKED["observations"]` to `MEASURED["series"]`, up to the day `as_of`.

    A week that begins on another day than Monday counts for the Monday week that holds most of
    its days. A row of one transaction (`price`, period `instant`) is one sale and one price,
    unless its source also counts sales itself. Colorways are rolled up to their shoe, prices
    weighted by sales, ranks by the best. A source of searches or ranks of several places is one
    source for each. A scale group that mixes currencies or stretches of
    time is split, so that one line never mixes them. The first and last week of a source are
    partial when they hold fewer days than the source's usual week.
    """
    seen = _with_sales(_by_place(_placed(engine.table(observations), as_of)))
    # Held, because what follows asks for them several times and an engine would start over.
    by_colorway = _held(_by_colorway(_split_mixed(seen)), _COLORWAYS, engine)
    marked = _mark_partial(_by_shoe(by_colorway), by_colorway)
    lines = _held(marked, MEASURED["series"], engine)
    filled = ibis.union(lines, _zeros(lines))
    schema = MEASURED["series"]
    return engine.arrow(filled, schema).sort_by([(name, "ascending") for name in (*_LINE, "week")])


def _held(expression: Expression, schema: pa.Schema, engine: Engine) -> Expression:
    return engine.table(engine.arrow(expression, schema))


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
        "period",
        "place",
        source=rows.source.coalesce(rows.file, "unknown"),
        scale_group=rows.scale_group.coalesce(rows.source, ""),
        colorway=rows.colorway.coalesce(""),
        comparable=rows.comparable.coalesce(False),
        censored=rows.censored.coalesce(False),
        partial=rows.partial.coalesce(False),
        week=middle.truncate("W").cast("date"),
        stretch=ibis.ifelse(rows.period.isin(("month", "quarter")), rows.period, "week"),
    )


def _by_place(rows: Expression) -> Expression:
    """Take a source that states one thing for several places, as searches, for several sources.

    Counts of places add up; interest or ranks of two countries have nothing to add.
    """
    stated = rows.filter(~rows.metric.isin(COUNTS))
    places = stated.group_by(("source", "metric")).agg(places=stated.place.nunique())
    rows = rows.left_join(places, ("source", "metric"))
    several = (rows.places > 1).coalesce(False) & rows.place.notnull()
    named = ibis.ifelse(several, rows.source + ", " + rows.place.coalesce(""), rows.source)
    return rows.mutate(source=named).drop("place", "places")


def _with_sales(rows: Expression) -> Expression:
    """Add one sale for each transaction of the sources that do not count sales themselves."""
    counted = rows.filter(rows.metric == "sales").select("source").distinct()
    deals = rows.filter(rows.metric == "price", rows.period == "instant")
    deals = deals.anti_join(counted, "source")
    one, none = ibis.literal(1.0), ibis.null("string")
    return ibis.union(rows, deals.mutate(metric=ibis.literal("sales"), value=one, currency=none))


def _split_mixed(rows: Expression) -> Expression:
    """Split scale groups that mix currencies or stretches of time."""
    mixed = rows.group_by(_GROUP).agg(
        currencies=rows.currency.nunique(), stretches=rows.stretch.nunique()
    )
    rows = rows.join(mixed, _GROUP)
    money = ibis.ifelse(
        (rows.currencies > 1) & rows.currency.notnull(), " in " + rows.currency.coalesce(""), ""
    )
    stretch = ibis.ifelse(rows.stretches > 1, " by " + rows.stretch, "")
    return rows.mutate(scale_group=rows.scale_group + money + stretch)


def _by_colorway(rows: Expression) -> Expression:
    return rows.group_by((*_LINE, "colorway", "week")).agg(
        total=rows.value.sum(),
        mean=rows.value.mean(),
        observations=rows.count(),
        censored=rows.censored.all(),
        partial=rows.partial.any(),
        first_day=rows.date.min(),
        last_day=rows.date.max(),
        dated=rows.period.isin(("day", "instant")).any(),
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
        observations=rows.observations.sum(),
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
