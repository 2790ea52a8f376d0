"""Tables with one row a shoe and one column a month, quarter, week or day -> observations."""

import datetime as dt
from functools import lru_cache

from ....vocabulary import ABOVE_ZERO
from ...containers.sheet import Sheet, cell
from ...findings import Findings
from ...values import wording
from ...values.dates import parse_quarter, parse_start, parse_year, period
from ...values.metrics import metric, metric_of
from ...values.money import parse_number

_FEWEST = 2
_MOST_OTHERS = 6


@lru_cache(maxsize=4)
def _days(sheet: Sheet) -> dict[int, dt.date]:
    """Give the columns whose header is a stretch of time, with its first day."""
    found: dict[int, dt.date] = {}
    for at, header in enumerate(sheet.header):
        day = parse_start(header) or parse_quarter(header)
        year = parse_year(header)
        if day or year:
            found[at] = day or dt.date(year or 1, 1, 1)
    return found


def recognises(sheet: Sheet) -> bool:
    """Tell whether most columns are stretches of time with numbers below, beside a name."""
    days = _days(sheet)
    others = [at for at in range(len(sheet.header)) if at not in days]
    if len(days) < _FEWEST or not 0 < len(others) <= min(_MOST_OTHERS, len(days) + 1):
        return False
    stated = [value for at in days for value in sheet.values(at)]
    numbers = sum(1 for value in stated if parse_number(value.removeprefix("<")) is not None)
    return bool(stated) and numbers >= 0.8 * len(stated) and _shoe(sheet) is not None


def _shoe(sheet: Sheet) -> int | None:
    others = [at for at in range(len(sheet.header)) if at not in _days(sheet)]
    worded = [at for at in others if _is_worded(sheet.values(at))]
    named = sheet.column("shoe", "sneaker", "name", "title", "product", "model", "keyword", "term")
    return named if named in worded else next(iter(worded), None)


def _is_worded(values: list[str]) -> bool:
    return bool(values) and all(any(map(str.isalpha, value)) for value in values)


def read(sheet: Sheet, out: Findings) -> None:
    """Read every cell below a stretch of time as one observation."""
    days, shoe = _days(sheet), _shoe(sheet)
    stated = sheet.column("metric")
    if shoe is not None:
        sheet.take(shoe, "shoe")
    for at in days:
        sheet.take(at, "value")
    told = metric_of(out.stem)
    if told is None and stated is None:
        out.say("No metric is named; the numbers were read as mentions on one scale.")
    length = "year" if all(parse_year(sheet.header[at]) for at in days) else period(days.values())
    if length == "year":
        out.say("Values of whole years are too coarse for a weekly line; they stand as quarters.")
        length = "quarter"
    for cells in out.records(sheet):
        title = wording.line(cell(cells, shoe))
        name = metric(wording.snake(cell(cells, stated))) or told or "mentions"
        if title is None:
            out.refuse("the row names no shoe")
            continue
        for at, day in days.items():
            _observe(out, title, cell(cells, at), name, day, length)


def _observe(out: Findings, title: str, raw: str, name: str, day: dt.date, length: str) -> None:
    if not wording.text(raw):
        return
    bounded = raw.startswith("<")
    value = parse_number(raw.removeprefix("<"))
    if value is None or value < 0 or (value == 0 and name in ABOVE_ZERO):
        out.refuse(f"{title[:60]}: {raw[:40]!r} is not a number of zero or more")
        return
    out.observation(
        title=title,
        scale_group=out.file,
        comparable=True,
        date=day,
        period=length,
        metric=name,
        value=value / 2 if bounded else value,
        censored=bounded,
        currency=out.config.currency if name == "price" else None,
    )
