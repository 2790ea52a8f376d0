"""The XML of a worksheet -> its rows of text; gaps between them cost nothing."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import IO, Any
from xml.parsers import expat

from .. import limits
from .stretch import Row

_PIECE = 1 << 16
_LAST_ROW = 1_048_576
_REMEMBERED = 100_000
"""Numbers whose words are remembered: days and prices repeat."""


class Unsafe(ValueError):
    """The XML declares entities of its own, which no worksheet needs."""


def rows_of(stream: IO[bytes], words: Callable[[str, str, str], str]) -> Iterator[Row]:
    """Give the rows of a worksheet that say something: the number of each, and its cells.

    `words(kind, style, raw)` writes a cell in words; `kind` and `style` are its attributes `t` and
    `s`. Rows and columns beyond Excel's, or ours, are left out. Raises `expat.ExpatError` for XML
    that is damaged and `Unsafe` for XML that may expand.
    """
    reader = _Reader(words)
    while piece := stream.read(_PIECE):
        reader.parser.Parse(piece, False)
        yield from reader.taken()
    reader.parser.Parse(b"", True)
    yield from reader.taken()


@dataclass
class _Reader:
    """Takes the elements of a worksheet as they come."""

    words: Callable[[str, str, str], str]
    rows: list[Row] = field(default_factory=list)
    number: int = 0
    cells: list[str] = field(default_factory=list)
    column: int = 0
    kind: str = ""
    style: str = ""
    raw: list[str] = field(default_factory=list)
    aside: int = 0

    def __post_init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.EntityDeclHandler = _refuse

    def taken(self) -> list[Row]:
        """Give the rows that ended since the last time."""
        found, self.rows = self.rows, []
        return found

    def _begin(self, name: str, said: Mapping[str, str]) -> None:
        if name == "c":
            place = said.get("r")
            self.column = _column(place) if place else self.column + 1
            self.kind, self.style = said.get("t", "n"), said.get("s", "0")
            self.raw = []
        elif name in {"v", "t"}:
            if not self.aside:
                self.parser.CharacterDataHandler = self.raw.append
        elif name == "row":
            self.number = int(said.get("r") or self.number + 1)
            self.cells, self.column = [], 0
        elif name == "rPh":  # How words are spoken, beside the words.
            self.aside += 1
        elif ":" in name:
            self._begin(name.rpartition(":")[2], said)

    def _end(self, name: str) -> None:
        if name in {"v", "t"}:
            self.parser.CharacterDataHandler = None
        elif name == "c":
            if self.raw and self.column <= limits.COLUMNS:
                self.cells += [""] * (self.column - 1 - len(self.cells))
                self.cells.append(self.words(self.kind, self.style, "".join(self.raw)))
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self.aside -= 1
        elif ":" in name:
            self._end(name.rpartition(":")[2])

    def _end_row(self) -> None:
        while self.cells and not self.cells[-1]:
            self.cells.pop()
        if self.cells and self.number <= _LAST_ROW:
            self.rows.append((self.number, self.cells))


def _refuse(*_: Any) -> None:
    raise Unsafe("it declares entities")


def _column(place: str) -> int:
    """Give the number of a cell's column: 28 for `AB12`."""
    return _number(place.rstrip("0123456789"))


@lru_cache(maxsize=2048)
def _number(letters: str) -> int:
    found = 0
    for letter in letters.upper():
        found = found * 26 + ord(letter) - 64
    return found


class Words:
    """Writes the cells of one workbook in words, as its formats mean them."""

    def __init__(self, book: Any, texts: Sequence[str]) -> None:
        """Take a workbook that openpyxl has opened, and its shared texts."""
        from openpyxl.utils.datetime import from_excel, from_ISO8601

        self._days, self._spans = book._date_formats, book._timedelta_formats
        self._texts = texts
        self._moment: Callable[..., Any] = from_excel
        self._stated: Callable[[str], object] = from_ISO8601
        self._epoch = book.epoch
        self._written = lru_cache(maxsize=_REMEMBERED)(self._number)

    def __call__(self, kind: str, style: str, raw: str) -> str:
        """Write a cell in words."""
        if kind == "s":
            return str(self._texts[int(raw)])[: limits.CELL_CHARS]
        if kind == "n":
            return self._written(style, raw)
        if kind == "b":
            return str(raw.strip() in {"1", "true"})
        if kind == "d":
            return text(self._stated(raw))
        return raw[: limits.CELL_CHARS]

    def _number(self, style: str, raw: str) -> str:
        number = float(raw) if set(raw) & set(".eE") else int(raw)
        if int(style) in self._days:
            try:
                span = int(style) in self._spans
                return text(self._moment(number, self._epoch, timedelta=span))
            except (OverflowError, ValueError):
                return "#VALUE!"
        return text(number)


def text(value: object) -> str:
    """Write a value in words; a moment without time is a day, a number without rest a whole one."""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)[: limits.CELL_CHARS]
