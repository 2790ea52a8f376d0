"""A drawing -> one Vega-Lite 6 specification: the same for page, embed, SVG and PNG."""

import textwrap

from ...guide.answers import HeatPoint
from .canvas import BOLD_LETTER, BOTTOM, LETTER, Canvas, Plot, label, still
from .drawn_lines import DrawnChart, DrawnLine, even_odds, ordinal, spread
from .event_marks import event_marks, lanes
from .hover import hover
from .theme import VegaSpec, vega_config

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"

_FADE = 56  # px over which the wide band fades out at the top
_WIDE, _EVEN = 0.09, 0.13  # opacities; the even-odds band lies upon the wide one


def chart_spec(drawing: DrawnChart, canvas: Canvas) -> VegaSpec:
    """Write the Vega-Lite specification of a drawing that is not empty."""
    placed = lanes(drawing, canvas)
    split = 18 if drawing.measured or drawing.peak else 0
    plot = Plot(drawing, canvas, _label_room(drawing, canvas), above=12 + placed.height + split)
    layers = [layer for line in drawing.lines for layer in _line_layers(plot, line)]
    layers = [*event_marks(plot, placed), *_divide(plot), *layers, *_ends(plot), *_peak(plot)]
    if canvas.interactive:
        layers.append(hover(plot))
    title = {"title": {"text": drawing.title, "subtitle": drawing.subtitle}}
    return {
        "$schema": SCHEMA,
        "description": _description(drawing),
        "width": plot.width,
        "height": plot.height,
        "padding": {"left": plot.left, "right": 2, "top": plot.title, "bottom": BOTTOM},
        "autosize": {"type": "none"},
        "background": "transparent",
        **(title if canvas.titled else {}),
        "config": vega_config(canvas.theme),
        "layer": layers,
    }


def _line_layers(plot: Plot, line: DrawnLine) -> list[VegaSpec]:
    colour = plot.canvas.theme.line(line.colour)
    past = [{"week": p.week.isoformat(), "heat": p.heat} for p in line.full]
    weight = {"strokeWidth": 1.8 if line.colour is None else 2.4}
    layers = _bands(plot, line, colour) if plot.drawing.banded else []
    layers.append(_path(plot, past, colour, weight))
    if line.joined:
        begun = [{"week": week.isoformat(), "heat": value} for week, value in line.known[-1:]]
        ahead = begun + [{"week": p.week.isoformat(), "heat": p.mean} for p in line.joined]
        layers.append(_path(plot, ahead, colour, {"strokeWidth": 2, "strokeDash": [6, 4]}))
    return layers + _dots(plot, line, colour)


def _bands(plot: Plot, line: DrawnLine, colour: str) -> list[VegaSpec]:
    """Draw the even-odds band; for a line alone, the wide one beneath it, too."""
    points = line.joined
    if not points:
        return []
    rows: list[VegaSpec] = []
    for point in points:
        odds = even_odds(point)
        rows.append({"week": point.week.isoformat(), "lo80": point.lo80, "hi80": point.hi80,
                     "lo50": odds.lo, "hi50": odds.hi})  # fmt: skip
    even = _band(plot, rows, ("lo50", "hi50"), _rgba(colour, _EVEN))
    if len(plot.drawing.lines) > 1:
        return [even]
    high = max(point.hi80 for point in points) > plot.drawing.top
    lowest = plot.down(min(point.lo80 for point in points))
    fill = _fading(colour, lowest - plot.above) if high else _rgba(colour, _WIDE)
    return [_band(plot, rows, ("lo80", "hi80"), fill), even]


def _fading(colour: str, height: float) -> VegaSpec:
    """Fade a band of this many pixels out towards its top, where it leaves the plot."""
    solid = max(0.0, 1 - _FADE / max(height, 1))
    stops = [(0.0, _WIDE), (round(solid, 3), _WIDE), (1.0, 0.0)]
    return {
        "gradient": "linear",
        "x1": 0,
        "x2": 0,
        "y1": 1,
        "y2": 0,
        "stops": [{"offset": at, "color": _rgba(colour, alpha)} for at, alpha in stops],
    }


