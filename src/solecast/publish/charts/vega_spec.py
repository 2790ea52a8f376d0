"""A drawing -> one Vega-Lite 6 specification: the same for page, embed, SVG and PNG.

The layout is counted out here in pixels (`autosize` is none), so that the labels at the ends of
lines and above events can be kept apart before anything is drawn.
"""

import datetime as dt
import textwrap
from dataclasses import dataclass
from typing import Any

from ...guide.answers import Event, HeatPoint
from .drawn_lines import Drawing, DrawnLine, spread
from .theme import LIGHT, Theme, vega_config

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
NARROW = 520
"""Width in pixels under which labels are broken into short lines."""

_LEFT, _BOTTOM, _TITLE, _LANE, _LETTER, _BOLD_LETTER = 34, 24, 24, 14, 6.2, 7.6
_MOST_LABELS = 8
_FOOT = 8

Spec = dict[str, Any]


TICK = (
    "utcdate(datum.value) > 1 ? utcFormat(datum.value, '%-d %b') : "
    "utcFormat(datum.value, utcmonth(datum.value) ? '%b' : '%Y')"
)
"""What stands at a tick: a day, a short month or a year. Long months run into each other."""


@dataclass(frozen=True)
class Canvas:
    """What a chart is drawn on: its whole size in pixels, its colours, and whether it moves."""

    width: int = 760
    height: int = 340
    theme: Theme = LIGHT
    interactive: bool = False

    @property
    def narrow(self) -> bool:
        """Whether this is a phone's width."""
        return self.width < NARROW


@dataclass(frozen=True)
class _Plot:
    """The plotting area, and how a week and a value become places in it."""

    drawing: Drawing
    canvas: Canvas
    right: float
    above: float

    @property
    def width(self) -> float:
        return self.canvas.width - _LEFT - 2

    @property
    def height(self) -> float:
        return self.canvas.height - _BOTTOM - _TITLE

    @property
    def x(self) -> Spec:
        first, last = self.drawing.weeks
        scale = {
            "type": "utc",
            "domain": [first.isoformat(), last.isoformat()],
            "range": [0, self.width - self.right],
        }
        ticks = max(3, int(self.width / 90))
        axis = {"title": None, "tickCount": ticks, "labelOverlap": True, "labelFlush": True,
                "labelExpr": TICK}  # fmt: skip
        return {"field": "week", "type": "temporal", "scale": scale, "axis": axis}

    def y(self, field: str) -> Spec:
        scale: Spec = {
            "type": "log" if self.drawing.log else "linear",
            "domain": [self.drawing.bottom, self.drawing.top],
            "range": [self.height, self.above],
            "nice": False,
            "clamp": True,
        }
        axis: Spec = {"title": None}
        if self.drawing.log:
            axis["values"] = [1, 2, 5, 10, 20, 50, 100]
        return {"field": field, "type": "quantitative", "scale": scale, "axis": axis}

    def across(self, week: dt.date) -> float:
        first, last = self.drawing.weeks
        return (week - first).days / max((last - first).days, 1) * (self.width - self.right)

    def down(self, value: float) -> float:
        return self.height - self.drawing.share(value) * (self.height - self.above)


def chart_spec(drawing: Drawing, canvas: Canvas) -> Spec:
    """Write the Vega-Lite specification of a drawing that is not empty."""
    several = len(drawing.lines) > 1
    lanes = _lanes(drawing, canvas)
    right = _label_room(drawing, canvas) if several else 34
    plot = _Plot(drawing, canvas, right, above=12 + _LANE * (max(lanes.values(), default=-1) + 1))
    layers = [layer for line in drawing.lines for layer in _line_layers(plot, line, several)]
    layers = _events(plot, lanes) + layers + (_names(plot) if several else _band_names(plot))
    if canvas.interactive:
        layers.append(_hover(plot))
    return {
        "$schema": SCHEMA,
        "description": _description(drawing),
        "width": plot.width,
        "height": plot.height,
        "padding": {"left": _LEFT, "right": 2, "top": _TITLE, "bottom": _BOTTOM},
        "autosize": {"type": "none"},
        "background": "transparent",
        "title": drawing.title,
        "config": vega_config(canvas.theme),
        "layer": layers,
    }


