"""A chart on a page: its pictures, what stands above and below it, and the table behind it."""

from ... import charts
from ...charts import DrawnChart
from ..rendering.query import query
from ..views import Chart, Toggle
from .pictures import Wish, picture


def chart_view(
    drawing: DrawnChart,
    path: str,
    snapshot: str,
    wanted: Wish,
    csv: str,
    toggles: list[Toggle],
    shoes: list[str] | None = None,
) -> Chart:
    """Put a chart on a page: `path` is its address under /charts, without `.svg`."""
    view = None if wanted.view == "heat" else wanted.view
    log = 1 if wanted.log else None
    return Chart(
        title=drawing.title,
        subtitle=drawing.subtitle,
        note=drawing.note,
        picture=picture(f"/charts/{path}.svg", snapshot, wanted.view, wanted.log, shoes),
        spec=query(f"/api/charts/{path}", shoe=shoes, show=view, log=log, titled="false"),
        words=f"{drawing.title}. {drawing.subtitle}",
        toggles=toggles,
        png=query(f"/charts/{path}.png", shoe=shoes, show=view, log=log),
        csv=csv,
        table=charts.data_table(drawing),
    )