def _rgba(colour: str, alpha: float) -> str:
    parts = ", ".join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return f"rgba({parts}, {alpha})"


def _band(
    plot: Plot, rows: list[VegaSpec], ends: tuple[str, str], fill: str | VegaSpec
) -> VegaSpec:
    return {
        "data": {"values": rows},
        "mark": {"type": "area", "color": fill, "opacity": 1, "clip": True},
        "encoding": {"x": plot.x, "y": plot.y(ends[0]), "y2": {"field": ends[1]}},
    }


def _path(plot: Plot, rows: list[VegaSpec], colour: str, style: VegaSpec) -> VegaSpec:
    mark = {"type": "line", "color": colour, "clip": True, "strokeJoin": "round", **style}
    return {
        "data": {"values": rows},
        "mark": mark,
        "encoding": {"x": plot.x, "y": plot.y("heat")},
    }


def _dots(plot: Plot, line: DrawnLine, colour: str) -> list[VegaSpec]:
    """Draw single points: weeks alone, quarters, a week that is not over, what is off a list."""
    paper = plot.canvas.theme.paper
    solid = {"filled": True, "color": colour}
    hollow = {"filled": False, "stroke": colour, "fill": paper, "strokeWidth": 1.8}
    shown = [p for p in line.full if p.week not in line.told] if line.dotted else line.alone
    told = [point for point in line.full if point.week in line.told]
    sets = ((shown, solid, 36), (told, hollow, 40), (line.partial, hollow, 70))
    layers = [_points(plot, points, {**style, "size": size}) for points, style, size in sets
              if points]  # fmt: skip
    return [*layers, *([_absent(plot, line, colour)] if line.absent else [])]


def _absent(plot: Plot, line: DrawnLine, colour: str) -> VegaSpec:
    """Mark below the axis that the list came out without it, tied to its last place."""
    x, y = plot.across(line.absent[0]), plot.down(plot.drawing.ticks[-1].value)
    (week, value), paper = line.known[-1], plot.canvas.theme.paper
    tie = {"type": "rule", "color": colour, "strokeDash": [2, 4], "strokeWidth": 1.6}
    mark = {"type": "point", "shape": "triangle-down", "size": 60, "filled": False, "opacity": 1,
            "stroke": colour, "fill": paper, "strokeWidth": 1.6}  # fmt: skip
    tied = still(tie, x=plot.across(week), y=plot.down(value), x2=x, y2=y)
    return {"layer": [tied, still(mark, x=x, y=y)]}


def _points(plot: Plot, points: list[HeatPoint], style: VegaSpec) -> VegaSpec:
    rows = [{"week": p.week.isoformat(), "heat": p.heat} for p in points]
    return {
        "data": {"values": rows},
        "mark": {"type": "point", "opacity": 1, **style},
        "encoding": {"x": plot.x, "y": plot.y("heat")},
    }


def _divide(plot: Plot) -> list[VegaSpec]:
    """Part what was counted from what is expected."""
    measured = plot.drawing.measured
    if measured is None:
        return []
    x, y, quiet = plot.across(measured), plot.above - 14, plot.canvas.theme.quiet
    rule = {"type": "rule", "color": quiet, "strokeDash": [1.5, 3], "opacity": 0.9}
    words = plot.words(f"measured until {measured:%-d %B %Y}", "measured")
    return [
        still(rule, x=x, y=y - 6, y2=plot.height),
        label(words, x - 8, y, quiet, align="right"),
        label("expected", x + 8, y, quiet),
    ]


def _peak(plot: Plot) -> list[VegaSpec]:
    """Write above the highest point when that was."""
    peak = plot.drawing.peak
    if peak is None:
        return []
    x, words = plot.across(peak.week), plot.words(peak.words, peak.short)
    half = len(words) * LETTER / 2
    place = min(max(x, half), plot.width - half)
    y = plot.down(peak.value) - 13
    return [label(words, place, y, plot.canvas.theme.ink, align="center", fontWeight=600)]


