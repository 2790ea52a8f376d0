"""Quarantined rows that were exported, mended and put back: a table whose first columns say whence.

    quarantined_file,quarantined_line,quarantined_reason,name,price
    catalog/shop.csv,12,the price is no number,Nike Dunk Low,110

The row is read as if it stood in its first file, and is no longer in quarantine there. One whose
own cells were all emptied is dismissed: it was no shoe.
"""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

import pyarrow as pa

from .. import model
from .containers.content import stem
from .containers.sheet import Columns, Refuse, Row, Sheet, cell
from .findings import Findings

ORIGIN = ("quarantined_file", "quarantined_line", "quarantined_reason")
"""The columns before those of the row itself."""

Place = tuple[str, int]
"""The file and the line where a row stood first."""


class Mended(Protocol):
    """A reading that says which quarantined rows it mends: pairs of file and line."""

    @property
    def mended(self) -> list[list[Any]]:
        """The places."""


def restored(sheet: Sheet, out: Findings) -> Sheet:
    """Give a table of mended rows as it was before it was exported; any other as it is."""
    if tuple(sheet.keys[: len(ORIGIN)]) != ORIGIN:
        return sheet
    first = next((cell(cells, 0) for _, cells in sheet.sample), "")
    out.stem = stem(first) or out.stem

    def stream(refuse: Refuse) -> Iterator[Row | Columns]:
        for line, cells in sheet.rows(refuse):
            if cell(cells, 1).isdecimal():
                out.mended[cell(cells, 0), int(cell(cells, 1))] = None
            if any(map(str.strip, cells[len(ORIGIN) :])):
                yield line, cells[len(ORIGIN) :]

    return dataclasses.replace(sheet, header=sheet.header[len(ORIGIN) :], stream=stream, taken={})


def settle(tables: model.Tables, readings: Iterable[Mended]) -> None:
    """Take rows that were mended elsewhere out of quarantine. Changes `tables` (of `model.RAW`)."""
    mended = {(file, line) for reading in readings for file, line in reading.mended}
    if not mended:
        return
    rows = tables["quarantine"].to_pylist()
    gone = Counter(row["file"] for row in rows if (row["file"], row["line"]) in mended)
    kept = [row for row in rows if (row["file"], row["line"]) not in mended]
    tables["quarantine"] = model.table(model.RAW["quarantine"], kept)
    tables["files"] = _recounted(tables["files"], gone)


def _recounted(files: pa.Table, gone: Mapping[str, int]) -> pa.Table:
    rows = files.to_pylist()
    for row in rows:
        if count := gone.get(row["file"]):
            row["quarantined"] -= count
            row["note"] = f"{row['note'] or ''} {count} quarantined rows are mended.".strip()
    return model.table(model.RAW["files"], rows)
