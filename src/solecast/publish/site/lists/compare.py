"""The compare page: which shoes, which rows, and the addresses that change them."""

from starlette.datastructures import QueryParams

from ....errors import UnknownShoe
from ....guide.answers import Comparison, ShoePage
from ....guide.guide import MOST_COMPARED, Guide
from ....guide.words.line.gains import in_short
from ... import charts
from ...charts.theme import colour_numbers
from ..desk import Chosen
from ..facing import sections
from ..images.chart_view import chart_view
from ..images.pictures import wish
from ..rendering.query import query
from ..views import Chart, Column, CompareView, Toggle
from .offers import others


def compare_view(guide: Guide, chosen: Chosen, values: QueryParams) -> CompareView:
    """Fill the compare page; with fewer than two shoes it asks for more."""
    slugs, left_out = chosen.slugs[:MOST_COMPARED], chosen.slugs[MOST_COMPARED:]
    problems = [str(problem) for problem in chosen.problems]
    if left_out:
        others_named = ", ".join(guide.shoe(slug).name for slug in left_out)
        problems.append(f"A comparison holds up to five shoes. Left out: {others_named}.")
    comparison = guide.compare(*slugs) if len(slugs) > 1 else None
    pages = comparison.shoes if comparison else [guide.shoe(slug) for slug in slugs]
    notes = {line.shoe: line.note for line in comparison.lines} if comparison else {}
    names = _short(pages)
    columns = [
        Column(
            page,
            guide.cards[page.shoe],
            name,
            colour,
            notes.get(page.shoe),
            query("/compare", shoe=[slug for slug in slugs if slug != page.shoe]),
        )
        for page, name, colour in zip(pages, names, colour_numbers(slugs), strict=True)
    ]
    return CompareView(
        about=guide.about(),
        title=" or ".join(names) + "?" if len(pages) > 1 else "Compare shoes",
        here="compare",
        comparison=comparison,
        columns=columns,
        line=in_short(names, comparison.rows) if comparison else "",
        sections=sections(comparison) if comparison else [],
        slugs=slugs,
        chart=_chart(guide, comparison, slugs, values) if comparison else None,
        differences=_differences(slugs, values),
        problems=problems,
        others=others(guide, pages),
        full=len(slugs) >= MOST_COMPARED,
    )


def _short(pages: list[ShoePage]) -> list[str]:
    """Leave the brand out of the names where all have the same: it tells nothing then."""
    same = len({page.brand for page in pages}) == 1 and len(pages) > 1
    return [page.name.removeprefix(page.brand).strip() if same else page.name for page in pages]


def _differences(slugs: list[str], values: QueryParams) -> Toggle:
    lit = values.get("differences") == "1"
    address = query(
        "/compare",
        shoe=slugs,
        differences=None if lit else 1,
        show=values.get("show"),
        log=values.get("log"),
    )
    return Toggle("Only differences", address + "#specs", lit)


def _chart(
    guide: Guide, comparison: Comparison, slugs: list[str], values: QueryParams
) -> Chart | None:
    wanted = wish(values)
    if charts.comparison_drawing(comparison).empty:
        return None
    adjusted = wanted.view == "adjusted"
    kept = values.get("differences")

    def address(view: str | None, log: bool) -> str:
        log_value = 1 if log else None
        whole = query("/compare", shoe=slugs, show=view, log=log_value, differences=kept)
        return whole + "#trend"

    view = "adjusted" if adjusted else None
    toggles = [
        Toggle("Heat", address(None, wanted.log), not adjusted),
        Toggle("Without season", address("adjusted", wanted.log), adjusted),
        Toggle("Log scale", address(view, not wanted.log), wanted.log),
    ]
    drawing = charts.comparison_drawing(comparison, adjusted, wanted.log)
    csv, snapshot = query("/compare.csv", shoe=slugs), guide.about().snapshot
    return chart_view(drawing, "compare", snapshot, wanted, csv, toggles, slugs)


def status(chosen: Chosen) -> int:
    """Give the HTTP status of a compare page: 404 or 300 where a name failed."""
    if not chosen.problems:
        return 200
    return 404 if isinstance(chosen.problems[0], UnknownShoe) else 300
