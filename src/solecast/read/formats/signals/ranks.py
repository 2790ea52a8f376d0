"""Rank tables (quarterly lists of the hottest products) -> rank observations."""

from ...containers.sheet import Sheet, cell, source
from ...findings import Findings
from ...values import wording
from ...values.dates import parse_date, parse_quarter, parse_year
from ...values.money import parse_number

_PERIODS = ("period", "quarter", "date", "week", "month")
_SHOES = ("product", "shoe", "sneaker", "name", "title")
NEEDS = {"period": _PERIODS, "rank": ("rank", "position"), "product": _SHOES}


def recognises(sheet: Sheet) -> bool:
    """Tell whether a table has a period, a rank and a product, and nothing else measured."""
    ranked = all(sheet.has(*names) for names in NEEDS.values())
    return ranked and (sheet.has("list") or sheet.has("period", "quarter"))


def read(sheet: Sheet, out: Findings) -> None:
    """Read every ranked sneaker; other products and unranked rows are refused."""
    period = sheet.column(*_PERIODS)
    rank = sheet.column("rank", "position")
    shoe, brand = sheet.column(*_SHOES), sheet.column("brand")
    for cells in out.records(sheet.rows()):
        out.source = source(cells, sheet.column("source"), out.stem)
        problem = _problem(sheet, cells)
        if problem:
            out.refuse(problem)
            continue
        stated = cell(cells, period)
        quarter = parse_quarter(stated)
        out.observation(
            title=wording.line(cell(cells, shoe)),
            brand=wording.line(cell(cells, brand)),
            scale_group=f"{out.source}:{cell(cells, sheet.column('list')) or 'rank'}",
            comparable=True,
            date=quarter or parse_date(stated),
            period="quarter" if quarter else _length(sheet, period),
            metric="rank",
            value=parse_number(cell(cells, rank)),
        )


def _length(sheet: Sheet, period: int | None) -> str:
    key = sheet.keys[period] if period is not None else ""
    return key if key in {"week", "month", "quarter"} else "day"


def _problem(sheet: Sheet, cells: list[str]) -> str | None:
    stated = cell(cells, sheet.column(*_PERIODS))
    rank = parse_number(cell(cells, sheet.column("rank", "position")))
    if cell(cells, sheet.column("is_sneaker")).lower() in {"0", "false", "no"}:
        return "not a sneaker"
    if not wording.line(cell(cells, sheet.column(*_SHOES))):
        return "the row names no shoe"
    if parse_year(stated):
        return (
            f"the rank is that of the whole year {stated}, which no week of a trend can stand for; "
            "give the quarter (2017Q3) or the day on which the list came out"
        )
    if parse_quarter(stated) is None and parse_date(stated) is None:
        return f"the period is {stated[:40]!r}; a quarter is written as 2017Q3, a day as 2017-07-01"
    if rank is None or rank < 1:
        return "the rank is not given"
    return None
