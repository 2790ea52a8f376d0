"""Rankings of a guide: hottest, rising, underrated and new.

Only current shoes are ranked: their signals reach to the guide's today. Levels of heat are
compared only between shoes that are anchored on the guide's main scale and were seen in the last
weeks of it; any other shoe is measured against itself, so it can be rising and new, never hottest
or underrated.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from scipy.stats import rankdata

from ..model import MEASURED, RANKINGS, table
from .intervals import Z80

_NEW = dt.timedelta(days=365)
_NOT_RISING = ("sparse", "seasonal", "fading")
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


@dataclass(frozen=True)
class Now:
    """A shoe's heat in its last complete week, with its 80% interval."""

    week: dt.date
    heat: float
    lo: float
    hi: float
    anchored: bool


def heat_now(heat: pa.Table, trends: pa.Table) -> dict[str, Now]:
    """Give the heat of the last complete week of every current shoe."""
    current = {r["shoe"] for r in trends.select(["shoe", "current"]).to_pylist() if r["current"]}
    found: dict[str, Now] = {}
    columns = ("shoe", "week", "heat", "lo", "hi", "anchored", "partial")
    lists = (heat[name].to_pylist() for name in columns)
    for shoe, week, value, lo, hi, anchored, partial in zip(*lists, strict=True):
        later = shoe not in found or week > found[shoe].week
        if shoe in current and value is not None and not partial and later:
            found[shoe] = Now(week, value, lo, hi, bool(anchored))
    return found


def together(now: Mapping[str, Now]) -> dict[str, Now]:
    """Give the shoes whose heat compares: on the guide's main scale, in that scale's last weeks."""
    anchored = {shoe: n for shoe, n in now.items() if n.anchored}
    latest = max((n.week for n in anchored.values()), default=dt.date.min)
    return {shoe: n for shoe, n in anchored.items() if n.week >= latest - _FRESH}


def rankings(
    shoes: pa.Table,
    now: Mapping[str, Now],
    trends: pa.Table,
    sources: pa.Table,
    growth: pa.Table,
    estimates: pa.Table,
    appeared: Mapping[str, dt.date],
    as_of: dt.date,
) -> pa.Table:
    """Rank the shoes: the MEASURED table. `growth` is that of `forecast.growth`."""
    trend_of = {row["shoe"]: row for row in trends.to_pylist()}
    anchored = together(now)
    ranked = {
        "hottest": hottest(anchored, trend_of, _main_sources(sources)),
        "rising": rising(growth, now, trend_of),
        "underrated": underrated(anchored, estimates),
        "new": new(shoes, now, appeared, as_of),
    }
    rows = [
        {"ranking": name, "rank": rank} | row
        for name in RANKINGS
        for rank, row in enumerate(ranked[name], 1)
    ]
    return table(MEASURED["rankings"], rows)


