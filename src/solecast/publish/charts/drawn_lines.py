"""What a chart draws, before any drawing: lines, bands, marks and the scale they share.

The browser's chart, the picture files and the terminal all start from a `Drawing`, so that they
show the same numbers.
"""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ...guide.answers import Comparison, Event, ForecastPoint, HeatPoint, ShoePage
from .theme import colour_numbers

LOG_FLOOR = 0.5
"""Where a log scale ends: heat below this is drawn here."""


@dataclass(frozen=True)
class DrawnLine:
    """One shoe's line; `colour` is a number into the theme's line colours."""

    shoe: str
    name: str
    colour: int
    heat: list[HeatPoint]
    forecast: list[ForecastPoint]

    @property
    def weeks(self) -> list[dt.date]:
        """All weeks of the line, measured and forecast."""
        return [p.week for p in self.heat] + [p.week for p in self.forecast]

    @property
    def full(self) -> list[HeatPoint]:
        """The weeks that are over."""
        return [point for point in self.heat if not point.partial]

    @property
    def partial(self) -> list[HeatPoint]:
        """The weeks that were not over when the guide was built, with a known value."""
        return [point for point in self.heat if point.partial and point.heat is not None]

    @property
    def alone(self) -> list[HeatPoint]:
        """The full weeks without a known neighbour: no line passes through them."""
        around = [None, *[point.heat for point in self.full], None]
        return [
            point
            for before, point, after in zip(around, self.full, around[2:], strict=False)
            if point.heat is not None and before is None and after is None
        ]

    @property
    def joined(self) -> list[ForecastPoint]:
        """The forecast, begun at the last known full week so that line and bands connect."""
        known = [point for point in self.full if point.heat is not None]
        if not known or not self.forecast or known[-1].heat is None:
            return self.forecast
        last, heat = known[-1], known[-1].heat
        start = ForecastPoint(last.week, heat, heat, heat, heat, heat)
        return [start, *[point for point in self.forecast if point.week > last.week]]

    @property
    def end(self) -> tuple[dt.date, float] | None:
        """The last week that is drawn and its value; None for a line without a value."""
        if self.forecast:
            return self.forecast[-1].week, self.forecast[-1].mean
        known = [(p.week, p.heat) for p in self.heat if p.heat is not None]
        return known[-1] if known else None


@dataclass(frozen=True)
class Drawing:
    """Lines on one scale, with the events that are marked above them."""

    lines: list[DrawnLine]
    events: list[Event]
    title: str
    log: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is no value to draw."""
        return all(line.end is None for line in self.lines)

    @property
    def weeks(self) -> tuple[dt.date, dt.date]:
        """The first and the last week; only for a drawing that is not empty."""
        weeks = [week for line in self.lines for week in line.weeks]
        return min(weeks), max(weeks)

    @property
    def wide(self) -> bool:
        """Whether 95% bands are drawn: those of more than two lines cover each other."""
        return len(self.lines) <= 2

    @property
    def top(self) -> float:
        """The upper end of the scale.

        Wide 95% bands end at twice the rest, so that they do not press the history flat.
        """
        rest, widest = [1.0], [1.0]
        for line in self.lines:
            rest += [p.heat for p in line.heat if p.heat is not None]
            rest += [p.mean for p in line.forecast]
            widest += [p.hi for p in line.heat if p.hi is not None]
            widest += [p.hi95 if self.wide else p.hi80 for p in line.forecast]
        return min(max(rest) * 2, max(rest + widest)) * 1.04

    @property
    def bottom(self) -> float:
        """The lower end of the scale."""
        return LOG_FLOOR if self.log else 0.0

    def share(self, value: float) -> float:
        """Say how far up the scale a value stands: 0 at the bottom, 1 at the top."""
        value = min(max(value, self.bottom), self.top)
        if self.log:
            span = math.log(self.top / self.bottom)
            return math.log(value / self.bottom) / span
        return value / self.top


def shoe_drawing(page: ShoePage, adjusted: bool = False, log: bool = False) -> Drawing:
    """Draw the heat of one shoe; `adjusted` is without the season and has no forecast."""
    heat = [replace(p, heat=p.adjusted, lo=None, hi=None) for p in page.heat]
    line = DrawnLine(
        page.shoe,
        page.name,
        colour_numbers([page.shoe])[0],
        heat if adjusted else page.heat,
        [] if adjusted else page.forecast,
    )
    title = "Heat without the season, 0–100" if adjusted else "Heat, 0–100"
    return Drawing([line], _within(page.events, [line]), title, log)


def comparison_drawing(
    comparison: Comparison, adjusted: bool = False, log: bool = False
) -> Drawing:
    """Draw the lines of a comparison on the joint scale that the guide gave them."""
    colours = colour_numbers([line.shoe for line in comparison.lines])
    lines = [
        DrawnLine(
            line.shoe,
            line.name,
            colour,
            [replace(p, heat=p.adjusted, lo=None, hi=None) for p in line.heat]
            if adjusted
            else [replace(p, lo=None, hi=None) for p in line.heat],
            [] if adjusted else line.forecast,
        )
        for line, colour in zip(comparison.lines, colours, strict=True)
    ]
    season = " without the season" if adjusted else ""
    return Drawing(lines, [], f"Heat{season}, 0–100 on one scale", log)


def _within(events: Sequence[Event], lines: Sequence[DrawnLine]) -> list[Event]:
    """Give the events to mark, by date: what several sources tell of one day is marked once."""
    weeks = [week for line in lines for week in line.weeks]
    if not weeks:
        return []
    inside = [event for event in events if min(weeks) <= event.date <= max(weeks)]
    inside.sort(key=lambda event: (event.date, event.label), reverse=True)
    once = {(event.date, event.kind): event for event in inside}
    return sorted(once.values(), key=lambda event: (event.date, event.label))


def spread(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move places apart until neighbours stand `gap` apart, within `low` and `high`.

    Keeps their order; used so that the labels at the ends of lines do not overlap.
    """
    order = sorted(range(len(places)), key=lambda i: places[i])
    moved = [min(max(place, low), high) for place in places]
    for before, after in pairwise(order):
        moved[after] = max(moved[after], moved[before] + gap)
    if order and moved[order[-1]] > high:
        moved[order[-1]] = high
        for after, before in pairwise(order[::-1]):
            moved[before] = min(moved[before], moved[after] - gap)
    return moved
