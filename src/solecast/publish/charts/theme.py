"""Colours and type of the charts: light and dark, and which colour a shoe keeps."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif"

MOST_LINES = 5
"""As many lines as a colour-blind reader can tell apart by these colours."""


@dataclass(frozen=True)
class Theme:
    """The colours of one chart; each line colour has a contrast of 3 and more on `paper`."""

    name: str
    paper: str
    ink: str
    quiet: str
    rule: str
    lines: tuple[str, ...]


LIGHT = Theme(
    "light",
    paper="#ffffff",
    ink="#1c1b19",
    quiet="#63605a",
    rule="#e4e1da",
    lines=("#154a8a", "#cf4a12", "#27a388", "#5b1238", "#a87df5"),
)
DARK = Theme(
    "dark",
    paper="#141517",
    ink="#efede8",
    quiet="#a5a29b",
    rule="#303236",
    lines=("#4d8dff", "#ff7a3d", "#4fe0c0", "#c04fb0", "#dcc4ff"),
)
THEMES = {theme.name: theme for theme in (LIGHT, DARK)}


def colour_numbers(shoes: Sequence[str]) -> list[int]:
    """Give each shoe the number of its colour, 0-4, unlike all others of the chart.

    The number comes from the slug, so that a shoe keeps its colour from page to page. Where two
    shoes of one chart want the same, the one named first keeps it and the other takes the next
    that is free.
    """
    taken: list[int] = []
    for shoe in shoes:
        wish = hashlib.sha256(shoe.encode()).digest()[0] % MOST_LINES
        turns = [(wish + step) % MOST_LINES for step in range(MOST_LINES)]
        taken.append(next((number for number in turns if number not in taken), wish))
    return taken


def vega_config(theme: Theme) -> dict[str, Any]:
    """Give the Vega-Lite configuration of `theme`."""
    axis = {
        "labelColor": theme.quiet,
        "titleColor": theme.quiet,
        "domainColor": theme.rule,
        "tickColor": theme.rule,
        "gridColor": theme.rule,
        "labelFont": FONT,
        "titleFont": FONT,
        "labelFontSize": 11,
        "titleFontWeight": "normal",
    }
    return {
        "font": FONT,
        "view": {"stroke": None},
        "axis": axis,
        "axisX": {"grid": False, "labelPadding": 6},
        "axisY": {"domain": False, "ticks": False, "tickCount": 5, "labelPadding": 6},
        "title": {
            "color": theme.quiet,
            "fontSize": 11,
            "fontWeight": "normal",
            "anchor": "start",
            "frame": "group",
            "offset": 8,
        },
        "text": {"color": theme.ink, "font": FONT, "fontSize": 11},
    }