def hottest(
    anchored: Mapping[str, Now], trends: Mapping[str, Any], sources: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Rank by heat now; value in heat, 0-100. Shoes that nothing counts any more are left out.

    `sources` names, for each shoe, the comparable source that says most about it.
    """
    warm = [shoe for shoe, n in anchored.items() if n.heat >= _COLD]
    order = sorted(warm, key=lambda shoe: (-anchored[shoe].heat, shoe))
    rows = []
    for shoe in order:
        n = anchored[shoe]
        said = f"Heat {_heat(n.heat)} of 100 in the week of {n.week} "
        said += f"(80% interval {_heat(n.lo)} to {_heat(n.hi)})"
        said += f", its size mostly from {sources[shoe]}" if shoe in sources else ""
        said += _change(trends.get(shoe, {}).get("momentum13"))
        rows.append(_row(shoe, n.heat, n.lo, n.hi, said + "."))
    return rows


def rising(
    growth: pa.Table, now: Mapping[str, Now], trends: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Rank by the forecaster's growth score; value: expected change in 52 weeks, in percent.

    In 52 weeks the season is the same as now, so a seasonal peak to come is not a rise. Only
    shoes expected to grow are ranked, and none whose heat is sparse, seasonal or fading.
    """
    able = [
        row
        for row in growth.to_pylist()
        if row["id"] in now
        and trends.get(row["id"], {}).get("class") not in _NOT_RISING
        and row["now"] > 0
        and row["in52"] > row["now"]
    ]
    rows = []
    for row in sorted(able, key=lambda row: (-row["rank_score"], row["id"])):
        value, lo, hi = (100 * (row[c] / row["now"] - 1) for c in ("in52", "in52_lo", "in52_hi"))
        said = (
            f"Expected {value:+.0f}% in a year, in the same season (80% interval {lo:+.0f}% to "
            f"{hi:+.0f}%), with a {row['p_half_more']:.0%} chance of at least half more. "
        )
        said += trends.get(row["id"], {}).get("why", "")
        rows.append(_row(row["id"], value, lo, hi, said.strip()))
    return rows


def underrated(anchored: Mapping[str, Now], estimates: pa.Table) -> list[dict[str, Any]]:
    """Rank by percentile of the score minus percentile of the heat, in points of 100.

    Both percentiles are among the shoes that have both and enough evidence. A shoe is ranked
    when its score is in the upper half, its heat in the lower, and in at least 80% of draws of
    all scores and heats within their own intervals its score ranks higher than its heat.
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
        said = _underrated_why(rated[i], heats[i], (by_score[0, i], by_heat[0, i]), sure[i])
        found.append(_row(rated[i]["shoe"], gap[0, i], lo[i], hi[i], said))
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


def _underrated_why(
    row: dict[str, Any], now: Now, percentiles: tuple[float, float], sure: float
) -> str:
    parts = [(row["reviews"], "review"), (row["ratings"], "user rating")]
    evidence = [f"{number:,} {what}{'s' * (number != 1)}" for number, what in parts if number]
    return (
        f"Scored {row['quality']:.0f} of 100 from {' and '.join(evidence)}, higher than "
        f"{percentiles[0]:.0f}% of the shoes that compare, while its heat of {_heat(now.heat)} is "
        f"higher than that of {percentiles[1]:.0f}% of them only. The chance that its score does "
        f"rank higher than its heat is {sure:.0%}."
    )


def new(
    shoes: pa.Table, now: Mapping[str, Now], appeared: Mapping[str, dt.date], as_of: dt.date
) -> list[dict[str, Any]]:
    """List shoes released, or first counted, in the last 12 months, the newest first.

    The value is the age in days. `appeared`: see `history.appearances`.
    """
    rows = []
    for row in shoes.select(["shoe", "released"]).to_pylist():
        shoe, released = row["shoe"], row["released"]
        since, how = (released, "Released") if released else (appeared.get(shoe), "First counted")
        if since and as_of - _NEW < since <= as_of:
            n = now.get(shoe)
            known = f" Its heat is {_heat(n.heat)} of 100." if n and n.anchored else ""
            days = (as_of - since).days
            said = f"{how} on {since}, {days} days before this guide's date.{known}"
            rows.append(_row(shoe, float(days), None, None, said))
    return sorted(rows, key=lambda row: (row["value"], row["shoe"]))


def _main_sources(sources: pa.Table) -> dict[str, str]:
    """Name the comparable source that says most about each shoe's heat this week."""
    best: dict[str, tuple[float, str]] = {}
    for row in sources.to_pylist():
        size = row["weight"] or 0.0
        if row["comparable"] and size > best.get(row["shoe"], (0.0, ""))[0]:
            said = f"{row['source']} ({row['metric']}, last in the week of {row['last_week']})"
            best[row["shoe"]] = (size, said)
    return {shoe: name for shoe, (_, name) in best.items()}


def _change(growth: float | None) -> str:
    if growth is None:
        return ""
    way = "more" if growth >= 0 else "less"
    return f"; its last 13 weeks are {abs(growth):.0%} {way} than the same weeks a year before"


def _row(shoe: str, value: float, lo: float | None, hi: float | None, why: str) -> dict[str, Any]:
    ends = [None if end is None else round(float(end), 2) for end in (lo, hi)]
    return {"shoe": shoe, "value": round(float(value), 2), "lo": ends[0], "hi": ends[1], "why": why}


def _heat(value: float) -> str:
    return f"{value:.1f}" if value < 10 else f"{value:.0f}"


def levels(now: Mapping[str, Now]) -> dict[str, tuple[float, float, float]]:
    """Give heat, lo and hi of the shoes whose levels can be compared."""
    return {shoe: (n.heat, n.lo, n.hi) for shoe, n in together(now).items()}
