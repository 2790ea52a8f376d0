"""`rates.csv` of a guide: what money was worth, from a table that the editor gives.

Two forms are read: a line for each date and currency (`date,currency,rate`), or a column for each
currency (`Date,USD,JPY`, as central banks publish it). A rate is what one unit of the guide's
currency cost on that day, in the other. Without a rate amounts are not compared.
"""

import csv
import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ..errors import InputError
from .editors_csv import read_rows
from .setting_values import currencies

FILE_NAME = "rates.csv"
_LONG = ("date", "currency", "rate")
_MISSING = frozenset({"", "n/a", "-"})
_STALE = dt.timedelta(days=366)
"""A rate that is older than a year says little of today."""

_Dated = tuple[dt.date, float]


class Rates:
    """What the guide's `currency` cost in others, by day; without a table only itself is known."""

    def __init__(self, currency: str, table: Mapping[str, Sequence[_Dated]] | None = None) -> None:
        self.currency = currency
        self._table = {coin: sorted(rows) for coin, rows in (table or {}).items()}

    def worth(self, amount: float, currency: str, day: dt.date) -> float | None:
        """Give an amount in the guide's currency, by the last rate up to a day, not a year old."""
        if currency == self.currency:
            return amount
        rows = self._table.get(currency, [])
        place = bisect_right(rows, day, key=lambda row: row[0])
        if not place or day - rows[place - 1][0] > _STALE:
            return None
        return amount / rows[place - 1][1]


def load_rates(folder: Path, currency: str) -> Rates:
    """Read the rates of a guide's folder; a missing file holds none.

    Raises `InputError` that names the line when one cannot be used: a wrong rate would be silent.
    """
    path = folder / FILE_NAME
    if not path.is_file():
        return Rates(currency)
    try:
        rows = read_rows(path)
        header = [cell.strip() for cell in next(rows, (1, []))[1]]
        table: dict[str, list[_Dated]] = defaultdict(list)
        for coin, day, rate in _stated(path, header, rows):
            table[coin].append((day, rate))
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path} cannot be read: {error}. Save it as CSV in UTF-8.") from error
    own = {rate for _, rate in table.pop(currency, [])}
    if own - {1.0}:
        raise InputError(
            f"{path} says that one {currency} is {min(own - {1.0}):g} {currency}: it is a table of "
            f"another currency. Rates must say what one {currency}, the guide's, is in others."
        )
    return Rates(currency, table)


def _stated(
    path: Path, header: Sequence[str], rows: Iterator[tuple[int, list[str]]]
) -> Iterator[tuple[str, dt.date, float]]:
    """Give currency, day and rate of each cell that holds a rate."""
    names = [name.casefold() for name in header]
    coins = [name.upper() for name in header[1:]]
    is_long = tuple(names) == _LONG
    if not is_long and not (names[:1] == ["date"] and {*coins} & currencies()):
        raise InputError(
            f"{path} begins with {','.join(header)[:200]!r}; it must begin with date,currency,rate "
            "or with Date and a column for each currency, such as Date,USD,JPY."
        )
    for line, row in rows:
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        pairs = [(cells[1].upper(), cells[2])] if is_long and len(cells) == 3 else []
        pairs = pairs if is_long else list(zip(coins, cells[1:], strict=False))
        yield from _of_line(path, line, cells, pairs)


def _of_line(
    path: Path, line: int, cells: Sequence[str], pairs: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, dt.date, float]]:
    try:
        if not pairs:
            raise ValueError
        day = dt.date.fromisoformat(cells[0])
        found = [(coin, day, float(rate)) for coin, rate in pairs if rate.lower() not in _MISSING]
        if any(not 0 < rate < float("inf") for _, _, rate in found):
            raise ValueError
    except ValueError:
        raise InputError(
            f"{path}, line {line} is {','.join(cells)[:200]!r}; it must be a date such as "
            "2026-11-30 and rates above zero. Correct or delete the line."
        ) from None
    yield from found
