"""`Findings`: what one file gave, row by row, with the line of each row."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypedDict

import pyarrow as pa

from .. import model
from ..config import Config
from . import limits

ROW_TABLES = (
    "listings",
    "reviews",
    "articles",
    "authors",
    "observations",
    "facts",
    "quarantine",
)
"""The tables that a file's rows go to."""

_SHOWN_ROWS, _SHOWN_COLUMNS, _SHOWN_CHARS = 5, 60, 200
"""What `solecast check FILE` shows of a table as it is written."""


class Written(TypedDict):
    """A row as it is written: its line, and pairs of header and cell."""

    line: int
    cells: list[list[str]]


@dataclass(frozen=True)
class Reading:
    """What one file gave: its row of the import report and its tables.

    `format` is one of `formats.NAMES`; `read` counts records seen, `used` those that gave at
    least one row, `quarantined` the rows refused. `tables` has the keys `ROW_TABLES`; `why` and
    the lists of columns are those of RAW `files`. `guesses` are what a column that was not
    understood may hold, the likeliest first; `sample` has the first rows of its tables.
    """

    file: str
    sha256: str
    bytes: int
    format: str
    read: int
    used: int
    quarantined: int
    note: str
    tables: model.Tables
    why: str = ""
    understood: list[dict[str, str]] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    guesses: dict[str, list[str]] = field(default_factory=dict)
    sample: list[Written] = field(default_factory=list)

    @property
    def unknown(self) -> list[str]:
        """The columns that were not understood."""
        return list(self.guesses)


class Findings:
    """Collects the rows of one file, column by column.

    Call `record` for each record of the file, then any of `listing`, `review`,
    `article`, `author`, `observation`, `fact` for what it gave, or `refuse` with a reason.
    """

    def __init__(self, file: str, stem: str, config: Config) -> None:
        self.file, self.stem, self.config = file, stem, config
        self.read = self.used = self.quarantined = 0
        self._notes: dict[str, None] = {}
        self._columns = {
            table: {name: [] for name in model.RAW[table].names} for table in ROW_TABLES
        }  # type: dict[str, dict[str, list[Any]]]
        self._line, self._fresh = 0, False
        self._row: Sequence[str] | str = ""
        self.source = stem
        self.why = ""
        self.understood: dict[str, tuple[str, str]] = {}
        self.unused: dict[str, None] = {}
        self.unknown: dict[str, list[str]] = {}
        self.sample: list[Written] = []

    def record(self, line: int, row: Sequence[str] | str) -> None:
        """Begin a record: its 1-based line (or ordinal) and its cells or words."""
        self._line, self._row, self._fresh = line, row, True
        self.source = self.stem
        self.read += 1

    def records(self, rows: Iterable[tuple[int, list[str]]]) -> Iterator[list[str]]:
        """Begin a record for each row (line and cells) and give its cells."""
        for line, cells in rows:
            self.record(line, cells)
            yield cells

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

    def fact(self, **values: Any) -> None:
        """Add a row of RAW `facts`."""
        self._add("facts", values)

    def refuse(self, reason: str) -> None:
        """Quarantine the present record with a reason."""
        self._row_of(reason, self._line, self._row)

    def refuse_line(self, line: int, reason: str, row: str = "") -> None:
        """Quarantine something that never became a record."""
        self._row_of(reason, line, row)

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

    def tables(self) -> model.Tables:
        """Return the rows as tables of `model.RAW`."""
        return {table: _table(table, columns) for table, columns in self._columns.items()}

    def _add(self, table: str, values: dict[str, Any]) -> None:
        values["file"], values["line"] = self.file, values.get("line", self._line)
        values.setdefault("source", self.source)
        for name, column in self._columns[table].items():
            column.append(values.get(name))
        if self._fresh:
            self.used += 1
            self._fresh = False

    def _row_of(self, reason: str, line: int, row: Sequence[str] | str) -> None:
        shown = row if isinstance(row, str) else ",".join(row)
        values = {"file": self.file, "line": line, "reason": reason}
        values["row"] = shown[: limits.QUARANTINE_CHARS]
        for name, column in self._columns["quarantine"].items():
            column.append(values[name])
        self.quarantined += 1


def _table(name: str, columns: dict[str, list[Any]]) -> pa.Table:
    schema = model.RAW[name]
    arrays = [_array(columns[field.name], field.type) for field in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


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
