"""The charts of a guide: one specification for page, embed, file and terminal.

In: a shoe's page or a comparison. Out: Vega-Lite specifications, pictures of them, or text.
"""

from typing import Any

from ...guide.answers import Comparison, ShoePage
from .drawn_lines import comparison_drawing, shoe_drawing
from .images import browser_bundle, png, spark, svg
from .panels import panels_spec
from .text_chart import terminal
from .vega_spec import Canvas, chart_spec

__all__ = [
    "VIEWS",
    "Canvas",
    "browser_bundle",
    "comparison_chart",
    "png",
    "spark",
    "svg",
    "terminal",
    "trend_chart",
]

VIEWS = ("heat", "adjusted", "sources")
"""What a trend chart can show: heat, heat without its season, or every source on its own."""


def trend_chart(
    page: ShoePage, view: str = "heat", log: bool = False, canvas: Canvas | None = None
) -> dict[str, Any] | None:
    """Give the Vega-Lite specification of a shoe's trend; None where there is nothing to draw.

    `view` is one of `VIEWS`; `log` draws heat on a logarithmic scale.
    """
    canvas = canvas or Canvas()
    if view == "sources":
        return panels_spec(page, canvas) if any(one.points for one in page.series) else None
    drawing = shoe_drawing(page, adjusted=view == "adjusted", log=log)
    return None if drawing.empty else chart_spec(drawing, canvas)


def comparison_chart(
    comparison: Comparison, view: str = "heat", log: bool = False, canvas: Canvas | None = None
) -> dict[str, Any] | None:
    """Give the Vega-Lite specification of a comparison; None where there is nothing to draw."""
    drawing = comparison_drawing(comparison, adjusted=view == "adjusted", log=log)
    return None if drawing.empty else chart_spec(drawing, canvas or Canvas())
