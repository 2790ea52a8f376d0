"""Every colorway of a family as a dot at its release and its retail price."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ....guide.answers import Colorway
from ...drawings import swatch
from . import fluid

_PLOT, _TOP, _FOOT = 250.0, 70.0, 30.0
_MOST_NAMES, _ROW = 4, 18.0
_RADIUS = 7.0
_STEPS = (10, 20, 25, 50, 100, 200, 250, 500)
_PAPER = "#fbfaf6"

Money = Callable[[float, str | None], str]


@dataclass(frozen=True)
class Priced:
    """A colorway that can be drawn: it has a date, and a price in the family's currency."""

    shoe: str
    colorway: Colorway
    day: dt.date
    price: float


@dataclass(frozen=True)
class Prices:
    """What is drawn and what is not: `undated` colorways have no date or no price."""

    drawn: list[Priced]
    undated: int
    currency: str | None


def prices(shoes: Iterable[tuple[str, Sequence[Colorway]]]) -> Prices:
    """Collect the colorways of several shoes that have a date and a price of one currency.

    `shoes` are names, each with its colorways.
    """
    every = [(name, one) for name, colorways in shoes for one in colorways]
    money = Counter(one.currency for _, one in every if one.retail_price and one.currency)
    currency = money.most_common(1)[0][0] if money else None
    drawn = [
        Priced(name, one, one.release_date, one.retail_price)
        for name, one in every
        if one.release_date and one.retail_price and one.currency == currency
    ]
    drawn.sort(key=lambda one: (one.day, one.price, one.colorway.colorway))
    return Prices(drawn, len(every) - len(drawn), currency)


def prices_chart(found: Prices, words: str, money: Money) -> str:
    """Draw the prices over time; empty for fewer than three dots: a sentence says as much.

    `money` writes an amount with its currency.
    """
    drawn = found.drawn
    if len(drawn) < 3:
        return ""
    first = dt.date(drawn[0].day.year, 1, 1)
    last = dt.date(drawn[-1].day.year + 1, 1, 1)
    steps = _levels(min(one.price for one in drawn), max(one.price for one in drawn))
    height = _TOP + _PLOT + _FOOT

    def place(day: dt.date, price: float) -> fluid.Point:
        x = (day - first).days / (last - first).days * 100
        return x, _TOP + (steps[-1] - price) / (steps[-1] - steps[0]) * _PLOT

    parts = []
    for step in steps:
        y = place(first, step)[1]
        label = money(step, found.currency)
        parts += [fluid.rule(y), fluid.label(0, y + 4, label, "quiet before", "end")]
    parts += [_swatch(*place(one.day, one.price), one.colorway) for one in drawn]
    parts += _names(drawn, place(first, steps[-1])[1], first, last)
    years = range(first.year, last.year + 1)
    for year in list(years)[:: -(-len(years) // 6)]:
        x = place(dt.date(year, 1, 1), steps[0])[0]
        parts.append(fluid.label(x, height - 6, str(year), "quiet", "middle"))
    return fluid.chart(height, words, parts)


def _levels(low: float, high: float) -> list[float]:
    """Give the round prices of the axis, from below the lowest to above the highest."""
    size = next((s for s in _STEPS if (high - low) / s <= 5), 1000)
    start = low // size * size
    levels = [start]
    while levels[-1] < high or len(levels) < 2:
        levels.append(levels[-1] + size)
    return levels


def _swatch(x: float, y: float, colorway: Colorway) -> str:
    """Draw a dot in up to two colours of a colorway; paper where no colour is known."""
    tints = [*swatch(colorway.name), None, None][:2]
    half = (
        f'<path fill="{tints[1]}" d="M{-_RADIUS / 2**0.5:.2f} {_RADIUS / 2**0.5:.2f}'
        f'A{_RADIUS:g} {_RADIUS:g} 0 0 0 {_RADIUS / 2**0.5:.2f} {-_RADIUS / 2**0.5:.2f}Z"/>'
        if tints[1]
        else ""
    )
    return (
        f'<svg x="{x:.2f}%" y="{y:.1f}" overflow="visible">'
        f'<circle r="{_RADIUS:g}" fill="{tints[0] or _PAPER}"/>{half}'
        f'<circle class="fluid-swatch" r="{_RADIUS:g}"/></svg>'
    )


def _names(drawn: Sequence[Priced], top: float, first: dt.date, last: dt.date) -> list[str]:
    """Name each shoe above its first colorway; names that would meet stand on rows."""
    starts: dict[str, dt.date] = {}
    for one in drawn:
        starts.setdefault(one.shoe, one.day)
    span = (last - first).days
    places = sorted(((day - first).days / span * 100, name) for name, day in starts.items())
    places = places[:_MOST_NAMES]
    parts = []
    for (x, name), row in zip(places, fluid.rows(places), strict=True):
        y = top - 14 - row * _ROW
        parts.append(fluid.upright(x, y + 4, top + _PLOT, "fluid-event"))
        parts.append(fluid.label(x, y, name, "strong", fluid.side(x)))
    return parts
