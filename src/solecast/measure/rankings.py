"""Rankings of a guide: hottest, rising, best odds, underrated and new.

Only current shoes are ranked: their signals reach to the guide's today. Levels of heat are
compared only between shoes that are anchored on the guide's main scale and were seen in the last
weeks of it; any other shoe is measured against itself, so it can be rising and new, never hottest
or underrated.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.stats import rankdata

from ..model import MEASURED, Row, Tables, table
from ..vocabulary import RANKINGS
from .intervals import Z80

_NEW = dt.timedelta(days=365)
_NO_ODDS = ("sparse", "falling", "fading")
"""Classes whose chance of growing is no tip, however uncertain their future."""

BASE_CHANCE, _BASE_SHOES = 0.1, 5.0
"""How often the interest in a shoe grows by half within a year (100 search terms of sneakers,
2015-2022), and for how many shoes of the guide this counts."""

_CLEARLY = 1.25
"""Times the base rate from which a chance is clearly above it."""

_FRESH = dt.timedelta(weeks=4)
"""How long before the latest complete week on the main scale a heat may end to be compared."""

_LEAST_RATINGS = 10
"""User ratings that make a score usable for `underrated`; or one review. How much either tells
is in the score's interval."""

_LEAST_SHOES = 5
"""Shoes with score and heat from which percentiles mean anything."""

_SURE = 0.8
"""Probability, from draws, with which a shoe's score must rank higher than its heat."""

_COLD = 0.05
"""Heat below which a shoe is no longer counted; a tenth is the least that is shown."""
_DRAWS = 2000
_BEFORE = dt.timedelta(weeks=4)
"""How far back `was` looks."""


@dataclass(frozen=True)
class HeatNow:
    """A shoe's heat in its last complete week, with its 80% interval."""

    week: dt.date
    heat: float
    lo: float
    hi: float
    anchored: bool


def heat_now(heat: pa.Table, trends: pa.Table) -> dict[str, HeatNow]:
    """Give the heat of the last complete week of every current shoe."""
    current = trends.filter(trends["current"])["shoe"].combine_chunks()
    whole = pc.and_(pc.is_valid(heat["heat"]), pc.invert(heat["partial"]))
    rows = heat.filter(pc.and_(whole, pc.is_in(heat["shoe"], current)))
    rows = rows.select(["shoe", "week", "heat", "lo", "hi", "anchored"]).sort_by("week")
    fields = ("week", "heat", "lo", "hi", "anchored")
    # Threads would give the last row in any order.
    grouped = rows.group_by("shoe", use_threads=False).aggregate([(f, "last") for f in fields])
    lists = (grouped[name].to_pylist() for name in ("shoe", *(f"{f}_last" for f in fields)))
    return {shoe: HeatNow(*found) for shoe, *found in zip(*lists, strict=True)}


def together(now: Mapping[str, HeatNow]) -> dict[str, HeatNow]:
    """Give the shoes whose heat compares: on the guide's main scale, in that scale's last weeks."""
    anchored = {shoe: n for shoe, n in now.items() if n.anchored}
    latest = max((n.week for n in anchored.values()), default=dt.date.min)
    return {shoe: n for shoe, n in anchored.items() if n.week >= latest - _FRESH}


def rankings(
    shoes: pa.Table,
    warm: Tables,
    growth: pa.Table,
    estimates: pa.Table,
    appeared: Mapping[str, dt.date],
    as_of: dt.date,
) -> pa.Table:
    """Rank the shoes: the MEASURED table. `warm` holds heat, heat_sources and trends."""
    heat, trends = warm["heat"], warm["trends"]
    now = heat_now(heat, trends)
    anchored = together(now)
    class_of = dict(zip(trends["shoe"].to_pylist(), trends["class"].to_pylist(), strict=True))
    ranked = {
        "hottest": hottest(anchored, _main_sources(warm["heat_sources"]), _before(heat, trends)),
        "rising": rising(growth, class_of),
        "odds": odds(growth, class_of),
        "underrated": underrated(anchored, estimates),
        "new": new(shoes, appeared, as_of, set(heat["shoe"].to_pylist())),
    }
    rows = [
        {"ranking": name, "rank": rank} | row
        for name in RANKINGS
        for rank, row in enumerate(ranked[name], 1)
    ]
    return table(MEASURED["rankings"], rows)


