"""`Findings`: what one file gave, row by row, with the line of each row."""

from collections.abc import Iterator, Sequence
from typing import Any, TypedDict

import numpy as np
import pyarrow as pa

from .. import model
from ..model import Row
from ..settings.config import Config
from . import limits
from .containers.sheet import Columns, Sheet
from .part_files import PartFiles

ROW_TABLES = tuple(name for name in model.RAW if name != "files")
"""The tables that a file's rows go to."""

_SHOWN_ROWS, _SHOWN_COLUMNS, _SHOWN_CHARS = 5, 60, 200
"""What `solecast check FILE` shows of a table as it is written."""

_BATCH_ROWS = 10_000
_BATCH_CHARS = 16_000_000
"""Rows, or characters of long texts, after which what was found leaves the memory."""


class Written(TypedDict):
    """A row as it is written: its line, and pairs of header and cell."""

    line: int
    cells: list[list[str]]


class Findings:
    """Collects the rows of one file and hands them on to `parts`, batch by batch.

    Call `record` for each record of the file, then any of `listing`, `review`, `article`, `author`,
    `observation`, `fact`, `picture` for what it gave, or `refuse` with a reason.
    """

    def __init__(self, file: str, stem: str, config: Config, parts: PartFiles) -> None:
        self.file, self.stem, self.config = file, stem, config
        self.read = self.used = self.quarantined = 0
        self._parts = parts
        self._notes: dict[str, None] = {}
        self._columns = {table: _Batch(table) for table in ROW_TABLES}
        self._line, self._fresh = 0, False
        self._row: Sequence[str] | str = ""
        self.source = stem
        self.why = ""
        self.understood: dict[str, tuple[str, str]] = {}
        self.unused: dict[str, None] = {}
        self.unknown: dict[str, list[str]] = {}
        self.sample: list[Written] = []
        self.mended: dict[tuple[str, int], None] = {}
        self._header: Sequence[str] = ()

    def record(self, line: int, row: Sequence[str] | str) -> None:
        """Begin a record: its 1-based line (or ordinal) and its cells or words."""
        self._line, self._row, self._fresh = line, row, True
        self.source = self.stem
        self.read += 1

    def records(self, sheet: Sheet) -> Iterator[list[str]]:
        """Begin a record for each row of a table and give its cells; refuse what is no row."""
        self._header = sheet.header
        for line, cells in sheet.rows(self.refuse_line):
            self.record(line, cells)
            yield cells

    def stretches(self, sheet: Sheet) -> Iterator[list[str] | Columns]:
        """Read a table as `records` does, but give whole stretches of rows where there are any.

        Whoever takes a stretch calls `stretch` for the rows that are plain, and `record` for each
        of the others.
        """
        self._header = sheet.header
        for found in sheet.stream(self.refuse_line):
            if isinstance(found, Columns):
                yield found
            else:
                self.record(*found)
                yield found[1]

    def listing(self, **values: Any) -> None:
        """Add a row of RAW `listings`."""
        self._add("listings", values)

    def review(self, **values: Any) -> None:
        """Add a row of RAW `reviews`."""
        self._add("reviews", values)

    def article(self, **values: Any) -> None:
        """Add a row of RAW `articles`."""
        self._add("articles", values)

    def author(self, **values: Any) -> None:
        """Add a row of RAW `authors`."""
        self._add("authors", values)

    def observation(self, **values: Any) -> None:
        """Add a row of RAW `observations`; neither censored nor partial unless it says so."""
        values.setdefault("censored", False)
        values.setdefault("partial", False)
        self._add("observations", values)

    def stretch(
        self, rows: Columns, good: np.ndarray[Any, np.dtype[np.bool_]], said: dict[str, pa.Array]
    ) -> None:
        """Add a row of RAW `observations` for each row of a stretch that is `good`.

        `said` has columns with one value for every row; text may be dictionary-encoded. What it
        leaves out is null.
        """
        lines = np.flatnonzero(good) + rows.line
        if not len(lines):
            return
        given = {name: column.filter(pa.array(good)) for name, column in said.items()}
        given |= {"line": pa.array(lines), "file": constant(self.file, len(lines))}
        arrays = [
            given[one.name] if one.name in given else pa.nulls(len(lines), one.type)
            for one in model.RAW["observations"]
        ]
        self.read += len(lines)
        self.used += len(lines)
        self._hand_on("observations")
        self._parts.add(
            "observations", pa.Table.from_arrays(arrays, model.RAW["observations"].names)
        )

    def fact(self, **values: Any) -> None:
        """Add a row of RAW `facts`."""
        self._add("facts", values)

    def picture(self, **values: Any) -> None:
        """Add a row of RAW `pictures`."""
        self._add("pictures", values)

    def refuse(self, reason: str) -> None:
        """Quarantine the present record with a reason."""
        self._refuse(reason, self._line, self._row)

    def refuse_line(self, line: int, reason: str, row: str = "") -> None:
        """Quarantine something that never became a record."""
        self._refuse(reason, line, row)

    def say(self, sentence: str) -> None:
        """Add a sentence to the file's note, once."""
        self._notes[sentence] = None

    def show(self, header: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Keep the first rows of a table as they are written, cut to what a page bears."""
        for line, cells in rows[: _SHOWN_ROWS - len(self.sample)]:
            named = zip(header[:_SHOWN_COLUMNS], cells, strict=False)
            pairs = [[name[:_SHOWN_CHARS], value[:_SHOWN_CHARS]] for name, value in named]
            self.sample.append({"line": line, "cells": pairs})

    @property
    def note(self) -> str:
        """The file's note: sentences in the order they were said."""
        return " ".join(self._notes)

    def close(self) -> dict[str, int]:
        """Hand on the last rows; give the number of rows of each table that has any."""
        for table in ROW_TABLES:
            self._hand_on(table)
        return self._parts.close()

    def _add(self, table: str, values: Row) -> None:
        values["file"], values["line"] = self.file, values.get("line", self._line)
        values.setdefault("source", self.source)
        self._put(table, values)
        if self._fresh:
            self.used += 1
            self._fresh = False

    def _refuse(self, reason: str, line: int, row: Sequence[str] | str) -> None:
        shown = (row if isinstance(row, str) else ",".join(row))[: limits.QUARANTINE_CHARS]
        values: Row = {"file": self.file, "line": line, "reason": reason, "row": shown}
        if not isinstance(row, str) and self.quarantined < limits.MENDABLE_ROWS:
            named = zip(self._header, row, strict=False)
            values["cells"] = [{"column": name, "cell": stated} for name, stated in named]
        self._put("quarantine", values)
        self.quarantined += 1

    def _put(self, table: str, values: Row) -> None:
        batch = self._columns[table]
        batch.add(values)
        if batch.rows >= _BATCH_ROWS or batch.chars >= _BATCH_CHARS:
            self._hand_on(table)

    def _hand_on(self, table: str) -> None:
        if self._columns[table].rows:
            self._parts.add(table, self._columns[table].table())
            self._columns[table] = _Batch(table)


class _Batch:
    """Rows of one table, column by column."""

    def __init__(self, name: str) -> None:
        self._schema = model.RAW[name]
        self._columns: dict[str, list[Any]] = {column: [] for column in self._schema.names}
        self.rows = self.chars = 0

    def add(self, values: Row) -> None:
        for name, column in self._columns.items():
            column.append(values.get(name))
        self.rows += 1
        self.chars += len(values.get("text") or values.get("description") or "")

    def table(self) -> pa.Table:
        arrays = [_array(self._columns[field.name], field.type) for field in self._schema]
        return pa.Table.from_arrays(arrays, schema=self._schema)


def constant(value: str | None, rows: int) -> pa.Array:
    """Give a column of text in which every row says the same."""
    places = pa.array(np.zeros(rows, np.int32))
    return pa.DictionaryArray.from_arrays(places, pa.array([value], pa.string()))


def _array(values: list[Any], kind: pa.DataType) -> pa.Array:
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:
        # Lone surrogates, as broken JSON escapes give them, fit no UTF-8 column.
        return pa.array([_encodable(value) for value in values], kind)


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "ignore").decode("utf-8")
    if isinstance(value, list):
        return [_encodable(item) for item in value]
    if isinstance(value, dict):
        return {key: _encodable(item) for key, item in value.items()}
    return value
