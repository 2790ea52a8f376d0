"""Which number of a date is its day: decided for a whole column, and told in the report.

`3/4/2024` says nothing by itself. A number above 12 anywhere in the column tells; else the one
reading in which the dates follow each other at even steps, or at least in time. What nothing tells
is read with the month first, and the report says so. With dots the day comes first everywhere.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ..containers.sheet import SAMPLE, Sheet
from ..findings import Findings
from ..values.dates import parse_date

_NUMERIC = re.compile(r"(\d{1,2})([-/])(\d{1,2})\2(?:\d{4}|\d{2})(?!\d)")
_EVEN = 1.15
"""Months differ in length by less than this."""
_FEWEST = 3
"""Dates in a row that tell an order in time."""


def day_first(sheet: Sheet, column: int | None, out: Findings) -> bool:
    """Tell whether the dates of a column put the day before the month, and report why."""
    if column is None:
        return False
    stated = _numeric(sheet.values(column))
    if not stated:
        return False
    first, second = _above_twelve(stated)
    if not (first or second) and len(sheet.sample) >= SAMPLE:
        stated = _numeric(sheet.values(column, sheet.rows()))
        first, second = _above_twelve(stated)
    name = f"Dates of {sheet.header[column][:40]!r}"
    if first and second:
        out.say(
            f"{name} are written in both orders ({first}, {second}): those that can be read either "
            "way were read with the month first. Write them as 2024-03-04."
        )
        return False
    if first or second:
        out.say(f"{name} have the {'day' if first else 'month'} first, as {first or second} shows.")
        return bool(first)
    return _by_time(name, stated, out)


def _by_time(name: str, stated: Sequence[str], out: Findings) -> bool:
    """Decide by the order of dates in time; else take the month first."""
    distinct = list(dict.fromkeys(stated))
    steps = [_steps(distinct, day_first=order) for order in (False, True)]
    for follows in (_evenly, bool):
        month, day_leads = (follows(one) for one in steps)
        if month != day_leads and len(distinct) >= _FEWEST:
            said = "day" if day_leads else "month"
            out.say(f"{name} have the {said} first: only so they follow each other.")
            return day_leads
    unlike = next((one for one in distinct if parse_date(one) != parse_date(one, True)), None)
    day = parse_date(unlike) if unlike else None
    if day:
        out.say(
            f"{name} do not tell the day from the month: {unlike} was read as {day:%B} {day.day}. "
            f"If that is wrong, write them as {day:%Y-%m-%d}."
        )
    return False


def _numeric(values: Iterable[str]) -> list[str]:
    return [value for value in values if _NUMERIC.match(value)]


def _above_twelve(stated: Iterable[str]) -> tuple[str | None, str | None]:
    """Give a date whose first, and one whose second number can be no month."""
    found: list[str | None] = [None, None]
    for value in stated:
        match = _NUMERIC.match(value)
        for place, number in enumerate((match[1], match[3]) if match else ()):
            if int(number) > 12 and found[place] is None:
                found[place] = value[:20]
    return found[0], found[1]


def _steps(stated: Iterable[str], *, day_first: bool) -> list[int]:
    """Give the days between dates that follow each other in time; none where they do not."""
    days = [day for one in stated if (day := parse_date(one, day_first))]
    steps = [(b - a).days for a, b in pairwise(days)]
    steps = steps if sum(steps) > 0 else [-step for step in steps]
    return steps if min(steps, default=0) > 0 else []


def _evenly(steps: list[int]) -> bool:
    return bool(steps) and max(steps) <= _EVEN * min(steps)
