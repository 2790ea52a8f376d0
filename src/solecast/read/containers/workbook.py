"""Excel workbooks -> `Sheet`s, read-only and within bounds."""

import datetime as dt
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from .. import limits
from .content import Unreadable
from .sheet import Row, Sheet, unbroken

_SHEETS = 50
_ROWS = 1_048_576
_HEADER_ROWS = 20
_PROBE = 100
_SHORTEST = 2


def read_sheets(path: Path, columns: Mapping[str, str]) -> list[tuple[str, Sheet]]:
    """Return the worksheets that have a header, by name; a line is the row's number in Excel.

    Raises `Unreadable` for an archive that is no workbook, damaged or a zip bomb.
    """
    # Loading the library takes a tenth of a second, which only workbooks should cost.
    import openpyxl

    _check_archive(path)
    try:
        with warnings.catch_warnings(), path.open("rb") as stream:
            # openpyxl warns of styles and extensions, which a table's text does not need.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
            found = [(sheet.title, _cells(sheet)) for sheet in book.worksheets[:_SHEETS]]
    except Exception as error:  # openpyxl and its XML parsers raise many types
        raise Unreadable(f"The workbook is damaged: {str(error)[:120]}.") from error
    sheets = ((title, _sheet(part, columns)) for title, rows in found for part in _tables(rows))
    return [(title, sheet) for title, sheet in sheets if sheet]


def _tables(rows: list[Row]) -> list[list[Row]]:
    """Part a worksheet where, after an empty row, another header stands above other numbers."""
    parts: list[list[Row]] = [[]]
    for at, (number, cells) in enumerate(rows):
        gap = at > 0 and number > rows[at - 1][0] + 1
        if gap and _sum(parts[-1]) and at + 1 < len(rows) and _heads(cells, rows[at + 1][1]):
            parts.append([])
        parts[-1].append((number, cells))
    return parts


def _sum(rows: list[Row]) -> bool:
    """Tell whether a part is a table already: more than a title above one."""
    return sum(1 for _, cells in rows if sum(map(bool, cells)) > 1) > 1


def _heads(cells: list[str], below: list[str]) -> bool:
    stated = [cell for cell in cells if cell]
    worded = len(stated) > 1 and not any(map(_is_number, stated))
    return worded and any(map(_is_number, below))


def _is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).replace(",", "", 1).lstrip("$€£-").isdigit()


def _check_archive(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Unreadable(f"The zip archive is damaged: {error}.") from error
    if "xl/workbook.xml" not in {entry.filename for entry in entries}:
        raise Unreadable("It is a zip archive, but no workbook; unpack it into the folder.")
    size = sum(entry.file_size for entry in entries)
    bomb = size > limits.RATIO_FROM and size > limits.RATIO * max(path.stat().st_size, 1)
    if len(entries) > limits.ARCHIVE_ENTRIES or size > limits.FILE_BYTES or bomb:
        raise Unreadable("The workbook unpacks to too much data, as a zip bomb does.")


def _cells(sheet: Any) -> list[Row]:
    # The stated size of a sheet may lie; the rows that are there do not.
    sheet.reset_dimensions()
    found: list[Row] = []
    rows = sheet.iter_rows(max_col=limits.COLUMNS, max_row=_ROWS, values_only=True)
    for number, values in enumerate(rows, 1):
        if any(value is not None for value in values):
            cells = [_text(value) for value in values]
            while cells and not cells[-1]:
                cells.pop()
            found.append((number, cells))
    return found


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)[: limits.CELL_CHARS]


def _sheet(rows: list[Row], columns: Mapping[str, str]) -> Sheet | None:
    """Return the table of a worksheet: the header is the first row nearly as wide as most."""
    widest = max((sum(map(bool, cells)) for _, cells in rows[:_PROBE]), default=0)
    for at, (number, cells) in enumerate(rows[:_HEADER_ROWS]):
        stated = sum(map(bool, cells))
        if stated >= max(_SHORTEST, widest // 2):
            below = rows[at + 1 :]
            return Sheet(cells, unbroken(_repeatable(below)), columns=columns, line=number)
    return None


def _repeatable(rows: list[Row]) -> Any:
    def again() -> Iterator[Row]:
        return iter(rows)

    return again
