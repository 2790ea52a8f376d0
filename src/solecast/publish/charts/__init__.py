"""The charts of a guide: one specification for page, embed, file and terminal.

In: a shoe's page, a model, a brand or a comparison. Out: Vega-Lite specifications, pictures of
them, or text.
"""

from ...guide.answers import Comparison, Group, ShoePage
from .canvas import Canvas
from .chart_images import browser_bundle, png, spark, svg
from .data_table import DataTable, data_table
from .drawn_lines import DrawnChart
from .line_drawings import comparison_drawing, group_drawing, shoe_drawing
from .panels import panels_spec
from .text_chart import terminal
from .theme import VegaSpec
from .vega_spec import specification_of

__all__ = [
    "VIEWS",
    "Canvas",
    "DataTable",
    "DrawnChart",
    "browser_bundle",
    "comparison_chart",
    "comparison_drawing",
    "data_table",
    "group_chart",
    "group_drawing",
    "png",
    "shoe_drawing",
    "spark",
    "svg",
    "terminal",
    "trend_chart",
]

VIEWS = ("heat", "adjusted", "sources")
"""What a trend chart can show: heat, heat without its season, or every source on its own."""


def trend_chart(
    page: ShoePage, view: str = "heat", log: bool = False, canvas: Canvas | None = None
) -> VegaSpec | None:
    """Give the Vega-Lite specification of a shoe's trend; None where there is no line to draw.

    `view` is one of `VIEWS`; `log` draws heat on a logarithmic scale. A shoe without a line of
    its own shows that of its model or brand.
    """
    canvas = canvas or Canvas()
    if view == "sources":
        return panels_spec(page, canvas) if any(one.points for one in page.series) else None
    return specification_of(shoe_drawing(page, adjusted=view == "adjusted", log=log), canvas)


def group_chart(group: Group, canvas: Canvas | None = None) -> VegaSpec | None:
    """Give the Vega-Lite specification of a model's or a brand's line; None where it has none."""
    return specification_of(group_drawing(group, group.story), canvas or Canvas())


def comparison_chart(
    comparison: Comparison, view: str = "heat", log: bool = False, canvas: Canvas | None = None
) -> VegaSpec | None:
    """Give the Vega-Lite specification of a comparison; None where there is no line to draw."""
    drawing = comparison_drawing(comparison, adjusted=view == "adjusted", log=log)
    return specification_of(drawing, canvas or Canvas())
