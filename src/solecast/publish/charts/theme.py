"""Colours and type of the charts: light and dark, and which colour a shoe keeps."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif"

SIZE = 13
"""Pixels of a chart's text; a narrow chart is drawn anew and never shrunk."""

MOST_LINES = 5
"""As many lines as a colour-blind reader can tell apart by these colours."""

VegaSpec = dict[str, Any]
"""A Vega-Lite specification, or a part of one, as the JSON that Vega reads."""


@dataclass(frozen=True)
class Theme:
    """The colours of one chart; each line colour has a contrast of 3 and more on `paper`."""

    name: str
    paper: str
    ink: str
    quiet: str
    rule: str
    accent: str
    borrow: str
    lines: tuple[str, ...]

    def line(self, number: int | None) -> str:
        """Give a line's colour by its number; a borrowed line has none."""
        return self.borrow if number is None else self.lines[number]


LIGHT = Theme(
    "light",
    paper="#ffffff",
    ink="#1c1b19",
    quiet="#63605a",
    rule="#e4e1da",
    accent="#b23a1e",
    borrow="#9a958a",
    lines=("#1f5aa6", "#b26a00", "#0f8a78", "#5b1238", "#a87df5"),
)
DARK = Theme(
    "dark",
    paper="#141517",
    ink="#efede8",
    quiet="#a9a69f",
    rule="#303236",
    accent="#ff9069",
    borrow="#9a958a",
    lines=("#82b4f5", "#f0b35a", "#5fd0bd", "#b55853", "#7254d9"),
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


def vega_config(theme: Theme) -> VegaSpec:
    """Give the Vega-Lite configuration of `theme`. All text is 13 px, at every width."""
    axis = {
        "labelColor": theme.quiet,
        "titleColor": theme.quiet,
        "domainColor": theme.rule,
        "tickColor": theme.quiet,
        "gridColor": theme.rule,
        "labelFont": FONT,
        "titleFont": FONT,
        "labelFontSize": SIZE,
        "titleFontWeight": "normal",
    }
    return {
        "font": FONT,
        "view": {"stroke": None},
        "axis": axis,
        "axisX": {"grid": False, "labelPadding": 6, "domain": False, "tickSize": 5},
        "axisY": {"domain": False, "ticks": False, "labelPadding": 10},
        "title": {
            "color": theme.ink,
            "fontSize": 16,
            "fontWeight": 600,
            "anchor": "start",
            "subtitleColor": theme.quiet,
            "subtitleFontSize": SIZE,
            "subtitlePadding": 5,
        },
        "text": {"color": theme.ink, "font": FONT, "fontSize": SIZE},
    }
