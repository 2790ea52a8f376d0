"""A shoe's life beside earlier ones, drawn by weeks since release.

Lives on one scale are drawn by their height. Shares of a first month are drawn as ratios: half is
as far below the first month as twice is above, so that one life that grew tenfold leaves the others
a shape.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ....guide.answers import Life, Lives
from ...charts.editorial_charts import fluid
from ..views import Drawn

TITLE = "Its life beside earlier ones"
_TOP, _PLOT, _FOOT, _APART = 20.0, 200.0, 30.0, 16.0
_MARKS = {
    1.0: "first month",
    0.1: "a tenth",
    10.0: "10 times",
    0.01: "a hundredth",
    100.0: "100 times",
    0.5: "half",
    2.0: "twice",
}
"""Shares that are named where there is room, the first ones first."""
_LEAST = 0.01
"""Share below which a life is drawn as gone."""


def lives_drawn(lives: Lives | None) -> Drawn | None:
    """Draw the lives; None where there are fewer than two."""
    if lives is None:
        return None
    scale = _scale(lives)
    parts = [fluid.rule(_TOP + _PLOT)] if lives.joint else list(_marks(scale))
    for place, life in enumerate(reversed(lives.lives), start=1 - len(lives.lives)):
        parts.append(_line(life, scale, "borrowed" if place else ""))
    parts += _names(lives, scale)
    height = _TOP + _PLOT + _FOOT
    for week, anchor in ((0, "start"), (scale.weeks // 2, "middle"), (scale.weeks, "end")):
        parts.append(fluid.label(scale.across(week), height - 6, f"week {week}", "quiet", anchor))
    words = f"{TITLE}. {lives.words} {lives.note}"
    drawn = fluid.chart(height, words, parts)
    return Drawn(Markup(drawn), TITLE, lives.note)  # noqa: S704 - escaped there


@dataclass(frozen=True)
class _Scale:
    """Where weeks and values stand. low, high: the lowest and highest value; ratios: whether
    steps of one height are ratios.
    """

    low: float
    high: float
    weeks: int
    ratios: bool

    def across(self, week: float) -> float:
        """Give the place of a week, in percent."""
        return week / self.weeks * 100

    def down(self, value: float) -> float:
        """Give the place of a value, in pixels."""
        part = (value - self.low) / (self.high - self.low)
        if self.ratios:
            part = math.log(max(value, self.low) / self.low) / math.log(self.high / self.low)
        return _TOP + (1 - part) * _PLOT


def _scale(lives: Lives) -> _Scale:
    values = [p.value for life in lives.lives for p in life.points if p.value is not None]
    weeks = max(len(life.points) for life in lives.lives) - 1
    if lives.joint:
        return _Scale(0.0, max(values), weeks, False)
    low, high = min(*values, 0.5), max(*values, 2.0)
    return _Scale(max(low, _LEAST), high, weeks, True)


def _marks(scale: _Scale) -> Iterator[str]:
    """Name the shares that lie on the scale and apart from each other, left of their rules."""
    taken: list[float] = []
    for share, words in _MARKS.items():
        y = scale.down(share)
        if scale.low <= share <= scale.high and all(abs(y - one) >= _APART for one in taken):
            taken.append(y)
            yield fluid.rule(y)
            yield fluid.label(0, y + 4, words, "quiet before", "end")


def _line(life: Life, scale: _Scale, kind: str) -> str:
    points = [
        None if p.value is None else (scale.across(p.week), scale.down(p.value))
        for p in life.points
    ]
    return fluid.curve(points, _TOP + _PLOT + _FOOT, kind, None)


def _names(lives: Lives, scale: _Scale) -> list[str]:
    """Name each line at its end; names that would meet move apart."""
    ends: list[tuple[float, float, str, str]] = []
    for life in lives.lives:
        last = [p for p in life.points if p.value is not None][-1]
        kind = "quiet" if ends else "strong"
        ends.append((scale.down(last.value or 0.0) - 6, scale.across(last.week), life.name, kind))
    parts, least = [], 0.0
    for height, at, name, kind in sorted(ends):
        y = max(height, least)
        parts.append(fluid.label(at, y, name, kind, fluid.side(at)))
        least = y + _APART
    return parts
