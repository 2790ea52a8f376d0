"""The line of a model or a brand with its story: what happened, in numbers along its curve."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ....guide.answers import Group, HeatPoint, Series, SeriesPoint, StoryItem
from . import fluid

_PLOT, _ROW, _FOOT = 230.0, 20.0, 30.0
_MOST_EVENTS, _WORDS = 5, 4
_PAST_THE_LIST = "unlisted"


@dataclass(frozen=True)
class Spot:
    """One point of the line: how high it stands, from 0 to 1; None off a list or unknown."""

    day: dt.date
    share: float | None
    hollow: bool = False
    off: bool = False
    """Whether the source says that it is not on its list."""


@dataclass(frozen=True)
class Curve:
    """A line with the words of its axis, each at its height from 0 to 1, and of its end."""

    spots: list[Spot]
    axis: list[tuple[float, str]]
    end: str
    dots: bool


def ranks(group: Group) -> Series | None:
    """Give the places in a published list that tell most of a group, None where there is none."""
    listed = [one for one in group.series if one.metric == "rank"]
    return max(listed, key=lambda one: len(one.points), default=None)


def interest_chart(group: Group, words: str) -> str:
    """Draw the popularity line of a model or brand; empty where it has fewer than two points."""
    listed = ranks(group)
    curve = _placed(listed) if listed and not _has_line(group.heat) else _measured(group.heat)
    days = [spot.day for spot in curve.spots if spot.share is not None]
    if len(days) < 2:
        return ""
    first, last = min(days), max(spot.day for spot in curve.spots)
    told = _told(group.story, first, last)
    places = [(_across(item.date, first, last), _brief(item.label)) for item in told]
    rows = fluid.rows(places)
    top = (max(rows, default=-1) + 1) * _ROW + 14
    height = top + _PLOT + _FOOT
    parts = [*_axis(curve, top), *_events(places, rows, top), *_line(curve, first, last, top)]
    return fluid.chart(height, words, [*parts, *_years(first, last, height)])


def interest_words(group: Group) -> str:
    """Say what the line shows: places on a list, or how much it was wanted."""
    listed = ranks(group)
    if listed and not _has_line(group.heat):
        return f"Place on {listed.source}, by quarter. Higher is hotter."
    sources = " and ".join(dict.fromkeys(one.source for one in group.series))
    counted = f" Counted by {sources}." if sources else ""
    return f"“Most” is its best week; the line compares with no other.{counted}"


def _has_line(heat: Sequence[HeatPoint]) -> bool:
    """Tell whether weeks were counted: a line of quarters is a list's places, drawn as such."""
    gaps = [(b.week - a.week).days for a, b in pairwise(heat)]
    return bool(gaps) and sorted(gaps)[len(gaps) // 2] < 45


def _measured(heat: Sequence[HeatPoint]) -> Curve:
    top = max((point.heat or 0.0 for point in heat), default=0.0) or 1.0
    spots = [Spot(p.week, None if p.heat is None else p.heat / top, hollow=p.partial) for p in heat]
    return Curve(spots, [(1.0, "most"), (0.5, "half"), (0.0, "none")], "", dots=False)


def _placed(listed: Series) -> Curve:
    """Places of a list, the first at the top; who is off the list stands below it."""
    worst = max((point.value or 1.0 for point in listed.points), default=1.0)
    bottom = max(5.0, -(-worst // 5) * 5)

    def share(place: float) -> float:
        return 1 - (place - 1) / (bottom - 1)

    spots = [
        Spot(p.week, None if _off(p) else share(p.value or bottom), off=_off(p))
        for p in listed.points
    ]
    steps = [1.0, *[float(n) for n in range(5, int(bottom) + 1, 5)]]
    axis = [(share(step), ordinal(int(step))) for step in steps]
    known = [point for point in listed.points if not _off(point)]
    end = ordinal(int(known[-1].value or 0)) if known else ""
    return Curve(spots, axis, end, dots=True)


def _off(point: SeriesPoint) -> bool:
    return point.value is None or point.censored or point.value <= 0


def ordinal(number: int) -> str:
    """Write a place: `1st`, `2nd`, `11th`."""
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if 10 < number % 100 < 14 else ends.get(number % 10, 'th')}"


def _across(day: dt.date, first: dt.date, last: dt.date) -> float:
    return (day - first).days / max((last - first).days, 1) * 100


def _down(share: float, top: float) -> float:
    return top + 14 + (1 - share) * (_PLOT - 40)


def _told(story: Sequence[StoryItem], first: dt.date, last: dt.date) -> list[StoryItem]:
    """Choose the events to mark: the surest ones, in order."""
    inside = [item for item in story if first <= item.date <= last and item.kind != "peak"]
    surest = sorted(inside, key=lambda item: -(item.confidence or 0.0))[:_MOST_EVENTS]
    return sorted(surest, key=lambda item: item.date)


def _brief(label: str) -> str:
    """Cut a label to its first words; the whole stands beside the chart."""
    words = label.split(",", maxsplit=1)[0].split()
    return " ".join(words[:_WORDS]) + ("" if len(words) <= _WORDS else " …")


def _axis(curve: Curve, top: float) -> list[str]:
    parts = []
    for share, words in curve.axis:
        y = _down(share, top)
        parts += [fluid.rule(y), fluid.label(0, y + 4, words, "quiet before", "end")]
    if any(spot.off for spot in curve.spots):
        y = top + _PLOT - 8
        parts.append(fluid.label(0, y + 4, _PAST_THE_LIST, "quiet before", "end"))
    return parts


def _events(places: Sequence[tuple[float, str]], rows: Sequence[int], top: float) -> list[str]:
    parts = []
    for (x, words), row in zip(places, rows, strict=True):
        y = 10 + row * _ROW
        anchor = fluid.side(x)
        parts += [
            fluid.upright(x, y, top + _PLOT, "fluid-event"),
            fluid.dot(x, y, "fluid-mark"),
            fluid.label(x, y + 4, words, "after" if anchor == "start" else "before", anchor),
        ]
    return parts


def _line(curve: Curve, first: dt.date, last: dt.date, top: float) -> list[str]:
    def place(spot: Spot) -> fluid.Point:
        return _across(spot.day, first, last), _down(spot.share or 0.0, top)

    points = [place(spot) if spot.share is not None else None for spot in curve.spots]
    height = top + _PLOT + _FOOT
    parts = [fluid.curve(points, height, "borrowed", None)]
    for spot in curve.spots:
        if spot.off:
            x = _across(spot.day, first, last)
            parts.append(fluid.label(x, top + _PLOT - 4, "▽", "quiet", "middle"))
        elif spot.share is not None and (curve.dots or spot.hollow):
            x, y = place(spot)
            parts.append(fluid.dot(x, y, "fluid-ring" if spot.hollow else "fluid-dot", 3))
    drawn = [point for point in points if point is not None]
    if curve.end:
        parts.append(fluid.label(drawn[-1][0], drawn[-1][1] + 4, curve.end, "strong after"))
    return parts


def _years(first: dt.date, last: dt.date, height: float) -> list[str]:
    """Name the years along the foot, as many as fit on a phone."""
    years = [y for y in range(first.year, last.year + 1) if dt.date(y, 1, 1) >= first]
    step = -(-len(years) // 6) or 1
    return [
        fluid.label(_across(dt.date(y, 1, 1), first, last), height - 6, str(y), "quiet", "middle")
        for y in years[::step]
    ]