def _line_layers(plot: _Plot, line: DrawnLine, several: bool) -> list[Spec]:
    colour = plot.canvas.theme.lines[line.colour]
    ahead = [
        {"week": p.week.isoformat(), "heat": p.mean, "lo": p.lo80, "hi": p.hi80,
         "least": p.lo95, "most": p.hi95}
        for p in line.joined
    ]  # fmt: skip
    past = [{"week": p.week.isoformat(), "heat": p.heat, "lo": p.lo, "hi": p.hi} for p in line.full]
    layers = []
    if ahead:
        faint = 0.08 if several else 0.12
        if plot.drawing.wide:
            layers.append(_band(plot, ahead, ("least", "most"), colour, faint))
        layers.append(_band(plot, ahead, ("lo", "hi"), colour, faint * 1.6))
    if any(point["lo"] is not None for point in past):
        layers.append(_band(plot, past, ("lo", "hi"), colour, 0.14))
    layers.append(_path(plot, past, colour, {"strokeWidth": 2}))
    if ahead:
        layers.append(_path(plot, ahead, colour, {"strokeWidth": 2, "strokeDash": [5, 4]}))
    if line.alone:
        layers.append(_points(plot, line.alone, {"filled": True, "color": colour}))
    if line.partial:
        hollow = {"filled": False, "stroke": colour, "fill": plot.canvas.theme.paper}
        layers.append(_points(plot, line.partial, {**hollow, "strokeWidth": 1.6}))
    return layers


def _path(plot: _Plot, rows: list[Spec], colour: str, style: Spec) -> Spec:
    mark = {"type": "line", "color": colour, "clip": True, "strokeJoin": "round", **style}
    return {
        "data": {"values": rows},
        "mark": mark,
        "encoding": {"x": plot.x, "y": plot.y("heat")},
    }


def _band(
    plot: _Plot, rows: list[Spec], ends: tuple[str, str], colour: str, opacity: float
) -> Spec:
    return {
        "data": {"values": rows},
        "mark": {"type": "area", "color": colour, "opacity": opacity, "clip": True},
        "encoding": {"x": plot.x, "y": plot.y(ends[0]), "y2": {"field": ends[1]}},
    }


def _points(plot: _Plot, points: list[HeatPoint], style: Spec) -> Spec:
    rows = [{"week": p.week.isoformat(), "heat": p.heat} for p in points]
    return {
        "data": {"values": rows},
        "mark": {"type": "point", "size": 34, "opacity": 1, **style},
        "encoding": {"x": plot.x, "y": plot.y("heat")},
    }


def _label_room(drawing: Drawing, canvas: Canvas) -> float:
    longest = max(len(part) for line in drawing.lines for part in _wrapped(line.name, canvas))
    return 12 + longest * _BOLD_LETTER


def _wrapped(name: str, canvas: Canvas) -> list[str]:
    return textwrap.wrap(name, 13 if canvas.narrow else 24, max_lines=3, placeholder="…") or ["?"]


def _names(plot: _Plot) -> list[Spec]:
    ends = [(line, line.end) for line in plot.drawing.lines]
    named = [(line, end) for line, end in ends if end is not None]
    tallest = max((len(_wrapped(line.name, plot.canvas)) for line, _ in named), default=1)
    places = spread([plot.down(end[1]) for _, end in named], 14.0 * tallest, 6, plot.height - 4)
    layers = []
    for (line, end), place in zip(named, places, strict=True):
        mark = {
            "type": "text",
            "align": "left",
            "baseline": "middle",
            "text": _wrapped(line.name, plot.canvas),
            "x": plot.across(end[0]) + 7,
            "y": place,
            "color": plot.canvas.theme.lines[line.colour],
            "fontWeight": 600,
            "lineHeight": 13,
        }
        layers.append(_still(mark))
    return layers


def _band_names(plot: _Plot) -> list[Spec]:
    points = plot.drawing.lines[0].forecast
    if not points:
        return []
    last = points[-1]
    ends = [plot.down(last.hi95), plot.down(last.hi80), plot.down(last.mean)]
    places = spread(ends, 13, 6, plot.height)
    marks = [("95%", places[0]), ("80%", places[1]), (f"{last.mean:.0f}", places[2])]
    style = {"type": "text", "align": "left", "baseline": "middle", "fontSize": 10}
    colour = plot.canvas.theme.quiet
    x = plot.across(last.week) + 5
    return [_still({**style, "text": text, "x": x, "y": y, "color": colour}) for text, y in marks]


def _still(mark: Spec) -> Spec:
    """Make a layer of one mark whose place is already counted out in pixels."""
    return {"data": {"values": [{}]}, "mark": mark, "encoding": {}}


def event_text(event: Event) -> str:
    """Shorten an event's label to what fits above a chart."""
    return textwrap.shorten(event.label, 26, placeholder="…") or event.kind


