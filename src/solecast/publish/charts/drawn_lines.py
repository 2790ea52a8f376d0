"""What a chart draws, before any drawing: lines, marks and the scale they share.

The browser's chart, the picture files and the terminal all start from a `DrawnChart`, so that they
show the same numbers.
"""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ...guide.answers import Event, ForecastPoint, HeatPoint

LOG_FLOOR = 0.5
"""Where a log scale ends: a value below this is drawn here."""

EVEN = 0.6745 / 1.2816
"""Half-width of a normal law's middle half, in those of its middle eighty hundredths."""

HEADROOM = 1.08


@dataclass(frozen=True)
class LikelyRange:
    """Between which values a week is as likely to lie as not."""

    lo: float
    hi: float


def even_odds(point: ForecastPoint) -> LikelyRange:
    """Give the middle half of a forecast, from its middle eighty hundredths.

    Both sides of the law are taken for log-normal; where a bound is zero, for normal.
    """
    if min(point.lo80, point.mean) <= 0:
        lo, hi = (point.mean + EVEN * (end - point.mean) for end in (point.lo80, point.hi80))
        return LikelyRange(lo, hi)
    lo, hi = (point.mean * (end / point.mean) ** EVEN for end in (point.lo80, point.hi80))
    return LikelyRange(lo, hi)


@dataclass(frozen=True)
class DrawnLine:
    """One line; `colour` is a number into the theme's line colours, None for a borrowed line."""

    shoe: str
    name: str
    colour: int | None
    heat: list[HeatPoint]
    forecast: list[ForecastPoint] = field(default_factory=list)
    dotted: bool = False
    """Whether each point has a dot: lines of quarters do, lines of weeks do not."""
    told: frozenset[dt.date] = frozenset()
    """Points that the press tells and no list shows: hollow."""
    absent: tuple[dt.date, ...] = ()
    """When the list came out without it, after its last place: a triangle below the axis."""

    @property
    def weeks(self) -> list[dt.date]:
        """All weeks of the line, measured and forecast."""
        return [p.week for p in self.heat] + [p.week for p in self.forecast] + [*self.absent]

    @property
    def full(self) -> list[HeatPoint]:
        """The weeks that are over."""
        return [point for point in self.heat if not point.partial]

    @property
    def known(self) -> list[tuple[dt.date, float]]:
        """The weeks that are over and have a value."""
        return [(point.week, point.heat) for point in self.full if point.heat is not None]

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
        """The forecast, begun at the last week that was counted, so that line and bands connect."""
        counted = [(p.week, p.heat) for p in self.heat if p.heat is not None]
        if not counted or not self.forecast:
            return self.forecast
        last, heat = counted[-1]
        start = ForecastPoint(last, heat, heat, heat, heat, heat)
        return [start, *[point for point in self.forecast if point.week > last]]

    @property
    def end(self) -> tuple[dt.date, float] | None:
        """The last week that is drawn and its value; None for a line without a value."""
        if self.forecast:
            return self.forecast[-1].week, self.forecast[-1].mean
        known = [(p.week, p.heat) for p in self.heat if p.heat is not None]
        return known[-1] if known else None


@dataclass(frozen=True)
class Tick:
    """A place on the value axis and what is written there, in full and on a phone."""

    value: float
    words: str
    short: str = ""


@dataclass(frozen=True)
class Peak:
    """The highest point of a line alone, and what is written above it, in full and on a phone."""

    week: dt.date
    value: float
    words: str
    short: str


@dataclass(frozen=True)
class DrawnChart:
    """Lines on one scale, with the events that are marked above them.

    `ticks` name places of an axis that has words or ranks; without any, it has numbers.
    """

    lines: list[DrawnLine]
    events: list[Event]
    title: str
    subtitle: str
    log: bool = False
    ticks: tuple[Tick, ...] = ()
    ends: tuple[float, float] | None = None
    """The ends of the scale where they are not those of the values."""
    peak: Peak | None = None
    note: str = ""
    """One quiet line under the chart: what its marks mean."""

    @property
    def empty(self) -> bool:
        """Whether no line has two points: one alone is a figure, and no chart."""
        return all(len(line.known) < 2 for line in self.lines)

    @property
    def weeks(self) -> tuple[dt.date, dt.date]:
        """The first and the last week; only for a drawing that is not empty."""
        weeks = [week for line in self.lines for week in line.weeks]
        return min(weeks), max(weeks)

    @property
    def measured(self) -> dt.date | None:
        """The last week that was counted, if a forecast goes beyond it."""
        if not any(line.forecast for line in self.lines):
            return None
        return max((p.week for line in self.lines for p in line.heat), default=None)

    @property
    def top(self) -> float:
        """The upper end: set by the history and the even-odds band, never by a wider one."""
        if self.ends:
            return self.ends[1]
        highest = [1e-9]
        for line in self.lines:
            highest += [p.heat for p in line.heat if p.heat is not None]
            highest += [even_odds(p).hi if self.banded else p.mean for p in line.forecast]
        return max(highest) * HEADROOM

    @property
    def bottom(self) -> float:
        """The lower end of the scale."""
        if self.ends:
            return self.ends[0]
        return min(LOG_FLOOR, self.top / 100) if self.log else 0.0

    @property
    def banded(self) -> bool:
        """Whether forecasts have bands: those of more than two lines cover each other."""
        return len(self.lines) <= 2

    def share(self, value: float) -> float:
        """Say how far up the scale a value stands: 0 at the bottom, 1 at the top."""
        value = min(max(value, self.bottom), self.top)
        if self.log:
            span = math.log(self.top / self.bottom)
            return math.log(value / self.bottom) / span
        return (value - self.bottom) / (self.top - self.bottom)


def ordinal(place: float) -> str:
    """Write a place on a list: `1st`, `2nd`, `17th`."""
    number = round(place)
    end = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in {11, 12, 13} else end}"


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