def _label_room(drawing: DrawnChart, canvas: Canvas) -> float:
    if len(drawing.lines) == 1:
        ahead = 92 if drawing.lines[0].forecast else 56
        return 10 if canvas.narrow and drawing.lines[0].forecast else ahead
    longest = max(len(part) for line in drawing.lines for part in _wrapped(line.name, canvas))
    return 12 + longest * BOLD_LETTER


def _wrapped(name: str, canvas: Canvas) -> list[str]:
    return textwrap.wrap(name, 13 if canvas.narrow else 24, max_lines=3, placeholder="…") or ["?"]


def _ends(plot: Plot) -> list[VegaSpec]:
    """Label the ends of the lines: with their names, or with what the bands mean."""
    if len(plot.drawing.lines) > 1:
        return _names(plot)
    line = plot.drawing.lines[0]
    if line.forecast:
        return _band_names(plot, line)
    return _last(plot, line)


def _last(plot: Plot, line: DrawnLine) -> list[VegaSpec]:
    """Write at the end of a line what its last point is: a place, or the month of the last week."""
    week, value = line.known[-1]
    word = ordinal(-value) if plot.drawing.ends else f"{week:%b %Y}"
    x, y, ink = plot.across(week) + 9, plot.down(value), plot.canvas.theme.ink
    return [label(word, x, y, ink, fontWeight=600)]


def _names(plot: Plot) -> list[VegaSpec]:
    ends = [(line, line.end) for line in plot.drawing.lines]
    named = [(line, end) for line, end in ends if end is not None]
    tallest = max((len(_wrapped(line.name, plot.canvas)) for line, _ in named), default=1)
    places = spread([plot.down(end[1]) for _, end in named], 16.0 * tallest, 6, plot.height - 4)
    return [
        label(
            _wrapped(line.name, plot.canvas),
            plot.across(end[0]) + 9,
            place,
            plot.canvas.theme.line(line.colour),
            fontWeight=600,
            lineHeight=15,
        )
        for (line, end), place in zip(named, places, strict=True)
    ]


def _band_names(plot: Plot, line: DrawnLine) -> list[VegaSpec]:
    last, theme = line.forecast[-1], plot.canvas.theme
    colour = theme.line(line.colour)
    x = plot.across(last.week)
    if plot.canvas.narrow:
        y = min(plot.down(p.mean) for p in line.forecast[len(line.forecast) // 3 :]) - 12
        return [label("most likely", x - 2, y, colour, fontWeight=600, align="right")]
    ends = [plot.down(last.mean), plot.down(even_odds(last).lo), plot.down(last.lo80)]
    likely, even, wide = spread(ends, 17, 6, plot.height)
    return [
        label("most likely", x + 9, likely, colour, fontWeight=600),
        label("even odds", x + 9, even, theme.quiet),
        label("8 in 10", x + 9, wide, theme.quiet),
    ]


def _description(drawing: DrawnChart) -> str:
    """Say in words what a reader sees who cannot see the chart."""
    first, last = drawing.weeks
    parts = [f"{drawing.title}. {drawing.subtitle} From {first:%-d %B %Y} to {last:%-d %B %Y}."]
    parts += [_line_words(drawing, line) for line in drawing.lines if line.known]
    return " ".join(parts)


def _line_words(drawing: DrawnChart, line: DrawnLine) -> str:
    peak, now = max(line.known, key=lambda point: point[1]), line.known[-1]

    def height(value: float) -> str:
        return ordinal(-value) if drawing.ends else f"{value / (peak[1] or 1):.0%} of that"

    said = f"{line.name}: highest on {peak[0]:%-d %B %Y}, {height(now[1])} on {now[0]:%-d %B %Y}."
    if line.forecast:
        end = line.forecast[-1]
        said += f" Most likely {height(end.mean)} on {end.week:%-d %B %Y}."
    return said


def specification_of(drawing: DrawnChart, canvas: Canvas) -> VegaSpec | None:
    """Give the specification of a drawing; None where there is no line to draw."""
    return None if drawing.empty else chart_spec(drawing, canvas)
