"""Linked observations in, weekly series out: one line per shoe, source, scale group and metric.

Nothing is scaled here. Counts of a week are summed, states (price, searches, rank, rating) are
averaged; a month's or a quarter's value stays one value, placed on the week of its first day.
"""

import datetime as dt

import ibis
import pyarrow as pa
import pyarrow.compute as pc
from ibis.expr.types import Table as Expression

from ...engine import Engine
from ...model import MEASURED

COUNTS = ("sales", "views", "mentions")
"""Metrics whose values add up over days and colorways."""

EVENTS = ("sales", "mentions")
"""Metrics where a week in which the source saw other shoes only means zero, not missing."""

_GROUP = ("source", "scale_group", "metric")
_LINE = ("shoe", *_GROUP, "comparable")
_FINE = (*_LINE, "colorway", "currency", "place", "instant", "stretch")
"""What parts observations into lines, and what is looked at to decide how."""


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
    # Lines are numbered, because there are a hundred weeks of each: a sum is known by two
    # numbers, and no question about sums carries the names.
    rows = _placed(observations, as_of)
    fine = engine.hold(_numbered(rows.select(*_FINE).distinct(), fine=_FINE))
    keys = engine.hold(_keys(_split_mixed(_with_sales(_by_place(fine)))))
    sums = engine.hold(_summed(rows, fine))
    by_colorway = engine.hold(_by_colorway(sums, keys))
    lines = engine.hold(_mark_partial(_by_shoe(by_colorway), by_colorway))
    filled = engine.arrow(ibis.union(lines, _zeros(lines)).drop("group", "metric"))
    return _named(filled, engine.arrow(keys.select("line", *_LINE).distinct()))


def _named(rows: pa.Table, lines: pa.Table) -> pa.Table:
    """Give the rows of numbered lines their names, by line and week."""
    rows = rows.sort_by([("line", "ascending"), ("week", "ascending")])
    at = pc.index_in(rows["line"], value_set=lines["line"].combine_chunks())
    named = {name: lines[name].combine_chunks().take(at.combine_chunks()) for name in _LINE}
    schema = MEASURED["series"]
    columns = [named[name] if name in named else rows[name] for name in schema.names]
    return pa.Table.from_arrays(columns, schema.names).cast(schema)


def _numbered(rows: Expression, **columns: tuple[str, ...]) -> Expression:
    """Add numbers, equal where the named columns are, in the order of those."""
    return rows.mutate(
        **{
            name: ibis.dense_rank().over(ibis.window(order_by=list(of)))
            for name, of in columns.items()
        }
    )


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
        "date",
        currency=rows.currency.coalesce(""),
        place=rows.place.coalesce(""),
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


def _summed(rows: Expression, fine: Expression) -> Expression:
    rows = rows.join(fine, _FINE)
    return rows.group_by("fine", "week").agg(
        total=rows.value.sum(),
        observations=rows.count(),
        censored=rows.censored.all(),
        partial=rows.partial.any(),
        first_day=rows.date.min(),
        last_day=rows.date.max(),
        dated=rows.dated.any(),
    )


def _by_place(fine: Expression) -> Expression:
    """Take a source that states one thing for several places, as searches, for several sources.

    Counts of places add up; interest or ranks of two countries have nothing to add.
    """
    stated = fine.filter(~fine.metric.isin(COUNTS), fine.place != "")
    places = stated.group_by(("source", "metric")).agg(places=stated.place.nunique())
    fine = fine.left_join(places, ("source", "metric"))
    several = (fine.places > 1).coalesce(False) & (fine.place != "")
    named = ibis.ifelse(several, fine.source + ", " + fine.place, fine.source)
    return fine.mutate(source=named).select("fine", *(name for name in _FINE if name != "place"))


def _with_sales(fine: Expression) -> Expression:
    """Add one sale for each transaction of the sources that do not count sales themselves."""
    counted = fine.filter(fine.metric == "sales").select("source").distinct()
    deals = fine.filter(fine.metric == "price", fine.instant).anti_join(counted, "source")
    sold = deals.mutate(
        metric=ibis.literal("sales"), currency=ibis.literal(""), deal=ibis.literal(True)
    )
    fine = fine.mutate(deal=ibis.literal(False))
    return ibis.union(fine, sold.select(fine.columns))


