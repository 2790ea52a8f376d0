"""Events on a chart: a dot, a dotted line down to the axis, and a few words beside the dot."""

import re
import textwrap
from dataclasses import dataclass

from ...guide.answers import Event
from .canvas import LETTER, Canvas, Plot, label, still
from .drawn_lines import DrawnChart
from .theme import VegaSpec

LANE = 20
_MOST_LABELS, _MOST_LANES = 4, 3
_LONGEST, _LONGEST_NARROW = 36, 26
_FOOT = 8


@dataclass(frozen=True)
class Lanes:
    """In which lane above the plot the label of an event stands, by the event's number."""

    of: dict[int, int]

    @property
    def height(self) -> int:
        """Pixels that all lanes take."""
        return LANE * (max(self.of.values(), default=-1) + 1)


def event_text(event: Event, narrow: bool = False) -> str:
    """Shorten an event's label to what fits above a chart."""
    longest = _LONGEST_NARROW if narrow else _LONGEST
    words = textwrap.shorten(event.label, longest, placeholder="…") or event.kind
    return re.sub(r"[\W_]+…$", "…", words)


def lanes(drawing: DrawnChart, canvas: Canvas) -> Lanes:
    """Find for each event the lowest lane where its label has room.

    Events without room keep their mark and lose only the label; the page lists them all.
    """
    if drawing.empty or not drawing.events:
        return Lanes({})
    plot = Plot(drawing, canvas, 34, 0)
    ends = [-1.0] * _MOST_LANES
    found: dict[int, int] = {}
    for number, event in enumerate(drawing.events):
        wide = _wide(event, canvas)
        start = _start(plot.across(event.date), wide, plot.width)
        for lane, end in enumerate(ends):
            if end < start and len(found) < _MOST_LABELS:
                found[number] = lane
                ends[lane] = start + wide
                break
    highest = max(found.values(), default=0)
    # The first stands highest, so that no line crosses the words of a later one.
    return Lanes({number: highest - lane for number, lane in found.items()})


def event_marks(plot: Plot, placed: Lanes) -> list[VegaSpec]:
    """Draw the events of a plot."""
    theme, layers = plot.canvas.theme, []
    for number, event in enumerate(plot.drawing.events):
        x, lane = plot.across(event.date), placed.of.get(number)
        # Dozens of marks without a label would hide the line: they stand at its foot.
        top = plot.height - _FOOT if lane is None else placed.height - LANE * (lane + 0.5)
        rule = {"type": "rule", "color": theme.accent, "opacity": 0.75, "strokeDash": [1.5, 3],
                "tooltip": f"{event.date:%-d %b %Y}: {event.label}"}  # fmt: skip
        layers.append(still(rule, x=x, y=top, y2=plot.height))
        if lane is not None:
            layers += _named(plot, event, x, top)
    return layers


def _named(plot: Plot, event: Event, x: float, y: float) -> list[VegaSpec]:
    theme, narrow = plot.canvas.theme, plot.canvas.narrow
    start = _start(x, _wide(event, plot.canvas), plot.width)
    dot = {"type": "point", "filled": True, "size": 40, "color": theme.accent, "opacity": 1,
           "stroke": None}  # fmt: skip
    words = event_text(event, narrow)
    at_left = start < x - 1
    place = x - 9 if at_left else start + 9
    side = {"align": "right"} if at_left else {}
    return [still(dot, x=x, y=y), label(words, place, y, theme.ink, **side)]


def _wide(event: Event, canvas: Canvas) -> float:
    return len(event_text(event, canvas.narrow)) * LETTER + 18


def _start(x: float, wide: float, width: float) -> float:
    """Begin at the event; where that ends beyond the plot, end there."""
    return x if x + wide <= width else max(0.0, x - wide)
