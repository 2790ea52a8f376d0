"""Long tables whose column of values has any name: date, shoe and one number -> observations."""

from ....vocabulary import ABOVE_ZERO
from ...columns.date_order import day_first
from ...columns.header import read_header
from ...containers.sheet import Sheet, cell
from ...findings import Findings
from ...values import wording
from ...values.dates import parse_quarter, parse_start, period
from ...values.metrics import metric, metric_of, scale
from ...values.money import parse_money, parse_number
from .long_signals import DATES, flag

_SHOES = (
    "shoe", "sneaker", "title", "name", "term", "keyword", "query", "product", "model", "slug",
    "shoe_name", "sneaker_name", "search_term", "item", "article", "brand",
)  # fmt: skip
_PLACES = ("country", "geo", "place", "region", "location", "market")
_ASIDE = frozenset({"is_partial", "partial", "index", "unnamed_0", "", "id"})


def recognises(sheet: Sheet) -> bool:
    """Tell whether dated rows of repeating shoes have exactly one column of numbers."""
    date, shoe = _date(sheet), sheet.column(*_SHOES)
    if date is None or shoe is None or _value(sheet) is None:
        return False
    names = sheet.values(shoe)
    days = set(sheet.values(date))
    return len(set(names)) < len(names) and len(days) > 1


def _date(sheet: Sheet) -> int | None:
    at = sheet.column(*DATES, "quarter", "week_start", "week_monday", "period", "datetime", "time")
    values = sheet.values(at) if at is not None else []
    dated = [value for value in values if parse_start(value) or parse_quarter(value)]
    return at if values and len(dated) >= 0.8 * len(values) else None


def _value(sheet: Sheet) -> int | None:
    """Return the only column of numbers; None where there is none or where there are several."""
    aside = {_date(sheet), sheet.column(*_SHOES), sheet.column(*_PLACES)}
    found = []
    for at, key in enumerate(sheet.keys):
        values = sheet.values(at)
        numbers = [value for value in values if _number(value) is not None]
        if at not in aside and key not in _ASIDE and values and len(numbers) >= 0.8 * len(values):
            found.append(at)
    return found[0] if len(found) == 1 else None


def _number(raw: str) -> float | None:
    plain = raw.strip().removeprefix("<").strip()
    value = parse_number(plain)
    amount = parse_money(plain) if value is None else None
    return amount[0] if amount else value


def read(sheet: Sheet, out: Findings) -> None:
    """Read each row as an observation of what the value's header, or the file's name, counts."""
    date, value, shoe = _date(sheet), _value(sheet), sheet.column(*_SHOES)
    place, partial = sheet.column(*_PLACES), sheet.column("is_partial", "partial")
    header = sheet.keys[value or 0]
    name = metric(header) or _money(sheet.header[value or 0]) or metric_of(out.stem)
    if name is None:
        searched = sheet.has("keyword", "term", "query", "search_term")
        name = "searches" if searched else "mentions"
        out.say(f"{sheet.header[value or 0]!r} names no metric; it was read as {name}.")
    if value is not None:
        sheet.take(value, name)
    order = day_first(sheet, date, out)
    days = {parse_start(one, order) or parse_quarter(one) for one in sheet.values(date or 0)}
    length = period(day for day in days if day)
    seen: set[int] = set()
    for cells in out.records(sheet):
        stated = cell(cells, date)
        day = parse_start(stated, order) or parse_quarter(stated)
        title, raw = wording.line(cell(cells, shoe)), cell(cells, value)
        number = _number(raw)
        row = hash(tuple(cells))
        problem = (
            "the row names no shoe" if title is None
            else f"{stated[:40]!r} is not a date" if day is None
            else f"{raw[:40]!r} is not a number"
            if number is None or number < 0 or (number == 0 and name in ABOVE_ZERO)
            else "the row repeats an earlier one" if row in seen else None
        )  # fmt: skip
        seen.add(row)
        if problem or title is None or number is None:
            out.refuse(problem or "the row names no shoe")
            continue
        where = wording.line(cell(cells, place))
        group, comparable = scale(f"{out.stem} {where}" if where else out.stem, name, title)
        out.observation(
            title=wording.words(title) if " " not in title else title,
            scale_group=group,
            comparable=comparable,
            date=day,
            period=length,
            metric=name,
            value=number / 2 if raw.startswith("<") else number,
            censored=raw.startswith("<"),
            partial=flag(cell(cells, partial)) or False,
            place=where,
            currency=out.config.currency if name == "price" else None,
        )


def _money(header: str) -> str | None:
    readings = read_header(header).readings
    return "price" if any("money" in reading for reading in readings) else None