def _split_mixed(fine: Expression) -> Expression:
    """Split scale groups that mix currencies or stretches of time."""
    mixed = fine.group_by(_GROUP).agg(
        currencies=fine.currency.nullif("").nunique(), stretches=fine.stretch.nunique()
    )
    fine = fine.join(mixed, _GROUP)
    money = ibis.ifelse((fine.currencies > 1) & (fine.currency != ""), " in " + fine.currency, "")
    stretch = ibis.ifelse(fine.stretches > 1, " by " + fine.stretch, "")
    return fine.mutate(scale_group=fine.scale_group + money + stretch)


def _keys(fine: Expression) -> Expression:
    """Number what sums are rolled up to: colorways of lines, lines, groups, and what is sold."""
    return _numbered(
        fine.select("fine", "deal", "colorway", *_LINE),
        own=(*_LINE, "colorway"),
        line=_LINE,
        group=_GROUP,
        sale=("source", "shoe", "colorway"),
    )


def _by_colorway(sums: Expression, keys: Expression) -> Expression:
    rows = sums.join(keys.select("fine", "deal", "own"), "fine")
    total = ibis.ifelse(rows.deal, rows.observations.cast("float64"), rows.total)
    rows = rows.mutate(total=total)
    rolled = rows.group_by("own", "week").agg(
        total=rows.total.sum(),
        mean=rows.total.sum() / rows.observations.sum(),
        observations=rows.observations.sum().cast("int64"),
        censored=rows.censored.all(),
        partial=rows.partial.any(),
        first_day=rows.first_day.min(),
        last_day=rows.last_day.max(),
        dated=rows.dated.any(),
    )
    return rolled.join(keys.select("own", "line", "group", "sale", "metric").distinct(), "own")


def _by_shoe(rows: Expression) -> Expression:
    """Roll colorways up: counts summed, prices weighted by sales, the best rank."""
    sales = rows.filter(rows.metric == "sales")
    sales = sales.group_by("sale", "week").agg(sold=sales.total.sum())
    rows = rows.left_join(sales, ("sale", "week"))
    weight = ibis.ifelse(rows.metric == "price", rows.sold, ibis.null("float64")).coalesce(
        rows.observations.cast("float64")
    )
    # A price of a week without a sale still counts, but hardly beside one that was paid.
    rows = rows.mutate(weight=ibis.greatest(weight, 1e-6))
    rolled = rows.group_by("line", "group", "metric", "week").agg(
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
        "line",
        "group",
        "metric",
        "week",
        "censored",
        "partial",
        "observations",
        value=value.round(9),
    )


def _mark_partial(lines: Expression, rows: Expression) -> Expression:
    """Mark the first and last week of sources by day whose days are fewer than usual."""
    dated = rows.filter(rows.dated)
    weeks = dated.group_by("group", "week").agg(
        first_day=dated.first_day.min(), last_day=dated.last_day.max()
    )
    weeks = weeks.mutate(
        head=_days(weeks.first_day, weeks.week), tail=_days(weeks.last_day, weeks.week)
    )
    usual = weeks.group_by("group").agg(
        usual_head=weeks["head"].cast("float64").quantile(0.5),
        usual_tail=weeks.tail.cast("float64").quantile(0.5),
        first=weeks.week.min(),
        last=weeks.week.max(),
    )
    ends = weeks.join(usual, "group")
    late_start = (ends.week == ends["first"]) & (ends["head"] > ends.usual_head)
    early_end = (ends.week == ends["last"]) & (ends.tail < ends.usual_tail)
    ends = ends.filter(late_start | early_end).select("group", "week", cut=ibis.literal(True))
    marked = lines.left_join(ends, ("group", "week"))
    return marked.mutate(partial=marked.partial | marked.cut.coalesce(False)).select(lines.columns)


def _days(day: Expression, monday: Expression) -> Expression:
    return day.delta(monday, unit="day")


def _zeros(lines: Expression) -> Expression:
    """Make the weeks in which an event source saw other shoes but not this one."""
    events = lines.filter(lines.metric.isin(EVENTS))
    weeks = events.group_by("group", "week").agg(source_partial=events.partial.any())
    spans = events.group_by("line", "group", "metric").agg(first=events.week.min())
    grid = spans.join(weeks, "group")
    grid = grid.filter(grid.week > grid["first"])
    grid = grid.anti_join(events, ("line", "week"))
    return grid.mutate(
        value=ibis.literal(0.0),
        censored=ibis.literal(False),
        partial=grid.source_partial,
        observations=ibis.literal(0, "int64"),
    ).select(lines.columns)
