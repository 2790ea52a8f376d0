"""Snapshot rows -> a shoe's life beside those of its predecessors."""

import datetime as dt
from collections.abc import Callable
from itertools import takewhile
from typing import Any

from .answers import Life, LifePoint, Lives
from .words import lives as words
from .words.chart_titles import short_name

Row = dict[str, Any]
Rows = Callable[..., list[Row]]

_MOST, _WEEKS = 4, 104
_MONTH, _LEAST = 4, 3
"""Weeks that a life is measured by, and how many of them must be known."""
_EXACT = dt.timedelta(days=31)
_OWN = "SELECT * FROM shoes WHERE shoe = ?"
_HEAT = "SELECT * FROM heat WHERE shoe = ? AND NOT partial ORDER BY week"


def lives(rows: Rows, slug: str) -> Lives | None:
    """Give the lives of a shoe and of those before it; None where fewer than two are known."""
    found, scales = [], set()
    for shoe in _line_of(rows, slug):
        heat = _on_one_scale(rows(_HEAT, shoe["shoe"]))
        if (life := _life(shoe, heat)) is not None:
            found.append(life)
            scales |= {row["scale"] for row in heat}
    if len(found) < 2 or found[0].shoe != slug:
        return None
    joint = len(scales) == 1 and None not in scales
    shown = found if joint else [_share(life) for life in found]
    return Lives(shown, joint, _words(shown[0], shown[1], joint), words.note(joint))


def _on_one_scale(heat: list[Row]) -> list[Row]:
    """Give the weeks whose sizes compare: where sources do not tie them, those up to the first gap
    that is too long to bridge.
    """
    seen = [row for row in heat if not row["open"]]
    scales = {row["scale"] for row in seen}
    if len(scales) == 1 and None not in scales:
        return seen
    return list(takewhile(lambda row: not row["open"], heat))


def _line_of(rows: Rows, slug: str) -> list[Row]:
    """Give a shoe and those before it, back to the first or to `_MOST`."""
    line: list[Row] = []
    while slug and len(line) < _MOST and all(slug != row["shoe"] for row in line):
        shoe = rows(_OWN, slug)
        line += shoe
        slug = shoe[0]["previous"] if shoe else ""
    return line


def _born(shoe: Row) -> dt.date | None:
    """Give the day of release, where one is stated to the month, else of the oldest colorway."""
    first, last = shoe["first_release"], shoe["first_release_end"]
    exact = first is not None and last is not None and last - first <= _EXACT
    day: dt.date | None = first if exact else shoe["earliest_colorway"]
    return day


def _life(shoe: Row, heat: list[Row]) -> Life | None:
    """Lay a line out by weeks since release; None where its first month is not known."""
    born = _born(shoe)
    if born is None:
        return None
    known = {(row["week"] + dt.timedelta(days=6) - born).days // 7: row["heat"] for row in heat}
    last = min(max(known, default=-1), _WEEKS)
    points = [LifePoint(week, known.get(week)) for week in range(last + 1)]
    life = Life(shoe["shoe"], short_name(shoe["name"], shoe["brand"]), born, points)
    first = [p.value for p in points[:_MONTH] if p.value is not None]
    return life if len(first) >= _LEAST and last >= 2 * _MONTH and sum(first) > 0 else None


def _mean(points: list[LifePoint]) -> float | None:
    values = [point.value for point in points if point.value is not None]
    return sum(values) / len(values) if len(values) >= _LEAST else None


def _share(life: Life) -> Life:
    unit = _mean(life.points[:_MONTH]) or 1.0
    shares = [LifePoint(p.week, None if p.value is None else p.value / unit) for p in life.points]
    return Life(life.shoe, life.name, life.born, shares)


def _words(own: Life, before: Life, joint: bool) -> str:
    """Compare the four weeks up to the last that both have; empty where they are not known."""
    week = min(len(own.points), len(before.points)) - 1
    mine, theirs = (_mean(life.points[week - _MONTH + 1 : week + 1]) for life in (own, before))
    if mine is None or not theirs:
        return ""
    return (words.beside if joint else words.shape)(week, mine, theirs, before.name)
