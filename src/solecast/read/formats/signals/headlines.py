"""Dated press headlines with the shoe they were filed under -> mentions, one a headline."""

from ...columns.date_order import day_first
from ...containers.sheet import Sheet, cell
from ...findings import Findings
from ...values import wording
from ...values.dates import parse_date

_DATES = ("published", "published_at", "publish_date")
_SHOES = ("name", "shoe", "sneaker")
NEEDS = {"publication date": _DATES, "shoe": _SHOES, "headline": ("title", "headline")}


def recognises(sheet: Sheet) -> bool:
    """Tell whether a table has a shoe, a headline and the day it was published."""
    return all(sheet.has(*names) for names in NEEDS.values())


def read(sheet: Sheet, out: Findings) -> None:
    """Read each headline as one mention on its day.

    The source is the table, not the outlet: outlets are too many to be scales of their own.
    """
    published, shoe = sheet.column(*_DATES), sheet.column(*_SHOES)
    order = day_first(sheet, published, out)
    for cells in out.records(sheet):
        day = parse_date(cell(cells, published), order)
        name = wording.line(cell(cells, shoe))
        if day is None or name is None:
            stated = cell(cells, published)[:40]
            out.refuse("the row names no shoe" if day else f"{stated!r} is not a date")
            continue
        out.observation(
            title=name,
            brand=wording.line(cell(cells, sheet.column("brand"))),
            scale_group=f"{out.stem}:mentions",
            comparable=True,
            date=day,
            period="day",
            metric="mentions",
            value=1.0,
        )
