"""What an interactive chart tells of the week under the pointer."""

from .canvas import Plot
from .drawn_lines import DrawnLine, even_odds, ordinal
from .theme import VegaSpec

_SHOWN = (
    ("name", "Line"),
    ("when", "Week of"),
    ("told", "Height"),
    ("range", "As likely inside as outside"),
    ("part", "Week is"),
)
"""Field and title of each thing that is told."""


def hover(plot: Plot) -> VegaSpec:
    """Make the layer of invisible points that a pointer finds."""
    select = {"type": "point", "on": "pointerover", "nearest": True, "clear": "pointerout"}
    lit = {"condition": {"param": "near", "empty": False, "value": 1}, "value": 0}
    return {
        "data": {"values": [row for line in plot.drawing.lines for row in _rows(plot, line)]},
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


def _rows(plot: Plot, line: DrawnLine) -> list[VegaSpec]:
    colour = plot.canvas.theme.line(line.colour)
    shared = {"name": line.name, "colour": colour}
    measured = [
        {
            **shared,
            "week": p.week.isoformat(),
            "when": f"{p.week:%-d %b %Y}",
            "heat": round(p.heat, 3),
            "told": _height(plot, p.heat),
            "range": "",
            "part": "not over yet" if p.partial else "measured",
        }
        for p in line.heat
        if p.heat is not None
    ]
    ahead = [
        {
            **shared,
            "week": p.week.isoformat(),
            "when": f"{p.week:%-d %b %Y}",
            "heat": round(p.mean, 3),
            "told": _height(plot, p.mean),
            "range": f"{_height(plot, even_odds(p).lo)} to {_height(plot, even_odds(p).hi)}",
            "part": "expected",
        }
        for p in line.forecast
    ]
    return measured + ahead


def _height(plot: Plot, value: float) -> str:
    """Write a value as the axis does: a place, a share of the axis' first word, or a number."""
    ticks = plot.drawing.ticks
    if not ticks:
        return f"{value:.0f}" if value >= 9.95 else f"{value:.1f}"
    if plot.drawing.ends:
        return ordinal(-value)
    return f"{value / ticks[0].value:.0%} of {ticks[0].words}"
