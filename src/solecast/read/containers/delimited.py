"""CSV and TSV text -> `Sheet`: delimiter, preamble, multi-line cells, broken quotes."""

import collections
import csv
import io
import itertools
import threading
from collections.abc import Iterator, Mapping

from .. import limits
from .sheet import Broken, Row, Sheet

_DELIMITERS = (",", "\t", ";", "|")
_PROBE_CHARS = 64 * 1024
_PROBE_ROWS = 100
_PREAMBLE_ROWS = 20
_RESTARTS = 100
_LONGEST_NAME = 120
_SENTENCE_ENDS = (".", "!", "?", ":", ";", ">", "{", "}")
_LIMIT = threading.Lock()


def read_sheet(text: str, columns: Mapping[str, str]) -> Sheet | None:
    """Return the table in `text`, or None when no line of it can be a header.

    Rows that are wider than the header, or that a broken quote swallowed, are `broken`.
    """
    with _LIMIT:
        csv.field_size_limit(limits.CELL_CHARS)
    delimiter = _delimiter(text[:_PROBE_CHARS])
    if delimiter is None:
        return _names(text, columns)
    head = _header(text[:_PROBE_CHARS], delimiter)
    if head is None:
        return None
    line, header = head
    closed, unclosed = _close_quotes(text, delimiter)
    closed, swallowing = _free_rows(closed, delimiter, line, len(header))
    closed, left = _close_quotes(closed, delimiter) if swallowing else (closed, [])
    unclosed += swallowing + left
    return Sheet(
        header=header,
        rows=lambda: _rows(closed, delimiter, line, len(header)),
        columns=columns,
        broken=lambda: itertools.chain(unclosed, _broken(closed, delimiter, line, len(header))),
        line=line,
    )


def _names(text: str, columns: Mapping[str, str]) -> Sheet | None:
    """Return a list of names, one a line, as a table of one column."""
    lines = [
        (number, [line.strip().strip('"')])
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip(' "\t\x00')
    ]
    named = [cells[0] for _, cells in lines[:_PROBE_ROWS]]
    short = [
        name for name in named if len(name) <= _LONGEST_NAME and not name.endswith(_SENTENCE_ENDS)
    ]
    if len(lines) < 2 or len(short) < 0.9 * len(named):
        return None
    first, header = lines[0]
    return Sheet(header, lambda: iter(lines[1:]), columns=columns, line=first)


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
    found: list[Row] = []
    for line, cells, _ in _records(probe, delimiter):
        if isinstance(cells, list) and any(cells):
            found.append((line, cells))
        if len(found) >= _PROBE_ROWS:
            break
    return found


def _header(probe: str, delimiter: str) -> tuple[int, list[str]] | None:
    """Return the line after the header, and the header."""
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


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str] | str, int]]:
    """Yield first line, cells (or the reason why there are none) and lines of each record."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, f"the line cannot be split into cells: {error}", 1
        else:
            yield line, cells, reader.line_num + 1 - line


def _problem(cells: list[str], lines: int, width: int) -> str | None:
    if len(cells) > width and any(cells[width:]):
        return f"the row has {len(cells)} cells, the header {width}"
    if lines > 1 and len(cells) < width:
        return f"a quote on this line swallows {lines} lines"
    return None


def _rows(text: str, delimiter: str, header_line: int, width: int) -> Iterator[Row]:
    for line, cells, lines in _records(text, delimiter):
        if line <= header_line or isinstance(cells, str) or not any(cells):
            continue
        if (len(cells) == width or not _problem(cells, lines, width)) and lines:
            yield line, cells


def _broken(text: str, delimiter: str, header_line: int, width: int) -> Iterator[Broken]:
    for line, cells, lines in _records(text, delimiter):
        if line <= header_line:
            continue
        if isinstance(cells, str):
            yield line, cells, ""
        elif reason := _problem(cells, lines, width):
            yield line, reason, delimiter.join(cells)


def _free_rows(text: str, delimiter: str, header_line: int, width: int) -> tuple[str, list[Broken]]:
    """Blank the lines whose quote swallows whole rows up to another stray quote.

    A cell of several lines is one of those where its first line and all within it would be
    rows of their own.
    """
    if text.count('"') < 2:
        return text, []
    broken: list[Broken] = []
    physical: list[str] | None = None
    skip = header_line
    while len(broken) < _RESTARTS:
        start = _swallowing(text, delimiter, skip, width)
        if start is None:
            break
        physical = physical or list(io.StringIO(text, newline=""))
        row = physical[start - 1]
        broken.append((start, "a quote that opens on this line never closes", row.strip()))
        physical[start - 1] = "\n"
        text = "".join(physical)
        skip = start
    return text, broken


def _swallowing(text: str, delimiter: str, after: int, width: int) -> int | None:
    for line, cells, lines in _records(text, delimiter):
        if line <= after or lines < 3 or isinstance(cells, str):
            continue
        inner = next((cell for cell in cells if cell.count("\n") == lines - 1), "").split("\n")
        before = sum(1 for _ in itertools.takewhile(lambda cell: "\n" not in cell, cells))
        wide = [part.count(delimiter) + 1 for part in inner[1:-1]]
        first = before + inner[0].count(delimiter) + 1
        if wide and first == width and all(one == width for one in wide):
            return line
    return None


def _close_quotes(text: str, delimiter: str) -> tuple[str, list[Broken]]:
    """Blank the lines whose quote never closes, so that they cannot swallow what follows."""
    broken: list[Broken] = []
    while text.count('"') % 2 and len(broken) < _RESTARTS:
        start, lines = 0, 0
        for line, _, spanned in _records(text, delimiter):
            start, lines = line, spanned
        if lines < 2:
            break
        physical = list(io.StringIO(text, newline=""))
        row = physical[start - 1]
        if "".join(physical[start - 1 :]).count('"') % 2 == 0:
            break
        broken.append((start, "a quote that opens on this line never closes", row.strip()))
        physical[start - 1] = "\n"
        text = "".join(physical)
    return text, broken
