"""CSV and TSV text -> `Sheet`: delimiter, preamble, and the rows in a stream.

A piece of the text in which every line is a whole row goes through Arrow's reader, column by
column; the patient reader of `records` takes the others. Both split lines by the same rules.
"""

import collections
import io
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa
from pyarrow import csv as arrow_csv

from .content import Text
from .pieces import Piece, Pieces, pieces
from .records import Lines, problem, records
from .sheet import Columns, Refuse, Row, Sheet, unbroken

_DELIMITERS = (",", "\t", ";", "|")
_ENDS = "".join(_DELIMITERS)
_PROBE_ROWS = 100
_PREAMBLE_ROWS = 20
_LONGEST_NAME = 120
_SENTENCE_ENDS = (".", "!", "?", ":", ";", ">", "{", "}")
_PATIENT_BYTES = 128 * 1024
"""How much is read row by row where a piece of the text has a line that is no whole row."""
_FEW = 0.5
"""Share of different cells up to which a column is kept as a dictionary."""


def read_sheet(text: Text, columns: Mapping[str, str]) -> Sheet | None:
    """Return the table in `text`, or None when no line of it can be a header.

    Rows that are wider than the header, or that a broken quote swallowed, are refused.
    """
    delimiter = _delimiter(text.head)
    if delimiter is None:
        return _names(text, columns)
    head = _header(text.head, delimiter)
    if head is None:
        single = all(sum(map(bool, cells)) < 2 for _, cells in _probe(text.head, delimiter))
        return _names(text, columns) if single else None
    line, header = head
    return Sheet(header, _Table(text, delimiter, line, len(header)).stream, None, columns, line)


def _names(text: Text, columns: Mapping[str, str]) -> Sheet | None:
    """Return a list of names or addresses, one a line, as a table of one column."""

    def lines() -> Iterator[Row]:
        with text.lines() as stream:
            parted = (line for whole in stream for line in whole.splitlines() or [""])
            for number, line in enumerate(parted, 1):
                if line.strip(' "\t\x00'):
                    yield number, [line.strip().rstrip(_ENDS).strip('"')]

    first = list(itertools.islice(lines(), _PROBE_ROWS))
    named = [cells[0] for _, cells in first]
    short = [
        name for name in named if len(name) <= _LONGEST_NAME and not name.endswith(_SENTENCE_ENDS)
    ]
    if len(first) < 2 or len(short) < 0.9 * len(named):
        return None
    line, header = first[0]
    rows = unbroken(lambda: itertools.islice(lines(), 1, None))
    return Sheet(header, rows, columns=columns, line=line)


def _delimiter(probe: str) -> str | None:
    """Choose the delimiter that gives the most rows of one width, then the most columns."""
    best: tuple[float, int, str] | None = None
    for delimiter in _DELIMITERS:
        widths = collections.Counter(len(cells) for _, cells in _probe(probe, delimiter))
        widths.pop(1, None)
        if not widths:
            continue
        width, rows = widths.most_common(1)[0]
        score = (rows * min(width, 4), width, delimiter)
        if best is None or score > best:
            best = score
    return best[2] if best else None


def _probe(probe: str, delimiter: str) -> list[Row]:
    lines = list(io.StringIO(probe, newline=""))
    found = records(Lines(lines, iter(()), 1), delimiter)
    rows = ((one.line, one.cells) for one in found if any(one.cells))
    return list(itertools.islice(rows, _PROBE_ROWS))


def _header(probe: str, delimiter: str) -> tuple[int, list[str]] | None:
    """Return the line of the header, and the header."""
    rows = _probe(probe, delimiter)[: _PREAMBLE_ROWS + 1]
    wide = [cells for _, cells in rows if len(cells) > 1]
    if not wide:
        return None
    usual = collections.Counter(len(cells) for cells in wide).most_common(1)[0][0]
    for line, cells in rows:
        stated = sum(1 for value in cells if value.strip())
        if stated >= 2 and len(cells) >= usual:
            return line, [value.strip() for value in cells]
    return None


@dataclass(frozen=True)
class _Table:
    """A table in a text: what parts its cells, the line of its header, its number of columns."""

    text: Text
    delimiter: str
    header: int
    width: int

    def stream(self, refuse: Refuse) -> Iterator[Row | Columns]:
        """Read from the header's line on: what is plain in columns, the rest row by row."""
        few = set(range(self.width))
        with self.text.bytes() as stream:
            found = pieces(stream)
            line = self._after_header(found, refuse)
            for piece in found:
                columns = self._columns(piece, line, few)
                if columns is not None:
                    yield columns
                    line += columns.table.num_rows
                elif not piece.is_least and len(piece.data) > _PATIENT_BYTES:
                    found.back(piece.parted(_PATIENT_BYTES))
                else:
                    lines = Lines(piece.lines(), (more.lines() for more in found), line)
                    yield from self._patiently(lines, refuse)
                    line = lines.number

    def _after_header(self, found: Pieces, refuse: Refuse) -> int:
        """Read to the end of the header; give the number of the next line."""
        lines = Lines([], (piece.lines() for piece in found), 1)
        if not lines.at_end:
            for one in records(lines, self.delimiter, self.width):
                if one.problem:
                    refuse(one.line, one.problem, self.delimiter.join(one.cells))
                if one.line >= self.header:
                    break
        lines.begin()
        if rest := lines.rest():
            found.back([Piece(rest.encode())])
        return lines.number

    def _patiently(self, lines: Lines, refuse: Refuse) -> Iterator[Row]:
        """Read the lines of a piece record by record, to the end of the last one."""
        for one in records(lines, self.delimiter, self.width):
            reason = one.problem or problem(one.cells, one.lines, self.width)
            if reason:
                refuse(one.line, reason, self.delimiter.join(one.cells))
            elif any(one.cells):
                yield one.line, one.cells

    def _columns(self, piece: Piece, line: int, few: set[int]) -> Columns | None:
        """Read a piece at once; None where a line of it is no whole row, or an empty one.

        `few` are the columns that repeat their cells; those that do not are taken out of it.
        """
        if not piece.is_plain:
            return None
        try:
            table = arrow_csv.read_csv(pa.BufferReader(piece.data), *self._options(piece, few))
        except pa.ArrowInvalid:
            return None
        found = Columns(line, table)
        if table.num_rows != piece.count or _is_open(piece, table) or found.has_empty_row:
            return None
        for at in [at for at in few if table.num_rows > _PROBE_ROWS]:
            if len(table.column(at).chunk(0).dictionary) > _FEW * table.num_rows:
                few.discard(at)
        return found

    def _options(
        self, piece: Piece, few: set[int]
    ) -> tuple[arrow_csv.ReadOptions, arrow_csv.ParseOptions, arrow_csv.ConvertOptions]:
        names = [str(at) for at in range(self.width)]
        types = {
            name: pa.dictionary(pa.int32(), pa.string()) if at in few else pa.string()
            for at, name in enumerate(names)
        }
        return (
            arrow_csv.ReadOptions(column_names=names, block_size=len(piece.data) + 1),
            arrow_csv.ParseOptions(delimiter=self.delimiter, newlines_in_values=True),
            arrow_csv.ConvertOptions(column_types=types, strings_can_be_null=False),
        )


def _is_open(piece: Piece, table: pa.Table) -> bool:
    """Tell whether the last cell's quote is still open, so that it goes on in the next line."""
    last = str(table.column(table.num_columns - 1)[-1])
    return piece.has_quotes and last.endswith(("\n", "\r"))
