"""Answers -> drawings: which lines, on which scale, under which title."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from ...guide.answers import (
    Borrowed,
    Comparison,
    Event,
    ForecastPoint,
    Group,
    HeatPoint,
    Line,
    Series,
    ShoePage,
    StoryItem,
)
from ...guide.words import chart_titles as words
from .drawn_lines import DrawnChart, DrawnLine, Peak, Tick, ordinal
from .theme import colour_numbers

HORIZONS = (52, 26, 13)
"""Weeks ahead that a chart may end at: the longest that leaves the history its room."""

FUTURE = 2 / 3
"""Most weeks ahead per week of history: the future takes two fifths of the width or less."""

LEAST_PLACES = 8
"""Quarters from which a list's places make a line."""

LEAST_WEEKS = 8
"""Weeks from which an earlier stretch stands in for a line that has only begun."""

_BELOW = 1.6
_PEAK = 1.15


def shoe_drawing(page: ShoePage, adjusted: bool = False, log: bool = False) -> DrawnChart:
    """Draw the line of one shoe; `adjusted` is without the season and has no forecast.

    What lies before `page.since` is on another scale and left out. A shoe without a line of its
    own has that of its model or brand.
    """
    start = page.since or dt.date.min
    heat = _trimmed([p for p in page.heat if p.week >= start])
    before = _trimmed([p for p in page.heat if p.week < start])
    if _known(heat) < LEAST_WEEKS <= _known(before):
        return _past_drawing(page, before, adjusted, log)
    if not heat and page.borrowed:
        return group_drawing(page.borrowed, page.story)
    ahead = [] if adjusted else _ahead(heat, page.forecast)
    shown = [replace(p, heat=p.adjusted) for p in heat] if adjusted else heat
    line = DrawnLine(page.shoe, page.name, colour_numbers([page.shoe])[0], shown, ahead)
    ticks = () if page.anchored else _words(line, bool(page.trend and page.trend.current))
    title, subtitle = words.own(page, ticks[0].words if ticks else None, adjusted)
    return DrawnChart(
        [line],
        _events([*_told(page.story), *page.events], [line]),
        title,
        subtitle,
        log,
        ticks=ticks,
        peak=_peak(line),
        note=words.marks(bool(line.partial), bool(ahead), len(ahead)),
    )


def _past_drawing(page: ShoePage, heat: list[HeatPoint], adjusted: bool, log: bool) -> DrawnChart:
    """Draw what was counted until the scale changed, where too little was counted since."""
    last = max(p.week for p in heat if p.heat is not None)
    shown = [replace(p, heat=p.adjusted) for p in heat] if adjusted else heat
    shown = [p for p in shown if p.week <= last]
    line = DrawnLine(page.shoe, page.name, colour_numbers([page.shoe])[0], shown)
    title, subtitle = words.past(page, last)
    events = _events([*_told(page.story), *page.events], [line])
    ticks = _words(line, current=False)
    return DrawnChart([line], events, title, subtitle, log, ticks, peak=_peak(line))


def _known(heat: Sequence[HeatPoint]) -> int:
    return sum(point.heat is not None for point in heat)


def group_drawing(group: Borrowed | Group, story: Sequence[StoryItem]) -> DrawnChart:
    """Draw the line of a model or a brand: its places on a list by quarter, else its weeks."""
    ranks = [one for one in group.series if one.metric == "rank" and _places(one) >= LEAST_PLACES]
    borrowed = isinstance(group, Borrowed)
    if ranks:
        return _place_drawing(group, ranks[0], story, borrowed)
    line = DrawnLine(group.slug, group.name, None, _trimmed(group.heat))
    sources = list(dict.fromkeys(one.source for one in group.series))
    return DrawnChart(
        [line],
        _events(_told(story), [line]),
        words.lent(group),
        words.counted(sources),
        ticks=_words(line, current=False),
        peak=_peak(line),
        note=words.place_marks(False, False, group.kind if borrowed else None),
    )


def comparison_drawing(
    comparison: Comparison, adjusted: bool = False, log: bool = False
) -> DrawnChart:
    """Draw the lines of a comparison.

    They are on the joint scale that the guide gave them, if it gave one to all; else each is a
    share of its own highest week.
    """
    shown = [line for line in comparison.lines if line.heat]
    joint = all(line.anchored for line in shown)
    colours = colour_numbers([line.shoe for line in comparison.lines])
    lines = [
        _compared(line, colour, adjusted, joint)
        for line, colour in zip(comparison.lines, colours, strict=True)
    ]
    title, subtitle = words.together(joint, adjusted, [line.name for line in shown])
    ticks = () if joint else (Tick(100, "highest"), Tick(50, "half"), Tick(0, "0"))
    ahead = max((len(line.forecast) for line in lines), default=0)
    note = words.marks(any(line.partial for line in lines), False, ahead)
    return DrawnChart(lines, [], title, subtitle, log, ticks, note=note)


