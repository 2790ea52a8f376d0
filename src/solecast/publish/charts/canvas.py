"""What a chart is drawn on: its size, its colours, and where a week and a value lie on it.

The layout is counted out here in pixels (`autosize` is none), so that labels at the ends of
lines and above events can be kept apart before anything is drawn.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from .drawn_lines import DrawnChart
from .theme import LIGHT, SIZE, Theme, VegaSpec

NARROW = 520
"""Width in pixels under which labels are short and stand inside the plot."""

LETTER, BOLD_LETTER = 6.9, 7.6
"""Pixels that a letter of a chart's text takes, at most, on average."""

BOTTOM, TITLE = 28, 54
_NUMBERS = 3


TICK = (
    "utcdate(datum.value) > 1 ? utcFormat(datum.value, '%-d %b') : "
    "utcFormat(datum.value, utcmonth(datum.value) ? '%b' : '%Y')"
)
"""What stands at a tick: a day, a short month or a year. Long months run into each other."""


@dataclass(frozen=True)
class Canvas:
    """What a chart is drawn on: its whole size in pixels, its colours, and whether it moves.

    `titled` is whether its title stands in the picture, and not above it in a page.
    """

    width: int = 760
    height: int = 340
    theme: Theme = LIGHT
    interactive: bool = False
    titled: bool = True

    @property
    def narrow(self) -> bool:
        """Whether this is a phone's width."""
        return self.width < NARROW


@dataclass(frozen=True)
class Plot:
    """The plotting area: `right` and `above` are the pixels that labels take from it."""

    drawing: DrawnChart
    canvas: Canvas
    right: float
    above: float

    @property
    def left(self) -> float:
        """Pixels that the value axis takes."""
        words = [self.words(tick.words, tick.short) for tick in self.drawing.ticks]
        return 12 + LETTER * max((len(each) for each in words), default=_NUMBERS)

    @property
    def title(self) -> float:
        """Pixels that the title takes."""
        return TITLE if self.canvas.titled else 6

    @property
    def width(self) -> float:
        """Pixels of the plotting area, labels at its right included."""
        return self.canvas.width - self.left - 2

    @property
    def height(self) -> float:
        """Pixels of the plotting area, labels above it included."""
        return self.canvas.height - BOTTOM - self.title

    @property
    def x(self) -> VegaSpec:
        """The encoding of weeks."""
        first, last = self.drawing.weeks
        scale = {
            "type": "utc",
            "domain": [first.isoformat(), last.isoformat()],
            "range": [0, self.width - self.right],
        }
        ticks = max(3, int(self.width / (90 if self.canvas.narrow else 130)))
        axis = {"title": None, "tickCount": ticks, "labelOverlap": True, "labelFlush": True,
                "labelExpr": TICK}  # fmt: skip
        return {"field": "week", "type": "temporal", "scale": scale, "axis": axis}

    def y(self, field: str) -> VegaSpec:
        """The encoding of values."""
        scale: VegaSpec = {
            "type": "log" if self.drawing.log else "linear",
            "domain": [self.drawing.bottom, self.drawing.top],
            "range": [self.height, self.above],
            "nice": False,
            "clamp": True,
        }
        return {"field": field, "type": "quantitative", "scale": scale, "axis": self._value_axis()}

    def _value_axis(self) -> VegaSpec:
        shown = [t for t in self.drawing.ticks if self.drawing.bottom <= t.value]
        if not shown:
            values: VegaSpec = {"values": [1, 2, 5, 10, 20, 50, 100]} if self.drawing.log else {}
            return {"title": None, "tickCount": 4, **values}
        words = {f"{t.value:.6f}": self.words(t.words, t.short) for t in shown}
        off = f"datum.value < {self.drawing.ends[0] + 1}" if self.drawing.ends else "false"
        return {
            "title": None,
            "gridOpacity": {"condition": {"test": off, "value": 0}, "value": 1},
            "values": [t.value for t in shown],
            "labelExpr": " : ".join(
                [f"abs(datum.value - {value}) < 1e-4 ? '{word}'" for value, word in words.items()]
            )
            + " : ''",
        }

    def words(self, long: str, short: str = "") -> str:
        """Choose between the words of a label by the room there is."""
        return short if self.canvas.narrow and short else long

    def across(self, week: dt.date) -> float:
        """Give the place of a week, in pixels from the left."""
        first, last = self.drawing.weeks
        return (week - first).days / max((last - first).days, 1) * (self.width - self.right)

    def down(self, value: float) -> float:
        """Give the place of a value, in pixels from the top."""
        return self.height - self.drawing.share(value) * (self.height - self.above)


def still(mark: VegaSpec, **places: float) -> VegaSpec:
    """Make a layer of one mark whose places (x, y, x2, y2) are already counted out in pixels."""
    encoding = {channel: {"value": value} for channel, value in places.items()}
    return {"data": {"values": [{}]}, "mark": mark, "encoding": encoding}


def label(text: str | list[str], x: float, y: float, colour: str, **style: Any) -> VegaSpec:
    """Make a layer that writes `text` at a place."""
    mark = {"type": "text", "align": "left", "baseline": "middle", "fontSize": SIZE, "text": text,
            "x": x, "y": y, "color": colour, **style}  # fmt: skip
    return still(mark)
