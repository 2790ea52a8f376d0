"""Lines -> records, patiently: cells of several lines, broken quotes, cells too long to read.

A quote that never closes would swallow all that follows. The line that opens it is refused
alone, and reading begins again on the next one.
"""

import csv
import itertools
import threading
from collections.abc import Iterator
from typing import NamedTuple

from .. import limits

_AGAIN_CHARS = 256 * 1024 * 1024
"""Most that is read a second time because of broken quotes: hostile text could cost a square."""
_NEVER_CLOSES = "a quote that opens on this line never closes"
_LIMIT = threading.Lock()


class RawRecord(NamedTuple):
    """A record: its first line, how many it has, its cells, and why it is no row."""

    line: int
    lines: int
    cells: list[str]
    problem: str | None = None


class _Swallowed(Exception):
    """A quote goes on for more lines than any row has."""


class Lines:
    """Physical lines with their numbers, of which some can be put back."""

    def __init__(self, lines: list[str], more: Iterator[list[str]], number: int) -> None:
        self._lines, self._more, self.number = lines, more, number
        self._at = 0
        self.taken: list[str] = []
        self._size = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._at == len(self._lines) and not self._pull():
            raise StopIteration
        line = self._lines[self._at]
        self._at += 1
        self.taken.append(line)
        self._size += len(line)
        if self._size > limits.LINE_BYTES and len(self.taken) > 1:
            raise _Swallowed
        return line

    def _pull(self) -> bool:
        more = next(self._more, None)
        if more is None:
            return False
        self._lines, self._at = more, 0
        return True

    @property
    def at_end(self) -> bool:
        """Whether no line is left in the whole text."""
        return self._at == len(self._lines) and not self._pull()

    @property
    def is_drained(self) -> bool:
        """Whether all lines at hand were read."""
        return self._at == len(self._lines)

    def rest(self) -> str:
        """Give up the lines at hand that were not read."""
        left = "".join(self._lines[self._at :])
        self._lines, self._at = [], 0
        return left

    def begin(self) -> None:
        """Begin a record: what was taken before is done with."""
        self.number += len(self.taken)
        self.taken = []
        self._size = 0

    def back(self) -> int:
        """Put all lines of the record but its first one back; give their length."""
        again = self.taken[1:]
        if len(again) <= self._at:
            self._at -= len(again)
        else:
            self._lines, self._at = again + self._lines[self._at :], 0
        del self.taken[1:]
        return sum(map(len, again))


def records(lines: Lines, delimiter: str, width: int | None = None) -> Iterator[RawRecord]:
    """Split lines into records until those at hand are read, and the last record is whole.

    Without the `width` of the table, in a look at its head, broken quotes stay as they are.
    """
    with _LIMIT:
        csv.field_size_limit(limits.CELL_CHARS)
    reader = csv.reader(lines, delimiter=delimiter)
    left = _AGAIN_CHARS
    while not lines.is_drained:
        lines.begin()
        reason: str | None = None
        cells: list[str] = []
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            reason = f"the line cannot be split into cells: {error}"
        except _Swallowed:
            reason = f"a quote on this line swallows {len(lines.taken)} lines"
        count = len(lines.taken)
        may_break = width is not None and count > 1 and left > 0
        if may_break and (reason or _breaks(lines, cells, delimiter, width)):
            row = lines.taken[0].strip()
            left -= lines.back()
            yield RawRecord(lines.number, 1, [row], _NEVER_CLOSES)
        else:
            yield RawRecord(lines.number, count, cells, reason)
    lines.begin()


def _breaks(lines: Lines, cells: list[str], delimiter: str, width: int | None) -> bool:
    """Tell whether a record of several lines only is one because of a broken quote."""
    quotes = sum(line.count('"') for line in lines.taken)
    open_to_the_end = quotes % 2 == 1 and lines.at_end
    return open_to_the_end or _swallowed(cells, len(lines.taken), delimiter) == width


def _swallowed(cells: list[str], lines: int, delimiter: str) -> int | None:
    """Give the width of the rows that a cell of several lines holds, up to another stray quote.

    Its first line and all within it would be rows of their own.
    """
    inner = next((cell for cell in cells if cell.count("\n") == lines - 1), "").split("\n")
    before = sum(1 for _ in itertools.takewhile(lambda cell: "\n" not in cell, cells))
    wide = [part.count(delimiter) + 1 for part in inner[1:-1]]
    first = before + inner[0].count(delimiter) + 1
    return first if wide and all(one == first for one in wide) else None


def problem(cells: list[str], lines: int, width: int) -> str | None:
    """Say why a record is no row of a table so many columns wide."""
    if len(cells) > width and any(cells[width:]):
        return f"the row has {len(cells)} cells, the header {width}"
    if lines > 1 and len(cells) < width:
        return f"a quote on this line swallows {lines} lines"
    return None
