"""A model's own line ahead, and the parts of it that its versions without a line are likely to be.

Nobody counts such a version alone. Its part is told from the releases of all versions and from the
course that versions of other lines took. It is shown as that, and it ranks no shoe.
"""

import datetime as dt
from collections import defaultdict

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..model import MEASURED, Tables
from .forecast.shoe_forecasts import BIRTHS, forecast_heat, released
from .intervals import Z80
from .launches.succession import YEAR, by_age, learned, middle
from .series.gaps import since_gap
from .series.group_lines import identified
from .series.history import history

_VERSIONS = 2
"""Versions of known release that a line needs to be split."""
_CURRENT, _DENSE = dt.timedelta(weeks=13), 26
"""How lately a line must have been counted, and in how many weeks of its last year."""
_LEARNED = dt.timedelta(days=5 * 365)
"""Age up to which versions were followed where their course was learned; a revived icon is none."""
_EPOCH = dt.date(1970, 1, 1)
_LEAST = 1e-6


def line_parts(
    linked: Tables, lent: pa.Table, group_heat: pa.Table, as_of: dt.date, weeks: int
) -> pa.Table:
    """Give `MEASURED["line_parts"]` of the shoes that show their model's line (`lent`).

    A shoe needs a known release of the last five years, and its line must be weekly and current.
    """
    models = lent.filter(pc.equal(lent["kind"], "model"))
    born = _releases(linked, set(models["group"].to_pylist()))
    lines = _ahead(group_heat, sorted(born), as_of, weeks)
    shown: dict[str, list[str]] = defaultdict(list)
    for row in models.to_pylist():
        shown[row["group"]].append(row["shoe"])
    schema = MEASURED["line_parts"]
    parts = [
        _split(line, born[group], shown[group], as_of, schema) for group, line in lines.items()
    ]
    return pa.concat_tables([schema.empty_table(), *parts]).sort_by(
        [("shoe", "ascending"), ("week", "ascending")]
    )


def _releases(linked: Tables, models: set[str]) -> dict[str, dict[str, dt.date]]:
    """Give the known releases of the versions of each model that can be split."""
    days = {row["shoe"]: released(row) for row in linked["shoes"].to_pylist()}
    found: dict[str, dict[str, dt.date]] = defaultdict(dict)
    for row in linked["members"].to_pylist():
        day = days[row["shoe"]]
        if row["kind"] == "model" and row["group"] in models and day:
            found[row["group"]][row["shoe"]] = day
    return {group: versions for group, versions in found.items() if len(versions) >= _VERSIONS}


def _ahead(heat: pa.Table, models: list[str], as_of: dt.date, weeks: int) -> dict[str, pa.Table]:
    """Forecast the lines that are weekly and current, each on its own scale."""
    own = pc.and_(
        pc.equal(heat["kind"], "model"), pc.is_in(heat["group"], pa.array(models, pa.string()))
    )
    named = identified(heat.filter(own), ("group",)) if models else heat.slice(0, 0)
    if not named.num_rows:
        return {}
    past = history(since_gap(named), set(models))
    recent = past.filter(pc.greater(past["week"], pa.scalar(as_of - dt.timedelta(weeks=52))))
    told = recent.group_by("id").aggregate([("week", "max"), ("week", "count")]).to_pylist()
    able = [
        row["id"]
        for row in told
        if row["week_max"] >= as_of - _CURRENT and row["week_count"] >= _DENSE
    ]
    past = past.filter(pc.is_in(past["id"], pa.array(able, pa.string())))
    found = forecast_heat(past, weeks, BIRTHS.empty_table())
    return {group: found.filter(pc.equal(found["id"], group)) for group in sorted(able)}


def _split(
    line: pa.Table,
    born: dict[str, dt.date],
    shown: list[str],
    as_of: dt.date,
    schema: pa.Schema,
) -> pa.Table:
    """Give the parts of the shoes `shown` that are out; spreads of logs add up as variances do."""
    weeks = line["week"].to_pylist()
    drawn = by_age(
        np.array([_years(day) for day in born.values()]),
        _years(as_of),
        np.array([_years(week) for week in weeks]),
        learned(),
    )
    share = middle(drawn)
    low, high = np.quantile(drawn, (0.1, 0.9), axis=0)
    whole, lo, hi = (np.maximum(line[name].to_numpy(), _LEAST) for name in ("mean", "lo80", "hi80"))
    tables = []
    for at, (shoe, day) in enumerate(born.items()):
        if shoe not in shown or not day <= as_of < day + _LEARNED:
            continue
        ends = [np.maximum(end[at], _LEAST) for end in (low, high)]
        spread = np.hypot(np.log(hi / lo), np.log(ends[1] / ends[0])) / (2 * Z80)
        mean = whole * share[at]
        columns = {
            "shoe": [shoe] * len(weeks),
            "week": weeks,
            "whole": whole,
            "share": share[at],
            "share_lo80": np.minimum(low[at], share[at]),
            "share_hi80": np.maximum(high[at], share[at]),
            "mean": mean,
            "lo80": mean * np.exp(-Z80 * spread),
            "hi80": mean * np.exp(Z80 * spread),
            "versions": [len(born)] * len(weeks),
        }
        tables.append(pa.table(columns).select(schema.names).cast(schema))
    return pa.concat_tables([schema.empty_table(), *tables])


def _years(day: dt.date) -> float:
    return (day - _EPOCH).days / YEAR
