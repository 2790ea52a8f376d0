"""Snapshot rows -> a shoe's life beside those of its predecessors."""

import datetime as dt
from collections.abc import Iterator
from itertools import chain, takewhile

from ..vocabulary import Row
from .answers import Life, LifePoint, Lives
from .page_source import PageSource
from .words.chart_titles import short_name
from .words.line import life_words as words

_MOST, _WEEKS = 4, 104
_MONTH, _LEAST = 4, 3
"""Weeks that a life is measured by, and how many of them must be known."""
_EXACT = dt.timedelta(days=31)


def lives(guide: PageSource, shoe: Row, heat: list[Row]) -> Lives | None:
    """Give the lives of a shoe and of those before it; None where fewer than two are known."""
    found, scales = [], set()
    for one, line in chain([(shoe, heat)], _before(guide, shoe)):
        weeks = _on_one_scale([row for row in line if not row["partial"]])
        if (life := _life(one, weeks)) is not None:
            found.append(life)
            scales |= {row["scale"] for row in weeks}
        elif not found:
            return None
    if len(found) < 2:
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


def _before(guide: PageSource, shoe: Row) -> Iterator[tuple[Row, list[Row]]]:
    """Give the shoes before one with their heat, back to the first or to `_MOST` in all."""
    seen, slug = {shoe["shoe"]}, shoe["previous"]
    while slug and slug not in seen and len(seen) < _MOST:
        seen.add(slug)
        page = guide.parts(slug, ("shoes", "heat"))
        if not page["shoes"]:
            return
        yield {"shoe": slug, **page["shoes"][0]}, page["heat"]
        slug = page["shoes"][0]["previous"]


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