def _before(heat: pa.Table, trends: pa.Table) -> dict[str, int]:
    """Rank the shoes that compare by their heat four weeks before the latest one."""
    latest = pc.max(heat["week"]).as_py()
    if latest is None:
        return {}
    earlier = heat.filter(pc.less_equal(heat["week"], pa.scalar(latest - _BEFORE)))
    then = together(heat_now(earlier, trends))
    order = sorted(then, key=lambda shoe: (-then[shoe].heat, shoe))
    return {shoe: rank for rank, shoe in enumerate(order, 1) if then[shoe].heat >= _COLD}


def hottest(
    anchored: Mapping[str, HeatNow],
    sources: Mapping[str, tuple[str, str]],
    before: Mapping[str, int],
) -> list[Row]:
    """Rank by heat now; value in heat, 0-100. Shoes that nothing counts any more are left out.

    `sources` gives, for each shoe, the comparable source that says most about it, and its metric.
    """
    warm = [shoe for shoe, n in anchored.items() if n.heat >= _COLD]
    rows = []
    for shoe in sorted(warm, key=lambda shoe: (-anchored[shoe].heat, shoe)):
        n = anchored[shoe]
        source, metric = sources.get(shoe, (None, None))
        row = _row(shoe, "heat", n.heat, n.lo, n.hi)
        row |= {"date": n.week, "source": source, "metric": metric, "was": before.get(shoe)}
        rows.append(row)
    return rows


def rising(growth: pa.Table, class_of: Mapping[str, str]) -> list[Row]:
    """Rank the shoes that rise now by their chance of growing by half within a year.

    Only those whose chance is clearly above that of the guide's other shoes. Value: the expected
    change of the same 13 weeks in a year, in percent: so a seasonal peak to come is not a rise.
    """
    rows = growth.to_pylist()
    bar = base_rates({row["shoe"]: row["p_half_more"] for row in rows})
    able = [
        row
        for row in rows
        if class_of.get(row["shoe"]) == "rising"
        and row["quarter"] > 0
        and row["p_half_more"] >= _CLEARLY * bar[row["shoe"]]
    ]
    return [
        _row(row["shoe"], "trend", *(100 * (row[end] / row["quarter"] - 1) for end in _IN_A_YEAR))
        | {"kept": row["kept"]}
        for row in sorted(able, key=lambda row: (-row["p_half_more"], row["shoe"]))
    ]


_IN_A_YEAR = ("in52", "in52_lo", "in52_hi")


def odds(growth: pa.Table, class_of: Mapping[str, str]) -> list[Row]:
    """Rank by the chance of growing by half within a year, whatever a shoe does now.

    Value: that chance in percent. What falls, fades or was hardly counted is no tip.
    """
    able = [
        (row["p_half_more"], row["shoe"])
        for row in growth.to_pylist()
        if class_of.get(row["shoe"]) not in _NO_ODDS and row["p_half_more"] > 0
    ]
    return [_row(shoe, "chance", 100 * p) for p, shoe in sorted(able, key=lambda x: (-x[0], x[1]))]


def base_rates(chances: Mapping[str, float]) -> dict[str, float]:
    """Give, for each shoe, the mean chance of the guide's others: what is nothing special here.

    In a guide of few shoes the rate of a public panel fills in.
    """
    total, number = sum(chances.values()), len(chances)
    return {
        shoe: (total - chance + _BASE_SHOES * BASE_CHANCE) / (number - 1 + _BASE_SHOES)
        for shoe, chance in chances.items()
    }


def underrated(anchored: Mapping[str, HeatNow], estimates: pa.Table) -> list[Row]:
    """Rank by percentile of the estimate minus percentile of the heat, in points of 100.

    Both percentiles are among the shoes that have both and enough evidence. A shoe is ranked
    when its estimate is in the upper half, its heat in the lower, and in at least 80% of draws of
    all estimates and heats within their own intervals it is rated higher than it is noticed.
    """
    rated = [
        row
        for row in sorted(estimates.to_pylist(), key=lambda row: row["shoe"])
        if row["shoe"] in anchored and (row["reviews"] or row["ratings"] >= _LEAST_RATINGS)
    ]
    if len(rated) < _LEAST_SHOES:
        return []
    heats = [anchored[row["shoe"]] for row in rated]
    random = np.random.default_rng(0)
    score = _draws([(row["quality"], row["lo"], row["hi"]) for row in rated], random)
    heat = _draws([(n.heat, n.lo, n.hi) for n in heats], random)
    by_score, by_heat = _percentiles(score), _percentiles(heat)
    gap = by_score - by_heat
    sure = (gap[1:] > 0).mean(axis=0)
    lo, hi = np.quantile(gap[1:], [0.1, 0.9], axis=0)
    found = []
    for i in np.flatnonzero((by_score[0] > 50) & (by_heat[0] < 50) & (sure >= _SURE)):
        row = _row(rated[i]["shoe"], "rating", gap[0, i], lo[i], hi[i])
        above = {"score_above": float(by_score[0, i]), "heat_above": float(by_heat[0, i])}
        found.append(row | above)
    return sorted(found, key=lambda row: (-row["value"], row["shoe"]))


