"""The long signal format: one row per date, shoe and metric -> observations."""

from functools import lru_cache

from .... import model
from ...containers.sheet import Sheet, cell, source
from ...findings import Findings
from ...values import wording
from ...values.dates import day_first, parse_quarter, parse_start
from ...values.metrics import ABOVE_ZERO, metric, scale
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


def recognises(sheet: Sheet) -> bool:
    """Tell whether a table has a date, a metric and a value."""
    return all(sheet.has(*names) for names in NEEDS.values())


def read(sheet: Sheet, out: Findings) -> None:
    """Read every row as an observation; refuse what has no date, metric or finite value."""
    reader = _Reader(sheet, out)
    if reader.shoe is None:
        out.say("No column names a shoe; the file's name is taken as the shoe.")
    for cells in out.records(sheet):
        reader.row(cells)


class _Reader:
    def __init__(self, sheet: Sheet, out: Findings) -> None:
        self.out = out
        self.date = sheet.column(*DATES)
        self.date_name = sheet.keys[self.date] if self.date is not None else "date"
        self.shoe = sheet.column(*SHOES)
        self.named = {name: sheet.column(name) for name in _COLUMNS.split()}
        self.day_first = self.date is not None and day_first(sheet.values(self.date))

    def _cell(self, name: str, cells: list[str]) -> str:
        return cell(cells, self.named[name])

    def row(self, cells: list[str]) -> None:
        """Read one row."""
        day, name, value, censored = self._datum(cells)
        problem = self._problem(cells, day is None, name, value)
        shoe = wording.line(cell(cells, self.shoe)) if self.shoe is not None else None
        if self.shoe is None:
            shoe = wording.words(self.out.stem)
        if not shoe:
            problem = "the row names no shoe"
        period = self._cell("period", cells).lower() or self._period()
        if not problem and period not in model.PERIODS:
            problem = f"period is {period!r}; it must be one of: {', '.join(model.PERIODS)}"
        if problem:
            self.out.refuse(problem)
            return
        self.out.source = source(cells, self.named["source"], self.out.stem)
        self._observe(
            cells, str(shoe), str(name), date=day, value=value, censored=censored, period=period
        )

    def _datum(self, cells: list[str]) -> tuple[object, str | None, float | None, bool]:
        stated = cell(cells, self.date)
        raw = self._cell("value", cells)
        bounded = raw.startswith("<")
        value = parse_number(raw[1:] if bounded else raw)
        censored = bounded or (flag(self._cell("censored", cells)) or False)
        if bounded and value is not None:
            value /= 2
        name = metric(_snake(self._cell("metric", cells)))
        return parse_start(stated, self.day_first) or parse_quarter(stated), name, value, censored

    def _problem(
        self, cells: list[str], undated: bool, name: str | None, value: float | None
    ) -> str | None:
        if undated:
            return f"{self.date_name} is {cell(cells, self.date)[:40]!r}; it is not a date"
        if name is None:
            stated = self._cell("metric", cells)[:40]
            return f"metric is {stated!r}; it must be one of: {', '.join(model.METRICS)}"
        if value is None or value < 0 or (value == 0 and name in ABOVE_ZERO):
            stated = self._cell("value", cells)[:40]
            least = "above zero" if name in ABOVE_ZERO else "of zero or more"
            return f"value is {stated!r}; it must be a finite number {least}"
        return None

    def _period(self) -> str:
        return self.date_name if self.date_name in model.PERIODS else "day"

    def _observe(self, cells: list[str], shoe: str, name: str, **values: object) -> None:
        group, comparable = scale(self.out.source, name, shoe)
        stated = flag(self._cell("comparable", cells))
        if stated is not None:
            comparable = stated
            group = f"{self.out.source}:{name}" if stated else group
        currency = self._cell("currency", cells).upper() or self.out.config.currency
        self.out.observation(
            title=shoe,
            brand=wording.line(self._cell("brand", cells)),
            style_code=wording.line(self._cell("style_code", cells)),
            scale_group=wording.line(self._cell("scale_group", cells)) or group,
            comparable=comparable,
            metric=name,
            partial=flag(self._cell("partial", cells)) or False,
            currency=currency if name == "price" else None,
            place=wording.line(self._cell("place", cells)),
            **values,
        )


def flag(value: str) -> bool | None:
    """Read yes or no; None when the cell says neither."""
    low = value.lower()
    return True if low in _TRUE else False if low in _FALSE else None


@lru_cache(maxsize=1_000)
def _snake(stated: str) -> str:
    return wording.snake(stated)
