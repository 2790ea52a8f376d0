"""Rows as columns: what repeats is looked at once, and numbers are read all together."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

Row = tuple[int, list[str]]
"""The 1-based line (or ordinal) of a record and its cells."""

Places = np.ndarray[Any, np.dtype[np.int64]]
"""For each row the place of what it says, from 0."""

_DENSE = 1 << 18
"""Combinations of cells up to which a table of them all is quicker than sorting."""
_MOST_KINDS = 50_000
"""Kinds of rows that are remembered, before all are forgotten."""


@dataclass(frozen=True, eq=False)
class Columns:
    """A stretch of rows on consecutive lines, column by column.

    `line` is that of the first row; `table` has one column of text for each of the header's, plain
    or dictionary-encoded. Each row has a cell for every column. What a `Sheet` gives has no row
    that is empty.
    """

    line: int
    table: pa.Table

    def cells(self, at: int) -> tuple[pa.Array, pa.Array | None]:
        """Give the cells of a column: the different ones and the places of rows, or one a row."""
        column = self.table.column(at).combine_chunks()
        if pa.types.is_dictionary(column.type):
            return column.dictionary, column.indices
        return column, None

    def texts(self, at: int) -> tuple[list[str], pa.Array]:
        """Give the different cells of a column, and for each row the place of its own."""
        found, places = self.cells(at)
        if places is None:
            encoded = found.dictionary_encode()
            found, places = encoded.dictionary, encoded.indices
        return found.to_pylist(), places

    @property
    def has_empty_row(self) -> bool:
        """Whether some row says nothing in any cell, as below the end of a sheet."""
        empty: pa.Array | None = None
        for at in range(self.table.num_columns):
            texts, places = self.cells(at)
            blank = pc.equal(texts, "")
            if not pc.any(blank).as_py():
                return False
            blank = blank if places is None else blank.take(places)
            empty = blank if empty is None else pc.and_(empty, blank)
            if not pc.any(empty).as_py():
                return False
        return True

    def rows(self) -> Iterator[Row]:
        """Give the rows one by one."""
        columns = []
        for at in range(self.table.num_columns):
            texts, places = self.texts(at)
            columns.append([texts[place] for place in places.to_pylist()])
        for line, cells in enumerate(zip(*columns, strict=True), self.line):
            yield line, list(cells)

    def some(self, chosen: Places) -> Iterator[Row]:
        """Give the rows at some places."""
        found = Columns(0, self.table.take(pa.array(chosen))).rows()
        for at, (_, cells) in zip(chosen.tolist(), found, strict=True):
            yield self.line + at, cells

    def parsed(self, at: int | None, parse: Callable[[str], object], kind: pa.DataType) -> pa.Array:
        """Parse the cells of a column, each different one once; without a column all are null."""
        if at is None:
            return pa.nulls(self.table.num_rows, kind)
        texts, places = self.texts(at)
        return pa.array([parse(text.strip()) for text in texts], kind).take(places)

    def numbers(
        self, at: int | None, parse: Callable[[str], float | None]
    ) -> tuple[pa.Array, pa.Array]:
        """Parse a column of numbers; also tell in which rows `parse` was asked.

        Plain ones, of which there may be many different, are read together: to the same numbers.
        """
        rows = self.table.num_rows
        if at is None:
            return pa.nulls(rows, pa.float64()), pa.array(np.zeros(rows, bool))
        texts, places = self.cells(at)
        plain = _plain_numbers(texts)
        asked = pc.is_null(plain)
        if pc.any(asked).as_py():
            odd = texts.filter(asked).dictionary_encode()
            read = pa.array(
                [parse(one.strip()) for one in odd.dictionary.to_pylist()], pa.float64()
            )
            plain = pc.replace_with_mask(plain, asked, read.take(odd.indices))
        return (plain, asked) if places is None else (plain.take(places), asked.take(places))

    def together(self, columns: Sequence[int]) -> tuple[list[tuple[str, ...]], Places]:
        """Give the kinds of rows that the cells of some columns make, and the kind of each row."""
        code, size = np.zeros(self.table.num_rows, np.int64), 1
        known = [self.texts(at) for at in columns]
        for texts, places in known:
            code = code * len(texts) + places.to_numpy(zero_copy_only=False)
            size *= len(texts)
            if size > _DENSE:
                different, code = np.unique(code, return_inverse=True)
                size = len(different)
        first, which = _first_of_each(code, size)
        cells = [
            [texts[place].strip() for place in places.take(pa.array(first)).to_pylist()]
            for texts, places in known
        ]
        return list(zip(*cells, strict=True)) if cells else [()] * len(first), which


def _first_of_each(code: Places, size: int) -> tuple[Places, Places]:
    """Give the first place of each code below `size`, and for each place which code it has."""
    at = np.full(size, -1, np.int64)
    at[code[::-1]] = np.arange(len(code))[::-1]
    used = np.flatnonzero(at >= 0)
    rank = np.zeros(size, np.int64)
    rank[used] = np.arange(len(used))
    return at[used], rank[code]


_PLAIN = r"^-?[0-9]{1,15}(?:\.[0-9]{1,15})?$"
"""A number that every convention reads alike; no other sign, mark or space."""
_SHORT = 14
"""Texts so short are all read alike, unless an exponent or a word makes them more than `_SAFE`."""
_SAFE = 1e14


def _plain_numbers(texts: pa.Array) -> pa.Array:
    """Read texts that are plain numbers; null for all others."""
    longest = pc.max(pc.binary_length(texts)).as_py() or 0
    if longest <= _SHORT:
        try:
            found = texts.cast(pa.float64())
        except pa.ArrowInvalid:
            found = None
        if found is not None and pc.all(pc.less_equal(pc.abs(found), _SAFE)).as_py():
            return found
    is_plain = pc.match_substring_regex(texts, _PLAIN)
    nothing = pa.scalar(None, pa.string())
    return pc.if_else(is_plain, texts, nothing).cast(pa.float64())


class Remembered:
    """What `read` makes of the cells that repeat from row to row: asked once for each kind of row.

    Each is a row of `schema`, or has columns beyond it, which `of` gives all the same.
    """

    def __init__(self, read: Callable[..., dict[str, object]], schema: pa.Schema) -> None:
        self._read, self._schema = read, schema
        self._places: dict[tuple[str, ...], int] = {}
        self._rows: list[dict[str, object]] = []
        self._columns: dict[str, pa.Array] = {}
        self._counted = 0

    def of(self, *cells: str) -> dict[str, object]:
        """Give what some cells say."""
        self._forget_many()
        return self._rows[self._place(cells)]

    def all_of(self, kinds: Iterable[tuple[str, ...]], which: Places) -> "RowsRead":
        """Give what many rows say, each of one of some kinds."""
        self._forget_many()
        places = np.array([self._place(cells) for cells in kinds], np.int64)
        if self._counted != len(self._rows):
            self._columns, self._counted = {}, len(self._rows)
        return RowsRead(self._column, places[which])

    def _forget_many(self) -> None:
        if len(self._rows) > _MOST_KINDS:
            self._places, self._rows, self._counted = {}, [], 0

    def _place(self, cells: tuple[str, ...]) -> int:
        found = self._places.get(cells)
        if found is None:
            found = self._places[cells] = len(self._rows)
            self._rows.append(self._read(*cells))
        return found

    def _column(self, name: str, kind: pa.DataType | None) -> pa.Array:
        if name not in self._columns:
            kind = kind or self._schema.field(name).type
            values = pa.array([row.get(name) for row in self._rows], kind)
            text = pa.types.is_string(kind)
            self._columns[name] = values.dictionary_encode() if text else values
        return self._columns[name]


class RowsRead(NamedTuple):
    """What rows say, each of a kind that is remembered."""

    column_of: Callable[[str, pa.DataType | None], pa.Array]
    places: Places

    def column(self, name: str, kind: pa.DataType | None = None) -> pa.Array:
        """Give one column for all rows; text is dictionary-encoded."""
        found, places = self.column_of(name, kind), pa.array(self.places)
        if not pa.types.is_dictionary(found.type):
            return found.take(places)
        return pa.DictionaryArray.from_arrays(found.indices.take(places), found.dictionary)
