"""The long signal format: one row per date, shoe and metric -> observations."""

import datetime as dt
import math
from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .... import model, vocabulary
from ....vocabulary import ABOVE_ZERO
from ...columns.date_order import day_first
from ...containers.sheet import Columns, Sheet, cell, source
from ...containers.stretch import Remembered
from ...findings import Findings
from ...values import wording
from ...values.dates import parse_quarter, parse_start
from ...values.metrics import metric, scale
from ...values.money import parse_number

DATES = ("date", "day", "week", "month", "period_start", "timestamp")
SHOES = ("shoe", "title", "name", "sneaker", "term", "product", "keyword")
NEEDS = {"date": DATES, "metric": ("metric",), "value": ("value",)}
_COLUMNS = """
    metric value source scale_group brand style_code period place currency partial censored
    comparable
"""
_TRUE = frozenset({"true", "1", "yes", "y"})
_FALSE = frozenset({"false", "0", "no", "n"})
_FIXED = (
    *("title", "source", "brand", "style_code", "scale_group", "comparable", "metric", "period"),
    *("partial", "censored", "currency", "place"),
)
_LEAST = dict.fromkeys(ABOVE_ZERO, math.ulp(0.0))
"""The least value of the metrics that are never zero."""


def recognises(sheet: Sheet) -> bool:
    """Tell whether a table has a date, a metric and a value."""
    return all(sheet.has(*names) for names in NEEDS.values())


def read(sheet: Sheet, out: Findings) -> None:
    """Read every row as an observation; refuse what has no date, metric or finite value."""
    reader = _Reader(sheet, out)
    if reader.shoe is None:
        out.say("No column names a shoe; the file's name is taken as the shoe.")
    for found in out.stretches(sheet):
        if isinstance(found, Columns):
            reader.stretch(found)
        else:
            reader.row(found)


class _Reader:
    """Reads rows one by one, or a stretch of them at once; both ask the same functions.

    What neither the date nor the value says is the same for many rows, and is read once for all.
    """

    def __init__(self, sheet: Sheet, out: Findings) -> None:
        self.out = out
        self.date = sheet.column(*DATES)
        self.date_name = sheet.keys[self.date] if self.date is not None else "date"
        self.shoe = sheet.column(*SHOES)
        self.named = {name: sheet.column(name) for name in _COLUMNS.split()}
        self.day_first = day_first(sheet, self.date, out)
        self.fixed = Remembered(self._fixed, model.RAW["observations"])
        telling = {self.shoe, *self.named.values()} - {self.named["value"], None}
        self.telling = sorted(at for at in telling if at is not None)

    def row(self, cells: list[str]) -> None:
        """Read one row."""
        day, value = self._day(cell(cells, self.date)), _value(self._cell("value", cells))
        fixed = self.fixed.of(*(cell(cells, at) for at in self.telling))
        problem = self._problem(cells, day is None, fixed, value)
        if problem or value is None:
            self.out.refuse(problem or "the row names no shoe")
            return
        bounded = self._cell("value", cells).startswith("<")
        censored = bounded or bool(fixed["censored"])
        self.out.observation(**fixed | {"date": day, "value": value, "censored": censored})

    def stretch(self, columns: Columns) -> None:
        """Read a stretch of rows; those with a problem go through `row`, which tells it."""
        told = self.fixed.all_of(*columns.together(self.telling))
        days = columns.parsed(self.date, self._day, pa.date32())
        values, odd = columns.numbers(self.named["value"], _value)
        bounded = odd
        if pc.any(odd).as_py():
            bounded = columns.parsed(self.named["value"], _is_bounded, pa.bool_())
        known = pc.and_(pc.is_null(told.column("problem", pa.string())), pc.is_valid(days))
        enough = pc.fill_null(pc.greater_equal(values, told.column("least", pa.float64())), False)
        good = pc.and_(known, enough).to_numpy(zero_copy_only=False)
        said = {name: told.column(name) for name in _FIXED}
        said |= {"date": days, "value": values, "censored": pc.or_(said["censored"], bounded)}
        self.out.stretch(columns, good, said)
        for line, cells in columns.some(np.flatnonzero(~good)):
            self.out.record(line, cells)
            self.row(cells)

    def _cell(self, name: str, cells: list[str]) -> str:
        return cell(cells, self.named[name])

    def _day(self, stated: str) -> dt.date | None:
        return parse_start(stated, self.day_first) or parse_quarter(stated)

    def _problem(
        self, cells: list[str], undated: bool, fixed: Mapping[str, object], value: float | None
    ) -> str | None:
        """Say what is wrong with a row: with its name first, then with its date, metric, value."""
        name = fixed["metric"]
        if not fixed["title"]:
            return "the row names no shoe"
        if undated:
            return f"{self.date_name} is {cell(cells, self.date)[:40]!r}; it is not a date"
        if name is not None and (value is None or value < _LEAST.get(str(name), 0.0)):
            stated = self._cell("value", cells)[:40]
            least = "above zero" if name in ABOVE_ZERO else "of zero or more"
            return f"value is {stated!r}; it must be a finite number {least}"
        return fixed["problem"] if isinstance(fixed["problem"], str) else None

    def _fixed(self, *told: str) -> dict[str, object]:
        """Read what neither date nor value says, and what is wrong with that."""
        said = dict(zip(self.telling, told, strict=True))
        stated = {
            name: said.get(at, "") if at is not None else "" for name, at in self.named.items()
        }
        name = metric(wording.snake(stated["metric"]))
        line = wording.line(said[self.shoe]) if self.shoe is not None else None
        shoe = wording.words(self.out.stem) if self.shoe is None else line
        length = stated["period"].lower() or self._period()
        origin = source([stated["source"]], 0, self.out.stem)
        problem = None
        if name is None:
            metrics = ", ".join(vocabulary.METRICS)
            problem = f"metric is {stated['metric'][:40]!r}; it must be one of: {metrics}"
        elif length not in vocabulary.PERIODS:
            problem = f"period is {length!r}; it must be one of: {', '.join(vocabulary.PERIODS)}"
        group, comparable = scale(origin, name or "", shoe)
        if (compares := flag(stated["comparable"])) is not None:
            comparable = compares
            group = f"{origin}:{name}" if compares else group
        return {
            "least": _LEAST.get(name or "", 0.0),
            "problem": problem if shoe else "the row names no shoe",
            "title": shoe,
            "source": origin,
            "brand": wording.line(stated["brand"]),
            "style_code": wording.line(stated["style_code"]),
            "scale_group": wording.line(stated["scale_group"]) or group,
            "comparable": comparable,
            "metric": name,
            "period": length,
            "partial": flag(stated["partial"]) or False,
            "censored": flag(stated["censored"]) or False,
            "currency": (stated["currency"].upper() or self.out.config.currency)
            if name == "price"
            else None,
            "place": wording.line(stated["place"]),
        }

    def _period(self) -> str:
        return self.date_name if self.date_name in vocabulary.PERIODS else "day"


def _value(raw: str) -> float | None:
    """Read a value; `<1` is half of its bound."""
    bounded = _is_bounded(raw)
    value = parse_number(raw[1:] if bounded else raw)
    return value / 2 if bounded and value is not None else value


def _is_bounded(raw: str) -> bool:
    return raw.startswith("<")


def flag(value: str) -> bool | None:
    """Read yes or no; None when the cell says neither."""
    low = value.lower()
    return True if low in _TRUE else False if low in _FALSE else None
