"""The line of the moment's shoe on the front page: a year in one stroke, from zero, in words."""

import datetime as dt
from collections.abc import Callable, Sequence

from ....guide.answers import HeatPoint
from . import fluid

_WEEKS, _HEIGHT, _TOP, _FLOOR = 52, 286, 26.0, 258.0
_HALF, _BEYOND = 0.55, 1.15

Place = Callable[[HeatPoint], fluid.Point]


def moment_chart(name: str, heat: Sequence[HeatPoint]) -> str:
    """Draw the last year of a shoe's heat; empty where it has fewer than two known weeks."""
    shown = list(heat)[-_WEEKS:]
    known = [point for point in shown if point.heat is not None]
    if len(known) < 2:
        return ""
    top = max(point.heat or 0.0 for point in known) or 1.0
    first, last = known[0], known[-1]
    span = (last.week - first.week).days

    def place(point: HeatPoint) -> fluid.Point:
        share = (point.heat or 0.0) / top
        return (point.week - first.week).days / span * 100, _FLOOR - share * (_FLOOR - _TOP)

    line = [place(point) if point.heat is not None else None for point in shown]
    end = place(last)
    parts = [
        fluid.rule(_FLOOR),
        fluid.curve(line, _HEIGHT, "", _FLOOR),
        *_remark(known, place),
        fluid.dot(*end, "fluid-ring" if last.partial else "fluid-dot", 5),
        fluid.label(end[0], end[1] + 4, "now", "strong after"),
        *_months(first.week, last.week),
    ]
    return fluid.chart(_HEIGHT, f"{name}: its interest over the last year, from zero", parts)


def _remark(known: Sequence[HeatPoint], place: Place) -> list[str]:
    """Mark the peak of a line that has left it; else where it last stood at half."""
    now = known[-1].heat or 0.0
    halves = [point for point in known[:-4] if now and (point.heat or 0.0) <= now * _HALF]
    peak = max(known, key=lambda point: point.heat or 0.0)
    if now and (peak.heat or 0.0) >= now * _BEYOND:
        point, words = peak, f"highest in {peak.week:%B}"
    elif halves:
        point, words = halves[-1], f"{halves[-1].week:%B}: half of that"
    else:
        return []
    x, y = place(point)
    under = y + 22 if point is not peak else y - 10
    where = fluid.side(x) if point is not peak else "middle"
    return [fluid.dot(x, y, "fluid-dot"), fluid.label(x, under, words, "", where)]


def _months(first: dt.date, last: dt.date) -> list[str]:
    """Name the quarters below the line; the first with its year."""
    quarters = [
        dt.date(year, month, 1)
        for year in range(first.year, last.year + 1)
        for month in (1, 4, 7, 10)
        if first <= dt.date(year, month, 1) <= last - dt.timedelta(weeks=3)
    ]
    span = (last - first).days
    said = []
    for number, day in enumerate(quarters):
        named = f"{day:%b} {day.year}" if number == 0 and day.month > 1 else f"{day:%b}"
        words = str(day.year) if day.month == 1 else named
        x = (day - first).days / span * 100
        said.append(fluid.label(x, _HEIGHT - 8, words, "quiet"))
    return said
