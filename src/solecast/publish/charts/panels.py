"""The sources of one shoe, each on its own scale: one small panel under the other.

Values of different scale groups are never mixed as they are, so no two sources share an axis.
"""

import datetime as dt

from ...guide.answers import Series, ShoePage
from .canvas import TICK, Canvas
from .theme import VegaSpec, colour_numbers, vega_config
from .vega_spec import SCHEMA

MOST_PANELS = 8
_HEIGHT, _GAP, _LEFT = 74, 34, 44


def panels_spec(page: ShoePage, canvas: Canvas) -> VegaSpec:
    """Write the Vega-Lite specification of a shoe's weekly sources; it has one or more."""
    series = page.series[:MOST_PANELS]
    weeks = [point.week for one in series for point in one.points]
    ends = (min(weeks), max(weeks))
    colour = canvas.theme.lines[colour_numbers([page.shoe])[0]]
    return {
        "$schema": SCHEMA,
        "description": f"The weekly sources of {page.name}, each in its own unit.",
        "background": "transparent",
        "padding": {"left": 0, "right": 2, "top": 0, "bottom": 0},
        "config": vega_config(canvas.theme),
        "spacing": _GAP,
        "vconcat": [_panel(one, ends, colour, canvas) for one in series],
    }


def _panel(series: Series, ends: tuple[dt.date, dt.date], colour: str, canvas: Canvas) -> VegaSpec:
    scale = {"type": "utc", "domain": [week.isoformat() for week in ends]}
    x = {
        "field": "week",
        "type": "temporal",
        "scale": scale,
        "axis": {
            "title": None,
            "tickCount": max(3, canvas.width // 110),
            "labelFlush": True,
            "labelExpr": TICK,
        },
    }
    y = {
        "field": "value",
        "type": "quantitative",
        "scale": {"zero": True},
        "axis": {"title": None, "tickCount": 3, "minExtent": _LEFT, "maxExtent": _LEFT},
    }
    rows = [
        {"week": p.week.isoformat(), "value": p.value, "hollow": p.partial or p.censored}
        for p in series.points
    ]
    line = {"type": "line", "color": colour, "strokeWidth": 1.6}
    point = {"type": "point", "filled": False, "stroke": colour, "fill": canvas.theme.paper,
             "size": 26, "opacity": 1}  # fmt: skip
    marks = [{"data": {"values": [r for r in rows if not r["hollow"]]}, "mark": line}]
    hollow = [r for r in rows if r["hollow"] and r["value"] is not None]
    if hollow:
        marks.append({"data": {"values": hollow}, "mark": point})
    own = "comparable between shoes" if series.comparable else "this shoe's own scale"
    return {
        "title": f"{series.source}: {series.metric}, {own}",
        "width": canvas.width - _LEFT - 12,
        "height": _HEIGHT,
        "encoding": {"x": x, "y": y},
        "layer": marks,
    }
