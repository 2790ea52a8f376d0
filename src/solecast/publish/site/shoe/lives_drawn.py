"""A shoe's life beside earlier ones, drawn by weeks since release."""

from markupsafe import Markup

from ....guide.answers import Life, Lives
from ...charts.editorial_charts import fluid
from ..views import Drawn

TITLE = "Its life beside earlier ones"
_TOP, _PLOT, _FOOT, _APART = 20.0, 200.0, 30.0, 16.0


def lives_drawn(lives: Lives | None) -> Drawn | None:
    """Draw the lives; None where there are fewer than two."""
    if lives is None:
        return None
    values = [p.value for life in lives.lives for p in life.points if p.value is not None]
    top, weeks = max(values), max(len(life.points) for life in lives.lives) - 1
    parts = [fluid.rule(_down(0, top))]
    if not lives.joint:
        y = _down(1, top)
        parts += [fluid.rule(y), fluid.label(0, y + 4, "first month", "quiet", "start")]
    for place, life in enumerate(reversed(lives.lives), start=1 - len(lives.lives)):
        parts.append(_line(life, top, weeks, "borrowed" if place else ""))
    parts += _names(lives, top, weeks)
    height = _TOP + _PLOT + _FOOT
    for week in (0, weeks // 2, weeks):
        at = week / weeks * 100
        parts.append(fluid.label(at, height - 6, f"week {week}", "quiet", "middle"))
    words = f"{TITLE}. {lives.words} {lives.note}"
    drawn = fluid.chart(height, words, parts)
    return Drawn(Markup(drawn), TITLE, lives.note)  # noqa: S704 - escaped there


def _down(value: float, top: float) -> float:
    return _TOP + (1 - value / top) * _PLOT


def _line(life: Life, top: float, weeks: int, kind: str) -> str:
    points = [
        None if p.value is None else (p.week / weeks * 100, _down(p.value, top))
        for p in life.points
    ]
    return fluid.curve(points, _TOP + _PLOT + _FOOT, kind, None)


def _names(lives: Lives, top: float, weeks: int) -> list[str]:
    """Name each line at its end; names that would meet move apart."""
    ends: list[tuple[float, float, str, str]] = []
    for life in lives.lives:
        last = [p for p in life.points if p.value is not None][-1]
        kind = "quiet" if ends else "strong"
        ends.append((_down(last.value or 0.0, top) - 6, last.week / weeks * 100, life.name, kind))
    parts, least = [], 0.0
    for height, at, name, kind in sorted(ends):
        y = max(height, least)
        parts.append(fluid.label(at, y, name, kind, fluid.side(at)))
        least = y + _APART
    return parts
