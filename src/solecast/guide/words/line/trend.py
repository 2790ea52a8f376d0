"""What a shoe's popularity does now, and what may come, in words: answers first, method apart.

A `row` is one of the snapshot's table `trends`: the reasons of the class as values.
"""

import calendar
import datetime as dt

from ....vocabulary import Row
from ..amounts import month, multiple, percent

_STEEP_WEEKS, _STEEP = 10, 1.7
"""A climb of at most so many weeks to at least so many times is called steep."""


def why(row: Row) -> str:
    """Say in one sentence what a trend does; at most one number."""
    return _SAYS[row["class"]](row)


def how(row: Row) -> str:
    """Say how the class was found, for "How we know"."""
    if row["change"] is None or row["class"] in ("stale", "new", "sparse"):
        return "A class takes half a year of weeks, and weeks before them to compare with."
    then = "the same 13 weeks a year before" if row["yearly"] else "the 13 weeks before"
    return (
        f"The last 13 weeks against {then}: {percent(row['change'])}. "
        f"Its 80% interval runs from {percent(row['change_lo'])} to {percent(row['change_hi'])}."
    )


def _rising(row: Row) -> str:
    if row["yearly"]:
        times = multiple(1 + row["change"])
        return f"{_interest(times)} a year ago." if times else "Up on last year."
    then, ratio = _turn(row)
    if then is None:
        return "Up on the three months before."
    if ratio >= _STEEP and (row["last_week"] - then).days <= 7 * _STEEP_WEEKS:
        return f"Quiet until {_month(row, then)}, then a steep climb."
    times, since = multiple(ratio), _month(row, then)
    return f"{_interest(times)} in {since}." if times else f"Up since {since}."


def _interest(times: str) -> str:
    """Say `Twice the interest it had`, `Half as much interest again as`."""
    if times.startswith("Half"):
        return "Half as much interest again as"
    return f"{times} the interest it had"


def _falling(row: Row) -> str:
    then, ratio = _turn(row)
    if row["yearly"]:
        ratio, since = 1 + row["change"], "a year ago"
    elif then is None:
        return "Down on the three months before."
    else:
        since = f"in {_month(row, then)}"
    if ratio < 0.4:
        return f"Well under half the interest it had {since}."
    if ratio < 0.6:
        return f"Half the interest it had {since}."
    return (
        "Down on last year."
        if row["yearly"] or then is None
        else f"Down since {_month(row, then)}."
    )


def _fading(row: Row) -> str:
    if row["silent"]:
        last = row["last_week"] - dt.timedelta(weeks=row["silent"])
        return f"Nothing was counted after {_month(row, last)}."
    return f"Under a third of what it was at its peak in {_month(row, row['peak_week'])}."


def _stable(row: Row) -> str:
    change = row["change"]
    if change is None:
        return "Nothing to compare it with yet."
    then = "a year ago" if row["yearly"] else "three months ago"
    if row["past"]:
        return (
            f"Above {then}, but past its peak." if change > 0 else f"Below {then}, but turning up."
        )
    if row["change_lo"] > 0:
        return f"A little above {then}."
    if row["change_hi"] < 0:
        return f"A little below {then}."
    if abs(change) < 0.1:
        return f"About where it was {then}."
    return "Perhaps up, but not surely." if change > 0 else "Perhaps down, but not surely."


def _seasonal(row: Row) -> str:
    if row["season_peak"] is None:
        return "Comes and goes with the season."
    top = dt.date.fromisocalendar(row["last_week"].year, row["season_peak"], 1)
    return f"Comes back every year around {calendar.month_name[top.month]}."


def _new(row: Row) -> str:
    return f"First counted in {_month(row, row['first_week'])}: too early for a trend."


def _sparse(row: Row) -> str:
    if row["resumed"]:
        return f"Counted again since {_month(row, row['first_week'])} only: too early for a trend."
    if row["positive"] == 0:
        return "Not counted once so far."
    if row["positive"] == 1:
        return "One week of data is not a trend yet."
    if row["positive"] < row["weeks"] / 4:
        return "Counted now and then, too seldom for a trend."
    return f"{row['positive']} weeks of data are not a trend yet."


def _stale(row: Row) -> str:
    return f"No source has followed it since {row['last_week']:%B %Y}."


_SAYS = {
    "rising": _rising,
    "falling": _falling,
    "fading": _fading,
    "seasonal": _seasonal,
    "stable": _stable,
    "new": _new,
    "sparse": _sparse,
    "stale": _stale,
}


def _turn(row: Row) -> tuple[dt.date | None, float]:
    """Give the week from which the line moved, where it moved the way of its change since."""
    week, ratio = row["turn_week"], row["turn_ratio"]
    if week is None or (ratio > 1) != (row["change"] > 0):
        return None, 1.0
    return week, ratio


def _month(row: Row, day: dt.date) -> str:
    return month(day, row["last_week"])
