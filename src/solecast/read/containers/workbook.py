"""Excel workbooks -> `Sheet`s, read-only and within bounds."""

import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice, zip_longest
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from .. import limits
from .content import Unreadable
from .sheet import Columns, Row, Sheet, unbroken
from .sheet_rows import Words, rows_of

_SHEETS = 50
_HEADER_ROWS = 20
_PROBE = 100
_SHORTEST = 2
_STRETCH = 4096
"""Rows that are read at once."""


def read_sheets(path: Path, columns: Mapping[str, str]) -> list[tuple[str, Sheet]]:
    """Return the worksheets that have a header, by name; a line is the row's number in Excel.

    Raises `Unreadable` for an archive that is no workbook, damaged or a zip bomb.
    """
    _check_archive(path)
    try:
        with warnings.catch_warnings(), path.open("rb") as stream:
            # openpyxl warns of styles and extensions, which a table's text does not need.
            warnings.simplefilter("ignore")
            found = list(_worksheets(stream))
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


def _worksheets(stream: BinaryIO) -> Iterator[tuple[str, list[Row]]]:
    """Give the name of each worksheet and its rows.

    openpyxl knows where the parts of a workbook lie and what its styles mean. Its own rows cost
    four times as much, fill every gap, and end where the file says, which may lie.
    """
    # Loading the library takes a tenth of a second, which only workbooks should cost.
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.styles.stylesheet import apply_stylesheet

    book = ExcelReader(stream, read_only=True, data_only=True)
    book.read_manifest()
    book.read_strings()
    book.read_workbook()
    apply_stylesheet(book.archive, book.wb)
    words = Words(book.wb, book.shared_strings)
    there = ((one, rel) for one, rel in book.parser.find_sheets() if rel.target in book.valid_files)
    sheets = ((one.name, rel.target) for one, rel in there if "chartsheet" not in rel.Type)
    for name, place in islice(sheets, _SHEETS):
        with book.archive.open(place) as part:
            yield name, list(rows_of(part, words))


def _sheet(rows: list[Row], columns: Mapping[str, str]) -> Sheet | None:
    """Return the table of a worksheet: the header is the first row nearly as wide as most."""
    widest = max((sum(map(bool, cells)) for _, cells in rows[:_PROBE]), default=0)
    for at, (number, cells) in enumerate(rows[:_HEADER_ROWS]):
        stated = sum(map(bool, cells))
        if stated >= max(_SHORTEST, widest // 2):
            again = partial(_stretches, rows[at + 1 :], len(cells))
            return Sheet(cells, unbroken(again), columns=columns, line=number)
    return None


def _stretches(rows: Sequence[Row], width: int) -> Iterator[Row | Columns]:
    """Give rows on consecutive lines together, where there are many: they are read at once."""
    for at in range(0, len(rows), _STRETCH):
        some = rows[at : at + _STRETCH]
        first, last = some[0][0], some[-1][0]
        gapless = last - first == len(some) - 1
        if len(some) < _STRETCH or not gapless or any(len(cells) > width for _, cells in some):
            yield from some
            continue
        columns = zip_longest(*(cells for _, cells in some), fillvalue="")
        arrays = [pa.array(column, pa.string()).dictionary_encode() for column in columns]
        empty = pa.array([""] * len(some)).dictionary_encode()
        arrays += [empty] * (width - len(arrays))
        yield Columns(first, pa.Table.from_arrays(arrays, [str(at) for at in range(width)]))