def _lanes(drawing: Drawing, canvas: Canvas) -> dict[int, int]:
    """Find for each event (by its number) the lowest of three lanes where its label has room.

    Events without room keep their mark and lose only the label; the page lists them all.
    """
    if drawing.empty or not drawing.events:
        return {}
    plot = _Plot(drawing, canvas, 34, 0)
    ends = [-1.0] * (2 if canvas.narrow else 3)
    lanes: dict[int, int] = {}
    for number, event in enumerate(drawing.events):
        wide = len(event_text(event)) * _LETTER * 0.9 + 10
        start = _label_start(plot.across(event.date), wide, plot.width)
        for lane, end in enumerate(ends):
            if end < start and len(lanes) < _MOST_LABELS:
                lanes[number] = lane
                ends[lane] = start + wide
                break
    return lanes


def _label_start(x: float, wide: float, width: float) -> float:
    return max(0.0, min(x, width - wide))


def _events(plot: _Plot, lanes: dict[int, int]) -> list[Spec]:
    theme, layers = plot.canvas.theme, []
    for number, event in enumerate(plot.drawing.events):
        lane = lanes.get(number)
        x = plot.across(event.date)
        # Dozens of marks without a label would hide the line: they stand at its foot.
        top = 10 + _LANE * lane if lane is not None else plot.height - _FOOT
        rule = {"type": "rule", "color": theme.quiet, "opacity": 0.5, "strokeDash": [2, 3],
                "tooltip": f"{event.date:%d %b %Y}: {event.label}"}  # fmt: skip
        ends = {"x": {"value": x}, "y": {"value": top}, "y2": {"value": plot.height}}
        layers.append({**_still(rule), "encoding": ends})
        if lane is not None:
            wide = len(event_text(event)) * _LETTER * 0.9 + 10
            text = {"type": "text", "align": "left", "baseline": "bottom", "fontSize": 10,
                    "text": event_text(event), "color": theme.quiet,
                    "x": _label_start(x, wide, plot.width), "y": top}  # fmt: skip
            layers.append(_still(text))
    return layers


_SHOWN = (
    ("name", "Shoe"),
    ("when", "Week of"),
    ("heat", "Heat"),
    ("range", "80% interval"),
    ("part", "Week is"),
)
"""What is told of the week under the pointer: field and title."""


def _hover(plot: _Plot) -> Spec:
    select = {"type": "point", "on": "pointerover", "nearest": True, "clear": "pointerout"}
    lit = {"condition": {"param": "near", "empty": False, "value": 1}, "value": 0}
    return {
        "data": {"values": [row for line in plot.drawing.lines for row in _told(plot, line)]},
        "params": [{"name": "near", "select": select}],
        "mark": {"type": "point", "filled": True, "size": 46},
        "encoding": {
            "x": plot.x,
            "y": plot.y("heat"),
            "color": {"field": "colour", "type": "nominal", "scale": None, "legend": None},
            "opacity": lit,
            "tooltip": [
                {"field": field, "type": "nominal", "title": title} for field, title in _SHOWN
            ],
        },
    }


def _told(plot: _Plot, line: DrawnLine) -> list[Spec]:
    measured = [
        (p, p.heat, "not over yet" if p.partial else "measured")
        for p in line.heat
        if p.heat is not None
    ]
    return [
        *[_hover_row(plot, line, (p.week, heat, p.lo, p.hi), part) for p, heat, part in measured],
        *[
            _hover_row(plot, line, (p.week, p.mean, p.lo80, p.hi80), "forecast")
            for p in line.forecast
        ],
    ]


def _hover_row(
    plot: _Plot,
    line: DrawnLine,
    point: tuple[dt.date, float, float | None, float | None],
    part: str,
) -> Spec:
    week, heat, lo, hi = point
    return {
        "name": line.name,
        "week": week.isoformat(),
        "when": f"{week.day} {week:%b %Y}",
        "heat": round(heat, 1),
        "range": "not known" if lo is None or hi is None else f"{lo:.0f} to {hi:.0f}",
        "part": part,
        "colour": plot.canvas.theme.lines[line.colour],
    }


def _description(drawing: Drawing) -> str:
    """Say in words what a reader sees who cannot see the chart."""
    first, last = drawing.weeks
    parts = [f"{drawing.title}, weekly from {first.isoformat()} to {last.isoformat()}."]
    for line in drawing.lines:
        known = [(p.week, p.heat) for p in line.heat if p.heat is not None]
        if known:
            peak = max(known, key=lambda point: point[1])
            now = known[-1]
            parts.append(
                f"{line.name}: {now[1]:.0f} in the week of {now[0].isoformat()}, "
                f"highest {peak[1]:.0f} in the week of {peak[0].isoformat()}."
            )
        if line.forecast:
            end = line.forecast[-1]
            parts.append(
                f"Forecast for the week of {end.week.isoformat()}: {end.mean:.0f}, "
                f"80% interval {end.lo80:.0f} to {end.hi80:.0f}."
            )
    return " ".join(parts)
