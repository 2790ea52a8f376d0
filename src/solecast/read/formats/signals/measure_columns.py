"""Tables with one row per shoe and date and one column per metric -> observations.

Weekly sales with mean prices, weekly search interest with its number of points, nightly
counts of several places.
"""

import collections
import datetime as dt
import math

from ....vocabulary import ABOVE_ZERO
from ...columns.date_order import day_first
from ...containers.sheet import Sheet, cell, source
from ...findings import Findings
from ...values import wording
from ...values.dates import parse_date, parse_quarter, parse_start
from ...values.metrics import metric, scale
from ...values.money import parse_money, parse_number

_DATES = {
    "week": "week", "month": "month", "date": "day", "day": "day", "snapshot_date": "day",
    "timestamp": "day", "time": "day", "quarter": "quarter",
}  # fmt: skip
_SHOES = (
    "sneaker_name", "shoe", "name", "title", "product_name", "product", "sneaker", "slug",
    "keyword", "term", "query", "model",
)  # fmt: skip
_CATALOG = ("colorway", "color", "size", "style_code", "sku", "description", "gender", "url")


def recognises(sheet: Sheet) -> bool:
    """Tell whether a table has a date, a shoe and at least one column named as a metric."""
    found = set(_metric_columns(sheet).values())
    if not found or not sheet.has(*_DATES) or not sheet.has(*_SHOES):
        return False
    # A catalog may be dated, too: a price alone beside a colorway or size is a listing.
    return not (found <= {"price", "rating"} and sheet.has(*_CATALOG))


def _metric_columns(sheet: Sheet) -> dict[int, str]:
    """Return the metric of each metric column; a nightly interest beside counts is left out."""
    found = {at: name for at, key in enumerate(sheet.keys) if (name := metric(key))}
    if sheet.has("snapshot_date"):
        # A snapshot repeats a weekly index and a lifetime total every night: neither is a count
        # of that day.
        return {at: name for at, name in found.items() if name not in {"searches", "sales"}}
    return found


def read(sheet: Sheet, out: Findings) -> None:
    """Read each metric cell as an observation, and each shoe's retail price as a listing."""
    reader = _Reader(sheet, out)
    for cells in out.records(sheet):
        reader.row(cells)


class _Reader:
    def __init__(self, sheet: Sheet, out: Findings) -> None:
        self.out = out
        self.date = sheet.column(*_DATES)
        self.period = _DATES[sheet.keys[self.date]] if self.date is not None else "day"
        self.shoe = sheet.column(*_SHOES)
        self.brand = sheet.column("brand")
        self.style = sheet.column("style_code", "sku")
        self.source = sheet.column("source")
        self.points = sheet.column("points")
        self.usual = _usual_points(sheet, self.points)
        self.retail = sheet.column("retail", "retail_price")
        self.release = sheet.column("release_date")
        self.metrics = _metric_columns(sheet)
        self.keys = sheet.keys
        for at, name in self.metrics.items():
            sheet.take(at, name)
        counts = collections.Counter(self.metrics.values())
        self.shared = {name for name, columns in counts.items() if columns > 1}
        self.day_first = day_first(sheet, self.date, out)
        self.listed: set[str] = set()
        self.rows: set[int] = set()

    def row(self, cells: list[str]) -> None:
        """Read one row."""
        stated = cell(cells, self.date)
        day = parse_start(stated, self.day_first) or parse_quarter(stated)
        shoe = wording.line(cell(cells, self.shoe))
        if shoe and self.keys[self.shoe or 0] == "slug":
            shoe = wording.words(shoe)
        if day is None or shoe is None:
            reason = (
                f"the date is {stated[:40]!r}; it is not a date" if shoe else "no shoe is named"
            )
            self.out.refuse(reason)
            return
        seen = hash(tuple(cells))
        if seen in self.rows:
            # One figure of a shoe and week, written twice, is no second figure to add to it.
            self.out.refuse("the row repeats an earlier one")
            return
        self.rows.add(seen)
        self.out.source = source(cells, self.source, self.out.stem)
        subject = {
            "title": shoe,
            "brand": wording.line(cell(cells, self.brand)),
            "style_code": wording.line(cell(cells, self.style)),
        }
        for at, name in self.metrics.items():
            self._observe(subject, cells, at, name, day)
        self._list(subject, cells)

    def _observe(
        self, subject: dict[str, str | None], cells: list[str], at: int, name: str, day: dt.date
    ) -> None:
        raw = cell(cells, at)
        if not wording.text(raw):
            return
        value = _number(raw)
        if value is None or value < 0 or (name in ABOVE_ZERO and value == 0):
            self.out.refuse(f"{self.keys[at]} is {raw[:40]!r}; it must be a number above zero")
            return
        said = self.out.source
        if name in self.shared:
            said = f"{said} {wording.words(self.keys[at])}"
        group, comparable = scale(said, name, subject["title"])
        self.out.observation(
            **subject,
            source=said,
            scale_group=group,
            comparable=comparable,
            date=day,
            period=self.period,
            metric=name,
            value=value,
            partial=self._partial(cells),
            currency=self.out.config.currency if name == "price" else None,
        )

    def _partial(self, cells: list[str]) -> bool:
        points = parse_number(cell(cells, self.points))
        return self.period == "week" and points is not None and points < self.usual

    def _list(self, subject: dict[str, str | None], cells: list[str]) -> None:
        shoe = str(subject["title"])
        if shoe in self.listed or (self.retail is None and self.release is None):
            return
        self.listed.add(shoe)
        retail = parse_money(cell(cells, self.retail), self.out.config.currency)
        self.out.listing(
            **subject,
            retail_price=retail[0] if retail and retail[0] > 0 else None,
            currency=retail[1] if retail and retail[0] > 0 else None,
            release_date=parse_date(cell(cells, self.release)),
        )


def _usual_points(sheet: Sheet, column: int | None) -> float:
    """Give the points that three in four rows of a file have at least: so many make a week.

    Some scales are read daily, some twice a week; a week that was cut has fewer than the others.
    """
    if column is None:
        return 0.0
    stated = (parse_number(said) for said in sheet.values(column, sheet.rows()))
    points = sorted(number for number in stated if number is not None)
    return points[math.ceil((len(points) - 1) / 4)] if points else 0.0


def _number(raw: str) -> float | None:
    value = parse_number(raw)
    if value is None:
        amount = parse_money(raw)
        value = amount[0] if amount else None
    return value
