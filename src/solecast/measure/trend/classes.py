"""What a trend is called: seven classes, each decided on an interval, never on a point.

    sparse    fewer than 8 weeks above zero, or fewer than a quarter of the weeks since the first;
              or counted again, after a long gap, for less than 26 weeks
    new       above zero for the first time less than 26 weeks before the last week
    fading    falling, and now surely under a third of its peak; or zero for its last 26 weeks
    rising    the change is surely more than +10%
    falling   the change is surely more than -10%
    seasonal  a significant season in which the best weeks are surely half as high again as
              the worst; neither rising nor falling
    stable    none of these: no change that the data could vouch for

The change is that of the last 13 weeks against the same 13 weeks a year before, so a seasonal
peak is not a rise; "surely" means that the whole 80% interval lies there. With less than 65 weeks
the 13 weeks before stand in, and the change must be +50% or -33%, because a season could look
the same. Peak and now are without season. The first class in this order that fits is given.
"""

from dataclasses import dataclass

import numpy as np

SPARSE_WEEKS = 8
SPARSE_SHARE = 0.25
NEW_WEEKS = 26
RISE = 0.10
SHORT_RISE = 0.50
FADED = 1 / 3
SEASON = 1.5


@dataclass(frozen=True)
class Evidence:
    """What a class is decided on. Changes are ratios minus 1, with the ends of their 80%
    intervals; `against_peak_hi` and `season_lo` are the ends of intervals that decide.
    """

    positive: int
    weeks: int
    silent: int
    change: float | None
    change_lo: float | None
    change_hi: float | None
    yearly: bool
    against_peak_hi: float
    season_lo: float
    resumed: bool = False
    """Whether a gap too long to bridge lies before these weeks."""


def classify(e: Evidence) -> str:
    """Give the class of `model.TREND_CLASSES` that the evidence supports."""
    if e.positive < SPARSE_WEEKS or e.positive < SPARSE_SHARE * e.weeks:
        return "fading" if _fell_silent(e) else "sparse"
    if e.weeks < NEW_WEEKS:
        return "sparse" if e.resumed else "new"
    moved = _move(e)
    if _fell_silent(e) or (moved == "falling" and e.against_peak_hi < FADED):
        return "fading"
    if moved:
        return moved
    return "seasonal" if e.season_lo >= SEASON else "stable"


def _fell_silent(e: Evidence) -> bool:
    # A series that once was dense and has stopped is not one that was never counted.
    active = e.weeks - e.silent
    return (
        e.silent >= NEW_WEEKS and e.positive >= SPARSE_WEEKS and e.positive >= SPARSE_SHARE * active
    )


def _move(e: Evidence) -> str:
    if e.change_lo is None or e.change_hi is None:
        return ""
    up = RISE if e.yearly else SHORT_RISE
    down = -RISE if e.yearly else 1 / (1 + SHORT_RISE) - 1
    if e.change_lo > up:
        return "rising"
    return "falling" if e.change_hi < down else ""


def sentence(kind: str, e: Evidence) -> str:
    """Say in plain words why a trend has its class."""
    span = "the same 13 weeks a year before" if e.yearly else "the 13 weeks before"
    change = (
        f"the last 13 weeks are {_percent(e.change)} against {span} "
        f"(80% interval {_percent(e.change_lo)} to {_percent(e.change_hi)})"
    )
    resumed = e.resumed and e.weeks < NEW_WEEKS and e.positive >= SPARSE_WEEKS
    if kind == "new" or (kind == "sparse" and resumed):
        since = " since a long gap" if e.resumed else ""
        return (
            f"Counted for only {e.weeks} weeks{since}; a trend is called from {NEW_WEEKS} weeks on."
        )
    if kind == "sparse":
        weeks = f"{e.weeks} week{'s' * (e.weeks != 1)}{' since a long gap' if e.resumed else ''}"
        return f"Above zero in only {e.positive} of {weeks}: too few for a trend."
    if kind == "fading" and _fell_silent(e):
        return f"Nothing was counted in the last {e.silent} weeks."
    if e.change is None:
        return "No change can be computed: a week range to compare with is missing."
    if kind == "fading":
        return f"It is under a third of its peak, and {change}."
    if kind == "seasonal":
        return f"It comes back every year at the same time; apart from that, {change}."
    if kind == "stable":
        return f"No sure change: {change}."
    return f"{change[0].upper()}{change[1:]}."


def _percent(ratio: float | None) -> str:
    if ratio is None or not np.isfinite(ratio):
        return "an unknown change"
    return f"{ratio:+.0%}"