def _compared(line: Line, colour: int, adjusted: bool, joint: bool) -> DrawnLine:
    heat = [replace(p, heat=p.adjusted) for p in line.heat] if adjusted else line.heat
    ahead = [] if adjusted else _ahead(heat, line.forecast)
    if not joint:
        highest = max((p.heat or 0.0 for p in heat), default=0.0) or 100.0
        heat = [_scaled(p, 100 / highest) for p in heat]
        ahead = [_grown(p, 100 / highest) for p in ahead]
    return DrawnLine(line.shoe, line.name, colour, heat, ahead)


def _scaled(point: HeatPoint, factor: float) -> HeatPoint:
    return replace(point, heat=None if point.heat is None else point.heat * factor)


def _grown(point: ForecastPoint, factor: float) -> ForecastPoint:
    bounds = (point.mean, point.lo80, point.hi80, point.lo95, point.hi95)
    return ForecastPoint(point.week, *(bound * factor for bound in bounds))


def _ahead(heat: Sequence[HeatPoint], forecast: list[ForecastPoint]) -> list[ForecastPoint]:
    """Cut a forecast so that the history keeps three fifths of the width."""
    if not heat or not forecast:
        return []
    history = (heat[-1].week - heat[0].week).days / 7
    most = min(int(history * FUTURE), len(forecast))
    return forecast[: next((n for n in HORIZONS if n <= most), most)]


def _trimmed(heat: list[HeatPoint]) -> list[HeatPoint]:
    """Leave out what lies before the first known week."""
    known = [n for n, point in enumerate(heat) if point.heat is not None]
    return heat[known[0] :] if known else []


def _words(line: DrawnLine, current: bool) -> tuple[Tick, ...]:
    """Name two heights of a line without a shared scale: today's, or the highest, and half."""
    if not line.known:
        return ()
    today, highest = line.known[-1][1], max(value for _, value in line.known)
    if current and today >= highest / 2:
        return Tick(today, "today"), Tick(today / 2, "half"), Tick(0, "0")
    return Tick(highest, "highest week", "highest"), Tick(highest / 2, "half"), Tick(0, "0")


def _places(series: Series) -> int:
    return sum(point.value is not None and not point.censored for point in series.points)


def _place_drawing(
    group: Borrowed | Group, series: Series, story: Sequence[StoryItem], borrowed: bool
) -> DrawnChart:
    """Draw places on a list: higher is better, and off the list is below the axis."""
    listed = [p for p in series.points if p.value is not None and not p.censored]
    last = listed[-1].week
    away = tuple(p.week for p in series.points if p.week > last and (p.censored or p.value is None))
    heat = [
        HeatPoint(p.week, None, None, None, None, False)
        if p.value is None or p.censored
        else HeatPoint(p.week, -p.value, None, None, None, False)
        for p in series.points
        if p.week <= last
    ]
    told = frozenset(p.week for p in listed if p.partial)
    line = DrawnLine(group.slug, group.name, None, heat, dotted=True, told=told, absent=away[:1])
    lowest = -(-int(max(p.value or 0 for p in listed)) // 5) * 5
    ticks = [Tick(-1, ordinal(1)), *[Tick(-n, ordinal(n)) for n in range(5, lowest + 1, 5)]]
    if away:
        ticks.append(Tick(-lowest - _BELOW, "not listed", "out"))
    return DrawnChart(
        [line],
        _events(_told(story), [line]),
        words.lent(group),
        words.ranked(series.source),
        ticks=tuple(ticks),
        ends=(-lowest - _BELOW - 0.6, -0.4),
        peak=_first_run(line),
        note=words.place_marks(bool(told), bool(away), group.kind if borrowed else None),
    )


def _peak(line: DrawnLine) -> Peak | None:
    """Name the highest week, where it is clearly higher than the last."""
    if not line.known:
        return None
    week, value = max(line.known, key=lambda point: point[1])
    if value < _PEAK * line.known[-1][1]:
        return None
    return Peak(week, value, words.highest(week), words.highest(week, short=True))


def _first_run(line: DrawnLine) -> Peak | None:
    """Name the longest time on the best place that the list itself shows."""
    best = max(value for _, value in line.known)
    runs = [[*run] for key, run in groupby(line.known, key=lambda p: (p[1], p[0] in line.told))
            if key == (best, False)]  # fmt: skip
    longest = max(runs, key=len, default=[])
    if len(longest) < 2:
        return None
    week, value = longest[len(longest) // 2]
    return Peak(week, value, *words.in_a_row(int(-best), len(longest)))


def _told(story: Sequence[StoryItem]) -> list[Event]:
    return [Event(item.date, item.kind, item.label, item.source, item.url) for item in story]


def _events(events: Sequence[Event], lines: Sequence[DrawnLine]) -> list[Event]:
    """Give the events to mark, by date: what several sources tell of one day is marked once.

    Only what happened while the line was measured: a forecast has no events.
    """
    weeks = [point.week for line in lines for point in line.heat]
    if not weeks:
        return []
    first, last = min(weeks), max(weeks) + dt.timedelta(days=6)
    inside = [event for event in events if first <= event.date <= last]
    once: dict[tuple[dt.date, str], Event] = {}
    for event in inside:
        once.setdefault((event.date, event.kind), event)
    return sorted(once.values(), key=lambda event: (event.date, event.label))