def _draws(figures: list[tuple[float, float, float]], random: np.random.Generator) -> np.ndarray:
    """(1 + draws, shoes): the figures themselves, then draws from their 80% intervals."""
    middle, lo, hi = np.array(figures).T
    normal = random.standard_normal((_DRAWS, len(figures)))
    side = np.where(normal > 0, hi - middle, middle - lo) / Z80
    drawn: np.ndarray = np.vstack([middle, middle + normal * side])
    return drawn


def _percentiles(figures: np.ndarray) -> np.ndarray:
    """Rank each row's figures from 0 (least) to 100 (most)."""
    scaled: np.ndarray = 100.0 * (rankdata(figures, axis=1) - 1) / (figures.shape[1] - 1)
    return scaled


def new(
    shoes: pa.Table,
    appeared: Mapping[str, dt.date],
    as_of: dt.date,
    counted: Collection[str] = (),
) -> list[Row]:
    """List shoes released, or first counted, in the last 12 months, the newest first; then those
    that are not out, the soonest first.

    The value is the age in days, below zero before release. `appeared`: see
    `history.appearances`; `counted`: the shoes that any source counts, so that a colorway to come
    is not taken for the first of an old shoe.
    """
    rows = []
    coming = []
    for row in shoes.to_pylist():
        shoe = row["shoe"]
        told = (
            ("released", row["first_release"]),
            ("listed", row["earliest_colorway"]),
            ("counted", appeared.get(shoe)),
        )
        reason, since = next((one for one in told if one[1]), ("", None))
        if since and as_of - _NEW < since <= as_of:
            rows.append(_row(shoe, reason, float((as_of - since).days)) | {"date": since})
        elif since and since > as_of and (ahead := _ahead(row, shoe in counted)):
            coming.append(_row(shoe, ahead, float((as_of - since).days)) | {"date": since})
    rows.sort(key=lambda row: (row["value"], row["shoe"]))
    return rows + sorted(coming, key=lambda row: (-row["value"], row["shoe"]))


def _ahead(shoe: Row, counted: bool) -> str:
    """Say how exactly a release ahead is stated: to the month, to the year, or of a colorway."""
    first, last = shoe["first_release"], shoe["first_release_end"]
    if first is None:
        return "" if counted else "colorway ahead"
    return "year ahead" if last and last - first > _A_MONTH else "ahead"


_A_MONTH = dt.timedelta(days=31)


def _main_sources(sources: pa.Table) -> dict[str, tuple[str, str]]:
    """Name the comparable source that says most about each shoe's heat this week."""
    best: dict[str, tuple[float, str, str]] = {}
    for row in sources.to_pylist():
        size = row["weight"] or 0.0
        if row["comparable"] and size > best.get(row["shoe"], (0.0,))[0]:
            best[row["shoe"]] = (size, row["source"], row["metric"])
    return {shoe: (source, metric) for shoe, (_, source, metric) in best.items()}


def _row(
    shoe: str, reason: str, value: float, lo: float | None = None, hi: float | None = None
) -> Row:
    ends = [None if end is None else round(float(end), 2) for end in (lo, hi)]
    figures = {"value": round(float(value), 2), "lo": ends[0], "hi": ends[1]}
    return {"shoe": shoe, "reason": reason} | figures


def levels(now: Mapping[str, HeatNow]) -> dict[str, tuple[float, float, float]]:
    """Give heat, lo and hi of the shoes whose levels can be compared."""
    return {shoe: (n.heat, n.lo, n.hi) for shoe, n in together(now).items()}
